"""Answers: how a manifest says "no", "does not apply", "not known" and "not said" without leaving a blank.

Every question that a law asks is answered by a value, by ``{value: …, note: …}``, or by one of five statements:

- ``{none: true}``: the list is empty, and the publisher says so;
- ``{notApplicable: true}``: the question does not arise;
- ``{unknown: true}`` or ``{unknown: REASON}``: the publisher does not know;
- ``{withheld: true}`` or ``{withheld: REASON}``: the publisher knows and does not say;
- ``{other: TEXT}``: only for yes or no; an answer outside the options offered.

Each takes a ``note`` and ``known``. An absent key means "does not say", and is never read as "no".
"""

import types
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

from pydantic import MISSING, Discriminator, Field, Tag
from typing_extensions import TypeAliasType

from lineage.model.base import Node
from lineage.model.known import Known
from lineage.model.named import Some, named
from lineage.model.scalars import Reference, Text

T = TypeVar("T")

UnknownReason = TypeAliasType("UnknownReason", Literal["notRecorded", "notStatedBySource", "notObtainable", "pending"])
WithheldReason = TypeAliasType(
    "WithheldReason", Literal["contractual", "tradeSecret", "security", "thirdPartyRights", "personalData"]
)


class _Exactly:
    """``true`` and nothing else. pydantic compares literals by ``==``, and takes ``1`` for ``true``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        steps = [core_schema.bool_schema(strict=True), handler(source)]
        return core_schema.custom_error_schema(
            core_schema.chain_schema(steps), "literal_error", custom_error_context={"expected": "true"}
        )

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        return {"const": True, "type": "boolean"}


True_: TypeAlias = Annotated[Literal[True], _Exactly()]


class _Remark(Node):
    note: Text | MISSING = MISSING
    """Anything that qualifies the answer."""
    known: Known | MISSING = MISSING
    """How this is known, where it differs from the rest of the manifest."""


class Stated(_Remark, Generic[T]):
    """A value with a note on it or on how it is known."""

    answer_tag: ClassVar[str] = "(stated)"

    value: T
    """The answer itself."""


def _stated(value: Any) -> "type[Stated[Any]]":
    """``Stated`` for one type of value. A plain subclass is made in half the time of a parametrized generic."""
    name = f"Stated{value.__name__.capitalize() if value is bool else value.__name__}"
    body = {"__module__": __name__, "__annotations__": {"value": value}}
    return types.new_class(name, (Stated,), exec_body=lambda namespace: namespace.update(body))


class NoneDeclared(_Remark):
    """A claimed empty list: the publisher says that there is nothing to list."""

    answer_tag: ClassVar[str] = "(none)"

    none: True_
    """Always ``true``: there is nothing to list."""
    scope: Literal["anywhere", "byOrOnBehalf", "inThisFile"] | MISSING = MISSING
    """How far the absence is claimed: anywhere upstream, by or on behalf of the publisher, or only in this file."""
    claims: Some[Reference] | MISSING = MISSING
    """Ids of the claims that say so."""


class NotApplicable(_Remark):
    """The question does not arise here."""

    answer_tag: ClassVar[str] = "(notApplicable)"

    not_applicable: True_
    """Always ``true``: the question does not arise."""


class Unknown(_Remark):
    """The publisher does not know."""

    answer_tag: ClassVar[str] = "(unknown)"

    unknown: True_ | UnknownReason
    """``true``, or why it is not known."""


class Withheld(_Remark):
    """The publisher knows and does not say. Calling this "unknown" would be false."""

    answer_tag: ClassVar[str] = "(withheld)"

    withheld: True_ | WithheldReason
    """``true``, or why it is not said."""


class OtherAnswer(_Remark):
    """An answer to a yes-or-no question that is neither."""

    answer_tag: ClassVar[str] = "(other)"

    other: Text
    """The answer in words."""


_STATES = (
    ("unknown", Unknown.answer_tag),
    ("withheld", Withheld.answer_tag),
    ("notApplicable", NotApplicable.answer_tag),
    ("none", NoneDeclared.answer_tag),
    ("other", OtherAnswer.answer_tag),
)


def branch_of_object(value: Any) -> str:
    if isinstance(value, dict):
        for key, tag in _STATES:
            if key in value:
                return tag
        return "(value)"
    return str(getattr(value, "answer_tag", "(value)"))


def _branch(value: Any) -> str:
    if isinstance(value, dict) and "value" in value:
        return Stated.answer_tag
    return branch_of_object(value)


Silence: TypeAlias = NotApplicable | Unknown | Withheld
"""The statements that stand for a missing value of any type."""

_Silence = (
    Annotated[NotApplicable, Tag("(notApplicable)")]
    | Annotated[Unknown, Tag("(unknown)")]
    | Annotated[Withheld, Tag("(withheld)")]
)

if TYPE_CHECKING:
    Answer: TypeAlias = T | Stated[T] | Silence
    Open: TypeAlias = T | Silence
    Listing: TypeAlias = list[T] | NoneDeclared | Silence
    YesNo: TypeAlias = bool | Stated[bool] | OtherAnswer | Silence
else:

    class Answer:
        """A scalar, the scalar with a note, or a statement in its place."""

        def __class_getitem__(cls, value: Any) -> Any:
            return named(
                "{}Answer",
                value,
                lambda t: Annotated[
                    Annotated[t, Tag("(value)")] | Annotated[_stated(t), Tag("(stated)")] | _Silence,
                    Discriminator(_branch),
                ],
            )

    class Open:
        """An object that carries its own notes, or a statement in its place."""

        def __class_getitem__(cls, value: Any) -> Any:
            return named(
                "{}OrStatement",
                value,
                lambda t: Annotated[Annotated[t, Tag("(value)")] | _Silence, Discriminator(branch_of_object)],
            )

    class Listing:
        """A list with at least one entry, a claim that it is empty, or a statement in its place. Never ``[]``."""

        def __class_getitem__(cls, value: Any) -> Any:
            return named(
                "{}Listing",
                value,
                lambda t: Annotated[
                    Annotated[list[t], Field(min_length=1), Tag("(value)")]
                    | Annotated[NoneDeclared, Tag("(none)")]
                    | _Silence,
                    Discriminator(branch_of_object),
                ],
            )

    YesNo = TypeAliasType(
        "YesNo",
        Annotated[
            Annotated[bool, Tag("(value)")]
            | Annotated[_stated(bool), Tag("(stated)")]
            | Annotated[OtherAnswer, Tag("(other)")]
            | _Silence,
            Discriminator(_branch),
        ],
    )
    """``true``, ``false``, either with a note, another answer in words, or a statement in its place."""


def plain_text(text: str | dict[str, str], language: str = "en") -> str:
    """A text in a language, else in English, else in the first language that it is written in."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get("en") or next(iter(text.values()))


def value_of(answer: Any) -> Any:
    """The plain value of an answer, or ``None`` where it is absent or only a statement."""
    if type(answer) is str:
        return answer  # as most are; to ask whether it is one of our objects takes much longer
    if answer is MISSING or isinstance(answer, NoneDeclared | NotApplicable | Unknown | Withheld | OtherAnswer):
        return None
    return answer.value if isinstance(answer, Stated) else answer


def entries(listing: Any) -> list[Any]:
    """The entries of a listing; nothing where it is absent or only a statement."""
    return listing if isinstance(listing, list) else []
