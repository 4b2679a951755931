"""What the cases of the reader notice: a refusal that is no longer made, and a condition that decides on one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from tools.conformance.case import Case, suite
from tools.mutate.code import mutants
from tools.mutate.notice import noticing

_REFUSING: Final = (
    "card",
    "encoding",
    "json_exact",
    "json_text",
    "reader",
    "source",
    "yaml_exact",
    "yaml_syntax",
    "yaml_text",
)
_DECIDING: Final = ("card", "encoding", "json_exact", "plain", "reader", "yaml_exact", "yaml_scalars", "yaml_scan")
"""Files whose conditions decide what is refused. Those of the others choose words and places of messages."""


@cache
def cases() -> list[Case]:
    """The cases of the reader layer, those with the shortest manifests first."""
    found = [case for case in suite() if case["layer"] == "reader"]
    return sorted(found, key=lambda case: len(case["manifest"]["base64"]))


def changed(idle: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Every refusal that is taken away and every changed decision, and the cases that notice: they are idle no more."""
    for name in sorted({*_REFUSING, *_DECIDING}):
        for mutant in mutants(f"lineage.read.{name}", decisions=name in _DECIDING, refusals=name in _REFUSING):
            found = noticing(mutant, cases())
            idle.difference_update(found)
            yield mutant.name, found


def reached() -> dict[str, bool]:
    """Every code of the reader, and whether a case expects it."""
    from lineage.read import FAULTS

    expected = {code for case in cases() for code, _ in case["findings"]}
    return {code: code in expected for code in FAULTS}
