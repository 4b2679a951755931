"""What the cases of shape notice beyond the schema: one thing changed in how faults are told from each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tools.conformance.case import Case, suite
from tools.mutate.code import mutants
from tools.mutate.notice import noticing


@cache
def cases() -> dict[str, Case]:
    """The cases of the shape layer by id."""
    return {case["id"]: case for case in suite() if case["layer"] == "shape"}


def changed(idle: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Every change in what reports faults of shape, shown to the ``idle`` cases, then to others until one notices.

    The schema alone says valid or invalid; here the findings count too.
    """
    for mutant in mutants("lineage.shape.faults"):
        found = noticing(mutant, [case for name, case in cases().items() if name in idle])
        if not found:
            found = noticing(mutant, [case for name, case in cases().items() if name not in idle], enough=1)
        idle.difference_update(found)
        yield mutant.name, found
