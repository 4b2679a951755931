"""What a report says, in the words of a manifest: the record of the measurement, and facts for a dataset's own fields.

Facts are worked out from the record of the measurement alone wherever that is possible. So those that an older record
of the same report gave can be told from what a person declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import MISSING

from lineage.scan.report.build import TOOL
from lineage.scan.report.found import Languages
from lineage.scan.report.model import ScanReport
from lineage.scan.report.safe import line

_MILLISECONDS: Final = 3_600_000
_WANTED: Final = {"text": ("tokens", "bytes"), "image": ("images",), "audio": ("hours",), "video": ("hours",)}
"""The units in which a dataset's own size is given, the better one first: those that a summary asks for."""


@dataclass(frozen=True, slots=True)
class Source:
    """The report as the manifest names it, and the folder of its files, as a path from the manifest."""

    path: str
    sha256: str
    folder: str = ""

    def known(self, how: str = "measured") -> dict[str, Any]:
        """How a fact from this report is known."""
        return {"how": how, "by": TOOL, "source": self.path, "sha256": self.sha256}


def measurement_of(report: ScanReport, source: Source) -> dict[str, Any]:
    """The record of a measurement, as it stands in a manifest."""
    made: dict[str, Any] = {
        "report": {"path": source.path, "sha256": source.sha256},
        "date": report.date,
        "tool": {"name": report.tool.name, "version": report.tool.version},
        "records": report.totals.records,
    }
    if report.files_left_out:
        made["filesLeftOut"] = report.files_left_out
    if report.totals.size_rule != "none":
        made["sizeRule"] = line(report.totals.size_rule)
    modalities = [{"modality": name, "quantities": found} for name, found in _quantities(report).items() if found]
    optional = {
        "modalities": modalities,
        "languages": _languages(report.languages) if report.languages is not MISSING else None,
        "dates": _dates(report),
        "domains": _domains(report),
        "generators": [
            {"name": line(one.name), "records": one.records, "column": line(column.column)}
            for column in report.generators
            for one in column.models
        ],
    }
    return made | {key: value for key, value in optional.items() if value}


def _quantities(report: ScanReport) -> dict[str, list[dict[str, Any]]]:
    totals = report.totals
    text: list[dict[str, Any]] = []
    size = totals.text_bytes if totals.text_bytes is not MISSING else totals.bytes
    if size is not MISSING:
        text.append({"value": size, "unit": "bytes"})
    if totals.words is not MISSING:
        text.append({"value": totals.words, "unit": "words"})
    if report.tokens is not MISSING:
        text.append(_tokens(report))
    images = [] if totals.images is MISSING else [{"value": totals.images, "unit": "images"}]
    lengths = {"audio": totals.audio_ms, "video": totals.video_ms}
    timed = {
        name: [] if length is MISSING else [{"value": _hours(length), "unit": "hours"}]
        for name, length in lengths.items()
    }
    return {"text": text, "image": images, **timed}


def _hours(milliseconds: int) -> int | float:
    """Hours to three digits: the nearest four seconds."""
    thousandths = (milliseconds * 1000 + _MILLISECONDS // 2) // _MILLISECONDS
    return thousandths // 1000 if thousandths % 1000 == 0 else thousandths / 1000


def _tokens(report: ScanReport) -> dict[str, Any]:
    tokens = report.tokens
    if tokens is MISSING:
        return {}
    if tokens.estimated is MISSING:
        return {"value": tokens.tokens, "unit": "tokens", "tokenizer": line(tokens.tokenizer)}
    # Not with commas: in some of the languages of a summary they are decimal signs.
    counted = f"{tokens.tokens:,} tokens in the beginnings of {tokens.texts:,} texts".replace(",", " ")
    method = f"{counted}, and the length of all texts"
    return {
        "value": tokens.estimated,
        "unit": "tokens",
        "tokenizer": line(tokens.tokenizer),
        "approximate": True,
        "known": {"how": "estimated", "by": TOOL, "method": method},
    }


def _languages(languages: Languages) -> dict[str, Any] | None:
    if not languages.found:
        return None
    made: dict[str, Any] = {
        "found": [{"language": one.value, "records": one.records} for one in languages.found],
        "lookedAt": languages.told,
    }
    if languages.column is not MISSING:
        made["column"] = line(languages.column)
    else:
        made["floor"] = float(languages.floor)
    if languages.detector is not MISSING:
        detector = f"{languages.detector.name} {languages.detector.version}"
        made["method"] = f"{detector} on a sample of {languages.looked_at} texts"
    return made


def _dates(report: ScanReport) -> list[dict[str, Any]]:
    made = []
    for one in report.dates:
        if one.first is not MISSING and one.last is not MISSING:
            entry: dict[str, Any] = {"period": {"from": one.first, "to": one.last}, "column": line(one.column)}
            made.append(entry | ({} if one.event is MISSING else {"event": one.event}))
    return made


def _domains(report: ScanReport) -> dict[str, Any] | None:
    domains = report.domains
    if domains is MISSING:
        return None
    addresses = sum(one.records for one in domains.apart if one.kind in ("ipv4", "ipv6"))
    rest = sum(one.records for one in domains.apart) - addresses
    made = {"names": domains.names, "ipAddresses": addresses, "unusable": rest}
    version = domains.suffixes.version
    return made | {"suffixList": domains.suffixes.sha256 if version is MISSING else version}


def sizes(measurement: Mapping[str, Any], source: Source) -> dict[str, dict[str, Any]]:
    """By modality, the quantity that a dataset's own field gets."""
    found = {}
    for counted in measurement.get("modalities", ()):
        by_unit = {quantity["unit"]: quantity for quantity in counted["quantities"]}
        unit = next((unit for unit in _WANTED[counted["modality"]] if unit in by_unit), None)
        if unit is None or not by_unit[unit]["value"]:
            continue
        quantity = dict(by_unit[unit])
        how = quantity.pop("known", {})
        found[counted["modality"]] = quantity | {"known": how | source.known(how.get("how", "measured"))}
    return found


def languages(measurement: Mapping[str, Any]) -> list[str]:
    """The languages that a dataset's own field gets, those of most records first."""
    return [one["language"] for one in measurement.get("languages", {}).get("found", ())]


def collected(measurement: Mapping[str, Any]) -> dict[str, Any] | None:
    """The time of collection that a dataset's own field gets; ``None`` where no column says it."""
    periods = [one["period"] for one in measurement.get("dates", ()) if one.get("event") == "collected"]
    if not periods:
        return None
    return {"from": min(one["from"] for one in periods), "to": max(one["to"] for one in periods)}


def domains(report: ScanReport, source: Source, sme: bool) -> dict[str, Any] | None:
    """The list and the tally of domain names that a dataset's own field gets; ``None`` without names."""
    from lineage.scan.domain_files import TALLY, TOP, TOP_OF_AN_SME

    if report.domains is MISSING or not report.domains.names:
        return None
    if report.totals.size_rule == "none":
        return {"total": report.domains.names}  # without sizes nothing is ranked, so there is no list
    files = {one.name: one for one in report.domains.files}
    made: dict[str, Any] = {}
    for key, name in (("list", TOP_OF_AN_SME if sme else TOP), ("tally", TALLY)):
        if name in files:
            path = f"{source.folder}/{name}" if source.folder else name
            made[key] = {"path": path, "format": "text/csv", "sha256": files[name].sha256}
    return made | {"rankedBy": "contentSize", "total": report.domains.names}
