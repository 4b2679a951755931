"""Reading back what was written from a manifest: the same records, under the same ids.

A document says by ``tl:manifest`` that it was. People edit such documents, so everything is checked before it is taken:
whatever is no valid manifest any more is reported as lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lineage.interop.croissant import activities, own
from lineage.interop.croissant.document import Document, Node
from lineage.interop.croissant.files import read_file
from lineage.interop.croissant.sound import Back, rename, sound
from lineage.interop.croissant.twins import TWINS
from lineage.interop.croissant.writer import NOTHING_SAID
from lineage.interop.draft import Draft
from lineage.interop.reading import Place

HEAD: Final = "tl:manifest"
_CONCLUDED: Final = ("dct:conformsTo", "cr:sdVersion", "rai:hasSyntheticData", "rai:machineAnnotationTools")
"""What the exporter concludes from terms of ours."""
_NOUNS: Final = {"Agent": "agents", "Model": "models", "Dataset": "datasets", "Terms": "terms"}
_DIFFERS: Final = "says otherwise than the term of ours beside it, which was taken"


def is_ours(document: Document) -> bool:
    """Whether the document says that it was written from a manifest."""
    return any(node.get(HEAD) is not None for node in document.datasets)


def read(draft: Draft, document: Document) -> None:
    """Add the records of a document of ours to a draft.

    Raises :class:`lineage.errors.LineageError` where they no longer hold together.
    """
    head, found = sound(*records(document))
    base = str(head.record.get("id", ""))
    fresh: list[dict[str, Any]] = []
    renamed: dict[str, str] = {}
    for noun, record, places, node in found:
        key, old = f"{base}#{record['id']}", record["id"]
        again = draft.find(noun, key)
        if again is not None and noun == "terms" and again.get("version") != record.get("version"):
            draft.records("terms").append({**record, "id": again["id"]})
            added = draft.records("terms")[-1]
        else:
            added = draft.add(noun, record, keys=(key,))
            renamed[old] = added["id"]
        fresh.append(added)
        _take(places, node)
    rename({old: new for old, new in renamed.items() if old != new}, fresh)
    for field, value in head.record.items():
        draft.head.setdefault(field, value)
    _take(head.places, head.node)


def _take(places: dict[str, list[Place]], node: Node | None) -> None:
    for listed in places.values():
        for place in listed:
            place.take()
    if node is not None:
        node.pass_over("@type", "@id", *_CONCLUDED)


def records(document: Document) -> tuple[Back, list[Back]]:
    """The head and the records that a document of ours says, unchecked, in its order."""
    head = Back("", {}, {}, None)
    found: list[Back] = []
    stack = [document.root]
    while stack:
        place = stack.pop()
        inside = list(place.each()) if isinstance(place.value, list) else [below for _, below in place.members()]
        stack.extend(below for below in reversed(inside) if isinstance(below.value, dict | list))
        if not isinstance(place.value, dict) or "@type" not in place.value:
            continue
        node = Node(document, place)
        if node.id is None:
            continue
        if "Manifest" in node.types:
            head = _record(node, "Manifest", "")
        else:
            owner = next((owner for owner in _NOUNS if owner in node.types), None)
            if owner is not None:
                found.append(_record(node, owner, _NOUNS[owner]))
    return head, found


def _record(node: Node, owner: str, noun: str) -> Back:
    back = Back(noun, {"id": (node.id or "").partition("@")[0] if owner == "Terms" else node.id}, {}, node)
    for name in node.names():
        place = node.get(name)
        if place is None or name == HEAD or not name.startswith(("tl:", "skos:")):
            continue
        try:
            back.record[own.field(name)] = own.decode(place.value, node.document.context)
            back.places[own.field(name)] = [place]
        except own.NotOurs:
            continue
    if owner == "Dataset":
        _dataset(node, back)
    elif owner in ("Agent", "Model"):
        _plain(node, back, owner)
    return back


def _plain(node: Node, back: Back, owner: str) -> None:
    for field in ("name", "version", "url", "email"):
        place = node.get(f"sc:{field}")
        if place is not None and field in back.record:
            back.places[field].append(place)
        elif place is not None and owner == "Agent" and field in ("url", "email"):
            back.places.setdefault("contact", []).append(place)
        elif place is not None and isinstance(place.value, str):
            _learn(back, field, place.value, place)


def _dataset(node: Node, back: Back) -> None:
    for twin in TWINS:
        place = node.get(twin.names[0])
        if place is None:
            continue
        if (twin.field, place.value) in (("name", node.id), ("description", NOTHING_SAID)):
            place.take()
        elif twin.field not in back.record:
            value = twin.read(place.value)
            if value is not None:
                _learn(back, twin.field, value, place)
        elif _agrees(twin.write, back.record[twin.field], place):
            back.places[twin.field].append(place)
        else:
            place.because(_DIFFERS)
    for field, (names, read) in _LISTED.items():
        places = [place for name in names if (place := node.get(name)) is not None]
        if not places:
            continue
        try:
            value = read(node)
        except (own.NotOurs, AttributeError, TypeError):
            continue
        owned = [place for outer in places for place in outer.each() if not _is_record(node, place)]
        if field not in back.record and value is not None:
            back.record[field] = value
            back.places[field] = owned
        elif field in back.record:
            back.places[field].extend(owned)


def _agrees(write: Callable[[Any], Any], value: Any, place: Place) -> bool:
    try:
        return bool(write(value) == place.value)
    except (KeyError, AttributeError, TypeError, IndexError, StopIteration):
        return False


def _learn(back: Back, field: str, value: Any, place: Place) -> None:
    back.record[field] = value
    back.places[field] = [place]


def _is_record(node: Node, place: Place) -> bool:
    """Whether a place holds a record of its own, or an activity, whose members are taken one by one."""
    if not isinstance(place.value, dict):
        return False
    return not Node(node.document, place).types.isdisjoint(_NOUNS)


def _aliases(node: Node) -> list[dict[str, Any]] | None:
    names = [{"name": place.value} for place in node.each("sc:alternateName")]
    return names + [{"iri": place.value} for place in node.each("sc:sameAs")] or None


def _creators(node: Node) -> list[Any] | None:
    return [_party(node, place) for place in node.each("sc:creator")] or None


def _publisher(node: Node) -> Any:
    return next((_party(node, place) for place in node.each("sc:publisher")), None)


def _party(node: Node, place: Place) -> Any:
    party = Node(node.document, place)
    if "InlineAgent" in party.types:
        return _record(party, "InlineAgent", "").record | _inline(party)
    return _referred(place)


def _inline(party: Node) -> dict[str, Any]:
    found = {field: place.value for field in ("name", "url") if (place := party.get(f"sc:{field}")) is not None}
    country = party.get("tl:country")
    return {**found, **({"country": country.value} if country is not None else {})}


def _referred(place: Place) -> str:
    value = place.value.get("@id") if isinstance(place.value, dict) else None
    if not isinstance(value, str):
        raise own.NotOurs
    return value


def _parts(node: Node) -> list[str] | None:
    return [_referred(place) for place in node.each("sc:hasPart")] or None


def _files(node: Node) -> list[dict[str, Any]] | None:
    found = [read_file(Node(node.document, place)) for place in node.each("sc:distribution")]
    return [file for file in found if file is not None] or None


def _uses(node: Node) -> list[dict[str, Any]] | None:
    return [activities.read_use(Node(node.document, place)) for place in node.each("prov:wasGeneratedBy")] or None


_LISTED: Final[dict[str, tuple[tuple[str, ...], Callable[[Node], Any]]]] = {
    "aliases": (("sc:alternateName", "sc:sameAs"), _aliases),
    "creators": (("sc:creator",), _creators),
    "publisher": (("sc:publisher",), _publisher),
    "derivedFrom": (("prov:wasDerivedFrom", "prov:qualifiedDerivation"), activities.read_sources),
    "modelUses": (("prov:wasGeneratedBy",), _uses),
    "hasPart": (("sc:hasPart",), _parts),
    "files": (("sc:distribution",), _files),
}
