"""Duties: how far they reach along a path, whom terms bind, and how names are compared."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import MISSING

from lineage.model.terms import Obligation
from lineage.terms import PathFacts, all_terms, bound, by_id, distance, name_begins
from lineage.terms.obligations import SELECTION_OPEN, open_question
from lineage.terms.wording import distance_text, obligation_text

CASES = yaml.safe_load((Path(__file__).parent / "obligations.yaml").read_text("utf-8"))


def duty(reference: str, kind: str) -> Obligation:
    (row,) = by_id(reference)
    assert row.terms.obligations is not MISSING
    (found,) = [entry for entry in row.terms.obligations if entry.kind == kind]
    return found


def path_of(facts: dict[str, Any]) -> PathFacts:
    return PathFacts(facts["reach"], tuple(facts.get("crossed", ())), facts.get("last"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_distance(case: dict[str, Any]) -> None:
    path = path_of(case["path"])
    assert distance(duty(case["row"], case["kind"]), path) == case["distance"]
    assert (open_question(path) == SELECTION_OPEN) is case.get("open", False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_distance_in_words(case: dict[str, Any]) -> None:
    path, what = path_of(case["path"]), duty(case["row"], case["kind"])
    text = distance_text(what, distance(what, path), path)
    assert text.startswith("clause on record: ")
    assert (SELECTION_OPEN in text) is case.get("open", False)


def made(**fields: Any) -> Obligation:
    return Obligation.model_validate({"kind": "attribution", **fields})


def test_without_a_trigger_on_record_nothing_is_more_than_listed() -> None:
    assert distance(made(), PathFacts("weights")) == "upstreamOnly"


def test_a_duty_that_carries_beyond_what_it_names() -> None:
    weights_alone = made(triggeredBy=["weights"], carries=True)
    assert distance(weights_alone, PathFacts("content", ("weights",))) == "carried"
    assert distance(weights_alone, PathFacts("content", ("weights", "outputs"))) == "carried"
    assert distance(weights_alone, PathFacts("content", ("outputs",))) is None
    assert distance(weights_alone, PathFacts("content", ("outputs",), "weights")) is None


def test_only_a_duty_that_carries_crosses_a_model_that_learnt_from_outputs() -> None:
    reaches = ("weights", "distribution", "content", "signal", "selection")
    links = ("weights", "outputs")
    for row in all_terms():
        for what in () if row.terms.obligations is MISSING else row.terms.obligations:
            for reach, first, second in product(reaches, links, links):
                found = distance(what, PathFacts(reach, (first, second)))  # type: ignore[arg-type]
                if "outputs" in (first, second) and what.carries is not True:
                    assert found in (None, "upstreamOnly")
                assert found != "direct"


@pytest.mark.parametrize(
    ("name", "prefix", "begins"),
    [
        ("Llama-3.1-Tulu", "Llama", True),
        ("llama3-instrucTrans", "Llama 3", True),
        ("LLAMA_3 Chat", "Llama 3", True),
        ("DeepSeek-R1-Distill-Llama-8B", "Llama", False),
        ("Meta-Llama-3-8B", "Llama 3", False),
        ("meta-llama/Llama-3.1-8B", "Llama", False),
    ],
)
def test_names(name: str, prefix: str, begins: bool) -> None:
    assert name_begins(name, prefix) is begins


def test_whom_terms_bind() -> None:
    assert bound(by_id("llama-2")[0]) == "artefact"
    assert bound(by_id("openai-services-agreement")[0]) == "actor"


def test_every_kind_of_duty_has_its_sentence() -> None:
    kinds = Obligation.model_fields["kind"].annotation.__args__  # type: ignore[union-attr]
    sentences = {obligation_text(made(kind=kind, value="X", triggeredBy=["outputs"])) for kind in kinds}
    assert len(sentences) == len(kinds)
