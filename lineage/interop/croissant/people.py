"""People, organisations, software and models that a Croissant document names."""

from __future__ import annotations

from typing import Any, Final

from lineage.interop import names, values
from lineage.interop.croissant.document import Document, Node, words
from lineage.interop.draft import Draft
from lineage.interop.reading import Place

_NAMES: Final = ("sc:name", "prov:label", "sc:label", "sc:legalName", "sc:title", "sc:alternateName")
_ORGANISATIONS: Final = frozenset({"Organization", "Corporation", "NGO", "CollegeOrUniversity", "ResearchOrganization"})
_SOFTWARE: Final = frozenset({"SoftwareAgent", "SoftwareApplication", "SoftwareSourceCode", "WebApplication", "Model"})
_MODELS: Final = frozenset({"model", "aimodel", "mlmodel", "machinelearningmodel", "languagemodel", "foundationmodel",
                            "largelanguagemodel", "llm", "generativemodel"})  # fmt: skip
"""Types that people give to models, in lower case; neither PROV nor schema.org has one."""
_ORCID: Final = "orcid.org/"
_PROVIDERS: Final = ("sc:provider", "sc:creator", "sc:author", "sc:publisher", "sc:manufacturer", "sc:developer")


def named(node: Node) -> tuple[str | None, Place | None]:
    """The name of whatever an object describes, with its place."""
    for name in _NAMES:
        if (place := node.get(name)) is not None and (said := values.line(words(place.value))):
            return said, place
    given, family = node.get("sc:givenName"), node.get("sc:familyName")
    said = values.line(" ".join(words(part.value) or "" for part in (given, family) if part is not None))
    if said:
        for part in (given, family):
            if part is not None and words(part.value):
                part.take()
    return said, None


def agent(draft: Draft, document: Document, place: Place) -> str | None:
    """The id of the person or organisation at a place: an object, a reference, or a bare name."""
    node = document.node(place)
    if node is None:
        said = place.value if isinstance(place.value, str) else None
        if said is None or values.iri(said):
            return None
        if found := draft.agent(said):
            place.take()
        return found
    name, where = named(node)
    if name is None:
        return None
    types = node.types
    kind = "person" if "Person" in types else "organization" if types & _ORGANISATIONS else None
    found = draft.agent(name, kind=kind, contact=_contact(node), identifiers=_registered(node))
    if where is not None:
        where.take()
    node.pass_over("@type", "@id", "sc:id")
    document.used(place)
    return found


def _contact(node: Node) -> dict[str, str] | None:
    contact = {}
    for key, form in (("url", values.url), ("email", values.email)):
        place = node.get(f"sc:{key}")
        if place is not None and (value := form(place.value.removeprefix("mailto:") if _is_text(place) else None)):
            contact[key] = value
            place.take()
    return contact or None


def _is_text(place: Place) -> bool:
    return isinstance(place.value, str)


def _registered(node: Node) -> list[dict[str, str]] | None:
    for name in ("@id", "sc:identifier", "sc:sameAs"):
        place = node.get(name)
        if place is not None and isinstance(place.value, str) and _ORCID in place.value:
            number = values.line(place.value.rpartition(_ORCID)[2].strip("/"))
            if number:
                place.take()
                return [{"scheme": "ORCID", "value": number}]
    return None


def is_software(node: Node) -> bool:
    """Whether an object is said to be software, or a model."""
    return bool(node.types & _SOFTWARE) or is_model(node)


def is_model(node: Node) -> bool:
    """Whether an object is said to be a model: by its type, or by a name that the table of names has."""
    if any(kind.casefold() in _MODELS for kind in node.types):
        return True
    name, _ = named(node)
    return name is not None and names.known_model(name) is not None


def model(draft: Draft, document: Document, place: Place) -> str | None:
    """The id of the model at a place; ``None`` where it is not said to be one."""
    node = document.node(place)
    if node is None:
        written = place.value if isinstance(place.value, str) else ""
        if names.known_model(written) is None:
            return None
        place.take()
        return draft.model(written)
    if not is_model(node):
        return None
    said_name, where = named(node)
    name = said_name or values.line(node.id)
    if name is None:
        return None
    facts: dict[str, Any] = {}
    version = node.get("sc:version", "sc:softwareVersion")
    said = values.line(words(version.value)) if version is not None else None
    if version is not None and said:
        version.take()
        if names.known_model(name) is None:
            facts["version"] = said
        elif said not in name and (longer := values.line(f"{name} {said}")):
            # The name alone stands for less than the name with a version does.
            if names.known_model(longer) is None:
                facts["partOf"] = draft.model(name)
            name = longer
    if names.known_model(name) is None:
        facts.update(_facts(draft, document, node))
    if where is not None:
        where.take()
    node.pass_over("@type", "@id", "sc:id")
    document.used(place)
    return draft.model(name, **facts)


def _facts(draft: Draft, document: Document, node: Node) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if (place := node.get("sc:url")) is not None and (address := values.url(place.value)):
        facts["url"] = address
        place.take()
    for name in _PROVIDERS:
        if (place := node.get(name)) is not None and (provider := agent(draft, document, place)):
            facts["provider"] = provider
            break
    return facts


def tool(document: Document, place: Place) -> dict[str, str] | None:
    """The software at a place; ``None`` where nothing is said to be software."""
    node = document.node(place)
    if node is None or not is_software(node):
        return None
    name, where = named(node)
    if name is None:
        return None
    found = {"name": name}
    if where is not None:
        where.take()
    if (place_ := node.get("sc:version", "sc:softwareVersion")) is not None:
        version = values.line(words(place_.value))
        if version:
            found["version"] = version
            place_.take()
    if (place_ := node.get("sc:url")) is not None and (address := values.url(place_.value)):
        found["url"] = address
        place_.take()
    node.pass_over("@type", "@id", "sc:id")
    document.used(place)
    return found
