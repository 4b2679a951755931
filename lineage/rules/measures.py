"""Rules on measures."""
