"""Rules on names that two records of one manifest claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_LISTS: Final = (("models", "model"), ("datasets", "dataset"))
_APART: Final = ("version", "level", "part_of")
"""What tells two records apart that share an IRI or a page."""
_APART_BY_WORDS: Final = (*_APART, "provider", "publisher", "creators", "origin", "group", "url")
"""What tells two records apart that share a name in words."""


class _Claim(NamedTuple):
    """A name that a record has: ``strong`` where it identifies it, ``used_by`` where only somebody calls it so."""

    record: Any
    pointer: Pointer
    strong: bool
    used_by: str | None


@rule(
    "REF008",
    "alias-claimed-twice",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(spec("Aliases"), spec("Levels")),
    real="ChatGPT is a service, and its name is used for gpt-3.5-turbo as well: two teachers where there may be one.",
)
def claimed_twice(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Two records have the same name, and nothing tells them apart.

    ## Why
    Whoever asks for a model or dataset by its name, page or IRI gets either of them, and a trace counts one teacher as
    two. What tells two records apart is a version, a level, a whole that one of them belongs to; for names in words a
    provider, publisher, origin or page as well. Names that different people use, and aliases that are not sure, do not
    count.

    ## Example
    ```yaml
    models:
      - id: gpt-3.5-turbo
        name: gpt-3.5-turbo
        aliases: [{name: ChatGPT}]
      - id: chatgpt
        name: ChatGPT
    ```

    ## Use instead
    ```yaml
    models:
      - id: gpt-3.5-turbo
        name: gpt-3.5-turbo
        level: version
      - id: chatgpt
        name: ChatGPT
        level: service
        serves:
          - model: gpt-3.5-turbo
    ```

    ## References
    Training Lineage 1.0, Aliases and Levels.
    """
    with_pages = context.mentions(b"huggingface.co/", b"hf.co/", b'"iri"')
    for key, kind in _LISTS:
        listed = getattr(manifest, key)
        if listed is MISSING or (not with_pages and _all_differ(listed)):
            continue
        claims: dict[tuple[bool, str], list[_Claim]] = {}
        for position, record in enumerate(listed):
            told: set[str] = set()
            for name, claim in _claims(kind, record, (key, position), with_pages):
                others = claims.setdefault((claim.strong, name), [])
                other = next((other for other in others if _same(other, claim)), None)
                if other is None:
                    others.append(claim)
                elif other.record.id not in told:
                    told.add(other.record.id)
                    yield Fault(
                        claim.pointer,
                        f'"{other.record.id}" and "{record.id}" both have the name {name}, and nothing tells them '
                        "apart",
                        "leave it to the one that is meant, or say under version, level or partOf what sets them apart",
                        related=(Related(other.pointer, "the same name here"),),
                    )


def _all_differ(records: list[Any]) -> bool:
    """Whether no names in words are the same, where nobody has aliases: nearly always, and quick to see."""
    names: list[str] = []
    for record in records:
        said = record.__dict__  # what is absent is not there, and need not be asked for
        if said.get("aliases", MISSING) is not MISSING:
            return False
        name = said.get("name")
        if type(name) is not str:
            name = None if name is None or name is MISSING else value_of(name)
        if isinstance(name, str):
            names.append(name)
    return len(set(names)) == len(names)


def _claims(kind: str, record: Any, where: Pointer, with_pages: bool) -> Iterator[tuple[str, _Claim]]:
    name = value_of(record.name) if record.name is not MISSING else None
    if isinstance(name, str):
        yield name, _Claim(record, (*where, "name"), False, None)
    if with_pages:
        from lineage.graph.identity import canonical

        if record.url is not MISSING and (page := canonical(kind, record.url)).startswith("hf:"):
            yield page, _Claim(record, (*where, "url"), True, None)
    for position, alias in enumerate(() if record.aliases is MISSING else record.aliases):
        if alias.sure is False:
            continue
        place = (*where, "aliases", position)
        if alias.name is not MISSING:
            used_by = None if alias.used_by is MISSING else alias.used_by
            yield alias.name, _Claim(record, (*place, "name"), False, used_by)
        if with_pages and alias.iri is not MISSING:
            yield canonical(kind, alias.iri), _Claim(record, (*place, "iri"), True, None)


def _same(one: _Claim, other: _Claim) -> bool:
    """Whether two claims are of different records that nothing tells apart."""
    if one.record is other.record or one.record.id == other.record.id:
        return False  # REF002 is about ids
    if one.used_by and other.used_by and one.used_by != other.used_by:
        return False
    keys = _APART if one.strong else _APART_BY_WORDS
    return all(getattr(one.record, key, MISSING) == getattr(other.record, key, MISSING) for key in keys)
