"""Summaries of the Data Provenance Initiative: one file for each collection, one record for each dataset.

Their codebook says what the columns mean: ``Model Generated`` names the models that were used to generate the dataset,
and ``Derived from Datasets`` the datasets that it is made of or from. An empty list says nothing: the template of the
files has no other word for "not looked at" or "not known".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.graph.identity import folded
from lineage.interop import values
from lineage.interop.dpi.parents import Parents
from lineage.interop.dpi.words import CODE, UNSTATED, expression, language
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss, Lost
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.visible import one_line

LOSSES: Final[tuple[Lost, ...]] = ()

_THEIRS: Final = "Data Provenance Collection"
_ID: Final = "Unique Dataset Identifier"
_MARKS: Final = frozenset({"Model Generated", "Derived from Datasets", "Licenses", "Collection"})
_WHY: Final = {
    "Inferred Metadata": "what other sites say of the dataset, gathered by a program",
    "Text Sources": "sites and sources in words, which are no datasets",
    "License Verified By": "the name of a person",
}


def looks_like(source: Source) -> bool:
    """Whether some member of the file is a summary, by its identifier and the columns of the codebook."""
    tree = source.tree
    return isinstance(tree, dict) and any(_is_summary(value) for value in tree.values())


def _is_summary(value: Any) -> bool:
    if not isinstance(value, dict) or _ID not in value or _MARKS.isdisjoint(value):
        return False
    return not str(value[_ID]).startswith("string:")  # the template of the collection says so of each column


def from_dpi(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the summaries of a file: datasets, their collection, their parents and the models that generated them.

    Raises :class:`lineage.interop.source.NotThisFormat` where the file holds none.
    """
    tree = source.object("a file of summaries")
    if not any(_is_summary(value) for value in tree.values()):
        raise NotThisFormat(
            f'"{one_line(source.name)}" holds no summary of the Data Provenance Initiative',
            f'each member of such a file has a "{_ID}"',
        )
    reading = Reading(tree)
    parents = draft.keep(Parents)
    collections: dict[str, list[tuple[dict[str, Any], Place]]] = {}
    for key, place in reading.root.members():
        if _is_summary(place.value):
            record = _dataset(key, place, draft, parents)
            if collection := values.line(_peek(place, "Collection")):
                collections.setdefault(collection, []).append((record, place))
    for name, members in collections.items():
        _collection(name, members, draft, parents)
    return reading.losses()


def _dataset(key: str, place: Place, draft: Draft, parents: Parents) -> dict[str, Any]:
    _pass_over_blanks(place)
    identifier = values.line(place.text(_ID)) or values.line(key)
    name = values.line(place.text("Dataset Name")) or identifier
    facts: dict[str, Any] = {"name": name} if name else {}
    if identifier and identifier != name:
        facts["aliases"] = [{"name": identifier, "usedBy": _THEIRS}]
    facts |= _addresses(place)
    facts |= _words(place, draft)
    record = draft.add("datasets", facts, name=identifier or "dataset")
    if name:
        parents.name(record, *{name, identifier or name})
    if address := _peek(place, "Hugging Face URL"):
        parents.has_page(record, address)
    if uses := list(_generators(place, draft)):
        record["modelUses"] = uses
    if derivations := list(_derivations(place, draft, record, parents)):
        record["derivedFrom"] = derivations
    if "known" in record:
        record["known"] = record.pop("known")  # last, as people write it
    for member, why in _WHY.items():
        if (left := place.get(member)) is not None:
            left.because(why)
    return record


def _pass_over_blanks(place: Place) -> None:
    """Members that are there and empty say nothing, and so nothing of them is lost."""
    for key, inside in place.members():
        if inside.value in ("", [], {}, None):
            place.pass_over(key)


def _peek(place: Place, key: str) -> str | None:
    inside = place.get(key)
    return inside.value.strip() if inside is not None and isinstance(inside.value, str) else None


def _addresses(place: Place) -> dict[str, Any]:
    links: dict[str, dict[str, str]] = {}
    title = values.line(_peek(place, "Paper Title"))
    for key, what in (
        ("Dataset URL", None),
        ("Hugging Face URL", "Hugging Face"),
        ("GitHub URL", "GitHub"),
        ("Papers with Code URL", "Papers with Code"),
        ("ArXiv URL", title or "Paper"),
    ):
        if address := values.url(_peek(place, key)):
            place.pass_over(key)
            link = links.setdefault(address, {"url": address})
            if what:
                link.setdefault("title", what)
    if title and any(link.get("title") == title for link in links.values()):
        place.pass_over("Paper Title")
    elif title:
        place.pass_over("Paper Title")
        links["title"] = {"title": title}
    found: dict[str, Any] = {"documentation": list(links.values())} if links else {}
    page = values.url(_peek(place, "Dataset URL"))
    if page and "huggingface.co/" not in page:
        found["url"] = page
    return found


def _words(place: Place, draft: Draft) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    creators = [draft.agent(creator.take()) for creator in place.each("Creators") if values.line(creator.value)]
    if creators:
        facts["creators"] = list(dict.fromkeys(creators))
    facts |= _languages(place)
    facts |= _licence(place)
    if _peek(place, "Human Annotation") == "Yes":
        place.pass_over("Human Annotation")
        facts["annotation"] = {"by": "humans"}
    elif annotation := place.get("Human Annotation"):
        annotation.because("that people added no labels does not say who did")
    metrics = place.get("Text Metrics")
    dialogs = metrics.get("Num Dialogs") if metrics else None
    count = values.whole_number(dialogs.value) if dialogs else None
    if count is not None and dialogs is not None:
        dialogs.take()
        facts["modalities"] = [{"modality": "text", "quantity": {"value": count, "unit": "records"}}]
    return facts


def _languages(place: Place) -> dict[str, Any]:
    tags: dict[str, None] = {}
    code: dict[str, None] = {}
    for inside in place.each("Languages"):
        name = inside.value
        if not isinstance(name, str):
            continue
        if name.casefold().strip() in CODE:
            code[values.line(inside.take()) or name] = None
        elif tag := language(name):
            inside.take()
            tags[tag] = None
        else:
            inside.because("no language has exactly this English name")
    facts: dict[str, Any] = {"languages": list(tags)} if tags else {}
    return {**facts, "programmingLanguages": list(code)} if code else facts


def _licence(place: Place) -> dict[str, Any]:
    terms: list[dict[str, Any]] = []
    asked = False
    for inside in place.each("Licenses"):
        name = _peek(inside, "License")
        if not name:
            continue
        asked = True
        inside.pass_over("License")
        address = values.url(_peek(inside, "License URL"))
        _pass_over_blanks(inside)
        if name.casefold() not in UNSTATED:
            if address:
                inside.pass_over("License URL")
            known = expression(name)
            own = {"note": values.prose(name)} if known.startswith("LicenseRef-") else {}
            terms.append({"expression": known, **({"url": address} if address else {}), **own})
        elif page := inside.get("License URL"):
            page.because("no licence is stated there")
    facts: dict[str, Any] = {"licence": {"unknown": "notStatedBySource"}} if asked else {}
    if terms:
        facts["licence"] = terms
    if note := values.prose(_peek(place, "License Notes")):
        place.pass_over("License Notes")
        facts["note"] = note
    return facts


def _generators(place: Place, draft: Draft) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for inside in place.each("Model Generated"):
        written = values.line(inside.value)
        if written is None:
            continue
        if written.casefold() in ("templates", "template"):
            inside.because("templates are no model")
            continue
        inside.take()
        if written.casefold() == "other":
            yield {"model": {"unknown": "notStatedBySource"}, "role": "generate", "known": draft.known()}
        elif (model := draft.model(written)) is not None and model not in seen:
            seen.add(model)
            yield {"model": model, "role": "generate", "known": draft.known()}


def _derivations(place: Place, draft: Draft, record: dict[str, Any], parents: Parents) -> Iterator[dict[str, Any]]:
    for inside in place.each("Derived from Datasets"):
        if name := values.line(inside.value):
            inside.take()
            derivation = {"dataset": record["id"], "known": draft.known()}
            parents.lists(record, derivation, name)
            yield derivation


def _collection(name: str, members: list[tuple[dict[str, Any], Place]], draft: Draft, parents: Parents) -> None:
    """A collection is a dataset whose parts are listed. One that holds a single dataset is another name of it."""
    pages = [(place, values.url(_peek(place, "Collection URL"))) for _, place in members]
    for _, place in members:
        place.pass_over("Collection")
    if len(members) == 1:
        record, place = members[0]
        _only_member(name, pages[0][1], record, place)
        parents.name(record, name)
        return
    facts: dict[str, Any] = {"name": name, "hasPart": [record["id"] for record, _ in members]}
    if address := next((page for _, page in pages if page), None):
        facts["url"] = address
    found = draft.add("datasets", facts, name=f"collection {name}", keys=(f"dpi:collection:{name}",))
    for place, page in pages:
        if page is not None and page == found.get("url"):
            place.pass_over("Collection URL")
        elif (other := place.get("Collection URL")) is not None:
            other.because("another page of the collection is on record")
    found["hasPart"] = list(dict.fromkeys([*found["hasPart"], *facts["hasPart"]]))
    parents.name(found, name)
    parents.has_parts(found)
    if address:
        parents.has_page(found, address)


def _only_member(name: str, address: str | None, record: dict[str, Any], place: Place) -> None:
    names = [record.get("name", ""), *(alias["name"] for alias in record.get("aliases", ()))]
    if all(folded(name) != folded(there) for there in names):
        record.setdefault("aliases", []).append({"name": name, "usedBy": _THEIRS, "sure": False})
    if address:
        place.pass_over("Collection URL")
        links = record.setdefault("documentation", [])
        if all(link.get("url") != address for link in links):
            links.append({"url": address, "title": "Collection"})
