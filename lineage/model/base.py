"""The base of every noun: strict, immutable, camelCase on the wire, closed except for extension keys.

Change this file only with care: it decides what the whole standard refuses.

- *Strict*: no coercion. ``"5"`` is not a number, ``5.0`` is not an integer, ``true`` is not ``1``.
- *Absent* is :data:`pydantic.MISSING`, never ``None``; a ``null`` in a manifest is a shape fault.
- *Closed*: an unknown key is a fault, unless it is an extension: ``x-anything`` or ``prefix:name`` with the prefix
  declared under ``namespaces`` in the head. Extensions hold any JSON and survive a round trip.
- Attribute docstrings below a field are its published description (read by ``lineage.schema`` when the JSON Schema
  is generated; at run time they cost nothing).
"""

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import MISSING, BaseModel, ConfigDict, Field, JsonValue

EXTENSION_KEY = r"^(x-[A-Za-z0-9][A-Za-z0-9._-]*|[a-z][a-z0-9-]*:[A-Za-z_][A-Za-z0-9_.-]*)$"
"""Keys that any object may carry beside its own: ``x-…`` or ``prefix:name``."""

T = TypeVar("T")


def wire_name(name: str) -> str:
    """The wire spelling of a Python field name: ``derived_from`` is ``derivedFrom``, ``from_`` is ``from``."""
    head, *tail = name.rstrip("_").split("_")
    return head + "".join(word.capitalize() for word in tail)


class Node(BaseModel):
    """An object of the manifest."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="allow",  # narrowed by __pydantic_extra__: only extension keys pass
        alias_generator=wire_name,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
        allow_inf_nan=False,
        defer_build=True,  # one build for the whole manifest instead of one per class: half the start-up time
    )
    __pydantic_extra__: dict[Annotated[str, Field(pattern=EXTENSION_KEY)], JsonValue]

    answer_tag: ClassVar[str] = "(value)"
    """Which branch of an :mod:`lineage.model.answer` union an instance belongs to."""

    @property
    def extensions(self) -> dict[str, JsonValue]:
        """The extension keys of this object with their values, untouched."""
        return self.__pydantic_extra__ or {}


def short_or_object(value: Any) -> str:
    """Discriminator of unions that offer a short spelling (``text``) beside a full one (``{modality: text, …}``)."""
    return "(object)" if isinstance(value, dict | BaseModel) else "(short)"


def given(value: T | MISSING) -> T | None:
    """The value of an optional field, or ``None`` where the manifest does not say."""
    return None if value is MISSING else value
