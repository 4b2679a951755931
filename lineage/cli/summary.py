"""``lineage summary``: write the public summary that a law asks for."""

from __future__ import annotations

import sys
from datetime import date
from typing import Final

import click

from lineage.checker import check, refused
from lineage.cli import inputs, options, output
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.report.text import counts, plain, render_text
from lineage.version import VERSION

FORMATS: Final = ("md", "html", "json")


@click.group("summary")
def command() -> None:
    """Write the public summary of training content, as a law lays it out."""


@command.command("eu")
@click.argument("manifest", metavar="MANIFEST")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="md", show_default=True, help="In which form.")
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@click.option("--corpus", default=None, metavar="ID", help="Which corpus, where the manifest has several.")
@options.PROFILE
@options.AT
@options.MAX_SIZE
def eu(
    manifest: str,
    format_: str,
    target: str | None,
    corpus: str | None,
    profile: str,
    at: date | None,
    max_size: int | None,
) -> None:
    """The Commission's form: AI Act, Art. 53(1)(d).

    What the manifest does not say is printed as "No information available", with the reason; an annex traces every
    answer to its record and lists all findings. A manifest with faults of shape is not summarised: facts would be lost.
    """
    from lineage.summary import eu_summary, write_html, write_json, write_markdown

    day = options.today(at)
    outcome = inputs.read(manifest, options.limits(max_size))
    if isinstance(outcome, Finding):
        name = "<stdin>" if manifest == inputs.STDIN else manifest
        _say(render_text([refused(name, outcome, profile=profile, law="eu", at=day)]))
        sys.exit(2)
    report = check(outcome, profile=profile, law="eu", at=day)
    if report.manifest is None or any(finding.layer is Layer.SHAPE for finding in report.findings):
        _say(render_text([report], paint=output.paint if sys.stderr.isatty() else plain))
        _say("No summary was written: mend the faults of shape (SHP) first, or facts would be lost.\n")
        sys.exit(1)
    try:
        summary = eu_summary(
            report.manifest,
            corpus=corpus,
            at=day,
            sha256=outcome.sha256,
            tool_version=VERSION,
            findings=report.findings,
            context=report.context,
        )
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error
    writers = {"md": write_markdown, "html": write_html, "json": write_json}
    output.write(writers[format_](summary), target)
    if report.findings:
        _say(f"{outcome.name}: {counts(report)}; they are listed in the annex, and by `lineage check --for eu`\n")


def _say(text: str) -> None:
    sys.stderr.write(text)
