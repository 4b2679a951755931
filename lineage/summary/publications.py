"""The head of a published document: its version and the date of its last update, as the manifest records them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pydantic import MISSING

from lineage.model.answer import entries
from lineage.model.dates import DateText
from lineage.model.publication import Publication
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Item, Items, Lines, Paragraph
from lineage.summary.dates import long_date
from lineage.summary.prose import linked, paragraphs, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say
from lineage.summary.statements import nothing

Blocks = tuple[Block, ...]
_NONE_STATED: Final = {
    "Summary": "{version} (version of the manifest; none is stated for the Summary)",
    "documentation": "{version} (version of the manifest; none is stated for the documentation)",
}


def publication(scope: Scope, form: str) -> tuple[Publication, Pointer] | None:
    """The newest publication of a form for this corpus; the last in the file among equals."""
    return max(_of_form(scope, form), key=_updated, default=None)


def _of_form(scope: Scope, form: str) -> list[tuple[Publication, Pointer]]:
    return [
        (entry, ("publications", position))
        for position, entry in enumerate(entries(scope.manifest.publications))
        if entry.form == form and entry.corpus in (MISSING, scope.corpus.id)
    ]


def _updated(item: tuple[Publication, Pointer]) -> str:
    return "" if item[0].updated is MISSING else str(item[0].updated)


def version(scope: Scope, form: str, document: str) -> Blocks:
    """The version, where it is published, what changed, and the earlier versions on record. ``document`` is the word of
    the form for itself."""
    found = publication(scope, form)
    lines: list[Paragraph] = []
    if found is None or found[0].version is MISSING:
        if scope.manifest.version is MISSING:
            lines_or_nothing: Blocks = (nothing((*found[1], "version") if found else ("publications",)),)
        else:
            words = say(_NONE_STATED[document], version=scope.manifest.version)
            lines_or_nothing = (Lines((sentence(words, ("version",)),)),)
    else:
        lines_or_nothing = (Lines((sentence(found[0].version, (*found[1], "version")),)),)
    if found is None:
        return lines_or_nothing
    entry, place = found
    if entry.supersedes is not MISSING:
        lines.append(sentence(say("Replaces version {version}", version=entry.supersedes), (*place, "supersedes")))
    if entry.url is not MISSING:
        lines.append(linked(say("Published"), entry.url, (*place, "url"), between=": "))
    if entry.history is not MISSING:
        lines.append(linked(say("Previous versions"), entry.history, (*place, "history"), between=": "))
    if entry.changes is not MISSING:
        lines += paragraphs(entry.changes, scope.language, (*place, "changes"))
    return (*lines_or_nothing, *((Lines(tuple(lines)),) if lines else ()), *_earlier(scope, form, place))


def _earlier(scope: Scope, form: str, newest: Pointer) -> Blocks:
    """The other publications of a form, the latest first, each with what changed in it."""
    items: list[Item] = []
    for entry, place in sorted(_of_form(scope, form), key=_updated, reverse=True):
        if place == newest:
            continue
        words = say("A version without a number")
        if entry.version is not MISSING:
            words = say("Version {version}", version=entry.version)
        if entry.updated is not MISSING:
            words = say("{version}, last updated {date}", version=words, date=long_date(entry.updated))
        said = [linked(words, None if entry.url is MISSING else entry.url, place)]
        if entry.changes is not MISSING:
            said += paragraphs(entry.changes, scope.language, place)
        items.append(Item(tuple(said)))
    return (Items(tuple(items), sentence(say("Earlier versions on record:"))),) if items else ()


def last_update(scope: Scope, form: str, written: Callable[[DateText], str]) -> Blocks:
    """The date of the last update, ``written`` in the manner of the form."""
    found = publication(scope, form)
    if found is not None and found[0].updated is not MISSING:
        return (Lines((sentence(written(found[0].updated), (*found[1], "updated")),)),)
    for key in ("modified", "issued"):
        value = getattr(scope.manifest, key)
        if value is not MISSING:
            words = say("{date} (date of the manifest)", date=written(value))
            return (Lines((sentence(words, (key,)),)),)
    return (nothing((*found[1], "updated") if found else ("publications",)),)
