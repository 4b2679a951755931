"""Rules on licences."""
