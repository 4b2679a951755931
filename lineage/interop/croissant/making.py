"""How data was made: PROV activities, with the models and the software that took part.

A model that took part is a use of a model, with its role where a word of the document is one of ours; software that is
no model is a tool. What people did has no field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lineage.interop import values
from lineage.interop.croissant import people
from lineage.interop.croissant.context import local
from lineage.interop.croissant.document import Document, Node, words
from lineage.interop.draft import Draft
from lineage.interop.reading import Place
from lineage.model.roles import ROLES

UNSTATED: Final = {"unknown": "notStatedBySource"}
GENERATED_BY: Final = ("prov:wasGeneratedBy", "prov:qualifiedGeneration")
_AGENTS: Final = (
    "prov:wasAssociatedWith",
    "prov:isAssociatedWith",
    "prov:qualifiedAssociation",
    "prov:qualifiedUsage",
    "prov:agent",
    "prov:used",
    "sc:agent",
    "sc:instrument",
)
_WORDS: Final = {
    "generation": "generate",
    "generator": "generate",
    "synthesis": "generate",
    "rewriting": "rewrite",
    "translation": "translate",
    "translator": "translate",
    "extraction": "extract",
    "labeling": "label",
    "labelling": "label",
    "labeler": "label",
    "labeller": "label",
    "filtering": "filter",
    "evaluation": "evaluate",
} | {role.casefold(): role for role in ROLES}
"""Words that are one of our roles in another form. ``annotation`` is not: it may be labels, captions or answers."""
_TOO_LONG: Final = "longer than a note may be"
_NO_MODEL: Final = "no model is said to have taken part, and what people do has no field"
_PROSE: Final = "a text; how the data was made is a record of its own"


class _Role(NamedTuple):
    """A role, and where it is said; ``UNSTATED`` is said nowhere."""

    word: Any
    place: Place | None = None


class Making:
    """The uses of models and the tools that a dataset's provenance names, in the order of the document."""

    def __init__(self, draft: Draft, document: Document) -> None:
        self._draft = draft
        self._document = document
        self.uses: list[dict[str, Any]] = []
        self.tools: list[dict[str, str]] = []

    def read(self, node: Node, about: str = "") -> None:
        """Whatever an object says about how it was made; ``about`` names it where it is a part of the dataset."""
        for place in node.each(*GENERATED_BY):
            self._activity(place, about)
        for place in node.each("prov:wasAttributedTo"):
            if (model := people.model(self._draft, self._document, place)) is not None:
                self._use(model, UNSTATED, _noted(about))

    def _activity(self, place: Place, about: str) -> None:
        node = self._document.node(place)
        if node is None:
            model = people.model(self._draft, self._document, place)
            if model is not None:
                self._use(model, UNSTATED, _noted(about))
            elif isinstance(place.value, str):
                place.because(_PROSE)
            return
        inside = self._document.node(inner) if (inner := node.get("prov:activity")) is not None else None
        if inside is not None and inner is not None:
            node, place = inside, inside.place
        if people.is_software(node):
            self._taker(place, _Role(UNSTATED), {}, about)
            return
        role = _role(node, ("prov:hadRole", "prov:type", "sc:type", "sc:additionalType", "sc:actionStatus"))
        period, times = _period(node)
        start, tools = len(self.uses), len(self.tools)
        people_ = [
            agent
            for agent, own in _agents(node, self._document)
            if self._taker(agent, own or role, period, about) and self._is_person(agent)
        ]
        new = self.uses[start:]
        if new:
            note = _told(node, about)
            actor = people.agent(self._draft, self._document, people_[0]) if len(people_) == 1 else None
            for use in new:
                use.update({"note": note} if note else {})
                use.update({"actor": actor} if actor else {})
            for time in times:
                time.take()
        if new or len(self.tools) > tools:
            node.pass_over("@type", "@id", "sc:id")
            self._document.used(place)
        else:
            place.because(_NO_MODEL)

    def _taker(self, place: Place, role: _Role, period: dict[str, Any], about: str) -> bool:
        """Whatever took part, if it is a model or software; whether it is something else."""
        model = people.model(self._draft, self._document, place)
        if model is not None:
            if role.place is not None:
                role.place.take()
            self._use(model, role.word, {"period": dict(period)} if period else {}, _noted(about))
            return False
        tool = people.tool(self._document, place)
        if tool is not None and tool not in self.tools:
            self.tools.append(tool)
        return tool is None

    def _is_person(self, place: Place) -> bool:
        node = self._document.node(place)
        return node is not None and bool(node.types & {"Person", "Organization"}) and people.named(node)[0] is not None

    def _use(self, model: str, role: Any, *more: dict[str, Any]) -> None:
        use: dict[str, Any] = {"model": model, "role": role if isinstance(role, str) else dict(role)}
        for facts in more:
            use.update(facts)
        self.uses.append({**use, "known": self._draft.known()})


def _agents(node: Node, document: Document) -> Iterator[tuple[Place, _Role | None]]:
    """Whoever or whatever took part in an activity, with the role that is said of it there."""
    for name in _AGENTS:
        for place in node.each(name):
            inside = document.node(place)
            entity = inside.get("prov:agent", "prov:entity") if inside is not None else None
            if inside is None or entity is None:
                yield place, None
                continue
            role = _role(inside, ("prov:hadRole",))
            inside.pass_over("@type", "@id")
            yield entity, role if role.place is not None else None


def _role(node: Node, names: tuple[str, ...]) -> _Role:
    """The role that one of these members says, not taken."""
    for name in names:
        for place in node.each(name):
            value = place.value.get("@id") if isinstance(place.value, dict) else place.value
            if isinstance(value, str) and (role := _WORDS.get(local(value).rpartition(".")[2].casefold())):
                return _Role(role, place)
    return _Role(UNSTATED)


def _period(node: Node) -> tuple[dict[str, Any], list[Place]]:
    """When an activity began and ended, and where that is said, not taken."""
    found: dict[str, Any] = {}
    places = []
    for key, names in (("from", ("prov:startedAtTime", "sc:startTime")), ("to", ("prov:endedAtTime", "sc:endTime"))):
        place = node.get(*names)
        day = values.date(words(place.value)) if place is not None and not isinstance(place.value, list) else None
        if place is not None and day:
            found[key] = day
            places.append(place)
    if len(found) == 2 and found["from"][: len(found["to"])] > found["to"][: len(found["from"])]:
        return {}, []
    return found, places


def _told(node: Node, about: str) -> str | None:
    """What an activity is called and described as, for the note of a use."""
    told = _noted(about).get("note", "")
    for name in ("sc:name", "prov:label", "sc:description", "prov:description"):
        place = node.get(name)
        said = values.prose(words(place.value)) if place is not None else None
        if place is not None and said:
            longer = told if said in told.split("\n\n") else f"{told}\n\n{said}"
            if values.prose(longer) is None:
                place.because(_TOO_LONG)
                continue
            place.take()
            told = longer
    return values.prose(told)


def _noted(about: str) -> dict[str, str]:
    return {"note": f"Stated of {about}."} if about else {}
