"""Every way to answer each question: yes, no, other, absent, withheld. Nothing is blank, and absent is never "no"."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.summary.blocks import STATEMENTS, Choices, Statement, Table, parts
from tests.summary.build import REPOSITORY, everything, field, raw, summary_of, text, words

QUESTIONS = {
    "public": ("2.1.a", ("2.1.b", "2.1.c", "2.1.d")),
    "licensed": ("2.2.1.a", ("2.2.1.b",)),
    "thirdPartyPrivate": ("2.2.2.a", ("2.2.2.b", "2.2.2.c", "2.2.2.d")),
    "crawled": ("2.3.a", ("2.3.b", "2.3.c", "2.3.d", "2.3.e", "2.3.f", "2.3.g", "2.3.h")),
    "userModel": ("2.4.a", ()),
    "userService": ("2.4.b", ()),
    "synthetic": ("2.5.a", ("2.5.b", "2.5.c", "2.5.d")),
    "other": ("2.6.a", ("2.6.b",)),
}
BARE: dict[str, Any] = {
    "lineage": "1.0-draft",
    "id": "urn:test:bare",
    "models": [{"id": "m", "name": "M"}],
    "corpora": [{"id": "c", "models": ["m"]}],
}


def ticks(summary: Any, number: str) -> dict[str, bool]:
    choices = next(part for part in field(summary, number).answer if isinstance(part, Choices))
    return {option.label: option.chosen for option in choices.options}


def bare(origin: str, source: dict[str, Any]) -> dict[str, Any]:
    return BARE | {"corpora": [{"id": "c", "models": ["m"], "sources": {origin: source}}]}


@pytest.mark.parametrize("origin", QUESTIONS)
def test_yes_no_other_withheld_unknown(origin: str) -> None:
    number = QUESTIONS[origin][0]
    yes = summary_of(bare(origin, {"used": {"value": True, "note": "With a note."}}))
    assert ticks(yes, number) == {"Yes": True, "No": False}
    assert "With a note." in words(field(yes, number))
    no = summary_of(bare(origin, {"used": False}))
    assert ticks(no, number) == {"Yes": False, "No": True}
    for answer, said in (
        ({"other": "Partly so."}, "Partly so."),
        ({"withheld": "tradeSecret", "note": "Why."}, "Withheld (as a trade secret)"),
        ({"unknown": "notRecorded"}, "No information available (not recorded)"),
        ({"notApplicable": True}, "Not applicable"),
    ):
        summary = summary_of(bare(origin, {"used": answer}))
        assert ticks(summary, number) == {"Yes": False, "No": False}
        assert said in words(field(summary, number))


@pytest.mark.parametrize("origin", QUESTIONS)
def test_absent_is_not_no(origin: str) -> None:
    summary = summary_of(BARE)
    number = QUESTIONS[origin][0]
    assert ticks(summary, number) == {"Yes": False, "No": False}
    assert "No information available (not stated)" in words(field(summary, number))


@pytest.mark.parametrize("origin", QUESTIONS)
def test_yes_is_computed_from_the_datasets_used(origin: str) -> None:
    data = everything()
    del data["corpora"][0]["sources"]
    summary = summary_of(data)
    found = field(summary, QUESTIONS[origin][0])
    assert ticks(summary, found.number) == {"Yes": True, "No": False}
    assert all(place[0] == "datasets" or place[0] == "models" for place in found.pointers)


@pytest.mark.parametrize("origin", QUESTIONS)
def test_after_a_declared_no_the_rest_is_not_applicable_and_nothing_computed_is_printed(origin: str) -> None:
    data = everything()
    data["corpora"][0]["sources"][origin] = {"used": False}
    summary = summary_of(data)
    for number in QUESTIONS[origin][1]:
        assert words(field(summary, number).answer) == ["Not applicable"], number
    assert ticks(summary, QUESTIONS[origin][0])["No"]
    rows = [words(row) for part in parts(summary.annex) if isinstance(part, Table) for row in part.rows]
    assert any(row[:2] == [QUESTIONS[origin][0], "No"] for row in rows), "the contradiction is in the annex"


def test_statements_carry_their_reason_everywhere() -> None:
    data = everything()
    corpus = data["corpora"][0]
    corpus["latestCollection"] = {"withheld": "security"}
    corpus["languages"] = {"unknown": "notObtainable", "note": "Too old."}
    corpus["otherCharacteristics"] = {"notApplicable": True}
    data["models"][0]["initializedFrom"] = {"none": True, "note": "From nothing."}
    data["models"][0]["placedOnUnionMarket"] = {"unknown": "pending", "note": "Coming."}
    data["declarations"][0]["codeOfPractice"] = {"withheld": True}
    summary = summary_of(data)
    assert "Withheld (for reasons of security)" in words(field(summary, "1.3.d"))
    assert words(field(summary, "1.3.e").answer) == ["No information available (could not be obtained)", "Too old."]
    assert words(field(summary, "1.3.f").answer)[0] == "Not applicable"
    assert words(field(summary, "1.2.b").answer) == ["None", "From nothing."]
    assert words(field(summary, "1.2.c").answer) == ["No information available (pending)", "Coming."]
    assert words(field(summary, "3.1.a").answer) == ["☐ Yes", "☐ No", "Withheld"]


@pytest.mark.parametrize("data", [BARE, everything(), {"lineage": "1.0-draft", "id": "urn:test:nothing"}])
def test_no_answer_is_blank(data: dict[str, Any]) -> None:
    for found in summary_of(data).fields():
        assert found.answer, found.number
        assert all(word.strip() for word in words(found.answer)), found.number
        for part in parts(found.answer):
            if isinstance(part, Table):
                assert all(cell and text(cell).strip() for row in part.rows for cell in row.cells)


def test_yes_or_no_without_a_tick_says_why() -> None:
    for found in summary_of(BARE).fields():
        choices = [part for part in found.answer if isinstance(part, Choices) and part.exclusive]
        if choices and not any(option.chosen for option in choices[0].options):
            assert any(isinstance(part, Statement) for part in found.answer), found.number


def test_dates_are_written_as_the_template_asks() -> None:
    data = everything()
    due = "Next update due by 5 April 2027: six months after this one, as training goes on with new data."
    assert words(field(summary_of(data), "0.b").answer) == ["05/10/26", due]
    data["publications"][0]["updated"] = "2026-10"
    assert words(field(summary_of(data), "0.b").answer)[0] == "10/2026 (day not stated)"
    del data["publications"]
    assert words(field(summary_of(data), "0.b").answer) == ["01/10/26 (date of the manifest)"]
    data["corpora"][0]["latestCollection"] = {"atMost": 2025, "approximate": True}
    assert words(field(summary_of(data), "1.3.d").answer)[0] == "About not later than 2025 (month not stated)"
    del data["corpora"][0]["latestCollection"]
    assert words(field(summary_of(data), "1.3.d").answer)[0].startswith("06/2026 (the latest date of collection")


def test_the_newest_publication_of_the_corpus_is_the_one_printed() -> None:
    data = everything()
    data["publications"] += [
        {"form": "eu-summary", "corpus": "everything", "version": "V3", "updated": "2026-11-01"},
        {"form": "ab2013", "version": "X", "updated": "2027-01-01"},
    ]
    assert words(field(summary_of(data), "0.a").answer)[0] == "V3"


def test_a_share_above_three_per_cent_decides_where_all_sizes_are_known() -> None:
    data = everything()
    for dataset, size in ((data["datasets"][0], 96), (data["datasets"][1], 4)):
        dataset["modalities"] = [{"modality": "text", "quantity": {"value": size, "unit": "tokens"}}]
        dataset["listAs"] = "other"
    assert "Small Public Set" in text(field(summary_of(data), "2.1.c"))
    data["datasets"][1]["modalities"][0]["quantity"]["value"] = 2
    assert "Small Public Set" not in text(field(summary_of(data), "2.1.c"))
    assert "Small Public Set" in text(field(summary_of(data), "2.1.d"))


def test_measures_stand_in_the_order_they_were_taken() -> None:
    data = everything()
    data["measures"] = [
        {"id": f"m{i}", "kind": "other", "purposes": ["rightsReservation"], "by": "lab", "description": when}
        | ({"when": [when]} if when != "unsaid" else {})
        for i, when in enumerate(["unsaid", "duringTraining", "beforeCollection", "afterCollection"])
    ]
    said = words(field(summary_of(data), "3.1.b").answer)
    order = [word for word in said if not word.startswith("Taken")]
    assert order == ["beforeCollection", "afterCollection", "duringTraining", "unsaid"]


def test_enrichment_does_not_open_section_2_5() -> None:
    data = everything()
    del data["corpora"][0]["sources"]["synthetic"]
    data["models"][0]["training"].pop()
    made = next(dataset for dataset in data["datasets"] if dataset["id"] == "made")
    made["modelUses"] = [{"model": "painter", "role": "generate", "writes": ["caption"]}]
    summary = summary_of(data)
    assert ticks(summary, "2.5.a") == {"Yes": False, "No": False}
    assert "Painter of captions (generate.caption)" in text(field(summary, "2.5.e"))


def test_the_language_of_prose_is_picked_and_marked() -> None:
    data = everything()
    data["language"] = "it"
    data["corpora"][0]["comments"] = {"it": "Dopo la pulizia.", "en": "After cleaning."}
    data["corpora"][0]["otherCharacteristics"] = {"fr": "La mer."}
    summary = summary_of(data)
    runs = {part.text: part.lang for part in parts(summary.sections) if hasattr(part, "lang")}
    assert runs["Dopo la pulizia."] == "it"
    assert "After cleaning." not in runs
    assert runs["La mer."] == "fr"
    assert runs["Countries: Ireland (IE)."] is None


def test_statements_are_the_words_of_the_standard() -> None:
    assert set(STATEMENTS.values()) == {"No information available", "Not applicable", "Withheld", "None"}


def test_a_corpus_is_chosen_by_its_id() -> None:
    from lineage.errors import LineageError

    data = everything()
    data["corpora"].append({"id": "second", "models": ["base"]})
    assert summary_of(data, corpus="second").subject == "Base Model, version 1"
    with pytest.raises(LineageError, match="third"):
        summary_of(data, corpus="third")


def test_examples_have_a_summary() -> None:
    for path in sorted((REPOSITORY / "examples").glob("*/lineage.yaml")):
        assert list(summary_of(raw(path)).fields())
