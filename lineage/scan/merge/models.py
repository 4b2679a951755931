"""Models that columns name, as model uses of a dataset: only where no declared use names that model already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lineage.rules.measured.generators import declared_names, is_named, named_by
from lineage.scan.merge.edit import Add, Append, Replace
from lineage.scan.report.found import Generators
from lineage.scan.report.model import ScanReport

if TYPE_CHECKING:
    from lineage.scan.merge.changes import Changes, Target

_MOST: Final = 50
"""Models of one column that are written into a manifest; a column of more is not one of teachers."""
_NOT_IN_IDS: Final = re.compile(r"[^A-Za-z0-9._-]+")


def model_uses(target: Target, report: ScanReport, made: Changes) -> None:
    """Add the models that columns name, as far as no declared use does."""
    listed = target.data.get("modelUses")
    if not any(column.models for column in report.generators):
        return
    if listed is not None and not isinstance(listed, list):
        made.kept.append("what is declared in place of model uses, although a column names models")
        return
    ours = {
        use["from"]["column"]: number
        for number, use in enumerate(listed or ())
        if use.get("from", {}).get("scan", {}).get("path") == target.source.path
    }
    declared = declared_names(target.context, target.place, leaving_out=set(ours.values()))
    records = _Records(target)
    new: list[dict[str, Any]] = []
    for column in report.generators:
        use = _use(column, report, target, records, declared, made)
        if use is None:
            continue
        number = ours.get(column.column)
        if number is None:
            new.append(use)
        elif listed is not None and listed[number] != use:
            made.edits.append(Replace((*target.place, "modelUses", number), use))
            made.written.append(f'the models in column "{column.column}", anew')
    if new:
        place = (*target.place, "modelUses")
        made.edits += [Append(place, use) for use in new] if listed else [Add(target.place, "modelUses", new)]
        named = ", ".join(f'"{use["from"]["column"]}"' for use in new)
        made.written.append(f"a model use for each column that names models: {named}")
    made.edits += records.edits()


def _use(
    column: Generators,
    report: ScanReport,
    target: Target,
    records: _Records,
    declared: set[str] | None,
    made: Changes,
) -> dict[str, Any] | None:
    from pydantic import MISSING

    from lineage.scan.rows.generators import Generators as Counted
    from lineage.scan.rows.generators import Named, model_use

    if not column.models:
        return None
    if declared is None:
        made.kept.append("the model uses: some of what this dataset was made from is described in another manifest")
        return None
    if len(column.models) > _MOST:
        made.kept.append(f'the {len(column.models)} models in column "{column.column}", too many to be teachers')
        return None
    left = [one for one in column.models if not is_named(one.name, declared)]
    if len(left) < len(column.models):
        made.kept.append(f'the declared uses of models that column "{column.column}" names')
    if not left:
        return None
    models = tuple(
        Named(one.name, None if one.known is MISSING else one.known, one.records, tuple(one.spellings)) for one in left
    )
    role = "" if column.role is MISSING else column.role
    part = "" if column.writes is MISSING else column.writes
    counted = Counted(
        column.column, role, part, models, report.totals.records, column.missing, column.several, column.further
    )
    held_in = next((one.column for one in report.columns if one.role == part), None)
    scan = {"path": target.source.path, "sha256": target.source.sha256}
    return model_use(counted, records.id_of, scan, held_in)


class _Records:
    """The models of a manifest, and those that have to be added to name what a column names."""

    def __init__(self, target: Target) -> None:
        self._tree = target.tree
        self._target = target
        self._new: dict[str, dict[str, Any]] = {}
        self._agents: dict[str, dict[str, Any]] = {}
        self._ids = {
            str(record["id"])
            for listed in target.tree.values()
            if isinstance(listed, list)
            for record in listed
            if isinstance(record, Mapping) and "id" in record
        }
        index = target.context.index
        models = [record for record in index.records() if record.kind == "model"]
        self._known = [(record.node.id, set(named_by([record.node.id], target.context))) for record in models]

    def id_of(self, named: Any) -> str:
        """The id of the record of a model: the one there is, or one that is added."""
        spellings = (named.written, *named.spellings)
        for id_, names in self._known:
            if any(is_named(spelling, names, snapshots=False) for spelling in spellings):
                return str(id_)
        key = named.known or named.written
        if key not in self._new:
            self._new[key] = self._record(named)
        record = self._new[key]
        aliases = [*record.get("aliases", []), *({"name": one} for one in spellings if one != record["name"])]
        if aliases:
            record["aliases"] = [one for number, one in enumerate(aliases) if one not in aliases[:number]]
        return str(record["id"])

    def _record(self, named: Any) -> dict[str, Any]:
        """A new record: from the table of names, or with no more than the name as it is written."""
        from lineage.interop.names import known_model

        found = known_model(named.written)
        record = {"id": named.written, "name": named.written} if found is None else dict(found.record(self._agent))
        return record | {"id": self._free(str(record["id"]))}

    def _agent(self, name: str) -> str | None:
        for listed in (self._tree.get("agents", ()), self._agents.values()):
            for agent in listed:
                if agent.get("name") == name:
                    return str(agent["id"])
        id_ = self._free(name.lower())
        self._agents[id_] = {"id": id_, "name": name}
        return id_

    def _free(self, wanted: str) -> str:
        base = _NOT_IN_IDS.sub("-", wanted).strip("-._").lower()[:80] or "model"
        id_, number = base, 2
        while id_ in self._ids:
            id_, number = f"{base}-{number}", number + 1
        self._ids.add(id_)
        return id_

    def edits(self) -> list[Any]:
        """The edits that add what is new."""
        made: list[Any] = []
        for key, records in (("agents", self._agents), ("models", self._new)):
            if records and key in self._tree:
                made += [Append((key,), record) for record in records.values()]
            elif records:
                made.append(Add((), key, list(records.values())))
        return made
