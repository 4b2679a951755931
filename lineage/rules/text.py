"""Rules on text."""
