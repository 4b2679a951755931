"""``lineage score``: how good a public summary is, by the metrics of a published rubric that a document can decide."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from lineage.checker import check, refused
from lineage.cli import inputs, options, output
from lineage.cli.beside import beside
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.report.text import plain, render_text
from lineage.version import VERSION

if TYPE_CHECKING:
    from lineage.read import Document
    from lineage.summary.opened import Files

FORMATS: Final = ("text", "json")
SECTIONS: Final = ("document", "1", "2.1", "2.2", "2.3", "2.4", "2.5", "3")


@click.command("score")
@click.argument("source", metavar="MANIFEST|SUMMARY.json")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="In which form."
)
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@click.option("--section", type=click.Choice(SECTIONS), default=None, help="Only this section.")
@click.option("--all", "every", is_flag=True, help="Show every metric, not only what would raise the score.")
@click.option("--corpus", default=None, metavar="ID", help="Which corpus, where a manifest has several.")
@options.AT
@options.MAX_SIZE
def command(
    source: str,
    format_: str,
    target: str | None,
    section: str | None,
    every: bool,
    corpus: str | None,
    at: date | None,
    max_size: int | None,
) -> None:
    """Score a public summary of training content (AI Act, Art. 53(1)(d)).

    Takes a manifest, or a summary that was written with `lineage summary eu --format json`. Metrics that only people
    can judge are counted and left out, never guessed.
    """
    from lineage.score import score, to_json, to_text

    outcome = inputs.read(source, options.limits(max_size))
    if isinstance(outcome, Finding):
        name = "<stdin>" if source == inputs.STDIN else source
        _say(render_text([refused(name, outcome, at=options.today(at))]))
        sys.exit(2)
    try:
        tree = outcome.tree()
        summary = tree if _is_summary(tree) else _summarised(outcome, corpus, options.today(at), beside(source))
        card = score(summary)
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error
    if format_ == "json":
        output.write(to_json(card, section), target)
    else:
        paint = output.paint if output.wants_colour("auto", target) else plain
        output.write(to_text(card, section, every=every, paint=paint), target)


def _is_summary(tree: Any) -> bool:
    return isinstance(tree, dict) and str(tree.get("format", "")).startswith("training-lineage-summary/")


def _summarised(document: Document, corpus: str | None, day: date, files: Files | None) -> Any:
    import json

    from lineage.summary import eu_summary, write_json

    report = check(document, law="eu", at=day)
    if report.manifest is None or any(finding.layer is Layer.SHAPE for finding in report.findings):
        _say(render_text([report], paint=output.paint if sys.stderr.isatty() else plain))
        _say("No score was given: mend the faults of shape (SHP) first, or facts would be lost.\n")
        sys.exit(1)
    summary = eu_summary(
        report.manifest,
        corpus=corpus,
        at=day,
        sha256=document.sha256,
        tool_version=VERSION,
        findings=report.findings,
        context=report.context,
        files=files,
    )
    return json.loads(write_json(summary))


def _say(text: str) -> None:
    sys.stderr.write(text)
