"""Scan reports for tests: whole and small, without a scan."""

from __future__ import annotations

from typing import Any

from lineage.scan.report.build import digest_of
from lineage.scan.report.model import ScanReport

DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def tree(**changes: Any) -> dict[str, Any]:
    """A report as plain data, with some of its parts changed; ``None`` takes one out."""
    made: dict[str, Any] = {
        "format": "training-lineage-scan/1",
        "tool": {"name": "lineage scan", "version": "0.1.0"},
        "date": "2026-11-22",
        "madeWith": {"engine": "duckdb", "libraries": {"duckdb": "2.0.0"}},
        "digest": DIGEST,
        "options": {"sample": 100, "seed": 0, "told": {}, "signs": []},
        "totals": {
            "records": 1000, "sizeRule": "text", "bytes": 5000, "withoutSize": 0, "textBytes": 5000, "withoutText": 3,
            "words": 900, "characters": 4900,
        },
        "filesLeftOut": 0,
        "columns": [{"role": "text", "column": "text", "why": "name and content"}],
        "doubts": [],
        "domains": {
            "names": 40, "topTenth": 4, "topOfAnSme": 2, "bytes": 5000, "records": 1000,
            "largest": [{"name": "example.com", "bytes": 900, "records": 30}],
            "apart": [{"kind": "ipv4", "authorities": 1, "bytes": 10, "records": 2},
                      {"kind": "noUrl", "authorities": 1, "bytes": 20, "records": 5}],
            "unlisted": 0,
            "suffixes": {"version": "2026-10-22", "sha256": DIGEST, "section": "icann"},
            "files": [{"name": name, "sha256": DIGEST, "rows": 4} for name in
                      ("tally.csv", "tally.parquet", "domains-top.csv", "domains-top.parquet", "domains-top-sme.csv",
                       "domains-top-sme.parquet", "domains-apart.csv")],
        },
        "languages": {
            "toldBy": "column", "column": "lang", "lookedAt": 1000, "told": 1000, "floor": "0",
            "found": [{"value": "en", "records": 700}, {"value": "ga", "records": 300}],
            "rare": [], "unread": [], "programming": [], "several": 0,
        },
        "dates": [{"column": "crawl_date", "event": "collected", "first": "2025-01-03", "last": "2025-06-19",
                   "read": 1000, "missing": 0, "absurd": 0, "ambiguous": 0, "unread": 0}],
        "licences": [],
        "generators": [{"column": "model", "role": "generate", "writes": "response", "models": [
            {"name": "gpt-4o-2024-05-13", "known": "gpt-4o-2024-05-13", "records": 600,
             "spellings": ["gpt-4o-2024-05-13"]},
            {"name": "house/model-7", "records": 250, "spellings": ["House/model-7", "house/model-7"]},
        ], "others": [{"value": "human", "records": 100}], "missing": 50, "several": 0, "further": 0}],
        "signs": [],
        "beside": {"files": [], "models": []},
        "shards": [{"path": "part-0.parquet", "format": "parquet", "bytes": 2000, "sha256": DIGEST, "records": 1000}],
    }  # fmt: skip
    made |= changes
    return {key: value for key, value in made.items() if value is not None}


def report(**changes: Any) -> ScanReport:
    """The same, read."""
    import json

    made = ScanReport.model_validate_json(json.dumps(tree(**changes)))
    return made.model_copy(update={"digest": digest_of(made)})
