"""Models that columns name, or are named after, as model uses of a dataset: where no declared use names that model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from pydantic import MISSING

from lineage.graph.identity import folded
from lineage.rules.measured.generators import declared_names, is_named
from lineage.scan.merge.edit import Replace
from lineage.scan.merge.records import Records
from lineage.scan.report.found import Generators
from lineage.scan.report.model import ScanReport
from lineage.scan.report.safe import line

if TYPE_CHECKING:
    from lineage.scan.merge.changes import Changes, Target

_MOST: Final = 50
"""Models of one column that are written into a manifest; a column of more is not one of teachers."""
_COUNTED: Final = frozenset({"model", "models", "share", "amount", "partition", "from"})
"""What a later scan brings up to date in a use that an earlier one wrote; all else in it may be somebody's by then."""


def uses_of_columns(target: Target, report: ScanReport, records: Records, made: Changes) -> list[dict[str, Any]]:
    """The uses that are new; those that an older scan wrote are brought up to date."""
    named_after = [] if report.named_after is MISSING else report.named_after
    if not any(column.models for column in report.generators) and not named_after:
        return []
    listed = target.data.get("modelUses")
    if listed is not None and not isinstance(listed, list):
        made.kept.append("what is declared in place of model uses, although a column names models")
        return []
    ours = {
        use["from"]["column"]: number
        for number, use in enumerate(listed or ())
        if use.get("from", {}).get("scan", {}).get("path") == target.source.path
    }
    from_files = {number for number, use in enumerate(listed or ()) if target.is_told(use.get("known"))}
    declared = declared_names(target.context, target.place, leaving_out={*ours.values(), *from_files})
    if declared is None:
        made.kept.append("the model uses: some of what this dataset was made from is described in another manifest")
        return []
    new: list[dict[str, Any]] = []
    for column, use in _uses(target, report, records, declared, made):
        number = ours.get(column)
        if number is None or listed is None:
            new.append(use)
        else:
            _again(target, number, listed[number], use, records, made)
    if new:
        named = ", ".join(f'"{use["from"]["column"]}"' for use in new)
        made.written.append(f"a model use for each column that names models: {named}")
    return new


def _uses(
    target: Target, report: ScanReport, records: Records, declared: set[str], made: Changes
) -> Iterator[tuple[str, dict[str, Any]]]:
    from lineage.scan.rows.generators import model_use_of_column

    scan = {"path": target.source.path, "sha256": target.source.sha256}
    for column in report.generators:
        use = _use(column, report, scan, records, declared, made)
        if use is not None:
            yield line(column.column), use
    for one in () if report.named_after is MISSING else report.named_after:
        if any(name.startswith(folded(one.name)) for name in declared):
            made.kept.append(f'the declared uses of models that column "{one.column}" is named after')
        elif (use := model_use_of_column(line(one.column), records.model, scan)) is not None:
            yield line(one.column), use


def _use(
    column: Generators,
    report: ScanReport,
    scan: Mapping[str, str],
    records: Records,
    declared: set[str],
    made: Changes,
) -> dict[str, Any] | None:
    from lineage.scan.rows.generators import Generators as Counted
    from lineage.scan.rows.generators import Named, model_use

    if not column.models:
        return None
    if len(column.models) > _MOST:
        made.kept.append(f'the {len(column.models)} models in column "{column.column}", too many to be teachers')
        return None
    left = [one for one in column.models if not is_named(line(one.name), declared)]
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
        line(column.column), role, part, models, report.totals.records, column.missing, column.several, column.further
    )
    held_in = next((line(one.column) for one in report.columns if one.role == part), None)
    return model_use(counted, records.model, scan, held_in)


def _again(
    target: Target, number: int, use: Mapping[str, Any], now: Mapping[str, Any], records: Records, made: Changes
) -> None:
    """A use that an older scan wrote: its counts are brought up to date, unless a person has changed them since."""
    column = now["from"]["column"]
    if not _as_counted(target, use, column, records):
        made.kept.append(f'the models in column "{column}", which somebody has changed since an older scan wrote them')
        return
    first = {key: now[key] if key in _COUNTED else use[key] for key in now if key in _COUNTED or key in use}
    later = {key: value for key, value in use.items() if key not in now and key not in _COUNTED}
    if first | later != use:
        made.edits.append(Replace((*target.place, "modelUses", number), first | later))
        made.written.append(f'the models in column "{column}", anew')


def _as_counted(target: Target, use: Mapping[str, Any], column: str, records: Records) -> bool:
    """Whether a use gives the counts that the record of the older measurement has."""
    if target.older is None or ("models" not in use and "amount" not in use):
        return True
    older = {
        (records.known_model([one["name"]]), one["records"])
        for one in target.older.get("generators", ())
        if one.get("column") == column
    }
    if "models" in use:
        return all((one["model"], one.get("count")) in older for one in use["models"])
    return (use.get("model"), use["amount"].get("value")) in older
