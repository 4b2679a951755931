"""A trace for a person at a terminal: what is not known, who taught it in what form, by which paths, and what is said.

Paths are numbered once and cited by their number, so that seventeen teachers of one dataset share one line of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Final, NamedTuple, TypeAlias

from lineage.graph.network import Aside
from lineage.trace.appendix import Numbers, facts_of, said, travelling, usual
from lineage.trace.clauses import clauses
from lineage.trace.result import Entry, Section, Trace, Way
from lineage.trace.statements import Statement, spoken
from lineage.trace.words import (
    by_form,
    chain_words,
    conflict_words,
    empty,
    first_line,
    form_word,
    heading,
    share_words,
    taken,
    way_label,
    with_remarks,
)
from lineage.visible import one_line

Paint: TypeAlias = Callable[[str, str], str]
"""``paint(style, text)``: styles are ``note``, ``dim``, ``bold``, ``place``."""

WIDTH: Final = 100
_PROVIDER: Final = 22
_NAME: Final = 34
"""How much of the width the first two columns of a table take at most, in per cent."""

_TITLES: Final[dict[Section, str]] = {
    "directly": "Directly",
    "through": "Through another model",
    "possibly": "Possibly",
}
_FORMS_DOWN: Final = {"content": "words: what it wrote, or what was taken from it, is in the data"}


def plain(_: str, text: str) -> str:
    """No colours."""
    return text


def render_text(trace: Trace, *, width: int = WIDTH, paint: Paint = plain) -> str:
    """The trace as text, at most ``width`` columns wide where words allow it."""
    page = _Page(min(width, WIDTH), paint)
    numbers = Numbers(trace)
    page.wrapped(first_line(trace), style="note")
    page.line()
    _title(trace, page)
    if not trace.entries:
        page.wrapped(empty(trace))
    _no_words(trace, page)
    for section in ("directly", "through", "possibly"):
        _section(trace, section, page, numbers)
    _asides(trace, page)
    _below(trace, page, numbers)
    return "\n".join(page.lines).rstrip() + "\n"


class _Page:
    """Lines as they are filled, every text on one line and without hidden characters."""

    def __init__(self, width: int, paint: Paint) -> None:
        self.lines: list[str] = []
        self.told: set[Statement] = set()
        self.width = width
        self.paint = paint

    def line(self, text: str = "", style: str = "") -> None:
        """One line as it is."""
        self.lines.append(self.paint(style, text) if style and text else text)

    def title(self, text: str) -> None:
        """The heading of a section, with an empty line above."""
        if self.lines and self.lines[-1]:
            self.line()
        self.line(one_line(text), "bold")

    def wrapped(self, text: str, indent: str = "", hanging: str | None = None, style: str = "") -> None:
        """A text on as many lines as it needs."""
        for row in _wrap(one_line(text), self.width, indent, indent if hanging is None else hanging):
            self.line(row, style)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text on lines that end between words. ``textwrap`` takes ten times as long, and long traces have long paths."""
    if len(first) + len(text) <= width:
        return [f"{first}{text}".rstrip()]
    lines: list[str] = []
    line = first
    for word in text.split():
        if len(line) + len(word) > width and line.strip():
            lines.append(line.rstrip())
            line = rest
        line += f"{word} "
    return [*lines, line.rstrip()]


def _title(trace: Trace, page: _Page) -> None:
    subject = trace.subject
    by = f", {', '.join(trace.provider)}" if trace.provider else ""
    what = "who taught it" if trace.direction == "up" else "what it reaches"
    page.wrapped(f"{subject.name} ({subject.kind} {subject.id}{by}): {what}", style="bold")
    if trace.filters.words and trace.entries:
        page.wrapped(trace.filters.words)


def _no_words(trace: Trace, page: _Page) -> None:
    """Says so where a teacher is found and none of its words are."""
    direct = {entry.form for entry in trace.section("directly")}
    written = direct & {"content", "distribution"}
    if trace.direction == "down" or trace.filters.words or written:
        return
    if direct & {"signal", "selection"} and not trace.section("possibly"):
        page.wrapped(f"No model's words are described in {trace.subject.name}.")
    for sentence in taken(trace):
        page.wrapped(sentence)


def _section(trace: Trace, section: Section, page: _Page, numbers: Numbers) -> None:
    found = trace.section(section)
    if not found:
        return
    page.title(_TITLES[section])
    if section == "possibly":
        for entry in found:
            _possible(trace, entry, page, numbers)
        return
    columns = _columns(trace, found, page.width)
    for form, entries in by_form(found).items():
        if page.lines[-1] and page.lines[-1].startswith("    "):
            page.line()
        if section == "through":
            words = f"{form_word(form)} of the model between" if form == "content" else form_word(form)
        else:
            down = trace.direction == "down" and form in _FORMS_DOWN
            words = _FORMS_DOWN[form] if down else heading(entries[0])
        page.wrapped(words, "  ", "    ", style="bold")
        before: Entry | None = None
        for entry in entries:
            if section == "through" and trace.direction == "up":
                _through(trace, entry, page, numbers)
            else:
                fresh = before is None or before.party.provider != entry.party.provider
                _row(trace, entry, page, numbers, columns, fresh)
                before = entry


def _labels(ways: tuple[Way, ...] | list[Way], numbers: Numbers) -> Iterator[str]:
    """Each thing that was done with the numbers of its paths, and the share where there is one."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for way in ways:
        grouped.setdefault((way_label(way), share_words(way, numbers.subject)), []).append(numbers.of(way))
    for (label, share), cited in grouped.items():
        shown = ", ".join(map(str, sorted(set(cited))[:6])) + (" …" if len(set(cited)) > 6 else "")
        yield f"{label} [{shown}]" + (f": {share}" if share else "")


def _row(trace: Trace, entry: Entry, page: _Page, numbers: Numbers, columns: _Columns, fresh: bool) -> None:
    """Provider, name and what it did, in columns."""
    providers = _wrap(_provider(entry), columns.provider) if fresh else []
    names = _wrap(_name(trace, entry), columns.name)
    room = max(page.width - 4 - columns.provider - 2 - columns.name - 2, 20)
    did = [row for label in _labels(entry.ways, numbers) for row in _wrap(one_line(label), room, "", "  ")]
    for provider, name, label in zip_longest(providers, names, did, fillvalue=""):
        page.line(f"    {_padded(provider, columns.provider)}  {_padded(name, columns.name)}  {label}".rstrip())


class _Columns(NamedTuple):
    """The widths of two columns: as wide as their words, up to a limit."""

    provider: int
    name: int


def _columns(trace: Trace, entries: list[Entry], width: int) -> _Columns:
    return _Columns(
        min(width * _PROVIDER // 100, max(_wide(_provider(entry)) for entry in entries)),
        min(width * _NAME // 100, max(_wide(_name(trace, entry)) for entry in entries)),
    )


def _provider(entry: Entry) -> str:
    return one_line(entry.party.provider or "not stated")


def _name(trace: Trace, entry: Entry) -> str:
    name = with_remarks(entry.party)
    if trace.direction == "down":
        name += f", {entry.party.kind if entry.party.kind == 'dataset' else 'model'}"
        name += f", through {' and '.join(entry.students)}" if entry.students else ""
    return one_line(name)


def _wide(text: str) -> int:
    """Terminal columns: wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - _wide(text), 0)


def _through(trace: Trace, entry: Entry, page: _Page, numbers: Numbers) -> None:
    """``alpaca-7b, which learnt from text-davinci-003``, once for each chain of models between."""
    chains: dict[str, list[Way]] = {}
    for way in entry.ways:
        chain = chain_words(trace.names, way, with_remarks(entry.party, provider=True))
        chains.setdefault(chain, []).append(way)
    for chain, found in chains.items():
        page.wrapped(f"{chain}: {'; '.join(_labels(found, numbers))}", "    ", "      ")


def _possible(trace: Trace, entry: Entry, page: _Page, numbers: Numbers) -> None:
    """What is only possible, with the reason, and the words of whoever alleges or testified it."""
    name = with_remarks(entry.party, provider=True)
    text = f"{name}: {form_word(entry.form)}; {'; '.join(_labels(entry.ways, numbers))}"
    if entry.students:
        text += f"; through {' and '.join(entry.students)}"
    page.wrapped(text, "  ", "    ")
    reasons = dict.fromkeys(reason for way in entry.ways for reason in way.why)
    page.wrapped(f"why: {'; '.join(reasons)}", "      ", "        ")
    for statement in dict.fromkeys(one for way in entry.ways for one in spoken(list(way.statements))):
        if statement in page.told:
            page.wrapped(f"{statement.author}, as above", "      ", "      ")
            continue
        page.told.add(statement)
        page.wrapped(f"{statement.words} {statement.note}".rstrip(), "      ", "      ")
    open_ = list(dict.fromkeys(words for way in entry.ways for words in way.not_said))
    if open_:
        page.wrapped(f"Not said: {', '.join(open_)}.", "      ", "      ")


def _asides(trace: Trace, page: _Page) -> None:
    if trace.evaluated:
        page.title("Evaluation only, as declared")
        for one in trace.evaluated:
            page.wrapped(f"{one.owner}: {_aside(one.aside)} {one.name}", "  ", "    ")
    if trace.selves:
        page.title("Itself")
        for one in trace.selves:
            page.wrapped(f"{one.owner}: an earlier point of itself had a hand in it; not followed", "  ", "    ")


def _aside(aside: Aside) -> str:
    return "tested on" if aside.kind == "tested" else "evaluated with"


def _below(trace: Trace, page: _Page, numbers: Numbers) -> None:
    """The paths, what is described otherwise, the statements, the clauses and the licences."""
    if trace.conflicts:
        page.title("Described otherwise")
        for conflict in trace.conflicts:
            page.wrapped(conflict_words(trace.names, conflict), "  ", "    ")
    if numbers.all:
        page.title("Paths")
        digits = len(str(len(numbers.all))) + 2
        usually = usual(trace)
        page.wrapped(f"Known by {usually}, where nothing else is said.", "  ", "  ")
        for number, path, ways in numbers.all:
            mark = f"[{number}]".rjust(digits)
            page.wrapped(path, f"  {mark} ", " " * (digits + 7))
            for fact in facts_of(ways, usually):
                page.wrapped(fact, " " * (digits + 7), " " * (digits + 9), style="dim")
    for title, rows in (
        ("Statements", said(trace, numbers)),
        ("Clauses on record", clauses(trace, numbers)),
        ("Licences of data upstream", travelling(trace)),
    ):
        lines = list(rows)
        if lines:
            page.title(title)
            for depth, text in lines:
                page.wrapped(text, "  " * depth, "  " * (depth + 1))
