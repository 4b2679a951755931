"""The summaries generated from the re-encoded filings give the answers that were filed.

``tests/golden/NAME/answers.json`` holds the answers of each filing as facts: booleans, sets of modalities, size bands,
dates, names, links. Where the template itself demands something else, ``differences`` says what and why, and that is
tested too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lineage import check, eu_summary, load, write_json
from lineage.schema import resource

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
NAMES = ("apertus", "smollm3", "grok-4.5", "gpt-5.5", "mai-image-2")
MODALITIES = ("text", "image", "audio", "video", "other")

YES_NO = {
    "2.1 used": "2.1.a",
    "2.2.1 used": "2.2.1.a",
    "2.2.2 used": "2.2.2.a",
    "2.3 used": "2.3.a",
    "2.4 model used": "2.4.a",
    "2.4 service used": "2.4.b",
    "2.5 used": "2.5.a",
    "2.6 used": "2.6.a",
    "3.1 signatory": "3.1.a",
}
TICKS = {
    "2.1 modalities": "2.1.b",
    "2.2.1 modalities": "2.2.1.b",
    "2.2.2 modalities": "2.2.2.b",
    "2.3 modalities": "2.3.g",
    "2.4 modalities": "2.4.d",
    "2.5 modalities": "2.5.b",
}
LINKS = {
    "history link": "0.a",
    "1.2 links": "1.2.a",
    "2.1 large links": "2.1.c",
    "2.1 other links": "2.1.d",
    "2.1 comment links": "2.1.e",
    "2.4 links": "2.4.c",
    "2.5 other model links": "2.5.d",
    "2.5 comment links": "2.5.e",
    "3.1 links": "3.1.c",
    "3.2 links": "3.2.a",
    "3.3 links": "3.3.a",
}
WORDS = {
    "version": "0.a",
    "1.1 provider": "1.1.a",
    "1.1 members": "1.1.a",
    "1.1 email": "1.1.a",
    "1.1 url": "1.1.a",
    "1.1 address": "1.1.a",
    "1.1 representative": "1.1.b",
    "1.1 representative address": "1.1.b",
    "1.2 names": "1.2.a",
    "1.2 dependencies": "1.2.b",
    "1.3 text tokenizer": "1.3.a-c",
    "1.3 other": "1.3.a-c",
    "1.3 programming languages": "1.3.f",
    "2.1 large names": "2.1.c",
    "2.1 large groups": "2.1.c",
    "2.1 other description": "2.1.d",
    "2.1 other names without link": "2.1.d",
    "2.2.2 publicly known": "2.2.2.c",
    "2.3 crawlers": "2.3.b",
    "2.3 domain categories": "2.3.h",
    "2.3 comments": "2.3.i",
    "2.4 services": "2.4.c",
    "2.5 models on the market": "2.5.c",
    "2.5 other models": "2.5.d",
    "2.5 comments": "2.5.e",
    "3.1 protocols": "3.1.b",
}
DATES = {
    "last update": "0.b",
    "1.2 market date": "1.2.c",
    "1.3 latest": "1.3.d",
    "1.3 earliest named": "1.3.d",
    "2.1 period": "2.1.c",
    "2.3 period": "2.3.e",
    "3.1 observed": "3.1.b",
    "3.1 retroactive to": "3.1.b",
}
# Optional comments that were left blank are left out, and what a filing does not contain cannot be printed.
BLANK = {"2.6 comments": "2.6.c", "3.1 comments": "3.1.c", "2.3 domain names": None, "2.3 behaviour stated": None}
PLAIN = {"notApplicable": "Not applicable", "none": "None"}


@cache
def summary(name: str) -> dict[str, Any]:
    report = check(load(resource("examples", name) / "lineage.yaml"), law="eu", at=date(2026, 11, 22))
    assert report.manifest is not None
    text = write_json(eu_summary(report.manifest, at=date(2026, 11, 22), sha256="0" * 64, tool_version="0"))
    content: dict[str, Any] = json.loads(text)
    return content


@cache
def fields(name: str) -> dict[str, Any]:
    def walk(sections: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
        for section in sections:
            yield from ((field["number"], field) for field in section["fields"])
            yield from walk(section["sections"])

    content = summary(name)
    return {field["number"]: field for field in content["head"]} | dict(walk(content["sections"]))


def inside(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from inside(value)
    elif isinstance(node, list):
        for item in node:
            yield from inside(item)


def text(name: str, number: str | None) -> str:
    found = fields(name).get(number or "", {})
    return " ".join(str(node["text"]) for node in inside(found.get("answer", [])) if "text" in node)


def links(name: str, number: str) -> set[str]:
    return {node["text"] for node in inside(fields(name).get(number, {})) if node.get("link")}


def ticked(node: Any) -> list[str]:
    return [option["label"] for option in inside(node) if option.get("chosen")]


def rows(name: str) -> dict[str, Any]:
    table = next(node for node in inside(fields(name)["1.3.a-c"]) if node.get("type") == "table")
    return {row["cells"][0][0]["options"][0]["label"].lower(): row for row in table["rows"]}


def printed(value: str) -> list[str]:
    """The ways in which the form may print a date, exact or partial."""
    parts = value.split("-")
    if len(parts) == 1:
        return [value]
    year, month = parts[:2]
    names = "January February March April May June July August September October November December".split()
    if len(parts) == 2:
        return [f"{month}/{year}", f"{names[int(month) - 1]} {year}"]
    day = parts[2]
    return [value, f"{day}/{month}/{year[2:]}", f"{int(day)} {names[int(month) - 1]} {year}", f"{month}/{year}"]


def answers() -> list[Any]:
    found = []
    for name in NAMES:
        content = json.loads((GOLDEN / name / "answers.json").read_text("utf-8"))
        differences = {entry["field"]: entry for entry in content.pop("differences")}
        found += [
            pytest.param(name, key, value, differences.get(key), id=f"{name}: {key}") for key, value in content.items()
        ]
    return found


@pytest.mark.parametrize(("name", "key", "filed", "difference"), answers())
def test_the_summary_gives_the_answer_as_filed(name: str, key: str, filed: Any, difference: Any) -> None:
    if difference:
        assert len(difference["reason"]) > 20
        expected = difference["ours"]
    else:
        expected = filed
    if key in YES_NO and isinstance(expected, bool):
        assert ticked(fields(name)[YES_NO[key]]) == ["Yes" if expected else "No"]
    elif key in TICKS:
        assert {label.lower() for label in ticked(fields(name)[TICKS[key]])} == set(expected)
    elif key == "1.3 modalities":
        assert {label.lower() for row in rows(name).values() for label in ticked(row["cells"][0])} == set(expected)
    elif band := re.fullmatch(r"1\.3 (\w+) band", key):
        options = next(node["options"] for node in inside(rows(name)[band[1]]["cells"][1]) if node.get("exclusive"))
        assert [option["chosen"] for option in options] == [position == expected for position in range(3)]
    elif key == "1.3 text size":
        said = text(name, "1.3.a-c")
        assert f"{expected['value']} {expected['magnitude']} {expected['unit']}" in said
    elif key == "1.3 language count":
        assert str(expected["value"]) in text(name, "1.3.e").replace("\u00a0", "").replace(" ", "")
    elif key in LINKS and not isinstance(expected, str | None):
        assert links(name, LINKS[key]) == set(expected)
    elif key in ("1.3 languages", "1.3 main languages", "1.3 official languages of the Union") and expected:
        if isinstance(expected, list):
            assert set(expected) <= set(re.findall(r"\(([a-z]{2,3})\)", text(name, "1.3.e")))
    elif key == "1.3 continuous" and isinstance(expected, bool):
        assert "trained on new or dynamic data after that date." in text(name, "1.3.d")
    elif key == "2.1 large versions":
        said = text(name, "2.1.c")
        for link, version in expected.items():
            assert f"version {version}, {link}" in said
    elif key in DATES and expected and expected != "No information available":
        said = text(name, DATES[key])
        for value in [expected] if isinstance(expected, str) else expected.values():
            assert any(form in said for form in printed(value)), said
    elif key in BLANK:
        assert not expected
        assert BLANK[key] is None or BLANK[key] not in fields(name)
    else:
        says(name, key, expected)


def says(name: str, key: str, expected: Any) -> None:
    """Names and statements: the field's text holds them; a blank is printed as such, or left out where optional."""
    number = (WORDS | YES_NO | DATES | LINKS).get(key) or {
        "1.3 continuous": "1.3.d",
        "1.3 languages": "1.3.e",
        "2.2.2 other modality": "2.2.2.b",
        "3.3 other": "3.3.a",
    }.get(key)
    assert number, f"no test knows how to read {key}"
    said = text(name, number)
    if expected is None:
        assert number not in fields(name) or "No information available" in said
    elif expected == "No information available":
        assert "no information available" in said.lower() or not ticked(fields(name)[number])
    elif isinstance(expected, str):
        assert PLAIN.get(expected, expected) in said
    else:
        for word in expected:
            assert word.casefold() in said.casefold(), said


def test_every_difference_is_about_a_field_or_says_why_it_is_left_out() -> None:
    for name in NAMES:
        content = json.loads((GOLDEN / name / "answers.json").read_text("utf-8"))
        for difference in content["differences"]:
            assert set(difference) == {"field", "filed", "ours", "reason"}
