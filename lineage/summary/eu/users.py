"""Section 2.4: data from users of the model and of the provider's other services."""

from __future__ import annotations

from typing import Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of
from lineage.model.service import Service
from lineage.pointer import Pointer
from lineage.summary import questions
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose
from lineage.summary.prose import linked, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say, together
from lineage.summary.statements import remarks, silence, text_answer

Blocks = tuple[Block, ...]
_ORIGINS: Final = ("userModel", "userService")
_CONSENT: Final = {
    "optIn": "users opt in",
    "optOut": "users can opt out",
    "contract": "contract with the user",
    "legitimateInterest": "legitimate interest",
    "none": "none",
}


def model_users(scope: Scope) -> Blocks:
    """2.4: interactions with the model."""
    return questions.used(scope, "userModel")


def service_users(scope: Scope) -> Blocks:
    """2.4: interactions with other services."""
    return questions.used(scope, "userService")


def services(scope: Scope) -> Blocks:
    """2.4: the declared descriptions, then each service with its ground for use and links."""
    blocks: list[Block] = []
    found: dict[str, tuple[Service, Pointer]] = {}
    hidden = 0
    for origin in _ORIGINS:
        blocks += text_answer(scope.source(origin).description, scope.source_at(origin, "description"), scope)
        if questions.closed(scope, origin):
            continue
        hidden += scope.hidden(origin)
        for dataset, _ in scope.printable(origin):
            for reference in entries(dataset.services):
                record = scope.index.by_id.get(reference)
                if record and record.kind == "service":
                    found.setdefault(reference, (record.node, record.pointer))
    if found:
        blocks.append(Items(tuple(_service(service, place, scope) for service, place in found.values())))
    said = [*_unnamed(scope), *questions.not_shown(hidden)]
    if said:
        blocks.append(Prose(tuple(said)))
    return questions.after_yes(scope, _ORIGINS, blocks, scope.source_at("userModel", "description"))


def _unnamed(scope: Scope) -> list[Paragraph]:
    """That other services were used and none is named."""
    source = scope.source("userService")
    if value_of(source.used) is not True or source.description is not MISSING or scope.hidden("userService"):
        return []
    if any(entries(dataset.services) for dataset, _ in scope.datasets("userService")):
        return []
    where = scope.source_at("userService", "description")
    return [sentence(say("Other services or products: no information available (not named)."), where)]


def _service(service: Service, place: Pointer, scope: Scope) -> Item:
    plain = value_of(service.name)
    stated = None if isinstance(plain, str) else silence(service.name, (*place, "name"), scope)
    unnamed = say("Name: {statement}", statement=stated.inside) if stated else say("Name not stated")
    words = plain if isinstance(plain, str) else unnamed
    if service.kind is not MISSING:
        words = together(f"{words}, {service.kind}", words)
    said: list[Paragraph] = [linked(words, None if service.url is MISSING else service.url, (*place, "name"))]
    if service.description is not MISSING:
        said += paragraphs(service.description, scope.language, (*place, "description"))
    where = (*place, "consent")
    if service.consent is not MISSING:
        consent = value_of(service.consent)
        unsaid = silence(service.consent, where, scope)
        ground = say(_CONSENT[consent], "ground") if isinstance(consent, str) else unsaid.inside if unsaid else ""
        words = say("How users come to have their data used, as declared: {ground}.", ground=ground)
        said.append(sentence(words, where))
        said += unsaid.note if unsaid else remarks(service.consent, where, scope)
    if service.controls is not MISSING:
        said += paragraphs(service.controls, scope.language, (*place, "controls"))
    if service.privacy_policy is not MISSING:
        said.append(linked(say("Privacy policy"), service.privacy_policy, (*place, "privacyPolicy"), between=": "))
    return Item(tuple(said))


def modalities(scope: Scope) -> Blocks:
    """2.4: modalities of both."""
    return questions.modalities(scope, *_ORIGINS)


def comments(scope: Scope) -> Blocks:
    """2.4: comments on both."""
    return tuple(
        block
        for origin in _ORIGINS
        for block in text_answer(scope.source(origin).comments, scope.source_at(origin, "comments"), scope)
    )


ANSWERS = {"2.4.a": model_users, "2.4.b": service_users, "2.4.c": services, "2.4.d": modalities, "2.4.e": comments}
"""Question by question, what this file answers."""
