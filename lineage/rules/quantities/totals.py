"""Rules on totals that a corpus declares, against the sum of its datasets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.content import modality_entry
from lineage.model.quantity import MAGNITUDES, Interval, Quantity
from lineage.model.training import DatasetUse
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.quantities.numbers import doubled
from lineage.rules.registry import Fault, rule
from lineage.rules.sizes import sizes, spell, total


@rule(
    "QTY006",
    "total-against-parts",
    severity=Severity.WARNING,
    basis=(eu("1.3"),),
    real="7 of 8 filings state a total or band that belongs to no dataset; corpuscard never checks section 1.3 against "
    "section 2.",
)
def total_against_parts(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The total that a corpus declares for a modality is not the sum of the data used.

    ## Why
    The declared total is printed, and two sources that disagree are never settled silently. It is compared where every
    dataset used states its size in the same unit. A rounded number counts as all that it can stand for, a rough one as
    a tenth more or less; where more may have been used than is listed, the sum is only the least it can be.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {value: 1.3, magnitude: trillion, unit: tokens}
    corpora:
      - id: all
        models: [aurora]
        modalities:
          - modality: text
            quantity: {value: 15, magnitude: trillion, unit: tokens}
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {value: 15, magnitude: trillion, unit: tokens}
    corpora:
      - id: all
        models: [aurora]
        modalities:
          - modality: text
            quantity: {value: 15, magnitude: trillion, unit: tokens}
    ```

    ## References
    EU template, section 1.3.
    """
    if not context.untouched("corpora", "datasets", "models"):
        return
    for content, where in context.contents:
        declared = [(i, modality_entry(item)) for i, item in enumerate(entries(content.corpus.modalities))]
        if all(entry.quantity is MISSING for _, entry in declared) or not _adds_up(content):
            continue
        parts, whole = sizes(content, enrichment=True), _listed_whole(content)
        for position, entry in declared:
            summed = total(parts.get(entry.modality, []))
            if summed is None or entry.quantity is MISSING or doubled(entry.quantity) or entry.modality == "other":
                continue
            least, unit = summed
            loose = least if whole else Interval(least.low, None, least.low_open)
            if _any_rough(content, entry.modality):
                loose = _wider(loose, Decimal("0.1"))
            if unit == entry.quantity.unit and not _meaning(entry.quantity).meets(loose):
                yield Fault(
                    (*where, "modalities", position, "quantity"),
                    f'corpus "{content.corpus.id}" declares {spell(entry.quantity.interval())} {unit} of '
                    f"{entry.modality}, and the data used adds up to {spell(least)}",
                    "correct the total or the sizes of the datasets; say under amount how much of each was used",
                )


def _meaning(quantity: Quantity) -> Interval:
    """The numbers that a declared total can stand for: "15 trillion" may be 14.6."""
    span = quantity.interval()
    if quantity.approximate is True:
        return _wider(span, Decimal("0.1"))
    if quantity.value is MISSING or quantity.magnitude is MISSING:
        return span
    exponent = Decimal(str(quantity.value)).as_tuple().exponent
    slack = Decimal(MAGNITUDES[quantity.magnitude]).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    return Interval(max(Decimal(0), span.low - slack), span.low + slack)


def _wider(span: Interval, by: Decimal) -> Interval:
    return Interval(span.low * (1 - by), None if span.high is None else span.high * (1 + by))


def _any_rough(content: CorpusContent, modality: str) -> bool:
    amounts = [use.edge.amount for use in content.uses if use.edge is not None]
    for dataset, _ in content.datasets:
        amounts += [entry.quantity for entry, _ in content_modalities(dataset) if entry.modality == modality]
    return any(amount is not MISSING and amount.approximate is True for amount in amounts)


def _adds_up(content: CorpusContent) -> bool:
    """Whether sizes may be added at all: whole datasets or stated amounts, none of which holds another's records."""
    used = {dataset.id for dataset, _ in content.datasets}
    for dataset, _ in content.datasets:
        others = [*dataset.derivations(), *entries(dataset.overlaps)]
        if any(other.dataset in used for other in others):
            return False
    for use in _edges(content):
        dataset = content.index.get(use.dataset, "dataset")
        mixture = dataset is not None and entries(dataset.has_part)
        partial = use.share is not MISSING or use.selection is not MISSING
        if (partial and use.amount is MISSING) or (mixture and (partial or use.amount is not MISSING)):
            return False
        if use.split is not MISSING and use.split != "training":
            return False
    return True


def _listed_whole(content: CorpusContent) -> bool:
    """Whether all that the models were trained on is listed here. Where it is not, a sum is the least it can be."""
    if len(content.models) < len(set(content.corpus.models)):
        return False
    for model, _ in content.models:
        partial = model.complete is not MISSING and model.complete.training is False
        stages = entries(model.training)
        if partial or not stages or not all(isinstance(stage.uses, list) for stage in stages):
            return False
    pending, seen = [use.dataset for use in _edges(content)], set()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        dataset = content.index.get(name, "dataset")
        if dataset is None or (dataset.complete is not MISSING and dataset.complete.has_part is False):
            return False
        pending += entries(dataset.has_part)
    return all(isinstance(dataset.modalities, list) for dataset, _ in content.datasets)


def _edges(content: CorpusContent) -> Iterator[DatasetUse]:
    for model, _ in content.models:
        for stage in entries(model.training):
            yield from stage.dataset_uses()
