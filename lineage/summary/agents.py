"""Providers and other agents: who they are, how to reach them, what they declare."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from lineage.model.agent import Contact, InlineAgent
from lineage.model.answer import entries, value_of
from lineage.model.declaration import Declaration
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.languages import country
from lineage.summary.prose import linked, listed, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say
from lineage.summary.statements import nothing, silence

Blocks = tuple[Block, ...]


def providers(scope: Scope) -> Blocks:
    """Name and contact details of every provider of the models."""
    if not scope.providers:
        return (nothing((*scope.models[0][1], "provider") if scope.models else ("models",)),)
    return tuple(Lines(tuple(agent_lines(reference, place, scope))) for reference, place in scope.providers)


def place_of(reference: Any, place: Pointer, scope: Scope) -> Pointer:
    """Where the record of an agent stands; the place itself where it is named there."""
    record = scope.index.by_id.get(reference) if isinstance(reference, str) else None
    return record.pointer if record else place


def agent_lines(reference: Any, place: Pointer, scope: Scope) -> list[Paragraph]:
    """Name, members, country, register entries, contact."""
    where = place_of(reference, place, scope)
    agent = scope.agent(reference)
    lines = [sentence(scope.who(reference), (*where, "name"))]
    if agent is None:
        return lines
    members = list(scope.linked_names(getattr(agent, "members", MISSING)))
    if members:
        lines.append(sentence(say("Members: {names}", names=listed(members)), (*where, "members")))
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
            words = say("Contact details: {statement}", statement=stated.text)
            lines += [sentence(words, *stated.pointers), *stated.note]
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


def declarations(scope: Scope) -> list[tuple[Declaration, Pointer]]:
    """The declarations of the providers of the models, in file order."""
    providers = [reference for reference, _ in scope.providers]
    return [
        (declaration, ("declarations", position))
        for position, declaration in enumerate(entries(scope.manifest.declarations))
        if declaration.by in providers
    ]
