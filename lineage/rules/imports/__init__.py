"""Rules on imports: what a manifest imports is there and is what it was, and together they make sense.

They run where imports are opened (``lineage check --imports``, or a policy). What is wrong inside an imported file is
left to its own check.
"""

from __future__ import annotations

from lineage.rules.imports import circles, identity, opening, pins, references

__all__ = ["circles", "identity", "opening", "pins", "references"]
