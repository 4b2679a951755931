"""A scorecard for a person at a terminal: sections, grades, and what would raise them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lineage.score.card import Judged, Score, Scorecard
from lineage.score.rubric import SECTIONS, SOURCE
from lineage.visible import one_line

Paint = Callable[[str, str], str]
"""``paint(style, text)``: styles are ``bold``, ``dim``, ``good``, ``warning``."""

SHOWN: Final = 12
"""How many things that would raise the score are listed."""
_WIDE: Final = 34


def _plain(_: str, text: str) -> str:
    return text


def to_text(card: Scorecard, section: str | None = None, *, every: bool = False, paint: Paint = _plain) -> str:
    """The scorecard, or a section of it; with ``every`` metric."""
    lines = [paint("bold", one_line(card.subject)), paint("dim", SOURCE), "", *_table(card, section, paint), ""]
    lines += _counts(card, section)
    lines += ["", *(_metrics(card.of(section), paint) if every else _raising(card.raising(section), paint))]
    return "\n".join(lines).rstrip() + "\n"


def _table(card: Scorecard, section: str | None, paint: Paint) -> Iterator[str]:
    yield paint("dim", f"{'':<10}{'section':<{_WIDE}} {'transparency':>16} {'usefulness':>16} {'metrics':>10}")
    for name in card.sections:
        if section in (None, name):
            yield _row(f"{name:<10}{SECTIONS[name]:<{_WIDE}}", card, name)
    if section is None:
        yield paint("bold", _row(f"{'':<10}{'all':<{_WIDE}}", card, None))


def _row(head: str, card: Scorecard, section: str | None) -> str:
    transparency, usefulness = (_words(card.score(half, section)) for half in ("transparency", "usefulness"))
    scored = card.count("scored", section)
    return f"{head} {transparency:>16} {usefulness:>16} {scored:>4} of {len(card.of(section)):>3}"


def _words(value: Score) -> str:
    return "-" if value.percent is None else f"{value.percent:.1f} % {value.grade:<2}"


def _counts(card: Scorecard, section: str | None) -> Iterator[str]:
    scored, silent, open_ = (card.count(state, section) for state in ("scored", "notApplicable", "open"))
    whole = sum(entry.metric.weight for entry in card.of(section))
    counted = sum(entry.metric.weight for entry in card.of(section) if entry.counts)
    yield f"{len(card.of(section))} metrics: {scored} decided here, {silent} that do not apply to this summary,"
    yield f"{open_} that this summary leaves open, and {card.for_people(section)} that only people can judge."
    yield f"Grades stand for the decided ones alone: {counted} of the weight of {whole}."


def _raising(entries: Sequence[Judged], paint: Paint) -> Iterator[str]:
    if not entries:
        yield paint("good", "Nothing that can be decided here would raise the score.")
        return
    yield paint("bold", "What would raise the score most")
    for entry in entries[:SHOWN]:
        yield f"{_number(entry.lost):>6}  {paint('warning', f'{entry.metric.id:<11}')} {entry.metric.about}"
        yield f"{'':<20}{paint('dim', 'found:')} {one_line(entry.outcome.found)}"
        yield f"{'':<20}{paint('dim', 'fill: ')} {_fill(entry)}"
    if len(entries) > SHOWN:
        yield paint("dim", f"{'':>6}  … and {len(entries) - SHOWN} more (--all shows every metric)")


def _fill(entry: Judged) -> str:
    where = next(iter(entry.outcome.places), None)
    return f"{entry.metric.fill}{f' (now {one_line(where)})' if where else ''}"


def _metrics(entries: Sequence[Judged], paint: Paint) -> Iterator[str]:
    for entry in entries:
        yield f"{paint('bold', f'{entry.metric.id:<11}')} {_result(entry):>9}  {entry.metric.about}"
        label = "why:  " if entry.outcome.state == "open" else "found:"
        yield f"{'':<22}{paint('dim', label)} {one_line(entry.outcome.found)}"
        if entry.lost:
            yield f"{'':<22}{paint('dim', 'fill: ')} {_fill(entry)}"


def _result(entry: Judged) -> str:
    if entry.counts:
        return f"{_number(entry.points)}/{entry.metric.weight}"
    if entry.outcome.state == "notApplicable":
        return "n/a"
    return "open" if entry.metric.automated else "human"


def _number(value: float) -> str:
    return f"{value:g}"
