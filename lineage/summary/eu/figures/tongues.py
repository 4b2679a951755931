"""Languages: how many datasets name each, and the shares that are declared for the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pydantic import MISSING

from lineage.model.answer import entries
from lineage.model.content import LanguageProfile, language_tags
from lineage.model.quantity import Interval
from lineage.picture.bars import Bar, Panel, draw_bars
from lineage.picture.stacks import Stack, draw_stacks
from lineage.pointer import Pointer
from lineage.summary.blocks import Column, Figure, Row, Table
from lineage.summary.eu.figures.origins import shown_datasets
from lineage.summary.languages import language
from lineage.summary.prose import counted, listed, plain
from lineage.summary.scope import Scope
from lineage.summary.statements import silence
from lineage.summary.traits import percent

_SHOWN: Final = 24
"""How many languages are drawn, those named most often first. The rest is counted."""
_NAMED: Final = 6


def by_language(scope: Scope) -> Figure | str:
    """A bar for each language, as long as the number of datasets that name it."""
    found: dict[str, list[Pointer]] = {}
    datasets = shown_datasets(scope)
    naming = 0
    for dataset, place in datasets:
        value, where, _ = scope.fact(dataset, place, "languages")
        tags = [] if value is MISSING or silence(value, where, scope) else language_tags(value)
        naming += bool(tags)
        for tag in tags:
            found.setdefault(tag, []).append(where if where[0] != "datasetDefaults" else place)
    if not found:
        return "No dataset names its languages: there is no picture of languages." if datasets else ""
    if len(found) == 1:
        (tag,) = found
        who = f"{naming} of {counted(len(datasets), 'dataset')} {'names' if naming == 1 else 'name'} a language"
        return f"{who}, and no other than {language(tag)}: there is no picture of languages."
    ordered = sorted(found, key=lambda tag: (-len(found[tag]), tag))
    drawn, rest = ordered[:_SHOWN], ordered[_SHOWN:]
    rows = [(language(tag), len(found[tag]), found[tag]) for tag in drawn]
    stacks = [Stack(name, (number,), counted(number, "dataset")) for name, number, _ in rows]
    cells = [Row((plain(name, *places), plain(str(number), *places))) for name, number, places in rows]
    further = ""
    if rest:
        most = len(found[rest[0]])
        further = f"{counted(len(rest), 'further language')}, named by at most {counted(most, 'dataset')} each"
        cells.append(Row((plain(further), plain(f"at most {most} each"))))
    first = [f"{name} by {number}" for name, number, _ in rows[:_NAMED]]
    others = len(ordered) - len(first)
    first += [counted(others, "other language")] if others else []
    title = "Datasets that name each language"
    description = (
        f"{naming} of {counted(len(datasets), 'dataset')} {'names' if naming == 1 else 'name'} languages: "
        f"{listed(first)}. How much there is of each is not said by this."
    )
    svg = draw_stacks(stacks, ("",), title=title, description=description, prefix="figure-languages")
    columns = (Column("Language"), Column("Datasets that name it"))
    return Figure(title, description, svg, Table(f"{title}: number of datasets", columns, tuple(cells)))


def shares(scope: Scope) -> Figure | str:
    """The declared shares of languages in the whole."""
    profile = scope.corpus.languages
    declared = entries(profile.shares) if isinstance(profile, LanguageProfile) else []
    if not declared:
        return ""
    title = "Shares of languages, as declared"
    bars, cells = [], []
    for position, entry in enumerate(declared):
        label = listed(map(language, entry.languages))
        share = Decimal(str(entry.share)) * 100
        bars.append(Bar(label, Interval(share, share), percent(entry.share)))
        cells.append(Row((plain(label), plain(percent(entry.share), scope.at("languages", "shares", position)))))
    description = f"Of the whole: {'; '.join(f'{bar.label} {bar.words}' for bar in bars)}."
    svg = draw_bars([Panel("Per cent", tuple(bars))], title=title, description=description, prefix="figure-shares")
    columns = (Column("Languages"), Column("Declared share"))
    return Figure(title, description, svg, Table(title, columns, tuple(cells)))
