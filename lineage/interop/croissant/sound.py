"""What came back from a document of ours, without whatever is no valid manifest any more, since people edit them."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

from lineage.errors import LineageError
from lineage.graph.references import FIELDS
from lineage.interop.croissant.document import Node
from lineage.interop.reading import Place
from lineage.model.base import wire_name
from lineage.pointer import Pointer
from lineage.schema.migrate import CURRENT

_UNSOUND: Final = "it is not valid in a manifest"
_REFERRING: Final = frozenset(wire_name(name) for fields in FIELDS.values() for name in fields)


class Back(NamedTuple):
    """A record that came back, with the places of each field."""

    noun: str
    record: dict[str, Any]
    places: dict[str, list[Place]]
    node: Node | None


def sound(head: Back, found: list[Back]) -> tuple[Back, list[Back]]:
    """The head and the records without whatever a check calls an error. Raises :class:`lineage.errors.LineageError`
    where that does not come to an end."""
    from lineage.checker import check
    from lineage.finding import Severity
    from lineage.read import read_bytes

    for _ in range(8):
        tree: dict[str, Any] = {"lineage": CURRENT, **head.record}
        for back in found:
            tree.setdefault(back.noun, []).append(back.record)
        report = check(read_bytes(json.dumps(tree).encode(), "croissant.json", "json"), profile="draft")
        faults = [finding.pointer for finding in report.findings if finding.severity is Severity.ERROR]
        if not faults:
            return head, found
        by_noun: dict[str, list[Back]] = {}
        for back in found:
            by_noun.setdefault(back.noun, []).append(back)
        gone = [dropped for fault in faults if (dropped := _drop(fault, head, by_noun)) is not None]
        found = [back for back in found if not any(back is one for one in gone)]
    raise LineageError(
        "the document was written from a manifest and edited since: its records do not hold together",
        "write it again from the manifest, or remove what stands under tl:",
    )


def _drop(fault: Pointer, head: Back, by_noun: dict[str, list[Back]]) -> Back | None:
    """Remove a faulty field; the record is returned where it goes as a whole."""
    noun = str(fault[0]) if fault else ""
    if noun not in by_noun:
        _remove(head, noun)
        return None
    index = fault[1] if len(fault) > 1 and isinstance(fault[1], int) else None
    if index is None:
        return None
    back = by_noun[noun][index]
    if len(fault) > 2 and fault[2] != "id" and fault[2] in back.record:
        _remove(back, str(fault[2]))
        return None
    return back


def _remove(back: Back, field: str) -> None:
    back.record.pop(field, None)
    for place in back.places.pop(field, []):
        place.because(_UNSOUND)


def rename(new: dict[str, str], records: list[dict[str, Any]]) -> None:
    """Give references the ids that records have in the draft, where others had theirs already."""
    stack: list[Any] = list(records) if new else []
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
            continue
        if not isinstance(value, dict):
            continue
        for key, inside in value.items():
            if key in _REFERRING and isinstance(inside, str):
                value[key] = _name(inside, new)
            elif key in _REFERRING and isinstance(inside, list):
                value[key] = [_name(item, new) if isinstance(item, str) else item for item in inside]
            if isinstance(value[key], dict | list):
                stack.append(value[key])


def _name(reference: str, new: dict[str, str]) -> str:
    id, at, version = reference.partition("@")
    return new.get(id, id) + at + version
