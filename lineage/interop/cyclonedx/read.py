"""A bill of materials as records: components first, then what relates them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lineage.interop.cyclonedx.landing import Landing
from lineage.interop.cyclonedx.parts import Parts, facts_of
from lineage.interop.cyclonedx.steps import Steps
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.visible import one_line

_TITLE: Final = "a bill of materials of CycloneDX"
_ABOUT_THE_FILE: Final = ("$schema", "bomFormat", "specVersion", "serialNumber", "version")


def looks_like(source: Source) -> bool:
    """Whether it says that it is CycloneDX."""
    if _is_xml(source.data):
        return False
    tree = source.tree
    return isinstance(tree, dict) and tree.get("bomFormat") == "CycloneDX"


def from_cyclonedx(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the models and datasets of a bill of materials, with what they were made of and who taught whom.

    Raises :class:`lineage.interop.source.NotThisFormat` for anything else, XML included.
    """
    if _is_xml(source.data):
        raise NotThisFormat(
            f'"{one_line(source.name)}" is XML, and CycloneDX is read here as JSON', "write it as JSON first"
        )
    tree = source.object(_TITLE)
    if tree.get("bomFormat") != "CycloneDX":
        raise NotThisFormat(
            f'"{one_line(source.name)}" does not say bomFormat: CycloneDX', "check that this is the file you mean"
        )
    reading = Reading(tree)
    root = reading.root
    root.pass_over(*_ABOUT_THE_FILE)
    landing = Landing()
    parts = Parts(landing, draft.known)
    own = _head(root, landing)
    for component, above in _components(root):
        parts.add(component, above)
    parts.relate()
    Steps(parts, draft.known).read(root)
    parts.learn_from_cards()
    if own:
        root.pass_over("dependencies", "compositions")
    elif main := parts.main():
        landing.inner.head["subjects"] = [main]
    for formula in root.each("formulation"):
        formula.pass_over("bom-ref")
    for place, why in (("dependencies", "in which way one depends on the other is not said"),
                       ("compositions", "which of its lists is whole is not said")):  # fmt: skip
        if rest := root.get(place):
            rest.because(why)
    return (*reading.losses(), *landing.land(draft))


def _head(root: Place, landing: Landing) -> bool:
    """The manifest's head, its agents and its terms, if the document was written from one; and whether it was."""
    metadata = root.get("metadata")
    if metadata is None:
        return False
    metadata.pass_over("timestamp")  # of the bill
    facts = facts_of(metadata)
    if "lineage" not in facts:
        return False
    for noun in ("agents", "terms"):
        records = facts.pop(noun, [])
        for record in records if isinstance(records, list) else []:
            if isinstance(record, dict):
                landing.add(noun, record, metadata.pointer)
    landing.head(facts)
    return True


def _components(root: Place) -> Iterator[tuple[Place, Place | None]]:
    """Every component, each before those that it contains, with the one that contains it."""
    metadata = root.get("metadata")
    main = metadata.get("component") if metadata else None
    pending: list[tuple[Place, Place | None]] = [(main, None)] if main else []
    pending += [(component, None) for component in root.each("components")]
    for formula in root.each("formulation"):
        pending += [(component, None) for component in formula.each("components")]
    pending.reverse()
    while pending:
        component, above = pending.pop()
        yield component, above
        pending += [(part, component) for part in reversed(list(component.each("components")))]


def _is_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
