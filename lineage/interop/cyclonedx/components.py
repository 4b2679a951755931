"""Models and datasets as components: what CycloneDX has a member for, then our facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lineage.graph.identity import canonical
from lineage.interop import values
from lineage.interop.cyclonedx.licences import to_choices, web_address
from lineage.interop.cyclonedx.properties import flat

if TYPE_CHECKING:
    from lineage.interop.cyclonedx.write import Graph

TYPES: Final = {"models": "machine-learning-model", "datasets": "data"}
LINKS: Final = {"models": "model-card", "datasets": "documentation"}
"""The type of reference that documents a record."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_HUB: Final = re.compile(r".*?([A-Za-z0-9][A-Za-z0-9._-]*)/([A-Za-z0-9][A-Za-z0-9._-]*)/?")


def properties(facts: dict[str, Any]) -> list[dict[str, str]]:
    """Facts as properties."""
    return [{"name": name, "value": value} for name, value in flat(facts)]


def moment(date: Any) -> str | None:
    """A day as a moment; a year or a month is none, and a day of it is not made up."""
    if isinstance(date, str) and _DAY.fullmatch(date) and values.date(date) == date:
        return f"{date}T00:00:00Z"
    return None


def plain(record: dict[str, Any], key: str, form: Any) -> str | None:
    """A text that comes back as it is; a statement, or a text in several languages, does not."""
    value = record.get(key)
    return value if isinstance(value, str) and form(value) == value else None


def component(graph: Graph, noun: str, record: dict[str, Any]) -> dict[str, Any]:
    """A model or a dataset."""
    rest = dict(record)
    made: dict[str, Any] = {"type": TYPES[noun], "bom-ref": rest.pop("id")}
    supplier = agent(graph, record.get("provider" if noun == "models" else "publisher"))
    if supplier:
        made["supplier"] = supplier
    made["name"] = name_of(record)
    for key, form in (("name", values.line), ("version", values.line), ("description", values.prose)):
        text = plain(record, key, form)
        if text is not None and not (key == "name" and text == record["id"]):  # an id stands in where there is no name
            made[key] = text
            del rest[key]
    if choices := to_choices(record.get("licence")):
        made["licenses"] = choices
        if plain(record, "licence", values.line) is not None:
            del rest["licence"]
    if purl := purl_of(noun, record):
        made["purl"] = purl
    if noun == "models" and graph.version != "1.6" and record["id"] not in graph.subjects:
        made["isExternal"] = True
    if ancestors := list(_ancestors(graph, noun, rest)):
        made["pedigree"] = {"ancestors": ancestors}
    if references := _references(graph, noun, record["id"], rest):
        made["externalReferences"] = references
    made |= _data(graph, record) if noun == "datasets" else _card(graph, record)
    for key in ("modelUses", "training"):
        if isinstance(rest.get(key), list):
            del rest[key]  # workflows
    made["properties"] = properties({"record": noun, **rest})
    return made


def outside(graph: Graph, reference: str) -> dict[str, Any]:
    """A record of another manifest, of which only the name is known here."""
    made: dict[str, Any] = {"type": graph.outside[reference], "bom-ref": reference, "name": reference}
    if graph.version != "1.6":
        made["isExternal"] = True
    return {**made, "properties": properties({"record": "outside"})}


def name_of(record: dict[str, Any]) -> str:
    """The name as plain text; the id where the manifest states none."""
    name = record.get("name", record["id"])
    if isinstance(name, dict):
        name = name.get("value", record["id"])
    return str(name)


def agent(graph: Graph, reference: Any) -> dict[str, Any] | None:
    """An agent as an organisation: its name and where to reach it."""
    record = graph.agents.get(reference) if isinstance(reference, str) else reference
    if not isinstance(record, dict) or not isinstance(name_of({"id": "", **record}), str):
        return None
    contact = record.get("contact", {})
    address = web_address(record.get("url") or contact.get("url"))
    reach = {key: contact[key] for key in ("email", "phone") if key in contact}
    if not _MAIL.fullmatch(reach.get("email", "a@b")):
        del reach["email"]
    return {
        "name": name_of({"id": "", **record}),
        **({"url": [address]} if address else {}),
        **({"contact": [reach]} if reach else {}),
    }


def listed(record: dict[str, Any], key: str) -> list[Any]:
    """The entries of a listing; nothing where it is absent or a statement."""
    value = record.get(key)
    return value if isinstance(value, list) else []


def purl_of(noun: str, record: dict[str, Any]) -> str | None:
    """A package URL, made of a page on Hugging Face. Those name models only, and a revision in them is a commit."""
    names = [alias.get("iri", "") for alias in record.get("aliases", [])] + [record.get("url", "")]
    for name in names if noun == "models" else ():
        strong = canonical("model", name)
        if strong.startswith("hf:model:") and "@" not in strong and (found := _HUB.fullmatch(name)):
            return f"pkg:huggingface/{found[1]}/{found[2]}"
    return None


def _ancestors(graph: Graph, noun: str, rest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Where it was made from, each with what is known of that; taken out of what is left to say."""
    field, key = ("initializedFrom", "model") if noun == "models" else ("derivedFrom", "dataset")
    if not isinstance(rest.get(field), list):
        return
    known = graph.models if noun == "models" else graph.datasets
    for item in rest.pop(field):
        target = item if isinstance(item, str) else item[key]
        source = known.get(target, {"id": target}) if isinstance(target, str) else {"id": "not stated"}
        facts: dict[str, Any] = {}
        if isinstance(target, str):
            graph.ref(target, TYPES[noun])
            facts = {"ref": target}
        made: dict[str, Any] = {"type": TYPES[noun], "name": name_of(source)}
        if isinstance(source.get("version"), str):
            made["version"] = source["version"]
        if purl := purl_of(noun, source):
            made["purl"] = purl
        yield {**made, "properties": properties({**facts, **item_facts(item, key)})}


def item_facts(item: Any, key: str) -> dict[str, Any]:
    """What an entry of a list says beside the record that it names. The long spelling of a bare name says the name."""
    if isinstance(item, str):
        return {}
    rest = {name: value for name, value in item.items() if name != key or not isinstance(value, str)}
    return rest or {key: item[key]}


def _references(graph: Graph, noun: str, id: str, rest: dict[str, Any]) -> list[dict[str, Any]]:
    found = [{"type": "website", "url": rest.pop("url")}] if web_address(rest.get("url")) else []
    links = rest.get("documentation", [])
    documents = [reference(link, LINKS[noun]) for link in links if web_address(link.get("url"))]
    if links and all(comes_back(link, {"title", "url", "sha256"}) for link in links):
        del rest["documentation"]
    found += documents
    found += [reference(file, "distribution") for file in rest.get("files", []) if web_address(file.get("url"))]
    named = graph.used_under.get(id, {}) if noun == "models" else rest.get("terms", [])
    sources = [graph.terms.get(name.partition("@")[0], {}).get("source", {}) for name in named if isinstance(name, str)]
    return found + [reference(source, "license") for source in sources if web_address(source.get("url"))]


def comes_back(link: dict[str, Any], held: set[str]) -> bool:
    """Whether a link has an address and nothing that its reference does not hold as it is."""
    return (
        web_address(link.get("url")) is not None
        and set(link) <= held
        and values.line(link.get("title", "-")) == link.get("title", "-")
    )


def reference(link: dict[str, Any], type: str) -> dict[str, Any]:
    """An external reference, with its title as the comment and its digest."""
    made: dict[str, Any] = {"type": type, "url": link["url"]}
    if title := link.get("title", link.get("name")):
        made["comment"] = title
    if "sha256" in link:
        made["hashes"] = [{"alg": "SHA-256", "content": link["sha256"]}]
    return made


def _data(graph: Graph, record: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": "dataset", "name": name_of(record)}
    file = next((file["url"] for file in record.get("files", []) if web_address(file.get("url"))), None)
    if file:
        entry["contents"] = {"url": file}
    if record.get("personalData") is True:
        entry["sensitiveData"] = ["personal data"]
    owner = agent(graph, record.get("publisher"))
    if owner:
        entry["governance"] = {"owners": [{"organization": owner}]}
    return {"data": [entry]}


def _card(graph: Graph, record: dict[str, Any]) -> dict[str, Any]:
    uses = [use for stage in listed(record, "training") for use in listed(stage, "uses")]
    names = dict.fromkeys(use if isinstance(use, str) else use["dataset"] for use in uses)
    refs = [{"ref": graph.ref(name, TYPES["datasets"])} for name in names]
    return {"modelCard": {"modelParameters": {"datasets": refs}}} if refs else {}
