"""Yes-or-no questions, ticks for modalities, and what follows from a "No": the parts that sections 2.1 to 2.6 share.

"Yes" may be computed from the datasets used. "No" is printed only where it is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.answer import NotApplicable, OtherAnswer, entries, value_of
from lineage.model.content import modality_entry
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Choices, Lines, Option, Paragraph, Prose, Statement
from lineage.summary.prose import counted, paragraphs, sentence
from lineage.summary.scope import Scope, is_public
from lineage.summary.speech import say, say_counted
from lineage.summary.statements import nothing, remarks, silence
from lineage.summary.vocabulary import MODALITIES_OF_SOURCES, MODALITY, NO, YES

_NOT_SHOWN: Final = {
    "dataset": (
        "{number} further dataset is not described here: its record is not public.",
        "{number} further datasets are not described here: their records are not public.",
    ),
    "model": (
        "{number} further model is not described here: its record is not public.",
        "{number} further models are not described here: their records are not public.",
    ),
    "measure": (
        "{number} further measure is not described here: its record is not public.",
        "{number} further measures are not described here: their records are not public.",
    ),
}


def yes_or_no(answer: Any, place: Pointer, scope: Scope, found: Sequence[Pointer] = ()) -> tuple[Block, ...]:
    """The answer to a yes-or-no question. ``found`` are the records from which "Yes" follows where nothing is
    declared; a statement or an answer outside the options ticks neither."""
    if answer is MISSING:
        return (_ticks(True, found),) if found else (_ticks(None, ()), nothing(place))
    stated = silence(answer, place, scope)
    if stated:
        return (_ticks(None, ()), stated)
    if isinstance(answer, OtherAnswer):
        said = paragraphs(answer.other, scope.language, (*place, "other"))
        return (_ticks(None, ()), Prose((*said, *remarks(answer, place, scope))))
    note = remarks(answer, place, scope)
    return (_ticks(bool(value_of(answer)), (place,)), *((Prose(note),) if note else ()))


def _ticks(value: bool | None, places: Sequence[Pointer]) -> Choices:
    return Choices(
        (
            Option(YES, value is True, tuple(places) if value is True else ()),
            Option(NO, value is False, tuple(places) if value is False else ()),
        )
    )


def used(scope: Scope, origin: str) -> tuple[Block, ...]:
    """Whether data of an origin was used."""
    return yes_or_no(scope.source(origin).used, scope.source_at(origin, "used"), scope, _found(scope, origin))


def _found(scope: Scope, origin: str) -> list[Pointer]:
    return [(*place, "origin") for _, place in scope.datasets(origin)]


def closed(scope: Scope, *origins: str) -> bool:
    """Whether all of the origins are declared unused, so that the questions after a "Yes" do not arise."""
    answers = [scope.source(origin).used for origin in origins]
    return all(value_of(answer) is False or isinstance(answer, NotApplicable) for answer in answers)


def after_yes(scope: Scope, origins: Sequence[str], blocks: Sequence[Block], wanted: Pointer) -> tuple[Block, ...]:
    """The answer to a question that is asked only after a "Yes": what is declared, else "Not applicable" after a "No",
    else the statement given on the first question, else that nothing is known."""
    if blocks:
        return tuple(blocks)
    if closed(scope, *origins):
        places = tuple(scope.source_at(origin, "used") for origin in origins)
        return (Statement("notApplicable", pointers=places),)
    for origin in origins:
        answer = scope.source(origin).used
        stated = None if answer is MISSING else silence(answer, scope.source_at(origin, "used"), scope)
        if stated:
            return (Statement(stated.kind, stated.reason, (), stated.pointers),)
    return (nothing(wanted),)


def modalities(scope: Scope, *origins: str) -> tuple[Block, ...]:
    """The modalities of some origins as ticks: declared ones, else those of the datasets used."""
    places: dict[str, list[Pointer]] = {}
    names: dict[str, Pointer] = {}
    stated: list[Block] = []
    for origin in origins:
        declared = scope.source(origin).modalities
        where = scope.source_at(origin, "modalities")
        if declared is MISSING:
            if not closed(scope, origin):
                _add_computed(scope, origin, places, names)
        elif isinstance(declared, list):
            _add(enumerate(declared), where, places, names)
        else:
            stated += [s for s in [silence(declared, where, scope)] if s]
    if not places:
        return after_yes(scope, origins, stated, scope.source_at(origins[0], "modalities"))
    options = (Option(MODALITY[m], m in places, tuple(places.get(m, ()))) for m in MODALITIES_OF_SOURCES)
    ticks = Choices(tuple(options), exclusive=False)
    named = "; ".join(names) or say("no information available (not named)")
    extra = [sentence(say("Other: {names}.", names=named), *names.values())] if "other" in places else []
    return (ticks, *((Lines(tuple(extra)),) if extra else ()), *stated, *_silent_datasets(scope, origins))


def _add_computed(scope: Scope, origin: str, places: dict[str, list[Pointer]], names: dict[str, Pointer]) -> None:
    for dataset, place in scope.datasets(origin):
        for entry, path in content_modalities(dataset):
            if entry.as_ == "enrichment":
                continue
            places.setdefault(entry.modality, []).append((*place, *path))
            if entry.modality == "other" and entry.name is not MISSING and is_public(dataset):
                names.setdefault(entry.name, (*place, *path, "name"))


def _add(
    items: Iterable[tuple[int, Any]], where: Pointer, places: dict[str, list[Pointer]], names: dict[str, Pointer]
) -> None:
    for position, item in items:
        entry = modality_entry(item)
        places.setdefault(entry.modality, []).append((*where, position))
        if entry.modality == "other" and entry.name is not MISSING:
            names.setdefault(entry.name, (*where, position, "name"))


def _silent_datasets(scope: Scope, origins: Sequence[str]) -> tuple[Block, ...]:
    """A remark where the ticks are computed and some dataset does not state its modalities."""
    silent = [
        (*place, "modalities")
        for origin in origins
        if scope.source(origin).modalities is MISSING and not closed(scope, origin)
        for dataset, place in scope.datasets(origin)
        if not entries(dataset.modalities)
    ]
    if not silent:
        return ()
    one, many = "{number} dataset does not state modalities.", "{number} datasets do not state modalities."
    return (Lines((sentence(say_counted(len(silent), one, many), *silent),)),)


def not_shown(number: int, what: str = "dataset") -> tuple[Paragraph, ...]:
    """A sentence that counts records that may not be printed."""
    if not number:
        return ()
    if what in _NOT_SHOWN:
        return (sentence(say_counted(number, *_NOT_SHOWN[what])),)
    rest = "is not described here: its record is" if number == 1 else "are not described here: their records are"
    return (sentence(f"{counted(number, f'further {what}')} {rest} not public."),)
