"""Rules on agents."""
