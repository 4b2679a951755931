"""``lineage init --from`` several files: what is passed over is named, and one repository is one record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import ryaml

from tests.cli.test_init_and_convert import run
from tests.interop.test_dts_and_corpuscard import CARD


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_files_of_a_directory_that_cannot_be_read_are_named() -> None:
    Path("many").mkdir()
    Path("many/card.json").write_text(json.dumps(CARD), "utf-8")
    Path("many/cut.json").write_text(json.dumps(CARD)[:100], "utf-8")
    Path("many/data.json").write_text("{}", "utf-8")
    result = run("init", "--from", "many", "-o", "a.yaml")
    assert result.exit_code == 0
    assert 'passed over in "many": 1 file that cannot be read: cut.json\n' in result.stderr
    Path("many/card.json").unlink()
    result = run("init", "--from", "many", "-o", "b.yaml")
    assert result.exit_code == 2
    assert "(1 file that cannot be read: cut.json)" in result.stderr


def test_one_repository_in_two_files_is_one_record_and_disagreement_is_told() -> None:
    page = "https://huggingface.co/datasets/example/notes"
    link = {"type": "website", "url": page}
    part: dict[str, Any] = {"type": "data", "bom-ref": "n", "name": "Notes", "externalReferences": [link]}
    part["licenses"] = [{"license": {"id": "Apache-2.0"}}]
    Path("bom.json").write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [part]}))
    about: dict[str, Any] = {
        "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
        "@type": "Dataset",
    }
    about |= {"name": "notes", "url": page, "license": "https://spdx.org/licenses/MIT.html"}
    Path("croissant.json").write_text(json.dumps(about), "utf-8")
    result = run("init", "--from", "croissant.json", "bom.json", "-o", "a.yaml", "--losses", "lost.json")
    assert result.exit_code == 0
    (record,) = ryaml.loads(Path("a.yaml").read_text("utf-8"))["datasets"]
    assert record["licence"] == "MIT"
    rows = {row["path"]: row["value"] for row in json.loads(Path("lost.json").read_text("utf-8"))}
    assert rows[f"/datasets/{record['id']}/licence"] == "Apache-2.0"
