"""Events that this program wrote: their facets hold the records of a manifest, which are taken as they are."""

from __future__ import annotations

import json
from typing import Any

from lineage.errors import LineageError
from lineage.interop.draft import NOUNS, Draft
from lineage.interop.openlineage.facets import MANIFESTS, NOUN, OWN
from lineage.interop.openlineage.stream import Run
from lineage.interop.reading import Place
from lineage.pointer import to_text
from lineage.schema.migrate import CURRENT
from lineage.visible import one_line


class Own:
    """The records of our facets, collected until all are there: references cross events."""

    def __init__(self) -> None:
        self._head: dict[str, Any] = {}
        self._nouns: dict[str, list[dict[str, Any]]] = {"datasets": [], "models": []}

    def takes(self, run: Run) -> bool:
        """Take what a run or event says in our facets; whether it has any."""
        found = False
        for event in run.events:
            for place in (event.get("dataset"), *event.each("outputs")):
                facets = place.get("facets") if place is not None else None
                for name in OWN:
                    facet = facets.get(name) if facets is not None else None
                    if place is not None and facet is not None and isinstance(facet.value, dict):
                        self._take(name, place, facet)
                        event.take()
                        found = True
        return found

    def _take(self, name: str, place: Place, facet: Place) -> None:
        said = {key: value for key, value in facet.value.items() if key not in ("_producer", "_schemaURL")}
        ident = place.value.get("name")
        if name == "traininglineage_manifest":
            if place.value.get("namespace") == MANIFESTS:
                said["id"] = ident
            self._head = {**said, **self._head}
            return
        record = {"id": ident, **said}
        for standard, theirs, ours in (
            ("documentation", "description", "description"),
            ("version", "datasetVersion", "version"),
            ("dataSource", "uri", "url"),
        ):
            inside = place.value["facets"].get(standard)
            if isinstance(inside, dict) and theirs in inside:
                record.setdefault(ours, inside[theirs])
        self._nouns[NOUN[name]].append(record)

    def give(self, draft: Draft) -> None:
        """Add the records to a draft.

        Raises :class:`lineage.errors.LineageError` where they are not in the shape of a manifest, or where an id is
        taken: references to it would lead elsewhere.
        """
        records = {noun: entries for noun, entries in self._nouns.items() if entries}
        if not records and not self._head:
            return
        tree = {"id": "urn:lineage:imported", **self._head, **records, "lineage": CURRENT}
        _checked(tree)
        for key, value in tree.items():
            if key not in NOUNS and key != "lineage" and not (key == "id" and "id" not in self._head):
                draft.head.setdefault(key, value)
        versions: set[str] = set()
        for noun in NOUNS:
            for record in tree.get(noun, ()):
                if noun == "terms" and record["id"] in versions:
                    draft.records(noun).append(record)  # versions of terms share an id
                    continue
                versions.add(record.get("id", ""))
                if "id" in record and draft.add(noun, record)["id"] != record["id"]:
                    raise LineageError(
                        f'two files have a record "{one_line(record["id"])}"',
                        "import them one by one, and join them by imports",
                    )


def _checked(tree: dict[str, Any]) -> None:
    from lineage.shape import shape

    findings = shape(json.dumps(tree).encode(), tree).findings
    if findings:
        where = to_text(findings[0].pointer)
        raise LineageError(
            f"a facet of ours is not in the shape of a manifest: {one_line(where)}: {one_line(findings[0].message)}",
            "was it changed by hand? Write it again with lineage convert --to openlineage",
        )
