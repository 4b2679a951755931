"""The base of every noun: strict, immutable, camelCase on the wire, closed except for extension keys.

Change this file only with care: it decides what the whole standard refuses.

- *Strict*: no coercion. ``"5"`` is not a number, ``5.0`` is not an integer, ``true`` is not ``1``.
- *Absent* is :data:`pydantic.MISSING`, never ``None``; a ``null`` in a manifest is a shape fault.
- *Closed*: an unknown key is a fault, unless it is an extension: ``x-anything`` or ``prefix:name`` with the prefix
  declared under ``namespaces`` in the head. Extensions hold any JSON and survive a round trip.
- An object need not hold what it does not say: what is absent is read from its class (:func:`absent_is_missing`), and
  an object that holds ``MISSING`` equals one that holds nothing there.
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

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node) or type(self) is not type(other):
            return NotImplemented
        return self.said() == other.said() and self.extensions == other.extensions

    def said(self) -> dict[str, Any]:
        """The fields that hold something, by Python name, in the order of the model."""
        return {name: value for name, value in self.__dict__.items() if value is not MISSING}

    @property
    def model_fields_set(self) -> set[str]:
        """The names of what was said, extensions included."""
        return {*self.said(), *self.extensions}

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's."""
        return BaseModel.model_dump(_whole(self), **options)

    def model_dump_json(self, **options: Any) -> str:
        """As pydantic's."""
        return BaseModel.model_dump_json(_whole(self), **options)

    @property
    def extensions(self) -> dict[str, JsonValue]:
        """The extension keys of this object with their values, untouched."""
        return self.__pydantic_extra__ or {}


N = TypeVar("N", bound=Node)


def bare(cls: type[N], **said: Any) -> N:
    """An object that says this and nothing else, unchecked: the full spelling of a short one.

    It takes a twentieth of the time of pydantic's ``model_construct``, and a model may be trained on very many
    datasets.
    """
    made = object.__new__(cls)
    object.__setattr__(made, "__dict__", said)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_fields_set__", set(said))
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def _whole(value: Any) -> Any:
    """The same with every field of every object filled in: pydantic's serializer warns of fields that are not there."""
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if not isinstance(value, Node):
        return value
    said = value.said()
    whole = object.__new__(type(value))
    fields = {name: _whole(said.get(name, MISSING)) for name in type(value).__pydantic_fields__}
    object.__setattr__(whole, "__dict__", fields)
    object.__setattr__(whole, "__pydantic_extra__", value.extensions)
    object.__setattr__(whole, "__pydantic_fields_set__", value.model_fields_set)
    object.__setattr__(whole, "__pydantic_private__", None)
    return whole


def absent_is_missing(cls: type[Node]) -> None:
    """Let what an object of some class, or of a class made from it, does not hold be read as ``MISSING``.

    To be called when all classes are made: pydantic takes an attribute of a class for the default of a field.
    """
    for name, field in cls.__pydantic_fields__.items():
        if field.default is MISSING:
            setattr(cls, name, MISSING)
    for below in cls.__subclasses__():
        absent_is_missing(below)


def short_or_object(value: Any) -> str:
    """Discriminator of unions that offer a short spelling (``text``) beside a full one (``{modality: text, …}``)."""
    return "(object)" if isinstance(value, dict | BaseModel) else "(short)"


def given(value: T | MISSING) -> T | None:
    """The value of an optional field, or ``None`` where the manifest does not say."""
    return None if value is MISSING else value
