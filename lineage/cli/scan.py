"""``lineage scan``: count what is in the files of a dataset, and write it into a manifest."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lineage.cli import options, output
from lineage.cli.scan_into import Into, Target, keep_apart
from lineage.errors import LineageError
from lineage.report.inert import inert_lines

if TYPE_CHECKING:
    from lineage.scan.report.build import Scanned
    from lineage.scan.report.survey import Wish

_UNITS: Final = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_ROLES: Final = {
    "url": "addresses",
    "text": "texts",
    "size": "sizes in bytes",
    "model": "models",
    "language": "languages",
    "licence": "licences",
    "date": "dates",
}
"""Columns that can be named, with what they hold."""


_MOST_TEXTS: Final = 10**9


class Size(click.ParamType[int]):
    """A number of bytes: ``512MB``, ``4GiB``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a size; fails with a usage error on anything else."""
        text = str(value).strip().upper()
        digits = text.rstrip("BKMGTI ")
        unit = text[len(digits) :].strip() or "B"
        if not (digits.isdecimal() and digits.isascii()) or unit not in _UNITS:
            self.fail(f'"{value}" is no size; write 512MB or 4GiB', param, ctx)
        return int(digits) * _UNITS[unit]


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    for role, what in reversed(_ROLES.items()):
        command = click.option(
            f"--{role}-column",
            f"{role}_columns",
            multiple=True,
            metavar="NAME",
            help=f"The column of {what}; - for none. Default: chosen by name and content.",
        )(command)
    return command


@click.command("scan")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", metavar="MANIFEST", default=None, help="Merge what was counted into a manifest.")
@click.option("--dataset", metavar="ID", default=None, help="Which dataset of it, where it has several.")
@click.option("--new", is_flag=True, help="Add the dataset where the manifest has none with this id.")
@click.option("--diff", is_flag=True, help="Show what would change in the manifest, and write nothing.")
@click.option("--report", metavar="FILE", default=None, help="Write the report. Default with --into: ID.scan.json.")
@click.option("--out", metavar="DIR", default=None, help="Where lists of domain names go. Default: beside the report.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_columns
@click.option("--sample", type=click.IntRange(min=0), default=None, metavar="N", help="Texts to tell languages from.")
@click.option(
    "--tokenizer",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help="Count the tokens of all texts by a tokenizer.json: reads the text again, and takes longer than all the rest.",
)
@click.option("--tokenizer-sample", is_flag=True, help="Estimate the tokens from the sample instead, which is quick.")
@click.option("--sme/--no-sme", default=None, help="Whether the provider is an SME. Default: as the manifest says.")
@click.option("--signs/--no-signs", default=True, show_default=True, help="Look for signs of output of models.")
@click.option(
    "--fingerprints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Known texts to compare with.",
)
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--master", metavar="URL", default=None, help="The master of Spark, such as local[2].")
@click.option("--memory", type=Size(), default=None, metavar="SIZE", help="Most memory of the engine: 512MB, 4GiB.")
@click.option(
    "--spill", type=click.Path(path_type=Path), default=None, metavar="DIR", help="For what memory cannot hold."
)
@click.option("--threads", type=click.IntRange(min=1), default=None, metavar="N", help="Threads of the engine.")
@click.option("--keep-going", is_flag=True, help="Leave out files that cannot be read, and say so.")
@click.option(
    "--resume", type=click.Path(path_type=Path), default=None, metavar="DIR", help="Keep what is finished there."
)
@options.AT
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@options.MAX_SIZE
def command(
    paths: tuple[str, ...],
    into: str | None,
    dataset: str | None,
    new: bool,
    diff: bool,
    report: str | None,
    out: str | None,
    format_: str,
    sample: int | None,
    tokenizer: Path | None,
    tokenizer_sample: bool,
    sme: bool | None,
    signs: bool,
    fingerprints: tuple[Path, ...],
    engine: str,
    master: str | None,
    memory: int | None,
    spill: Path | None,
    threads: int | None,
    keep_going: bool,
    resume: Path | None,
    at: date | None,
    color: str,
    max_size: int | None,
    **columns: tuple[str, ...],
) -> None:
    """Count what is in the files of a dataset: how much, from which domains, in which languages, by which models.

    A PATH is a file, a folder or a pattern: Parquet, JSONL, CSV, Arrow, WARC or CDX, plain or compressed. With --into,
    facts that the manifest does not state are filled in, and what it states is kept: where the two disagree, lineage
    check says so. Nothing is written without --into, --report or --out.

    \b
    Exit codes:
      0  all files were counted
      1  some could not be read, and were left out (--keep-going)
      2  wrong usage, or input that cannot be read
    """
    day = options.today(at)
    if master and engine != "spark":
        raise click.UsageError("--master is for --engine spark")
    if tokenizer_sample and tokenizer is None:
        raise click.UsageError("--tokenizer-sample is for --tokenizer FILE")
    if sample is not None and sample > _MOST_TEXTS:
        raise click.UsageError(f"--sample takes {_MOST_TEXTS:,} texts at most")
    if into is None and (diff or dataset or new):
        raise click.UsageError("--dataset, --new and --diff are for --into MANIFEST")
    try:
        from lineage.scan.report.survey import SAMPLE, Wish

        target = None if into is None else Target.of(into, dataset, new, options.limits(max_size), shown=diff)
        keep_apart(target, report, out, paths, (resume, spill))
        wish = Wish(
            paths,
            _told(columns),
            SAMPLE if sample is None else sample,
            tokenizer=tokenizer,
            tokenizer_sample=tokenizer_sample,
            signs=signs,
            lists=fingerprints,
            memory=memory,
            threads=threads,
            spill=spill,
            partials=resume,
            keep_going=keep_going,
        )
        scanned = _scan(wish, engine, master)
        sys.exit(_finish(scanned, day, target, report, out, format_, sme, diff, color))
    except ImportError as error:
        missing = f"{(error.name or 'a library').partition('.')[0]} is not installed"
        raise click.UsageError(f'{missing}; install it with: pip install "training-lineage[scan]"') from error
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error


def _told(columns: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Columns by role as the library calls it; several are one option given several times."""
    names = {"model": "generator"}
    given = {name.removesuffix("_columns"): list(values) for name, values in columns.items() if values}
    return {names.get(role, role): values for role, values in given.items()}


def _scan(wish: Wish, engine: str, master: str | None) -> Scanned:
    from lineage.cli.scan_bar import bar
    from lineage.scan.engine import engine as made
    from lineage.scan.report.survey import survey

    listener, end = bar()
    try:
        return survey(wish, made(engine, master), listener)
    finally:
        end()


def _finish(
    scanned: Scanned,
    day: date,
    target: Target | None,
    report: str | None,
    out: str | None,
    format_: str,
    sme: bool | None,
    diff: bool,
    color: str,
) -> int:
    from lineage.scan.report.build import as_bytes, report_of

    made, files = report_of(scanned, day)
    into = Into(target, made, files, report, out, () if scanned.beside is None else scanned.beside.described)
    if diff:
        output.write(into.difference(sme), None)
    else:
        if format_ == "json":
            output.write(as_bytes(made), None)
        else:
            output.write(inert_lines(_text(made, color)), None)
        into.write(sme)
    return 1 if made.files_left_out else 0


def _text(made: Any, color: str) -> str:
    from lineage.scan.report.text import WIDTH, render_text

    style: dict[str, Any] = {"paint": output.paint} if output.wants_colour(color, None) else {}
    width = min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else WIDTH
    return render_text(made, width=width, **style)
