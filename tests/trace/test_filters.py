"""What can be asked for: a role, a strength, a distance, third parties alone; and the way downstream."""

from __future__ import annotations

from lineage.trace.words import empty
from tests.trace.build import rows, traced

ZEPHYR = ("ultrafeedback-zephyr", "zephyr-7b-beta")


def test_a_role() -> None:
    assert rows(traced(*ZEPHYR, roles=("judge",))) == {("GPT-4", "directly", "signal", 0)}
    assert {name for name, *_ in rows(traced(*ZEPHYR, roles=("rewrite",)))} == {"GPT-3.5 Turbo"}


def test_a_role_and_a_part() -> None:
    assert {name for name, *_ in rows(traced(*ZEPHYR, roles=("judge.critique",)))} == {"GPT-4"}
    assert rows(traced(*ZEPHYR, roles=("judge.preference",))) == set()


def test_several_roles_are_alternatives() -> None:
    found = rows(traced(*ZEPHYR, roles=("initialize", "judge")))
    assert {form for _, section, form, _ in found if section == "directly"} == {"weights", "signal"}


def test_weights_are_a_role_of_their_own() -> None:
    assert {name for name, section, *_ in rows(traced(*ZEPHYR, roles=("initialize",))) if section == "directly"} == {
        "Mistral-7B-v0.1"
    }


def test_a_strength_or_stronger() -> None:
    assert {form for _, _, form, _ in rows(traced(*ZEPHYR, reach="content"))} == {"content", "weights"}
    assert {form for _, _, form, _ in rows(traced(*ZEPHYR, reach="weights"))} == {"weights"}


def test_what_may_be_that_strong_stays() -> None:
    assert ("OpenAI models", "possibly", "unknown", 0) in rows(traced("grok-4.5", "grok", reach="distribution"))
    assert rows(traced("grok-4.5", "grok", reach="weights")) == set()


def test_a_distance() -> None:
    assert {generation for *_, generation in rows(traced(*ZEPHYR, depth=0))} == {0}
    assert {generation for *_, generation in rows(traced(*ZEPHYR, depth=1))} == {0, 1}


def test_an_own_earlier_model_does_not_hide_its_teachers() -> None:
    every = rows(traced("chains", "wren-2"))
    assert every == {("Wren 1", "directly", "content", 0), ("GPT-4", "through", "content", 1)}
    assert rows(traced("chains", "wren-2", third_party=True)) == {("GPT-4", "through", "content", 1)}


def test_filters_hide_nothing_of_what_is_not_known() -> None:
    assert traced(*ZEPHYR, roles=("judge",)).unknowns == traced(*ZEPHYR).unknowns


def test_an_empty_answer_says_what_was_asked_for() -> None:
    assert empty(traced("grok-4.5", "grok", reach="weights")) == (
        "No teacher found in what is described; 0 datasets do not say. Asked for: weights."
    )


def test_evaluations_are_apart_and_the_model_itself_is_noted_once() -> None:
    found = traced("chains", "wren-2")
    assert [(one.owner, one.aside.kind, one.name) for one in found.evaluated] == [
        ("Wren 2", "evaluate", "GPT-4"),
        ("Wren 2", "tested", "Exam"),
    ]
    assert [one.owner for one in found.selves] == ["Wren 2"]


def test_downstream_of_a_model() -> None:
    found = rows(traced("chains", "gpt-4", down=True, reach="content"))
    assert ("Wren 1", "directly", "content", 0) in found
    assert ("Wren 2", "through", "content", 1) in found
    assert ("Magpie", "possibly", "content", 0) in found


def test_downstream_of_a_dataset() -> None:
    found = rows(traced("ultrafeedback-zephyr", "alpaca", down=True))
    assert ("Evol-Instruct", "directly", "content", 0) in found
    assert ("Zephyr-7B-beta", "directly", "content", 0) in found
    assert ("Alpaca-7B", "directly", "content", 0) in found


def test_both_directions_agree() -> None:
    up = {(name, section, form, generation) for name, section, form, generation in rows(traced("chains", "magpie"))}
    down = rows(traced("chains", "teacher-r", down=True))
    assert ("Teacher R", "possibly", "unknown", 0) in up
    assert ("Magpie", "possibly", "unknown", 0) in down
