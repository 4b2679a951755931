"""Rules on records of several manifests that may be the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.imports.places import OWN, sight
from lineage.rules.registry import Fault, rule


@rule(
    "IMP007",
    "identity-in-conflict",
    severity=Severity.WARNING,
    basis=(spec("Levels"), spec("Aliases")),
    real="The testimony on Grok is about a family, the filing about one version, Grok 4.5: under one name a statement "
    "about some member becomes one about this model.",
)
def identity_in_conflict(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Two manifests give one name to models or datasets of different levels or versions.

    ## Why
    Records with one page or one IRI are taken for one thing, and what is said of either is said of it. A family is not
    one of its versions, and one version is not another: such records are kept apart, and the paths between them are
    missing until somebody says which one is meant.

    ## Example
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: qwen3
        name: Qwen3
        level: family
        url: https://huggingface.co/Qwen/Qwen3-8B
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
    models:
      - id: qwen3-8b
        name: Qwen3-8B
        level: version
        url: https://huggingface.co/Qwen/Qwen3-8B
    ```

    ## Use instead
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: qwen3
        name: Qwen3
        level: family
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
    models:
      - id: qwen3-8b
        name: Qwen3-8B
        level: version
        partOf: teachers:qwen3
        url: https://huggingface.co/Qwen/Qwen3-8B
    ```

    ## References
    Training Lineage 1.0, Levels and Aliases.
    """
    network = context.network
    if network is None:
        return
    from lineage.graph.entities import Place

    for problem in network.entities.problems:
        if problem.kind not in ("levels", "versions") or problem.other is None:
            continue
        here, other = Place(problem.source, problem.pointer), Place(*problem.other)
        found = sight(network).where([here, other])
        if found:
            where, related = found
            theirs = other if here.source == OWN else here
            if theirs.source != OWN:
                name = network.bundle.sources[theirs.source].name
                yield Fault(where, f"{problem.message} ({name})", problem.advice)
            else:
                yield Fault(where, problem.message, problem.advice, related=_others(related))


def _others(related: tuple[Related, ...]) -> tuple[Related, ...]:
    return tuple(Related(other.pointer, "the other of the two") for other in related)
