"""Files of tools beside the data: found by name, read by the importers, left alone where they are something else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lineage.interop import FORMATS
from lineage.scan.beside import NAMES, Beside, find, read
from lineage.scan.signs import of_files, of_tags

CARD = """\
---
license: apache-2.0
language: [en]
tags: [synthetic, distilabel]
size_categories: [n<1K]
---
# Breads
A set of recipes.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "breads" / "data"
    folder.mkdir(parents=True)
    (folder / "a.parquet").write_bytes(b"PAR1")
    return folder


def test_beside_and_above(data: Path) -> None:
    (data.parent / "README.md").write_text(CARD)
    (data / "pipeline.yaml").write_text("pipeline: {}\n")
    (data.parent.parent / "datadreamer.json").write_text("{}")  # breads/ is no part of a set: this is another's
    expected = (Beside(data.parent / "README.md", "huggingface"), Beside(data / "pipeline.yaml", "distilabel"))
    assert find([data / "a.parquet"]) == expected
    assert find([str(data / "a.parquet"), data / "b.parquet"]) == expected
    assert set(find([data])) == set(expected)


def test_a_part_of_a_part(data: Path) -> None:
    inner = data / "train-00" / "a.parquet"
    inner.parent.mkdir()
    (data.parent / "README.md").write_text(CARD)
    assert [one.path.name for one in find([inner])] == ["README.md"]


def test_tags_of_a_card_that_does_not_say_of_what_it_is(data: Path) -> None:
    (data / "README.md").write_text(CARD.replace("size_categories: [n<1K]\n", ""))
    told = read(find([data]))
    assert not told.read
    assert told.tags == ("synthetic", "distilabel")


def test_nothing_beside_an_address() -> None:
    assert find(["s3://bucket/data/a.parquet"]) == ()


def test_a_folder_of_that_name_is_no_file(data: Path) -> None:
    (data / "README.md").mkdir()
    assert find([data]) == ()


def test_every_name_is_of_a_format_that_can_be_read() -> None:
    assert all(FORMATS[name].reads for name in NAMES.values())


def test_a_card(data: Path) -> None:
    (data / "README.md").write_text(CARD)
    told = read(find([data]))
    assert [one.format for one in told.read] == ["huggingface"]
    assert told.tags == ("synthetic", "distilabel")
    assert told.tree["datasets"]
    assert [one.where for one in of_tags(told.tags)] == [("distilabel", "synthetic")]


def test_a_page_of_another_kind_is_left_alone(data: Path) -> None:
    (data / "README.md").write_text("# How to bake\n\nSlowly.\n")
    (data / "croissant.json").write_text('{"butter": true}')
    told = read(find([data]))
    assert not told.read
    assert {one.path.name for one in (*told.other, *(one for one, _ in told.refused))} == {
        "README.md",
        "croissant.json",
    }
    assert told.tags == ()


def test_a_damaged_file_is_named_and_the_others_are_read(data: Path) -> None:
    (data / "croissant.json").write_text('{"@context": ')
    (data / "README.md").write_text(CARD)
    told = read(find([data]))
    assert [one.path.name for one in told.read] == ["README.md"]
    assert [one.path.name for one, _ in told.refused] == ["croissant.json"]
    assert all(error.message for _, error in told.refused)


def test_a_format_without_its_importer(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "pipeline.yaml").write_text("pipeline: {}\n")
    monkeypatch.setitem(sys.modules, "lineage.interop.distilabel", None)
    told = read(find([data]))
    assert [one.path.name for one, _ in told.refused] == ["pipeline.yaml"]


PIPELINES = {
    "distilabel": (
        "pipeline.yaml",
        """\
distilabel:
  version: 1.5.3
pipeline:
  name: breads
  steps:
  - step:
      name: text_generation_0
      type_info: {module: distilabel.steps.tasks.text_generation, name: TextGeneration}
      llm:
        model: gpt-4o-mini
        type_info: {module: distilabel.models.llms.openai, name: OpenAILLM}
    name: text_generation_0
  connections: []
""",
    ),
}


@pytest.mark.parametrize("format_", PIPELINES)
def test_a_pipeline_names_its_models(format_: str, data: Path) -> None:
    pytest.importorskip(f"lineage.interop.{format_}")
    name, text = PIPELINES[format_]
    (data / name).write_text(text)
    told = read(find([data]))
    assert [one.format for one in told.read] == [format_]
    assert told.tree["models"]
    assert of_files(str(one.path) for one in told.read)
