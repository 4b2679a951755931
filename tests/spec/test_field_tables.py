"""The tables of fields: as generated, every class of the model in exactly one of them, below its own heading."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lineage.model.base import wire_name
from lineage.schema.generate import SINCE
from tests.spec.chapters import CHAPTERS, REPOSITORY, headings, text
from tools.field_tables import MARKED, documented, field_tables


@pytest.mark.parametrize(("name", "written"), list(field_tables()), ids=lambda value: value if "/" in value else "")
def test_tables_are_up_to_date(name: str, written: str) -> None:
    assert text(REPOSITORY / name) == written, "run make generate"


def test_every_class_has_exactly_one_table() -> None:
    counted = Counter(name for path in CHAPTERS for name in MARKED.findall(text(path)))
    assert counted == Counter(documented().keys())


def test_a_table_stands_below_its_own_heading() -> None:
    for path in CHAPTERS:
        for name in MARKED.findall(text(path)):
            assert name in headings(path, "###"), f"{path.name}: {name}"
            assert re.search(rf"^### {name}\n\n<!-- fields: {name} -->$", text(path), re.MULTILINE), name


def test_every_type_has_words() -> None:
    for path in CHAPTERS:
        for table in re.findall(r"<!-- fields: (?!Stated).*?<!-- end -->", text(path), re.DOTALL):
            assert "the value itself" not in table, table
            assert "](#" not in table, "a class without a place"


def test_versions_are_those_of_real_fields() -> None:
    for name, _, wire in (field.partition(".") for field in SINCE):
        assert wire in map(wire_name, documented()[name].model_fields)
