"""What can stand at each field of the model, read from its annotations: the ground of context, vocabulary and shapes.

A field is a set of *kinds* (text of some form, a word from a fixed set, a number, an object of a class …), each of
which stands alone or in a list, and the *statements* that may take the place of a value.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from pydantic import MISSING, Field
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from lineage.model.answer import NoneDeclared, NotApplicable, OtherAnswer, Stated, Unknown, Withheld
from lineage.model.base import Node, wire_name
from lineage.model.dataset import Origin
from lineage.model.dates import DateText
from lineage.model.model_use import Fraction
from lineage.model.named import Some
from lineage.model.quantity import Number
from lineage.model.roles import Part
from lineage.model.scalars import PREFIX, Iri, Line, Reference, Text
from lineage.model.structure import model_classes
from lineage.schema.descriptions import describe

_STATEMENTS: Final = (Stated, OtherAnswer, NoneDeclared, NotApplicable, Unknown, Withheld)
STATEMENTS: Final = tuple(cls.__name__ for cls in _STATEMENTS)
"""The classes of answers, by name: what is said about a value, or in place of one."""


class NamespaceEntry(Node):
    """A prefix of extension keys with the IRI that it stands for: one entry of the map ``namespaces``."""

    prefix: Annotated[str, Field(pattern=PREFIX)]
    """The prefix."""
    namespace: Iri
    """The IRI that it stands for."""


class ColumnEntry(Node):
    """A part of the records with the column that holds it: one entry of the map ``columns``."""

    part: Part
    """The part."""
    column: Line
    """The column that holds it."""


class BecomesEntry(Node):
    """A part of the source with the parts that it became: one entry of the map ``becomes``."""

    part: Part
    """The part of the source."""
    parts: Some[Part]
    """What it is called here."""


ENTRIES: Final[dict[str, type[Node]]] = {
    "namespaces": NamespaceEntry,
    "columns": ColumnEntry,
    "becomes": BecomesEntry,
}
"""Maps of the model, by key, with the class of their entries: RDF has no maps."""


SHORT: Final[dict[str, str]] = {
    "DatasetUse": "dataset",
    "Derivation": "dataset",
    "LicenceTerm": "expression",
    "ModalityEntry": "modality",
}
"""Classes with a short spelling, and the one field that it states. In RDF it is written out."""

SHARED_WORDS: Final[dict[str, str]] = {"AbsentScope": "AbsenceScope", "NoneDeclaredScope": "AbsenceScope"}
"""Sets of words without a name of their own that are one set, by the name they would get from their field."""

OUTSIDE_WORDS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "Measure.appliesTo": ("Origin.", get_args(Origin.__value__)),
    "Measure.by": ("", ("curators",)),
}
"""References that may also be a word which names no record: the beginning of its term, and the words."""


class Form(NamedTuple):
    """Text of a named form, such as ``Line`` or ``Url``; ``string`` where the form has no name."""

    name: str
    pattern: str | None = None
    longest: int | None = None


class Words(NamedTuple):
    """One word from a fixed set, under the name of the set."""

    name: str
    options: tuple[str, ...]


class Numeric(NamedTuple):
    """A number: ``integer`` or ``decimal``, with its bounds."""

    name: str
    least: float | None = None
    most: float | None = None


class Plain(NamedTuple):
    """A kind that its name says all about: ``boolean``, ``true``, ``date``, ``prose``."""

    name: str


class Object(NamedTuple):
    """An object of a class."""

    name: str
    cls: type[Node]


Kind: TypeAlias = Form | Words | Numeric | Plain | Object


class Place(NamedTuple):
    """One field of a class."""

    owner: str
    key: str
    required: bool
    single: tuple[Kind, ...]
    """What may stand there alone."""
    listed: tuple[Kind, ...]
    """What may stand there in a list."""
    fewest: int
    most: int | None
    """The lengths that such a list may have."""
    statements: tuple[str, ...]
    """The names of the statements that may be made about it."""
    description: str

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind once, short spellings written out."""
        every = tuple(dict.fromkeys(self.single + self.listed))
        return tuple(kind for kind in every if isinstance(kind, Object)) if self.short else every

    @property
    def short(self) -> str | None:
        """The class that has a short spelling here."""
        return next((kind.name for kind in self.single + self.listed if kind.name in SHORT), None)

    @property
    def name(self) -> str:
        """Its name in messages and tables."""
        return f"{self.owner}.{self.key}"


def class_name(cls: type[Node]) -> str:
    """The published name of a class. The classes of answers with a value are one: ``Stated``."""
    return "Stated" if issubclass(cls, Stated) else cls.__name__


@cache
def classes() -> dict[str, type[Node]]:
    """Every class that has a place in RDF, by its published name, in alphabetical order."""
    every = {class_name(cls): cls for cls in (*model_classes(), *ENTRIES.values())} | {"Stated": Stated}
    return dict(sorted(every.items()))


@cache
def places(name: str) -> dict[str, Place]:
    """The fields of a class by key, in the order of the model. The value of an answer stands where the answer does."""
    cls = classes()[name]
    fields = (item for item in cls.model_fields.items() if not (cls is Stated and item[0] == "value"))
    return {wire_name(field): _place(name, cls, field, info) for field, info in fields}


def place_of(cls: type[Node], field: str) -> Place:
    """One field of a class, by its Python name."""
    return _place(class_name(cls), cls, field, cls.model_fields[field])


def _place(owner: str, cls: type[Node], field: str, info: FieldInfo) -> Place:
    key = wire_name(field)
    single: list[Kind] = []
    listed: list[Kind] = []
    statements: dict[str, None] = {}
    fewest, most = 0, None
    for option in _options(Annotated[info.annotation, field, *info.metadata]):
        if isinstance(option, _Many):
            listed += [kind for kind in option.kinds if kind not in listed]
            fewest, most = option.fewest, option.most
        elif isinstance(option, Object) and issubclass(option.cls, _STATEMENTS):
            statements[class_name(option.cls)] = None
            single += [kind for kind in _stated_kinds(option.cls) if kind not in single]
        elif isinstance(option, Words) and not option.name:
            name = owner + key[0].upper() + key[1:]
            single.append(option._replace(name=SHARED_WORDS.get(name, name)))
        elif option not in single:
            single.append(option)
    if key in ENTRIES:
        single, listed, fewest = [], [Object(ENTRIES[key].__name__, ENTRIES[key])], 1
    return Place(
        owner,
        key,
        info.is_required(),
        tuple(single),
        tuple(listed),
        fewest,
        most,
        tuple(statements),
        describe(cls, field),
    )


class _Many(NamedTuple):
    kinds: tuple[Kind, ...]
    fewest: int
    most: int | None


def _stated_kinds(cls: type[Node]) -> Iterator[Kind]:
    if issubclass(cls, Stated) and cls is not Stated:
        yield from (kind for kind in _options(cls.model_fields["value"].annotation) if not isinstance(kind, _Many))


_WHOLE: Final[dict[Any, Kind]] = {
    DateText: Plain("date"),
    Text: Plain("prose"),
    Number: Numeric("decimal", 0, 1e300),
    Fraction: Numeric("decimal", 0, 1),
    bool: Plain("boolean"),
}
"""Types that are one kind although their annotations have parts."""


def _options(annotation: Any, name: str = "") -> Iterator[Kind | _Many]:
    """The kinds that an annotation allows; ``name`` is that of the alias they stand in."""
    origin = get_origin(annotation)
    if annotation is MISSING:
        return
    if isinstance(annotation, TypeAliasType | type) and annotation in _WHOLE:
        yield _WHOLE[annotation]
    elif isinstance(annotation, TypeAliasType):
        yield from _options(annotation.__value__, annotation.__name__)
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _options(option, name)
    elif origin is Literal:
        words = get_args(annotation)
        yield Plain("true") if words == (True,) else Words(name, words)
    elif origin is dict:
        yield _Many((), 1, None)
    elif isinstance(annotation, type) and issubclass(annotation, Node):
        yield Object(class_name(annotation), annotation)
    elif annotation in (int, str):
        yield Numeric("integer") if annotation is int else Form("string")
    elif origin is list:
        yield _many(annotation)
    elif origin is Annotated:
        yield from _constrained(annotation, name)
    else:
        raise TypeError(f"no kind for {annotation!r}")


def _many(annotation: Any, fewest: int = 0, most: int | None = None) -> _Many:
    inside = get_args(annotation)[0]
    kinds = (form(Reference),) if inside is str else tuple(_options(inside))
    return _Many(tuple(kind for kind in kinds if not isinstance(kind, _Many)), fewest, most)


def form(alias: TypeAliasType) -> Form:
    """The form of text that a named type asks for."""
    limits = _metadata(get_args(alias.__value__)[1:])
    return Form(alias.__name__, limits.get("pattern"), limits.get("max_length"))


def _constrained(annotation: Any, name: str) -> Iterator[Kind | _Many]:
    inner, *metadata = get_args(annotation)
    limits = _metadata(metadata)
    if get_origin(inner) is list:
        yield _many(inner, limits.get("min_length", 0), limits.get("max_length"))
    elif inner is str:
        yield Form(name or "string", limits.get("pattern"), limits.get("max_length"))
    elif inner is int:
        yield Numeric("integer", limits.get("ge"), limits.get("le"))
    else:
        yield from _options(inner, name)


def _metadata(metadata: Any) -> dict[str, Any]:
    """The constraints of an annotation by name, whether written as ``Field`` or taken apart by pydantic."""
    found: dict[str, Any] = {}
    for item in metadata:
        for part in item.metadata if isinstance(item, FieldInfo) else (item,):
            for limit in ("pattern", "max_length", "min_length", "ge", "le"):
                if getattr(part, limit, None) is not None:
                    found[limit] = getattr(part, limit)
    return found
