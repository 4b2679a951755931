"""`lineage summary diff`: every kind of change is found and told in the right place, and nothing else is."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import LineageError
from lineage.summary import write_json as write_summary
from lineage.summary.life.data import write_json
from lineage.summary.life.told import write_markdown
from tests.conftest import REPOSITORY, Run
from tests.summary.build import everything, summary_of
from tests.summary.changed import Edit, after, answers, appeared, between, facts, reworded, went

HEAD = "https://lab.example/lineage/aurora"
RECORDS = ("agents", "models", "datasets", "crawlers", "services", "measures")


def at(path: str, value: Any) -> Edit:
    """An edit that puts a value at a path of keys and positions; ``None`` takes away what is there."""

    def edit(data: dict[str, Any]) -> None:
        *above, last = (int(part) if part.isdigit() else part for part in path.split("."))
        here: Any = data
        for part in above:
            here = here[part]
        if value is None:
            del here[last]
        elif isinstance(here, list) and last == len(here):
            here.append(value)
        else:
            here[last] = value

    return edit


# What is edited, the questions that change, and the facts of records that do.
EDITS: list[tuple[str, Edit, set[str], dict[str, set[str]]]] = [
    ("a version", at("publications.0.version", "V3"), {"0.a"}, {HEAD: {"publications[0].version"}}),
    ("a date", at("publications.0.updated", "2026-11-01"), {"0.b"}, {HEAD: {"publications[0].updated"}}),
    (
        "prose",
        at("corpora.0.sources.public.description", "Smaller sets of postcards."),
        {"2.1.d"},
        {"everything": {"sources.public.description"}},
    ),
    (
        "a tick",
        at("corpora.0.sources.licensed.used", False),
        {"2.2.1.a", "2.2.1.b"},
        {"everything": {"sources.licensed.used"}},
    ),
    ("a note", at("models.0.placedOnUnionMarket.note", None), {"1.2.c"}, {"aurora": {"placedOnUnionMarket.note"}}),
    (
        "a statement in place of a value",
        at("models.0.initializedFrom", {"none": True}),
        {"1.2.b"},
        {"aurora": {"initializedFrom"}},
    ),
    (
        "a value in a table",
        at("corpora.0.modalities.0.quantity.value", 8),
        {"1.3.a-c"},
        {"everything": {"modalities[text].quantity.value"}},
    ),
    ("a row of a table", at("corpora.0.modalities.4", None), {"1.3.a-c"}, {"everything": {"modalities"}}),
    (
        "an entry of a list",
        at("datasets.0.collected.to", "2025-07"),
        {"2.1.c"},
        {"big-public": {"collected.to"}},
    ),
    ("what an entry is called", at("datasets.0.version", "4.2"), {"2.1.c"}, {"big-public": {"version"}}),
    (
        "a language",
        at("corpora.0.languages.also.1", "de"),
        {"1.3.e"},
        {"everything": {"languages.also"}},
    ),
    (
        "a measure",
        at("measures.2.description", "Sentences were looked for."),
        {"3.2.a"},
        {"filter": {"description"}},
    ),
    ("a notice", at("transcribedFrom.section", None), {"notices"}, {HEAD: {"transcribedFrom.section"}}),
    ("what no question asks for", at("issued", "2026-10-02"), set(), {HEAD: {"issued"}}),
    ("an extension", at("datasets.0.x-colour", "blue"), set(), {"big-public": {"x-colour"}}),
    (
        "an optional answer",
        at("declarations.0.otherProcessing", None),
        {"3.3.a"},
        {HEAD: {"declarations[lab].otherProcessing"}},
    ),
]


@pytest.mark.parametrize(("edit", "numbers", "records"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_an_edit_is_told_where_it_belongs(edit: Edit, numbers: set[str], records: dict[str, set[str]]) -> None:
    found = after(edit)
    assert set(answers(found)) == numbers
    assert facts(found) == records
    assert not found.same
    assert found.unlisted == 0


def test_words_that_went_and_words_that_appeared() -> None:
    def edit(data: dict[str, Any]) -> None:
        data["corpora"][0]["sources"]["public"]["description"] = "Postcards.\n\nStamps."

    change = answers(after(edit))["2.1.d"]
    assert went(change) == ["Smaller sets of letters."]
    assert appeared(change) == ["Postcards.", "Stamps."]
    assert change.places() == (("/corpora/0/sources/public/description",),) * 2


def test_a_sentence_in_other_words_is_one_change() -> None:
    change = answers(after(at("corpora.0.sources.public.description", "Smaller sets of postcards.")))["2.1.d"]
    assert reworded(change) == [("Smaller sets of letters.", "Smaller sets of postcards.")]
    assert not change.went + change.appeared


def test_ticks_are_told_by_their_labels() -> None:
    change = answers(after(at("corpora.0.sources.licensed.used", False)))["2.2.1.a"]
    assert reworded(change) == [("Yes", "No")]
    assert "Earlier: ☒ **Yes**\n\nNow: ☒ **No**" in write_markdown(after(at("corpora.0.sources.licensed.used", False)))


def test_a_row_is_known_by_its_first_cell_and_told_by_its_columns() -> None:
    (pair,) = answers(after(at("corpora.0.modalities.0.quantity.value", 8)))["1.3.a-c"].changed
    assert pair.new.words == "Text"
    assert list(pair.parts()) == [
        (
            "Training data size",
            ["☒ More than 10 trillions tokens", "12 trillion tokens, counted with Aurora tokenizer"],
            ["☒ 1billion to 10 trillions tokens", "8 trillion tokens, counted with Aurora tokenizer"],
        )
    ]


def test_a_row_that_is_no_longer_ticked_stays_the_same_row() -> None:
    (pair,) = answers(after(at("corpora.0.modalities.4", None)))["1.3.a-c"].changed
    assert pair.new.words == "Other"
    assert ("Modality", ["☒ Other"], ["not ticked"]) in list(pair.parts())


def test_an_entry_is_told_by_what_changed_in_it() -> None:
    (pair,) = answers(after(at("datasets.0.collected.to", "2025-07")))["2.1.c"].changed
    ((name, old, new),) = pair.parts()
    assert name == ""
    assert "to 06/2025" in old[0]
    assert "to 07/2025" in new[0]


def test_records_come_and_go() -> None:
    def edit(data: dict[str, Any]) -> None:
        data["measures"].append({"id": "new", "kind": "other", "purposes": ["illegalContent"], "description": "New."})
        del data["services"][1]

    found = after(edit)
    assert facts(found)["new"] == {"added"}
    assert facts(found)["post"] == {"removed"}
    assert appeared(answers(found)["3.2.a"])
    assert went(answers(found)["2.4.c"])
    places = {change.id: (change.old_place, change.new_place) for change in found.records or ()}
    assert places["new"] == (None, ("measures", 4))
    assert places["post"] == (("services", 1), None)


def test_questions_come_and_go() -> None:
    found = after(at("corpora.0.sources.other.comments", None))
    change = answers(found)["2.6.c"]
    assert (change.status, change.new) == ("went", None)
    assert "The later document does not have this question." in write_markdown(found)
    back = between({**everything(), "corpora": _without_comments()}, everything())
    assert answers(back)["2.6.c"].status == "appeared"
    assert "The earlier document does not have this question." in write_markdown(back)


def _without_comments() -> Any:
    corpora = everything()["corpora"]
    del corpora[0]["sources"]["other"]["comments"]
    return corpora


@pytest.mark.parametrize(
    "edit",
    [
        at("corpora.0.sources.licensed.used", {"value": True}),
        at("datasets.0.modalities", [{"modality": "text"}]),
        at("models.0.training.0.uses.1", {"dataset": "small-public"}),
        at("datasets.0.collected.from", "2019"),
        at("datasets.0.collected.note", "Two   crawls."),
    ],
    ids=["stated", "modality", "use", "year", "blanks"],
)
def test_another_spelling_is_no_change(edit: Edit) -> None:
    assert after(edit).same


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_another_order_is_no_change(random: Any) -> None:
    data = everything()
    for key in RECORDS:
        random.shuffle(data[key])
    random.shuffle(data["models"][[model["id"] for model in data["models"]].index("aurora")]["training"][0]["uses"])
    random.shuffle(next(record for record in data["datasets"] if record["id"] == "made")["modelUses"])
    random.shuffle(data["corpora"][0]["modalities"])
    random.shuffle(data["corpora"][0]["languages"]["main"])
    found = between(everything(), dict(random.sample(list(data.items()), len(data))))
    assert found.same, write_markdown(found)


def test_the_order_of_stages_says_something() -> None:
    found = after(lambda data: data["models"][0]["training"].reverse())
    (change,) = found.records or ()
    (fact,) = change.facts
    assert (fact.path, fact.order) == ("training", True)
    assert "in another order" in write_markdown(found)


@pytest.mark.parametrize("example", ["apertus", "aurora", "grok-4.5", "minimal"])
def test_a_document_does_not_differ_from_itself(lineage: Run, example: str) -> None:
    path = str(REPOSITORY / "examples" / example / "lineage.yaml")
    run = lineage("summary", "diff", path, path)
    assert run.returncode == 0, run.stdout
    assert "Nothing changed: both say the same." in run.stdout


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(range(len(EDITS))), min_size=1, max_size=5))
def test_the_other_way_round_what_went_appears(chosen: set[int]) -> None:
    old, new = everything(), everything()
    for position in sorted(chosen):
        EDITS[position][1](old if position % 2 else new)
    there, back = between(old, new), between(new, old)
    assert set(answers(there)) == set(answers(back))
    for number, change in answers(there).items():
        other = answers(back)[number]
        assert sorted(went(change)) == sorted(appeared(other))
        assert sorted(appeared(change)) == sorted(went(other))
        assert sorted(reworded(change)) == sorted((new, old) for old, new in reworded(other))
    assert facts(there).keys() == facts(back).keys()
    assert {fact.path for change in there.records or () for fact in change.facts} == {
        fact.path for change in back.records or () for fact in change.facts
    }


@pytest.mark.parametrize(("noun", "position"), [("datasets", 0), ("datasets", 8), ("measures", 0), ("models", 4)])
@pytest.mark.parametrize("hidden", ["old", "new", "both"])
def test_a_record_that_one_side_hides_is_told_by_neither(noun: str, position: int, hidden: str) -> None:
    old, new = everything(), everything()
    for side in (old, new):
        side[noun][position]["description"] = "Of Zanzibar."
    new[noun][position]["description"] = "Of Zanzibar. About the town."
    for side, name in ((old, "old"), (new, "new")):
        if hidden in (name, "both"):
            side[noun][position]["visibility"] = "internal"
    found = between(old, new)
    assert found.unlisted
    assert not found.same
    for written in (write_markdown(found), write_json(found)):
        assert "Zanzibar" not in written
        assert "About the town." not in written
        assert f'"{old[noun][position]["id"]}"' not in written
    assert "about records that are not public: counted, not told." in write_markdown(found)


def test_summaries_alone_are_compared_answer_by_answer() -> None:
    new = everything()
    new["publications"][0]["version"] = "V3"
    pages = [json.loads(write_summary(summary_of(data))) for data in (everything(), new)]
    found = between(*pages)
    assert set(answers(found)) == {"0.a"}
    assert found.records is None
    assert (found.old.version, found.new.version) == ("V2", "V3")
    assert "Records were not compared" in write_markdown(found)
    mixed = between(pages[0], new)
    assert set(answers(mixed)) == {"0.a"}
    assert between(pages[0], everything()).same


def test_two_forms_are_not_compared() -> None:
    page = json.loads(write_summary(summary_of(everything())))
    other = {**copy.deepcopy(page), "form": "ab2013"}
    with pytest.raises(LineageError, match="are different forms"):
        between(page, other)


@pytest.mark.parametrize(
    "broken",
    [
        lambda page: page.pop("head"),
        lambda page: page["head"][0].pop("answer"),
        lambda page: page["head"].append(3),
        lambda page: page["sections"][0].update(fields=None),
        lambda page: page.update(format="training-lineage-summary/2"),
        lambda page: page.update(title=None),
        lambda page: page["head"][0]["answer"].append({"type": "poem"}),
        lambda page: page["head"][0]["answer"].append({"type": "items", "heading": None, "items": [[]]}),
        lambda page: page["head"][0]["answer"].append({"type": "table", "caption": "x", "columns": [], "rows": [{}]}),
    ],
)
def test_what_is_no_summary_is_refused(broken: Any) -> None:
    page = json.loads(write_summary(summary_of(everything())))
    broken(page)
    with pytest.raises(LineageError):
        between(page, everything())


def test_the_corpus_of_the_later_one_is_compared() -> None:
    old, new = everything(), everything()
    first = {"id": "first", "models": ["aurora"]}
    old["corpora"].insert(0, first)
    found = between(old, new)
    assert not found.answers
    assert facts(found) == {"first": {"removed"}}


def test_the_same_bytes_twice() -> None:
    found = after(EDITS[7][1])
    assert write_json(found) == write_json(after(EDITS[7][1]))
    assert write_json(found).isascii()
    assert write_markdown(found) == write_markdown(after(EDITS[7][1]))


def test_nothing_that_is_said_becomes_markup() -> None:
    found = after(at("corpora.0.sources.public.description", "<b>bold</b> | *stars* [link](https://x.example)"))
    written = write_markdown(found)
    assert "<b>" not in written
    assert "\\<b\\>" in written
    assert "\\[link\\]" in written


def test_the_command(lineage: Run, tmp_path: Path) -> None:
    new = everything()
    new["publications"][0]["version"] = "V3"
    (tmp_path / "old.json").write_text(json.dumps(everything()))
    (tmp_path / "new.json").write_text(json.dumps(new))
    run = lineage("summary", "diff", "old.json", "new.json")
    assert run.returncode == 1
    assert "### 0.a Version of the Summary:" in run.stdout
    run = lineage("summary", "diff", "old.json", "new.json", "-o", "out.json")
    assert (run.returncode, run.stdout) == (1, "")
    assert json.loads((tmp_path / "out.json").read_text())["format"] == "training-lineage-summary-changes/1"
    assert lineage("summary", "diff", "old.json", "none.json").returncode == 2
    (tmp_path / "bad.json").write_text('{"lineage": "1.0-draft", "id": 3}')
    run = lineage("summary", "diff", "old.json", "bad.json")
    assert run.returncode == 2
    assert "bad.json has faults of shape" in run.stderr
    run = lineage("summary", "diff", "old.json", "new.json", "--law", "roman")
    assert run.returncode == 2
    assert 'there is no law "roman"' in run.stderr
