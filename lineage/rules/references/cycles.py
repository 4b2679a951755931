"""Rules on circles among datasets."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph import Index
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "REF006",
    "derivation-cycle",
    severity=Severity.ERROR,
    basis=(spec("Datasets"),),
    real="Real datasets are remade from their earlier versions, as Nemotron v2 was from v1: under one id without a "
    "version such a dataset comes from itself.",
)
def derivation_cycle(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset comes from itself.

    ## Why
    What a dataset was made from existed before it. A circle of `derivedFrom` and `hasPart` means that two versions
    share one record, or that one arrow points the wrong way.

    ## Example
    ```yaml
    datasets:
      - id: instructions
        derivedFrom: [dialogues]
      - id: dialogues
        derivedFrom: [instructions]
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: instructions-v2
        derivedFrom: [dialogues]
      - id: dialogues
        derivedFrom: [instructions-v1]
      - id: instructions-v1
    ```

    ## References
    Training Lineage 1.0, Datasets.
    """
    if _in_order(manifest, context.index):
        return
    done: set[str] = set()
    told: set[str] = set()
    for dataset in entries(manifest.datasets):
        if dataset.derived_from is MISSING and dataset.has_part is MISSING:
            continue  # it comes from nothing, so not from itself
        if dataset.id in done or context.index.get(dataset.id, "dataset") is None:
            continue
        path, place = [dataset.id], {dataset.id: 0}
        stack = [_links(context.index, dataset.id)]
        while stack:
            name, where = next(stack[-1], ("", ()))
            if not name:
                stack.pop()
                done.add(last := path.pop())
                del place[last]
            elif name in place:
                if told.isdisjoint({name, path[-1]}):
                    told |= {name, path[-1]}
                    yield Fault(
                        where,
                        f"circle of datasets: {_circle(path, place[name])}",
                        "turn round the arrow that is wrong, or give each version of a dataset a record of its own",
                    )
            elif name not in done:
                place[name] = len(path)
                path.append(name)
                stack.append(_links(context.index, name))


def _in_order(manifest: Manifest, index: Index) -> bool:
    """Whether every dataset comes after those that it was made from, so that there can be no circle."""
    for position, dataset in enumerate(entries(manifest.datasets)):
        if dataset.derived_from is MISSING and dataset.has_part is MISSING:
            continue
        sources = [item if isinstance(item, str) else item.dataset for item in entries(dataset.derived_from)]
        for name in (*sources, *entries(dataset.has_part)):
            record = index.by_id.get(name)
            if record is not None and record.kind == "dataset" and record.pointer >= ("datasets", position):
                return False
    return True


def _links(index: Index, name: str) -> Iterator[tuple[str, Pointer]]:
    record = index.by_id[name]
    for position, item in enumerate(entries(record.node.derived_from)):
        where = (*record.pointer, "derivedFrom", position)
        target, where = (item, where) if isinstance(item, str) else (item.dataset, (*where, "dataset"))
        if index.get(target, "dataset") is not None:
            yield target, where
    for position, part in enumerate(entries(record.node.has_part)):
        if index.get(part, "dataset") is not None:
            yield part, (*record.pointer, "hasPart", position)


def _circle(path: list[str], start: int) -> str:
    shown = path[start : start + 8]
    rest = len(path) - start - len(shown)
    return " > ".join([*shown, *([f"({rest} more)"] if rest else []), path[start]])
