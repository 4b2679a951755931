"""Where each record is used: the look-up from a record of the manifest to the answers that it feeds.

Annex A goes the other way, from an answer to its places.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import MISSING

from lineage.model import Manifest
from lineage.model.answer import value_of
from lineage.model.base import wire_name
from lineage.pointer import Pointer, to_text
from lineage.summary.annexes import anchor
from lineage.summary.blocks import (
    Block,
    Column,
    Field,
    Lines,
    Paragraph,
    Prose,
    Row,
    Run,
    Section,
    Statement,
    Summary,
    Table,
    placed,
)
from lineage.summary.places import exists
from lineage.summary.prose import plain, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import marked, say, say_counted

HEADING: Final = "Where each record is used"
_KEYS: Final = {wire_name(name): place for place, name in enumerate(Manifest.model_fields)}
_SHOWN: Final = 400
"""Rows that are printed before the rest is counted. The JSON form has them all under ``uses``."""
_NOT_NAMED: Final = frozenset({"licensed", "thirdPartyPrivate"})
"""Origins of data that the form does not ask to name."""


def uses(fields: Iterable[Field]) -> dict[Pointer, list[Field]]:
    """Each record with the fields that it feeds, in the order of the manifest's lists and of the form.

    A record is an entry of a list at the root of the manifest, or another root key with what is in it. A place where an
    answer would stand, and does not, makes no record.
    """
    found: dict[Pointer, list[Field]] = {}
    for field in fields:
        for record in _records(field):
            if record:
                found.setdefault(record, []).append(field)
    return {record: found[record] for record in sorted(found, key=_order)}


def record_of(place: Pointer) -> Pointer:
    """The record that a place is in."""
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


def uses_as_data(summary: Summary) -> dict[str, list[str]]:
    """The same for the JSON form: pointers of records with the numbers of the fields."""
    return {to_text(record): [field.number for field in found] for record, found in uses(summary.fields()).items()}


def _records(field: Field) -> dict[Pointer, None]:
    """The records that its answer comes from, without those where it only would stand."""
    return {
        record_of(place): None
        for part in placed(field.answer)
        if not (isinstance(part, Statement) and part.missing)
        for place in part.pointers
    }


def _order(record: Pointer) -> tuple[int, int]:
    key, *position = record
    return _KEYS.get(str(key), len(_KEYS)), position[0] if position and isinstance(position[0], int) else -1


def used_records(letter: str, fields: Iterable[Field], scope: Scope) -> Section:
    """The section of the annex: for each record, the questions whose answers it feeds. Hidden records are left out.

    To be called with the fields as they were made, before their places are moved.
    """
    rows: list[Row] = []
    rest = 0
    for record, found in uses(fields).items():
        place = scope.printed_place(record)
        if place is None or not exists(scope.manifest, record):
            continue
        if len(rows) >= _SHOWN:
            rest += len(found)
            continue
        called = _called(record, scope)
        for position, field in enumerate(found):
            name = f"{to_text(place)} {called}".strip()
            first = f"record-{'-'.join(map(str, place))}" if position == 0 else None
            cells = (plain(field.number), (Lines((Paragraph((Run(name, lang=marked(name)),), (record,)),)),))
            rows.append(Row(cells, first, field.anchor))
    lead = "For each record of the manifest, the questions whose answers come from it."
    body: list[Block] = [Prose((sentence(say(lead)),))]
    if rows:
        columns = (Column("Number"), Column("Record that its answer comes from"))
        body.append(Table("Uses of the records", columns, tuple(rows[:_SHOWN])))
    rest += max(len(rows) - _SHOWN, 0)
    if rest:
        one = "{number} further row not printed; the JSON form has them all."
        many = "{number} further rows not printed; the JSON form has them all."
        body.append(Prose((sentence(say_counted(rest, one, many)),)))
    return Section(letter, HEADING, anchor(letter), body=tuple(body))


def _called(record: Pointer, scope: Scope) -> str:
    """The name of a record in brackets, where it may be printed."""
    listing = getattr(scope.manifest, str(record[0]), MISSING)
    if len(record) < 2 or not isinstance(listing, list) or not isinstance(record[1], int):
        return ""
    node: Any = listing[record[1]]
    name = value_of(getattr(node, "name", MISSING))
    if not isinstance(name, str) or scope.gives_away(name, ()):
        return ""
    origins = set(node.origins()) if record[0] == "datasets" else set()
    if origins & _NOT_NAMED and value_of(getattr(node, "publicly_known", MISSING)) is not True:
        return ""
    return f"({name})"
