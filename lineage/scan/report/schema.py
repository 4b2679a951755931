"""The published JSON Schema of scan reports. Run by ``make generate``; a test compares it with the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from lineage.scan.report.model import FORMAT, ScanReport
from lineage.schema.generate import DIALECT
from lineage.version import HOMEPAGE

SCHEMA_ID: Final = f"{HOMEPAGE}schema/v1.0/scan.schema.json"
PATH: Final = "schema/v1.0/scan.schema.json"


def artefacts() -> Iterator[tuple[str, str]]:
    """The generated file of this room: its path in the repository, and its text."""
    yield PATH, json.dumps(scan_schema(), indent=2, ensure_ascii=False) + "\n"


def scan_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a scan report."""
    raw = ScanReport.model_json_schema(schema_generator=_Untitled, mode="serialization")
    raw["properties"]["format"] = {"description": raw["properties"]["format"]["description"], "const": FORMAT}
    raw["required"] = ["format", *(name for name in raw["required"] if name != "format")]
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        **raw,
        "title": "Training Lineage scan report, version 1.0 (draft)",
        "x-status": "draft",
    }


class _Untitled(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate(self, schema: Any, mode: Any = "serialization") -> Any:
        made = super().generate(schema, mode)
        for part in made.get("$defs", {}).values():
            part.pop("title", None)
        return made
