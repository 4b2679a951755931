"""Every Croissant file that was found in the wild becomes a manifest without errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lineage import check, read_bytes
from lineage.finding import Severity
from lineage.interop import FORMATS, Draft, open_source

FOLDER = Path(__file__).resolve().parents[4] / "shared/data/croissant"
FILES = sorted(path for path in FOLDER.glob("*") if "json" in path.suffix) if FOLDER.is_dir() else []
FORMAT = FORMATS["croissant"]
SOURCES = {"CyberDualEval": 6, "security-gym": 3, "squad_v2": 1, "wildchat": 1}
"""How many sources the files name that name any."""
SYNTHETIC = ("CyberDualEval", "CUDABeaver", "security-gym")


@pytest.mark.skipif(not FILES, reason="needs the shared data")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:40] + path.name[-24:])
def test_every_file_is_a_manifest_without_errors(path: Path) -> None:
    source, draft = open_source(path), Draft()
    assert FORMAT.looks_like(source)
    losses = FORMAT.read(source, draft)
    tree = draft.tree()
    report = check(read_bytes(json.dumps(tree).encode(), path.name), profile="draft")
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]
    assert len({loss.path for loss in losses}) == len(losses)
    record = tree["datasets"][0]
    assert record["name"] == json.loads(path.read_text("utf-8"))["name"].strip()
    assert len(record.get("derivedFrom", [])) == next((n for part, n in SOURCES.items() if part in path.name), 0)
    assert ("unknown" in record.get("modelUses", {})) == any(part in path.name for part in SYNTHETIC)


@pytest.mark.skipif(not FILES, reason="needs the shared data")
def test_all_of_them_together() -> None:
    draft = Draft()
    for path in FILES:
        FORMAT.read(open_source(path), draft)
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "all.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]
    assert len(draft.records("datasets")) >= len(FILES)
