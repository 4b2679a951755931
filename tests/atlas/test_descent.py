"""The atlas as one graph: imports open, references resolve, and chains known from elsewhere come out of it."""

from __future__ import annotations

import json
from functools import cache

import pytest
import ryaml

from lineage.graph.answers import upstream
from lineage.graph.imports import resolve
from lineage.graph.network import Network
from lineage.model import Manifest
from lineage.read import read_path
from tests.atlas.listing import ATLAS, ROOT

Teacher = tuple[str, int]
"""In what form something arrives, and through how many models."""


@cache
def graph() -> Network:
    path = ATLAS / f"{ROOT}.yaml"
    manifest = Manifest.model_validate_json(json.dumps(ryaml.loads(path.read_text("utf-8"))))
    bundle = resolve([(read_path(path), manifest)])
    assert bundle.problems == []
    return Network(bundle)


@cache
def teachers(subject: str) -> dict[str, frozenset[Teacher]]:
    """The teachers of a model or dataset by id, with every form in which each arrives."""
    (entity,) = graph().entities.find(subject)
    found: dict[str, set[Teacher]] = {}
    for answer in upstream(graph(), entity):
        teacher = graph().vertices[answer.teacher].entity
        if teacher is not None:
            found.setdefault(teacher.id, set()).add((answer.quality.words, answer.generation))
    return {name: frozenset(forms) for name, forms in found.items()}


def test_everything_resolves() -> None:
    network = graph()
    network.whole()
    assert network.unresolved == []
    assert network.entities.problems == []


@pytest.mark.parametrize(
    ("subject", "teacher", "form"),
    [
        ("alpaca", "text-davinci-003", ("content", 0)),
        ("alpaca-7b", "text-davinci-003", ("content", 0)),
        ("evol-instruct-70k", "text-davinci-003", ("content", 0)),
        ("evol-instruct-70k", "chatgpt", ("content", 0)),
        ("bactrian-x", "google-translate", ("content", 0)),
        ("bactrian-x", "text-davinci-003", ("content", 0)),
        ("ultrachat-200k", "chatgpt", ("content", 0)),
        ("zephyr-7b-beta", "mistral-7b-v0.1", ("weights", 0)),
        ("zephyr-7b-beta", "chatgpt", ("content", 0)),
        ("zephyr-7b-beta", "gpt-4", ("content", 0)),
        ("zephyr-7b-beta", "alpaca-7b", ("content", 0)),
        ("zephyr-7b-beta", "llama-7b", ("content", 1)),
        ("olmo-7b-instruct", "text-davinci-003", ("content", 0)),
        ("olmo-7b-instruct", "gpt-4", ("content", 0)),
        ("dclm-baseline", "fasttext-oh-eli5", ("selection", 0)),
        ("dclm-baseline", "gpt-4", ("selection", 1)),
        ("fineweb-edu", "llama-3-70b-instruct", ("selection", 1)),
        ("r1-distill-llama-8b", "llama-3.1-8b", ("weights", 0)),
        ("r1-distill-llama-8b", "deepseek-r1", ("content", 0)),
        ("openthinker-7b", "deepseek-r1", ("content", 0)),
        ("smollm3-3b", "qwen3-32b", ("content", 0)),
        ("smollm3-3b", "qwen3-0.6b", ("signal", 0)),
        ("tulu-3-8b", "claude-3.5-sonnet", ("content", 2)),
    ],
)
def test_a_known_teacher_is_found(subject: str, teacher: str, form: Teacher) -> None:
    assert form in teachers(subject)[teacher]


@pytest.mark.parametrize("subject", ["dclm-baseline", "fineweb-edu"])
def test_a_corpus_that_models_only_chose_holds_no_word_of_theirs(subject: str) -> None:
    assert {form for forms in teachers(subject).values() for form, _ in forms} == {"selection"}


@pytest.mark.parametrize(
    ("subject", "nobody"),
    [("s1.1-32b", "gemini"), ("bactrian-x", "chatgpt"), ("tulu-v1-mixture", "gpt-4"), ("gsm8k", "gpt-4")],
)
def test_nobody_is_called_a_teacher_who_is_none(subject: str, nobody: str) -> None:
    assert nobody not in teachers(subject)


def test_the_model_that_wrote_for_its_own_training_closes_no_endless_circle() -> None:
    assert ("content", 0) in teachers("openmath-nemotron-14b")["qwq-32b"]
