"""Teacher chains: which models taught a model or dataset, in what form, by which path, and what is said of it.

:func:`trace` follows the graph upstream, :func:`reached` downstream. Both give a :class:`Trace`: plain data that the
files ``text``, ``json``, ``mermaid``, ``dot`` and ``svg`` of this room print. What is not known comes first, and
nothing here is a verdict: a trace shows what is described, by whom, and what is on record.
"""

from __future__ import annotations

from lineage.trace.result import Entry, Filters, Party, Trace, Way
from lineage.trace.tracing import reached, trace

FORMATS = ("text", "json", "mermaid", "dot", "svg")
"""Each is a file of this room with a function ``render_FORMAT``."""

__all__ = ["FORMATS", "Entry", "Filters", "Party", "Trace", "Way", "reached", "trace"]
