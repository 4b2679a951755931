"""Rules on references that name nothing, something of the wrong kind, or something behind an undeclared prefix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Part, Severity
from lineage.graph.walk import of_type
from lineage.model import Manifest
from lineage.model.structure import model_classes
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.guess import hint
from lineage.rules.references.resolve import astray_in, candidates, kind_words
from lineage.rules.registry import Fault, rule
from lineage.rules.visit import with_article

_COMPARISONS: Final = 200_000
"""How many ids are compared at most in search of what was meant: a broken catalogue must not take minutes."""


@rule(
    "REF001",
    "dangling-reference",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References"),),
    real="In the Data Provenance Collection only 23 of 375 derived-from names resolve inside the collection.",
)
def dangling_reference(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A reference names nothing that is declared.

    ## Why
    A trail of training data ends at the first name that stands for nothing. A reference is a local `id`, `alias:id`
    for something in an imported manifest, or an IRI.

    ## Example
    ```yaml
    datasets:
      - id: fineweb
      - id: my-subset
        derivedFrom: [fine-web]
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: fineweb
      - id: my-subset
        derivedFrom: [fineweb]
    ```
    Something that is not described here can be named by its IRI: `derivedFrom: [https://commoncrawl.org/]`.

    ## References
    Training Lineage 1.0, References.
    """
    names: dict[frozenset[str], list[str]] = {}
    advice: dict[tuple[str, frozenset[str]], str] = {}
    budget = _COMPARISONS
    for astray in astray_in(context):
        reference, allowed = astray.reference, astray.allowed
        if astray.found or ":" in reference or not context.pruning.ids.isdisjoint({reference, reference.split("@")[0]}):
            continue
        if (reference, allowed) not in advice:
            if allowed not in names:
                names[allowed] = candidates(context.index, allowed)
            likely = hint(reference, names[allowed]) if budget > 0 else ""
            budget -= len(names[allowed])
            advice[reference, allowed] = likely + "declare it, import the manifest that does, or name it by its IRI"
        yield Fault(
            astray.pointer, f'"{reference}" names no {kind_words(allowed)} of this manifest', advice[reference, allowed]
        )


@rule(
    "REF003",
    "wrong-kind-of-record",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References"),),
    real="corpuscard keeps generating models as a list of strings, so a company or a dataset passes for one.",
)
def wrong_kind(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A reference names a record of a kind that has no place there.

    ## Why
    A model that is named where a dataset belongs is followed by nobody: the trace looks for data and finds none.

    ## Example
    ```yaml
    agents:
      - id: openai
        name: OpenAI
    datasets:
      - id: dialogues
        modelUses:
          - model: openai
            role: generate
    ```

    ## Use instead
    ```yaml
    agents:
      - id: openai
        name: OpenAI
    models:
      - id: gpt-4
        name: GPT-4
        provider: openai
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
    ```

    ## References
    Training Lineage 1.0, References.
    """
    for astray in astray_in(context):
        if astray.found and astray.reference not in context.pruning.ids:
            yield Fault(
                astray.pointer,
                f'"{astray.reference}" is the id of {with_article(astray.found)}, where '
                f"{with_article(kind_words(astray.allowed))} belongs",
                f"name {with_article(kind_words(astray.allowed))}, or move the reference to the key it is meant for",
            )


@rule(
    "REF004",
    "undeclared-prefix",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References"), spec("Extensions")),
    real="corpuscard ignores keys that it does not know (`crawler_nammes`) and reports no issue; "
    "a misspelt prefix would be lost in the same way.",
)
def undeclared_prefix(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A prefix is used that the head does not declare.

    ## Why
    `alias:id` points into a manifest that the head imports under that alias, and an extension key `prefix:name` takes
    its meaning from `namespaces`. Without the declaration nobody can tell what is meant.

    ## Example
    ```yaml
    datasets:
      - id: my-subset
        derivedFrom: ["upstream:fineweb"]
    ```

    ## Use instead
    ```yaml
    imports:
      - manifest: upstream.yaml
        alias: upstream
    datasets:
      - id: my-subset
        derivedFrom: ["upstream:fineweb"]
    ```

    ## References
    Training Lineage 1.0, References and Extensions.
    """
    if context.untouched("imports"):
        for astray in astray_in(context):
            prefix, colon, _ = astray.reference.partition(":")
            if colon:
                yield Fault(
                    astray.pointer,
                    f'"{astray.reference}": no import has the alias "{prefix}"',
                    hint(prefix, sorted(context.index.aliases))
                    + f"import its manifest in the head with alias: {prefix}",
                )
    if not context.untouched("namespaces"):
        return
    if not any(":" in key for node in context.census.extended for key in node.extensions):
        return
    declared = {} if manifest.namespaces is MISSING else manifest.namespaces
    for node, where in of_type(manifest, model_classes()):
        for key in node.__pydantic_extra__ or ():
            prefix, colon, _ = key.partition(":")
            if colon and prefix not in declared:
                yield Fault(
                    (*where, key),
                    f'the key "{key}" has a prefix that is not declared',
                    hint(prefix, sorted(declared)) + f"declare {prefix} under namespaces, or start the key with x-",
                    Part.KEY,
                )
