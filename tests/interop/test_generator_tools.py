"""Files of the tools that make synthetic data: distilabel, DataDreamer, NeMo Data Designer. Each model keeps the role
that the tool states, and no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
import ryaml

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.interop.distilabel.tasks import TASKS
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.source import NotThisFormat, Source
from lineage.model.roles import PARTS, ROLES

UNKNOWN = {"unknown": "notStatedBySource"}


def imported(format: str, name: str, content: Any, **beside: Any) -> tuple[dict[str, Any], dict[str, str]]:
    text = ryaml.dumps(content) if name.endswith(".yaml") else json.dumps(content)
    others = {key.replace("_json", ".json"): json.dumps(value).encode() for key, value in beside.items()}
    source = Source(name, text.encode(), beside=others)
    assert FORMATS[format].looks_like(source)
    draft = Draft(stamp=False)
    losses = FORMATS[format].read(source, draft)
    tree = draft.tree("urn:lineage:test")
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity.value == "error"]
    return tree, {loss.path: loss.why for loss in losses}


def of(tree: dict[str, Any], index: int = 0) -> dict[str, Any]:
    record: dict[str, Any] = tree["datasets"][index]
    for use in record["modelUses"]:
        assert use.pop("known")["how"] == "declared"
    return record


# distilabel


def step(kind: str, name: str, **members: Any) -> dict[str, Any]:
    info = {"module": "distilabel.steps.tasks", "name": kind}
    return {"step": {"name": name, "type_info": info, **members}, "name": name}


def llm(kind: str, **members: Any) -> dict[str, Any]:
    return {"generation_kwargs": {}, **members, "type_info": {"module": "distilabel.llms", "name": kind}}


PIPELINE: dict[str, Any] = {
    "distilabel": {"version": "1.5.3"},
    "pipeline": {
        "name": "preferences",
        "description": "Answers that are rated.",
        "steps": [
            step("LoadDataFromHub", "load", repo_id="owner/prompts", split="train"),
            step("EvolInstruct", "evolve", llm=llm("OpenAILLM", model="gpt-4"), generate_answers=True),
            step(
                "TextGeneration",
                "answer",
                llm=llm("vLLM", model="mistralai/Mistral-7B-Instruct-v0.2"),
                output_mappings={"generation": "answer_text"},
            ),
            step("UltraFeedback", "rate", llm=llm("OpenAILLM", model="gpt-4", base_url="https://other.example/v1")),
            step("PairRM", "rank", model="llm-blender/PairRM"),
            step("GenerateEmbeddings", "embed", llm=llm("TransformersLLM", model="owner/embedder")),
            step("OurTask", "own", llm=llm("AzureOpenAILLM", model="gpt-4")),
            step("KeepColumns", "keep", columns=["instruction"]),
        ],
        "connections": [{"from": "load", "to": ["evolve"]}],
        "routing_batch_functions": [],
    },
    "requirements": [],
}


@pytest.mark.parametrize("name", ["pipeline.yaml", "pipeline.json"])
def test_a_pipeline_of_distilabel(name: str) -> None:
    tree, losses = imported("distilabel", name, PIPELINE)
    record = of(tree)
    assert (record["name"], record["description"]) == ("preferences", "Answers that are rated.")
    assert record["tools"] == [{"name": "distilabel", "version": "1.5.3"}]
    assert [item["dataset"] for item in record["derivedFrom"]] == ["owner-prompts"]
    assert tree["datasets"][1]["url"] == "https://huggingface.co/datasets/owner/prompts"
    api, weights, cloud = ({"access": access} for access in ("api", "weights", "cloud"))
    assert record["modelUses"] == [
        {
            "model": "gpt-4",
            "accessedVia": api,
            "role": "rewrite",
            "writes": ["prompt"],
            "columns": {"prompt": "evolved_instruction"},
            "purpose": "Step evolve.",
        },
        {
            "model": "gpt-4",
            "accessedVia": api,
            "role": "generate",
            "writes": ["response"],
            "columns": {"response": "answer"},
            "purpose": "Step evolve.",
        },
        {
            "model": "mistral-7b-instruct-v0.2",
            "accessedVia": weights,
            "role": "generate",
            "writes": ["response"],
            "columns": {"response": "answer_text"},
            "purpose": "Step answer.",
        },
        {
            "model": "gpt-4",
            "role": "judge",
            "writes": ["score", "critique"],
            "columns": {"score": "ratings", "critique": "rationales"},
            "purpose": "Step rate.",
        },
        {
            "model": "pairrm",
            "role": "judge",
            "writes": ["preference"],
            "columns": {"preference": "ranks"},
            "purpose": "Step rank.",
        },
        {
            "model": "owner-embedder",
            "accessedVia": weights,
            "role": {**UNKNOWN, "note": "A task of the class GenerateEmbeddings."},
            "purpose": "Step embed.",
        },
        {
            "model": "gpt-4-2",
            "accessedVia": cloud,
            "role": {**UNKNOWN, "note": "A task of the class OurTask."},
            "purpose": "Step own.",
        },
    ]
    assert losses["/pipeline/steps/3/step/llm/base_url"] == "no field of a manifest holds it"
    assert "/pipeline/steps/7/step" in losses
    assert not any(path.endswith(("/repo_id", "/llm/model")) for path in losses)


def test_a_mixture_of_agents_names_each_model() -> None:
    agents = llm(
        "MixtureOfAgentsLLM",
        aggregator_llm=llm("OpenAILLM", model="gpt-4o"),
        proposers_llms=[llm("AnthropicLLM", model="claude-3-opus-20240229"), llm("ClientvLLM", base_url="http://a.b")],
    )
    content = {"distilabel": {"version": "1.4.0"}, "pipeline": {"steps": [step("TextGeneration", "t", llm=agents)]}}
    tree, _ = imported("distilabel", "pipeline.json", content)
    uses = of(tree)["modelUses"]
    assert [(use["model"], use["role"]) for use in uses] == [
        ("claude-3-opus-20240229", UNKNOWN),
        (UNKNOWN, UNKNOWN),
        ("gpt-4o", "generate"),
    ]


def test_magpie_may_write_instructions_only() -> None:
    tasks = [step("Magpie", "m", llm=llm("vLLM", model="x"), only_instruction=True)]
    tree, _ = imported("distilabel", "pipeline.json", {"pipeline": {"steps": tasks}})
    assert of(tree)["modelUses"][0]["writes"] == ["prompt"]


def test_tasks_use_roles_and_parts_of_the_standard() -> None:
    for task in TASKS.values():
        assert task.role in ROLES
        assert set(task.parts) <= set(PARTS)


# DataDreamer

CARD: dict[str, Any] = {
    "data_card": {
        "Get prompts": {
            "Date & Time": "2024-02-01T10:00:00",
            "Dataset Name": ["owner/prompts"],
            "Dataset Card": ["https://huggingface.co/datasets/owner/prompts"],
        },
        "Answer": {
            "Model Name": ["gpt-4", "gpt-4"],
            "Model Card": ["https://models.example/gpt-4"],
            "License Information": ["https://models.example/terms"],
            "Citation Information": ["@article{x}"],
        },
        "Embed": {"Model Name": ["owner/embedder"]},
    },
    "__version__": "0.28.0",
    "datetime": "2024-02-01T12:00:00",
    "type": "Prompt",
    "name": "Answer",
    "version": 1.0,
    "fingerprint": "0123456789abcdef",
    "pickled": False,
    "req_versions": {"torch": "2.1"},
    "interpreter": "3.11",
}


def test_a_card_of_datadreamer() -> None:
    tree, losses = imported("datadreamer", "datadreamer.json", CARD)
    record = of(tree)
    assert record["tools"] == [{"name": "DataDreamer", "version": "0.28.0"}]
    assert record["modelUses"] == [
        {"model": "gpt-4", "role": "generate", "purpose": "Step Answer."},
        {"model": "owner-embedder", "role": UNKNOWN, "purpose": "Step Embed."},
    ]
    assert [item["dataset"] for item in record["derivedFrom"]] == ["owner-prompts"]
    assert record["documentation"] == [{"url": "https://huggingface.co/datasets/owner/prompts"}]
    assert {"/data_card/Answer/Model Card", "/fingerprint", "/req_versions"} <= set(losses)


def test_the_role_of_a_step_is_known_for_the_last_one_only() -> None:
    tree, _ = imported("datadreamer", "datadreamer.json", {**CARD, "name": "Another"})
    assert all(use["role"] == UNKNOWN for use in of(tree)["modelUses"])


def test_the_card_of_a_trained_model_is_refused() -> None:
    with pytest.raises(NotThisFormat, match="trained"):
        FORMATS["datadreamer"].read(Source("a.json", json.dumps({**CARD, "model_card": {}}).encode()), Draft())


# NeMo Data Designer

CONFIG: dict[str, Any] = {
    "data_designer": {
        "columns": [
            {"name": "topic", "column_type": "sampler", "sampler_type": "category", "params": {"values": ["a"]}},
            {"name": "question", "column_type": "llm-text", "prompt": "Ask about {{ topic }}", "model_alias": "text"},
            {"name": "draft", "column_type": "llm-text", "prompt": "…", "model_alias": "text", "drop": True},
            {"name": "quality", "column_type": "llm-judge", "prompt": "…", "model_alias": "judge", "scores": []},
            {"name": "vector", "column_type": "embedding", "target_column": "question", "model_alias": "nobody"},
        ],
        "model_configs": [
            {"alias": "text", "model": "nvidia/nvidia-nemotron-nano-9b-v2", "provider": "nvidia"},
            {"alias": "judge", "model": "openai/gpt-4o", "provider": "openrouter"},
        ],
        "seed_config": {"source": {"seed_type": "hf", "path": "datasets/owner/seed/data/*.parquet"}},
    },
    "library_version": "0.5.0",
}
METADATA: dict[str, Any] = {
    "target_num_records": 100,
    "actual_num_records": 98,
    "dataset_name": "questions",
    "column_statistics": [{"column_name": "question", "column_type": "llm-text", "num_records": 98}],
}


def test_a_configuration_with_its_metadata() -> None:
    tree, losses = imported("nemo", "builder_config.json", CONFIG, metadata_json=METADATA)
    record = of(tree)
    assert record["name"] == "questions"
    assert record["modalities"] == [{"modality": "text", "quantity": {"value": 98, "unit": "records"}}]
    assert record["modelUses"] == [
        {
            "model": "nvidia-nvidia-nemotron-nano-9b-v2",
            "role": "generate",
            "purpose": "Column question (llm-text).",
        },
        {
            "model": "nvidia-nvidia-nemotron-nano-9b-v2",
            "role": {**UNKNOWN, "note": "The column was dropped in the end."},
            "purpose": "Column draft (llm-text).",
        },
        {
            "model": "gpt-4o",
            "role": "judge",
            "writes": ["score"],
            "columns": {"score": "quality"},
            "purpose": "Column quality (llm-judge).",
        },
        {"model": UNKNOWN, "role": UNKNOWN, "means": "embedding", "purpose": "Column vector (embedding)."},
    ]
    assert [item["dataset"] for item in record["derivedFrom"]] == ["owner-seed"]
    assert {"/data_designer/columns/1/prompt", "/data_designer/model_configs/0/provider"} <= set(losses)
    assert "/target_num_records" in losses


def test_metadata_alone_say_that_models_wrote_it_and_not_which() -> None:
    tree, _ = imported("nemo", "metadata.json", METADATA)
    (record,) = tree["datasets"]
    assert record["modelUses"] == UNKNOWN


def test_a_configuration_without_models_does_not_say() -> None:
    content = {"columns": [{"name": "x", "column_type": "sampler"}], "seed_config": {"dataset": "seed.parquet"}}
    tree, losses = imported("nemo", "config.json", content)
    assert set(tree["datasets"][0]) == {"id", "tools"}
    assert losses["/seed_config/dataset"] == "a path, which does not say what dataset it holds"


@pytest.mark.parametrize("format", ["distilabel", "datadreamer", "nemo"])
@pytest.mark.parametrize("content", [{}, {"pipeline": {"steps": []}}, {"data_card": {}}, {"columns": [{}]}, []])
def test_other_documents_are_refused(format: str, content: Any) -> None:
    with pytest.raises(LineageError):
        FORMATS[format].read(Source("a.json", json.dumps(content).encode()), Draft())
