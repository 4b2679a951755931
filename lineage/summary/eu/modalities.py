"""Section 1.3, the table: modalities, size bands, types of content."""

from __future__ import annotations

from pydantic import MISSING

from lineage.graph.bands import BANDS, band_of, band_of_interval, edges
from lineage.graph.content import content_modalities
from lineage.model.answer import entries
from lineage.model.content import ModalityEntry
from lineage.model.quantity import Quantity
from lineage.pointer import Pointer
from lineage.summary import totals
from lineage.summary.blocks import Block, Choices, Column, Lines, Option, Prose, Row, Statement, Table
from lineage.summary.eu import labels
from lineage.summary.prose import counted, listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import interval, size
from lineage.summary.speech import say
from lineage.summary.statements import how_known, nothing, silence
from lineage.summary.traits import declared_modalities, types_of_content
from lineage.summary.vocabulary import MODALITIES_OF_TOTAL, MODALITY

Blocks = tuple[Block, ...]
_NOT_COMPUTED = "no total is stated, and none can be computed: no comparable size is stated for {names}"
_OTHER_UNITS = {
    "tokens": "No range is ticked: the size is not stated in tokens.",
    "images": "No range is ticked: the size is not stated in images.",
    "hours": "No range is ticked: the size is not stated in hours.",
}
_SHOWN = 8
"""How many names a reason lists before it counts the rest."""


def modalities_table(scope: Scope) -> Blocks:
    """The table of modalities: declared ones, else those of the datasets. Bands are ticked only for modalities that are
    there and whose size lies in one band."""
    declared = declared_modalities(scope)
    present: dict[str, list[Pointer]] = {m: [place for _, place in found] for m, found in declared.items()}
    for dataset, place in () if declared else scope.datasets():
        for entry, path in content_modalities(dataset):
            present.setdefault(entry.modality, []).append((*place, *path))
    open_ended = not declared and any(not entries(dataset.modalities) for dataset, _ in scope.datasets())
    absent = nothing(scope.at("modalities")) if open_ended or not present else Statement("notApplicable")
    rows = []
    for modality in MODALITIES_OF_TOTAL:
        places = tuple(present.get(modality, ()))
        tick = Choices((Option(MODALITY[modality], bool(places), places),), exclusive=False)
        if places:
            found = declared.get(modality, [])
            rows.append(Row(((tick,), _size(scope, modality, found), types_of_content(scope, modality, found))))
        else:
            rows.append(Row(((tick,), (absent,), (absent,))))
    columns = (
        Column(labels.COLUMN_MODALITY, labels.HELP_MODALITY),
        Column(labels.COLUMN_SIZE, labels.HELP_SIZE),
        Column(labels.COLUMN_TYPES, labels.HELP_TYPES),
    )
    table = Table(f"{labels.COLUMN_MODALITY}, {labels.COLUMN_SIZE}, {labels.COLUMN_TYPES}", columns, tuple(rows))
    stated = (
        None
        if isinstance(scope.corpus.modalities, list)
        else silence(scope.corpus.modalities, scope.at("modalities"), scope)
    )
    return (table, stated) if stated and (not stated.missing or not present) else (table,)


def _size(scope: Scope, modality: str, declared: list[tuple[ModalityEntry, Pointer]]) -> Blocks:
    sized: list[tuple[Quantity, Pointer]] = [
        (entry.quantity, (*place, "quantity")) for entry, place in declared if entry.quantity is not MISSING
    ]
    if modality == "other":
        return _other_size(declared, scope)
    if not sized:
        return _computed_size(scope, modality)
    places = tuple(place for _, place in sized)
    band = band_of(modality, sized[0][0]) if len(sized) == 1 else None
    if band is not None and _says_only_the_band(modality, sized[0][0]):
        return (_bands(modality, band, places),)
    lines = [sentence(say(labels.OTHER_UNIT))]
    for quantity, place in sized:
        words = size(quantity)
        if quantity.tokenizer is not MISSING:
            words = say("{amount}, counted with {tokenizer}", amount=words, tokenizer=quantity.tokenizer)
        lines.append(sentence(words, place))
        if quantity.note is not MISSING:
            lines += paragraphs(quantity.note, scope.language, (*place, "note"))
        lines += how_known(quantity.known, (*place, "known"), scope)
    why = () if band is not None else (_no_band(modality, sized[0][0].unit, len(sized), places),)
    return (_bands(modality, band, places), *why, Lines(tuple(lines)))


def _says_only_the_band(modality: str, quantity: Quantity) -> bool:
    """Whether a size is no more than a band, in the words of the manifest."""
    if any(value is not MISSING for value in (quantity.tokenizer, quantity.note, quantity.known)):
        return False
    limits = edges(modality, quantity.unit)
    ends = quantity.interval()
    return limits is not None and (ends.low in (0, *limits)) and (ends.high is None or ends.high in limits)


def _bands(modality: str, chosen: int | None, places: tuple[Pointer, ...]) -> Choices:
    return Choices(
        tuple(
            Option(label, position == chosen, places if position == chosen else ())
            for position, label in enumerate(BANDS[modality].labels)
        )
    )


def _no_band(modality: str, unit: str, number_of_sizes: int, places: tuple[Pointer, ...]) -> Prose:
    if number_of_sizes > 1:
        why = "No range is ticked: several sizes are stated."
    elif unit not in ("hours", "minutes", "seconds") and unit != BANDS[modality].unit:
        why = _OTHER_UNITS[BANDS[modality].unit]
    else:
        why = "No range is ticked: the size does not lie in one range as a whole."
    return Prose((sentence(say(why), *places),))


def _other_size(declared: list[tuple[ModalityEntry, Pointer]], scope: Scope) -> Blocks:
    lines = [sentence(say(labels.OTHER_SIZE))]
    for entry, place in declared:
        lines.append(sentence(_named(entry), place))
    if not declared:
        lines += [
            sentence(_named(entry), (*place, *path))
            for dataset, place in scope.printable()
            for entry, path in content_modalities(dataset)
            if entry.modality == "other"
        ]
    return (Lines(tuple(lines)),) if len(lines) > 1 else (nothing(scope.at("modalities")),)


def _named(entry: ModalityEntry) -> str:
    name = say("not named") if entry.name is MISSING else entry.name
    amount = say("size not stated") if entry.quantity is MISSING else size(entry.quantity)
    return say("{name}: {amount}", name=name, amount=amount)


def _computed_size(scope: Scope, modality: str) -> Blocks:
    total = totals.total(scope, modality)
    if total is None or total.size is None:
        reason = say("no total is stated")
        if total is not None:
            named = sorted(filter(None, total.without))
            rest = len(total.without) - len(named[:_SHOWN])
            names = named[:_SHOWN] + ([counted(rest, "other dataset")] if rest else [])
            reason = say(_NOT_COMPUTED, names=listed(names))
        return (_bands(modality, None, ()), nothing(scope.at("modalities"), reason))
    band = band_of_interval(modality, total.size, total.unit)
    shown = interval(*totals.comparable(total.size, total.unit, modality))
    lines = (
        sentence(say(labels.OTHER_UNIT)),
        sentence(
            say("{amount}, computed from {datasets}", amount=shown, datasets=counted(len(total.pointers), "dataset")),
            *total.pointers,
        ),
    )
    why = () if band is not None else (_no_band(modality, BANDS[modality].unit, 1, total.pointers),)
    return (_bands(modality, band, total.pointers), *why, Lines(lines))
