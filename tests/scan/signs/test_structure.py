"""Signs in the structure: columns, files, tags; and the page that says how far signs can be trusted."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from lineage.scan.signs import PATTERNS, SIGNS, Found, of_columns, of_files, of_tags
from tests.bench import signs as bench
from tests.bench.sign_page import page


def names(found: Iterable[Found]) -> dict[str, tuple[str, ...]]:
    return {one.sign.name: one.where for one in found}


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["text", "url"], {}),
        (["prompt", "model"], {"structure.generator-column": ("model",)}),
        (["instruction", "generation", "distilabel_metadata", "model_name"],
         {"structure.generator-column": ("model_name",), "structure.generation-metadata": ("distilabel_metadata",)}),
        (["problem", "deepseek_reasoning", "deepseek_solution"],
         {"structure.column-named-after-a-model": ("deepseek_reasoning", "deepseek_solution")}),
        (["chosen_model", "rejected_model", "chosen"], {"structure.generator-column": ("chosen_model",
        "rejected_model")}),
    ],
)  # fmt: skip
def test_columns(columns: list[str], found: dict[str, tuple[str, ...]]) -> None:
    assert names(of_columns(columns)) == found


def test_columns_that_were_looked_at_and_name_no_model() -> None:
    assert names(of_columns(["model", "year"], [])) == {}


def test_files() -> None:
    paths = ["data/a.parquet", "pipeline.yaml", "x/datadreamer.json", "x/README.md", "builder_config.json"]
    assert names(of_files(paths)) == {
        "structure.pipeline-file": ("builder_config.json", "pipeline.yaml", "x/datadreamer.json")
    }
    assert of_files(["README.md"]) == ()


def test_tags() -> None:
    tags = ["synthetic", "Distilabel", "gpt-4", "rlaif", "bread", "claude-3-opus", "not-synthetic"]
    assert names(of_tags(tags)) == {
        "structure.card-tag": ("Distilabel", "claude-3-opus", "gpt-4", "rlaif", "synthetic")
    }
    assert of_tags(["bread"]) == ()


def test_the_page_is_that_of_what_was_measured() -> None:
    measured = json.loads(bench.MEASURED.read_text("utf-8"))
    assert bench.PAGE.read_text("utf-8") == page(measured)


def test_what_was_measured_were_these_patterns() -> None:
    """Whoever changes a pattern measures again: python -m tests.bench.signs FOLDER."""
    measured = json.loads(bench.MEASURED.read_text("utf-8"))
    assert measured["patterns"] == bench.digest()
    assert {name for one in measured["sets"] for name in one["hits"]} <= {*PATTERNS, "overlap"}


def test_every_sign_is_on_the_page() -> None:
    text = bench.PAGE.read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in SIGNS)


def test_no_pattern_was_found_in_more_than_one_text_of_people_in_ten_thousand() -> None:
    measured = json.loads(bench.MEASURED.read_text("utf-8"))
    people = [one for one in measured["sets"] if one["author"] == "people"]
    texts = sum(one["texts"] for one in people)
    for name in (*PATTERNS, "overlap"):
        assert sum(one["hits"].get(name, 0) for one in people) * 10_000 <= texts
