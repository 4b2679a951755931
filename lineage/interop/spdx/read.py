"""An SPDX 3 document as records: packages first, then what relates them."""

from __future__ import annotations

from typing import Any, Final

from lineage.interop.cyclonedx.landing import Landing
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.interop.spdx.elements import Elements, begin, facts_of, names
from lineage.interop.spdx.natives import Makers, records
from lineage.interop.spdx.relations import Relations
from lineage.visible import one_line

_CONTEXTS: Final = "https://spdx.org/rdf/3."
_TITLE: Final = "an SPDX 3 document"
_COLLECTIONS: Final = ("SpdxDocument", "software_Sbom", "Bom", "Bundle")
_STRUCTURE: Final = ("element", "rootElement", "profileConformance", "namespaceMap", "import", "software_sbomType")


def looks_like(source: Source) -> bool:
    """Whether it names the context of SPDX 3. Earlier versions are another format."""
    return isinstance(source.tree, dict) and _is_three(source.tree)


def _is_three(tree: dict[str, Any]) -> bool:
    context = tree.get("@context")
    given = context if isinstance(context, list) else [context]
    return any(isinstance(entry, str) and entry.startswith(_CONTEXTS) for entry in given)


def from_spdx(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the models and datasets of an SPDX 3 document, with what they were made of and who taught whom.

    Raises :class:`lineage.interop.source.NotThisFormat` for anything else, SPDX 2 included.
    """
    tree = source.object(_TITLE)
    if "spdxVersion" in tree and not _is_three(tree):
        raise NotThisFormat(
            f'"{one_line(source.name)}" is {one_line(str(tree["spdxVersion"]))}, which knows no models and no datasets',
            "write it as SPDX 3.0 or later",
        )
    if not _is_three(tree):
        raise NotThisFormat(
            f'"{one_line(source.name)}" does not name the context of SPDX 3', "check that this is the file you mean"
        )
    reading = Reading(tree)
    root = reading.root
    root.pass_over("@context")
    elements = Elements(root)
    landing = Landing()
    for element in elements.of_type("CreationInfo"):
        element.take()
    makers = Makers(elements, landing)
    makers.add_own()
    found = records(elements, landing, makers)
    relations = Relations(elements, found, landing, draft.known, _head(elements, landing))
    relations.read()
    _subjects(elements, landing, relations.refs)
    return (*reading.losses(), *landing.land(draft))


def _head(elements: Elements, landing: Landing) -> dict[str, Any]:
    """What our own document says of the manifest, and what stands about the document of anybody."""
    head: dict[str, Any] = {}
    for element in elements.of_type(*_COLLECTIONS):
        begin(element)
        element.pass_over(*_STRUCTURE)
        facts = facts_of(element)
        if "lineage" in facts and not head:
            head = facts
            landing.head(facts)
    return head


def _subjects(elements: Elements, landing: Landing, refs: dict[str, tuple[str, str]]) -> None:
    if "lineage" in landing.inner.head or "id" in landing.inner.head:
        return
    roots: list[str] = []
    places: list[Place] = list(elements.of_type(*_COLLECTIONS))
    for place in places:
        roots += [refs[name][1] for name in names(place, "rootElement") if name in refs]
    if roots:
        landing.inner.head["subjects"] = list(dict.fromkeys(roots))
