"""Workflows of formulation as uses of models, sources of datasets and stages of training, only as far as they say.

A model that goes into the making of a dataset had a hand in it; in which role, a foreign workflow does not say. A model
that goes into the making of a model may have taught it or been its start: that is not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from lineage.interop import values
from lineage.interop.cyclonedx.landing import is_id
from lineage.interop.cyclonedx.parts import Parts, facts_of
from lineage.interop.reading import Place

_UNCLEAR: Final = "what it did to a model or a dataset is not said"
_NAMES: Final = ("bom-ref", "uid")
_TIMES: Final = {"from": "timeStart", "to": "timeEnd"}


class Steps:
    """What workflows say of the parts of a bill. ``known`` gives how a fact of this file is known."""

    def __init__(self, parts: Parts, known: Callable[[], dict[str, Any]]) -> None:
        self._parts = parts
        self._known = known

    def read(self, root: Place) -> None:
        """Every workflow and every task that is in none of our stages."""
        for formula in root.each("formulation"):
            for workflow in formula.each("workflows"):
                for step in self._steps(workflow):
                    self._step(step)

    def _steps(self, workflow: Place) -> Iterator[Place]:
        yield workflow
        for task in workflow.each("tasks"):
            if self._kind(task) is None:
                yield task

    def _kind(self, step: Place) -> str | None:
        for entry in step.each("properties"):
            if isinstance(entry.value, dict) and entry.value.get("name") == "training-lineage:record":
                return str(entry.value.get("value"))
        return None

    def _step(self, step: Place) -> None:
        kind = self._kind(step)
        if kind is None:
            self._foreign(step)
            return
        outputs = self._resources(step, "outputs")
        owner = self._parts.records.get(outputs[0][1]) if outputs else None
        facts = facts_of(step)
        if owner is None or kind not in ("modelUse", "stage"):
            step.because("it makes no model or dataset of this document")
            return
        facts.pop("record", None)
        field = "modelUses" if kind == "modelUse" else "training"
        listing = owner.setdefault(field, [])
        if isinstance(listing, list):
            listing.append(self._use(step, facts) if kind == "modelUse" else self._stage(step, facts))
        step.take()

    def _use(self, step: Place, facts: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        ref = step.get("bom-ref")
        if ref and is_id(ref.value):
            said["id"] = ref.value
        if "model" not in facts and "models" not in facts:
            models = [name for noun, name in self._resources(step, "inputs") if noun == "models"]
            said |= {"model": models[0]} if models else {}
        if text := values.prose(getattr(step.get("description"), "value", None)):
            said["purpose"] = text
        return {**said, **_period(step), **facts}

    def _stage(self, step: Place, facts: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if text := values.line(getattr(step.get("name"), "value", None)):
            said["name"] = text
        uses: list[Any] = []
        for entry in step.each("inputs"):
            found = self._resource(entry)
            if found and found[0] == "datasets":
                inner = facts_of(entry)
                inner.pop("use", None)
                uses.append({"dataset": found[1], **inner} if inner else found[1])
        tasks = []
        for task in step.each("tasks"):
            inner = facts_of(task)
            inner.pop("record", None)
            tasks.append(self._use(task, inner))
        said |= {"uses": uses} if uses else {}
        said |= {"modelUses": tasks} if tasks else {}
        return {**said, **_period(step), **facts}

    def _foreign(self, step: Place) -> None:
        outputs = [(entry, found) for entry in step.each("outputs") if (found := self._resource(entry))]
        inputs = [(entry, found) for entry in step.each("inputs") if (found := self._resource(entry))]
        inputs += [(entry, found) for entry in step.each("resourceReferences") if (found := self._named(entry))]
        used: set[tuple[str, str, str]] = set()
        for made, (noun, name) in outputs:
            owner = self._parts.records.get(name)
            for taken, (other, source) in inputs:
                if owner is None or source == name:
                    continue
                edge = (name, other, source)
                if edge in used or self._relate(step, (noun, owner), (other, source)):
                    used.add(edge)
                    made.take()
                    taken.take()
        if used:
            step.pass_over(*_NAMES)
            if any(noun == "models" or other == "models" for (_, (noun, _)) in outputs for (_, (other, _)) in inputs):
                step.pass_over(*_TIMES.values())
        else:
            step.because(_UNCLEAR)

    def _relate(self, step: Place, made: tuple[str, dict[str, Any]], by: tuple[str, str]) -> bool:
        noun, owner = made
        other, source = by
        if noun == "datasets" and other == "models":
            use = {"model": source, "role": {"unknown": "notStatedBySource"}, **_period(step), "known": self._known()}
            return _append(owner, "modelUses", use)
        if noun == "datasets":
            return _append(owner, "derivedFrom", {"dataset": source, "known": self._known()})
        if other == "datasets":
            stage = {"stage": "unspecified", **_period(step), "uses": [source]}
            return _append(owner, "training", stage)
        return False

    def _resources(self, step: Place, key: str) -> list[tuple[str, str]]:
        return [found for entry in step.each(key) if (found := self._resource(entry))]

    def _resource(self, entry: Place) -> tuple[str, str] | None:
        resource = entry.get("resource")
        return self._named(resource) if resource else None

    def _named(self, choice: Place) -> tuple[str, str] | None:
        ref = choice.get("ref")
        return self._parts.refs.get(ref.value) if ref and isinstance(ref.value, str) else None


def _append(owner: dict[str, Any], field: str, item: dict[str, Any]) -> bool:
    listing = owner.setdefault(field, [])
    if isinstance(listing, list):
        listing.append(item)
        return True
    return False


def _period(step: Place) -> dict[str, Any]:
    days = {key: values.date(getattr(step.get(time), "value", None)) for key, time in _TIMES.items()}
    given = {key: day for key, day in days.items() if day}
    return {"period": given} if given else {}
