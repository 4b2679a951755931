"""The rows as a table, and one row with everything it says, for a terminal or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pydantic import MISSING

from lineage.model.link import Link
from lineage.terms.registry import TermsRow
from lineage.terms.wording import NOTICE, began, bound_text, ended, obligation_text, scope_text, silent_on

_HEAD: Final = ("terms", "access", "from", "to", "training on outputs")
_LABEL: Final = 13
_WIDTH: Final = 100
_SHORT: Final = {
    "none": "none restricted",
    "competing": "competing models",
    "sameOrSimilar": "same or similar models",
    "anyLlmExceptFamily": "any other language model",
    "anyModel": "any model",
}
"""The scopes in a few words, for the table."""


def table(rows: Sequence[TermsRow]) -> str:
    """The rows under the names of their providers, in columns."""
    if not rows:
        return f"no row is all of that\n\n{NOTICE}\n"
    cells = [
        (
            row.reference,
            ", ".join(row.access) or "all",
            began(row),
            ended(row),
            _SHORT.get(row.scope or "", "not stated"),
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(_HEAD, *cells, strict=True)]
    lines = ["  " + _line(_HEAD, widths)]
    provider = ""
    for row, cell in zip(rows, cells, strict=True):
        if row.provider != provider:
            provider = row.provider
            lines += ["", provider]
        lines.append("  " + _line(cell, widths))
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return "\n".join([*lines, "", f"{count}. {NOTICE}"]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def details(rows: Sequence[TermsRow]) -> str:
    """Everything that some rows say, one below the other."""
    return "\n\n".join("\n".join(_details(row)) for row in rows) + f"\n\n{NOTICE}\n"


def _details(row: TermsRow) -> Iterator[str]:
    terms = row.terms
    yield row.reference
    yield row.provider if terms.title is MISSING else f"{row.provider}: {terms.title}"
    yield ""
    yield from _entry("access", ", ".join(row.access) or "every way")
    yield from _entry("families", ", ".join(row.families) or "all of the provider's")
    yield from _entry("from", began(row))
    yield from _entry("to", ended(row))
    yield from _entry("seen", _seen(row))
    yield from _entry("binds", bound_text(row))
    yield from _entry("outputs", scope_text(terms.output_use))
    if terms.output_use is not MISSING:
        use = terms.output_use
        for exception in () if use.exceptions is MISSING else use.exceptions:
            yield from _entry("", f"except: {prose(exception)}")
        yield from _entry("words", "" if use.quote is MISSING else f"“{use.quote}”")
        yield from _entry("remark", "" if use.note is MISSING else prose(use.note))
    for number, duty in enumerate(() if terms.obligations is MISSING else terms.obligations):
        yield from _entry("" if number else "duties", obligation_text(duty))
    yield from _entry("remark", "" if terms.note is MISSING else prose(terms.note))
    if isinstance(terms.source, Link):
        yield from _entry("source", "" if terms.source.url is MISSING else terms.source.url)
        yield from _entry("", "" if terms.source.pointer is MISSING else terms.source.pointer)
    if terms.known is not MISSING:
        known = terms.known
        yield from _entry("read", "" if known.method is MISSING else known.method)
        yield from _entry("confidence", "not stated" if known.confidence is MISSING else known.confidence)
    yield from _entry("not stated", ", ".join(silent_on(row)))


def _seen(row: TermsRow) -> str:
    if row.terms.seen is MISSING:
        return "not stated"
    seen = row.terms.seen
    first = "" if seen.first is MISSING else f"first {seen.first}"
    last = "" if seen.last is MISSING else f"last {seen.last}"
    return ", ".join(part for part in (first, last) if part) or "not stated"


def prose(text: Any) -> str:
    """Prose on one line, in the language it is written in first."""
    chosen = next(iter(text.values())) if isinstance(text, dict) else text
    return " ".join(str(chosen).split())


def _entry(label: str, text: str) -> Iterator[str]:
    """A labelled fact, wrapped; nothing for an empty one. Addresses are never broken."""
    if text:
        first, rest = f"  {label:<{_LABEL}}", " " * (_LABEL + 2)
        yield from textwrap.wrap(
            text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )


def as_data(rows: Sequence[TermsRow]) -> dict[str, Any]:
    """The rows as plain JSON data, in the standard's own words, with the notice beside them."""
    return {
        "notice": NOTICE,
        "terms": [
            {"reference": row.reference, "providerName": row.provider, **row.terms.model_dump(mode="json")}
            for row in rows
        ],
    }
