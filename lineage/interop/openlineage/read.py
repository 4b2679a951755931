"""Events as a manifest: what ran becomes derivations from inputs to outputs."""

from __future__ import annotations

from typing import Any

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss
from lineage.interop.openlineage.datasets import Datasets
from lineage.interop.openlineage.edges import Edge, Named, related
from lineage.interop.openlineage.own import Own
from lineage.interop.openlineage.stream import NOT_DONE, Run, events_in, is_event, runs, starts_with_event
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source


def looks_like(source: Source) -> bool:
    """Whether its first event is one of OpenLineage."""
    return starts_with_event(source)


def from_openlineage(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """The datasets of all events, and how runs and jobs made them from each other."""
    events = events_in(source)
    if not any(is_event(event) for event in events):
        raise NotThisFormat(
            "it holds no event of OpenLineage",
            "an event has eventTime, producer, and a run, a job or a dataset; check that this is the file you mean",
        )
    reading = Reading(events)
    own = Own()
    datasets = Datasets(draft, reading.root)
    for run in runs(reading.root):
        if run.failed:
            for event in run.events:
                event.because(NOT_DONE)
        elif not own.takes(run):
            _derive(run, draft, datasets)
    own.give(draft)
    return (*reading.losses(empty=False), *related(datasets.edges))


def _derive(run: Run, draft: Draft, datasets: Datasets) -> None:
    """What one run made, and from what."""
    told = _told(run, draft)
    inputs = _unique(run, "inputs", datasets, told)
    outputs = _unique(run, "outputs", datasets, told)
    for event in run.events:
        if (place := event.get("dataset")) is not None:
            datasets.take(place, told)
    for made, _ in outputs:
        for used, place in inputs:
            datasets.edges.append(Edge(made, used, told, place))
        if made.noun == "datasets" and (tools := _tools(run)):
            mine = made.record.setdefault("tools", [])
            mine += [tool for tool in tools if tool not in mine]


def _unique(run: Run, key: str, datasets: Datasets, told: dict[str, Any]) -> list[tuple[Named, Place]]:
    """The records that a list of a run names, each with where it is named first."""
    found: dict[int, tuple[Named, Place]] = {}
    for place in run.each(key):
        if (named := datasets.take(place, told)) is not None:
            found.setdefault(id(named.record), (named, place))
    return list(found.values())


def _told(run: Run, draft: Draft) -> dict[str, Any]:
    """Who says so, and when; and which job it was."""
    known = draft.known()
    notes: dict[str, None] = {}
    said: list[tuple[str, str, Place]] = []
    for event in run.events:
        event.pass_over("schemaURL", "eventType")
        for key, field, form in (("producer", "by", values.line), ("eventTime", "date", values.date)):
            if (place := event.get(key)) is not None and (found := form(place.value)):
                said.append((field, found, place))
                known[field] = found
        notes[_job(event)] = None
    for field, found, place in said:
        if known[field] == found:
            place.take()
        else:
            place.because("a later event of the same run says otherwise")
    note = "\n\n".join(filter(None, notes))
    return {"known": known, **({"note": note} if note else {})}


def _job(event: Place) -> str:
    """The job and the run of an event, in words."""
    words = []
    job, run = event.get("job"), event.get("run")
    if job is not None and (name := job.get("name")) is not None and (line := values.line(name.value)):
        name.take()
        space = job.get("namespace")
        words.append(f'Job "{line}"')
        if space is not None and (where := values.line(space.value)):
            space.take()
            words[0] += f' of "{where}"'
    if run is not None and (name := run.get("runId")) is not None and (line := values.line(name.value)):
        name.take()
        words.append(f"run {line}" if words else f"Run {line}")
    text = ", ".join(words) + "." if words else ""
    described = job and job.at("facets", "documentation", "description")
    if described is not None and (prose := values.prose(described.value)):
        described.take()
        text = f"{text}\n\n{prose}".strip()
    return text


def _tools(run: Run) -> list[dict[str, str]]:
    """The engine that a run says it ran on."""
    found: list[dict[str, str]] = []
    for event in run.events:
        engine = event.at("run", "facets", "processing_engine")
        name = engine.get("name") if engine is not None else None
        if engine is None or name is None or not (line := values.line(name.value)):
            continue
        name.take()
        tool = {"name": line}
        if (version := engine.get("version")) is not None and (number := values.line(version.value)):
            version.take()
            tool["version"] = number
        engine.pass_over("_producer", "_schemaURL")
        if tool not in found:
            found.append(tool)
    return found
