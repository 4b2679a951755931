"""Sizes by modality and origin: the sums of those that are stated, next to what is declared for the whole.

No share is worked out, and nothing stands for a size that is not stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pydantic import MISSING

from lineage.model.quantity import Interval
from lineage.picture.bars import Bar, Panel, draw_bars
from lineage.pointer import Pointer
from lineage.rules.sizes import Size, sizes
from lineage.summary.blocks import Column, Figure, Row, Table
from lineage.summary.eu.figures.origins import LABELS, SEVERAL, origins_of
from lineage.summary.prose import counted, listed, plain
from lineage.summary.scope import Scope, is_public
from lineage.summary.sizes import interval, size
from lineage.summary.traits import declared_modalities
from lineage.summary.vocabulary import MODALITIES_OF_TOTAL, MODALITY

_WHOLE: Final = "Whole, as declared"
_TITLE: Final = "Sizes by modality and origin"
_SAID: Final = 2
"""How many lines of a panel the description repeats."""


@dataclass(slots=True)
class _Line:
    """One bar with the places that it comes from."""

    label: str
    size: Interval | None
    words: str
    places: list[Pointer] = field(default_factory=list)
    origins: str = ""
    """The origins in full, where the label only counts them."""


_Panels = dict[tuple[str, str], list[_Line]]


def by_origin(scope: Scope) -> Figure | str:
    """Panels of bars, one for each modality and unit."""
    panels: _Panels = {}
    found = sizes(scope.content, enrichment=True)
    for modality in MODALITIES_OF_TOTAL:
        for line, unit in _declared(scope, modality):
            panels.setdefault((modality, unit), []).append(line)
        _computed(found.get(modality, []), modality, panels)
    drawn = [line for lines in panels.values() for line in lines]
    if not any(line.size is not None for line in drawn):
        return "No size is stated, for the whole or for a dataset: there is no picture of sizes." if drawn else ""
    said = [_said(_heading(*key), lines) for key, lines in panels.items()]
    if any(len(entry.dataset.origins()) > 1 for every in found.values() for entry in every):
        said.append(SEVERAL)
    description = " ".join(said)
    bars = [
        Panel(_heading(*key), tuple(Bar(line.label, line.size, line.words) for line in lines))
        for key, lines in panels.items()
    ]
    svg = draw_bars(bars, title=_TITLE, description=description, prefix="figure-sizes")
    rows = tuple(
        Row((plain(_heading(*key), *line.places), plain(line.origins or line.label), plain(line.words, *line.places)))
        for key, lines in panels.items()
        for line in lines
    )
    columns = (Column("Modality and unit"), Column("Origin"), Column("Stated size"))
    return Figure(_TITLE, description, svg, Table(f"{_TITLE}, as stated", columns, rows))


def _said(heading: str, lines: list[_Line]) -> str:
    """A panel in a sentence: its first lines, the number of the others."""
    first = [f"{line.label}: {line.words}" for line in lines[:_SAID]]
    rest = len(lines) - len(first)
    first += [f"{counted(rest, 'more origin')} in the table"] if rest else []
    return f"{heading}: {'; '.join(first)}."


def _declared(scope: Scope, modality: str) -> Iterator[tuple[_Line, str]]:
    for entry, place in declared_modalities(scope).get(modality, ()):
        quantity = entry.quantity
        if quantity is MISSING:
            continue
        unit = quantity.unit_name if quantity.unit == "other" and quantity.unit_name is not MISSING else quantity.unit
        whole = quantity.interval()
        name = f"{_WHOLE} ({entry.name})" if entry.name is not MISSING else _WHOLE
        yield _Line(name, None if whole.empty else whole, size(quantity), [(*place, "quantity")]), unit


def _computed(found: list[Size], modality: str, panels: _Panels) -> None:
    """A line for each origin and unit, then one for all origins without a size."""
    silent_origins: list[str] = []
    without: list[Size] = []
    hidden: list[Size] = []
    of_origin: dict[str, list[Size]] = {}
    for entry in found:
        for origin in dict.fromkeys(origins_of(entry.dataset)):
            of_origin.setdefault(origin, []).append(entry)
    for origin, label in LABELS.items():
        own = of_origin.get(origin, [])
        shown, unseen = _parted(own)
        by_unit: dict[str, list[Size]] = {}
        for entry in shown:
            # Units with a name of their own are not summed: the name may differ.
            if entry.amount is not None and entry.amount[1] != "other":
                by_unit.setdefault(entry.amount[1], []).append(entry)
        silent = [entry for entry in shown if entry.amount is None or entry.amount[1] == "other"]
        more = _more(silent, unseen)
        for unit, entries in by_unit.items():
            line = _sum(label, unit, entries)
            line.words += f"; {more}" if more else ""
            panels.setdefault((modality, unit), []).append(line)
            more = ""
        if more:
            silent_origins.append(label)
            without += silent
            hidden += unseen
    if silent_origins:
        unit = next((unit for held, unit in panels if held == modality), "")
        alone = len(silent_origins) == 1
        label = silent_origins[0] if alone else f"Datasets of {len(silent_origins)} origins"
        without = _once(without)
        words = _more(without, _once(hidden))
        places = [(*entry.pointer, "modalities") for entry in without]
        line = _Line(label, None, words, places, "" if alone else listed(silent_origins))
        panels.setdefault((modality, unit), []).append(line)


def _parted(found: list[Size]) -> tuple[list[Size], list[Size]]:
    """Those of public records, and the others."""
    public: list[Size] = []
    hidden: list[Size] = []
    for entry in found:
        (public if is_public(entry.dataset) else hidden).append(entry)
    return public, hidden


def _once(found: list[Size]) -> list[Size]:
    return list({entry.dataset.id: entry for entry in found}.values())


def _sum(label: str, unit: str, entries: list[Size]) -> _Line:
    amounts = [entry.amount[0] for entry in entries if entry.amount is not None]
    whole = amounts[0]
    for amount in amounts[1:]:
        whole += amount
    places = [(*entry.pointer, "modalities") for entry in entries]
    words = f"{interval(whole, _unit(unit))} in {counted(len(entries), 'dataset')}"
    return _Line(label, None if whole.empty else whole, words, places)


def _more(silent: list[Size], hidden: list[Size]) -> str:
    odd = sum(entry.amount is not None for entry in silent)
    parts = []
    if len(silent) > odd:
        parts.append(f"size not stated for {counted(len(silent) - odd, 'dataset')}")
    if odd:
        parts.append(f"size in a unit of its own for {counted(odd, 'dataset')}")
    if hidden:
        parts.append(f"{counted(len(hidden), 'dataset')} not public")
    return "; ".join(parts)


def _unit(unit: str) -> str:
    """``image text pairs`` for ``imageTextPairs``."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: f" {match[0].lower()}", unit)


def _heading(modality: str, unit: str) -> str:
    return f"{MODALITY[modality]}, in {_unit(unit)}" if unit else MODALITY[modality]
