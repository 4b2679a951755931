"""Scan reports: the counts of a scan read as facts, in a form with a schema of its own, and in words for a terminal."""
