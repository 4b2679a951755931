"""Which dataset is meant by the name of a parent: looked for among all summaries that one draft imports.

A summary lists its parents by names in words. A name means a summary where it is the name, the identifier or the page
of exactly one, or the name of exactly one collection. Any other is kept as a dataset of that name and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lineage.graph.identity import canonical, folded
from lineage.interop.draft import Draft


def page(address: str) -> str | None:
    """The page of a dataset on Hugging Face in one form, however it is written; ``None`` for anything else."""
    found = canonical("dataset", address if "://" in address else f"https://{address}")
    return found if found.startswith("hf:dataset:") else None


@dataclass
class Parents:
    """The names and pages of all summaries of a draft, and the parents that they list."""

    draft: Draft
    called: dict[str, dict[str, None]] = field(default_factory=dict)
    pages: dict[str, list[tuple[dict[str, Any], str]]] = field(default_factory=dict)
    listed: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)
    wholes: list[dict[str, Any]] = field(default_factory=list)

    def name(self, record: dict[str, Any], *names: str) -> None:
        """These names are of this record."""
        for name in names:
            self.called.setdefault(folded(name), {})[record["id"]] = None

    def has_page(self, record: dict[str, Any], address: str) -> None:
        """This record is found on this page, maybe with others."""
        if found := page(address):
            self.pages.setdefault(found, []).append((record, address))

    def lists(self, record: dict[str, Any], derivation: dict[str, Any], name: str) -> None:
        """This record lists a parent of this name; its derivation gets its dataset in the end."""
        self.listed.append((record["id"], derivation, name))

    def has_parts(self, record: dict[str, Any]) -> None:
        """This record is a collection."""
        if all(record is not whole for whole in self.wholes):
            self.wholes.append(record)

    def meant(self, name: str) -> str | None:
        """The id of the one record that this name means."""
        if (found := page(name)) is not None:
            ids = {record["id"] for record, _ in self.pages.get(found, ())}
        else:
            ids = set(self.called.get(folded(name), ()))
        return ids.pop() if len(ids) == 1 else None

    def finish(self) -> None:
        """Give each derivation its dataset, and each page that only one record has to that record."""
        for shared in self.pages.values():
            record, address = shared[0]
            if len(shared) == 1:
                record["url"] = address
            else:
                for record, address in shared:
                    if record.get("url") == address:
                        del record["url"]
        found = [(child, derivation, name, self.meant(name)) for child, derivation, name in self.listed]
        links = [(child, parent) for child, _, _, parent in found if parent is not None]
        circle = _circles([*links, *((whole["id"], part) for whole in self.wholes for part in whole["hasPart"])])
        for child, derivation, name, parent in found:
            circular = parent == child or (parent is not None and circle.get(parent, -1) == circle.get(child, -2))
            derivation["dataset"] = self._by_name_only(name, derivation) if parent is None or circular else parent

    def _by_name_only(self, name: str, derivation: dict[str, Any]) -> str:
        address = name if "://" in name else f"https://{name}" if page(name) else None
        record = self.draft.dataset(name, url=address)
        record.setdefault("known", derivation["known"])
        return str(record["id"])


def _circles(links: list[tuple[str, str]]) -> dict[str, int]:
    """By id, the number of the circle of records that come from each other if names are taken as they are."""
    import rustworkx

    numbers = {id: number for number, id in enumerate(dict.fromkeys(id for link in links for id in link))}
    graph: rustworkx.PyDiGraph[str, None] = rustworkx.PyDiGraph()
    graph.add_nodes_from(list(numbers))
    graph.add_edges_from_no_data([(numbers[child], numbers[parent]) for child, parent in links])
    components = rustworkx.strongly_connected_components(graph)
    return {graph[node]: number for number, component in enumerate(components) for node in component}
