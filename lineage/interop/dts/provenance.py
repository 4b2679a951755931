"""The group ``provenance``: where data came from, when, from what, and by which method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lineage.interop import values
from lineage.interop.circles import backwards
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss, shown
from lineage.interop.reading import Place
from lineage.pointer import to_text

_SYNTHETIC: Final = frozenset({"synthetic", "generative"})
_ADDRESS: Final = re.compile(r"https?://[^\s,;<>\"]+")


class Named(NamedTuple):
    """A dataset, one that it names as its source, and where."""

    made: dict[str, Any]
    used: dict[str, Any]
    place: Place


def take_provenance(place: Place, found: dict[str, Any], draft: Draft, sources: list[Named]) -> None:
    """Put the group on a dataset; what it was made from is only collected."""
    if (source := place.get("source")) is not None and isinstance(source.value, str):
        addresses = list(dict.fromkeys(_ADDRESS.findall(source.value)))
        if addresses and all(values.url(address) for address in addresses):
            source.take()
            sources += [Named(found, _at_address(address, draft), source) for address in addresses]
        else:
            source.because("no address at which a source could be found")
    if (origin := place.get("origin")) is not None:
        origin.because("no field says whom the data came from before its issuer; add that dataset to derivedFrom")
    _geography(place, found)
    if (day := place.get("date")) is not None and (issued := values.date(day.value)):
        day.take()
        found.setdefault("issued", issued)
    _period(place, found)
    _methods(place, found, draft)
    formats = [(entry, line) for entry in place.each("format") if (line := values.line(entry.value))]
    if (joined := values.line(", ".join(line for _, line in formats))) and "format" not in found:
        for entry, _ in formats:
            entry.take()
        found["format"] = joined


def _at_address(address: str, draft: Draft) -> dict[str, Any]:
    """A dataset that is named by where its metadata is, which may be another file of this import."""
    key = f"dts:{address}"
    record = {"documentation": [{"title": "Data provenance", "url": address}]}
    return draft.find("datasets", key) or draft.add(
        "datasets", record, name=address.rpartition("/")[2] or address, keys=(key,)
    )


def derived(sources: list[Named], draft: Draft) -> Iterator[Loss]:
    """Put each source on the dataset that names it; those that lead in a circle are returned as losses."""
    back = backwards([(id(source.made), id(source.used)) for source in sources])
    for number, (made, used, place) in enumerate(sources):
        if number in back:
            yield Loss(to_text(place.pointer), "datasets do not come from themselves", shown(place.value))
            continue
        entries = made.setdefault("derivedFrom", [])
        if all(entry["dataset"] != used["id"] for entry in entries):
            entries.append({"dataset": used["id"], "known": draft.known()})


def _geography(place: Place, found: dict[str, Any]) -> None:
    countries: list[str] = []
    words: list[str] = []
    for entry in place.each("origin-geography"):
        country, state = entry.get("country"), entry.get("state")
        if country is None or not (name := values.line(country.value)):
            continue
        part = values.line(state.value) if state is not None else None
        if values.country(name):
            countries.append(name)
        if part or not values.country(name):
            words.append(f"{name}, {part}" if part else name)
        country.take()
        if part and state is not None:
            state.take()
    geography: dict[str, Any] = {"countries": list(dict.fromkeys(countries))} if countries else {}
    if words:
        geography["description"] = "; ".join(dict.fromkeys(words))
    if geography:
        found.setdefault("geography", geography)


def _period(place: Place, found: dict[str, Any]) -> None:
    period: dict[str, str] = {}
    for theirs, ours in (("start", "from"), ("end", "to")):
        if (day := place.at("generation-period", theirs)) is not None and (date := values.date(day.value)):
            day.take()
            period[ours] = date
    if period:
        found.setdefault("collected", period)


def _methods(place: Place, found: dict[str, Any], draft: Draft) -> None:
    """Codes of methods: those that say that a model wrote the data. An origin is seen from whoever trains on it, so it
    does not follow from what the issuer did."""
    synthetic = False
    said: list[str] = []
    for entry in place.each("generation-method"):
        inside = entry.get("code") if isinstance(entry.value, dict) else entry
        if inside is None or not isinstance(inside.value, str):
            continue
        words = set(re.split(r"[^a-z0-9]+", inside.value.casefold()))
        if {"machine", "generated"} <= words and words & _SYNTHETIC:
            synthetic = True
            text = entry.get("description", "long-description")
            if text is not None and (prose := values.prose(text.value)):
                text.take()
                said.append(prose)
        elif {"web", "scraping"} <= words:
            inside.because("the issuer crawled it; origin says how data came to whoever trains on it")
            continue
        else:
            inside.because("a manifest says by other words where data came from")
            continue
        inside.take()
        if isinstance(entry.value, dict):
            entry.pass_over("system")
    if synthetic:
        note: dict[str, Any] = {"note": "\n\n".join(said)} if said else {}
        found.setdefault("modelUses", {"unknown": "notStatedBySource", **note, "known": draft.known()})
