"""The names that the records of a manifest have in RDF.

A record is ``MANIFEST#id``; ``MANIFEST/id`` where the manifest's own id has a fragment already. Entries of ``terms``
share ids and differ by version: ``MANIFEST#id@version``. ``alias:id`` is a record of the imported manifest where its id
is given, and else, where only a path is given, the thing that this manifest calls ``alias:id``: nothing is opened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from lineage.errors import LineageError
from lineage.model.scalars import IRI

_NEVER_IN_IRIS: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')


class Names:
    """Resolves the ids and references of one manifest."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.manifest = self.iri(tree["id"])
        self._aliases = {
            entry["alias"]: entry["manifest"]
            for entry in _objects(tree, "imports")
            if isinstance(entry.get("alias"), str) and re.fullmatch(IRI, str(entry.get("manifest")))
        }
        self.declared = {
            record["id"]
            for key in tree
            for record in _objects(tree, key)
            if isinstance(record.get("id"), str)  # the ids of edges are never confused with words
        }
        self._versions: dict[str, list[str]] = defaultdict(list)
        for record in _objects(tree, "terms"):
            if isinstance(record.get("id"), str):
                self._versions[record["id"]].append(_with_version(record))

    def iri(self, value: str) -> str:
        """An IRI, with the characters escaped that the standard lets pass and RDF does not."""
        self.refuse_blank(value)
        return _NEVER_IN_IRIS.sub(lambda found: quote(found[0]), value)

    def record(self, name: str, record: Mapping[str, Any]) -> str:
        """The name of a record of a class."""
        return self._local(_with_version(record) if name == "Terms" else record["id"])

    def reference(self, value: str) -> str:
        """What a reference names."""
        if re.fullmatch(IRI, value):
            return self.iri(value)
        alias, colon, rest = value.partition(":")
        if colon and alias in self._aliases:
            return _below(self.iri(self._aliases[alias]), rest)
        versions = self._versions.get(value, [])
        return self._local(versions[0] if len(versions) == 1 else value)

    def refuse_blank(self, value: Any) -> None:
        """Names of blank nodes are refused: they would join what has nothing to do with each other."""
        if isinstance(value, str) and value.startswith("_:"):
            raise LineageError(f"{value} names a blank node", "give the record an id of its own")

    def _local(self, name: str) -> str:
        return _below(self.manifest, name)


def _below(manifest: str, name: str) -> str:
    return f"{manifest}{'/' if '#' in manifest else '#'}{name}"


def _with_version(record: Mapping[str, Any]) -> str:
    version = record.get("version")
    if isinstance(version, dict):
        version = version.get("value")
    return f"{record['id']}@{quote(version, safe='')}" if isinstance(version, str) else str(record["id"])


def _objects(tree: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = tree.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
