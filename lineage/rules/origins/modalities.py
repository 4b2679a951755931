"""Rules on modalities: section 1.3 against section 2, and datasets that name none."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph import CorpusContent
from lineage.graph.content import content_modalities
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.content import modality_entry
from lineage.pointer import Pointer
from lineage.rules.basis import ab2013, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import RELATED_AT_MOST, Section, by_origin, sections, used_datasets, whole


def _declared(listing: object, where: Pointer) -> list[tuple[str, Pointer]]:
    """The content modalities of a list; enrichment, such as captions, only describes other content."""
    placed = [(modality_entry(item), (*where, position)) for position, item in enumerate(entries(listing))]
    return [(entry.modality, place) for entry, place in placed if entry.as_ != "enrichment"]


@rule(
    "ORI005",
    "modality-without-source",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("1.3"), eu("2")),
    real="Bria's filing counts text in section 1.3 and has it in no section of its sources.",
)
def modality_without_source(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The overview names a modality that no source has.

    ## Why
    Section 1.3 and section 2 speak of the same data. A modality that comes from nowhere is a mistake in one of them,
    or describes other content, as captions do: say `as: enrichment` then. Silent while the modalities of any source
    used are not known.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities: [text, image]
        sources:
          licensed:
            used: true
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
          - modality: text
            as: enrichment
          - image
        sources:
          licensed:
            used: true
            modalities: [image]
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## References
    EU template, sections 1.3 and 2.
    """
    for content, where in context.contents:
        declared = _declared(content.corpus.modalities, (*where, "modalities"))
        known = _known_modalities(content, where, context) if declared else None
        if known is None:
            continue
        for modality, place in declared:
            if modality not in known:
                yield Fault(
                    place,
                    f"the corpus holds {modality}, and no source that is used has it",
                    "add it to the modalities of the source or dataset it comes from; "
                    "say as: enrichment if it only describes other content",
                )


def _known_modalities(content: CorpusContent, where: Pointer, context: Context) -> set[str] | None:
    """The modalities of all sources used; ``None`` where one of them does not tell, or none is used."""
    if "" in by_origin(content) or not whole(content, context):
        return None
    if any(place[: len(where)] == where for place in (*context.pruning.members, *context.pruning.lists)):
        return None
    found: set[str] = set()
    for section in sections(content, where):
        if section.used:
            modalities = _of_section(section)
            if modalities is None:
                return None
            found |= modalities
    return found or None


def _of_section(section: Section) -> set[str] | None:
    if section.source is not None and section.source.modalities is not MISSING:
        listed = section.source.modalities
        return {modality for modality, _ in _declared(listed, ())} if isinstance(listed, list) else None
    found: set[str] = set()
    for dataset, pointer in section.datasets:
        if not isinstance(dataset.modalities, list):
            return None
        found |= {modality for modality, _ in _declared(dataset.modalities, pointer)}
    return found or None


@rule(
    "ORI006",
    "modality-missing-from-overview",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(eu("1.3"), eu("2")),
    real="The generator corpuscard takes the modalities of section 1.3 and of section 2 separately and never compares "
    "them.",
)
def modality_missing_from_overview(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A source or dataset has a modality that the overview leaves out.

    ## Why
    Section 1.3 lists the modalities of the whole. A rightsholder in music who reads there that a model was trained on
    text alone does not read on.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities: [text]
        sources:
          userService:
            used: true
            modalities: [text, audio]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        modalities: [text, audio]
        sources:
          userService:
            used: true
            modalities: [text, audio]
    ```

    ## References
    EU template, sections 1.3 and 2.
    """
    for content, where in context.contents:
        overview = (*where, "modalities")
        if not isinstance(content.corpus.modalities, list) or overview in context.pruning.lists:
            continue
        listed = {modality_entry(item).modality for item in content.corpus.modalities}
        missing: dict[str, list[Related]] = {}
        for modality, place, owner in _everywhere(content, where):
            if modality not in listed:
                missing.setdefault(modality, []).append(Related(place, f"{owner} has {modality}"))
        for modality, places in missing.items():
            yield Fault(
                overview,
                f"the modalities of the corpus leave out {modality}, and {places[0].message}",
                f"add {modality} to the modalities of the corpus",
                related=tuple(places[:RELATED_AT_MOST]),
            )


def _everywhere(content: CorpusContent, where: Pointer) -> Iterator[tuple[str, Pointer, str]]:
    """Every content modality of the sources used and of the datasets, with its place and a name for its owner."""
    for section in sections(content, where):
        if section.source is not None and section.declared:
            for modality, place in _declared(section.source.modalities, (*section.pointer, "modalities")):
                yield modality, place, f"sources.{section.origin}"
    for dataset, pointer in content.datasets:
        for entry, place in content_modalities(dataset):
            if entry.as_ != "enrichment":
                yield entry.modality, (*pointer, *place), f'dataset "{dataset.id}"'


@rule(
    "ORI013",
    "no-modality",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2"), ab2013(4)),
    real="Section 2.6 of the filings of Grok 4.5 and GPT-5.5 describes data and does not say of what kind it is.",
)
def no_modality(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset that is used does not say what kind of content it holds.

    ## Why
    Sections 1.3 and 2 ask for modalities, and they are computed from the datasets. One that says nothing is counted
    nowhere, and its section may come out incomplete without anybody noticing.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [expert-answers]
    datasets:
      - id: expert-answers
        origin: other
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
          - stage: sft
            uses: [expert-answers]
    datasets:
      - id: expert-answers
        origin: other
        modalities: [text]
    ```
    Where it is not known: `modalities: {unknown: notRecorded}`.

    ## References
    EU template, sections 1.3 and 2; California Civil Code 3111(a)(4).
    """
    for dataset, where in used_datasets(context):
        if not context.silent(dataset, where, "modalities") or not context.silent(dataset, where, "has_part"):
            continue
        yield Fault(
            where,
            f'dataset "{dataset.id}" is used for training and does not say what kind of content it holds',
            "list its modalities: text, image, audio, video or other",
        )
