"""Invented graphs for property tests: small, cyclic, with every kind of edge."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

MODELS = [f"m{i}" for i in range(5)]
DATASETS = [f"d{i}" for i in range(5)]
PARTS = ["prompt", "response", "rejected", "critique", "score", "label", "test"]
ROLES = ["generate", "rewrite", "judge", "label", "filter", "softTargets", "reward", "steer", "evaluate"]
STAGES = ["pretraining", "sft", "preference", "rl", "unspecified"]

parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True)
unknown = st.just({"unknown": "notRecorded"})


def record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


model_refs = st.one_of(
    st.sampled_from(MODELS),
    st.sampled_from(MODELS),
    st.lists(st.sampled_from(MODELS), min_size=2, max_size=2, unique=True).map(lambda ids: {"oneOf": ids}),
    unknown,
)
uses = record({"model": model_refs, "role": st.one_of(st.sampled_from(ROLES), unknown)}, {"writes": parts})
derivations = record(
    {"dataset": st.sampled_from(DATASETS)},
    {
        "takes": parts,
        "as": st.sampled_from(["content", "seed", "reference"]),
        "selectedBy": st.just(["score"]),
        "becomes": st.just({"response": ["response", "rejected"]}),
        "only": st.sampled_from(MODELS).map(lambda model: {"model": model}),
    },
)
dataset_uses = record(
    {"dataset": st.sampled_from(DATASETS)}, {"consumes": parts, "split": st.sampled_from(["validation", "testing"])}
)
stages = record(
    {"stage": st.sampled_from(STAGES)},
    {"uses": st.lists(dataset_uses, min_size=1, max_size=2), "modelUses": st.lists(uses, min_size=1, max_size=1)},
)


def models(number: int) -> st.SearchStrategy[dict[str, Any]]:
    earlier = st.sampled_from(MODELS[:number]) if number else st.nothing()
    return record(
        {"id": st.just(MODELS[number]), "name": st.just(f"Model {number}")},
        {
            "training": st.lists(stages, min_size=1, max_size=2),
            "initializedFrom": st.lists(st.sampled_from(MODELS).map(lambda m: {"model": m}), min_size=1, max_size=1),
            "modelUses": st.lists(uses, min_size=1, max_size=1),
            **({"partOf": earlier} if number else {}),
            "level": st.sampled_from(["family", "version"]),
        },
    )


def datasets(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return record(
        {"id": st.just(DATASETS[number])},
        {
            "derivedFrom": st.lists(derivations, min_size=1, max_size=2),
            "hasPart": st.lists(st.sampled_from(DATASETS), min_size=1, max_size=2, unique=True),
            "modelUses": st.lists(uses, min_size=1, max_size=2),
            "overlaps": st.lists(st.sampled_from(DATASETS).map(lambda d: {"dataset": d}), min_size=1, max_size=1),
        },
    )


graphs = st.fixed_dictionaries(
    {
        "models": st.tuples(*(models(i) for i in range(len(MODELS)))).map(list),
        "datasets": st.tuples(*(datasets(i) for i in range(len(DATASETS)))).map(list),
    }
)
"""Five models and five datasets with any edges among them."""
