"""How every published document stands on a day: which one counts, when the next update is due, what replaced it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final

from pydantic import MISSING

from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import given
from lineage.model.dates import earliest, latest
from lineage.model.publication import Publication
from lineage.pointer import Pointer
from lineage.rules.summaries.due import due_after
from lineage.shape import shape
from lineage.summary.life.chain import Head, Link, chain, head_of

if TYPE_CHECKING:
    from lineage.read import Document

EU: Final = "eu-summary"
"""The form that has to be there, and to be updated every six months."""


class State(Enum):
    """How a document stands."""

    CURRENT = "current"
    """Its next update is not due yet."""
    STALE = "stale"
    """Its update was due before the day."""
    MISSING = "missing"
    """None is on record, and the law asks for one."""
    UNDATED = "undated"
    """Published without a date, so nobody can tell when the next one is due."""
    AHEAD = "ahead"
    """All that there are bear dates after the day."""
    PUBLISHED = "published"
    """On record; its law sets no date for the next one."""
    SUPERSEDED = "superseded"
    """Another manifest stands in the place of the one that it is recorded in."""


FAILING: Final = frozenset({State.STALE, State.MISSING})


@dataclass(frozen=True, slots=True)
class Standing:
    """One document: of one form, for one corpus of one manifest. ``due`` is the last day on which it is not stale."""

    file: str
    manifest: str
    manifest_version: str | None
    corpus: str | None
    form: str
    state: State
    version: str | None = None
    updated: str | None = None
    due: date | None = None
    url: str | None = None
    place: Pointer | None = None
    superseded_by: str | None = None

    def overdue(self, at: date) -> int:
        """Days since it was due; 0 where it is not."""
        return max(0, (at - self.due).days) if self.due else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """All documents of some manifests on a day, the links between the manifests, and the files that have no part in it,
    each with the reason."""

    at: date
    standings: tuple[Standing, ...]
    links: tuple[Link, ...]
    unread: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> bool:
        """Whether a document is stale or missing, or a chain of manifests is broken."""
        return any(found.state in FAILING for found in self.standings) or any(link.broken for link in self.links)


def overview(documents: Iterable[Document], at: date, unread: Sequence[tuple[str, str]] = ()) -> Overview:
    """How the documents of some manifests stand on a day. ``unread`` are files that could not
    be read, known once all documents were asked for."""
    heads: list[Head] = []
    found: list[Standing] = []
    left_out: list[tuple[str, str]] = []
    for document in documents:
        shaped = shape(document.json, document.tree)
        head = head_of(document)
        if head is None or shaped.manifest is None or shaped.findings:
            left_out.append((document.name, f"it has faults of shape; run: lineage check {document.name}"))
        else:
            found += _standings(head, shaped.manifest, at)
        if head is not None:
            heads.append(head)
        document.release()
    links = chain(heads)
    digests = {head.name: head.sha256 for head in heads}
    newer = {link.older.sha256: link.newer for link in links.values() if link.older is not None and link.holds}
    standings = tuple(_after(standing, newer.get(digests[standing.file])) for standing in found)
    return Overview(at, standings, tuple(links.values()), (*unread, *left_out))


def _after(standing: Standing, newer: Head | None) -> Standing:
    """The standing, given that a newer manifest may be in the place of the one that it is recorded in."""
    if newer is None:
        return standing
    from dataclasses import replace

    return replace(standing, state=State.SUPERSEDED, due=None, superseded_by=newer.name)


def _standings(head: Head, manifest: Manifest, at: date) -> Iterator[Standing]:
    recorded = [(entry, ("publications", position)) for position, entry in enumerate(entries(manifest.publications))]
    corpora: list[str | None] = [corpus.id for corpus in entries(manifest.corpora)]
    # A publication may name a corpus that is described elsewhere.
    corpora += [name for entry, _ in recorded if (name := given(entry.corpus)) is not None and name not in corpora]
    for corpus in dict.fromkeys(corpora or ([None] if recorded else [])):
        own = [(entry, place) for entry, place in recorded if corpus is None or given(entry.corpus) in (None, corpus)]
        forms = (
            dict.fromkeys((EU, *(entry.form for entry, _ in own)))
            if corpus is not None
            else {entry.form: None for entry, _ in own}
        )
        for form in forms:
            yield _standing(head, corpus, form, [(entry, place) for entry, place in own if entry.form == form], at)


def _standing(
    head: Head, corpus: str | None, form: str, recorded: Sequence[tuple[Publication, Pointer]], at: date
) -> Standing:
    if not recorded:
        return Standing(head.name, head.id, head.version, corpus, form, State.MISSING)
    begun = [
        (day, entry, place)
        for entry, place in recorded
        if entry.updated is not MISSING
        and (earliest(entry.updated) or at) <= at
        and (day := latest(entry.updated)) is not None
    ]
    if begun:
        day, entry, place = max(begun, key=lambda found: found[0])
        due = due_after(day) if form == EU else None
        state = State.PUBLISHED if due is None else State.STALE if at > due else State.CURRENT
    else:
        entry, place = recorded[-1]
        due = None
        state = State.UNDATED if any(entry.updated is MISSING for entry, _ in recorded) else State.AHEAD
        state = State.PUBLISHED if form != EU and state is State.UNDATED else state
    updated = given(entry.updated)
    return Standing(
        head.name,
        head.id,
        head.version,
        corpus,
        form,
        state,
        given(entry.version),
        None if updated is None else str(updated),
        due,
        given(entry.url),
        place,
    )
