"""``lineage summary``: write the public summary that a law asks for."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lineage.checker import check, refused
from lineage.cli import attachment, inputs, options, output, summary_diff, summary_status
from lineage.cli.beside import beside
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.report.text import counts, plain, render_text
from lineage.summary.catalogues import languages
from lineage.summary.laws import Law, laws
from lineage.summary.localise import written_in
from lineage.version import VERSION

if TYPE_CHECKING:
    from lineage.summary import Attachment, Summary

FORMATS: Final = ("md", "html", "json", "docx", "pdf")
_PAPER: Final = ("docx", "pdf")
"""Formats that are no text."""
_AUDIENCE: Final = "Only what this reader gets. Default: every question, answered from public records."
_SUFFIXES: Final = {
    "": "md", ".md": "md", ".markdown": "md", ".txt": "md", ".html": "html", ".htm": "html", ".json": "json",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip


@click.group("summary")
def command() -> None:
    """Write the public summary of training content, as a law lays it out."""


command.add_command(summary_diff.command)
command.add_command(summary_status.command)


def _for_every_law(write: Callable[..., None]) -> Callable[..., None]:
    """Make a command for each law from a function that takes the law first, with the options that the function has."""
    given = list(reversed(write.__dict__["__click_params__"]))
    for law in laws().values():
        own = [click.Option(["--audience"], type=click.Choice(law.audiences), help=_AUDIENCE)] if law.audiences else []
        run = functools.partial(write, law)
        words = inspect.cleandoc(law.help)
        first, _, _ = words.partition("\n")
        command.add_command(click.Command(law.name, None, run, [*given, *own], words, short_help=first))
    return write


@_for_every_law
@click.argument("manifest", metavar="MANIFEST")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=None,
    help="In which form. Default: as FILE ends, else md.",
)
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@click.option("--attach", is_flag=True, help="Put the manifest itself into the PDF, which is then PDF/A-3a, not A-2a.")
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="Fonts for signs that the PDF's own lack, such as Chinese. May be repeated.",
)
@click.option("--corpus", default=None, metavar="ID", help="Which corpus, where the manifest has several.")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="The language of the labels.")
@summary_diff.SINCE
@options.PROFILE
@options.AT
@options.MAX_SIZE
def _write(
    law: Law,
    manifest: str,
    format_: str | None,
    target: str | None,
    attach: bool,
    fonts: tuple[Path, ...],
    corpus: str | None,
    lang: str,
    since: str | None,
    profile: str,
    at: date | None,
    max_size: int | None,
    audience: str | None = None,
) -> None:
    format_ = format_ or _format_of(target)
    if format_ in _PAPER and target is None and sys.stdout.isatty():
        raise click.UsageError(f"{format_.upper()} is not text for a terminal: name a file with -o FILE")
    if format_ != "pdf" and (attach or fonts):
        raise click.UsageError("--attach and --fonts are for --format pdf")
    if lang not in languages(law.name):
        known = ", ".join(languages(law.name))
        raise click.UsageError(f'the labels of "{law.name}" do not exist in "{lang}"; they exist in: {known}')
    day = options.today(at)
    outcome = inputs.read(manifest, options.limits(max_size))
    if isinstance(outcome, Finding):
        name = "<stdin>" if manifest == inputs.STDIN else manifest
        _say(render_text([refused(name, outcome, profile=profile, law=law.rules, at=day)]))
        sys.exit(2)
    report = check(outcome, profile=profile, law=law.rules, at=day)
    if report.manifest is None or any(finding.layer is Layer.SHAPE for finding in report.findings):
        _say(render_text([report], paint=output.paint if sys.stderr.isatty() else plain))
        _say("No summary was written: mend the faults of shape (SHP) first, or facts would be lost.\n")
        sys.exit(1)
    attached = attachment.of(outcome) if attach else None

    def composed() -> Summary:
        made = law.build(
            report.manifest,
            corpus=corpus,
            at=day,
            sha256=outcome.sha256,
            tool_version=VERSION,
            findings=report.findings,
            context=report.context,
            **({"audience": audience} if law.audiences else {}),
            **({"files": beside(manifest)} if law.files else {}),
        )
        return summary_diff.since(made, since, outcome, law, corpus, max_size)

    try:
        summary = written_in(lang, law.name, report.manifest, composed)
        summary, lists = (summary, ()) if format_ == "json" else attachment.lists(summary, target)
        written = _writer(format_, _moment(day), attached, fonts)(summary)
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error
    output.write(written, target)
    for path, content in lists:
        output.write(content, path)
    if report.findings:
        where = "" if audience else "in the annex, and "  # a reader other than the provider gets no findings
        _say(f"{outcome.name}: {counts(report)}; they are listed {where}by `{_again(law)}`\n")


def _again(law: Law) -> str:
    """The command that shows the same findings."""
    return f"lineage check --for {law.rules}" if law.rules else "lineage check"


def _format_of(target: str | None) -> str:
    """The format that a file's name asks for.

    Raises :class:`click.UsageError` for a name that ends as none of them does.
    """
    suffix = Path(target or "").suffix.lower()
    if suffix not in _SUFFIXES:
        raise click.UsageError(f'which format "{suffix}" is cannot be told: add --format, one of {", ".join(FORMATS)}')
    return _SUFFIXES[suffix]


def _moment(day: date) -> datetime:
    """The date that a file for paper bears: that of SOURCE_DATE_EPOCH, else the start of the day of the check."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(day, time(), UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds') from error


def _writer(
    format_: str, made: datetime, attached: Attachment | None, fonts: tuple[Path, ...]
) -> Callable[[Summary], str | bytes]:
    from lineage.summary import write_docx, write_html, write_json, write_markdown, write_pdf

    writers: dict[str, Callable[[Summary], str | bytes]] = {
        "md": write_markdown,
        "html": write_html,
        "json": write_json,
        "docx": lambda summary: write_docx(summary, made=made),
        "pdf": lambda summary: write_pdf(summary, made=made, attachment=attached, fonts=fonts),
    }
    return writers[format_]


def _say(text: str) -> None:
    sys.stderr.write(text)
