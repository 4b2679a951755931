"""The terms that uses of models name, looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse
from lineage.model.terms import Terms
from lineage.model.training import Initialization
from lineage.pointer import Pointer
from lineage.rules.visit import edges


class Cited(NamedTuple):
    """One reference to terms: the use that makes it, where, and every version that it can mean."""

    use: ModelUse | Initialization
    pointer: Pointer
    reference: str
    place: Pointer
    versions: tuple[tuple[Terms, Pointer], ...]


def cited(manifest: Manifest) -> Iterator[Cited]:
    """Every reference from a use or an initialisation to terms of this manifest."""
    versions: dict[str, list[tuple[Terms, Pointer]]] = {}
    for position, terms in enumerate(entries(manifest.terms)):
        found = (terms, ("terms", position))
        versions.setdefault(terms.id, []).append(found)
        version = value_of(terms.version)
        if version is not None:
            versions.setdefault(f"{terms.id}@{version}", []).append(found)
    if not versions:
        return
    for use, where in edges(manifest):
        if isinstance(use, Derivation):
            continue
        for position, reference in enumerate(entries(use.terms)):
            if reference in versions:
                yield Cited(use, where, reference, (*where, "terms", position), tuple(versions[reference]))
