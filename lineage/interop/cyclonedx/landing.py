"""Where what a bill of materials says becomes part of a draft: first by itself, made sound, then among the rest.

Ids of records are kept where nothing else has them; where something has, every reference follows.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lineage.graph.identity import canonical
from lineage.graph.references import references
from lineage.interop import values
from lineage.interop.cyclonedx.sound import sound
from lineage.interop.draft import NOUNS, Draft
from lineage.interop.losses import Loss
from lineage.model import Manifest
from lineage.model.scalars import ID
from lineage.pointer import Pointer, to_text

_IS_ID: Final = re.compile(ID)
_LONGEST_ID: Final = 200


def is_id(text: Any) -> bool:
    """Whether a name can be the id of a record as it is."""
    return isinstance(text, str) and len(text) <= _LONGEST_ID and _IS_ID.match(text) is not None


class Landing:
    """Records of one document. ``inner`` is the draft of that document alone."""

    def __init__(self) -> None:
        self.inner = Draft(stamp=False)
        self._places: dict[str, Pointer] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._models: dict[str, dict[str, Any]] = {}

    def add(self, noun: str, record: dict[str, Any], place: Pointer, name: str = "") -> dict[str, Any]:
        """A record that stands at a place of the document."""
        if not is_id(record.get("id")):
            record = {key: value for key, value in record.items() if key != "id"}
        added = self.inner.add(noun, record, name=name)
        self._places[added["id"]] = place
        return added

    def model(self, name: str, place: Pointer, facts: dict[str, Any]) -> dict[str, Any] | None:
        """The record of the model that people call so; ``None`` for a name that is blank. What another element of that
        name said stays as it is."""
        from lineage.interop.names import known_model

        id = self.inner.model(name)
        if id is None:
            return None
        said = {key: value for key, value in facts.items() if key != "id"}
        if id in self._models:
            for key, value in said.items():
                self._models[id].setdefault(key, value)
            return self._models[id]
        self._models[id] = self.inner.records("models")[-1]  # it was added just now
        self._models[id].update(said)
        known = known_model(name)
        if known is not None:
            self._keys[id] = (f"known:{known.id}",)
        self._places[id] = place
        return self._models[id]

    def agent(self, name: str, place: Pointer, **facts: Any) -> str | None:
        """The id of an agent of this name; ``None`` for a name that is blank."""
        from lineage.graph.identity import folded

        id = self.inner.agent(name, **facts)
        if id is not None:
            self._places.setdefault(id, place)
            self._keys.setdefault(id, (folded(name),))
        return id

    def head(self, facts: dict[str, Any]) -> None:
        """What the document says of the manifest that it was written from."""
        said = {key: value for key, value in facts.items() if key not in (*NOUNS, "lineage", "id")}
        if (id := facts.get("id")) is not None and values.iri(id) == id:
            said["id"] = id
        self.inner.head.update(said)

    def land(self, draft: Draft) -> tuple[Loss, ...]:
        """Add everything to a draft. What would be at fault in a manifest is returned by the place that said it."""
        before = self.inner.tree()
        tree, manifest, removed = sound(before)
        ids = {noun: [record["id"] for record in before.get(noun, [])] for noun in NOUNS}
        self._merge(draft, tree, manifest)
        return tuple(Loss(to_text(self._place(gone.pointer, ids)), gone.why, gone.value) for gone in removed)

    def _place(self, pointer: Pointer, ids: dict[str, list[str]]) -> Pointer:
        if len(pointer) > 1 and isinstance(pointer[1], int):
            listed = ids.get(str(pointer[0]), [])
            return self._places.get(listed[pointer[1]], ()) if pointer[1] < len(listed) else ()
        return ()

    def _merge(self, draft: Draft, tree: dict[str, Any], manifest: Manifest) -> None:
        added = []
        nouns: dict[int, str] = {}
        landed: dict[str, str] = {}
        for noun in NOUNS:
            for record in tree.get(noun, []):
                told_by = ("id", "version") if noun == "terms" else ("id",)
                named = {key: record[key] for key in told_by if key in record}
                keys = self._keys.get(record["id"], ())
                if not keys and not any(id(draft.find(noun, page)) in nouns for page in _pages(noun, record)):
                    keys = _pages(noun, record)  # two records of one document stay two
                new = draft.add(noun, named, keys=keys)
                added.append((record, new))
                nouns[id(new)] = noun
                if noun == "terms" and record["id"] in landed:
                    new["id"] = landed[record["id"]]  # another version of the same terms
                landed[record["id"]] = new["id"]
        if renamed := {old: new for old, new in landed.items() if old != new}:
            _follow(tree, manifest, renamed)
        for record, new in added:
            noun = nouns[id(new)]
            stamp = new.pop("known", None)
            draft.complete(noun, new, {key: value for key, value in record.items() if key != "id"})
            if stamp is not None:
                new.setdefault("known", stamp)
        for key, value in tree.items():
            if key not in NOUNS and key != "lineage" and (key, value) != ("id", _NAMELESS):
                draft.head.setdefault(key, value)


def _pages(noun: str, record: dict[str, Any]) -> tuple[str, ...]:
    """The repositories on Hugging Face that a record is, by which other files know it too."""
    if noun not in ("models", "datasets"):
        return ()
    aliases = record.get("aliases", ())
    written = [record.get("url"), *(alias.get("iri") for alias in aliases if alias.get("sure", True))]
    found = (canonical(noun.removesuffix("s"), address) for address in written if isinstance(address, str))
    return tuple(dict.fromkeys(key for key in found if key.startswith("hf:") and "@" not in key))


_NAMELESS = Draft().tree()["id"]


def _follow(tree: dict[str, Any], manifest: Manifest, renamed: dict[str, str]) -> None:
    """Rewrite references to records that have another id now."""
    for reference, pointer, _ in references(manifest):
        name, at, version = reference.partition("@")
        if name in renamed:
            node: Any = tree
            for part in pointer[:-1]:
                node = node[part]
            node[pointer[-1]] = renamed[name] + at + version
