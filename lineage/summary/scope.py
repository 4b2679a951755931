"""What a summary is made from: one corpus of a manifest, the records around it, and which of them may be printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from pydantic import MISSING

from lineage.errors import LineageError
from lineage.graph import CorpusContent, Index, Record
from lineage.graph.content import content_of
from lineage.model import Manifest
from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import entries, value_of
from lineage.model.base import wire_name
from lineage.model.corpus import Corpus, Source
from lineage.model.dataset import Dataset
from lineage.model.model import Model
from lineage.model.training import DatasetUse
from lineage.pointer import Pointer
from lineage.rules.sections import SECTIONS
from lineage.summary.opened import Files
from lineage.summary.speech import say

SOURCES: Final = {origin: name for origin, (name, _) in SECTIONS.items()}
"""Origins with the Python name of their entry in ``sources``."""

Placed = tuple[Dataset, Pointer]
"""A dataset and where it stands."""


def is_public(node: Any) -> bool:
    """Whether a record may be printed in a public summary."""
    visibility = getattr(node, "visibility", MISSING)
    return visibility is MISSING or visibility == "public"


_wire_name: Final = cache(wire_name)


def _as_it_is(place: Pointer) -> Pointer:
    return place


@dataclass(frozen=True)
class Scope:
    """One corpus of a manifest.

    ``original`` gives the place in the file of a place in the manifest, which differs where faulty parts were cut out.
    ``declared`` is false where the manifest has no corpus and its subjects stand in for one. ``files`` gives the files
    that the manifest names, where somebody hands them in.
    """

    manifest: Manifest
    index: Index
    corpus: Corpus
    place: Pointer
    original: Callable[[Pointer], Pointer] = _as_it_is
    declared: bool = True
    files: Files | None = None

    @cached_property
    def content(self) -> CorpusContent:
        """The data of the corpus."""
        return content_of(self.index, self.corpus)

    @cached_property
    def language(self) -> str:
        """The language of the manifest's prose."""
        return "en" if self.manifest.language is MISSING else self.manifest.language

    @cached_property
    def models(self) -> list[tuple[Model, Pointer]]:
        """The models that the summary is about, as far as they are records that may be printed."""
        return [(model, place) for model, place in self.content.models if is_public(model)]

    def at(self, *path: str | int) -> Pointer:
        """A place in the corpus."""
        return (*self.place, *path)

    def source(self, origin: str) -> Source:
        """What the corpus declares about an origin; an entry that says nothing where it declares nothing."""
        sources = self.corpus.sources
        entry = MISSING if sources is MISSING else getattr(sources, SOURCES[origin])
        return Source.model_construct() if entry is MISSING else entry

    def source_at(self, origin: str, *path: str | int) -> Pointer:
        """A place in what the corpus declares about an origin."""
        return self.at("sources", origin, *path)

    def datasets(self, *origins: str) -> list[Placed]:
        """The datasets used, those that may not be printed included; of some origins, or all."""
        if not origins:
            return self.content.datasets
        if len(origins) == 1:
            return self._by_origin.get(origins[0], [])
        return [item for item in self.content.datasets if set(origins).intersection(item[0].origins())]

    @cached_property
    def _by_origin(self) -> dict[str, list[Placed]]:
        # Nearly every question asks for one origin, and there may be very many datasets.
        found: dict[str, list[Placed]] = {}
        for item in self.content.datasets:
            for origin in dict.fromkeys(item[0].origins()):
                found.setdefault(origin, []).append(item)
        return found

    def printable(self, *origins: str) -> list[Placed]:
        """The datasets used that may be printed."""
        found = self._printable.get(origins)
        if found is None:
            found = self._printable[origins] = [item for item in self.datasets(*origins) if is_public(item[0])]
        return found

    def hidden(self, *origins: str) -> int:
        """How many datasets used may not be printed."""
        return len(self.datasets(*origins)) - len(self.printable(*origins))

    @cached_property
    def _printable(self) -> dict[tuple[str, ...], list[Placed]]:
        # Many questions ask for the same ones.
        return {}

    @cached_property
    def _edges(self) -> dict[str, list[tuple[DatasetUse, Pointer]]]:
        found: dict[str, list[tuple[DatasetUse, Pointer]]] = {}
        for use in self.content.uses:
            if use.edge is not None:
                found.setdefault(use.dataset.id, []).append((use.edge, use.edge_pointer))
        return found

    def edges(self, dataset: Dataset) -> list[tuple[DatasetUse, Pointer]]:
        """The uses of a dataset in training, with their places; not those of a mixture that it is part of."""
        return self._edges.get(dataset.id, [])

    def fact(self, dataset: Dataset, place: Pointer, name: str) -> tuple[Any, Pointer, str | None]:
        """A fact of a dataset with its place: its own, else its origin's default, else that for all; and for which
        origin a default was stated."""
        own = getattr(dataset, name)
        defaults = self.manifest.dataset_defaults
        if own is MISSING and defaults is not MISSING:
            for origin in (*dataset.origins(), "all"):
                facts = getattr(defaults, SOURCES.get(origin, origin))
                value = MISSING if facts is MISSING else getattr(facts, name)
                if value is not MISSING:
                    return value, ("datasetDefaults", origin, _wire_name(name)), origin
        return own, (*place, _wire_name(name)), None

    def agent(self, reference: Any) -> Agent | InlineAgent | None:
        """The agent a reference stands for, if it is a record that may be printed."""
        agent = self.index.agent(reference)
        return agent if agent is not None and is_public(agent) else None

    def who(self, reference: Any) -> str:
        """The name of an agent; the reference itself where it names no record; never that of a hidden record."""
        if isinstance(reference, str) and self.index.get(reference, "agent") is None:
            return reference
        agent = self.agent(reference)
        name = value_of(agent.name) if agent else None
        return name if isinstance(name, str) else say("an agent that is not named")

    def selecting(self, dataset: Dataset) -> list[tuple[DatasetUse, Pointer]]:
        """Those of its uses in training that say which part was selected."""
        return self._selecting.get(dataset.id, [])

    @cached_property
    def _selecting(self) -> dict[str, list[tuple[DatasetUse, Pointer]]]:
        found: dict[str, list[tuple[DatasetUse, Pointer]]] = {}
        for use in self.content.uses:
            if use.edge is not None and use.edge.selection is not MISSING:
                found.setdefault(use.dataset.id, []).append((use.edge, use.edge_pointer))
        return found

    @cached_property
    def providers(self) -> list[tuple[Any, Pointer]]:
        """The references to the providers of the models, each once, with their places."""
        found: dict[str, tuple[Any, Pointer]] = {}
        for model, place in self.models:
            if model.provider is not MISSING:
                found.setdefault(repr(model.provider), (model.provider, (*place, "provider")))
        return list(found.values())

    @cached_property
    def hidden_places(self) -> frozenset[Pointer]:
        """Places in the file of all records that may not be printed."""
        return frozenset(self.original(record.pointer) for record in self._unnamed if not is_public(record.node))

    def printed_place(self, place: Pointer) -> Pointer | None:
        """The place in the file, for print; ``None`` for one in a hidden record."""
        moved = self.original(place)
        return None if self.hidden_places and moved[:2] in self.hidden_places else moved

    @cached_property
    def _unnamed(self) -> list[Record]:
        """Records whose names are printed nowhere: hidden ones, and datasets that are declared not to be known."""
        return [
            record
            for record in self.index.records()
            if not is_public(record.node) or value_of(getattr(record.node, "publicly_known", MISSING)) is False
        ]

    @property
    def names_all(self) -> bool:
        """Whether there is no record whose name is printed nowhere."""
        return not self._unnamed

    @cached_property
    def _unnamed_places(self) -> frozenset[Pointer]:
        return frozenset(self.original(record.pointer) for record in self._unnamed)

    @cached_property
    def _unnamed_words(self) -> re.Pattern[str] | None:
        words = set()
        for record in self._unnamed:
            name = value_of(getattr(record.node, "name", MISSING))
            words |= {record.node.id, name} if isinstance(name, str) else {record.node.id}
        if not words:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(words))})(?!\w)")

    def gives_away(self, text: str, places: Sequence[Pointer]) -> bool:
        """Whether a text or a place in the file speaks of a record whose name is printed nowhere."""
        if not self._unnamed:
            return False
        if any(place[:2] in self._unnamed_places for place in places):
            return True
        return bool(self._unnamed_words and self._unnamed_words.search(text))

    def linked_names(self, references: Any) -> Iterator[str]:
        """The names of the agents in a list, hidden ones left out."""
        for reference in entries(references):
            if self.index.get(reference, "agent") is None or self.agent(reference) is not None:
                yield self.who(reference)


def scope_of(
    manifest: Manifest,
    index: Index,
    corpus: str | None,
    original: Callable[[Pointer], Pointer] | None = None,
    files: Files | None = None,
) -> Scope:
    """The scope of a corpus by its id, or of the first one; of the subjects where the manifest has no corpus."""
    original = original or _as_it_is
    for position, record in enumerate(entries(manifest.corpora)):
        if corpus in (None, record.id):
            return Scope(manifest, index, record, ("corpora", position), original, files=files)
    if corpus is not None:
        known = ", ".join(record.id for record in entries(manifest.corpora)) or "none"
        raise LineageError(f'no corpus has the id "{corpus}"', f"this manifest's corpora: {known}")
    subjects = [] if manifest.subjects is MISSING else list(manifest.subjects)
    stand_in = Corpus.model_construct(id="subjects", models=subjects)
    return Scope(manifest, index, stand_in, ("corpora", 0), original, declared=False, files=files)
