"""Places: every pointer is in the file, or is where an answer would stand; cut-out parts do not shift them."""

from __future__ import annotations

import json
from typing import Any

from lineage import check, read_bytes
from lineage.pointer import Pointer, to_text
from lineage.summary import eu_summary, write_markdown
from lineage.summary.blocks import parts
from tests.summary.build import AT, everything, field, manifest_of, summary_of, text


def follow(data: Any, place: Pointer) -> Any:
    for part in place:
        data = data[part]
    return data


def test_every_pointer_resolves_where_everything_is_said() -> None:
    data = everything()
    places = {place for found in summary_of(data).fields() for place in found.pointers}
    missing = []
    for place in places:
        try:
            follow(data, place)
        except (KeyError, IndexError):
            missing.append(to_text(place))
    assert len(places) > 150
    assert all("collected" in name or "summary" in name or "placedOn" in name or "trainingData" in name
               or "generalPurpose" in name for name in missing), missing  # fmt: skip


def test_the_annex_says_where_there_is_nothing() -> None:
    data = everything()
    del data["corpora"][0]["continuousTraining"]
    assert "nothing at /corpora/0/continuousTraining" in text(summary_of(data).annex)


def test_places_are_those_of_the_file_where_parts_were_cut_out() -> None:
    data = everything()
    data["datasets"].insert(0, {"id": "broken", "modalities": 7, "origin": "nowhere", "name": ["no", "name"]})
    data["datasets"][0]["id"] = 5
    document = read_bytes(json.dumps(data).encode(), "lineage.json")
    report = check(document, law="eu", at=AT)
    assert report.manifest is not None
    assert report.context is not None
    summary = eu_summary(
        report.manifest, at=AT, sha256="0" * 64, tool_version="0", findings=report.findings, context=report.context
    )
    names = [
        follow(data, place)
        for part in parts(field(summary, "2.1.c").answer)
        for place in getattr(part, "pointers", ())
        if place[-1] == "name" and place[0] == "datasets"
    ]
    assert names == ["Big Public Set"]
    assert "/datasets/1/name" in text(summary.annex)


def test_many_datasets_are_quick_and_the_annex_stays_readable() -> None:
    data = everything()
    data["datasets"] += [
        {"id": f"d{i}", "name": f"Set {i}", "origin": "public", "modalities": ["text"], "listAs": "other"}
        for i in range(2000)
    ]
    data["models"][0]["training"][0]["uses"] += [f"d{i}" for i in range(2000)]
    summary = eu_summary(manifest_of(data), at=None, sha256="0" * 64, tool_version="0")
    row = next(line for line in write_markdown(summary).splitlines() if line.startswith("| 2.1.d "))
    assert len(row) < 1500
    assert "further places" in row
