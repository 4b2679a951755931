"""Which column is what: the address, the text, the model that wrote it. Detected by name and content, and overridable.

Where two columns suit a role equally, none is taken, and that is said: a wrong column would be counted without anybody
noticing. What was chosen and why is data, and belongs in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan import column_names as names
from lineage.scan.column_contents import fits, kind_of_value
from lineage.scan.rows.generators import part_of
from lineage.visible import one_line

if TYPE_CHECKING:
    import pyarrow

    from lineage.scan.plan import Column

ROLES: Final = (*names.NAMES, "generator")
"""Every role there is."""
OFF: Final = "-"
"""Told instead of a column: no column has this role."""
_WRITTEN: Final = ("text", "messages", "response", "chosen", "prompt")
"""Roles that hold what is trained on, the one to measure first."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as the schema has it: its name (with dots where it is inside another) and the kind of its values."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that was given a role, and why: ``told``, ``name``, or ``name and content``."""

    role: str
    column: str
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A role that no column was given, though some might have it; the reason is in words."""

    role: str
    columns: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns with their roles, and what was left open."""

    choices: tuple[Choice, ...]
    doubts: tuple[Doubt, ...] = ()

    def column(self, role: str) -> str | None:
        """The first column of a role."""
        return next((one.column for one in self.choices if one.role == role), None)

    def measured(self) -> tuple[Column, ...]:
        """The columns as a plan takes them. What is measured is one column: the text, else the messages, else the
        response, the chosen answer or the prompt, which then stands for the text."""
        from lineage.scan.plan import Column

        written = next((role for role in _WRITTEN if self.column(role)), None)
        taken = [Column(one.role, one.column) for one in self.choices if one.role not in _RECORD]
        if written not in (None, "text", "messages"):
            taken.append(Column("text", self.column(str(written)) or ""))
        elif written == "text":
            taken = [one for one in taken if one.role != "messages"]
        return tuple(taken)


_RECORD: Final = frozenset({"prompt", "response", "chosen", "rejected", "system", "reasoning"})


def fields_of(schema: pyarrow.Schema) -> tuple[Field, ...]:
    """The columns of an Arrow schema; those inside a struct too, after all others."""
    top = [Field(one.name, _kind(one.type)) for one in schema]
    return (*top, *(Field(f"{one.name}.{two.name}", _kind(two.type)) for one in schema for two in _inside(one.type)))


def _inside(type_: pyarrow.DataType) -> Iterable[pyarrow.Field]:
    from pyarrow import types

    return tuple(type_.field(at) for at in range(type_.num_fields)) if types.is_struct(type_) else ()


def _kind(type_: pyarrow.DataType) -> str:
    from pyarrow import types

    if types.is_dictionary(type_):
        type_ = type_.value_type
    if types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_):
        return names.TEXT
    if types.is_integer(type_):
        return names.WHOLE
    if types.is_floating(type_) or types.is_decimal(type_):
        return names.NUMBER
    if types.is_timestamp(type_) or types.is_date(type_):
        return names.TIME
    if types.is_list(type_) or types.is_large_list(type_) or types.is_fixed_size_list(type_):
        return names.LIST
    if types.is_struct(type_) or types.is_map(type_):
        return names.STRUCT
    return names.BYTES if types.is_binary(type_) or types.is_large_binary(type_) else names.OTHER


def choose(
    schema: pyarrow.Schema | Sequence[Field],
    sample: Sequence[Mapping[str, Any]] = (),
    told: Mapping[str, str | Sequence[str]] | None = None,
) -> Chosen:
    """The roles of the columns. ``sample`` are a few rows; ``told`` are columns by role, which are taken as they are
    (``-``: no column).

    Raises :class:`lineage.errors.LineageError` for a role or a column that does not exist.
    """
    fields = tuple(schema) if isinstance(schema, list | tuple) else fields_of(schema)
    told = told or {}
    choices = _told(fields, told)
    taken = {one.column for one in choices}
    doubts: list[Doubt] = []
    for role in ROLES:
        if role in told:
            continue
        found, doubt = _find(role, [one for one in fields if one.name not in taken], sample)
        choices += found
        doubts += doubt
        taken |= {one.column for one in found}
    choices, more = _second_thoughts(choices, fields, told)
    return Chosen(tuple(sorted(choices, key=_order)), tuple(doubts + more))


def _order(choice: Choice) -> tuple[int, str]:
    return ROLES.index(choice.role), choice.column


def _told(fields: Sequence[Field], told: Mapping[str, str | Sequence[str]]) -> list[Choice]:
    known = {one.name for one in fields}
    found = []
    for role, columns in told.items():
        if role not in ROLES:
            raise LineageError(f'there is no role "{one_line(role)}"', f"the roles are {', '.join(ROLES)}")
        if not isinstance(columns, str) and len(set(columns)) > 1 and role not in names.MANY:
            listed = ", ".join(map(one_line, columns))
            raise LineageError(f"one column can be that of the {role}, and not {listed}", "name one of them")
        for column in [columns] if isinstance(columns, str) else columns:
            if column == OFF:
                continue
            if column not in known:
                shown = ", ".join(one_line(name) for name in sorted(known)[:20])
                raise LineageError(
                    f'there is no column "{one_line(column)}"', f"{_near(column, known)}the columns are {shown}"
                )
            found.append(Choice(role, column, "told"))
    return found


def _near(column: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(column, sorted(known), 1)
    return f'did you mean "{one_line(near[0])}"? ' if near else ""


def _find(role: str, fields: Sequence[Field], sample: Sequence[Mapping[str, Any]]) -> tuple[list[Choice], list[Doubt]]:
    tiers: dict[int, list[Choice]] = {}
    doubts = []
    for field in fields:
        tier = _tier(role, field)
        if tier is None or field.kind not in names.KINDS[role]:
            continue
        values = list(_values(field.name, sample))
        verdict = fits(role, values, sure=tier % 100 == 0)
        if verdict == "":
            choice = Choice(role, field.name, "name and content" if values else "name", _note(role, field.name))
            tiers.setdefault(tier, []).append(choice)
        elif verdict is not None:
            doubts.append(Doubt(role, (field.name,), verdict))
    if not tiers:
        return [], doubts
    if role == "generator":
        return [one for tier in sorted(tiers) for one in tiers[tier]], doubts
    best = tiers[min(tiers)]
    if role in names.MANY or len(best) == 1:
        return best, []
    columns = tuple(one.column for one in best)
    return [], [Doubt(role, columns, "more than one column would do")]


def _tier(role: str, field: Field) -> int | None:
    """Columns inside others come after all the rest."""
    outer, _, inner = field.name.rpartition(".")
    if role == "generator":
        found = 0 if part_of(field.name) is not None else None
    elif outer and names.spelt(outer) not in ("meta", "metadata", "json", "info"):
        found = None
    else:
        found = names.tier_of(role, inner)
    return None if found is None else found + (100 if outer else 0)


def _values(column: str, sample: Sequence[Mapping[str, Any]]) -> Iterable[Any]:
    for row in sample:
        value: Any = row
        for key in [column] if column in row else column.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None:
            yield value


def _note(role: str, column: str) -> str:
    if role == "size" and names.tier_of("size", column.rpartition(".")[2]) == 2:
        return "this may be the length of a compressed record, which is not the size of its content"
    return ""


def _second_thoughts(
    choices: list[Choice], fields: Sequence[Field], told: Mapping[str, Any]
) -> tuple[list[Choice], list[Doubt]]:
    """What the columns say together: a size is not needed beside a text; a host says nothing that an address does not;
    an address with a width and a height beside it is that of an image."""
    doubts = []
    have = {one.role: one for one in choices}
    drop = set()
    if "size" in have and have["size"].why != "told" and have.keys() & set(_WRITTEN):
        drop.add("size")
        reason = "there is a text: the size is its length in UTF-8, unless told otherwise"
        doubts.append(Doubt("size", (have["size"].column,), reason))
    if "url" in have and "host" in have and have["host"].why != "told":
        drop.add("host")
    spelt = {names.spelt(one.name) for one in fields}
    if "image" not in have and "image" not in told and "url" in have and {"width", "height"} <= spelt:
        note = "an address with a width and a height beside it"
        choices = [*choices, Choice("image", have["url"].column, "name", note)]
    timed = tuple(one.name for one in fields if names.spelt(one.name.rpartition(".")[2]) in names.UNSAID_UNIT)
    if timed and not {role for role in (*have, *told) if role.startswith(("audio_", "video_"))}:
        doubts.append(Doubt("audio_seconds", timed, "a length in time: of what, or in which unit, is not said"))
    return [one for one in choices if one.role not in drop], doubts


def fields_of_rows(rows: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
    """The columns of rows that come without a schema, with the kind of the first value that is not null."""
    kinds: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if kinds.get(name, names.OTHER) == names.OTHER:
                kinds[name] = kind_of_value(value)
    return tuple(Field(name, kind) for name, kind in kinds.items())
