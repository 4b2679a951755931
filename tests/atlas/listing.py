"""Reading the atlas: its edges, what is wrong with one, and the table of its entries in the README.

``python -m tests.atlas.listing`` writes the table anew.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ryaml

ATLAS = Path(__file__).resolve().parents[2] / "examples" / "atlas"
ROOT = "atlas"
"""The manifest that imports all others."""

START, END = "<!-- entries -->", "<!-- end -->"
CONFIDENCE = ("high", "medium")
"""What an edge may have, the best first. What nobody read is no edge."""

_RESERVED = (".local", ".localhost", ".internal", ".lan", ".test", ".example", ".invalid")
Tree = dict[str, Any]


def manifests(folder: Path = ATLAS) -> dict[str, Tree]:
    """The manifests of the atlas by the name of their file."""
    return {path.stem: ryaml.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}


def records(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The models and datasets of a manifest with their kind."""
    for kind in ("models", "datasets"):
        for record in tree.get(kind, []):
            yield kind[:-1], record


@dataclass(frozen=True)
class Edge:
    """One line of descent: who owns it, where it stands, and what is written there."""

    owner: str
    place: str
    body: Any


def _listed(owner: str, place: str, listing: object) -> Iterator[Edge]:
    if isinstance(listing, list):
        yield from (Edge(owner, place, body) for body in listing)


def edges_of(record: Tree) -> Iterator[Edge]:
    """The edges of a model or a dataset: sources, uses of models, starting points, and uses of data in training."""
    owner = record["id"]
    for place in ("derivedFrom", "modelUses", "initializedFrom"):
        yield from _listed(owner, place, record.get(place))
    for stage in record.get("training", []):
        yield from _listed(owner, "training.uses", stage.get("uses"))
        yield from _listed(owner, "training.modelUses", stage.get("modelUses"))


def edges(tree: Tree) -> list[Edge]:
    """The edges of a manifest."""
    return [edge for _, record in records(tree) for edge in edges_of(record)]


def entries(tree: Tree) -> list[tuple[str, Tree]]:
    """The models and datasets with at least one edge of their own."""
    return [(kind, record) for kind, record in records(tree) if any(edges_of(record))]


def is_public(url: str) -> bool:
    """Whether everybody can reach an address: ``https``, a host with a real name, and nothing odd in it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or "@" in parts.netloc or ":" in parts.netloc:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", host) is not None and not host.endswith(_RESERVED)
    return False


def faults(edge: Edge) -> list[str]:
    """What an edge lacks to stand in the atlas."""
    where = f"{edge.owner}.{edge.place}"
    if not isinstance(edge.body, dict):
        return [f"{where}: a bare reference has neither evidence nor confidence"]
    found = []
    links = edge.body.get("evidence", [])
    if not any("url" in link and "title" in link for link in links):
        found.append(f"{where}: no evidence with an address and a title")
    addresses = [link["url"] for link in links if "url" in link]
    found += [f"{where}: {address} is no public address" for address in addresses if not is_public(address)]
    known = edge.body.get("known", {})
    if known.get("confidence") not in CONFIDENCE:
        found.append(f"{where}: the confidence is not high or medium")
    if known.get("how") not in ("declared", "measured", "inferred") or "by" not in known:
        found.append(f"{where}: how it is known, or who says so, is missing")
    return found


def references(value: object, key: str = "") -> Iterator[str]:
    """Everything in a manifest that can refer to a record, prose and addresses left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("evidence", "known", "source", "note", "documentation", "aliases", "licence", "imports"):
                yield from references(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner, key)
    elif isinstance(value, str) and key in _REFERRING:
        yield value


_REFERRING = frozenset(
    {"dataset", "model", "provider", "partOf", "creators", "oneOf", "by", "edge", "entity", "claims", "subjects"}
)


def table(trees: dict[str, Tree]) -> str:
    """The entries by file, as Markdown: what each is, how many edges it has, and the weakest confidence among them."""
    lines = []
    for name, tree in trees.items():
        found = entries(tree)
        if not found:
            continue
        lines += [f"### {name}", "", "| entry | name | what | edges | confidence |", "|---|---|---|---|---|"]
        for kind, record in found:
            own = list(edges_of(record))
            weakest = max((edge.body["known"]["confidence"] for edge in own), key=CONFIDENCE.index)
            lines.append(f"| `{record['id']}` | {record['name']} | {kind} | {len(own)} | {weakest} |")
        lines.append("")
    return "\n".join(lines)


def written(readme: str) -> str:
    """The table as it stands in the README."""
    return readme.partition(START)[2].partition(END)[0].strip()


def rewrite(readme: str, trees: dict[str, Tree]) -> str:
    """The README with the table of these manifests."""
    head, _, rest = readme.partition(START)
    return f"{head}{START}\n\n{table(trees)}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    page = ATLAS / "README.md"
    page.write_text(rewrite(page.read_text("utf-8"), manifests()), "utf-8")
