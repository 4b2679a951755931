"""Events in a file: one, a list, or one a line; and the runs that they tell of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lineage.errors import Unreadable
from lineage.interop.reading import Place
from lineage.interop.source import Source

_MARK: Final = "openlineage.io/spec/"
_FAILED: Final = frozenset({"FAIL", "ABORT"})
NOT_DONE: Final = "the run did not complete, so nothing was made"


def events_in(source: Source) -> list[Any]:
    """The events of a file. Raises :class:`lineage.errors.Unreadable` for one that holds no data."""
    try:
        tree = source.tree
    except Unreadable:
        lines = source.lines()
        if len(lines) < 2:
            raise
        return [line.tree for _, line in lines]
    return tree if isinstance(tree, list) else [tree]


def is_event(tree: Any) -> bool:
    """Whether it says that it is an event of OpenLineage, or has the members that make one."""
    if not isinstance(tree, dict):
        return False
    named = tree.get("schemaURL")
    if isinstance(named, str) and _MARK in named:
        return True
    run, job, dataset = tree.get("run"), tree.get("job"), tree.get("dataset")
    told = "eventTime" in tree and "producer" in tree
    return told and ((isinstance(run, dict) and "runId" in run) or isinstance(job, dict) or isinstance(dataset, dict))


def starts_with_event(source: Source) -> bool:
    """Whether the first event of a file is one; of a stream of lines, only its first line is read."""
    try:
        tree = source.tree
    except Unreadable:
        first, _, rest = source.data.lstrip().partition(b"\n")
        if not rest.strip():
            raise
        tree = Source(f"{source.name} line 1", first, source.limits).tree
    return is_event(tree[0] if isinstance(tree, list) and tree else tree)


@dataclass
class Run:
    """What the events of one run, or one event of no run, say together."""

    events: list[Place] = field(default_factory=list)
    states: set[str] = field(default_factory=set)

    @property
    def failed(self) -> bool:
        """Whether it ended without making anything."""
        return bool(self.states & _FAILED) and "COMPLETE" not in self.states

    def each(self, key: str) -> Iterator[Place]:
        """The entries of a list over all events: those that come later add to those before."""
        for event in self.events:
            yield from event.each(key)


def runs(root: Place) -> Iterator[Run]:
    """The runs of a stream, in the order in which they begin; events without a run one by one."""
    found: dict[str, Run] = {}
    for number, event in enumerate(root.each()):
        run = event.get("run")
        name = run.value.get("runId") if run is not None and isinstance(run.value, dict) else None
        key = f"run {name}" if isinstance(name, str) else f"event {number}"
        told = found.setdefault(key, Run())
        told.events.append(event)
        state = event.get("eventType")
        if state is not None and isinstance(state.value, str):
            told.states.add(state.value.upper())
    yield from found.values()
