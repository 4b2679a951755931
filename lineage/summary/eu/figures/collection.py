"""When data was collected, dataset by dataset, as far as that is stated."""

from __future__ import annotations

from typing import Final, NamedTuple

from pydantic import MISSING

from lineage.model.dates import Period, earliest, latest
from lineage.picture.timeline import Row as Stretch
from lineage.picture.timeline import Span, draw_timeline, grouped
from lineage.pointer import Pointer
from lineage.summary import dates
from lineage.summary.blocks import Column, Figure, Row, Table
from lineage.summary.eu.figures.naming import called
from lineage.summary.eu.figures.origins import LABELS, counted_datasets, origins_of, shown_datasets
from lineage.summary.prose import counted, plain
from lineage.summary.scope import Scope

_TITLE: Final = "When data was collected"
_MANY: Final = 20_000
"""Of more datasets the table holds the groups of the picture; what is said of each dataset stands in the form."""


class _Told(NamedTuple):
    span: Span | None
    order: tuple[str, str]
    """By which it is put in order: start and end of the span."""
    short: str
    words: str


class _Collected(NamedTuple):
    name: str
    place: Pointer
    group: str
    span: Span | None
    order: tuple[str, str]
    short: str
    words: str
    default: str | None
    """For which origin it was stated, where not for the dataset alone."""


def over_time(scope: Scope) -> Figure | str:
    """A timeline of the periods of collection."""
    shown = shown_datasets(scope)
    found = []
    told: dict[tuple[object, ...], _Told] = {}  # of many datasets, most share their dates
    for dataset, place in shown:
        value, where, default = scope.fact(dataset, place, "collected")
        if isinstance(value, Period):
            dated = (value.from_, value.to, value.ongoing, value.approximate, value.duration)
            if dated not in told:
                span = _span(value)
                order = (str(span.start or ""), str(span.end or "9")) if span is not None else ("", "")
                told[dated] = _Told(span, order, dates.period(value, str), dates.period(value, dates.long_date))
            group = dataset.group if dataset.group is not MISSING else LABELS[origins_of(dataset)[0]]
            found.append(_Collected(called(dataset, place, scope), where, group, *told[dated], default))
    drawn = [(item, item.span) for item in found if item.span is not None]
    if not drawn:
        return "No dataset states when its content was collected: there is no timeline." if shown else ""
    drawn.sort(key=lambda pair: (pair[0].order, pair[0].name))
    stretches = [Stretch(item.name, (span,), item.short, item.group) for item, span in drawn]
    description = _description(found, len(shown), len(counted_datasets(scope)) - len(shown))
    together = grouped(stretches)
    if len(together) < len(stretches):
        description += " The picture shows them group by group."
    svg = draw_timeline(together, title=_TITLE, description=description, prefix="figure-collection")
    if len(found) > _MANY:
        table = Table(
            f"{_TITLE}, group by group",
            (Column("Group"), Column("Collected")),
            tuple(Row((plain(row.label), plain(_between(row)))) for row in together),
        )
    else:
        columns = (Column("Dataset"), Column("Group"), Column("Collected"))
        cells = ((plain(item.name, item.place), plain(item.group), plain(_words(item), item.place)) for item in found)
        table = Table(f"{_TITLE}, dataset by dataset", columns, tuple(map(Row, cells)))
    return Figure(_TITLE, description, svg, table)


def _between(row: Stretch) -> str:
    """The first and the last month of a group that are stated, and of how many datasets."""
    starts = [span.start for span in row.spans if span.start is not None]
    ends = [span.end for span in row.spans if span.end is not None]
    first = f"from {dates.long_date(min(starts).isoformat()[:7])}" if starts else "start not stated"
    last = f"to {dates.long_date(max(ends).isoformat()[:7])}" if ends else "end not stated"
    ongoing = ", still going on for some" if any(span.ongoing for span in row.spans) else ""
    return f"{row.words}: {first} {last}{ongoing}"


def _words(item: _Collected) -> str:
    words = item.words
    if item.default is None:
        return words
    return f"{words} (as stated for all datasets{'' if item.default == 'all' else ' of this origin'})"


def _span(period: Period) -> Span | None:
    """The stretch to draw; ``None`` where no day of its own is stated, or its ends are no dates or cross."""
    start = None if period.from_ is MISSING else earliest(period.from_)
    end = None if period.to is MISSING else latest(period.to)
    wrong = (period.from_ is not MISSING and start is None) or (period.to is not MISSING and end is None)
    if wrong or (start is None and end is None) or (start is not None and end is not None and end < start):
        return None
    ongoing = period.ongoing is True and end is None
    return Span(start, end, ongoing, period.approximate is True)


def _description(found: list[_Collected], shown: int, hidden: int) -> str:
    verb = "states when it was" if len(found) == 1 else "state when they were"
    words = f"{len(found)} of {counted(shown, 'dataset')} {verb} collected"
    spans = [item.span for item in found if item.span is not None]
    starts = [span.start for span in spans if span.start is not None]
    ends = [span.end for span in spans if span.end is not None]
    details = []
    if starts:
        details.append(f"the earliest start stated is {dates.long_date(min(starts).isoformat()[:7])}")
    if ends:
        details.append(f"the latest end stated is {dates.long_date(max(ends).isoformat()[:7])}")
    ongoing = sum(span.ongoing for span in spans)
    if ongoing:
        details.append(f"{ongoing} {'is' if ongoing == 1 else 'are'} still going on")
    words += f": {'; '.join(details)}." if details else "."
    shared = sum(item.default is not None for item in found)
    if shared:
        words += f" {shared} of these periods {'is' if shared == 1 else 'are'} stated for many datasets at once."
    undrawn = len(found) - len(spans)
    if undrawn:
        words += f" {counted(undrawn, 'period')} without dates {'is' if undrawn == 1 else 'are'} only in the table."
    if hidden:
        words += f" {counted(hidden, 'further dataset')} {'is' if hidden == 1 else 'are'} not public."
    return words
