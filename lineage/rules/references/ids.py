"""Rules on ids and on aliases of imports: each stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph.index import NOUNS
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.visit import EDGE_WORDS, edges, with_article

_SCHEMES: Final = frozenset({"urn", "pkg", "http", "https"})
"""With a colon after it, each of these begins an IRI."""


@rule(
    "REF002",
    "duplicate-id",
    severity=Severity.ERROR,
    basis=(spec("References"),),
    real="Two records of the Data Provenance Collection have the identifier pii-masking-200k.",
)
def duplicate_id(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Two records have the same id.

    ## Why
    References would mean either of them. Ids are unique among all nouns of a manifest; only versions of the same terms
    share one, and are told apart as `id@version`.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora 7B
    datasets:
      - id: aurora
        name: Aurora instructions
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora-7b
        name: Aurora 7B
    datasets:
      - id: aurora-instructions
        name: Aurora instructions
    ```

    ## References
    Training Lineage 1.0, References.
    """
    if _all_differ(manifest, context):
        return
    first: dict[str, tuple[str, Pointer]] = {}
    versions: set[tuple[str, str]] = set()
    vague: set[str] = set()

    def taken(name: str, kind: str, where: Pointer) -> Iterator[Fault]:
        if name not in first:
            first[name] = (kind, where)
            return
        yield Fault(
            (*where, "id"),
            f'the id "{name}" is already that of {with_article(first[name][0])}',
            "give one of them another id, and change the references to it",
            related=(Related((*first[name][1], "id"), "first used here"),),
        )

    for record in context.index.records():
        node: Any = record.node
        if record.kind == "terms":
            version = (node.id, str(value_of(node.version)))
            seen = version in versions
            versions.add(version)
            if node.version is MISSING and not context.silent(node, record.pointer, "version"):
                vague.add(node.id)  # its version was pruned, and may have told it apart
            if first.get(node.id, ("",))[0] == "terms" and (node.id in vague or not seen):
                continue
        yield from taken(node.id, record.kind, record.pointer)
    for edge, where in edges(manifest):
        if edge.id is not MISSING:
            yield from taken(edge.id, EDGE_WORDS[type(edge)], where)


def _all_differ(manifest: Manifest, context: Context) -> bool:
    """Whether no two ids are the same, those of terms left aside: nearly always, and quick to see."""
    if manifest.terms is not MISSING:
        return False
    records = [node.id for key in NOUNS for node in entries(getattr(manifest, key))]
    by_class = context.census.by_class
    of_edges = [edge.id for cls in EDGE_WORDS for edge in by_class.get(cls, []) if edge.id is not MISSING]
    return len({*records, *of_edges}) == len(records) + len(of_edges)


@rule(
    "REF009",
    "ambiguous-alias",
    severity=Severity.WARNING,
    basis=(spec("References"), spec("Manifest")),
    real="Turtle lets a second @prefix take over the name of the first without a word, and everything below it means "
    "something else.",
)
def ambiguous_alias(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """An alias of an import stands for something else too.

    ## Why
    `alias:id` points into the one manifest that has the alias. Where two imports share it, a reader takes either of
    them, and another teacher; where it is the beginning of an IRI, such as `urn`, no reference reaches the import.

    ## Example
    ```yaml
    imports:
      - manifest: fineweb.yaml
        alias: upstream
      - manifest: cosmopedia.yaml
        alias: upstream
    datasets:
      - id: my-subset
        derivedFrom: ["upstream:web"]
    ```

    ## Use instead
    ```yaml
    imports:
      - manifest: fineweb.yaml
        alias: fineweb
      - manifest: cosmopedia.yaml
        alias: cosmopedia
    datasets:
      - id: my-subset
        derivedFrom: ["fineweb:web"]
    ```

    ## References
    Training Lineage 1.0, References and Manifest.
    """
    first: dict[str, Pointer] = {}
    for position, entry in enumerate(entries(manifest.imports)):
        where: Pointer = ("imports", position, "alias")
        if entry.alias.lower() in _SCHEMES:
            yield Fault(
                where,
                f'the alias "{entry.alias}" is also the beginning of an IRI',
                "give the import another alias, and change the references to it",
            )
        elif entry.alias in first:
            yield Fault(
                where,
                f'the alias "{entry.alias}" is already that of another import',
                "give one of them another alias, and change the references to it",
                related=(Related(first[entry.alias], "first used here"),),
            )
        first.setdefault(entry.alias, where)
