"""Records of models, agents and datasets: those that a manifest has, found by name, and those that have to be added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lineage.graph.identity import canonical, folded, plain_names, strong_names
from lineage.rules.measured.generators import is_named, named_by
from lineage.scan.merge.edit import Add, Append, Edit
from lineage.scan.report.safe import line

if TYPE_CHECKING:
    from lineage.scan.merge.changes import Target
    from lineage.scan.rows.generators import Named

_NOT_IN_IDS: Final = re.compile(r"[^A-Za-z0-9._-]+")


class Records:
    """The records of a manifest, and the new ones."""

    def __init__(self, target: Target) -> None:
        self._tree = target.tree
        self._new: dict[str, dict[str, dict[str, Any]]] = {"agents": {}, "models": {}, "datasets": {}}
        self._ids = {
            str(record["id"])
            for listed in target.tree.values()
            if isinstance(listed, list)
            for record in listed
            if isinstance(record, Mapping) and "id" in record
        }
        self._models: list[tuple[str, set[str]]] = []
        self._datasets: dict[str, str] = {}
        for record in target.context.index.records():
            if record.kind == "model":
                self._models.append((record.node.id, set(named_by([record.node.id], target.context))))
            elif record.kind == "dataset":
                strong = [name for name, _ in strong_names("dataset", record.node)]
                for name in (*strong, *(folded(one) for one in plain_names(record.node))):
                    self._datasets.setdefault(name, record.node.id)

    def known_model(self, names: Iterable[str]) -> str | None:
        """The id of the record of a model that has one of these names; ``None`` where there is none yet."""
        spellings = [*names]
        for id_, known in self._models:
            if any(is_named(spelling, known, snapshots=False) for spelling in spellings):
                return str(id_)
        return None

    def model(self, named: Named, more: Mapping[str, Any] | None = None) -> str:
        """The id of the record of a model: the one there is, or one that is added. ``more`` is written into one of
        which no more than the name is known."""
        spellings = [*dict.fromkeys(line(name) for name in (named.written, *named.spellings))]
        if (found := self.known_model(spellings)) is not None:
            return found
        models = self._new["models"]
        key = named.known or spellings[0]
        if key not in models:
            models[key] = self._model(named, spellings[0], more or {})
        record = models[key]
        aliases = [*record.get("aliases", []), *({"name": one} for one in spellings if one != record["name"])]
        if aliases:
            record["aliases"] = [one for number, one in enumerate(aliases) if one not in aliases[:number]]
        return str(record["id"])

    def _model(self, named: Named, name: str, more: Mapping[str, Any]) -> dict[str, Any]:
        """A new record: from the table of names, or with no more than the name as it is written."""
        from lineage.interop.names import known_model

        found = known_model(named.written) if named.known else None
        record = {"id": name, "name": name, **more} if found is None else dict(found.record(self._agent))
        return record | {"id": self._free(str(record["id"]), "model")}

    def known_dataset(self, record: Mapping[str, Any]) -> str | None:
        """The id of the record of a dataset with this page, else with this name."""
        if "url" in record and (found := self._datasets.get(canonical("dataset", record["url"]))):
            return found
        return self._datasets.get(folded(record["name"])) if isinstance(record.get("name"), str) else None

    def dataset(self, record: Mapping[str, Any], known: Mapping[str, Any]) -> str:
        """The id of the record of a dataset: the one there is, or one that is added."""
        if (found := self.known_dataset(record)) is not None:
            return found
        made = {key: record[key] for key in ("name", "url") if key in record}
        made = {"id": self._free(str(record["id"]), "dataset"), **made, "known": dict(known)}
        self._new["datasets"][made["id"]] = made
        for name in (canonical("dataset", made.get("url", "")), folded(str(made.get("name", "")))):
            if name:
                self._datasets.setdefault(name, made["id"])
        return str(made["id"])

    def _agent(self, name: str) -> str | None:
        agents = self._new["agents"]
        for listed in (self._tree.get("agents", ()), agents.values()):
            for agent in listed:
                if agent.get("name") == name:
                    return str(agent["id"])
        id_ = self._free(name, "agent")
        agents[id_] = {"id": id_, "name": name}
        return id_

    def _free(self, wanted: str, otherwise: str) -> str:
        base = _NOT_IN_IDS.sub("-", wanted).strip("-._").lower()[:80] or otherwise
        id_, number = base, 2
        while id_ in self._ids:
            id_, number = f"{base}-{number}", number + 1
        self._ids.add(id_)
        return id_

    def edits(self) -> list[Edit]:
        """The edits that add what is new."""
        made: list[Edit] = []
        for noun, new in self._new.items():
            if new and noun in self._tree:
                made += [Append((noun,), record) for record in new.values()]
            elif new:
                made.append(Add((), noun, list(new.values())))
        return made
