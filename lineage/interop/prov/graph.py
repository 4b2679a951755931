"""Statements of PROV, before they are written: elements with attributes, and relations between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias


class Iri(str):
    """The name of something, in full."""

    __slots__ = ()


class Tagged(NamedTuple):
    """A text in a language."""

    text: str
    language: str


Value: TypeAlias = "Iri | Tagged | str | bool | int | float"
Attributes: TypeAlias = "list[tuple[str, Value]]"
"""Compact names of properties (``prov:role``), each with a value; one that has several stands several times."""

ENDS: Final[dict[str, tuple[str, str]]] = {
    "used": ("activity", "entity"),
    "wasGeneratedBy": ("entity", "activity"),
    "wasDerivedFrom": ("generatedEntity", "usedEntity"),
    "wasInformedBy": ("informed", "informant"),
    "wasAttributedTo": ("entity", "agent"),
    "wasAssociatedWith": ("activity", "agent"),
    "actedOnBehalfOf": ("delegate", "responsible"),
    "hadMember": ("collection", "entity"),
    "specializationOf": ("specificEntity", "generalEntity"),
}
"""Relations, with what PROV-JSON calls their two ends."""


@dataclass(frozen=True)
class Relation:
    """Two things and how they are related; the second may be unknown. ``activity`` is where a delegation holds."""

    kind: str
    subject: str
    target: str | None
    attributes: Attributes = field(default_factory=list)
    id: str | None = None
    activity: str | None = None


class Graph:
    """Elements by kind and name, and relations, in the order in which they were added."""

    def __init__(self) -> None:
        self.elements: dict[str, dict[str, Attributes]] = {"entity": {}, "activity": {}, "agent": {}}
        self.relations: list[Relation] = []
        self._plain: set[tuple[str | None, ...]] = set()

    def add(self, kind: str, name: str, attributes: Attributes) -> None:
        """An element, or more about one."""
        self.elements[kind].setdefault(name, []).extend(attributes)

    def relate(
        self, kind: str, subject: str, target: str | None, attributes: Attributes | None = None, **more: str | None
    ) -> None:
        """A relation. One that says nothing of its own is said once."""
        relation = Relation(kind, subject, target, attributes or [], **more)
        if not relation.attributes and not relation.id:
            key = (kind, subject, target, relation.activity)
            if key in self._plain:
                return
            self._plain.add(key)
        self.relations.append(relation)
