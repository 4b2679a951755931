"""The table of names: sure names resolve at their own level, doubtful ones do not, and the table holds its shape."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, get_args

import pytest
import ryaml
from hypothesis import given
from hypothesis import strategies as st

from lineage.interop.names import DATA, KnownModel, key, known_model
from lineage.interop.names.generate import artefacts, claims, makers
from lineage.model.model import Level, ModelKind
from lineage.terms import provider_of

REPOSITORY = Path(__file__).resolve().parents[2]
ATLAS = sorted((REPOSITORY / "examples/atlas").glob("*.yaml"))
MODELS = [(maker, model) for maker in makers() for model in maker["models"]]


@pytest.mark.parametrize(
    ("written", "id", "level"),
    [
        ("OpenAI GPT-3.5-Turbo", "gpt-3.5-turbo", "family"),
        ("gpt-3.5-turbo", "gpt-3.5-turbo", "family"),
        ("gpt-3.5-turbo-0613", "gpt-3.5-turbo-0613", "snapshot"),
        ("text-davinci-003", "text-davinci-003", "version"),
        ("ChatGPT", "chatgpt", "service"),
        ("OpenAI ChatGPT", "chatgpt", "service"),
        ("openai/gpt-4o", "gpt-4o", "family"),
        ("GPT4", "gpt-4", "family"),
        ("gpt_4", "gpt-4", "family"),
        ("gpt2", "gpt-2", "family"),
        ("openai-community/gpt2", "gpt-2-small", "version"),
        ("Claude 2.1", "claude-2.1", "version"),
        ("claude-3-5-sonnet-20241022", "claude-3.5-sonnet-20241022", "snapshot"),
        ("LLaMA-2-chat-70b", "llama-2-70b-chat", "version"),
        ("Llama-2-70b-chat-hf", "llama-2-70b-chat", "version"),
        ("meta-llama/Llama-2-70b-chat-hf", "llama-2-70b-chat", "version"),
        ("https://huggingface.co/meta-llama/Llama-2-70b-chat-hf", "llama-2-70b-chat", "version"),
        ("pkg:huggingface/google/flan-t5-xxl", "flan-t5-xxl", "version"),
        ("Llama 3.1", "llama-3.1", "family"),
        ("Command R+", "command-r-plus", "family"),
        ("Mixtral-8x7B", "mixtral-8x7b", "family"),
        ("Google Translate", "google-translate", "service"),
    ],
)
def test_a_sure_name_resolves_at_its_own_level(written: str, id: str, level: str) -> None:
    found = known_model(written)
    assert found is not None
    assert (found.id, found.level) == (id, level)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Llama",
        "Llama 7B",
        "Llama 13B",
        "Codex",
        "Other",
        "gpt",
        "an OpenAI model",
        "TheBloke/Llama-2-70b-chat-hf",
        "somebody/gpt-4",
        "Llama 31 8B",
        "T5-XXL",
        "GPT-4 (maybe)",
        "meta-llama/Llama-2-70b-chat-hf@0123abc",
        "x" * 100_000,
    ],
)
def test_a_name_that_is_not_sure_resolves_to_nothing(written: str) -> None:
    assert known_model(written) is None


@given(st.text(max_size=40))
def test_no_name_ends_in_a_traceback(written: str) -> None:
    assert known_model(written) is None or isinstance(known_model(written), KnownModel)


@pytest.mark.parametrize("written", ["Llama 3.1 8B", "Llama 3 1.8B", "Llama 31.8B", "Llama 318 B"])
def test_numbers_are_never_joined(written: str) -> None:
    others = {"Llama 3.1 8B", "Llama 3 1.8B", "Llama 31.8B", "Llama 318 B"} - {written}
    assert key(written) not in {key(other) for other in others}


def test_the_shipped_file_is_made_from_the_yaml() -> None:
    for name, text in artefacts():
        assert (REPOSITORY / name).read_text("utf-8") == text


def test_no_two_models_claim_a_name() -> None:
    assert {name: ids for name, ids in claims().items() if len(ids) > 1} == {}


def test_rows_have_their_shape() -> None:
    fields = {"id", "name", "level", "kind", "written", "repo"}
    levels, kinds = get_args(Level.__value__), get_args(ModelKind.__value__)
    for maker, model in MODELS:
        assert set(maker) <= {"name", "prefixes", "owners", "models"}
        assert set(model) <= fields
        assert model["level"] in levels
        assert model.get("kind", "llm") in kinds
        assert not (model["level"] in ("family", "service") and "repo" in model), model["id"]
    ids = [model["id"] for _, model in MODELS]
    assert len(set(ids)) == len(ids)


def test_every_model_is_found_under_its_own_name_and_repository() -> None:
    for maker, model in MODELS:
        for written in (model["name"], *model.get("written", []), *([model["repo"]] if "repo" in model else [])):
            found = known_model(written)
            assert found is not None, written
            assert (found.id, found.provider) == (model["id"], maker["name"])


def test_makers_whose_terms_are_on_record_are_known_by_their_names() -> None:
    with_terms = {maker["name"] for maker in makers() if provider_of(maker["name"])}
    assert with_terms >= {"OpenAI", "Anthropic", "Google", "Meta", "Mistral AI", "Qwen", "DeepSeek", "NVIDIA", "xAI"}


def atlas_models() -> list[dict[str, Any]]:
    trees = [ryaml.loads(path.read_text("utf-8")) for path in ATLAS]
    return [model for tree in trees for model in tree.get("models", [])]


def test_ids_are_those_of_the_atlas() -> None:
    """A name that resolves to another id than the atlas has is one at another level."""
    checked = 0
    for model in atlas_models():
        addresses = [alias["iri"] for alias in model.get("aliases", []) if "iri" in alias]
        for written in (model["name"], *addresses):
            if found := known_model(written):
                checked += 1
                assert found.id == model["id"] or found.level != model.get("level"), written
                assert found.level == model.get("level") or found.id != model["id"], written
    assert checked > 100


def test_a_name_is_looked_up_in_microseconds() -> None:
    known_model("GPT-4")
    names = [f"{model['name']} {number}" for number in range(20) for _, model in MODELS]
    began = time.perf_counter()
    for name in names:
        known_model(name)
    assert (time.perf_counter() - began) / len(names) < 100e-6


def test_a_record_names_its_maker_and_page() -> None:
    found = known_model("mistralai/Mistral-7B-v0.1")
    assert found is not None
    assert found.record(lambda name: f"id-of-{name}") == {
        "id": "mistral-7b-v0.1",
        "name": "Mistral-7B-v0.1",
        "level": "version",
        "kind": "llm",
        "provider": "id-of-Mistral AI",
        "aliases": [{"iri": "pkg:huggingface/mistralai/Mistral-7B-v0.1"}],
    }


def test_the_table_is_shipped_beside_the_code() -> None:
    assert (DATA / "names.json").is_file()
