"""Exceptions of the library. Each carries what a person needs: what is wrong, and what to do."""

from __future__ import annotations

from lineage.finding import Finding


class LineageError(Exception):
    """Base of every error that this library raises on purpose. ``advice`` says what to do about it."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class Unreadable(LineageError):
    """Bytes that are not a document: not a file, not UTF-8, not JSON or YAML, or refused for safety.

    ``finding`` is the one reader fault, with its position when there is one.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message, finding.advice)
        self.finding = finding
