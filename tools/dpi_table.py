"""What the summaries of the Data Provenance Initiative say of generators and parents, as a table of numbers.

``python -m tools.dpi_table DIRECTORY`` imports every summary of a checkout's ``data_summaries`` into one draft and
prints Markdown. ``--compare`` leaves out the rate, which differs from machine to machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.names import known_model
from lineage.interop.source import open_source
from lineage.terms.lookup import rows_for


@dataclass
class Table:
    """Counts over all summaries."""

    files: int = 0
    records: int = 0
    seconds: float = 0.0
    tree: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def count(directory: Path) -> Table:
    """Import the summaries of a directory and count."""
    table = Table()
    draft = Draft()
    dpi = FORMATS["dpi"]
    began = time.perf_counter()
    for path in sorted(directory.glob("*.json")):
        source = open_source(path)
        if not path.name.startswith("_") and dpi.looks_like(source):
            table.files += 1
            table.records += sum(1 for value in source.tree.values() if "Unique Dataset Identifier" in value)
            dpi.read(source, draft)
    table.tree = draft.tree("urn:lineage:data-provenance-collection")
    table.seconds = time.perf_counter() - began
    table.counts = dict(_counts(table.tree))
    return table


def _counts(tree: dict[str, Any]) -> Iterator[tuple[str, int]]:
    models = {model["id"]: model for model in tree.get("models", [])}
    agents = {agent["id"]: agent["name"] for agent in tree.get("agents", [])}
    known = {id for id, model in models.items() if any(known_model(name) for name in _names(model))}
    with_terms = {id for id in known if _has_terms(models[id], agents)}
    summaries = {
        record["id"] for record in tree.get("datasets", []) if "documentation" in record or "licence" in record
    }
    collections = {record["id"] for record in tree.get("datasets", []) if "hasPart" in record}
    datasets = [record for record in tree.get("datasets", []) if record["id"] in summaries]
    named = [[use["model"] for use in record.get("modelUses", [])] for record in datasets]
    of_name = [[model for model in uses if isinstance(model, str)] for uses in named]
    yield "name a generator, or say that there is another", sum(1 for uses in named if uses)
    yield "name a generator", sum(1 for uses in of_name if uses)
    yield "with a generator that resolves to a known model", sum(1 for uses in of_name if known & set(uses))
    yield "with all their generators resolved", sum(1 for uses in of_name if uses and set(uses) <= known)
    yield "with a generator whose provider's terms are on record", sum(1 for uses in of_name if with_terms & set(uses))
    parents = [[item["dataset"] for item in record.get("derivedFrom", [])] for record in datasets]
    inside = summaries | collections
    yield "list a parent", sum(1 for above in parents if above)
    yield "with a parent that is another summary or a collection", sum(1 for above in parents if inside & set(above))
    yield "with all their parents resolved", sum(1 for above in parents if above and set(above) <= inside)
    yield "listings of a generator", sum(map(len, of_name))
    yield "listings of a generator that resolve", sum(1 for uses in of_name for model in uses if model in known)
    yield "listings of a parent", sum(map(len, parents))
    yield "listings of a parent that resolve", sum(1 for above in parents for parent in above if parent in inside)
    yield "different models named", len(models)
    yield "different models named that are known", len(known)


def _names(model: dict[str, Any]) -> list[str]:
    return [model["name"], *(alias["name"] for alias in model.get("aliases", []) if "name" in alias)]


def _has_terms(model: dict[str, Any], agents: dict[str, str]) -> bool:
    provider = agents.get(model.get("provider", ""))
    return bool(provider and rows_for(provider, None, [model["name"], model["id"]]))


def markdown(table: Table, *, rate: bool = True) -> str:
    """The table, as Markdown."""
    rows = {"files": table.files, "records": table.records, **table.counts}
    lines = ["| what | number |", "|---|---|", *(f"| {what} | {number:,} |" for what, number in rows.items())]
    if rate:
        lines.append(
            f"| records per second, read, imported and counted as one draft | {table.records / table.seconds:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Count what Data Provenance Initiative summaries say.")
    parser.add_argument("directory", type=Path, help="the folder data_summaries of a checkout")
    parser.add_argument("--compare", action="store_true", help="leave out the rate")
    options = parser.parse_args(arguments)
    try:
        table = count(options.directory)
    except LineageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not table.records:
        sys.stderr.write(f"no summary in {options.directory}\n")
        return 2
    sys.stdout.write(markdown(table, rate=not options.compare))
    return 0


if __name__ == "__main__":
    sys.exit(main())
