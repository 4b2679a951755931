"""California's documentation of training data (AB 2013, Civil Code 3110 and 3111): the form and its twelve answers."""

from __future__ import annotations

from lineage.summary.ab2013.compose import ab2013_summary

__all__ = ["ab2013_summary"]
