"""The eight questions of section 2 of the EU template, and the datasets that speak to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from pydantic import MISSING

from lineage.finding import Related
from lineage.graph import CorpusContent
from lineage.graph.content import PlacedUse, placed
from lineage.model.answer import entries, value_of
from lineage.model.corpus import Source
from lineage.model.dataset import Dataset
from lineage.model.model_use import ModelUse
from lineage.model.roles import creates_data
from lineage.pointer import Pointer
from lineage.rules.context import Context

T = TypeVar("T")
PlacedDataset: TypeAlias = tuple[Dataset, Pointer]

SECTIONS: Final[dict[str, tuple[str, str]]] = {
    "public": ("public", "2.1"),
    "licensed": ("licensed", "2.2.1"),
    "thirdPartyPrivate": ("third_party_private", "2.2.2"),
    "crawled": ("crawled", "2.3"),
    "userModel": ("user_model", "2.4"),
    "userService": ("user_service", "2.4"),
    "synthetic": ("synthetic", "2.5"),
    "other": ("other", "2.6"),
}
"""Origin on the wire: its Python name in ``sources``, and its section of the template."""

RELATED_AT_MOST: Final = 5
"""How many places a finding points at besides its own: enough to see the pattern."""


def once(work: Callable[[CorpusContent], T]) -> Callable[[CorpusContent], T]:
    """Work something out once per corpus: many rules ask the same of corpora with many thousand datasets. What is
    remembered goes with the corpus, and must not refer to it."""
    results: WeakKeyDictionary[CorpusContent, T] = WeakKeyDictionary()

    def remembered(content: CorpusContent) -> T:
        if content not in results:
            results[content] = work(content)
        return results[content]

    return remembered


class Section(NamedTuple):
    """One question for one corpus: what is declared, where, and which of its datasets have that origin."""

    origin: str
    number: str
    source: Source | None
    pointer: Pointer
    datasets: list[PlacedDataset]
    declared: bool | None

    @property
    def used(self) -> bool | None:
        """The declared answer; where there is none, ``True`` if a dataset answers "yes", else ``None``."""
        if self.declared is not None or self.source_answered:
            return self.declared
        return True if any(answers_yes(dataset, self.origin) for dataset, _ in self.datasets) else None

    @property
    def source_answered(self) -> bool:
        """Whether the question is answered in the manifest, be it by a statement such as ``withheld``."""
        return self.source is not None and self.source.used is not MISSING


def sections(content: CorpusContent, where: Pointer) -> Iterator[Section]:
    """The questions in the template's order, each with what the manifest says."""
    datasets = by_origin(content)
    sources = content.corpus.sources
    for origin, (name, number) in SECTIONS.items():
        source = None if sources is MISSING else getattr(sources, name)
        if source is MISSING:
            source = None
        answer = value_of(source.used) if source else None
        yield Section(origin, number, source, (*where, "sources", origin), datasets.get(origin, []), answer)


def section(content: CorpusContent, where: Pointer, origin: str) -> Section:
    """One of the questions."""
    return next(item for item in sections(content, where) if item.origin == origin)


@once
def by_origin(content: CorpusContent) -> dict[str, list[PlacedDataset]]:
    """The datasets of a corpus by origin: those with several under each, those with none under the empty string."""
    found: dict[str, list[PlacedDataset]] = {}
    for item in content.datasets:
        for origin in item[0].origins() or ("",):
            found.setdefault(origin, []).append(item)
    return found


def used_datasets(context: Context) -> Iterator[PlacedDataset]:
    """The datasets that any corpus uses, each once, in file order."""
    found = {pointer: dataset for content, _ in context.contents for dataset, pointer in content.datasets}
    yield from ((found[pointer], pointer) for pointer in sorted(found, key=lambda place: place[1]))


def creates(use: ModelUse) -> bool:
    """Whether a model created data here, in the sense of section 2.5; an unknown role does not count."""
    return isinstance(use.role, str) and creates_data(use.role, use.written_parts())


def creating_uses(dataset: Dataset, pointer: Pointer) -> list[PlacedUse]:
    """The model uses of a dataset that create data."""
    return [item for item in placed(dataset.model_uses, (*pointer, "modelUses"), dataset) if creates(item.use)]


def answers_yes(dataset: Dataset, origin: str) -> bool:
    """Whether a dataset of an origin answers the question "was such data used?" with yes. Enrichment does not open
    section 2.5; where the models of a synthetic dataset are not listed, its origin counts."""
    if origin != "synthetic" or not isinstance(dataset.model_uses, list):
        return True
    return any(creates(use) for use in dataset.model_uses)


def whole(content: CorpusContent, context: Context) -> bool:
    """Whether all data of a corpus is in view: nothing was pruned, and every model and dataset it names is a record of
    this manifest. Only then may a rule conclude that there is *no* dataset of some kind."""
    return context.untouched("models", "datasets") and _resolved(content)


@once
def _resolved(content: CorpusContent) -> bool:
    index = content.index
    if any(index.get(reference, "model") is None for reference in content.corpus.models):
        return False
    stack = [
        use if isinstance(use, str) else use.dataset
        for model, _ in content.models
        for stage in entries(model.training)
        for use in entries(stage.uses)
    ]
    seen: set[str] = set()
    while stack:
        reference = stack.pop()
        if reference in seen:
            continue
        seen.add(reference)
        dataset = index.get(reference, "dataset")
        if dataset is None:
            return False
        stack += entries(dataset.has_part)
    return True


def related(datasets: Iterable[PlacedDataset], words: str) -> tuple[Related, ...]:
    """The first few datasets as related places, each with the same words."""
    first = islice(datasets, RELATED_AT_MOST)
    return tuple(Related(pointer, f'dataset "{dataset.id}" {words}') for dataset, pointer in first)


def named(datasets: list[PlacedDataset]) -> str:
    """A few datasets by id for a message: ``"a"``, ``"a" and "b"``, ``"a" and 3 more``."""
    first = f'"{datasets[0][0].id}"'
    if len(datasets) == 1:
        return first
    return f'{first} and "{datasets[1][0].id}"' if len(datasets) == 2 else f"{first} and {len(datasets) - 1} more"
