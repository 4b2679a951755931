"""A manifest in the making: records with unique ids, each saying from which file it came.

Importers add what a document says. The same model, dataset or agent named twice is one record; two records that only
sound alike stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol, TypeVar

from lineage.graph.identity import canonical, folded
from lineage.interop import names, values
from lineage.interop.losses import Loss, shown
from lineage.interop.source import Source
from lineage.pointer import to_text
from lineage.schema.migrate import CURRENT

NOUNS: Final = ("agents", "models", "datasets", "corpora", "crawlers", "services", "measures", "declarations",
                "publications", "terms", "claims")  # fmt: skip
"""Lists of a manifest, in the order of the standard."""
_OF_EACH: Final = frozenset({"id", "known"})
"""Fields that belong to one description of a record."""
_STAMPED: Final = frozenset({"models", "datasets", "terms"})
"""Nouns whose records say how they are known."""


class Kept(Protocol):
    """What an importer remembers over all files of one draft."""

    def finish(self) -> None:
        """Complete the records, when no more files follow. It may be called again after further files."""


K = TypeVar("K", bound=Kept)


class Draft:
    """What was imported so far. ``stamp=False`` leaves out from which file facts came: for round trips."""

    def __init__(self, *, stamp: bool = True) -> None:
        self.head: dict[str, Any] = {}
        self._records: dict[str, list[dict[str, Any]]] = {noun: [] for noun in NOUNS}
        self._ids: set[str] = set()
        self._numbers: dict[str, int] = {}  # by wanted id, where to go on counting
        self._names: dict[tuple[str, str], dict[str, Any]] = {}
        self._kept: dict[Any, Any] = {}
        self._stamp = stamp
        self._source: Source | None = None

        self.contested: list[Loss] = []
        """What a document says of a record that an earlier one said otherwise: the earlier one stands."""

    @contextmanager
    def importing(self, source: Source) -> Iterator[None]:
        """While it lasts, records come from this file."""
        self._source, before = source, self._source
        try:
            yield
        finally:
            self._source = before

    def known(self) -> dict[str, Any]:
        """The ``known`` of a fact of the file that is being imported: declared there."""
        if self._source is None:
            return {"how": "declared"}
        name = values.line(self._source.name)
        return {"how": "declared", **({"source": name} if name else {}), "sha256": self._source.sha256}

    def add(self, noun: str, record: dict[str, Any], *, name: str = "", keys: tuple[str, ...] = ()) -> dict[str, Any]:
        """A record of this noun, with an id of its own: the one it has, or made of ``name``.

        ``keys`` are names that identify it (IRIs, owner/name); where one is known already, that record is returned
        and ``record`` only fills what it does not say yet. What it says otherwise goes to ``contested``.
        """
        for key in keys:
            if known := self._names.get((noun, key)):
                self.complete(noun, known, record)
                self._learn(noun, keys, known)
                return known
        wanted = record.get("id") or values.slug(name or noun)
        record = {"id": wanted if self._is_version(noun, record) else self._unused(wanted), **_but_id(record)}
        if self._stamp and noun in _STAMPED and self._source is not None:
            record.setdefault("known", self.known())
        self._records[noun].append(record)
        self._learn(noun, keys, record)
        return record

    def complete(self, noun: str, known: dict[str, Any], record: dict[str, Any]) -> None:
        """Fill a record with what another description of it says; what that says otherwise goes to ``contested``."""
        for field, value in record.items():
            there = known.setdefault(field, value)
            if field in _OF_EACH or there == value:
                continue
            if field == "name" and isinstance(value, str) and isinstance(there, str) and folded(value) == folded(there):
                continue  # another spelling
            where = to_text((noun, known["id"], field))
            self.contested.append(Loss(where, "the same record was described otherwise before", shown(value)))

    def agent(self, name: str, **facts: Any) -> str | None:
        """The id of an agent of this name; ``None`` for a name that is blank or names nothing."""
        said = values.name(name)
        if said is None:
            return None
        record = {"name": said, **_given(facts)}
        return str(self.add("agents", record, name=said, keys=(folded(said),))["id"])

    def model(self, written: str, **facts: Any) -> str | None:
        """The id of the model that people write like this; ``None`` for a name that is blank or names nothing.

        A name on the table of names (:mod:`lineage.interop.names`) becomes that model, with the name as it was written
        among its aliases; any other is kept as it is, and only spellings that differ in case and signs are one.
        """
        said = values.name(written)
        if said is None:
            return None
        known = names.known_model(said)
        if known is None:
            keys: tuple[str, ...] = (folded(said),)
            record: dict[str, Any] = {"name": said}
        else:
            keys = (f"known:{known.id}",)
            record = known.record(self.agent)
        found = self.add("models", {**record, **_given(facts)}, name=known.id if known else said, keys=keys)
        if said != found.get("name"):
            aliases = found.setdefault("aliases", [])
            if all(alias.get("name") != said for alias in aliases):
                aliases.append({"name": said})
        return str(found["id"])

    def dataset(self, name: str, *, url: str | None = None, **facts: Any) -> dict[str, Any]:
        """The record of a dataset of this name. A page on Hugging Face identifies it; a name in words does not, except
        among datasets without a page that a draft names alike."""
        address = values.url(url)
        strong = canonical("dataset", address) if address else ""
        key = strong if strong.startswith("hf:") else address or folded(name)
        said = values.line(name)
        record = {**({"name": said} if said else {}), **({"url": address} if address else {}), **_given(facts)}
        return self.add("datasets", record, name=name, keys=(key,))

    def find(self, noun: str, key: str) -> dict[str, Any] | None:
        """The record that an identifying name stands for, if there is one yet."""
        return self._names.get((noun, key))

    def records(self, noun: str) -> list[dict[str, Any]]:
        """The records of a noun so far. They may be completed in place."""
        return self._records[noun]

    def keep(self, kind: Callable[[Draft], K]) -> K:
        """What an importer keeps over all files of this draft, made when it first asks. Its ``finish`` is called before
        the manifest is made: what one file names may come in a later one."""
        if kind not in self._kept:
            self._kept[kind] = kind(self)
        kept: K = self._kept[kind]
        return kept

    def tree(self, id: str | None = None) -> dict[str, Any]:
        """The manifest as plain data, members in the order of the standard."""
        for kept in self._kept.values():
            kept.finish()
        head = {"lineage": CURRENT, "id": id or self.head.get("id") or "urn:lineage:imported"}
        rest = {key: value for key, value in self.head.items() if key not in head and key not in NOUNS}
        return {**head, **rest, **{noun: records for noun, records in self._records.items() if records}}

    def _is_version(self, noun: str, record: dict[str, Any]) -> bool:
        """Whether this is another version of terms that are here: versions share an id."""
        if noun != "terms" or record.get("id") not in self._ids:
            return False
        same = [other for other in self._records[noun] if other["id"] == record["id"]]
        return bool(same) and all(other.get("version") != record.get("version") for other in same)

    def _unused(self, wanted: str) -> str:
        candidate, number = wanted, self._numbers.get(wanted, 2)
        while candidate in self._ids:
            candidate, number = f"{wanted}-{number}", number + 1
        self._ids.add(candidate)
        self._numbers[wanted] = number
        return candidate

    def _learn(self, noun: str, keys: tuple[str, ...], record: dict[str, Any]) -> None:
        for key in keys:
            self._names.setdefault((noun, key), record)


def _but_id(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "id"}


def _given(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value is not None}
