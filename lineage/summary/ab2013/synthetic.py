"""Item 12: whether synthetic data generation was used in development, or is; by which models, in which data, what for.

That it is used continuously is printed only where a use of a model says that it has not ended.
"""

from __future__ import annotations

from pydantic import MISSING

from lineage.graph.content import PlacedUse
from lineage.model.dataset import Dataset
from lineage.model.dates import Period
from lineage.pointer import Pointer
from lineage.summary import dates, models, questions
from lineage.summary.blocks import Block, Column, Lines, Paragraph, Prose, Row, Table
from lineage.summary.prose import capital, listed, paragraphs, plain, sentence
from lineage.summary.register import numbered, register
from lineage.summary.scope import Scope, is_public
from lineage.summary.statements import how_known, nothing, text_answer
from lineage.summary.teachers import creates, creating

Blocks = tuple[Block, ...]


def synthetic(scope: Scope) -> Blocks:
    """Yes or no as declared, "Yes" also as recorded; what is declared in words; then every use of a model that creates
    data, of datasets that others published too."""
    source = scope.source("synthetic")
    found = [(*place, "origin") for _, place in scope.datasets("synthetic")]
    found += [placed.pointer for placed in creating(scope) if not isinstance(placed.owner, Dataset)]
    lead = sentence("Synthetic data generation by the developer or on its behalf:")
    blocks: list[Block] = [Lines((lead,))]
    blocks += questions.yes_or_no(source.used, scope.source_at("synthetic", "used"), scope, found)
    blocks += text_answer(source.description, scope.source_at("synthetic", "description"), scope)
    uses = [placed for placed in scope.content.model_uses if creates(placed) is not False]
    shown = [placed for placed in uses if is_public(placed.owner)]
    if shown:
        names = {entry.dataset.id: numbered(entry, scope) for entry in register(scope)}
        columns = (Column("Data"), Column("Models"), Column("When"), Column("Functional need or purpose"))
        blocks.append(Table("What models created", columns, tuple(_row(placed, names, scope) for placed in shown)))
    rest = questions.not_shown(len(uses) - len(shown), "use of a model")
    return (*blocks, *((Prose(rest),) if rest else ()))


def _row(placed: PlacedUse, called: dict[str, str], scope: Scope) -> Row:
    use, place = placed.use, placed.pointer
    names = [(models.of_reference(reference, here, scope), here) for reference, here in models.references(use, place)]
    who = sentence(f"{capital(listed(dict.fromkeys(name for name, _ in names)))}.", *(here for _, here in names))
    role = sentence(f"Role: {models.role_words(use)}.", (*place, "role"))
    said = (who, role, *how_known(use.known, (*place, "known"), scope))
    return Row((_owner(placed, called), (Lines(said),), _when(placed, scope), _purpose(placed, scope)))


def _owner(placed: PlacedUse, called: dict[str, str]) -> Blocks:
    if not isinstance(placed.owner, Dataset):
        return plain("Training itself", placed.pointer[:-2])
    return plain(capital(called.get(placed.owner.id, "data that is not named")), placed.pointer[:2])


def _when(placed: PlacedUse, scope: Scope) -> Blocks:
    period, where = placed.use.period, (*placed.pointer, "period")
    if not isinstance(period, Period):
        return text_answer(period, where, scope) or (nothing(where),)
    said = [sentence(f"{capital(dates.period(period, dates.long_date))}.", where)]
    if period.ongoing is True:
        said.append(sentence("Notice: data is generated continuously.", (*where, "ongoing")))
    return (Lines(tuple(said)),)


def _purpose(placed: PlacedUse, scope: Scope) -> Blocks:
    said: list[Paragraph] = []
    use, place = placed.use, placed.pointer
    where: Pointer = (*place, "purpose")
    if use.purpose is not MISSING:
        said += paragraphs(use.purpose, scope.language, where)
    if use.tasks is not MISSING:
        said.append(sentence(f"Kinds of tasks: {listed(use.tasks)}.", (*place, "tasks")))
    return (Lines(tuple(said)),) if said else (nothing(where),)


ANSWERS = {"12": synthetic}
"""Question by question, what this file answers."""
