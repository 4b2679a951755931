"""Pictures say what the records say: numbers are sums of records, hidden ones are counted, silence is no zero."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest

from lineage.summary import Summary, write_html, write_json, write_markdown
from lineage.summary.blocks import Figure, parts, pointers
from lineage.summary.places import exists
from tests.summary.build import REPOSITORY, everything, example, manifest_of, raw, summary_of, text

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["apertus", "smollm3", "grok-4.5", "synthetic-teacher", "dclm", "ultrafeedback-zephyr", "wildchat", "minimal"]
SUMMARIES = {name: example(name) for name in NAMES} | {"everything": summary_of(everything())}


def figures(summary: Summary) -> dict[str, Figure]:
    return {part.title: part for part in parts(summary.annex) if isinstance(part, Figure)}


def rows(figure: Figure) -> list[list[str]]:
    return [[text(cell) for cell in row.cells] for row in figure.table.rows]


def figures_of(data: dict[str, Any]) -> dict[str, Figure]:
    return figures(summary_of(data))


def manifest(name: str) -> dict[str, Any]:
    return raw(REPOSITORY / "examples" / name / "lineage.yaml")


@pytest.mark.parametrize("summary", SUMMARIES.values(), ids=SUMMARIES)
def test_every_picture_has_words_and_a_table(summary: Summary) -> None:
    seen: set[str] = set()
    for title, figure in figures(summary).items():
        root = ElementTree.fromstring(figure.svg)
        assert (root[0].text, root[1].text) == (title, figure.description)
        assert figure.description.endswith(".")
        assert figure.table.caption
        assert figure.table.rows
        assert all(text(cell) for row in figure.table.rows for cell in row.cells), "no cell is blank"
        ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        assert not ids & seen, "ids of pictures on one page differ"
        seen |= ids
        assert pointers(figure)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_come_from_places_of_the_manifest(name: str) -> None:
    read = manifest_of(manifest(name))
    for figure in figures(SUMMARIES[name]).values():
        assert all(exists(read, place) for place in pointers(figure) if place[-1] not in ("modalities", "name"))


def test_nothing_recorded_means_no_picture_and_a_sentence() -> None:
    summary = SUMMARIES["minimal"]
    assert figures(summary) == {}
    assert "there is nothing to count or to measure" in text(summary.annex)


def test_counts_by_origin_are_those_of_the_records() -> None:
    for name in ("smollm3", "grok-4.5", "synthetic-teacher"):
        data = manifest(name)
        used = {
            use if isinstance(use, str) else use["dataset"]
            for model in data["models"]
            if model["id"] in data["corpora"][0]["models"]
            for stage in model["training"]
            for use in stage["uses"]
        }
        expected: Counter[str] = Counter()
        for dataset in data["datasets"]:
            if dataset["id"] in used:
                origin = dataset["origin"]
                expected.update([origin] if isinstance(origin, str) else origin)
        found = rows(figures(SUMMARIES[name])["Datasets by origin"])
        shown = [int(cells[2]) + int(cells[3]) for cells in found]
        order = ("public", "licensed", "thirdPartyPrivate", "crawled", "userModel", "userService", "synthetic", "other")
        assert shown == [expected[origin] for origin in order]


def test_a_no_that_is_declared_differs_from_silence() -> None:
    found = rows(figures(SUMMARIES["apertus"])["Datasets by origin"])
    assert found[0] == ["Publicly available (2.1)", "16 datasets", "0", "16", "0"]
    assert found[3] == ["Crawled and scraped (2.3)", "not used, as declared", "0", "0", "0"]
    silent = rows(figures(SUMMARIES["ultrafeedback-zephyr"])["Datasets by origin"])
    assert silent[3][1] == "not stated"


def sized(*sizes: tuple[str, dict[str, Any] | None]) -> dict[str, Any]:
    """The full manifest with public datasets of these sizes and nothing else."""
    data = everything()
    entries = [
        {
            "id": name,
            "name": name.capitalize(),
            "origin": "public",
            "modalities": ["text" if quantity is None else {"modality": "text", "quantity": quantity}],
        }
        for name, quantity in sizes
    ]
    data["datasets"] = entries
    data["models"][0]["training"] = [{"stage": "pretraining", "uses": [name for name, _ in sizes]}]
    del data["corpora"][0]["modalities"]
    del data["measures"], data["waivers"]
    return data


def tokens(value: Decimal | int) -> dict[str, Any]:
    return {"value": int(value), "magnitude": "billion", "unit": "tokens"}


def test_sizes_add_up_and_silence_is_no_zero() -> None:
    found = figures_of(sized(("one", tokens(30)), ("two", tokens(12)), ("three", None)))["Sizes by modality and origin"]
    label, words = "Publicly available (2.1)", "42 billion tokens in 2 datasets; size not stated for 1 dataset"
    assert rows(found) == [["Text, in tokens", label, words]]
    assert words in found.svg
    rectangles = ElementTree.fromstring(found.svg).iter(f"{SVG}rect")
    assert [element.get("class") for element in rectangles].count("pic-bar") == 1


def test_units_are_not_mixed() -> None:
    data = sized(("one", tokens(30)), ("two", {"value": 9, "unit": "words"}))
    found = figures_of(data)["Sizes by modality and origin"]
    assert [cells[0] for cells in rows(found)] == ["Text, in tokens", "Text, in words"]


def test_an_open_bound_stays_open() -> None:
    figure = figures_of(sized(("one", {"moreThan": 3, "magnitude": "billion", "unit": "tokens"})))[
        "Sizes by modality and origin"
    ]
    assert "more than 3 billion tokens in 1 dataset" in figure.description
    assert "url(#figure-sizes-hatch)" in figure.svg


def test_no_size_at_all_is_a_sentence() -> None:
    summary = summary_of(sized(("one", None)))
    assert "Sizes by modality and origin" not in figures(summary)
    assert "there is no picture of sizes" in text(summary.annex)


def test_hidden_datasets_are_counted_and_their_sizes_are_not() -> None:
    data = sized(("one", tokens(30)), ("two", tokens(12)))
    data["datasets"][1] |= {"visibility": "internal", "name": "Zanzibar"}
    data["datasets"][1] |= {"languages": ["sw"], "collected": {"from": 1971}}
    found = figures_of(data)
    assert rows(found["Datasets by origin"])[0] == ["Publicly available (2.1)", "2 datasets", "1", "0", "1"]
    assert rows(found["Sizes by modality and origin"])[0][2] == "30 billion tokens in 1 dataset; 1 dataset not public"
    assert "1 further dataset is not public and not shown." in found["Models and datasets, as recorded"].description
    written = " ".join(f"{figure.svg} {text(figure)}" for figure in found.values())
    for secret in ("Zanzibar", "12 billion", "42 billion", "Swahili", "1971"):
        assert secret not in written


@pytest.mark.parametrize("noun", ["datasets", "models"])
def test_nothing_hidden_is_in_a_picture(noun: str) -> None:
    data = everything()
    for position, record in enumerate(data[noun]):
        if record["id"] != "aurora":
            record |= {"visibility": "authorities", "name": f"Zanzibar {position}"}
        if noun == "datasets":
            record["group"] = "Zanzibar"
    for figure in figures_of(data).values():
        assert "Zanzibar" not in figure.svg + text(figure)


def test_a_dataset_that_is_not_known_is_not_named() -> None:
    for figure in figures(SUMMARIES["everything"]).values():
        assert "Discreet Archive" not in figure.svg + text(figure)
    graph = figures(SUMMARIES["everything"])["Models and datasets, as recorded"]
    assert "A private dataset of section 2.2.2" in graph.svg


def test_languages_are_counted_by_dataset() -> None:
    figure = figures(SUMMARIES["everything"])["Datasets that name each language"]
    assert rows(figure) == [["English (en)", "2"], ["Irish (ga)", "1"]]
    assert rows(figures(SUMMARIES["everything"])["Shares of languages, as declared"]) == [["English (en)", "90 %"]]


def test_the_timeline_has_what_is_stated() -> None:
    figure = figures(SUMMARIES["everything"])["When data was collected"]
    assert rows(figure) == [
        ["Big Public Set", "English texts", "from 2019 to June 2025"],
        ["Own crawl", "Crawled and scraped (2.3)", "from January 2024 to June 2026"],
    ]
    assert "2 of 10 datasets state when they were collected" in figure.description
    assert "the earliest start stated is January 2019; the latest end stated is June 2026" in figure.description


def test_a_period_that_is_stated_for_many_says_so() -> None:
    data = everything()
    data["datasetDefaults"] = {"public": {"collected": {"from": 2020, "to": 2021}}}
    figure = figures_of(data)["When data was collected"]
    expected = [
        "Small Public Set",
        "Publicly available (2.1)",
        "from 2020 to 2021 (as stated for all datasets of this origin)",
    ]
    assert expected in rows(figure)
    assert "1 of these periods is stated for many datasets at once." in figure.description


def test_a_period_without_dates_is_only_in_the_table() -> None:
    data = everything()
    data["datasets"][0]["collected"] = {"duration": "P2Y"}
    figure = figures_of(data)["When data was collected"]
    assert "1 period without dates is only in the table." in figure.description
    assert "Big Public Set" in text(figure.table)
    assert "Big Public Set" not in figure.svg


def test_every_arrow_is_a_record() -> None:
    data = manifest("ultrafeedback-zephyr")
    count = 0
    for model in data["models"]:
        count += len(model.get("initializedFrom", [])) + sum(len(stage["uses"]) for stage in model.get("training", []))
    for dataset in data["datasets"]:
        count += len(dataset.get("derivedFrom", []))
        listed = dataset.get("modelUses", [])
        for use in listed if isinstance(listed, list) else ():
            models = [entry["model"] for entry in use["models"]] if "models" in use else [use["model"]]
            count += sum(len(one["oneOf"]) if isinstance(one, dict) and "oneOf" in one else 1 for one in models)
    figure = figures(SUMMARIES["ultrafeedback-zephyr"])["Models and datasets, as recorded"]
    assert len(figure.table.rows) == count
    assert f"joined by {count} records" in figure.description


def test_arrows_say_how_sure_they_are() -> None:
    data = everything()
    uses = data["models"][0]["training"][1]["modelUses"]
    uses += [{"model": "own", "role": "evaluate"}, {"model": {"self": True}, "role": "judge"}]
    found = rows(figures_of(data)["Models and datasets, as recorded"])
    assert ["Made dialogues", "Teacher Model, version 7", "generate", "possible"] in found
    assert ["Aurora, version 2.0", "Small own model", "evaluate", "evaluation only"] in found
    assert ["Aurora, version 2.0", "itself", "judge", "as stated"] in found
    assert ["Made dialogues", "the model itself at an earlier point (halfway)", "generate", "as stated"] in found
    assert ["Aurora, version 2.0", "Soft Teacher", "softTargets", "as stated"] in found


def test_writers_hold_the_picture_where_they_can() -> None:
    summary = SUMMARIES["apertus"]
    found = list(figures(summary).values())
    page, data = write_html(summary), json.loads(write_json(summary))
    assert page.count("<svg ") == page.count("<figure>") == len(found)
    assert page.count("<style>") == 1
    assert not re.search(r"<svg[^>]*>(?:(?!</svg>).)*<style", page, re.DOTALL)
    blocks = [block for block in data["annex"]["sections"][5]["body"] if block["type"] == "figure"]
    assert [block["svg"] for block in blocks] == [figure.svg for figure in found]
    assert [block["description"] for block in blocks] == [figure.description for figure in found]
    assert "<svg" not in write_markdown(summary)


def test_the_data_is_open_for_print() -> None:
    page = write_html(SUMMARIES["apertus"])
    assert page.count("<details open>") == page.count("<details")
