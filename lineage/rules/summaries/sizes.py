"""Rules on the table of section 1.3: each modality has a size that lies in one band, and types of content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.graph.bands import BANDS, band_of_interval, edges
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.model.content import ModalityEntry, modality_entry
from lineage.model.quantity import Interval
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import RELATED_AT_MOST, related, whole
from lineage.rules.sizes import sizes, spell, total

_ORDER: Final = ("text", "image", "audio", "video", "other")


def _rows(content: CorpusContent, where: Pointer, context: Context) -> list[tuple[ModalityEntry, Pointer]]:
    """The modalities of a corpus with their places: as declared, else those of its datasets, placed at the corpus."""
    if isinstance(content.corpus.modalities, list):
        place = (*where, "modalities")
        return [(modality_entry(item), (*place, at)) for at, item in enumerate(content.corpus.modalities)]
    if not context.silent(content.corpus, where, "modalities"):
        return []
    held = {entry.modality for dataset, _ in content.datasets for entry, _ in content_modalities(dataset)}
    return [(modality_entry(modality), where) for modality in _ORDER if modality in held]


@rule(
    "SUM006",
    "size-not-banded",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Of eight filings encoded, one has a size that can be worked out from its datasets; seven state a total "
    "that belongs to no dataset.",
)
def size_not_banded(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A modality of the corpus has no size, neither declared nor to be summed from its datasets.

    ## Why
    Section 1.3 asks for a size band for each modality. The bands are wide: an estimate or a bound such as
    `moreThan: 10` trillion is enough.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities: [text]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities:
          - modality: text
            quantity: {moreThan: 10, magnitude: trillion, unit: tokens}
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        rows = _rows(content, where, context)
        if not rows or not whole(content, context):
            continue
        held = sizes(content, enrichment=True)
        for entry, place in rows:
            if entry.modality not in BANDS or not context.silent(entry, place, "quantity"):
                continue
            found = held.get(entry.modality, [])
            if total(found) is not None:
                continue
            lacking = [(size.dataset, size.pointer) for size in found if size.amount is None]
            known = f"; {len(lacking)} of its {len(found)} datasets do not say theirs" if found else ""
            yield Fault(
                place,
                f'corpus "{content.corpus.id}" has no size for {entry.modality}{known}',
                f"add its quantity in {BANDS[entry.modality].unit}, or the sizes of the datasets; a bound is enough",
                related=related(lacking[:RELATED_AT_MOST], f"does not say how much {entry.modality} it holds"),
            )


@rule(
    "SUM007",
    "size-in-two-bands",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Domyn Large's filing gives \"11.1 trillions tokens or bytes\"; Muse Spark's a band of tokens for images and "
    "video.",
)
def size_in_two_bands(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The size of a modality cannot be told to lie in one band.

    ## Why
    A band is ticked only if the whole size lies inside it. Sizes that reach over an edge, or that are counted in
    another unit than the bands, leave all three boxes open. Minutes and seconds are turned into hours; nothing else
    is converted. The middle band holds both of its edges.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities:
          - modality: text
            quantity: {atLeast: 5, atMost: 20, magnitude: trillion, unit: tokens}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities:
          - modality: text
            quantity: {atLeast: 11, atMost: 12, magnitude: trillion, unit: tokens}
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        for entry, place in _rows(content, where, context):
            bands = BANDS.get(entry.modality)
            if bands is None:
                continue
            size: Interval
            unit: str
            if entry.quantity is not MISSING:
                size, unit = entry.quantity.interval(), entry.quantity.unit
                at: Pointer = (*place, "quantity")
                which = "the size"
            else:
                summed = total(sizes(content, enrichment=True).get(entry.modality, []))
                if summed is None or not whole(content, context):
                    continue
                (size, unit), at, which = summed, place, "the sum of the datasets' sizes"
            if size.empty or _unsaid(size, at, context) or band_of_interval(entry.modality, size, unit) is not None:
                continue
            if edges(entry.modality, unit) is None:
                yield Fault(
                    at,
                    f"{which} of {entry.modality} is counted in {unit}, and the bands in {bands.unit}",
                    f"give it in {bands.unit} on the modality of the corpus, estimated if need be; "
                    "the other count can go into comments",
                )
            else:
                yield Fault(
                    at,
                    f"{which} of {entry.modality} is {spell(size)} {unit}, which lies in more than one band",
                    f"narrow it: the bands meet at {bands.low:,} and {bands.high:,} {bands.unit}",
                )


def _unsaid(size: Interval, where: Pointer, context: Context) -> bool:
    """Whether a quantity names no number, or lost one to pruning: what is wrong with it is told elsewhere."""
    return (not size.low and size.high is None) or any(place[:-1] == where for place in context.pruning.members)


@rule(
    "SUM014",
    "types-of-content-missing",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("1.3"),),
    real="Many filed summaries name types of content so broadly that they fit any model, or goals instead of content.",
)
def types_of_content_missing(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A modality of the corpus says nothing of its types of content.

    ## Why
    Section 1.3 asks for a general description of the content of each modality, such as fiction, scientific text,
    photography or audiobooks. The types named on the datasets are taken where the corpus has none.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities: [image]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities:
          - modality: image
            contentTypes: [photography, infographics]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## References
    EU template, section 1.3.
    """
    for content, where in context.contents:
        rows = [row for row in _rows(content, where, context) if _typeless(*row, context)]
        if not rows or not whole(content, context):
            continue
        told = {
            entry.modality
            for dataset, pointer in content.datasets
            for entry, place in content_modalities(dataset)
            if not _typeless(entry, (*pointer, *place), context)
        }
        for entry, place in rows:
            if entry.modality not in told:
                yield Fault(
                    place,
                    f'corpus "{content.corpus.id}" does not say what types of content its {entry.modality} is',
                    "add contentTypes or a description to the modality",
                )


def _typeless(entry: ModalityEntry, place: Pointer, context: Context) -> bool:
    return context.silent(entry, place, "content_types") and context.silent(entry, place, "description")
