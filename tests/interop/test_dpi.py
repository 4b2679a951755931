"""Summaries of the Data Provenance Initiative: what is taken, how parents resolve, and all real ones in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.losses import Loss
from lineage.interop.source import NotThisFormat, Source, open_source
from tools.dpi_table import count, main, markdown

SUMMARIES = Path(__file__).resolve().parents[3] / "shared/data/dpi/data_summaries"
DPI = FORMATS["dpi"]
real = pytest.mark.skipif(not SUMMARIES.is_dir(), reason="the summaries are not here")


def summary(identifier: str, **columns: Any) -> dict[str, Any]:
    return {
        "Unique Dataset Identifier": identifier,
        "Dataset Name": columns.pop("name", identifier),
        "Collection": columns.pop("collection", "Own"),
        "Model Generated": [],
        "Derived from Datasets": [],
        "Licenses": [{"License": "Unspecified", "License URL": ""}],
        **{key.replace("_", " "): value for key, value in columns.items()},
    }


def imported(*files: dict[str, Any]) -> tuple[dict[str, Any], list[Loss]]:
    draft, losses = Draft(), list[Loss]()
    for number, content in enumerate(files):
        losses += DPI.read(Source(f"{number}.json", json.dumps(content).encode()), draft)
    return draft.tree("urn:lineage:test"), losses


def by_name(tree: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {record["name"]: record for record in tree["datasets"]}


def test_a_summary_becomes_a_dataset_with_its_generators() -> None:
    tree, losses = imported(
        {
            "own-chat": summary(
                "own-chat",
                name="Chat",
                Model_Generated=["OpenAI GPT-3.5-Turbo", "gpt-3.5-turbo", "Other", "templates", "Some Model"],
                Licenses=[
                    {"License": "CC BY 4.0", "License URL": "https://example.org/licence"},
                    {"License": "Somebody's Own", "License URL": ""},
                ],
                License_Notes="Looked up by hand.",
                Languages=["English", "Python", "Klingonese"],
                Creators=["Example University"],
                Human_Annotation="Yes",
                Text_Metrics={"Num Dialogs": 1200, "Max Dialog Turns": 4},
                Paper_Title="On chats",
                ArXiv_URL="https://arxiv.org/abs/2301.00001",
                Hugging_Face_URL="https://huggingface.co/datasets/example/chat",
            )
        }
    )
    (record,) = tree["datasets"]
    known = record.pop("known")
    assert known["how"] == "declared"
    assert known["source"] == "0.json"
    assert record == {
        "id": "own-chat",
        "name": "Chat",
        "aliases": [
            {"name": "own-chat", "usedBy": "Data Provenance Collection"},
            {"name": "Own", "usedBy": "Data Provenance Collection", "sure": False},
        ],
        "url": "https://huggingface.co/datasets/example/chat",
        "documentation": [
            {"url": "https://huggingface.co/datasets/example/chat", "title": "Hugging Face"},
            {"url": "https://arxiv.org/abs/2301.00001", "title": "On chats"},
        ],
        "creators": ["example-university"],
        "languages": ["en"],
        "programmingLanguages": ["Python"],
        "licence": [
            {"expression": "CC-BY-4.0", "url": "https://example.org/licence"},
            {"expression": "LicenseRef-somebody-s-own", "note": "Somebody's Own"},
        ],
        "note": "Looked up by hand.",
        "annotation": {"by": "humans"},
        "modalities": [{"modality": "text", "quantity": {"value": 1200, "unit": "records"}}],
        "modelUses": [
            {"model": "gpt-3.5-turbo", "role": "generate", "known": known},
            {"model": {"unknown": "notStatedBySource"}, "role": "generate", "known": known},
            {"model": "some-model", "role": "generate", "known": known},
        ],
    }
    models = {model["id"]: model for model in tree["models"]}
    assert models["gpt-3.5-turbo"]["aliases"] == [{"name": "OpenAI GPT-3.5-Turbo"}]
    assert models["some-model"]["name"] == "Some Model"
    assert "level" not in models["some-model"]
    assert {loss.path: loss.why for loss in losses} == {
        "/own-chat/Model Generated/3": "templates are no model",
        "/own-chat/Languages/2": "no language has exactly this English name",
        "/own-chat/Text Metrics/Max Dialog Turns": "no field of a manifest holds it",
    }


def test_an_empty_list_says_nothing() -> None:
    tree, losses = imported({"a": summary("a", Creators=[], Paper_Title="")})
    assert not {"modelUses", "derivedFrom", "creators", "annotation"} & set(tree["datasets"][0])
    assert tree["datasets"][0]["licence"] == {"unknown": "notStatedBySource"}
    assert losses == []


def test_parents_resolve_across_files_whatever_their_order() -> None:
    child = {"c": summary("c", Derived_from_Datasets=["base set", "huggingface.co/datasets/x/paged", "elsewhere"])}
    base = {"own-base": summary("own-base", name="Base-Set")}
    paged = {"p": summary("p", name="other name", Hugging_Face_URL="https://huggingface.co/datasets/x/Paged")}
    for files in ((child, base, paged), (paged, base, child)):
        tree, _ = imported(*files)
        records = by_name(tree)
        assert [item["dataset"] for item in records["c"]["derivedFrom"]] == ["own-base", "p", "elsewhere"]
        assert set(records["elsewhere"]) == {"id", "name", "known"}


def test_a_name_that_two_summaries_have_resolves_to_neither() -> None:
    tree, _ = imported(
        {"c": summary("c", Derived_from_Datasets=["twice"])},
        {"x-1": summary("x-1", name="twice"), "x-2": summary("x-2", name="Twice")},
    )
    (item,) = by_name(tree)["c"]["derivedFrom"]
    assert item["dataset"] not in ("x-1", "x-2", "c")


def test_names_that_make_a_circle_resolve_to_no_summary() -> None:
    tree, _ = imported(
        {
            "a": summary("a", Derived_from_Datasets=["b", "c"]),
            "b": summary("b", Derived_from_Datasets=["A"]),
            "c": summary("c", Derived_from_Datasets=["C"]),
        }
    )
    records = {record["id"]: record for record in tree["datasets"]}
    assert [item["dataset"] for item in records["a"]["derivedFrom"]] == ["b-2", "c"]
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity.value == "error"]


def test_summaries_that_share_a_page_are_not_identified_by_it() -> None:
    page = "https://huggingface.co/datasets/example/many"
    tree, _ = imported({key: summary(key, Hugging_Face_URL=page) for key in ("a", "b")})
    assert all("url" not in record for record in tree["datasets"] if "hasPart" not in record)


def test_a_collection_lists_its_parts() -> None:
    tree, _ = imported({"a": summary("a", Collection_URL="https://example.org/own"), "b": summary("b")})
    (collection,) = [record for record in tree["datasets"] if "hasPart" in record]
    assert (collection["name"], collection["url"]) == ("Own", "https://example.org/own")
    assert collection["hasPart"] == ["a", "b"]


OTHERS = [
    {},
    [],
    "text",
    {"a": 1},
    {"a": {"Unique Dataset Identifier": "a"}},
    {"the template": {"Unique Dataset Identifier": "string: a name", "Model Generated": ["list[str]"]}},
]


@pytest.mark.parametrize("content", OTHERS)
def test_other_documents_are_refused(content: Any) -> None:
    source = Source("a.json", json.dumps(content).encode())
    if isinstance(content, dict):
        assert not DPI.looks_like(source)
    with pytest.raises(NotThisFormat if isinstance(content, dict) else LineageError):
        DPI.read(source, Draft())


def test_a_table_is_counted_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = {
        "a": summary("a", Model_Generated=["ChatGPT"]),
        "b": summary("b", Derived_from_Datasets=["a", "x"], Model_Generated=["Other"]),
    }
    (tmp_path / "Own.json").write_text(json.dumps(content), "utf-8")
    (tmp_path / "_template.json").write_text(json.dumps(content), "utf-8")
    assert main([str(tmp_path), "--compare"]) == 0
    assert "| records | 2 |" in capsys.readouterr().out
    counts = count(tmp_path).counts
    assert counts["name a generator"] == 1
    assert counts["name a generator, or say that there is another"] == 2
    assert counts["with a generator whose provider's terms are on record"] == 1
    assert (counts["listings of a parent"], counts["listings of a parent that resolve"]) == (2, 1)


def test_a_directory_without_summaries_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no summary" in capsys.readouterr().err


@real
def test_all_real_summaries_import_in_one_run() -> None:
    table = count(SUMMARIES)
    assert table.records == 2311
    assert table.records / table.seconds > 200
    report = check(read_bytes(json.dumps(table.tree).encode(), "dpi.json"), profile="draft")
    assert report.manifest is not None
    assert {finding.code for finding in report.findings if finding.severity.value == "error"} == set()
    described = [record for record in table.tree["datasets"] if "licence" in record]
    assert len(described) == 2311
    assert all(DPI.looks_like(open_source(path)) for path in SUMMARIES.glob("[A-D]*.json"))
    generated = sum(len(record.get("modelUses", [])) for record in described)
    assert generated > 400


@real
def test_the_page_of_numbers_is_up_to_date() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/dpi.md").read_text("utf-8")
    assert markdown(count(SUMMARIES), rate=False) in page
