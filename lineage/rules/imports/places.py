"""Where the manifest that is checked stands to the others of its bundle, and what of them it is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from pydantic import MISSING

from lineage.finding import Related
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.registry import Fault

if TYPE_CHECKING:
    from lineage.graph.entities import Place
    from lineage.graph.imports import Bundle, ProblemKind
    from lineage.graph.network import Network

OWN: Final = 0
"""The position of the manifest that is checked in its bundle."""

_KEPT: Final = 64
"""How many answers are kept at most: each may be as large as the bundle."""


def faults(context: Context, kinds: frozenset[ProblemKind]) -> Iterator[Fault]:
    """What went wrong while the imports of the checked manifest were opened."""
    if context.network is not None:
        for problem in context.network.bundle.problems:
            if problem.source == OWN and problem.kind in kinds:
                yield Fault(problem.pointer, problem.message, problem.advice)


class Sight:
    """Which manifests of a bundle see which: they import them, directly or through others."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._importers: dict[int, list[int]] = {}
        for source in bundle.sources:
            for target in source.imports.values():
                self._importers.setdefault(target, []).append(source.number)
        self._seen_by: dict[int, frozenset[int]] = {}

    def seen_by(self, source: int) -> frozenset[int]:
        """The manifests that see one, itself among them."""
        if source not in self._seen_by:
            found, pending = {source}, [source]
            while pending:
                new = [other for other in self._importers.get(pending.pop(), ()) if other not in found]
                found.update(new)
                pending += new
            if len(self._seen_by) >= _KEPT:
                self._seen_by.clear()
            self._seen_by[source] = frozenset(found)
        return self._seen_by[source]

    def entries_to(self, source: int) -> Iterator[int]:
        """The positions of the imports of the checked manifest that lead to a manifest."""
        own = self._bundle.sources[OWN]
        seen_by = self.seen_by(source)
        for position, entry in enumerate(() if own.manifest.imports is MISSING else own.manifest.imports):
            target = own.imports.get(entry.alias)
            if target is not None and target in seen_by:
                yield position

    def where(self, places: Iterable[Place]) -> tuple[Pointer, tuple[Related, ...]] | None:
        """Where the checked manifest is to be told of something that shows at several places: at the first of them
        that is its own, with the others of its own; at the import that leads to the first of them, where no imported
        manifest sees them all; else nowhere, since another manifest is told by its own check."""
        every = list(places)
        own = list(dict.fromkeys(place.pointer for place in every if place.source == OWN))
        if own:
            return own[0], tuple(Related(pointer, "and here") for pointer in own[1:])
        sources = {place.source for place in every}
        if frozenset.intersection(*map(self.seen_by, sources)) - {OWN}:
            return None
        position = next(self.entries_to(every[0].source), None)
        return None if position is None else (("imports", position), ())


_SIGHTS: Final[WeakKeyDictionary[Network, Sight]] = WeakKeyDictionary()


def sight(network: Network) -> Sight:
    """The sight of an opened graph, made once for all rules."""
    if network not in _SIGHTS:
        _SIGHTS[network] = Sight(network.bundle)
    return _SIGHTS[network]
