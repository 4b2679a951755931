"""Cards of Hugging Face: which kinds of content columns and tasks say, and what a card says without a model."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.interop.test_huggingface import HF, card, imported


@pytest.mark.parametrize(
    ("dtypes", "tasks", "media"),
    [
        (["string"], [], ["text"]),
        (["string", "audio"], [], ["audio"]),
        (["string"], ["image-classification"], ["image"]),
        (["string", "image"], ["text-classification"], ["text", "image"]),
        (["int64"], [], None),
    ],
)
def test_strings_beside_other_content_are_not_said_to_be_text(dtypes: Any, tasks: Any, media: Any) -> None:
    features = [{"name": name, "dtype": name} for name in dtypes]
    front = {"pretty_name": "X", "task_categories": tasks, "dataset_info": {"features": features}}
    tree, _ = imported(card(json.dumps(front)))
    assert tree["datasets"][0].get("modalities") == media


def test_answers_in_place_of_models_are_said_with_their_scope() -> None:
    tree = {
        "lineage": "1.0-draft",
        "id": "urn:a:b",
        "datasets": [
            {"id": "a", "derivedFrom": ["b", "c"]},
            {"id": "b", "modelUses": {"none": True}},
            {"id": "c", "modelUses": {"none": True, "scope": "byOrOnBehalf"}},
        ],
    }
    text = HF.write(tree, subject="a").files["README.md"].decode()
    assert "No model had a hand in b.\n" in text
    assert "No model was used by the publisher, or on its behalf, for c.\n" in text
    assert "Not stated of a: that is no statement" in text
