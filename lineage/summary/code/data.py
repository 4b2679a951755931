"""Training data: modalities, provenance, how it was obtained and selected, scope."""

from __future__ import annotations

from pydantic import MISSING

from lineage.graph.content import content_modalities
from lineage.model.answer import NotApplicable, value_of
from lineage.model.dataset import Annotation, Dataset
from lineage.model.model_use import AccessedVia, Permission
from lineage.pointer import Pointer
from lineage.summary import models
from lineage.summary.blocks import Block, Choices, Item, Items, Lines, Option, Paragraph, Prose, Run, Statement
from lineage.summary.code.labels import PROVENANCE
from lineage.summary.datasets import as_default, collectors, selections
from lineage.summary.prose import linked, listed, paragraphs, sentence
from lineage.summary.questions import not_shown
from lineage.summary.register import Entry, called, register, shared
from lineage.summary.scope import Scope
from lineage.summary.statements import nothing, silence, text_answer
from lineage.summary.teachers import creating
from lineage.summary.traits import declared_modalities, languages, other_characteristics, types_of_content
from lineage.summary.vocabulary import ACQUISITION, ANNOTATORS, MODALITIES_OF_TOTAL, MODALITY

Blocks = tuple[Block, ...]

_ACCESS = {
    "api": "a programming interface",
    "app": "an application",
    "weights": "downloaded weights",
    "cloud": "a cloud service",
    "internal": "in-house systems",
    "logs": "logs of use",
}
_GROUNDS = {
    "contract": "contract",
    "licence": "licence",
    "consent": "consent",
    "ownModel": "the provider's own model",
    "exception": "an exception in law",
    "noRestriction": "no restriction",
}


def modalities(scope: Scope) -> Blocks:
    """Modalities as ticks: declared ones, else those of the datasets; then those of data for validation and testing."""
    declared = declared_modalities(scope)
    places: dict[str, list[Pointer]] = {name: [place for _, place in found] for name, found in declared.items()}
    for dataset, place in () if declared else scope.datasets():
        for entry, path in content_modalities(dataset):
            places.setdefault(entry.modality, []).append((*place, *path))
    if not places:
        answer = scope.corpus.modalities
        stated = None if isinstance(answer, list) else silence(answer, scope.at("modalities"), scope)
        return (stated or nothing(scope.at("modalities")),)
    options = (Option(MODALITY[name], name in places, tuple(places.get(name, ()))) for name in MODALITIES_OF_TOTAL)
    lines = [line for split in ("validation", "testing") for line in _of_split(scope, split)]
    return (Choices(tuple(options), exclusive=False), *((Lines(tuple(lines)),) if lines else ()))


def _of_split(scope: Scope, split: str) -> list[Paragraph]:
    found: dict[str, Pointer] = {}
    for use in scope.content.uses:
        if use.edge is not None and use.edge.split == split:
            for entry, path in content_modalities(use.dataset):
                found.setdefault(MODALITY[entry.modality].lower(), (*use.pointer, *path))
    return [sentence(f"For {split}: {listed(found)}.", *found.values())] if found else []


def provenance(scope: Scope) -> Blocks:
    """The kinds of provenance as ticks: those declared, and those of datasets. Synthetic data that is public as well
    counts as public. What is neither declared nor recorded is named."""
    options: list[Option] = []
    silent: list[str] = []
    blocks: list[Block] = []
    for label, origins in PROVENANCE.items():
        places = [place for origin in origins for place in _places(scope, origin)]
        options.append(Option(label, bool(places), tuple(places)))
        answers = [scope.source(origin).used for origin in origins]
        if not places and not all(value_of(a) is False or isinstance(a, NotApplicable) for a in answers):
            silent.append(label[0].lower() + label[1:])
    blocks.append(Choices(tuple(options), exclusive=False))
    if silent:
        words = f"Not ticked, and not declared to be unused: {'; '.join(silent)}."
        blocks.append(Prose((sentence(words, scope.at("sources")),)))
    if options[-1].chosen:
        blocks += text_answer(scope.source("other").description, scope.source_at("other", "description"), scope)
    return tuple(blocks)


def _places(scope: Scope, origin: str) -> list[Pointer]:
    """What says that data of an origin was used; nothing where it is declared that none was."""
    used = scope.source(origin).used
    if value_of(used) is False or isinstance(used, NotApplicable):
        return []
    found: list[Pointer] = [scope.source_at(origin, "used")] if value_of(used) is True else []
    for dataset, place in scope.datasets(origin):
        if origin != "synthetic" or "public" not in dataset.origins():
            found.append((*place, "origin"))
    return found


def obtained(scope: Scope) -> Blocks:
    """What is declared for each origin; then each dataset; then the models that made synthetic data."""
    blocks: list[Block] = []
    for origins in PROVENANCE.values():
        for origin in origins:
            where = scope.source_at(origin, "description")
            blocks += text_answer(scope.source(origin).description, where, scope)
    answers = [(entry, _obtained(entry, scope)) for entry in register(scope)]
    items = tuple(
        Item((Paragraph((*who.runs, Run(":")), who.pointers), *said))
        for who, said in shared(answers, scope, numbers=False)
    )
    blocks += [Items(items)] if items else []
    makers: dict[str, Pointer] = {}
    for placed in creating(scope):
        for reference, place in models.references(placed.use, placed.pointer):
            makers.setdefault(models.of_reference(reference, place, scope), place)
    said = [sentence(f"Models that generated synthetic data: {listed(makers)}.", *makers.values())] if makers else []
    said += not_shown(scope.hidden())
    if said:
        blocks.append(Prose(tuple(said)))
    return tuple(blocks) or (nothing(scope.at("sources")),)


def _obtained(entry: Entry, scope: Scope) -> tuple[Paragraph, ...]:
    dataset, place = entry.dataset, entry.place
    said: list[Paragraph] = []
    if called(entry, scope) is None and dataset.description is not MISSING:
        said += paragraphs(dataset.description, scope.language, (*place, "description"))
    value, where, default = scope.fact(dataset, place, "acquisition")
    if value is not MISSING:
        stated = silence(value, where, scope)
        words = f"How acquired: {stated.inside}" if stated else ACQUISITION[value_of(value)]
        said += [sentence(f"{words}{as_default(default)}.", where), *(stated.note if stated else ())]
    if dataset.licensor is not MISSING and called(entry, scope):
        said.append(sentence(f"Licensed by {scope.who(dataset.licensor)}.", (*place, "licensor")))
    said += _rights(dataset, place, scope)
    said += _access(dataset, place, scope)
    said += collectors(dataset, place, scope)
    if dataset.url is not MISSING and called(entry, scope):
        said.append(linked("Page", dataset.url, (*place, "url"), between=": "))
    said += selections(dataset, scope)
    value, where, default = scope.fact(dataset, place, "annotation")
    if isinstance(value, Annotation):
        if value.by is not MISSING:
            said.append(sentence(f"Labelled by {ANNOTATORS[value.by]}{as_default(default)}.", (*where, "by")))
        if value.description is not MISSING:
            said += paragraphs(value.description, scope.language, (*where, "description"))
    if said:
        return tuple(said)
    unsaid = nothing((*place, "acquisition"))
    return (sentence(f"{unsaid.text}.", *unsaid.pointers),)


def _rights(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """The ground for training on it, as stated."""
    answer, where = dataset.permission, (*place, "permission")
    if isinstance(answer, Permission):
        words = f"Ground for training on it, as stated: {_GROUNDS[answer.basis]}"
        words += f", by {scope.who(answer.by)}" if answer.by is not MISSING else ""
        note = paragraphs(answer.note, scope.language, (*where, "note")) if answer.note is not MISSING else ()
        return [sentence(f"{words}.", where), *note]
    stated = None if answer is MISSING else silence(answer, where, scope)
    return [sentence(f"Ground for training on it: {stated.inside}.", where), *stated.note] if stated else []


def _access(dataset: Dataset, place: Pointer, scope: Scope) -> list[Paragraph]:
    """The way in which the provider got it."""
    answer, where = dataset.accessed_via, (*place, "accessedVia")
    if isinstance(answer, AccessedVia):
        note = paragraphs(answer.note, scope.language, (*where, "note")) if answer.note is not MISSING else ()
        return [sentence(f"Obtained through {_ACCESS[answer.access]}.", where), *note]
    stated = None if answer is MISSING else silence(answer, where, scope)
    return [sentence(f"Obtained through: {stated.inside}.", where), *stated.note] if stated else []


def scope_of_data(scope: Scope) -> Blocks:
    """Types of content by modality, then languages, then places and groups of people."""
    declared = declared_modalities(scope)
    held = {entry.modality for dataset, _ in scope.datasets() for entry, _ in content_modalities(dataset)}
    said: list[Paragraph] = []
    for name in MODALITIES_OF_TOTAL:
        for block in types_of_content(scope, name, declared.get(name, [])) if name in (*declared, *held) else ():
            if isinstance(block, Prose):
                first, *rest = block.paragraphs
                said += [Paragraph((Run(f"{MODALITY[name]}: "), *first.runs), first.pointers), *rest]
    blocks: list[Block] = [Prose(tuple(said))] if said else []
    for found in (languages(scope), other_characteristics(scope)):
        if not any(isinstance(block, Statement) and block.missing for block in found):
            blocks += found
    return tuple(blocks) or (nothing(scope.at("otherCharacteristics")),)


ANSWERS = {"2.a": modalities, "2.b": provenance, "2.c": obtained, "2.f": scope_of_data}
"""Field by field, what this file answers."""
