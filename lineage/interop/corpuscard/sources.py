"""Section 2 of a corpuscard manifest: what is declared per origin, and the datasets, crawlers and models it names."""

from __future__ import annotations

from typing import Any, Final

from lineage.interop.corpuscard.forms import day, modalities
from lineage.interop.draft import Draft
from lineage.interop.reading import Place
from lineage.interop.values import line, prose, url

_UNNAMED: Final = {"unknown": "notStatedBySource"}


def take(place: Place, corpus: dict[str, Any], draft: Draft) -> list[str]:
    """Declare the origins on a corpus; the ids of the datasets that are named.

    Where an origin is answered with "no" and datasets of it are named all the same, they become records that nothing
    is trained on: which of the two is wrong cannot be told from here.
    """
    said: dict[str, dict[str, Any]] = {}
    found: list[str] = []
    if (public := place.get("publicly_available_datasets")) is not None:
        said["public"] = _declared(public, "used", "other_datasets_general_description")
        listed = [_listed(entry, "public", draft) for entry in public.each("large_datasets")]
        found += [] if said["public"].get("used") is False else listed
    if (private := place.get("private_third_party_datasets")) is not None:
        if (licensed := private.get("licensed")) is not None:
            said["licensed"] = _declared(licensed, "has_licensing_agreements")
        if (other := private.get("other_third_party")) is not None:
            said["thirdPartyPrivate"] = _declared(other, "obtained", "general_description")
            listed = [_listed(entry, "thirdPartyPrivate", draft) for entry in other.each("publicly_known_datasets")]
            found += [] if said["thirdPartyPrivate"].get("used") is False else listed
    if (crawled := place.get("crawled_data")) is not None:
        said["crawled"] = _declared(crawled, "crawlers_used", "content_and_sources_description")
        found.append(_crawled(crawled, said["crawled"].get("used"), draft))
    if (users := place.get("user_data")) is not None:
        _users(users, said)
    if (made := place.get("synthetic_data")) is not None:
        said["synthetic"] = _declared(made, "used")
        found.append(_synthetic(made, said["synthetic"].get("used"), draft))
    if (rest := place.get("other_sources")) is not None:
        said["other"] = _declared(rest, "used", "description")
    if sources := {origin: facts for origin, facts in said.items() if facts}:
        corpus["sources"] = sources
    return list(dict.fromkeys(filter(None, found)))


def _declared(place: Place, used: str, description: str = "") -> dict[str, Any]:
    """Whether it was used, and what is said about it."""
    record: dict[str, Any] = {}
    if (answer := place.get(used)) is not None and isinstance(answer.value, bool):
        record["used"] = answer.take()
    if words := modalities(place):
        record["modalities"] = words
    for key, field in ((description, "description"), ("additional_comments", "comments")):
        if key and (inside := place.get(key)) is not None and (text := prose(inside.value)):
            inside.take()
            record[field] = text
    return record


def _listed(entry: Place, origin: str, draft: Draft) -> str:
    """A dataset that is named; nothing where it has no name."""
    inside = entry.get("identifier_or_name") if isinstance(entry.value, dict) else entry
    name = line(inside.value) if inside is not None else None
    if inside is None or not name:
        return ""
    inside.take()
    facts: dict[str, Any] = {"origin": origin}
    facts |= {"listAs": "large"} if origin == "public" else {"publiclyKnown": True}
    address = None
    if (link := entry.get("link")) is not None and (address := url(link.value)):
        link.take()
    if (words := entry.get("description")) is not None and (text := prose(words.value)):
        words.take()
        facts["description"] = text
    if period := _period(entry, "collection_start_date", "collection_end_date"):
        facts["collected"] = period
    return str(draft.dataset(name, url=address, **facts)["id"])


def _period(place: Place, start: str, end: str) -> dict[str, str]:
    period: dict[str, str] = {}
    for key, field in ((start, "from"), (end, "to")):
        if (inside := place.get(key)) is not None and (date := day(inside.value)):
            inside.take()
            period[field] = date
    return period


def _crawled(place: Place, used: Any, draft: Draft) -> str:
    """The crawled data as a dataset, where more is said than whether there is any."""
    facts: dict[str, Any] = {}
    crawlers = []
    behaviour, purposes = place.get("crawler_behaviour_description"), place.get("crawler_purposes")
    for entry in place.each("crawler_names"):
        if name := line(entry.value):
            entry.take()
            record: dict[str, Any] = {"name": name}
            if purposes is not None and (text := prose(purposes.value)):
                purposes.take()
                record["purposes"] = text
            if behaviour is not None and (text := prose(behaviour.value)):
                behaviour.take()
                record["behaviour"] = {"description": text}
            crawlers.append(str(draft.add("crawlers", record, name=name)["id"]))
    if crawlers:
        facts["crawlers"] = crawlers
    if period := _period(place, "collection_period_start", "collection_period_end"):
        facts["collected"] = period
    domains: dict[str, Any] = {}
    if (words := place.get("top_domains_summary")) is not None and (text := prose(words.value)):
        words.take()
        domains["description"] = text
    if (file := place.get("top_domains_file")) is not None and (name := line(file.value)):
        file.take()
        domains["list"] = {"url": name} if url(name) else {"path": name}
    if domains:
        facts["domains"] = domains
    if not facts:
        return ""
    return _record("crawled-data", {"origin": "crawled", **facts}, draft, used=used is not False)


def _synthetic(place: Place, used: Any, draft: Draft) -> str:
    """The synthetic data as a dataset. Where no model is named, which one it was stays unknown."""
    uses: list[dict[str, Any]] = []
    for entry in place.each("generating_models"):
        if isinstance(entry.value, str) and (model := draft.model(entry.value)):
            entry.take()
            if all(use["model"] != model for use in uses):
                uses.append({"model": model, "role": "generate", "known": draft.known()})
    other = place.get("other_generating_models_description")
    if other is not None and (text := prose(other.value)):
        other.take()
        record = draft.add(
            "models", {"name": dict(_UNNAMED), "identified": "class", "description": text}, name="other-generators"
        )
        uses.append({"model": record["id"], "role": "generate", "known": draft.known()})
    if not uses and used is not True:
        return ""
    known: Any = uses or {**_UNNAMED, "known": draft.known()}
    return _record("synthetic-data", {"origin": "synthetic", "modelUses": known}, draft, used=used is not False)


def _record(name: str, facts: dict[str, Any], draft: Draft, *, used: bool) -> str:
    """A dataset without a name; its id where it was used for training."""
    record = draft.add("datasets", facts, name=name)
    return str(record["id"]) if used else ""


def _users(place: Place, said: dict[str, dict[str, Any]]) -> None:
    """Two questions with one description: it goes to whichever is answered with yes."""
    answers = {
        "userModel": _declared(place, "model_interaction_data_used"),
        "userService": {},
    }
    common = {key: value for key, value in answers["userModel"].items() if key != "used"}
    if (services := place.get("other_product_interaction_data_used")) is not None and isinstance(services.value, bool):
        answers["userService"]["used"] = services.take()
    words = place.get("services_or_products_description")
    if words is not None and (text := prose(words.value)):
        words.take()
        common["description"] = text
    yes = [key for key, facts in answers.items() if facts.get("used") is True] or ["userService"]
    for key, facts in answers.items():
        only = {"used": facts["used"]} if "used" in facts else {}
        said[key] = {**only, **(common if key in yes else {})}
