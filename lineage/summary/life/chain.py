"""Which manifest replaces which: ``supersedes`` followed through the files at hand, with digests checked.

Nothing here follows a chain by calling itself: one of ten thousand links, or a circle, takes one walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lineage.read import Document


class Verdict(Enum):
    """What became of looking for the manifest that another one says it replaces."""

    EQUAL = "equal"
    """Found, and its bytes have the digest that is stated."""
    UNPROVED = "unproved"
    """Found; no digest is stated."""
    DIFFERS = "differs"
    """Found, with another digest than the one that is stated."""
    ABSENT = "absent"
    """Not among the files at hand."""
    SEVERAL = "several"
    """Several files that differ fit what is stated."""
    CIRCLE = "circle"
    """Found, and it replaces this one in turn, perhaps by way of others."""


WORDS: Final = {
    Verdict.EQUAL: "found, digest equal",
    Verdict.UNPROVED: "found, no digest stated",
    Verdict.DIFFERS: "found, and its digest differs",
    Verdict.ABSENT: "not among these files",
    Verdict.SEVERAL: "several files fit",
    Verdict.CIRCLE: "they replace each other in a circle",
}
HOLDS: Final = frozenset({Verdict.EQUAL, Verdict.UNPROVED})
"""Verdicts under which the newer manifest stands in the place of the older one."""
_RIVALS: Final = 20
"""How many others that replace the same manifest are named."""
BROKEN: Final = frozenset({Verdict.DIFFERS, Verdict.SEVERAL, Verdict.CIRCLE})
"""Verdicts that say that something is wrong, not only that a file is elsewhere."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a manifest says about itself, as far as a chain needs it. ``replaces`` is the id, the version and the digest
    under ``supersedes``; the last two may be absent."""

    name: str
    id: str
    version: str | None
    sha256: str
    replaces: tuple[str, str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One manifest that says that it replaces another, what was found, and the ``rivals``: other files that say they
    replace the same one."""

    newer: Head
    verdict: Verdict
    older: Head | None = None
    rivals: tuple[Head, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the newer manifest stands in the place of the older one, and no other does."""
        return self.verdict in HOLDS and not self.rivals

    @property
    def broken(self) -> bool:
        """Whether something is wrong here."""
        return self.verdict in BROKEN or bool(self.rivals)


def head_of(document: Document) -> Head | None:
    """The head of a document; ``None`` where it has no id. Faults elsewhere in it do not matter."""
    tree = document.tree()
    name = tree.get("id") if isinstance(tree, dict) else None
    if not isinstance(name, str):
        return None
    said = tree.get("supersedes")
    replaces = None
    if isinstance(said, dict) and isinstance(said.get("manifest"), str):
        digest = _text(said.get("sha256"))
        replaces = (said["manifest"], _text(said.get("version")), digest.lower() if digest else None)
    return Head(document.name, name, _text(tree.get("version")), document.sha256, replaces)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def chain(heads: Iterable[Head]) -> dict[str, Link]:
    """The link of each manifest that says it replaces one, by the digest of its file. Copies are one manifest."""
    distinct: dict[str, Head] = {}
    for head in heads:
        distinct.setdefault(head.sha256, head)
    shelves = _Shelves(distinct.values())
    links = [shelves.link(head) for head in distinct.values() if head.replaces is not None]
    rings = _in_circles(links)
    claims: dict[str, list[Head]] = {}
    for link in links:
        if link.older is not None:
            claims.setdefault(link.older.sha256, []).append(link.newer)
    return {link.newer.sha256: _judged(link, rings, claims) for link in links}


def _judged(link: Link, rings: set[str], claims: dict[str, list[Head]]) -> Link:
    """The link with what the others make of it."""
    if link.older is None:
        return link
    verdict = Verdict.CIRCLE if link.newer.sha256 in rings else link.verdict
    rivals = claims[link.older.sha256]
    others = tuple(head for head in rivals[:_RIVALS] if head is not link.newer) if len(rivals) > 1 else ()
    return Link(link.newer, verdict, link.older, others)


class _Shelves:
    """The manifests by what one may be asked for."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self._by_id: dict[str, list[Head]] = {}
        self._by_version: dict[tuple[str, str | None], list[Head]] = {}
        self._by_digest: dict[tuple[str, str], Head] = {}
        for head in heads:
            self._by_id.setdefault(head.id, []).append(head)
            self._by_version.setdefault((head.id, head.version), []).append(head)
            self._by_digest[head.id, head.sha256] = head

    def link(self, newer: Head) -> Link:
        """What is found for one manifest."""
        assert newer.replaces is not None
        name, version, digest = newer.replaces
        exact = self._by_digest.get((name, digest)) if digest else None
        if exact is not None:
            agrees = version is None or exact.version == version
            return Link(newer, Verdict.EQUAL if agrees else Verdict.DIFFERS, exact)
        fitting = self._by_id.get(name, []) if version is None else self._by_version.get((name, version), [])
        # Two are enough to know that there are several. Only itself: it says that it replaces itself.
        others = [head for head in fitting[:3] if head is not newer]
        if not others:
            itself = bool(fitting) and version is not None
            return Link(newer, Verdict.CIRCLE, newer) if itself else Link(newer, Verdict.ABSENT)
        if len(others) > 1:
            if digest is None:
                return Link(newer, Verdict.SEVERAL)
            # None of them has the digest that is stated: the one that is meant is not here, or is not what it was.
            return Link(newer, Verdict.ABSENT if version is None else Verdict.DIFFERS)
        return Link(newer, Verdict.DIFFERS if digest else Verdict.UNPROVED, others[0])


def _in_circles(links: Sequence[Link]) -> set[str]:
    """The digests of those that come back to themselves. Each manifest replaces at most one, so each is seen once."""
    older = {link.newer.sha256: link.older.sha256 for link in links if link.older is not None}
    walked: dict[str, str] = {}  # each with the start of the walk that first came by
    rings: set[str] = set()
    for start in older:
        here: str | None = start
        while here is not None and here not in walked:
            walked[here] = start
            here = older.get(here)
        if here is not None and walked[here] == start:
            while here not in rings:
                rings.add(here)
                here = older[here]
    return rings
