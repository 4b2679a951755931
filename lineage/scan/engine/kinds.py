"""What a column holds, in the few words that both engines share; and the columns that a plan reads of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lineage.scan.plan import Column, Plan

if TYPE_CHECKING:
    import pyarrow

Kind = Literal["text", "integer", "float", "boolean", "date", "time", "json", "nested"]
"""``json`` is a value as JSON text, where a text is without its quotation marks; ``nested`` is a list or an object."""

FILE: Final = "file__"
ROW: Final = "row__"
"""Names that the engines give to the path of a row's file and to its number in it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that is read: its role, its name, where it is found, and what it holds.

    ``outer`` is the column of the file, ``inner`` the names within it. ``messages`` is the name of the text in an item
    of a list of messages.
    """

    role: str
    column: str
    outer: str
    inner: tuple[str, ...]
    kind: Kind
    messages: str | None = None


Schema = Mapping[str, "pyarrow.DataType"]
"""The columns of a file and their types; of JSON lines, those that its first records have."""


def kind_of(type_: pyarrow.DataType) -> Kind | None:
    """The kind of a type; None for one that is not read, such as bytes."""
    import pyarrow.types as types

    type_ = plain(type_)
    if types.is_string(type_) or types.is_large_string(type_):
        return "text"
    if types.is_integer(type_):
        return "integer"
    if types.is_floating(type_) or types.is_decimal(type_):
        return "float"
    if types.is_boolean(type_):
        return "boolean"
    if types.is_date(type_) or types.is_timestamp(type_):
        return "date" if types.is_date(type_) else "time"
    return "nested" if types.is_nested(type_) else None


def plain(type_: pyarrow.DataType) -> pyarrow.DataType:
    """A type as both engines see it: without dictionaries, views, extensions, and columns of nothing."""
    import pyarrow
    import pyarrow.types as types

    if isinstance(type_, pyarrow.BaseExtensionType):
        return plain(type_.storage_type)
    if types.is_dictionary(type_):
        return plain(type_.value_type)
    if types.is_string_view(type_) or types.is_null(type_):
        return pyarrow.string()
    if types.is_list(type_) or types.is_large_list(type_):
        return pyarrow.list_(plain(type_.value_type))
    if types.is_struct(type_):
        return pyarrow.struct([(field.name, plain(field.type)) for field in type_])
    return type_


def fields(plan: Plan, schema: Schema, as_json: bool) -> tuple[list[Field], list[str]]:
    """The fields of a plan in a file with this schema, and the columns that it lacks (or has as bytes)."""
    found: list[Field] = []
    missing: list[str] = []
    for column in plan.columns:
        field = _field(column, schema, as_json)
        if field is None:
            missing.append(column.column)
        elif column.role != "id":
            found.append(field)
    return found, missing


def _field(column: Column, schema: Schema, as_json: bool) -> Field | None:
    name = column.column
    outer, *inner = [name] if name in schema else name.split(".")
    if as_json:
        return Field(column.role, name, outer, tuple(inner), "json", "content" if column.role == "messages" else None)
    if outer not in schema:
        return None
    type_ = schema[outer]
    for part in inner:
        if (within := _within(type_, part)) is None:
            return None
        type_ = within
    kind = kind_of(type_)
    if kind is None and column.role == "image":
        kind = "boolean"
    messages = _content(type_) if column.role == "messages" else None
    return None if kind is None else Field(column.role, name, outer, tuple(inner), kind, messages)


def _within(type_: pyarrow.DataType, name: str) -> pyarrow.DataType | None:
    import pyarrow.types as types

    if not types.is_struct(type_) or (index := type_.get_field_index(name)) < 0:
        return None
    return type_.field(index).type


def _content(type_: pyarrow.DataType) -> str | None:
    """The name of the text in an item of a list of messages."""
    import pyarrow.types as types

    if not (types.is_list(type_) or types.is_large_list(type_)):
        return None
    return next((name for name in ("content", "value", "text") if _within(type_.value_type, name) is not None), None)


def outer_columns(found: Sequence[Field]) -> list[str]:
    """The columns of the file that are read, each once, in the order of the plan."""
    return list(dict.fromkeys(field.outer for field in found))
