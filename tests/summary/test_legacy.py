"""Models from before 2 August 2025: what their summary leaves open is stated, and which of it is justified."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.summary.blocks import Section
from tests.summary.build import everything, field, summary_of, text, words

LEAD = (
    "Model One, version 1 was placed on the Union market before 2 August 2025. The summary is due by 2 August 2027. "
    "Information that cannot be obtained is to be stated, with a justification."
)


def data_of(placed: Any) -> dict[str, Any]:
    return {
        "lineage": "1.0-draft",
        "id": "urn:test:legacy",
        "models": [{"id": "m", "name": "Model One", "version": "1", "placedOnUnionMarket": placed}],
        "corpora": [
            {
                "id": "c",
                "models": ["m"],
                "latestCollection": {"unknown": "notObtainable", "note": "The logs are gone."},
                "languages": {"unknown": "notObtainable"},
                "sources": {
                    "licensed": {"used": False},
                    "other": {"used": True, "description": {"withheld": "tradeSecret"}},
                },
            }
        ],
    }


def answer(data: dict[str, Any]) -> list[str]:
    return words(field(summary_of(data), "1.2.c").answer)


@pytest.mark.parametrize("placed", ["2025-08-01", "2025-07", 2024, {"value": "2023-03-01", "note": "In spring."}])
def test_a_model_from_before_the_duty(placed: Any) -> None:
    said = answer(data_of(placed))
    assert LEAD in said
    assert "No information, with the justification given there: question 1.3.d." in said
    assert "No information, and no justification is given: question 1.3.e." in said
    (silent,) = [line for line in said if line.startswith("Nothing is stated in the manifest: questions ")]
    asked = (
        silent.removeprefix("Nothing is stated in the manifest: questions ").removesuffix(".").replace(" and ", ", ")
    )
    assert {"1.1.a", "2.1.a", "2.3.a", "3.1.a"} <= set(asked.split(", "))
    assert not {"1.3.d", "1.3.e", "2.2.1.a", "2.2.1.b", "2.6.b"} & set(asked.split(", "))


@pytest.mark.parametrize(
    "placed", ["2025-08-02", "2025-08", 2025, "2026-01-01", True, False, {"unknown": "pending"}, {"withheld": True}]
)
def test_no_other_model_has_the_statement(placed: Any) -> None:
    assert "2027" not in " ".join(answer(data_of(placed)))


def test_a_model_that_does_not_say_when() -> None:
    data = data_of(True)
    del data["models"][0]["placedOnUnionMarket"]
    assert "2027" not in text(summary_of(data))


def test_the_statement_stands_in_one_place_and_comes_from_the_date() -> None:
    made = summary_of(data_of("2025-03-04"))
    assert text(made).count(LEAD) == 1
    found = next(block for block in field(made, "1.2.c").answer if LEAD in words(block))
    assert found.paragraphs[0].pointers == (("models", 0, "placedOnUnionMarket"),)  # type: ignore[union-attr]


def test_two_models_and_only_the_early_one_is_named() -> None:
    data = data_of("2025-03-04")
    data["models"] += [{"id": "n", "name": "Model Two", "placedOnUnionMarket": "2026-01-01"}]
    data["models"] += [{"id": "o", "name": "Model Three", "placedOnUnionMarket": "2024-01-01"}]
    data["corpora"][0]["models"] += ["n", "o"]
    said = " ".join(answer(data))
    assert "Model One, version 1 and Model Three were placed on the Union market before 2 August 2025." in said


def test_a_hidden_model_is_not_named() -> None:
    data = data_of("2025-03-04")
    data["models"][0]["visibility"] = "internal"
    data["models"].append({"id": "n", "name": "Model Two", "placedOnUnionMarket": "2026-01-01"})
    data["corpora"][0]["models"].append("n")
    assert "Model One" not in text(summary_of(data))
    assert "2027" not in text(summary_of(data))


def test_where_every_question_is_answered_nothing_is_open() -> None:
    data = everything()
    data["models"][0]["placedOnUnionMarket"] = "2024-09-15"
    said = answer(data)
    assert any("placed on the Union market before 2 August 2025" in line for line in said)
    open_ones = [line for line in said if "question" in line and line.endswith(".") and ":" in line]
    asked = {found.number for found in summary_of(data).fields()}
    for line in open_ones:
        numbers = line.split("question", 1)[1].removeprefix("s").strip(" .").replace(" and ", ", ").split(", ")
        assert set(numbers) <= asked


def test_the_rest_of_the_form_is_as_it_was() -> None:
    early, late = summary_of(data_of("2025-03-04")), summary_of(data_of("2026-03-04"))
    assert [found for found in early.fields() if found.number != "1.2.c"] == [
        found for found in late.fields() if found.number != "1.2.c"
    ]
    assert [section.number for section in _all(early.sections)] == [section.number for section in _all(late.sections)]


def _all(sections: tuple[Section, ...]) -> list[Section]:
    return [found for section in sections for found in (section, *_all(section.sections))]
