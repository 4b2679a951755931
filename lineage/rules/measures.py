"""Rules on measures: that a corpus has those that section 3 of the EU template asks for, and that they say enough."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import CorpusContent
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.measure import Measure
from lineage.pointer import Pointer
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import SECTIONS, sections


@rule(
    "MEA001",
    "quality-filter-as-illegal-content",
    severity=Severity.NOTE,
    basis=(eu("3.2"),),
    real="The filings of Apertus and Bielik count quality filters among the measures against illegal content.",
)
def quality_filter_as_illegal_content(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """One measure is for quality and against illegal content at once.

    ## Why
    Section 3.2 leaves out practices of data selection and quality. A filter that looks for well-written text finds
    illegal text by accident; readers are told of a measure that was not taken.

    ## Example
    ```yaml
    measures:
      - id: edu-filter
        kind: classifier
        purposes: [quality, illegalContent]
        description: Pages with a low educational score were removed.
    ```

    ## Use instead
    ```yaml
    measures:
      - id: edu-filter
        kind: classifier
        purposes: [quality]
        description: Pages with a low educational score were removed.
      - id: known-material
        kind: hashMatching
        purposes: [illegalContent]
        description: Files whose hash is on a list of known illegal material were removed.
    ```

    ## References
    EU template, section 3.2.
    """
    for position, measure in enumerate(entries(manifest.measures)):
        if "quality" in measure.purposes and "illegalContent" in measure.purposes:
            yield Fault(
                ("measures", position, "purposes"),
                f'measure "{measure.id}" is for quality and against illegal content',
                "split it in two, or drop the purpose that it only serves by accident",
            )


@rule(
    "MEA002",
    "no-rights-measure",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("3.1"),),
    real="The filings of Muse Spark and Muse Image answer section 3.1 with a link alone.",
)
def no_rights_measure(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """No measure respects reservations of rights for this corpus.

    ## Why
    Section 3.1 asks what was done before training to respect reservations of rights from text and data mining: by the
    provider, or by the third parties who compiled its datasets.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    measures:
      - id: robots
        kind: robotsTxt
        purposes: [rightsReservation]
        by: curators
        protocols: [robots.txt]
        description: The public datasets come from crawls that honour robots.txt.
    ```

    ## References
    EU template, section 3.1.
    """
    yield from _without(
        "rightsReservation",
        context,
        "has no measure that respects reservations of rights",
        "add the measures taken by the provider, or by: curators for those of the datasets' makers",
    )


@rule(
    "MEA003",
    "no-illegal-content-measure",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("3.2"),),
    real="MAI-Image-2's filing answers section 3.2 with a promise to follow the law and names no measure.",
)
def no_illegal_content_measure(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """No measure avoids or removes illegal content for this corpus.

    ## Why
    Section 3.2 asks for a general description of the measures, such as lists of blocked sites, keyword rules, hash
    matching and classifiers.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    measures:
      - id: blocked-sites
        kind: blocklist
        purposes: [illegalContent]
        description: Sites on a public list of sites that spread illegal content were left out.
    ```

    ## References
    EU template, section 3.2.
    """
    yield from _without(
        "illegalContent",
        context,
        "has no measure against illegal content",
        "add what was done to avoid or remove it, such as lists, keyword rules, hash matching or classifiers",
    )


def _without(purpose: str, context: Context, words: str, advice: str) -> Iterator[Fault]:
    if not context.untouched("measures"):
        return
    serving = [m for m in entries(context.index.manifest.measures) if purpose in m.purposes]
    if serving and not context.untouched("models", "datasets"):
        return  # what one of them applies to may be among what was pruned
    for content, where in context.contents:
        scope = None if any(m.applies_to is MISSING for m in serving) else _scope(content, where)
        if scope is not None and not any(_applies(m, scope, context) for m in serving):
            yield Fault(where, f'corpus "{content.corpus.id}" {words}', advice)


def _applies(measure: Measure, scope: set[str], context: Context) -> bool:
    names = entries(measure.applies_to)
    return any(name in scope or name in context.pruning.ids or context.index.is_foreign(name) for name in names)


def _scope(content: CorpusContent, where: Pointer) -> set[str]:
    """What a measure may name to apply to a corpus: the corpus, its origins, its datasets, the mixtures they are part
    of, and everything they were made from, since the measures of those who compiled the data count too."""
    scope = {content.corpus.id}
    scope |= {section.origin for section in sections(content, where) if section.used is not False} & SECTIONS.keys()
    stack = [use.dataset.id for use in content.uses]
    for use in content.uses:
        scope.update(use.via)
    seen: set[str] = set()
    while stack:
        reference = stack.pop()
        if reference in seen:
            continue
        seen.add(reference)
        dataset = content.index.get(reference, "dataset")
        if dataset is not None:
            stack += [step.dataset for step in dataset.derivations()]
            stack += entries(dataset.has_part)
    return scope | seen


@rule(
    "MEA004",
    "measure-without-description",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("3.1"), eu("3.2")),
    real="MAI-Image-2's filing answers section 3.2 in one sentence that describes no measure.",
)
def measure_without_description(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A measure that a summary prints is not described.

    ## Why
    Sections 3.1 and 3.2 are descriptions in words. From a kind and a purpose alone comes a sentence that could stand
    in any summary. Measures for other purposes are optional there and not looked at.

    ## Example
    ```yaml
    measures:
      - id: opt-outs
        kind: optOutRequests
        purposes: [rightsReservation]
    ```

    ## Use instead
    ```yaml
    measures:
      - id: opt-outs
        kind: optOutRequests
        purposes: [rightsReservation]
        description: >-
          Authors of code can ask for its removal on a web page; requests are carried out before each release.
    ```

    ## References
    EU template, sections 3.1 and 3.2.
    """
    for position, measure in enumerate(entries(manifest.measures)):
        printed = measure.visibility in (MISSING, "public")
        asked = {"rightsReservation", "illegalContent"} & set(measure.purposes)
        if printed and asked and context.silent(measure, ("measures", position), "description"):
            yield Fault(
                ("measures", position),
                f'measure "{measure.id}" is not described',
                "add a description: what is done, to which data, when, and by which means",
            )
