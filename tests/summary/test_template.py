"""The form is the template's: headings, questions, options, bands, in its order and wording, misprints included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lineage.graph.bands import BANDS
from lineage.summary.blocks import Choices, Section, Table, parts
from tests.summary.build import HERE, everything, field, summary_of

TEMPLATE = [
    tuple(line.split("|", 1))
    for line in (HERE / "template.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def printed(section: Section) -> Iterator[tuple[str, str]]:
    yield section.number, section.heading
    yield from ((found.number, found.label) for found in section.fields)
    for inner in section.sections:
        yield from printed(inner)


def test_headings_and_questions_are_the_templates() -> None:
    summary = summary_of(everything())
    head = [(found.number, found.label) for found in summary.head]
    assert [*head, *(pair for section in summary.sections for pair in printed(section))] == TEMPLATE


def test_a_bare_manifest_gets_every_question_that_is_not_optional() -> None:
    summary = summary_of({"lineage": "1.0-draft", "id": "urn:test:bare"})
    required = [pair[0] for pair in TEMPLATE if "(optional)" not in pair[1] and pair[0][-1].isalpha()]
    assert [found.number for found in summary.fields()] == [*required, "3.3.a"]


def test_title() -> None:
    summary = summary_of(everything())
    assert summary.title == "Public Summary of Training Content for General-Purpose AI models"
    assert summary.subtitle == "required by Article 53(1)(d) of Regulation (EU) 2024/1689 (AI Act)"


def test_modalities_stand_in_the_order_of_their_section() -> None:
    summary = summary_of(everything())
    table = next(part for part in parts(field(summary, "1.3.a-c").answer) if isinstance(part, Table))
    first = [part.options[0].label for row in table.rows for part in parts(row.cells[0]) if isinstance(part, Choices)]
    assert first == ["Text", "Image", "Audio", "Video", "Other"]
    for number in ("2.1.b", "2.2.1.b", "2.2.2.b", "2.3.g", "2.4.d", "2.5.b"):
        ticks = next(part for part in field(summary, number).answer if isinstance(part, Choices))
        assert [option.label for option in ticks.options] == ["Text", "Image", "Video", "Audio", "Other"]


def test_bands_keep_the_templates_misprints() -> None:
    assert BANDS["text"].labels == (
        "Less than 1 billion tokens",
        "1billion to 10 trillions tokens",
        "More than 10 trillions tokens",
    )
    assert BANDS["image"].labels[1] == "1Million to1 billion images"
    assert BANDS["audio"].labels == BANDS["video"].labels
    assert BANDS["audio"].labels[1] == "10 000 to1 million hours"


@pytest.mark.parametrize(
    ("modality", "quantity", "band"),
    [
        ("text", {"value": 999_999_999, "unit": "tokens"}, 0),
        ("text", {"value": 1, "magnitude": "billion", "unit": "tokens"}, 1),
        ("text", {"value": 10, "magnitude": "trillion", "unit": "tokens"}, 1),
        ("text", {"moreThan": 10, "magnitude": "trillion", "unit": "tokens"}, 2),
        ("text", {"atLeast": 10, "magnitude": "trillion", "unit": "tokens"}, None),
        ("text", {"lessThan": 1, "magnitude": "billion", "unit": "tokens"}, 0),
        ("text", {"value": 5, "magnitude": "trillion", "unit": "words"}, None),
        ("image", {"value": 1, "magnitude": "million", "unit": "images"}, 1),
        ("image", {"atLeast": 0.9, "atMost": 1.1, "magnitude": "million", "unit": "images"}, None),
        ("audio", {"value": 600_000, "unit": "minutes"}, 1),
        ("audio", {"value": 599_999, "unit": "minutes"}, 0),
        ("video", {"moreThan": 1, "magnitude": "million", "unit": "hours"}, 2),
    ],
)
def test_one_band_is_ticked_only_where_the_size_lies_in_one(
    modality: str, quantity: dict[str, object], band: int | None
) -> None:
    data = everything()
    data["corpora"][0]["modalities"] = [{"modality": modality, "quantity": quantity}]
    answer = field(summary_of(data), "1.3.a-c").answer
    row = next(row for part in parts(answer) if isinstance(part, Table) for row in part.rows if len(words_in(row)) > 0)
    bands = next(part for part in parts(row.cells[1]) if isinstance(part, Choices))
    assert [option.chosen for option in bands.options] == [position == band for position in range(3)]
    reasons = [part.text for part in parts(row.cells[1]) if hasattr(part, "runs") and "No range is ticked" in part.text]
    assert bool(reasons) == (band is None)


def words_in(row: object) -> list[object]:
    """The ticked options of the first cell of a row."""
    cells = row.cells  # type: ignore[attr-defined]
    return [option for part in parts(cells[0]) if isinstance(part, Choices) for option in part.options if option.chosen]
