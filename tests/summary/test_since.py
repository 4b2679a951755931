"""`lineage summary LAW NEW --since OLD`: what changed is a section of the annex, and says no more than the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lineage.summary.laws import laws
from tests.conftest import REPOSITORY, Run
from tests.summary.build import everything


def test_changes_since_are_a_section_of_the_annex(lineage: Run, tmp_path: Path) -> None:
    new = everything()
    new["publications"][0]["version"] = "V3"
    new["datasets"][0]["version"] = "4.2"
    (tmp_path / "old.json").write_text(json.dumps(everything()))
    (tmp_path / "new.json").write_text(json.dumps(new))
    run = lineage("summary", "eu", "new.json", "--since", "old.json", "--format", "json")
    assert run.returncode == 0
    section = json.loads(run.stdout)["annex"]["sections"][-1]
    assert section["heading"] == "Changes since version V2"
    assert [row["cells"][0][0]["lines"][0]["text"] for row in section["body"][1]["rows"]] == ["0.a", "2.1.c"]
    assert "Changes since version V2" in lineage("summary", "eu", "new.json", "--since", "old.json").stdout
    html = lineage("summary", "eu", "new.json", "--since", "old.json", "--format", "html").stdout
    assert html.count('href="#field-2-1-c"') > lineage("summary", "eu", "new.json", "--format", "html").stdout.count(
        'href="#field-2-1-c"'
    )


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_changes_since_do_not_tell_what_is_hidden_now(lineage: Run, tmp_path: Path, form: str) -> None:
    old, new = everything(), everything()
    old["datasets"][0]["description"] = new["datasets"][0]["description"] = "Of Zanzibar."
    old["datasets"][0]["name"] = new["datasets"][0]["name"] = "Zanzibar"
    new["datasets"][0]["visibility"] = "internal"
    (tmp_path / "old.json").write_text(json.dumps(old))
    (tmp_path / "new.json").write_text(json.dumps(new))
    written = lineage("summary", "eu", "new.json", "--since", "old.json", "--format", form).stdout
    assert "Zanzibar" not in written
    assert "about records that are not public: counted, not told." in written


def test_a_reader_who_gets_some_questions_gets_their_changes(lineage: Run, tmp_path: Path) -> None:
    aurora = str(REPOSITORY / "examples" / "aurora" / "lineage.yaml")
    (tmp_path / "old.json").write_text(lineage("summary", "code", aurora, "--format", "json").stdout)
    law = laws()["code"]
    for audience in law.audiences:
        run = lineage("summary", "code", aurora, "--audience", audience, "--since", "old.json", "--format", "json")
        page = json.loads(run.stdout)
        asked = {found["number"] for section in page["sections"] for found in _fields(section)} | {
            found["number"] for found in page["head"]
        }
        told = page["annex"]["sections"][-1]["body"]
        rows = [row for block in told if block["type"] == "table" for row in block["rows"]]
        assert {row["cells"][0][0]["lines"][0]["text"] for row in rows} <= asked | {"Head"}


def _fields(section: Any) -> list[Any]:
    return [*section["fields"], *(found for inner in section["sections"] for found in _fields(inner))]
