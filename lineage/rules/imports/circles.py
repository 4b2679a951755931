"""Rules on circles that only show where manifests are read together, or that dates forbid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.imports.places import sight
from lineage.rules.registry import Fault, rule

if TYPE_CHECKING:
    from lineage.graph.circles import Circle
    from lineage.graph.entities import Place
    from lineage.graph.network import Network, Step

_SHOWN: Final = 8
"""How many names of a circle a message has at most."""


@rule(
    "IMP008",
    "circle-across-manifests",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References across manifests"), spec("Derivations")),
    real="Nemotron v2 was made from v1. Where one manifest means v2 by a page and another means v1 by it, the dataset "
    "comes from itself.",
)
def across_manifests(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset comes from itself, by way of an imported manifest.

    ## Why
    What a dataset was made from existed before it. No single file shows this circle: two manifests describe one
    dataset, under one page or one IRI, and mean two versions of it; or one arrow points the wrong way.

    ## Example
    ```yaml
    # upstream.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/upstream
    datasets:
      - id: chats
        derivedFrom: [https://huggingface.co/datasets/example/instructions]
    ```
    ```yaml
    imports:
      - manifest: upstream.yaml
        alias: upstream
    datasets:
      - id: instructions
        url: https://huggingface.co/datasets/example/instructions
        derivedFrom: ["upstream:chats"]
    ```

    ## Use instead
    ```yaml
    # upstream.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/upstream
    datasets:
      - id: chats
        derivedFrom: [https://huggingface.co/datasets/example/instructions/tree/v1]
    ```
    ```yaml
    imports:
      - manifest: upstream.yaml
        alias: upstream
    datasets:
      - id: instructions
        url: https://huggingface.co/datasets/example/instructions/tree/v2
        derivedFrom: ["upstream:chats"]
    ```

    ## References
    Training Lineage 1.0, References across manifests and Derivations.
    """
    for network, circle in _circles(context):
        if circle.impossible is None and not _seen_alone(circle):
            found = sight(network).where(_in_turn(circle.steps[0], circle))
            if found:
                where, related = found
                message = f"circle of datasets across manifests: {_names(network, circle)}"
                advice = (
                    "turn round the arrow that is wrong, or tell the versions of a dataset apart by their revisions"
                )
                yield Fault(where, message, advice, related=related)


@rule(
    "IMP009",
    "circle-that-dates-forbid",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References across manifests"), spec("Dates")),
    real="Grok 4.5's filing names Grok among the models that made its data: under one record for both, a model learnt "
    "from what it wrote before it was there.",
)
def dates_forbid(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model learnt from its own output, and the dates say that the output was there first.

    ## Why
    That a model learns from text of models like it is usual, and no fault: a circle through a model only says that its
    versions are not told apart. Where something in the circle was finished before what it was made from began to
    exist, two versions share one record.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        released: 2025-06-01
        training:
          - stage: sft
            uses: [rollouts]
    datasets:
      - id: rollouts
        issued: 2024-12-01
        modelUses:
          - model: aurora
            role: generate
            writes: [response]
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora-2
        name: Aurora 2
        released: 2025-06-01
        training:
          - stage: sft
            uses: [rollouts]
      - id: aurora-1
        name: Aurora 1
        released: 2024-06-01
    datasets:
      - id: rollouts
        issued: 2024-12-01
        modelUses:
          - model: aurora-1
            role: generate
            writes: [response]
    ```

    ## References
    Training Lineage 1.0, Dates and References across manifests.
    """
    for network, circle in _circles(context):
        step = circle.impossible
        found = sight(network).where(_in_turn(step, circle)) if step else None
        if step and found:
            where, related = found
            made, source = (network.vertices[circle.vertices[0]].name, network.vertices[step.target].name)
            yield Fault(
                where,
                f"circle: {_names(network, circle)}; by their dates {made} was finished before {source} was there",
                "give each version a record of its own, or correct the date that is wrong",
                related=related,
            )


_CIRCLES: Final[WeakKeyDictionary[Network, list[Circle]]] = WeakKeyDictionary()


def _circles(context: Context) -> Iterator[tuple[Network, Circle]]:
    """The circles of the opened graph, looked for once."""
    network = context.network
    if network is None:
        return
    if network not in _CIRCLES:
        from lineage.graph.circles import circles

        _CIRCLES[network] = list(circles(network))
    yield from ((network, circle) for circle in _CIRCLES[network])


def _seen_alone(circle: Circle) -> bool:
    """Whether the check of one manifest alone shows it (REF006): local ids and nothing else lead round."""
    sources = {step.place.source for step in circle.steps}
    references = [getattr(step.record, "dataset", step.record) for step in circle.steps]
    return len(sources) == 1 and not any(":" in str(reference) for reference in references)


def _in_turn(first: Step, circle: Circle) -> list[Place]:
    """Where the steps of a circle are written, one of them first."""
    start = next(position for position, step in enumerate(circle.steps) if step is first)
    return [step.place for step in (*circle.steps[start:], *circle.steps[:start])]


def _names(network: Network, circle: Circle) -> str:
    """The models and datasets of a circle in turn, each once where it has two vertices in a row."""
    names: list[str] = []
    for vertex in circle.vertices:
        entity = network.vertices[vertex].entity
        name = entity.id if entity else network.vertices[vertex].name
        if name not in names[-1:]:
            names.append(name)
    rest = len(names) - _SHOWN
    return " > ".join([*names[:_SHOWN], *([f"({rest} more)"] if rest > 0 else []), names[0]])
