"""Rules on the answers "yes" and "no" of a corpus: each against its datasets, and against the options of the form."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import OtherAnswer, entries, value_of
from lineage.model.base import wire_name
from lineage.model.declaration import CodeOfPractice
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import by_origin, creates, creating_uses, named, related, sections, whole


@rule(
    "ORI001",
    "no-against-datasets",
    severity=Severity.ERROR,
    basis=(eu("2"), spec("Answers")),
    real="GPT-5.5's filing answers No on interactions with the model and names ChatGPT among the services whose users' "
    "data it used.",
)
def no_against_datasets(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A source is answered with "no", and the corpus uses a dataset of that origin.

    ## Why
    A "no" is an attestation: readers take it at its word, and nothing else in a summary takes it back. Synthetic data
    counts only where a model created it; captions, labels and scores on somebody's data do not open section 2.5.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          userModel: {used: false}
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [chat-logs]
    datasets:
      - id: chat-logs
        origin: userModel
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          userModel: {used: true}
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: sft
            uses: [chat-logs]
    datasets:
      - id: chat-logs
        origin: userModel
    ```
    Where the dataset came from elsewhere, correct its `origin`.

    ## References
    EU template, section 2.
    """
    for content, where in context.contents:
        for section in sections(content, where):
            if section.declared is not False:
                continue
            against = section.datasets
            if section.origin == "synthetic":
                against = [item for item in against if creating_uses(*item)]
            if against:
                yield Fault(
                    (*section.pointer, "used"),
                    f"sources.{section.origin}.used is false, and the corpus uses {named(against)} of that origin",
                    "answer true, or correct the origin of the dataset",
                    related=related(against, f"has origin {section.origin}"),
                )


@rule(
    "ORI002",
    "yes-without-datasets",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2"),),
    real="Grok 4.5, Gemini 3 Pro and Meta's models answer Yes on public datasets and give prose that names no dataset.",
)
def yes_without_datasets(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A source is answered with "yes", and the corpus uses no dataset of that origin.

    ## Why
    What a section asks for, such as names, periods, crawlers or models, belongs to datasets. Without one the "yes"
    leads nowhere. Silent while the origin of any dataset used is not stated, or a dataset is in another manifest.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          licensed: {used: true}
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web]
    datasets:
      - id: web
        origin: public
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          licensed: {used: true}
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web, archive]
    datasets:
      - id: web
        origin: public
      - id: archive
        origin: licensed
        name: {withheld: contractual}
    ```

    ## References
    EU template, section 2.
    """
    for content, where in context.contents:
        if "" in by_origin(content) or not whole(content, context):
            continue
        for section in sections(content, where):
            if section.declared is not True or section.datasets:
                continue
            if section.origin == "synthetic" and any(creates(item.use) for item in content.model_uses):
                continue  # soft targets and the like open section 2.5 without a dataset
            yield Fault(
                (*section.pointer, "used"),
                f"sources.{section.origin}.used is true, and the corpus uses no dataset of that origin",
                "add the dataset and name it in the training of a model; a class of datasets that is only described "
                "is a dataset too",
            )


@rule(
    "ORI003",
    "text-under-a-no",
    severity=Severity.NOTE,
    basis=(eu("2"),),
    real="Bria's filing answers No in section 2.5 and writes there about captions that models made.",
)
def text_under_a_no(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A source is answered with "no", and described all the same.

    ## Why
    The form opens its descriptions and modalities only after a "yes", so this text is printed nowhere. Whatever
    qualifies a "no" is a comment, or a note on the answer.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          synthetic:
            used: false
            description: Captions of the images were written by a model.
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          synthetic:
            used: false
            comments: Captions of the images were written by a model.
    ```

    ## References
    EU template, section 2.
    """
    for content, where in context.contents:
        for section in sections(content, where):
            if section.declared is not False:
                continue
            for name in ("modalities", "description", "large_description"):
                given = getattr(section.source, name, MISSING)
                if value_of(given):  # a stated "not applicable" agrees with the "no"
                    yield Fault(
                        (*section.pointer, wire_name(name)),
                        f"sources.{section.origin}.used is false, and {wire_name(name)} is given",
                        f"move it to sources.{section.origin}.comments, or answer true",
                    )


@rule(
    "ORI007",
    "answer-outside-the-options",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2"), eu("3.1")),
    real='GPT-5.5\'s filing answers section 2.2.1 with a box "Other" that the template does not have.',
)
def answer_outside_the_options(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A question that takes yes or no is answered with something else.

    ## Why
    The form has two boxes. A third answer ticks neither, and readers who compare summaries have to leave it out.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          licensed:
            used: {other: Partnerships that include access to archives.}
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          licensed:
            used: true
            comments: Partnerships that include access to archives.
    ```

    ## References
    EU template, sections 2 and 3.1.
    """
    advice = "answer true or false and put the words into a note or into comments"
    for content, where in context.contents:
        for section in sections(content, where):
            answer = section.source.used if section.source else MISSING
            if isinstance(answer, OtherAnswer):
                yield Fault(
                    (*section.pointer, "used"),
                    f'sources.{section.origin}.used is answered with "{answer.other}" instead of yes or no',
                    advice,
                )
    for position, declaration in enumerate(entries(manifest.declarations)):
        code = declaration.code_of_practice
        if isinstance(code, CodeOfPractice) and isinstance(code.signatory, OtherAnswer):
            yield Fault(
                ("declarations", position, "codeOfPractice", "signatory"),
                f'signatory is answered with "{code.signatory.other}" instead of yes or no',
                advice,
            )
