"""Annex B: the models that had a hand in the datasets that were used, as recorded: the facts that the form leaves out.

Section 2.5 asks only for data that the provider had created. A public dataset that a model wrote is in section 2.1,
where nothing asks for the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.model.answer import NoneDeclared, entries, value_of
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.summary import datasets, models
from lineage.summary.blocks import Block, Column, Lines, Paragraph, Prose, Row, Table
from lineage.summary.eu.inherited import inherited
from lineage.summary.prose import counted, listed, plain, sentence
from lineage.summary.scope import Placed, Scope
from lineage.summary.speech import say, say_counted
from lineage.summary.statements import how_known, silence

_SHOWN = 40
"""How many names of silent datasets are printed before the rest is counted."""


def hands(scope: Scope) -> tuple[Block, ...]:
    """A table for public datasets, one for data of sections 2.2, 2.3, 2.4 and 2.6 that models had a hand in, and those
    further up."""
    public = scope.printable("public")
    other = [
        (dataset, place)
        for dataset, place in scope.printable()
        if isinstance(dataset.model_uses, list) and not {"public", "synthetic"}.intersection(dataset.origins())
    ]
    blocks = [*_of_public(public, scope)]
    if other:
        blocks.append(_table("Models with a hand in other datasets, apart from section 2.5", other, scope))
    return (*blocks, *inherited(scope))


def _of_public(public: list[Placed], scope: Scope) -> Iterator[Block]:
    lead = say(
        "Direct uses first; models behind a dataset's own sources follow below. A role is a verb with the parts of the "
        "records that were written."
    )
    yield Prose((sentence(lead),))
    recorded = [item for item in public if isinstance(item[0].model_uses, list)]
    if recorded:
        yield _table("Models with a hand in the public datasets listed", recorded, scope)
    else:
        yield Prose((sentence(say("No use of a model is recorded for a public dataset.")),))
    said: list[Paragraph] = []
    silent: dict[str, Pointer] = {}
    for dataset, place in public:
        where = (*place, "modelUses")
        if dataset.model_uses is MISSING:
            silent.setdefault(datasets.name(dataset, place, scope), where)
        elif not isinstance(dataset.model_uses, list) and (stated := silence(dataset.model_uses, where, scope)):
            what = stated.inside
            if isinstance(dataset.model_uses, NoneDeclared):
                what = say("no model") + (f" ({stated.reason})" if stated.reason else "")
            words = say("{name}: {statement}.", name=datasets.name(dataset, place, scope), statement=what)
            said += [sentence(words, where), *stated.note]
    if silent:
        names = list(silent)[:_SHOWN]
        rest = len(silent) - len(names)
        names += [counted(rest, "other dataset")] if rest else []
        one = "{number} public dataset that does not say whether a model had a hand in it: {names}."
        many = "{number} public datasets that do not say whether a model had a hand in it: {names}."
        said.append(sentence(say_counted(len(silent), one, many, names=listed(names)), *silent.values()))
    if said:
        yield Prose(tuple(said))


def _table(caption: str, found: list[Placed], scope: Scope) -> Table:
    rows = [row for dataset, place in found for row in _rows(dataset, place, scope)]
    columns = (Column("Dataset"), Column("Model"), Column("What it did"), Column("How this is known"))
    return Table(caption, columns, tuple(rows))


def _rows(dataset: Dataset, place: Pointer, scope: Scope) -> Iterator[Row]:
    name = plain(_called(dataset, place, scope), (*place, "name"))
    for position, use in enumerate(entries(dataset.model_uses)):
        where = (*place, "modelUses", position)
        known = how_known(use.known, (*where, "known"), scope) or (sentence(say("As stated."), where),)
        for reference, here in models.references(use, where):
            yield Row(
                (
                    name,
                    plain(models.of_reference(reference, here, scope), here),
                    plain(models.role_words(use), (*where, "role")),
                    (Lines(known),),
                )
            )


def _called(dataset: Dataset, place: Pointer, scope: Scope) -> str:
    origins = dataset.origins()
    if "thirdPartyPrivate" in origins and value_of(dataset.publicly_known) is not True:
        return say("A private dataset of section 2.2.2")
    if "licensed" in origins:
        return say("A licensed dataset of section 2.2.1")
    return datasets.name(dataset, place, scope)
