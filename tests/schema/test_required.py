"""Every required key, dropped from a valid manifest, is missed: by pydantic, by the JSON Schema, by the shapes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import jsonschema
import jsonschema_rs
import pytest
from pydantic import ValidationError

from lineage.model import Manifest
from lineage.schema.fields import ENTRIES, STATEMENTS, Object, classes, places
from lineage.schema.generate import manifest_schema
from lineage.schema.samples import examples, smallest
from tests.schema.ajv import verdicts
from tests.schema.graphs import conforms


class Step(NamedTuple):
    """One step from the manifest towards an object: the class, its key, and whether a list stands there."""

    owner: str
    key: str
    listed: bool


@cache
def ways() -> dict[str, tuple[Step, ...]]:
    """The shortest way from the manifest to an object of each class."""
    found: dict[str, tuple[Step, ...]] = {"Manifest": ()}
    pending = ["Manifest"]
    for owner in pending:
        for place in places(owner).values():
            below = [(kind.name, kind in place.listed) for kind in place.kinds if isinstance(kind, Object)]
            for name, listed in [*below, *((statement, False) for statement in place.statements)]:
                if name not in found and place.key not in ENTRIES:
                    found[name] = (*found[owner], Step(owner, place.key, listed))
                    pending.append(name)
    return found


def hosted(name: str, tree: dict[str, Any]) -> dict[str, Any]:
    """A manifest with this object of a class in it, and nothing else that is not required."""
    for step in reversed(ways()[name]):
        tree = smallest(step.owner) | {step.key: [tree] if step.listed else tree}
    return tree


def smallest_of(name: str) -> dict[str, Any]:
    """The smallest object, a note beside it in answers: without the telling key, a note alone is left."""
    if name == "Stated":
        asked = ways()[name][-1]
        return {"value": examples(places(asked.owner)[asked.key])[0], "note": "N"}
    return smallest(name) | ({"note": "N"} if name in STATEMENTS else {})


NAMES = sorted(ways())
REQUIRED = [(name, place.key) for name in NAMES for place in places(name).values() if place.required]
REQUIRED.append(("Stated", "value"))
REQUIRED.remove(("DateChoice", "oneOf"))  # what is left is an empty object, and a date may be one


def without(name: str, key: str) -> dict[str, Any]:
    return hosted(name, {other: value for other, value in smallest_of(name).items() if other != key})


def by_pydantic(tree: dict[str, Any]) -> bool:
    try:
        Manifest.model_validate_json(json.dumps(tree))
    except ValidationError:
        return False
    return True


SCHEMA = manifest_schema()
REFEREES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "pydantic": by_pydantic,
    "jsonschema": jsonschema.Draft202012Validator(SCHEMA).is_valid,
    "jsonschema-rs": jsonschema_rs.Draft202012Validator(SCHEMA).is_valid,
    "shapes": conforms,
}


def test_every_class_of_a_manifest_is_reached() -> None:
    assert set(NAMES) == set(classes()) - {cls.__name__ for cls in ENTRIES.values()}
    assert len(REQUIRED) > 60


@pytest.mark.parametrize("referee", REFEREES)
@pytest.mark.parametrize("name", NAMES)
def test_the_smallest_object_is_valid(name: str, referee: str) -> None:
    assert REFEREES[referee](hosted(name, smallest_of(name)))


@pytest.mark.parametrize("referee", REFEREES)
@pytest.mark.parametrize(("name", "key"), REQUIRED)
def test_a_required_key_is_missed(name: str, key: str, referee: str) -> None:
    assert not REFEREES[referee](without(name, key))


def test_ajv_misses_them_too() -> None:
    valid = verdicts([hosted(name, smallest_of(name)) for name in NAMES])
    assert [name for name, taken in zip(NAMES, valid, strict=True) if not taken] == []
    dropped = verdicts([without(name, key) for name, key in REQUIRED])
    assert [field for field, taken in zip(REQUIRED, dropped, strict=True) if taken] == []
