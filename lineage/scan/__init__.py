"""Shards become facts: what is in the files is counted, not typed.

``scan(plan)`` counts, by DuckDB or by another engine of ``lineage.scan.engine``; everything else in this room gets the
plan ready or makes facts of the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lineage.scan.faults import ScanFault as ScanFault
    from lineage.scan.looks import head as head
    from lineage.scan.looks import look as look
    from lineage.scan.plan import Column as Column
    from lineage.scan.plan import Plan as Plan
    from lineage.scan.result import Result as Result
    from lineage.scan.run import scan as scan
    from lineage.scan.shards import find as find

__all__ = ["Column", "Plan", "Result", "ScanFault", "find", "head", "look", "scan"]

_HOMES = {
    "Column": "plan",
    "Plan": "plan",
    "Result": "result",
    "ScanFault": "faults",
    "find": "shards",
    "head": "looks",
    "look": "looks",
    "scan": "run",
}


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used: most commands need none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"lineage.scan.{_HOMES[name]}"), name)
