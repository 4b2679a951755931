"""What a measurement changes in a manifest: its record is written, and facts that nobody stated are filled in.

A declared fact stays as it is, whatever was counted: where the two disagree, the check says so. What an older
measurement of the same report filled in is nobody's declaration, and is brought up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.rules.context import Context, context_for
from lineage.rules.facts import stated
from lineage.scan.merge import facts
from lineage.scan.merge.edit import Add, Append, Edit, Replace
from lineage.scan.merge.facts import Source
from lineage.scan.report.model import ScanReport
from lineage.scan.report.safe import line

if TYPE_CHECKING:
    from lineage.scan.beside import Described
    from lineage.scan.merge.told import Told


@dataclass
class Changes:
    """Edits of a manifest, and in words what was written, what was left as it is, and what files beside the data say
    otherwise."""

    edits: list[Edit] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


class Target:
    """One dataset of a manifest, with what an older measurement of the same report says of it."""

    def __init__(self, tree: Mapping[str, Any], manifest: Manifest, position: int, source: Source) -> None:
        self.tree = tree
        self.manifest = manifest
        self.place: Pointer = ("datasets", position)
        self.data: Mapping[str, Any] = tree["datasets"][position]
        self.source = source
        self.context: Context = context_for(manifest)
        listed = self.data.get("measurements", [])
        self.older_at = next((n for n, one in enumerate(listed) if one["report"].get("path") == source.path), None)
        self.older: Mapping[str, Any] | None = None if self.older_at is None else listed[self.older_at]

    @property
    def dataset(self) -> Dataset:
        """The dataset, read."""
        datasets: list[Dataset] = entries(self.manifest.datasets)
        return datasets[int(self.place[1])]

    def stated(self, name: str) -> bool:
        """Whether a fact (by Python name) is stated for the dataset, by itself or for many at once."""
        return stated(self.context, self.dataset, self.place, name) is not None

    def is_ours(self, known: object) -> bool:
        """Whether a fact says that it is from this report."""
        return isinstance(known, Mapping) and known.get("source") == self.source.path

    def comes_from(self, known: object, told: Told) -> bool:
        """Whether a fact says that it is from this file beside the data, as it is or as it once was."""
        if not isinstance(known, Mapping) or known.get("how") != "declared":
            return False
        return known.get("source") in (told.path, PurePath(told.path).name) or known.get("sha256") == told.sha256

    def is_told(self, known: object) -> bool:
        """Whether a fact says that it is from some file of the kind that lies beside data."""
        from lineage.scan.beside import NAMES

        if not isinstance(known, Mapping) or known.get("how") != "declared":
            return False
        return PurePath(str(known.get("source", ""))).name.lower() in NAMES

    def is_found(self, use: Mapping[str, Any]) -> bool:
        """Whether a use of models is from this report or from a file beside the data, and not somebody's word."""
        scan = use.get("from", {}).get("scan", {})
        return scan.get("path") == self.source.path or self.is_told(use.get("known"))


def changes(target: Target, report: ScanReport, sme: bool, described: Sequence[Described] = ()) -> Changes:
    """All that a report changes in one dataset of a manifest, and files beside the data."""
    from lineage.scan.merge import told as files
    from lineage.scan.merge.models import uses_of_columns
    from lineage.scan.merge.records import Records

    measurement = facts.measurement_of(report, target.source)
    made = Changes()
    _sizes(target, measurement, made)
    _plain(target, "languages", facts.languages, measurement, made)
    _plain(target, "collected", facts.collected, measurement, made)
    _licence(target, report, made)
    _domains(target, facts.domains(report, target.source, sme), made)
    told = [files.Told(one, target) for one in described if one.dataset is not None]
    for one in described:
        if one.dataset is None and one.tree.get("datasets"):
            made.differs.append(f"{one.path} does not say which of the datasets in it lies here")
    records = Records(target)
    uses = [*uses_of_columns(target, report, records, made), *files.uses_of_files(target, told, records, made)]
    if uses:
        place = (*target.place, "modelUses")
        listed = "modelUses" in target.data
        made.edits += [Append(place, use) for use in uses] if listed else [Add(target.place, "modelUses", uses)]
    files.sources(target, told, records, made)
    files.plain_facts(target, told, made)
    made.edits += records.edits()
    _record(target, measurement, made)
    return made


def _record(target: Target, measurement: dict[str, Any], made: Changes) -> None:
    place = (*target.place, "measurements")
    if target.older_at is not None and target.older is not None:
        if "note" in target.older:  # the one thing in it that only people write
            measurement = measurement | {"note": target.older["note"]}
        if target.older != measurement:
            made.edits.append(Replace((*place, target.older_at), measurement))
            made.written.append("the measurement, in place of the older one of the same report")
    elif "measurements" in target.data:
        made.edits.append(Append(place, measurement))
        made.written.append("the measurement, after the others")
    else:
        made.edits.append(Add(target.place, "measurements", [measurement]))
        made.written.append("the measurement")


def _sizes(target: Target, measurement: Mapping[str, Any], made: Changes) -> None:
    sizes = facts.sizes(measurement, target.source)
    place = (*target.place, "modalities")
    stated = target.data.get("modalities")
    if not sizes:
        return
    if stated is None:
        entries = [{"modality": name, "quantity": quantity} for name, quantity in sizes.items()]
        made.edits.append(Add(target.place, "modalities", entries))
        made.written.append("the modalities with their sizes")
    elif not isinstance(stated, list):
        made.kept.append("the modalities, which are not a list")
    else:
        for name, quantity in sizes.items():
            made.edits += _size(target, place, stated, name, quantity, made)


def _size(
    target: Target, place: Pointer, stated: list[Any], name: str, quantity: dict[str, Any], made: Changes
) -> Iterator[Edit]:
    for number, entry in enumerate(stated):
        full: dict[str, Any] = {"modality": entry} if isinstance(entry, str) else entry
        if full["modality"] != name or full.get("as") == "enrichment":
            continue
        if "quantity" not in full:
            made.written.append(f"the size of the {name}")
            if not isinstance(entry, str):
                yield Add((*place, number), "quantity", quantity)
            elif len(stated) == 1:
                yield Replace(place, [full | {"quantity": quantity}])
            else:
                yield Replace((*place, number), full | {"quantity": quantity})
        elif not target.is_ours(full["quantity"].get("known")):
            made.kept.append(f"the declared size of the {name}")
        elif full["quantity"] != quantity:
            made.written.append(f"the size of the {name}, anew")
            yield Replace((*place, number, "quantity"), quantity)
        return
    made.kept.append(f"the modalities, in which {name} is not listed")


def _plain(target: Target, key: str, read: Any, measurement: Mapping[str, Any], made: Changes) -> None:
    """A fact without a place for how it is known: it is this report's where it is what the older record says."""
    value = read(measurement)
    if not value:
        return
    if key in target.data:
        if target.older is None or read(target.older) != target.data[key]:
            made.kept.append(f"the declared {key}")
        elif target.data[key] != value:
            made.edits.append(Replace((*target.place, key), value))
            made.written.append(f"{key}, anew")
    elif target.stated(key):
        made.kept.append(f"the {key} that are stated for many datasets")
    else:
        made.edits.append(Add(target.place, key, value))
        made.written.append(key)


def _licence(target: Target, report: ScanReport, made: Changes) -> None:
    """Where a column says the licence of each record, that is what the dataset says."""
    columns = [one.column for one in report.licences if one.spdx or one.written]
    if len(columns) == 1 and "licence" not in target.data:
        made.edits.append(Add(target.place, "licence", {"column": line(columns[0])}))
        made.written.append("the column of licences")


def _domains(target: Target, found: dict[str, Any] | None, made: Changes) -> None:
    if found is None:
        return
    stated = target.data.get("domains")
    place = (*target.place, "domains")
    if stated is None:
        made.edits.append(Add(target.place, "domains", found))
        made.written.append("the list and the tally of domain names")
        return
    lists = {"list", "tally"} & stated.keys()
    paths = {found[key]["path"] for key in ("list", "tally") if key in found}
    ours = bool(lists) and all(isinstance(stated[key], dict) and stated[key].get("path") in paths for key in lists)
    if {"unknown", "withheld", "notApplicable"} & stated.keys():
        made.kept.append("the statement in place of domain names")
        return
    other_rank = stated.get("rankedBy", "contentSize") != "contentSize"
    if (lists and not ours) or other_rank:
        made.kept.append("the declared list of domain names")
        found = {key: value for key, value in found.items() if key == "total"}
    for key, value in found.items():
        if key not in stated:
            made.edits.append(Add(place, key, value))
            made.written.append(f"{key} of the domain names")
        elif stated[key] != value and (ours or (key == "total" and _was_ours(target, stated[key]))):
            made.edits.append(Replace((*place, key), value))
            made.written.append(f"{key} of the domain names, anew")
        elif stated[key] != value:
            made.kept.append(f"the declared {key} of the domain names")


def _was_ours(target: Target, total: object) -> bool:
    return target.older is not None and target.older.get("domains", {}).get("names") == total
