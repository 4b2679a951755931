"""The stream of YAML events with positions: the slow parser, used to explain and to locate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lineage.finding import Span


def events(data: bytes) -> Iterator[Any]:
    """The events of PyYAML, parsed as they are asked for; by libyaml where PyYAML was built with it.

    Raises yaml.YAMLError, and ValueError or OverflowError for some bad escapes.
    """
    import yaml

    loader = getattr(yaml, "CLoader", None) or yaml.SafeLoader
    return iter(yaml.parse(data, Loader=loader))


def span_of(event: Any, above: int = 0) -> Span:
    """The span of an event as the parser marks it; it may cover several lines. ``above`` is how many lines of the file
    come before what the parser was given."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1 + above, start.column + 1, end.line + 1 + above, end.column + 1)


def is_plain_scalar(event: Any) -> bool:
    """Whether a scalar event stands in the text without quotes and not as a block."""
    return event.style not in ('"', "'", "|", ">")
