"""What a rule may look at besides the manifest: the index, the corpora, the day, and what was pruned."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import MISSING

from lineage.graph import CorpusContent, Index
from lineage.graph.content import content_of
from lineage.graph.walk import Census, census, of_type
from lineage.model import Manifest
from lineage.model.base import Node, wire_name
from lineage.pointer import Pointer

if TYPE_CHECKING:
    from pathlib import Path

    from lineage.graph.network import Network
    from lineage.read import Document, Limits
    from lineage.read.yaml_remarks import Remark
    from lineage.rules.policy.model import Policy
    from lineage.rules.registry import Need


class Pruning(NamedTuple):
    """What shape faults took out of a manifest before the rules ran.

    ``members`` are the places (in the pruned manifest) of object members that were removed; ``lists`` are the places
    of lists that lost entries, with the original positions of those that stayed; ``ids`` are the ids inside what was
    removed. Rules never report something as missing, dangling or contradicted on account of a removed part.
    """

    members: frozenset[Pointer] = frozenset()
    lists: Mapping[Pointer, tuple[int, ...]] = MappingProxyType({})
    ids: frozenset[str] = frozenset()

    def original(self, pointer: Pointer) -> Pointer:
        """The place in the file of a place in the pruned manifest."""
        if not self.lists:
            return pointer
        result: list[str | int] = []
        for depth, part in enumerate(pointer):
            kept = self.lists.get(pointer[:depth])
            result.append(kept[part] if kept is not None and isinstance(part, int) else part)
        return tuple(result)


class Context:
    """The surroundings of a check.

    ``at`` is the day to measure staleness by; ``law`` the law asked for, if any; ``source`` the manifest as JSON text,
    where there is one: a look at the bytes often shows that a walk over everything would find nothing.
    """

    def __init__(
        self,
        index: Index,
        at: date | None = None,
        law: str | None = None,
        pruning: Pruning | None = None,
        source: bytes | None = None,
    ) -> None:
        self.index = index
        self.source = source
        self.at = at
        self.law = law
        self.pruning = pruning or Pruning()
        self.remarks: tuple[Remark, ...] = ()
        """Comments that waive, with their places in the file; a document has them, a manifest alone has none."""
        self.network: Network | None = None
        """The graph of the manifest, the first of its sources, with all that it imports; where that was opened."""
        self.policy: Policy | None = None
        """What a project allows, where it says so."""

    def open(self, document: Document, search: Sequence[Path] = (), limits: Limits | None = None) -> None:
        """Open what the manifest imports: beside its file, and in the directories to search."""
        from lineage.graph.imports import resolve
        from lineage.graph.network import Network

        self.network = Network(resolve([(document, self.index.manifest)], search=search, limits=limits))

    @property
    def having(self) -> frozenset[Need]:
        """What there is besides the manifest."""
        found: list[Need] = [] if self.network is None else ["imports"]
        return frozenset([*found, "policy"] if self.policy is not None else found)

    @cached_property
    def contents(self) -> list[tuple[CorpusContent, Pointer]]:
        """The content of every corpus, with the corpus's place."""
        corpora = self.index.manifest.corpora
        if corpora is MISSING:
            return []
        return [(content_of(self.index, corpus), ("corpora", i)) for i, corpus in enumerate(corpora)]

    def may_hold(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether the manifest's text may hold a pattern. Only a no is certain: without a source, or where characters
        are spelt as escapes in it, the answer is yes."""
        if self.source is None or self._escapes:
            return True
        return pattern.search(self.source) is not None

    def mentions(self, *words: bytes) -> bool:
        """Whether one of some lower-case words may stand in the manifest's text, in any case. Only a no is certain.

        Faster by far than a pattern that ignores case.
        """
        if self.source is None or self._escapes:
            return True
        text = self.source.lower()
        return any(word in text for word in words)

    @cached_property
    def _escapes(self) -> bool:
        return self.source is not None and b"\\u" in self.source

    @cached_property
    def census(self) -> Census:
        """Every object of the manifest without its place, in one walk for all rules."""
        return census(self.index.manifest)

    def suspects(
        self, classes: frozenset[type[Node]], may_be_wrong: Callable[[Any], object]
    ) -> list[tuple[Any, Pointer]]:
        """The objects of some classes that a first look finds suspicious, with their places, in the order of a walk.

        The look sees only the object itself, and must not miss any. Nearly always it finds nothing, and no place is
        made.
        """
        found = {id(node) for cls in classes for node in self.census.by_class.get(cls, ()) if may_be_wrong(node)}
        if not found:
            return []
        return [(node, where) for node, where in of_type(self.index.manifest, classes) if id(node) in found]

    def silent(self, node: Node, pointer: Pointer, name: str) -> bool:
        """Whether the manifest says nothing in a field (Python name), a pruned value counting as something."""
        return getattr(node, name) is MISSING and (*pointer, wire_name(name)) not in self.pruning.members

    def cut_below(self, pointer: Pointer) -> bool:
        """Whether something was pruned in or below a place, so that what is left there is not all that was said."""
        return any(place[: len(pointer)] == pointer for place in (*self.pruning.members, *self.pruning.lists))

    def untouched(self, *keys: str) -> bool:
        """Whether nothing was pruned in or below these root keys, so that what they do not say was never said."""
        return not any(place and place[0] in keys for place in (*self.pruning.members, *self.pruning.lists))

    def agent_name(self, reference: object) -> str:
        """The name of an agent for a message; its reference where there is no plain name."""
        agent = self.index.agent(reference)
        name = agent.name if agent else reference
        return name if isinstance(name, str) else str(reference)


def context_for(
    manifest: Manifest,
    at: date | None = None,
    law: str | None = None,
    pruning: Pruning | None = None,
    source: bytes | None = None,
) -> Context:
    """A context for one manifest."""
    return Context(Index(manifest), at, law, pruning, source)
