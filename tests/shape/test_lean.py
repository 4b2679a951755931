"""Objects that hold what was said: as pydantic's own, but for what is not there."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from pydantic import MISSING, ValidationError

from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import Node
from lineage.model.dataset import Dataset
from lineage.model.structure import model_classes
from lineage.read import read_path
from lineage.shape import lean
from tests.shape.test_shape import CASES, HEAD

EXAMPLES = [read_path(path).tree() for path in sorted(Path(__file__).parents[2].glob("examples/*/lineage.yaml"))]
TREES = [*(HEAD | case["manifest"] for case in CASES), *EXAMPLES]


def sound(tree: dict[str, Any]) -> bool:
    try:
        Manifest.model_validate_json(json.dumps(tree))
    except ValidationError:
        return False
    return True


SOUND = [tree for tree in TREES if sound(tree)]


@pytest.mark.parametrize("tree", TREES, ids=range(len(TREES)))
def test_it_takes_and_refuses_what_pydantic_does(tree: dict[str, Any]) -> None:
    try:
        lean._validator().validate_python(tree)
        taken = True
    except ValidationError:
        taken = False
    assert taken == sound(tree)


@pytest.mark.parametrize("tree", SOUND, ids=range(len(SOUND)))
def test_it_says_the_same_and_holds_nothing_else(tree: dict[str, Any]) -> None:
    before = copy.deepcopy(tree)
    found = lean.manifest(tree)
    full = Manifest.model_validate_json(json.dumps(tree))
    assert found == full
    assert tree == before
    assert json.loads(found.model_dump_json()) == json.loads(full.model_dump_json()) == tree
    assert found.model_dump(by_alias=False) == full.model_dump(by_alias=False)
    assert found.model_dump(exclude_unset=True) == full.model_dump(exclude_unset=True)
    pairs = [(found, full)]
    while pairs:
        slim, fat = pairs.pop()
        if isinstance(slim, Node):
            assert type(slim) is type(fat)
            assert MISSING not in slim.__dict__.values()
            assert slim.extensions == fat.extensions
            assert list(slim.__dict__) == list(fat.said())
            assert all(getattr(slim, name) == getattr(fat, name) for name in type(fat).model_fields)
            pairs += [(value, fat.__dict__[name]) for name, value in slim.__dict__.items()]
        elif isinstance(slim, list):
            pairs += zip(slim, fat, strict=True)


def test_what_is_absent_is_missing_wherever_an_object_comes_from() -> None:
    for cls in model_classes():
        for name, field in cls.model_fields.items():
            assert (getattr(cls, name, None) is MISSING) == (field.default is MISSING)
    made = entries(lean.manifest(HEAD | {"datasets": [{"id": "d", "x-a": [1]}]}).datasets)[0]
    for other in (made, copy.copy(made), copy.deepcopy(made), made.model_copy(), pickle.loads(pickle.dumps(made))):
        assert other == made
        assert other.derived_from is MISSING
        assert other.extensions == {"x-a": [1]}
    assert made == Dataset.model_validate({"id": "d", "x-a": [1]})
    assert made != Dataset.model_validate({"id": "d"})
    assert made != 1


def test_objects_cannot_be_changed() -> None:
    made = lean.manifest(dict(HEAD))
    with pytest.raises(ValidationError):
        made.version = "2"


@pytest.mark.parametrize("key", ["derived_from", "from_", "x-a\n", "x-", "a:", "unknown", "x_a", lean._PYTHON_ONLY])
def test_keys_that_are_none(key: str) -> None:
    with pytest.raises(ValidationError):
        lean._validator().validate_python(HEAD | {"datasets": [{"id": "d", key: "x"}]})


def test_extensions_keep_their_order() -> None:
    tree = HEAD | {f"x-{name}": 1 for name in "qwertyuiopasdfghjkl"}
    assert list(lean.manifest(tree).extensions) == list(tree)[2:]


def test_a_class_that_was_used_alone_changes_nothing() -> None:
    Dataset.model_validate({"id": "d"})
    lean._validator.cache_clear()
    made = lean.manifest(HEAD | {"datasets": [{"id": "d"}]})
    assert entries(made.datasets)[0].__dict__ == {"id": "d"}
