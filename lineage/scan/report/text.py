"""The report in words, for a terminal: what is not known first, then what was chosen and why, then what was counted."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from pydantic import MISSING

from lineage.scan.report.found import Languages, Value
from lineage.scan.report.model import ScanReport
from lineage.scan.report.safe import shortened
from lineage.visible import one_line

Paint = Callable[[str, str], str]

WIDTH: Final = 80
_SHOWN: Final = 10
"""Rows of a table before the rest is counted."""
_LONGEST: Final = 100
"""Characters of a name or value before it is cut."""
_FAULTS: Final = 20
"""Files that could not be read, before the rest is counted: the report itself has all."""
_NARROW: Final = 10
"""Characters that a column keeps, however narrow the terminal."""
_UNITS: Final = ("kB", "MB", "GB", "TB", "PB")
_SIZES: Final = {"text": "the length of the text in UTF-8", "none": "not known"}
_APART: Final = {
    "undotted": "names of one part, such as localhost",
    "ipv4": "addresses of version 4",
    "ipv6": "addresses of version 6",
    "noUrl": "records without an address",
    "noHost": "addresses that name no host",
    "noHostScheme": "addresses of a scheme without hosts, such as data:",
    "badPort": "addresses with a port that is none",
    "badAddress": "numbers that are no address",
    "badCharacters": "hosts with characters that no domain name has",
    "badLabels": "hosts with an empty or too long part",
    "badIdna": "internationalised names that are none",
    "publicSuffix": "public suffixes, such as co.uk alone",
    "unregistrable": "names that no registry gives",
}


def plain(_: str, text: str) -> str:
    """No colours."""
    return text


def render_text(report: ScanReport, *, width: int = WIDTH, paint: Paint = plain) -> str:
    """The report for people."""
    return "\n".join(_Text(report, max(width, 40), paint).lines()) + "\n"


def size(number: int) -> str:
    """A number of bytes: ``415,812 bytes``, ``1.2 GB``."""
    if number < 1_000_000:
        return f"{number:,} bytes"
    value, unit = number, 0
    while value >= 1_000_000 and unit < len(_UNITS) - 1:
        value //= 1000
        unit += 1
    return f"{value // 1000}.{value % 1000 // 100} {_UNITS[unit]}"


def part(number: int, of: int) -> str:
    """A part of a whole, in per cent: ``12.3 %``, ``< 0.1 %``."""
    if not of:
        return ""
    tenths = (2000 * number + of) // (2 * of)
    return "< 0.1 %" if number and not tenths else f"{tenths // 10}.{tenths % 10} %"


def duration_of(milliseconds: int) -> str:
    """A length of time: ``1,234 h 5 min``."""
    return f"{milliseconds // 3_600_000:,} h {milliseconds // 60_000 % 60} min"


class _Text:
    def __init__(self, report: ScanReport, width: int, paint: Paint) -> None:
        self.report, self.width, self.paint = report, width, paint

    def lines(self) -> Iterator[str]:
        """All of it."""
        report = self.report
        files = len(report.shards) - report.files_left_out
        every = sum(shard.bytes for shard in report.shards if shard.error is MISSING)
        of = f"{files:,} of {_count(len(report.shards), 'file')}" if report.files_left_out else _count(files, "file")
        head = f"{_count(report.totals.records, 'record')} in {of}, {size(every)}, scanned on {report.date}"
        yield from self._wrapped(head, "", "bold")
        sections: tuple[tuple[str, Iterable[str]], ...] = (
            ("Not known", self._open()),
            ("Columns", self._columns()),
            ("How much", self._totals()),
            ("Domain names", self._domains()),
            ("Languages", self._languages()),
            ("Dates", self._dates()),
            ("Licences", self._licences()),
            ("Models that columns name", [*self._generators(), *self._named_after()]),
            ("Signs of output of models (inferred; where there are none, nothing follows)", self._signs()),
            ("Files beside the data", self._beside()),
        )
        for heading, body in sections:
            said = list(body)
            if said:
                yield ""
                yield from self._wrapped(heading, "", "bold")
                yield from said

    def _open(self) -> Iterator[str]:
        report, totals = self.report, self.report.totals
        left_out = [(one.path, one.error) for one in report.shards if one.error is not MISSING]
        if left_out:
            yield from self._item(
                f"nothing is counted of {_count(len(left_out), 'file')} that cannot be read:", "error"
            )
        for path, error in left_out[:_FAULTS]:
            yield from self._wrapped(
                f"{shortened(one_line(path), 2 * _LONGEST)} {shortened(error, 300)}", "    ", "error"
            )
        yield from self._rest(len(left_out) - _FAULTS, "file")
        for doubt in report.doubts:
            said = f"{doubt.role}: {self._listed(doubt.columns)} not taken: {doubt.reason}"
            yield from self._item(said, "warning")
        roles = {column.role for column in report.columns}
        if not {"url", "host"} & roles:
            yield from self._item("no column holds addresses, so no domain names are counted (--url-column)")
        if totals.text_bytes is MISSING and totals.bytes is MISSING:
            yield from self._item("no column holds text or its size: no size is known, and domain names are not ranked")
        if report.languages is MISSING:
            yield from self._item("no column says languages, and no text was sampled to tell them from")
        if not report.dates:
            yield from self._item("no column holds dates (--date-column)")
        if not report.generators and report.named_after is MISSING:
            yield from self._item("no column names models, which does not mean that none had a hand in it")
        for counted, what in ((totals.without_text, "text"), (totals.without_size, "size")):
            if counted is not MISSING and counted:
                yield from self._item(f"{_count(counted, 'record')} without a {what}")

    def _columns(self) -> Iterator[str]:
        rows = [(one.role, one.column, one.why + ("" if one.note is MISSING else f"; {one.note}"))
                for one in self.report.columns]  # fmt: skip
        yield from self._table(rows, "lll")

    def _totals(self) -> Iterator[str]:
        totals, tokens = self.report.totals, self.report.tokens
        rows = [("records", f"{totals.records:,}", "")]
        if totals.bytes is not MISSING:
            rule = _SIZES.get(totals.size_rule, f'column "{totals.size_rule.partition(":")[2]}"')
            rows.append(("size", size(totals.bytes), rule))
        for name, number in (("words", totals.words), ("characters", totals.characters), ("images", totals.images)):
            if number is not MISSING:
                rows.append((name, f"{number:,}", ""))
        for name, length in (("sound", totals.audio_ms), ("film", totals.video_ms)):
            if length is not MISSING:
                rows.append((name, duration_of(length), ""))
        if tokens is not MISSING:
            known = tokens.estimated is MISSING
            number = tokens.tokens if known else tokens.estimated
            cut = f"estimated from the beginnings of {_count(tokens.texts, 'text')}"
            how = "counted in all texts" if known else cut
            rows.append(("tokens", f"{number:,}", f"{how}, {tokens.tokenizer}"))
        yield from self._table(rows, "lrl")

    def _domains(self) -> Iterator[str]:
        domains = self.report.domains
        if domains is MISSING:
            return
        rule = f"top 10 %: {domains.top_tenth:,}; for an SME: {domains.top_of_an_sme:,}"
        yield from self._item(f"{_count(domains.names, 'registrable domain')} ({rule})")
        rows = [
            (one.name, size(one.bytes), part(one.bytes, domains.bytes), _count(one.records, "record"))
            for one in domains.largest[:_SHOWN]
        ]
        yield from self._table(rows, "lrrr")
        yield from self._rest(domains.names - len(rows), "name")
        for one in domains.apart:
            said = f"{_APART.get(one.kind, one.kind)}: {_count(one.records, 'record')}, {size(one.bytes)}"
            yield from self._item(f"apart, {said}")
        suffixes = domains.suffixes
        version = suffixes.sha256[:16] if suffixes.version is MISSING else suffixes.version
        yield from self._item(f"by the Public Suffix List {version}, section {suffixes.section}", "dim")

    def _languages(self) -> Iterator[str]:
        languages = self.report.languages
        if languages is MISSING:
            return
        yield from self._item(_how(languages))
        yield from self._values(languages.found, languages.told, "language")
        if languages.rare:
            rare = self._listed([one.value for one in languages.rare])
            yield from self._item(f"below the floor, and perhaps mistakes: {rare}", "dim")
        for what, values in (("not understood", languages.unread), ("programming languages", languages.programming)):
            if values:
                listed = self._listed([f"{shortened(one_line(one.value), 60)} ({one.records:,})" for one in values])
                yield from self._item(f"{what}: {listed}")
        if languages.several:
            yield from self._item(f"{_count(languages.several, 'record')} with more than one, counted for each")

    def _dates(self) -> Iterator[str]:
        for one in self.report.dates:
            event = "" if one.event is MISSING else f" ({one.event})"
            span = "no date was read" if one.first is MISSING else f"{one.first} to {one.last}"
            apart = {"without": one.missing, "impossible": one.absurd, "ambiguous": one.ambiguous, "unread": one.unread}
            rest = ", ".join(f"{number:,} {what}" for what, number in apart.items() if number)
            yield from self._item(f"{one.column}{event}: {span}{f'; {rest}' if rest else ''}")

    def _licences(self) -> Iterator[str]:
        for one in self.report.licences:
            yield from self._item(f"column {one.column}; {_count(one.missing, 'record')} without one")
            yield from self._values([*one.spdx, *one.written], self.report.totals.records, "licence")

    def _generators(self) -> Iterator[str]:
        for one in self.report.generators:
            did = "" if one.role is MISSING else f"{one.role}{'' if one.writes is MISSING else f'.{one.writes}'}"
            guess = f"; by its name {did}, which is inferred" if did else ""
            yield from self._item(f"column {one.column}{guess}; {_count(one.missing, 'record')} without one")
            values = [Value(value=model.name, records=model.records) for model in one.models]
            others = [Value(value=f"{other.value} (no model)", records=other.records) for other in one.others]
            yield from self._values([*values, *others], self.report.totals.records, "model")

    def _named_after(self) -> Iterator[str]:
        for one in () if self.report.named_after is MISSING else self.report.named_after:
            did = f"{one.role}.{one.writes}"
            yield from self._item(f"column {one.column} is named after {one.name}; by that {did}, which is inferred")

    def _signs(self) -> Iterator[str]:
        every = _limits_of_many()
        shared: dict[str, None] = {}
        for one in self.report.signs:
            where = "" if one.where is MISSING else f" in {self._listed(one.where)}"
            counted = "" if one.records is MISSING else f", {_count(one.records, 'record')}"
            strength = {"strong": "warning", "medium": "note"}.get(one.strength, "dim")
            yield from self._item(f"{one.name} ({one.strength}){counted}{where}", strength)
            yield from self._wrapped(one.means, "      ", "dim")
            own = [limit for limit in one.limits if limit not in every]
            yield from self._wrapped(f"But: {' '.join(own)}" if own else "", "      ", "dim")
            shared |= dict.fromkeys(limit for limit in one.limits if limit in every)
        for limit in shared:
            yield from self._item(limit, "dim")

    def _beside(self) -> Iterator[str]:
        beside = self.report.beside
        for one in beside.files:
            outcome = {"read": "read", "other": "is something else", "refused": "refused"}[one.outcome]
            reason = "" if one.reason is MISSING else f": {one.reason}"
            yield from self._item(f"{one.path}: {outcome}{reason}")
        if beside.models:
            yield from self._item(f"they name: {self._listed(beside.models)}")

    def _values(self, values: Sequence[Value], of: int, noun: str) -> Iterator[str]:
        shown = [(one.value, f"{one.records:,}", part(one.records, of)) for one in values[:_SHOWN]]
        yield from self._table(shown, "lrr")
        yield from self._rest(len(values) - len(shown), noun)

    def _rest(self, number: int, noun: str) -> Iterator[str]:
        if number > 0:
            yield self.paint("dim", f"    and {_count(number, f'further {noun}')}")

    def _listed(self, names: Sequence[str], most: int = _SHOWN) -> str:
        """Names in a line, the first few of very many; each cut where it is longer than any name should be."""
        shown = ", ".join(shortened(one_line(name), _LONGEST) for name in names[:most])
        return shown + (f" and {len(names) - most:,} more" if len(names) > most else "")

    def _item(self, text: str, style: str = "") -> Iterator[str]:
        yield from self._wrapped(text, "  ", style)

    def _wrapped(self, text: str, indent: str, style: str = "") -> Iterator[str]:
        lines = textwrap.wrap(
            one_line(text), self.width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
        )
        for line in lines:
            yield self.paint(style, line) if style else line

    def _table(self, rows: Sequence[Sequence[str]], align: str) -> Iterator[str]:
        if not rows:
            return
        rows = [[one_line(cell) for cell in row] for row in rows]
        widths = [max(len(row[n]) for row in rows) for n in range(len(align))]
        room = self.width - 4 - 2 * (len(align) - 1)
        while (over := sum(widths) - room) > 0 and max(widths) > _NARROW:  # the longest column gives way
            widest = widths.index(max(widths))
            widths[widest] = max(_NARROW, widths[widest] - over)
        for row in rows:
            cells = [shortened(cell, width) for cell, width in zip(row, widths, strict=True)]
            placed = (
                cell.rjust(width) if side == "r" else cell.ljust(width)
                for cell, width, side in zip(cells, widths, align, strict=True)
            )
            yield ("    " + "  ".join(placed)).rstrip()


def _limits_of_many() -> frozenset[str]:
    """The limits that several signs have: said once, below all of them."""
    from lineage.scan.signs import SIGNS

    counted = Counter(limit for sign in SIGNS.values() for limit in sign.limits)
    return frozenset(limit for limit, signs in counted.items() if signs > 1)


def _how(languages: Languages) -> str:
    if languages.column is not MISSING:
        return f"as column {languages.column} says, in {_count(languages.told, 'record')}"
    name = "" if languages.detector is MISSING else f"{languages.detector.name} {languages.detector.version}"
    unsure = languages.looked_at - languages.told
    return f"told by {name} on a sample of {_count(languages.looked_at, 'text')}: an estimate" + (
        f"; {unsure:,} of them too short or unsure" if unsure else ""
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
