"""From what was found to what counts: selection and baseline, applied to the reports of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from lineage.checker import Report
from lineage.cli import output
from lineage.errors import LineageError
from lineage.gate.baseline import Baseline, collect, compare, read_baseline, write_baseline
from lineage.gate.selection import asked_for, chosen, narrow


def rules_in(select: Sequence[str]) -> frozenset[str]:
    """The codes of the rules that ``--select`` names. Raises :class:`click.UsageError` for a word that names none, and
    where there is no word."""
    try:
        return chosen(_selected(select))
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}") from error


class Gate(NamedTuple):
    """What counts in a run: the values of the options, and the file of settings that some are from."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    baseline: str | None
    write_to: str | None
    settings: str | None

    def prepare(self) -> Callable[[Sequence[Report]], Sequence[Report]]:
        """See ``gating.prepare``."""
        try:
            select = chosen(_selected(self.select), layers=True) if self.select else None
            ignore = chosen(_split(self.ignore))
            known = self._known()
        except LineageError as error:
            raise click.UsageError(f"{error.message}; {error.advice}") from error
        return lambda reports: self._apply(reports, select, ignore, known)

    def _known(self) -> Baseline | None:
        if self.baseline is None:
            return None
        path = Path(self.baseline)
        if self.write_to and path.resolve() == Path(self.write_to).resolve() and not path.exists():
            return None  # it is about to be written for the first time
        try:
            return read_baseline(path.read_bytes(), self.baseline)
        except OSError as error:
            raise click.UsageError(f'cannot read the baseline "{self.baseline}": {error.strerror}') from error

    def _apply(
        self,
        reports: Sequence[Report],
        select: frozenset[str] | None,
        ignore: frozenset[str],
        known: Baseline | None,
    ) -> Sequence[Report]:
        narrowed = [
            narrow(replace(report, fail_on=self.fail_on, settings=self.settings), select, ignore) for report in reports
        ]
        if self.write_to is not None:
            known = collect(narrowed, known)
            output.write(write_baseline(known, self.write_to), self.write_to)
        if known is None:
            return narrowed
        return [compare(report, known, asked_for(report.law, select, ignore, report.having)) for report in narrowed]


def _split(words: Sequence[str]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _selected(words: Sequence[str]) -> list[str]:
    listed = _split(words)
    if not listed:  # a variable of a script that is empty must not switch every rule off
        raise click.UsageError("--select names no rule; leave it out to ask for all of them")
    return listed
