"""How much training content there is, in lines: as declared for the whole, else as its datasets add up."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import MISSING

from lineage.model.answer import entries
from lineage.model.content import modality_entry
from lineage.model.quantity import Interval, Quantity
from lineage.pointer import Pointer
from lineage.summary import totals
from lineage.summary.blocks import Paragraph
from lineage.summary.prose import counted, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import interval, size
from lineage.summary.statements import how_known
from lineage.summary.vocabulary import MODALITIES_OF_TOTAL, MODALITY


def in_all(
    scope: Scope,
    declared: Callable[[Quantity], str] = size,
    computed: Callable[[Interval, str], str] = interval,
) -> list[Paragraph]:
    """A line for each modality. ``declared`` and ``computed`` write a size."""
    lines: list[Paragraph] = []
    for position, item in enumerate(entries(scope.corpus.modalities)):
        entry, place = modality_entry(item), scope.at("modalities", position, "quantity")
        if entry.quantity is not MISSING:
            what = entry.name if entry.name is not MISSING else MODALITY[entry.modality].lower()
            lines.append(sentence(f"In all, {what}: {declared(entry.quantity)}{counted_with(entry.quantity)}.", place))
            lines += qualified(entry.quantity, place, scope)
    if lines:
        return lines
    for modality in MODALITIES_OF_TOTAL:
        total = totals.total(scope, modality)
        if total is not None and total.size is not None:
            words = f"In all, {modality}: {computed(total.size, total.unit)}, computed from"
            lines.append(sentence(f"{words} {counted(len(total.pointers), 'dataset')}.", *total.pointers))
    return lines


def counted_with(quantity: Quantity) -> str:
    """Which tokenizer counted."""
    return "" if quantity.tokenizer is MISSING else f", counted with {quantity.tokenizer}"


def qualified(quantity: Quantity, place: Pointer, scope: Scope) -> list[Paragraph]:
    """The note on a number, and how it is known."""
    note = paragraphs(quantity.note, scope.language, (*place, "note")) if quantity.note is not MISSING else ()
    return [*note, *how_known(quantity.known, (*place, "known"), scope)]
