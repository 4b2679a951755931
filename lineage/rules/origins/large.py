"""Rules on large public datasets: those above 3 % of the public data of a modality, which section 2.1 lists by name."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.model.answer import NotApplicable, value_of
from lineage.model.corpus import PublicSource
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import PlacedDataset, section, used_datasets, whole
from lineage.rules.sizes import LARGE, Portion, per_cent, portions, spell


def _listed_large(item: PlacedDataset) -> bool:
    dataset = item[0]
    return dataset.list_as == "large" and "public" in dataset.origins()


def _small(dataset: Dataset, where: Pointer, judged: set[tuple[Pointer, str]]) -> bool:
    """Whether a dataset is known to be no more than 3 % of any of its modalities."""
    kinds = _content(dataset)
    return bool(kinds) and all((where, kind) in judged for kind in kinds)


def _content(dataset: Dataset) -> set[str]:
    return {entry.modality for entry, _ in content_modalities(dataset) if entry.as_ != "enrichment"}


@rule(
    "ORI008",
    "large-dataset-unnamed",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    law="eu",
    basis=(eu("2.1"),),
    real="Grok 4.5, Gemini 3 Pro and Meta's models fill the list of large public datasets with prose that names none.",
)
def large_dataset_unnamed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A large public dataset has no name, or neither a link nor a description.

    ## Why
    Section 2.1 asks for the name of each large public dataset and a link to it, or for a description where there is
    no link. A rightsholder can look for his works only in a dataset that he can find.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [public-web]
    datasets:
      - id: public-web
        origin: public
        listAs: large
        name: {withheld: true}
        description: Public sources from the internet.
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [fineweb-2]
    datasets:
      - id: fineweb-2
        origin: public
        listAs: large
        name: FineWeb-2
        version: v2.0.1
        url: https://huggingface.co/datasets/HuggingFaceFW/fineweb-2
    ```

    ## References
    EU template, section 2.1.
    """
    for item in used_datasets(context):
        if not _listed_large(item):
            continue
        dataset, where = item
        if context.silent(dataset, where, "name"):
            yield Fault(
                where,
                f'dataset "{dataset.id}" is listed as large and has no name',
                "give the name that its maker uses",
            )
        elif dataset.name is not MISSING and value_of(dataset.name) is None:
            yield Fault(
                (*where, "name"),
                f'dataset "{dataset.id}" is listed as large and its name is not said',
                "give the name that its maker uses; public datasets are listed by name",
            )
        elif context.silent(dataset, where, "url") and context.silent(dataset, where, "description"):
            yield Fault(
                where,
                f'dataset "{dataset.id}" is listed as large and has neither a link nor a description',
                "add its url, or a description where it has no page",
            )


@rule(
    "ORI009",
    "no-large-dataset-listed",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2.1"),),
    real="Grok 4.5, Gemini 3 Pro and Muse Spark answer Yes on public datasets and list no large one.",
)
def no_large_dataset_listed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Public datasets were used, and none is listed as large.

    ## Why
    A dataset is large above 3 % of the public data of one modality. Unless there are more than 33 of about the same
    size, at least one is. Silent where all sizes are known and none is above 3 %, and where `largeDescription` is
    stated not to apply.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [wikipedia]
    datasets:
      - id: wikipedia
        origin: public
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [wikipedia]
    datasets:
      - id: wikipedia
        origin: public
        listAs: large
    ```
    Or give the sizes of all public datasets: which of them are large is then computed.

    ## References
    EU template, section 2.1.
    """
    for content, where in context.contents:
        public = section(content, where, "public")
        if not public.used or any(map(_listed_large, public.datasets)) or not whole(content, context):
            continue
        if isinstance(public.source, PublicSource) and isinstance(public.source.large_description, NotApplicable):
            continue
        found = list(portions(content))
        judged = {(portion.pointer, portion.modality) for portion in found if portion.large is False}
        if any(portion.large for portion in found) or (
            found and all(_small(*item, judged) for item in public.datasets)
        ):
            continue
        yield Fault(
            public.pointer if public.source else where,
            "public datasets were used, and none is listed as large",
            f"say listAs: large on each dataset above {LARGE} % of the public data of a modality, or give the sizes "
            "of all public datasets",
        )


@rule(
    "ORI012",
    "large-against-shares",
    severity=Severity.WARNING,
    basis=(eu("2.1"),),
    real="None of eight filings that were encoded gives a size for any dataset; the threshold of 3 % could be checked "
    "on none, and the peer tool corpuscard never computes it.",
)
def large_against_shares(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """What a dataset is listed as disagrees with its share of the public data.

    ## Why
    Section 2.1 lists by name each dataset above 3 % of the public data of one of its modalities. The sizes say one
    thing and `listAs` another, and a summary can print only one. Compared only where the sizes of all public datasets
    of a modality are known in the same unit. A record that stands for several datasets is left out.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        origin: public
        listAs: other
        modalities:
          - modality: text
            quantity: {value: 2, magnitude: trillion, unit: tokens}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        origin: public
        listAs: large
        modalities:
          - modality: text
            quantity: {value: 2, magnitude: trillion, unit: tokens}
    ```

    ## References
    EU template, section 2.1.
    """
    for content, _ in context.contents:
        if not whole(content, context):
            continue
        by_dataset: dict[str, list[Portion]] = {}
        for portion in portions(content):
            by_dataset.setdefault(portion.dataset.id, []).append(portion)
        for found in by_dataset.values():
            fault = _disagreement(found)
            if fault:
                yield fault


def _disagreement(found: list[Portion]) -> Fault | None:
    dataset = found[0].dataset
    above = next((portion for portion in found if portion.large), None)
    if dataset.list_as == "other" and above is not None and dataset.dataset_count is MISSING:
        return _fault(above, "other", "above", "large")
    judged = {portion.modality for portion in found if portion.large is False}
    if dataset.list_as == "large" and judged and judged == _content(dataset):
        largest = max(found, key=lambda portion: portion.size.low / (portion.total.low or 1))
        return _fault(largest, "large", "not above", "other")
    return None


def _fault(portion: Portion, listed: str, relation: str, instead: str) -> Fault:
    size, total = spell(portion.size), spell(portion.total)
    return Fault(
        (*portion.pointer, "listAs"),
        f'dataset "{portion.dataset.id}" is listed as {listed}, and holds {size} of {total} {portion.unit} of public '
        f"{portion.modality} ({per_cent(portion)}), {relation} {LARGE} %",
        f"say listAs: {instead}, or correct the sizes",
        related=(Related((*portion.pointer, "modalities"), "its sizes"),),
    )
