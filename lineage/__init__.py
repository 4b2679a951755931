"""Training data lineage."""
