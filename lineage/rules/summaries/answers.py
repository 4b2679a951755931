"""Rules on questions left open: every section of the summary is answered, and every "yes" that needs words has them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import entries, value_of
from lineage.pointer import Pointer
from lineage.rules.basis import AI_ACT_53_1_D, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import Section, section, sections, whole


@rule(
    "SUM001",
    "section-not-answered",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2"), AI_ACT_53_1_D),
    real="Microsoft's form for Phi-4 leaves out whole sections on sources.",
)
def section_not_answered(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A question on sources is not answered.

    ## Why
    Section 2 asks eight questions. "Yes" follows from a dataset of that origin; "no" is an attestation and is never
    concluded from silence. Not knowing and not saying are answers too.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          public: {used: true}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          public: {used: true}
          licensed: {used: false}
          thirdPartyPrivate: {used: false}
          crawled: {used: false}
          userModel: {used: false}
          userService: {used: false}
          synthetic: {used: {unknown: pending}}
          other: {used: false}
    ```

    ## References
    EU template, section 2; Regulation (EU) 2024/1689, Art. 53(1)(d).
    """
    intact = context.untouched("models", "datasets")
    for content, where in context.contents:
        for asked in sections(content, where):
            # A dataset that was pruned might have answered with "yes".
            if not asked.source_answered and not asked.used and intact and _silent(asked, where, context):
                place = asked.pointer if asked.source else (*where, "sources")
                if content.corpus.sources is MISSING:
                    place = where
                yield Fault(
                    place,
                    f"section {asked.number} is not answered: sources.{asked.origin}.used is not given",
                    "answer true or false, or say that it is unknown or withheld",
                )


def _silent(asked: Section, where: Pointer, context: Context) -> bool:
    """Whether nothing that was pruned could have held the answer."""
    places = ((*where, "sources"), asked.pointer, (*asked.pointer, "used"))
    return not any(place in context.pruning.members for place in places)


@rule(
    "SUM002",
    "signatory-not-answered",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("3.1"),),
    real="SmolLM3's filing leaves out the question whether its provider signed the Code of Practice.",
)
def signatory_not_answered(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The provider does not say whether it signed the Code of Practice.

    ## Why
    Section 3.1 asks for it with yes or no. It is the provider's own declaration: nobody concludes it from a list of
    signatories.

    ## Example
    ```yaml
    agents:
      - id: aurora-lab
        name: Aurora Lab
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: aurora-lab
    ```

    ## Use instead
    ```yaml
    agents:
      - id: aurora-lab
        name: Aurora Lab
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: aurora-lab
    declarations:
      - by: aurora-lab
        codeOfPractice:
          signatory: false
    ```

    ## References
    EU template, section 3.1.
    """
    if not context.untouched("declarations", "models"):
        return
    for content, where in context.contents:
        providers = {name for model, _ in content.models for name in _names(model.provider, context)}
        by_provider = [
            (position, declaration)
            for position, declaration in enumerate(entries(manifest.declarations))
            if not providers or providers & set(_names(declaration.by, context))
        ]
        if any(declaration.code_of_practice is not MISSING for _, declaration in by_provider):
            continue  # a CodeOfPractice always answers; a statement in its place is an answer too
        place: Pointer = ("declarations", by_provider[0][0]) if by_provider else where
        yield Fault(
            place,
            f'the provider of the models of corpus "{content.corpus.id}" does not say whether it signed the Code of '
            "Practice",
            "add a declaration by the provider with codeOfPractice and signatory: true or false",
        )


def _names(reference: object, context: Context) -> list[str]:
    """What an agent may be called by: the reference, and its name."""
    if reference is MISSING:
        return []
    agent: Agent | InlineAgent | None = context.index.agent(reference)
    names = [reference] if isinstance(reference, str) else []
    name = value_of(agent.name) if agent else None
    return [*names, name] if isinstance(name, str) else names


@rule(
    "SUM015",
    "private-data-not-described",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2.2.2"),),
    real="GPT-5.5's filing describes its private datasets from third parties in little more than one sentence.",
)
def private_data_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Private data of third parties was used, and nothing describes it.

    ## Why
    Section 2.2.2 asks for a list of the private datasets that are publicly known and for a general description of the
    others. The description names nobody and still says what kind of content it is, whose, and from when.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          thirdPartyPrivate: {used: true}
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          thirdPartyPrivate:
            used: true
            description: >-
              German and French court decisions with editorial summaries, 1998 to 2024, from two providers of legal
              databases.
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## References
    EU template, section 2.2.2.
    """
    yield from _undescribed(
        "thirdPartyPrivate",
        context,
        "private data of third parties was used, and nothing describes it",
        "describe it under sources.thirdPartyPrivate.description: kind of content, languages, period",
    )


@rule(
    "SUM016",
    "other-sources-not-described",
    severity=Severity.ERROR,
    draft=Severity.NOTE,
    law="eu",
    basis=(eu("2.6"),),
    real="Grok 4.5's filing says of its other sources that they span many domains, and not what they are.",
)
def other_sources_not_described(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Other sources were used, and nothing describes them.

    ## Why
    Section 2.6 is a narrative and nothing else: there is no list or box beside it. A "yes" without words says only
    that there is something the other sections do not tell.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          other: {used: true}
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          other:
            used: true
            description: Dialogues that nurses and teachers wrote for the provider under contract.
    models:
      - id: aurora
        name: Aurora 1
    ```

    ## References
    EU template, section 2.6.
    """
    yield from _undescribed(
        "other",
        context,
        "other sources were used, and nothing describes them",
        "tell under sources.other.description what the data is, who made it and how it was obtained",
    )


def _undescribed(origin: str, context: Context, message: str, advice: str) -> Iterator[Fault]:
    """A section answered with "yes" whose description is given neither for the whole nor on any dataset."""
    for content, where in context.contents:
        asked = section(content, where, origin)
        if not asked.used or not _silent(asked, where, context):
            continue
        if asked.source is not None and not context.silent(asked.source, asked.pointer, "description"):
            continue
        silent = [item for item in asked.datasets if context.silent(*item, "description")]
        if len(silent) < len(asked.datasets) or not whole(content, context):
            continue
        listed = origin == "thirdPartyPrivate" and asked.datasets
        if listed and all(value_of(dataset.publicly_known) is True for dataset, _ in asked.datasets):
            continue  # those are listed by name
        yield Fault(asked.pointer if asked.source else where, message, advice)
