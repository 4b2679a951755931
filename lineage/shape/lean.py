"""Objects that hold what was said, and nothing for what was not.

pydantic gives an object an entry for every field of its class, and a set of the names of those that were given: for a
dataset, four kilobytes to hold five facts. Here the same validation, with the same patterns, bounds and discriminators,
makes objects whose ``__dict__`` has only the fields that stand in the document. An absent field is read from the class,
where it is ``MISSING``.

What is refused here is looked at again by pydantic's own validator, which words the faults. So this one never says what
is wrong, only that nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from pydantic import MISSING, ValidationError
from pydantic_core import SchemaValidator

from lineage.model import Manifest
from lineage.model.base import EXTENSION_KEY

_PYTHON_ONLY: Final = "(a name in Python)"
_ONE_BELOW: Final = ("schema", "items_schema", "keys_schema", "values_schema", "json_schema", "python_schema")
_LISTS_BELOW: Final = ("definitions", "steps")


def manifest(tree: Any) -> Manifest:
    """The manifest that parsed JSON is. Raises ``ValidationError`` with every fault where it is none."""
    try:
        lean: Manifest = _validator().validate_python(tree)
    except ValidationError:
        return Manifest.model_validate(tree)
    return lean


@cache
def _validator() -> SchemaValidator:
    Manifest.model_rebuild()
    schema = _lean(Manifest.__pydantic_core_schema__)
    # The same settings for the named types, which belong to no class. A class that was used alone before has a
    # validator of its own by now, which makes full objects and must not be taken.
    return SchemaValidator(schema, _config(schema), _use_prebuilt=False)


def _config(schema: Any) -> Any:
    """The settings of the outermost class."""
    while schema["type"] != "model":
        schema = schema["schema"]
    return schema["config"]


def _lean(schema: Any) -> Any:
    """The same core schema with lean objects wherever it has objects."""
    if schema["type"] == "model" and schema["schema"]["type"] == "model-fields":
        return schema | {"schema": _said(schema["schema"], schema["config"])}
    copy = dict(schema)
    for key in _ONE_BELOW:
        if key in copy:
            copy[key] = _lean(copy[key])
    for key in _LISTS_BELOW:
        if key in copy:
            copy[key] = [_lean(below) for below in copy[key]]
    choices = copy.get("choices")
    if isinstance(choices, dict):
        copy["choices"] = {tag: _lean(choice) for tag, choice in choices.items()}
    elif choices:
        copy["choices"] = [_lean(choice) if isinstance(choice, dict) else choice for choice in choices]
    return copy


class _Never:
    """What no plain data is an instance of."""


def _said(fields: Any, config: Any) -> Any:
    """In place of a schema that fills in all fields: a dict of those that are there, then what a model is made of."""
    members = {}
    for name, field in fields["fields"].items():
        schema = field["schema"]
        optional = schema["type"] == "default" and schema.get("default") is MISSING
        if optional:
            schema = schema["schema"]
            if schema["type"] == "missing-sentinel":
                schema = schema["schema"]
        members[name] = {
            "type": "typed-dict-field",
            "schema": _lean(schema),
            "required": not optional,
            "validation_alias": field["validation_alias"],
        }
    names = set(members)
    # A key that is the name of a field in Python, and not on the wire, would be passed over in silence: it is unknown.
    python_only = [[name] for name, field in fields["fields"].items() if name != field["validation_alias"]]
    if python_only:
        members[_PYTHON_ONLY] = {
            "type": "typed-dict-field",
            "schema": {"type": "is-instance", "cls": _Never},
            "required": False,
            "validation_alias": [*python_only, [_PYTHON_ONLY]],
        }
    return {
        "type": "function-after",
        "function": {"type": "no-info", "function": _parts(names)},
        "schema": {
            "type": "typed-dict",
            "fields": members,
            "extra_behavior": "allow",
            "extras_schema": fields["extras_schema"],
            "config": config,
        },
    }


@cache
def _extension_key() -> re.Pattern[str]:
    return re.compile(EXTENSION_KEY)


def _parts(names: set[str]) -> Callable[[dict[str, Any]], tuple[dict[str, Any], dict[str, Any] | None, Any]]:
    """From what was said to what pydantic makes an object of: its fields, its extensions, and the names of both.

    One set of names is shared by all objects without extensions: pydantic only asks which of the names that an object
    has were given, and it has no others.
    """

    def parts(said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None, Any]:
        if said.keys() <= names:
            return said, None, names
        extensions = {key: said.pop(key) for key in [key for key in said if key not in names]}
        if not all(map(_extension_key().fullmatch, extensions)):
            raise ValueError("an unknown key")
        return said, extensions, names | extensions.keys()

    return parts
