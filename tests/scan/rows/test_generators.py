"""Models in rows: what is counted, what is concluded, and the entry that it becomes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage import check, read_bytes
from lineage.scan.rows import generators
from lineage.scan.rows.counted import Value
from lineage.scan.rows.generators import (
    Named,
    looks_like_model,
    model_use,
    model_use_of_column,
    part_of,
    read_values,
    written_names,
)

SCAN = {"path": "scan.json", "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("column", "use"),
    [("model", ("generate", "response")), ("model_name", ("generate", "response")), ("generator", ("generate",
     "response")),
     ("chosen_model", ("generate", "response")), ("rejected_model", ("generate", "rejected")),
     ("gen_input_configs.input_generator", ("generate", "prompt")), ("difficulty_generator", ("label", "label")),
     ("reward_model", ("judge", "score")), ("judge_model", ("judge", "score")), ("ModelName", ("generate", "response")),
     ("car.model", None), ("text", None), ("model_version", None)],
)  # fmt: skip
def test_what_a_column_says(column: str, use: tuple[str, str] | None) -> None:
    assert part_of(column) == use


@pytest.mark.parametrize(
    "name", ["gpt-4", "gpt-3.5-turbo", "text-davinci-003", "meta-llama/Meta-Llama-3-70B-Instruct", "claude-3-opus",
    "Qwen2.5-72B",
             "mistralai/Mixtral-8x7B-Instruct-v0.1", "o1-preview", "ChatGPT", "wizardlm-7b", "google/gemma-2-9b-it",
             "sfairXC/FsfairX-LLaMA3-RM-v0.1", "DeepSeek-R1", "command-r-plus", "deepseek/deepseek-chat-v3-0324"]
)  # fmt: skip
def test_names_of_models(name: str) -> None:
    assert looks_like_model(name)


@pytest.mark.parametrize("name", ["Corolla", "Panda", "human", "iPhone 12", "Linear", "v2", "falconry", "", "otter"])
def test_names_of_other_things(name: str) -> None:
    assert not looks_like_model(name)


def test_names_in_a_value() -> None:
    assert written_names('["gpt-4", "starchat", "gpt-4"]') == ("gpt-4", "starchat")
    assert written_names("  gpt-4\n") == ("gpt-4",)
    assert written_names(None) == written_names("") == written_names({"a": 1}) == ()


def counted(*values: Value, column: str = "model", records: int | None = None) -> generators.Generators:
    return read_values(column, values, sum(one.records for one in values) if records is None else records)


def ids(model: Named) -> str:
    return model.written.lower().replace("/", "-").replace(" ", "-")


def test_counts_and_shares() -> None:
    found = counted(Value("gpt-4", 1), Value("gpt-3.5-turbo", 2), Value(None, 3))
    assert [(one.written, one.records, found.share(one)) for one in found.models] == [
        ("gpt-3.5-turbo", 2, Fraction(1, 3)),
        ("gpt-4", 1, Fraction(1, 6)),
    ]
    assert (found.role, found.part, found.missing, found.several) == ("generate", "response", 3, 0)


def test_spellings_of_a_known_model_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generators, "known_id", lambda name: "gpt-4" if name.lower().startswith("gpt") else None)
    found = counted(Value("GPT4", 2), Value("gpt-4", 5), Value("other", 1))
    assert found.models == (
        Named("gpt-4", "gpt-4", 7, ("GPT4", "gpt-4")),
        Named("other", None, 1, ("other",)),
    )


def test_a_list_counts_for_each() -> None:
    found = counted(Value('["gpt-4","starchat"]', 4), Value('["gpt-4"]', 1), column="models")
    assert [(one.written, one.records) for one in found.models] == [("gpt-4", 5), ("starchat", 4)]
    assert found.several == 4
    use = model_use(found, ids, SCAN)
    assert use is not None
    assert "partition" not in use


def manifest(use: dict[str, Any]) -> bytes:
    import json

    names = [one["model"] for one in use.get("models", [use])]
    models = [{"id": name, "name": name, "level": "family"} for name in names]
    dataset = {"id": "set", "name": "Set", "modelUses": [use]}
    whole = {"lineage": "1.0-draft", "id": "urn:example:scan", "models": models, "datasets": [dataset]}
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "values", [(Value("gpt-4", 3),), (Value("gpt-4", 3), Value("gpt-3.5-turbo", 4), Value(None, 2)),
               (Value('["gpt-4","starchat"]', 4),)]
)  # fmt: skip
def test_an_entry_passes_the_check(values: tuple[Value, ...]) -> None:
    use = model_use(counted(*values), ids, SCAN, "answer")
    assert use is not None
    report = check(read_bytes(manifest(use), "manifest.json"))
    mine = [one for one in report.findings if one.pointer[:3] == ("datasets", 0, "modelUses")]
    assert not [one for one in mine if one.severity.name == "ERROR"], mine


def test_the_role_is_inferred_and_the_count_is_measured() -> None:
    use = model_use(counted(Value("gpt-4", 1), Value(None, 3)), ids, SCAN, "answer")
    assert use is not None
    assert use["known"]["how"] == "inferred"
    assert use["share"] == {"unit": "records", "value": 0.25, "known": {
        "how": "measured", "by": "lineage scan", "source": "scan.json", "sha256": "0" * 64}}  # fmt: skip
    assert use["amount"]["value"] == 1
    assert use["from"] == {"column": "model", "scan": SCAN}
    assert use["columns"] == {"response": "answer"}


def test_a_column_without_a_known_name_has_no_role() -> None:
    use = model_use(counted(Value("gpt-4", 1), column="writer"), ids, SCAN)
    assert use is not None
    assert use["role"] == {"unknown": "notRecorded"}
    assert "writes" not in use


def test_a_column_named_after_a_model() -> None:
    use = model_use_of_column("deepseek_reasoning", ids, SCAN)
    assert use is not None
    assert (use["model"], use["role"], use["writes"]) == ("deepseek", "generate", ["reasoning"])
    assert use["known"]["how"] == "inferred"
    assert "share" not in use
    report = check(read_bytes(manifest(use), "manifest.json"))
    assert not [one for one in report.findings if one.pointer[:3] == ("datasets", 0, "modelUses") and
                one.severity.name == "ERROR"]  # fmt: skip
    assert model_use_of_column("reasoning", ids, SCAN) is None


def test_no_names_no_use() -> None:
    assert model_use(counted(Value(None, 3)), ids, SCAN) is None


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=40))
def test_shares_of_a_whole_never_exceed_it(counts: list[int]) -> None:
    use = model_use(counted(*(Value(f"gpt-{n}", count) for n, count in enumerate(counts))), ids, SCAN)
    assert use is not None
    assert sum(Decimal(str(one["share"]["value"])) for one in use["models"]) <= 1
    assert sum(one["count"] for one in use["models"]) == sum(counts)
