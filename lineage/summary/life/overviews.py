"""How documents stand, as a table for a terminal and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from lineage.pointer import to_text
from lineage.summary.life.chain import WORDS, Link
from lineage.summary.life.standing import Overview, Standing, State
from lineage.summary.prose import counted, listed
from lineage.visible import one_line

Paint = Callable[[str, str], str]

_HEADINGS: Final = ("State", "Due", "Updated", "Version", "Document", "Corpus", "File")
_STYLES: Final = {
    State.CURRENT: "good",
    State.PUBLISHED: "good",
    State.STALE: "warning",
    State.MISSING: "error",
    State.SUPERSEDED: "dim",
}
_NOTHING: Final = "-"


def plain(_: str, text: str) -> str:
    """No colours."""
    return text


def to_table(found: Overview, *, paint: Paint = plain) -> str:
    """The table, then the chain of manifests, what could not be read, and one line that sums up."""
    rows = [_HEADINGS, *(_cells(standing, found) for standing in found.standings)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    if found.standings:
        lines.append(paint("bold", _padded(_HEADINGS, widths)))
        for standing, row in zip(found.standings, rows[1:], strict=True):
            text = _padded(row, widths)
            style = _STYLES.get(standing.state, "note")
            lines.append(paint(style, text[: len(row[0])]) + text[len(row[0]) :])
        lines.append("")
    lines += [paint("error", _link(link)) if link.broken else _link(link) for link in found.links]
    lines += [""] * bool(found.links)
    lines += [f"{paint('error', 'not read')} {one_line(name)}: {one_line(why)}" for name, why in found.unread]
    lines.append(paint("bold", _sum(found)))
    return "\n".join(lines) + "\n"


def _cells(standing: Standing, found: Overview) -> tuple[str, ...]:
    state = standing.state.value
    late = standing.overdue(found.at)
    file = standing.file
    if late and standing.state is State.STALE:
        state += f", {counted(late, 'day')}"
    if standing.superseded_by:
        file += f" (by {standing.superseded_by})"
    cells = (
        state,
        standing.due.isoformat() if standing.due else _NOTHING,
        standing.updated or _NOTHING,
        standing.version or _NOTHING,
        standing.form,
        standing.corpus or _NOTHING,
        file,
    )
    return tuple(map(one_line, cells))


def _padded(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _link(link: Link) -> str:
    assert link.newer.replaces is not None
    name, version, _ = link.newer.replaces
    older = f"{name}, version {version}" if version else name
    at = f" ({link.older.name})" if link.older else ""
    words = f"{link.newer.name} replaces {older}: {WORDS[link.verdict]}{at}"
    if link.rivals:
        words += f"; replaced by {listed(head.name for head in link.rivals)} too"
    return one_line(words)


def _sum(found: Overview) -> str:
    states = Counter(standing.state for standing in found.standings)
    broken = sum(link.broken for link in found.links)
    parts = [f"{states[state]} {state.value}" for state in State if states[state]]
    parts += [counted(broken, "broken link")] if broken else []
    parts += [f"{counted(len(found.unread), 'file')} not read"] if found.unread else []
    total = counted(len(found.standings), "document")
    return f"{total} on {found.at.isoformat()}: {', '.join(parts)}" if parts else f"{total} on {found.at.isoformat()}"


def to_json(found: Overview) -> str:
    """The same facts as JSON text in ASCII, keys in a fixed order, with a line break at the end."""
    content = {
        "format": "training-lineage-status/1",
        "at": found.at.isoformat(),
        "failed": found.failed,
        "documents": [_as_data(standing, found) for standing in found.standings],
        "chain": list(map(_link_as_data, found.links)),
        "unread": [{"file": name, "reason": why} for name, why in found.unread],
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _as_data(standing: Standing, found: Overview) -> dict[str, Any]:
    return {
        "file": standing.file,
        "manifest": standing.manifest,
        "manifestVersion": standing.manifest_version,
        "corpus": standing.corpus,
        "form": standing.form,
        "state": standing.state.value,
        "published": standing.place is not None,
        "version": standing.version,
        "updated": standing.updated,
        "due": standing.due.isoformat() if standing.due else None,
        "overdue": standing.overdue(found.at),
        "url": standing.url,
        "pointer": None if standing.place is None else to_text(standing.place),
        "supersededBy": standing.superseded_by,
    }


def _link_as_data(link: Link) -> dict[str, Any]:
    assert link.newer.replaces is not None
    name, version, digest = link.newer.replaces
    return {
        "file": link.newer.name,
        "manifest": name,
        "version": version,
        "sha256": digest,
        "verdict": link.verdict.value,
        "found": link.older.name if link.older else None,
        "rivals": [head.name for head in link.rivals],
        "broken": link.broken,
    }
