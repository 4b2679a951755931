"""What the rules of this theme ask about: the datasets used in training, unless an exemption is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import MISSING

from lineage.graph import CorpusContent
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.base import Node
from lineage.model.corpus import Corpus
from lineage.pointer import Pointer
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.lacking import lacking
from lineage.rules.registry import Fault
from lineage.rules.sections import PlacedDataset


def contents(manifest: Manifest, context: Context) -> list[tuple[CorpusContent, Pointer]]:
    """The contents to ask about: those of the corpora; of the subjects, where there is no corpus; none where the
    developer declares an exemption of Civil Code 3111(b)."""
    if not context.untouched("declarations", "subjects"):
        return []
    if any(value_of(entry.ab2013_exemption) is not None for entry in entries(manifest.declarations)):
        return []
    if context.contents or manifest.subjects is MISSING or not context.untouched("corpora"):
        return context.contents
    stand_in = Corpus.model_construct(id="subjects", models=list(manifest.subjects))
    return [(CorpusContent(context.index, stand_in), ("subjects",))]


def used(manifest: Manifest, context: Context) -> list[PlacedDataset]:
    """The datasets used, each once, in file order; mixtures stand for their parts."""
    found = {
        pointer: dataset
        for content, _ in contents(manifest, context)
        for dataset, pointer in content.datasets
        if not isinstance(dataset.has_part, list)
    }
    return [(found[pointer], pointer) for pointer in sorted(found, key=lambda place: place[1])]


def without_fact(
    manifest: Manifest,
    context: Context,
    name: str,
    what: str,
    advice: str,
    answered: Callable[[PlacedDataset], bool] = lambda _: False,
) -> Iterator[Fault]:
    """The datasets of which a fact is stated neither by themselves nor in ``datasetDefaults``. ``answered`` tells those
    that answer the item in another way."""
    every = used(manifest, context)
    silent = [item for item in every if _open(context, item, name) and not answered(item)]
    yield from lacking(silent, what, advice, of=len(every))


def _open(context: Context, item: PlacedDataset, name: str) -> bool:
    """Whether nobody states a fact. An object that holds nothing states none."""
    fact = stated(context, *item, name)
    if fact is None:
        return True
    value, place = fact
    return isinstance(value, Node) and not value.model_fields_set and not context.cut_below(place)
