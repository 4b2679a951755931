"""The crosswalk: an SSSOM mapping set whose subjects are fields of the model."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import ryaml
from rdflib.namespace import DCTERMS, ODRL2, PROV, SDO

from lineage.interop.croissant.twins import TWINS
from lineage.model.base import wire_name
from lineage.summary.eu.labels import FORM, Part
from lineage.summary.eu.labels import HEAD as HEAD_OF_FORM
from tests.spec.chapters import NOUNS, SPEC, text
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


CLASSES = (
    "Manifest Agent Model Stage Dataset Measurement Derivation ModelUse Corpus Crawler Service Measure Declaration "
    "Publication Terms Claim Waiver"
).split()
ASKED = {
    "croissant-1.1": 40,
    "spdx-3.0.1": 40,
    "cyclonedx-1.7": 30,
    "dta-dps-1.0.0": 25,
    "prov-o": 20,
    "eu-template-2025-07": 70,
    "ab2013": 25,
    "code-form": 30,
    "dcat-3": 20,
}
"""Every source with the least number of rows that speak of it."""


def test_every_noun_is_compared_with_somebody() -> None:
    assert set(CLASSES) <= {row["subject_id"].removeprefix("field:").partition(".")[0] for row in ROWS}
    assert len(CLASSES) == len(NOUNS)


def test_no_source_is_thin() -> None:
    counted = Counter(row["object_source"].removeprefix("src:") for row in ROWS)
    assert set(counted) == set(ASKED)
    assert {source: count for source, count in counted.items() if count < ASKED[source]} == {}
    for source in ASKED:
        found = [row for row in ROWS if row["object_source"] == f"src:{source}" and row["object_id"] != NOTHING]
        assert len(found) > 15, source


def test_what_croissant_is_read_and_written_as_is_in_it() -> None:
    rows = {(row["subject_id"], row["object_id"]) for row in ROWS if row["object_source"] == "src:croissant-1.1"}
    for twin in TWINS:
        assert any((f"field:Dataset.{twin.field}", name) in rows for name in twin.names), twin.field


def test_terms_of_cyclonedx_are_places_of_its_schema() -> None:
    schema = json.loads((files("cyclonedx.schema") / "_res" / "bom-1.7.SNAPSHOT.schema.json").read_text("utf-8"))
    for name in {row["object_id"] for row in ROWS if row["object_id"].startswith("cdx:")}:
        node = schema
        for part in name.removeprefix("cdx:").split("/"):
            node = node[part]


@pytest.mark.parametrize(("prefix", "namespace"), [("prov", PROV), ("dct", DCTERMS), ("odrl", ODRL2), ("sc", SDO)])
def test_terms_of_others_exist(prefix: str, namespace: Any) -> None:
    names = {row["object_id"].partition(":")[2] for row in ROWS if row["object_id"].startswith(f"{prefix}:")}
    assert names
    assert not [name for name in names if name not in namespace]


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
