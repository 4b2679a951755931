"""What a document about one dataset speaks of: that dataset, and every record that references lead to from there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from lineage.errors import LineageError
from lineage.graph.references import references
from lineage.interop.croissant.lost import NOT_REACHED
from lineage.interop.croissant.twins import plain
from lineage.interop.losses import Loss, shown
from lineage.model import Manifest
from lineage.model.answer import plain_text
from lineage.pointer import to_text

_NOUNS: Final = ("agents", "models", "datasets")
_LISTED: Final = 12
"""Ids that a message lists."""


class Reached:
    """A manifest, one of its datasets, and whatever that leads to."""

    def __init__(self, tree: Mapping[str, Any], subject: str | None) -> None:
        self._tree = tree
        self.manifest = Manifest.model_validate_json(json.dumps(tree))
        self._places = {
            record["id"]: (noun, index) for noun in _NOUNS for index, record in enumerate(tree.get(noun, []))
        }
        self._leads: dict[tuple[str, int], list[str]] = {}
        for name, pointer, _ in references(self.manifest):
            owner = (str(pointer[0]), int(pointer[1])) if len(pointer) > 1 and isinstance(pointer[1], int) else ("", 0)
            self._leads.setdefault(owner, []).append(name)
        self.subject = self._chosen(subject)

    def _chosen(self, subject: str | None) -> str:
        datasets = [record["id"] for record in self._tree.get("datasets", [])]
        if not datasets:
            raise LineageError("the manifest has no dataset, and Croissant describes one", "add one to datasets")
        if subject is not None:
            if subject in datasets:
                return subject
            raise LineageError(f'there is no dataset "{subject}"', f"choose one of {_some(datasets)}")
        used = {name for id in datasets for name in self._leads.get(self._places[id], ()) if name != id}
        ends = [id for id in datasets if id not in used] or datasets
        if len(ends) == 1:
            return str(ends[0])
        raise LineageError(
            "a Croissant document is about one dataset, and the manifest has several that nothing here was made from",
            f"choose one with --subject: {_some(ends)}",
        )

    @cached_property
    def ids(self) -> list[str]:
        """The agents, models and datasets that are reached, in the order of the manifest."""
        wanted = {self.subject, *self._leads.get(("", 0), ())}
        stack = list(wanted)
        while stack:
            name = stack.pop()
            owners = [self._places[name]] if name in self._places else self._terms_places(name)
            for new in [name for owner in owners for name in self._leads.get(owner, ())]:
                if new not in wanted:
                    wanted.add(new)
                    stack.append(new)
        self._wanted = wanted
        return [id for id in self._places if id in wanted]

    def _terms_places(self, name: str) -> list[tuple[str, int]]:
        return [("terms", index) for index in self._terms_by_id.get(name.partition("@")[0], ())]

    @cached_property
    def _terms_by_id(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, terms in enumerate(self._tree.get("terms", [])):
            found.setdefault(terms["id"], []).append(index)
        return found

    @cached_property
    def _terms(self) -> list[int]:
        reached = set(self.ids) | {name.partition("@")[0] for name in self._wanted}
        return [index for index, terms in enumerate(self._tree.get("terms", [])) if terms["id"] in reached]

    @property
    def terms(self) -> list[tuple[Any, str]]:
        """The terms that are referred to, each with an ``@id``: versions of the same terms share their id."""
        listed: Any = self.manifest.terms
        found = []
        for index in self._terms:
            alike = self._terms_by_id[listed[index].id]
            number = f"@{alike.index(index) + 1}" if len(alike) > 1 else ""
            found.append((listed[index], listed[index].id + number))
        return found

    def kind(self, id: str) -> str | None:
        """The list that a record stands in; ``None`` for a reference to something outside."""
        return self._places[id][0] if id in self._places else None

    def record(self, id: str) -> tuple[Any, dict[str, Any]]:
        """A record as an object of the model, and as plain data."""
        noun, index = self._places[id]
        return getattr(self.manifest, noun)[index], self._tree[noun][index]

    def name(self, id: str) -> str | None:
        """The name of a model, as text."""
        said = plain(self.record(id)[1].get("name")) if id in self._places else None
        return plain_text(said) if isinstance(said, str) else None

    def losses(self) -> tuple[Loss, ...]:
        """The records that nothing leads to."""
        reached, kept = set(self.ids), set(self._terms)
        lost = [(noun, index) for id, (noun, index) in self._places.items() if id not in reached]
        lost += [("terms", index) for index in range(len(self._tree.get("terms", []))) if index not in kept]
        return tuple(Loss(to_text(place), NOT_REACHED, shown(self._tree[place[0]][place[1]])) for place in lost)


def _some(ids: list[Any]) -> str:
    return ", ".join(map(str, ids[:_LISTED])) + (f" … ({len(ids)} in all)" if len(ids) > _LISTED else "")
