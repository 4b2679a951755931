"""The option ``--format``: which reports a run writes, and where each goes."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from typing import Any, TypeAlias

import click

from lineage.checker import Report
from lineage.cli import inputs, output
from lineage.report import FORMATS

Wanted: TypeAlias = "tuple[str, str | None]"
"""One report: its format, and the file it goes to, or ``None`` for standard output."""


class _Format(click.ParamType[Wanted]):
    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        """Read ``FORMAT`` or ``FORMAT=FILE``; fails with a usage error on anything else."""
        if isinstance(value, tuple):
            return value[0], value[1]
        name, equals, target = str(value).partition("=")
        if name not in FORMATS:
            self.fail(f"{name!r} is not one of {', '.join(map(repr, FORMATS))}", param, ctx)
        if equals and not target:
            self.fail(f"there is no file name after {value!r}", param, ctx)
        return name, target or None

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The formats that begin like what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


FORMAT = click.option(
    "--format",
    "wanted",
    type=_Format(),
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"How to report, and to which file: {', '.join(FORMATS)}. Can be repeated.  [default: text]",
)
OUTPUT = click.option(
    "-o", "--output", "target", metavar="FILE", default=None, help="Write the report to a file; for one format."
)


def reports_wanted(formats: Sequence[Wanted], target: str | None) -> list[Wanted]:
    """What ``--format`` and ``-o`` ask for together.

    Raises :class:`click.UsageError` where two reports would go to one place.
    """
    wanted: list[Wanted] = [(name, None if place == output.STDOUT else place) for name, place in formats]
    wanted = wanted or [("text", None)]
    if target is not None:
        if len(wanted) > 1 or wanted[0][1]:
            raise click.UsageError("-o names the file of one report; with several, write --format FORMAT=FILE for each")
        wanted = [(wanted[0][0], None if target == output.STDOUT else target)]
    places = [place and inputs.place(place) for _, place in wanted]
    for (_, written), place in zip(wanted, places, strict=True):
        if places.count(place) > 1:
            where = "standard output" if place is None else f'"{written}"'
            raise click.UsageError(f"two reports cannot both go to {where}; write --format FORMAT=FILE")
    return wanted


def keep_apart(
    wanted: Sequence[Wanted], read: Sequence[str], baseline: str | None, write_baseline: str | None, used: str | None
) -> None:
    """See that nothing is written over what is read, or over something else that is written.

    Raises :class:`click.UsageError` where one file would be both.
    """
    targets = [target for _, target in wanted if target]
    if not targets and write_baseline is None:
        return
    kept = {os.path.realpath(path): "is checked" for path in read if path != inputs.STDIN}
    if used:
        kept[os.path.realpath(used)] = "has the settings"
    if write_baseline is not None:
        _refuse(write_baseline, kept)
    for known in (baseline, write_baseline):
        if known:
            kept[os.path.realpath(known)] = "is the baseline"
    for target in targets:
        _refuse(target, kept)


def _refuse(target: str, kept: dict[str, str]) -> None:
    use = kept.get(os.path.realpath(target))
    if use:
        raise click.UsageError(f'"{target}" {use}; write to another file')


def write(reports: Sequence[Report], wanted: Sequence[Wanted], limit: int | None, colour: str) -> None:
    """Render and write each report."""
    for name, target in wanted:
        module = importlib.import_module(f"lineage.report.{name}")
        most = module.LIMIT if limit is None else limit or None
        styles = {"paint": output.paint} if name == "text" and output.wants_colour(colour, target) else {}
        output.write(getattr(module, f"render_{name}")(reports, limit=most, **styles), target)
