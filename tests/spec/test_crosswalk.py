"""The crosswalk: an SSSOM mapping set whose subjects are fields of the model."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

import ryaml

from lineage.model.base import wire_name
from lineage.summary.eu.labels import FORM, Part
from lineage.summary.eu.labels import HEAD as HEAD_OF_FORM
from tests.spec.chapters import SPEC, text
from tools.field_tables import documented

LINES = text(SPEC / "crosswalk.sssom.tsv").splitlines()
HEAD: dict[str, Any] = ryaml.loads("\n".join(line.removeprefix("# ") for line in LINES if line.startswith("#")))
ROWS = list(
    csv.DictReader((line for line in LINES if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
)
PREDICATES = {f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")}
NOTHING = "sssom:NoTermFound"


def test_the_set_describes_itself() -> None:
    assert HEAD["mapping_set_id"].startswith("https://w3id.org/training-lineage/")
    assert HEAD["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert all(HEAD[key] for key in ("mapping_set_version", "mapping_set_title", "subject_source", "curie_map"))


def test_rows_are_whole() -> None:
    assert len(ROWS) > 200
    for row in ROWS:
        assert None not in row, row
        assert None not in row.values(), row
        assert all(row[key] for key in row if key != "comment"), row
        assert row["predicate_id"] in PREDICATES, row
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"


def test_every_prefix_is_declared_and_every_declared_one_used() -> None:
    keys = ("subject_id", "predicate_id", "object_id", "object_source", "mapping_justification")
    used = {row[key].partition(":")[0] for row in ROWS for key in keys}
    assert used == set(HEAD["curie_map"])


def test_subjects_are_classes_and_fields_of_the_model() -> None:
    for row in ROWS:
        cls, _, field = row["subject_id"].removeprefix("field:").partition(".")
        assert cls in documented(), row
        if field:
            assert field in map(wire_name, documented()[cls].model_fields), row
        assert row["subject_label"] == (field or cls)


def test_nothing_is_mapped_twice() -> None:
    counted = Counter((row["subject_id"], row["object_id"], row["object_source"]) for row in ROWS)
    assert not [key for key, times in counted.items() if times > 1]


def test_nothing_found_stands_alone() -> None:
    nothing = {(row["subject_id"], row["object_source"]) for row in ROWS if row["object_id"] == NOTHING}
    mapped = {(row["subject_id"], row["object_source"]) for row in ROWS if row["object_id"] != NOTHING}
    assert not nothing & mapped


def test_rows_are_sorted() -> None:
    keys = [(row["object_source"], row["subject_id"], row["object_id"]) for row in ROWS]
    assert keys == sorted(keys)


def questions(part: Part) -> Iterator[str]:
    yield from (question.number for question in part.questions)
    for below in part.parts:
        yield from questions(below)


def test_every_question_of_the_european_form_is_reached_and_no_other() -> None:
    asked = {question.number for question in HEAD_OF_FORM} | {number for part in FORM for number in questions(part)}
    assert {row["object_id"].removeprefix("eut:") for row in ROWS if row["object_id"].startswith("eut:")} == asked


def test_every_item_of_ab_2013_is_reached() -> None:
    items = {row["object_id"] for row in ROWS if row["object_id"].startswith("ab2013:")}
    assert items == {f"ab2013:item-{number}" for number in range(1, 13)} | {"ab2013:exemption"}
