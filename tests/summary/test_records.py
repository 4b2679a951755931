"""Where each record is used: the look-up from records to answers agrees with the one from answers to places."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from lineage.graph import Index
from lineage.pointer import to_text
from lineage.schema import example_names
from lineage.summary import write_html, write_json, write_markdown
from lineage.summary.blocks import Table, pointers
from lineage.summary.life.records import HEADING, record_of, used_records, uses, uses_as_data
from lineage.summary.places import exists
from lineage.summary.scope import scope_of
from tests.summary.build import REPOSITORY, everything, example, manifest_of, raw, summary_of, text


def section(data: dict[str, Any]) -> Any:
    manifest = manifest_of(data)
    return used_records("G", summary_of(data).fields(), scope_of(manifest, Index(manifest), None))


def rows(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Number and record of each row, as printed."""
    table = next(block for block in section(data).body if isinstance(block, Table))
    return [(text(row.cells[0]), text(row.cells[1])) for row in table.rows]


def test_every_place_of_an_answer_is_in_its_record_and_no_other() -> None:
    summary = summary_of(everything())
    found = uses(summary.fields())
    stated = {(record_of(place), field.number) for field in summary.fields() for place in field.pointers}
    listed = {(record, field.number) for record, fields in found.items() for field in fields}
    assert listed <= stated
    manifest = manifest_of(everything())
    missing = {record for record, _ in stated - listed}
    assert all(len(record) == 1 or exists(manifest, record) for record in missing)
    assert all(exists(manifest, record) for record in found)
    for fields in found.values():
        numbers = [field.number for field in fields]
        assert len(set(numbers)) == len(numbers)


def test_what_the_table_says() -> None:
    found = rows(everything())
    assert ("2.1.c", "/datasets/0 (Big Public Set)") in found
    assert ("2.2.1.b", "/datasets/2") in found, "the names of licensed datasets are not printed"
    assert ("2.2.2.c", "/datasets/3 (Known Private Set)") in found
    assert ("2.2.2.d", "/datasets/4") in found, "nor is that of one that is not publicly known"
    assert ("3.2.a", "/measures/2") in found


def test_rows_lead_to_the_questions_and_records_have_anchors() -> None:
    data = everything()
    table = next(block for block in section(data).body if isinstance(block, Table))
    anchors = {field.anchor for field in summary_of(data).fields()}
    assert {row.target for row in table.rows} <= anchors
    named = [row.anchor for row in table.rows if row.anchor]
    assert len(named) == len(set(named))
    assert "record-datasets-0" in named
    assert all(re.fullmatch(r"record-[A-Za-z0-9-]+", name) for name in named)


@pytest.mark.parametrize("position", range(10))
def test_a_hidden_record_is_never_listed(position: int) -> None:
    data = everything()
    data["datasets"][position]["visibility"] = "internal"
    assert not [record for _, record in rows(data) if record.startswith(f"/datasets/{position} ")]
    assert f"/datasets/{position}" not in uses_as_data(summary_of(data))


def test_nothing_that_does_not_exist_is_listed() -> None:
    data = {"lineage": "1.0-draft", "id": "urn:a:b"}
    assert section(data).body[1:] == ()
    for name in example_names():
        data = raw(REPOSITORY / "examples" / name / "lineage.yaml")
        manifest = manifest_of(data)
        fields = list(summary_of(data).fields())
        found = used_records("G", fields, scope_of(manifest, Index(manifest), None))
        for block in found.body:
            if isinstance(block, Table):
                assert all(exists(manifest, place) for row in block.rows for place in pointers(row.cells))


def test_long_tables_are_cut_and_the_rest_is_counted() -> None:
    data = everything()
    small = data["datasets"][1]
    more = [{**small, "id": f"more-{number}", "name": f"More {number}"} for number in range(300)]
    data["datasets"] += more
    data["models"][0]["training"][0]["uses"] += [record["id"] for record in more]
    body = section(data).body
    assert len(body[1].rows) == 400
    assert "not printed; the JSON form has them all." in body[2].paragraphs[0].text
    assert len(uses_as_data(summary_of(data))) > 300


def test_every_format_has_the_section_and_json_has_the_map() -> None:
    summary = example("apertus")
    assert HEADING in [inner.heading for inner in summary.annex.sections]
    data = json.loads(write_json(summary))
    assert data["uses"] == uses_as_data(summary)
    assert data["uses"]["/models/0"][0] == "1.2.a"
    assert HEADING in write_markdown(summary)
    assert 'id="record-models-0"' in write_html(summary)


def test_the_map_points_at_records() -> None:
    found = uses(summary_of(everything()).fields())
    assert [to_text(record) for record in found] == list(uses_as_data(summary_of(everything())))
