"""The head of the form and sections 1.1 and 1.2: version and date, who provides, which models, since when."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.graph.union import UNION_COUNTRIES
from lineage.model.agent import Contact, InlineAgent
from lineage.model.answer import Stated, entries, value_of
from lineage.model.model import Model
from lineage.model.publication import Publication
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Block, Item, Items, Lines, Paragraph, Prose, Statement
from lineage.summary.eu import models
from lineage.summary.languages import country
from lineage.summary.prose import linked, listed, paragraphs, sentence
from lineage.summary.scope import Scope, is_public
from lineage.summary.statements import nothing, remarks, silence

Blocks = tuple[Block, ...]

_RELATIONS: Final = {
    "finetune": " by fine-tuning",
    "continued": " by continued training",
    "adapter": " as an adapter",
    "merge": " by merging",
    "quantized": " by quantization",
    "pruned": " by pruning",
    "upcycled": " by upcycling",
    "tokenizer": ", whose tokenizer it uses",
    "embeddings": ", whose embeddings it uses",
}


def publication(scope: Scope) -> tuple[Publication, Pointer] | None:
    """The newest publication of this form for this corpus; the last in the file among equals."""
    found = [
        (entry, ("publications", position))
        for position, entry in enumerate(entries(scope.manifest.publications))
        if entry.form == "eu-summary" and entry.corpus in (MISSING, scope.corpus.id)
    ]
    return max(
        found, key=lambda item: str(item[0].updated or "") if item[0].updated is not MISSING else "", default=None
    )


def version(scope: Scope) -> Blocks:
    """0.a: the version, where it is published, earlier versions, what changed."""
    found = publication(scope)
    lines: list[Paragraph] = []
    if found is None or found[0].version is MISSING:
        if scope.manifest.version is MISSING:
            lines_or_nothing: Blocks = (nothing((*found[1], "version") if found else ("publications",)),)
        else:
            words = f"{scope.manifest.version} (version of the manifest; none is stated for the Summary)"
            lines_or_nothing = (Lines((sentence(words, ("version",)),)),)
    else:
        lines_or_nothing = (Lines((sentence(found[0].version, (*found[1], "version")),)),)
    if found is None:
        return lines_or_nothing
    entry, place = found
    if entry.supersedes is not MISSING:
        lines.append(sentence(f"Replaces version {entry.supersedes}", (*place, "supersedes")))
    if entry.url is not MISSING:
        lines.append(linked("Published", entry.url, (*place, "url"), between=": "))
    if entry.history is not MISSING:
        lines.append(linked("Previous versions", entry.history, (*place, "history"), between=": "))
    if entry.changes is not MISSING:
        lines += paragraphs(entry.changes, scope.language, (*place, "changes"))
    return (*lines_or_nothing, *((Lines(tuple(lines)),) if lines else ()))


def last_update(scope: Scope) -> Blocks:
    """0.b: DD/MM/YY."""
    found = publication(scope)
    if found is not None and found[0].updated is not MISSING:
        return (Lines((sentence(dates.day(found[0].updated), (*found[1], "updated")),)),)
    for key in ("modified", "issued"):
        value = getattr(scope.manifest, key)
        if value is not MISSING:
            return (Lines((sentence(f"{dates.day(value)} (date of the manifest)", (key,)),)),)
    return (nothing((*found[1], "updated") if found else ("publications",)),)


def provider(scope: Scope) -> Blocks:
    """1.1: name and contact details of every provider of the models."""
    if not scope.providers:
        return (nothing((*scope.models[0][1], "provider") if scope.models else ("models",)),)
    return tuple(Lines(tuple(_agent_lines(reference, place, scope))) for reference, place in scope.providers)


def representative(scope: Scope) -> Blocks:
    """1.1: the authorised representative; not applicable only where it is said, or where the provider is in the
    Union."""
    blocks: list[Block] = []
    for reference, place in scope.providers:
        agent = scope.agent(reference)
        where = _place_of(reference, place, scope)
        answer = getattr(agent, "representative", MISSING)
        code = value_of(agent.country) if agent else None
        stated = silence(answer, (*where, "representative"), scope)
        if answer is MISSING and code in UNION_COUNTRIES:
            note = sentence(f"The provider is established in the Union: {country(code)}.", (*where, "country"))
            blocks.append(Statement("notApplicable", None, (note,), ((*where, "country"),)))
        elif stated:
            blocks.append(stated)
        else:
            blocks.append(Lines(tuple(_agent_lines(answer, (*where, "representative"), scope))))
    return tuple(blocks) or (nothing(("agents",)),)


def _place_of(reference: Any, place: Pointer, scope: Scope) -> Pointer:
    record = scope.index.by_id.get(reference) if isinstance(reference, str) else None
    return record.pointer if record else place


def _agent_lines(reference: Any, place: Pointer, scope: Scope) -> list[Paragraph]:
    where = _place_of(reference, place, scope)
    agent = scope.agent(reference)
    lines = [sentence(scope.who(reference), (*where, "name"))]
    if agent is None:
        return lines
    members = list(scope.linked_names(getattr(agent, "members", MISSING)))
    if members:
        lines.append(sentence(f"Members: {listed(members)}", (*where, "members")))
    code = value_of(agent.country)
    if isinstance(code, str):
        lines.append(sentence(country(code), (*where, "country")))
    for position, entry in enumerate(entries(getattr(agent, "identifiers", MISSING))):
        lines.append(sentence(f"{entry.scheme}: {entry.value}", (*where, "identifiers", position)))
    contact = getattr(agent, "contact", MISSING)
    if isinstance(contact, Contact):
        lines += contact_lines(contact, (*where, "contact"), scope)
    elif isinstance(agent, InlineAgent):
        if agent.url is not MISSING:
            lines.append(linked("", agent.url, (*where, "url")))
    else:
        stated = silence(contact, (*where, "contact"), scope)
        if stated:
            lines += [sentence(f"Contact details: {stated.text}", *stated.pointers), *stated.note]
    return lines


def contact_lines(contact: Contact, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Address, e-mail, telephone, page."""
    lines: list[Paragraph] = []
    if contact.address is not MISSING:
        lines += paragraphs(contact.address, scope.language, (*place, "address"))
    lines += [
        sentence(value, (*place, key))
        for key in ("email", "phone", "url")
        if (value := getattr(contact, key)) is not MISSING
    ]
    return lines


def model_names(scope: Scope) -> Blocks:
    """1.2: the models with versions and links."""
    items = []
    for position, reference in enumerate(scope.corpus.models):
        record = scope.index.by_id.get(reference)
        where = scope.at("models", position)
        if record is None or record.kind != "model":
            items.append(Item((sentence(f"{reference} (described in another manifest)", where),)))
        elif is_public(record.node):
            items.append(Item(tuple(_model_lines(record.node, record.pointer, scope))))
        else:
            items.append(Item((sentence("A model whose record is not public", where),)))
    return (Items(tuple(items)),) if items else (nothing(scope.at("models")),)


def _model_lines(model: Model, place: Pointer, scope: Scope) -> list[Paragraph]:
    lines = [models.identity(model, place, scope)]
    for position, link in enumerate(entries(model.documentation)):
        url = None if link.url is MISSING else link.url
        title = "Documentation" if link.title is MISSING else f"Documentation: {link.title}"
        lines.append(linked(title, url, (*place, "documentation", position)))
    return lines


def dependencies(scope: Scope) -> Blocks:
    """1.2: models that these were made from, with links to their summaries. Absent is not "none"."""
    items: list[Item] = []
    inside: list[Paragraph] = []
    statements: dict[str, tuple[Statement, list[str]]] = {}
    own = set(scope.corpus.models)
    for model, place in scope.models:
        where = (*place, "initializedFrom")
        stated = silence(model.initialized_from, where, scope)
        if stated:
            key = stated.text + "".join(note.text for note in stated.note)
            statements.setdefault(key, (stated, []))[1].append(models.name(model, place, scope))
        for position, start in enumerate(entries(model.initialized_from)):
            here = (*where, position)
            relation = "" if start.relation is MISSING else _RELATIONS[start.relation]
            words = f"{models.name(model, place, scope)} was made from "
            if start.model in own:
                words += f"{models.of_reference(start.model, here, scope)}{relation}, which this Summary covers too."
                inside.append(sentence(words, here))
            else:
                items.append(Item(tuple(_dependency(words, start.model, relation, here, scope))))
    blocks: list[Block] = [Items(tuple(items))] if items else []
    for stated, names in statements.values():
        if len(names) == len(scope.models) or (not items and not stated.missing and len(statements) == 1):
            blocks.append(stated)
        else:
            blocks += [Lines((sentence(f"{listed(names)}:", *stated.pointers),)), stated]
    if not blocks:
        where = (*scope.models[0][1], "initializedFrom") if scope.models else ("models",)
        blocks = [Statement("none", "none outside this Summary", (), (where,))] if inside else [nothing(where)]
    return (*blocks, *((Prose(tuple(inside)),) if inside else ()))


def _dependency(words: str, reference: Any, relation: str, place: Pointer, scope: Scope) -> list[Paragraph]:
    record = scope.index.by_id.get(reference) if isinstance(reference, str) else None
    if record is None or record.kind != "model" or not is_public(record.node):
        return [sentence(f"{words}{models.of_reference(reference, place, scope)}{relation}.", place)]
    target, where = record.node, record.pointer
    url = None if target.url is MISSING else target.url
    known = f"{words}{models.name(target, where, scope)}{relation}"
    return [linked(known, url, place, where), models.summary_link(target, where, scope)]


def placed_on_market(scope: Scope) -> Blocks:
    """1.2: dates of placement on the Union market; said once where all models share one."""
    said: dict[str, tuple[list[str], list[Pointer], Lines | Statement]] = {}
    for model, place in scope.models:
        where = (*place, "placedOnUnionMarket")
        block = _market_date(model, where, scope)
        key = repr((block.text, block.note)) if isinstance(block, Statement) else repr([p.text for p in block.lines])
        names, places, _ = said.setdefault(key, ([], [], block))
        names.append(models.name(model, place, scope))
        places.append(where)
    if len(said) == 1:
        _, places, block = next(iter(said.values()))
        if isinstance(block, Lines):
            first, *rest = block.lines
            block = Lines((Paragraph(first.runs, tuple(places)), *rest))
        return (block,)
    blocks: list[Block] = []
    for names, places, block in said.values():
        blocks += [Lines((sentence(f"{listed(names)}:", *places),)), block]
    return tuple(blocks) or (nothing(("models",)),)


def _market_date(model: Model, where: Pointer, scope: Scope) -> Lines | Statement:
    answer = model.placed_on_union_market
    stated = silence(answer, where, scope)
    if stated:
        return stated
    value = answer.value if isinstance(answer, Stated) else answer
    if value is True:
        words = "On the Union market; date not stated"
    elif value is False:
        words = "Not placed on the Union market"
    else:
        words = dates.long_date(value_of(value))
    return Lines((sentence(words, where), *remarks(answer, where, scope)))


ANSWERS = {
    "0.a": version,
    "0.b": last_update,
    "1.1.a": provider,
    "1.1.b": representative,
    "1.2.a": model_names,
    "1.2.b": dependencies,
    "1.2.c": placed_on_market,
}
"""Question by question, what this file answers."""
