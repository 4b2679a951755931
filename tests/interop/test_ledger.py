"""What the importers and exporters stand on: the ledger of what was taken, tables of losses, foreign values, drafts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.checker import check
from lineage.interop import Draft, Loss, Lost, Source, values
from lineage.interop.losses import by_reason, prune, shown
from lineage.interop.reading import NO_FIELD, Place, Reading
from lineage.read import read_bytes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab/~", max_size=2), inner, max_size=4),
    max_leaves=12,
)


def leaves(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def places(place: Place) -> list[Place]:
    below = [inner for _, inner in place.members()]
    if isinstance(place.value, list):
        below = list(place.each())
    return [place, *(found for inner in below for found in places(inner))]


@given(JSON, st.data())
def test_whatever_is_not_taken_is_a_loss(tree: Any, data: st.DataObject) -> None:
    reading = Reading(tree)
    known = places(reading.root)
    taken = data.draw(st.lists(st.sampled_from(known), max_size=4))
    for place in taken:
        place.take()
    marked = {place.pointer for place in taken}
    lost = {loss.path for loss in reading.losses()}
    for place in known:
        inside = any(place.pointer[: len(mark)] == mark for mark in marked)
        above = any(mark[: len(place.pointer)] == place.pointer for mark in marked)
        path = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place.pointer)
        covered = any(path == one or path.startswith(one + "/") for one in lost)
        if inside:
            assert not covered
        elif not (above and isinstance(place.value, dict | list)):
            assert covered


def test_a_part_of_which_nothing_was_taken_is_one_loss_and_reasons_are_kept() -> None:
    reading = Reading({"a": {"b": 1, "c": [1, 2]}, "d": {"e": 1, "f": "x" * 200}, "@context": {"g": 1}})
    root = reading.root
    root.pass_over("@context")
    inner = root.get("d")
    assert inner is not None
    assert inner.text("f") == "x" * 200
    kept = inner.get("e")
    assert kept is not None
    kept.because("it is a number")
    assert reading.losses() == (Loss("/a", NO_FIELD, '{"b": 1, "c": [1, 2]}'), Loss("/d/e", "it is a number", "1"))


def test_nothing_is_taken_that_is_not_there() -> None:
    root = Reading({"a": None, "b": "  ", "c": 5, "d": ["x", None, "y"], "e": "z"}).root
    assert [root.text(key) for key in "abcq"] == [None] * 4
    assert [place.value for place in root.each("d")] == ["x", "y"]
    assert [place.value for place in root.each("e")] == ["z"]
    assert list(root.each("a")) == []
    assert root.get("a", "e") is not None
    assert [loss.path for loss in Reading({"b": "  "}).losses()] == [""]


def test_pruning_takes_out_what_the_table_names_and_nothing_else() -> None:
    table = (
        Lost(("datasets", "*", "domains"), "no"),
        Lost(("datasets", "*", "note"), "only long ones", when=lambda note: len(note) > 3, words="longer than three"),
        Lost(("models", "*", "training", "*", "*"), "all of it"),
        Lost(("absent", "*"), "nothing there"),
    )
    tree = {
        "id": "x",
        "datasets": [{"id": "a", "domains": {"total": 1}, "note": "long"}, {"id": "b", "note": "abc"}],
        "models": [{"id": "m", "training": [{"stage": "sft"}]}],
        "x-empty": [],
    }
    kept, losses = prune(tree, table)
    assert kept == {
        "id": "x",
        "datasets": [{"id": "a"}, {"id": "b", "note": "abc"}],
        "models": [{"id": "m"}],
        "x-empty": [],
    }
    assert [(loss.path, loss.why) for loss in losses] == [
        ("/datasets/0/domains", "no"),
        ("/datasets/0/note", "only long ones"),
        ("/models/0/training/0/stage", "all of it"),
    ]
    assert prune(kept, table) == (kept, [])
    assert tree["datasets"] != kept["datasets"], "the tree itself is not changed"


@given(JSON)
def test_pruning_without_a_match_changes_nothing(tree: Any) -> None:
    assert prune(tree, (Lost(("nowhere", "*"), "no"),)) == (tree, [])


def test_losses_of_one_kind_are_one_group() -> None:
    losses = [Loss(f"/files/{n}/md5", "no field", "x") for n in range(3)] + [
        Loss("/files/1/md5", "another reason", "y")
    ]
    assert [(key, len(found)) for key, found in by_reason(losses).items()] == [
        (("/files/*/md5", "no field"), 3),
        (("/files/*/md5", "another reason"), 1),
    ]
    assert shown("a\x1b[31m\u202eb" + "c" * 500).startswith("a[U+001B][31m[U+202E]bc")
    assert len(shown("c" * 500)) == 120


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (values.line, {" a\n b\u200b ": "a b"}, [" ", 5, None, "x" * 1001, "\u200b"]),
        (values.prose, {"a\r\nb ": "a\nb"}, ["\t", [], "\x00"]),
        (values.url, {" https://a.example/x ": "https://a.example/x"}, ["ftp://a", "a.example", "https://a b"]),
        (values.iri, {"urn:a:b": "urn:a:b"}, ["a:b", "_:b0", ""]),
        (values.date, {"2024-05-06T07:08:09Z": "2024-05-06", " 2024-05 ": "2024-05"}, ["2024-02-30", "5/6/24", 2024]),
        (values.sha256, {"A" * 64: "a" * 64}, ["a" * 63, "z" * 64]),
        (values.language, {"pt_BR": "pt-BR", "en": "en"}, ["English", "", "e"]),
        (values.whole_number, {"1,234": 1234, "12": 12}, ["1,23", "-1", "1.5", True, "", 2**53]),
        (values.email, {"a@b.example": "a@b.example"}, ["a", "<a@b>"]),
        (values.country, {"DE": "DE"}, ["de", "Germany"]),
    ],
)  # fmt: skip
def test_foreign_values(form: Any, good: dict[str, Any], bad: list[Any]) -> None:
    assert {value: form(value) for value in good} == good
    assert [form(value) for value in bad] == [None] * len(bad)


@given(st.text(max_size=300))
def test_every_name_gives_an_id(name: str) -> None:
    source = Source("a.json", b"{}")
    draft = Draft()
    with draft.importing(source):
        for _ in range(2):
            draft.add("datasets", {}, name=name)
    ids = [record["id"] for record in draft.records("datasets")]
    assert len(set(ids)) == 2
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "x", "json"), profile="draft")
    assert not [finding for finding in report.findings if finding.code.startswith("SHP")]


def test_one_thing_named_twice_is_one_record_and_every_spelling_stays() -> None:
    draft = Draft()
    with draft.importing(Source("card.json", b"{}")):
        first = draft.model("My-Model 7B")
        assert draft.model("my model-7b") == first
        page = "https://huggingface.co/datasets/Lab/Data"
        one = draft.dataset("Data", url=page)
        assert draft.dataset("lab/data", url="https://hf.co/datasets/lab/data", licence="MIT") is one
        assert draft.dataset("Data") is not one, "a name in words identifies nothing by itself"
    (model,) = draft.records("models")
    assert model["name"] == "My-Model 7B"
    assert model["aliases"] == [{"name": "my model-7b"}]
    assert one["licence"] == "MIT"
    assert one["known"]["source"] == "card.json"
    assert len(one["known"]["sha256"]) == 64
    assert draft.model("  ") is None
    assert Draft(stamp=False).add("datasets", {}, name="a") == {"id": "a"}


def test_what_two_documents_say_differently_is_not_dropped_in_silence() -> None:
    draft = Draft()
    page = "https://huggingface.co/datasets/lab/data"
    with draft.importing(Source("one.json", b"{}")):
        draft.dataset("Data", url=page, licence="MIT", version="1")
    with draft.importing(Source("two.json", b"[]")):
        draft.dataset("data", url=page, licence="Apache-2.0", version="1")
    (record,) = draft.records("datasets")
    assert record["licence"] == "MIT"
    assert draft.contested == [
        Loss("/datasets/data/licence", "the same record was described otherwise before", "Apache-2.0")
    ]
