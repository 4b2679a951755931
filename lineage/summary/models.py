"""Models in words: name, version, link, how exactly they are identified, and the role that one had."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import value_of
from lineage.model.link import Link
from lineage.model.model import Model
from lineage.model.model_use import ModelUse, OneOf, Self
from lineage.pointer import Pointer
from lineage.summary.blocks import Paragraph
from lineage.summary.prose import linked, listed
from lineage.summary.scope import Scope, is_public
from lineage.summary.speech import say, together
from lineage.summary.statements import silence

_VAGUE_LEVELS: Final = frozenset({"provider", "family", "service"})
NOT_NAMED: Final = "a model that is not named"


def name(model: Model, place: Pointer, scope: Scope) -> str:
    """Name and version, or what is said in their place."""
    plain = model.name if isinstance(model.name, str) else value_of(model.name)
    if isinstance(plain, str):
        if model.version is MISSING:
            return plain
        return say("{name}, version {version}", name=plain, version=model.version)
    stated = silence(model.name, place, scope)
    return say("name: {statement}", statement=stated.inside) if stated else say("name not stated")


def exactness(model: Model) -> str:
    """A remark where a record is not one model."""
    if model.identified == "class":
        return say("a class of models, not identified exactly")
    if model.identified == "family" or (model.identified is MISSING and model.level in _VAGUE_LEVELS):
        if model.level == "service":
            return say("a service, not identified exactly")
        return say("a family of models, not identified exactly")
    return ""


def identity(model: Model, place: Pointer, scope: Scope) -> Paragraph:
    """Name, version, remark on exactness, link."""
    words = name(model, place, scope)
    remark = exactness(model)
    if remark:
        words = together(f"{words} ({remark})", remark)
    places = [(*place, "name")] + ([(*place, "url")] if model.url is not MISSING else [])
    return linked(words, None if model.url is MISSING else model.url, *places)


def summary_link(model: Model, place: Pointer, scope: Scope) -> Paragraph:
    """The link to its own summary, or that there is none here."""
    where = (*place, "summary")
    if isinstance(model.summary, Link) and model.summary.url is not MISSING:
        return linked(say("Its Summary"), model.summary.url, where, between=": ")
    stated = (
        None if model.summary is MISSING or isinstance(model.summary, Link) else silence(model.summary, where, scope)
    )
    if stated is None:
        return linked(say("No link to its Summary."), None, where)
    return linked(say("No link to its Summary: {statement}.", statement=stated.inside), None, where)


def of_reference(reference: Any, place: Pointer, scope: Scope) -> str:
    """What a use of a model calls it: its name, the candidates, the model itself, or that it is not said."""
    if isinstance(reference, str):
        record = scope.index.by_id.get(reference)
        if record is None or record.kind != "model":
            return say("{name} (described in another manifest)", name=reference)
        return name(record.node, record.pointer, scope) if is_public(record.node) else say(NOT_NAMED)
    if isinstance(reference, OneOf):
        names = listed((of_reference(one, place, scope) for one in reference.one_of), "or")
        return say("one of {names}, not known which", names=names)
    if isinstance(reference, Self):
        point = "" if reference.checkpoint is MISSING else f" ({reference.checkpoint})"
        return say("the model itself at an earlier point{point}", point=point)
    stated = silence(reference, place, scope)
    return together(f"{say(NOT_NAMED)}: {stated.inside}", say(NOT_NAMED)) if stated else say(NOT_NAMED)


def references(use: ModelUse, place: Pointer) -> list[tuple[Any, Pointer]]:
    """Every model that a use names, each with its place."""
    if use.models is not MISSING:
        return [(entry.model, (*place, "models", i, "model")) for i, entry in enumerate(use.models)]
    return [(use.model, (*place, "model"))]


def role_words(use: ModelUse) -> str:
    """``generate.response, generate.reasoning``; the bare verb where the parts are not stated."""
    role = use.role if isinstance(use.role, str) else None
    if role is None:
        return say("role not stated")
    parts = use.written_parts()
    return ", ".join(f"{role}.{part}" for part in parts) if parts else role
