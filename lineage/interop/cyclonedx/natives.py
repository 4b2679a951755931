"""CycloneDX's own members of a component, as fields of a record. What a fact says better is not read here."""

from __future__ import annotations

from typing import Any

from lineage.graph.identity import canonical
from lineage.interop import values
from lineage.interop.cyclonedx.landing import Landing
from lineage.interop.cyclonedx.licences import from_choices
from lineage.interop.reading import Place


def natives(component: Place, noun: str, facts: dict[str, Any], landing: Landing) -> dict[str, Any]:
    """Version, description, licences, makers, links and data of a component."""
    said: dict[str, Any] = {}
    for key, form in (("version", values.line), ("description", values.prose)):
        place = component.get(key)
        if place and key not in facts and (text := form(place.value)) is not None:
            said[key] = text
            place.take()
    if "licence" not in facts and (licence := from_choices(component.get("licenses"))) is not None:
        said["licence"] = licence
    said |= _links(component, noun, facts)
    said |= _makers(component, noun, facts, landing)
    _purl(component, noun, facts, said)
    if noun == "datasets":
        component_name = values.line(getattr(component.get("name"), "value", None))
        for entry in component.each("data"):
            inner, name = data_entry(entry, {**facts, **said})
            said |= {key: value for key, value in inner.items() if key not in said}
            if name is not None and name == component_name:
                entry.pass_over("name")
            entry.pass_over("type")
    return said


def data_entry(entry: Place, facts: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What is said of data in place, and its name, which is not taken."""
    said: dict[str, Any] = {}
    description = entry.get("description")
    if description and "description" not in facts and (text := values.prose(description.value)):
        said["description"] = text
        description.take()
    contents = entry.get("contents")
    address = contents.get("url") if contents else None
    if address and "files" not in facts and (url := values.url(address.value)):
        said["files"] = [{"url": url}]
        address.take()
    name = entry.get("name")
    text = values.line(name.value) if name else None
    return said, text


def _links(component: Place, noun: str, facts: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    documents: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    for entry in component.each("externalReferences"):
        type, address = (getattr(entry.get(key), "value", None) for key in ("type", "url"))
        url = values.url(address)
        if url is None:
            continue
        if type in ("website", "distribution") and "url" not in said and "url" not in facts and (
            type == "website" or noun == "models"
        ):  # fmt: skip
            said["url"] = url
            entry.pass_over("type", "url")
        elif type in ("model-card", "documentation") and "documentation" not in facts:
            documents.append(_link(entry, url, "title"))
        elif type == "distribution" and noun == "datasets" and "files" not in facts:
            files.append(_link(entry, url, "name"))
    return {
        **said,
        **({"documentation": documents} if documents else {}),
        **({"files": files} if files else {}),
    }


def _link(entry: Place, url: str, called: str) -> dict[str, Any]:
    comment = entry.get("comment")
    title = values.line(comment.value) if comment else None
    if comment and title:
        comment.take()
    digest = None
    for hash in entry.each("hashes"):
        algorithm, content = (getattr(hash.get(key), "value", None) for key in ("alg", "content"))
        if algorithm == "SHA-256" and digest is None and (digest := values.sha256(content)):
            hash.take()
    entry.pass_over("type", "url")
    return {**({called: title} if title else {}), "url": url, **({"sha256": digest} if digest else {})}


def _makers(component: Place, noun: str, facts: dict[str, Any], landing: Landing) -> dict[str, Any]:
    """The provider of a model; the makers and the publisher of a dataset."""
    said: dict[str, Any] = {}
    if noun == "models":
        for key in ("manufacturer", "supplier", "publisher", "author"):
            if "provider" not in facts and "provider" not in said and (id := _agent(component.get(key), landing)):
                said["provider"] = id
        return said
    makers = [component.get("manufacturer"), *component.each("authors"), component.get("author")]
    if "creators" not in facts:
        ids = list(dict.fromkeys(id for place in makers if (id := _agent(place, landing))))
        said |= {"creators": ids} if ids else {}
    for key in ("supplier", "publisher"):
        if "publisher" not in facts and "publisher" not in said and (id := _agent(component.get(key), landing)):
            said["publisher"] = id
    return said


def _agent(place: Place | None, landing: Landing) -> str | None:
    if place is None:
        return None
    if isinstance(place.value, str):
        return landing.agent(place.text() or "", place.pointer)
    name = place.get("name")
    if name is None or values.line(name.value) is None:
        return None
    contact: dict[str, Any] = {}
    for key, form in (("email", values.email), ("phone", values.line)):
        for entry in (place, *place.each("contact")):
            found = entry.get(key)
            if found and key not in contact and (text := form(found.value)):
                contact[key] = text
                found.take()
    for entry in place.each("url"):
        if "url" not in contact and (address := values.url(entry.value)):
            contact["url"] = address
            entry.take()
    name.take()
    place.pass_over("bom-ref")
    return landing.agent(str(name.value), place.pointer, **({"contact": contact} if contact else {}))


def _purl(component: Place, noun: str, facts: dict[str, Any], said: dict[str, Any]) -> None:
    """A package URL is another name of the record, unless its page says the same."""
    place = component.get("purl")
    purl = values.iri(place.value) if place else None
    if place is None or purl is None or not purl.startswith("pkg:"):
        return
    place.take()
    page = facts.get("url", said.get("url"))
    kind = "model" if noun == "models" else "dataset"
    if "aliases" not in facts and not (isinstance(page, str) and canonical(kind, page) == canonical(kind, purl)):
        said["aliases"] = [{"iri": purl}]
