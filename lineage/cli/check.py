"""``lineage check``: find the faults of manifests."""

from __future__ import annotations

import sys
from datetime import date
from typing import Final

import click

from lineage.checker import Report, check, refused
from lineage.cli import inputs, options, output
from lineage.finding import Finding

FORMATS: Final = ("text", "json", "sarif")


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write the report to a file.")
@options.PROFILE
@options.LAW
@options.AT
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=None,
    help="Most findings to print for one file; 0 for all. Default: 50 as text, 10000 as json, 5000 as sarif.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@options.MAX_SIZE
def command(
    paths: tuple[str, ...],
    format_: str,
    target: str | None,
    profile: str,
    law: str | None,
    at: date | None,
    limit: int | None,
    color: str,
    max_size: int | None,
) -> None:
    """Check manifests: JSON, YAML, or the lineage block of a README.

    A directory stands for every lineage.yaml, *.lineage.yaml (or .yml, .json) and README.md with a lineage block
    in it. "-" reads standard input.
    """
    at = options.today(at)
    limits = options.limits(max_size)
    reports: list[Report] = []
    for path in inputs.expand(paths):
        outcome = inputs.read(path, limits)
        if isinstance(outcome, Finding):
            name = "<stdin>" if path == inputs.STDIN else path
            reports.append(refused(name, outcome, profile=profile, law=law, at=at))
        else:
            reports.append(check(outcome, profile=profile, law=law, at=at))
    output.write(_render(reports, format_, limit, output.wants_colour(color, target)), target)
    if any(report.document is None for report in reports):
        sys.exit(2)
    sys.exit(1 if any(report.failed for report in reports) else 0)


def _render(reports: list[Report], format_: str, limit: int | None, colour: bool) -> str:
    if format_ == "json":
        from lineage.report.json import LIMIT as JSON_LIMIT
        from lineage.report.json import render_json

        return render_json(reports, limit=_most(limit, JSON_LIMIT))
    if format_ == "sarif":
        from lineage.report.sarif import LIMIT as SARIF_LIMIT
        from lineage.report.sarif import render_sarif

        return render_sarif(reports, limit=_most(limit, SARIF_LIMIT))
    from lineage.report.text import LIMIT as TEXT_LIMIT
    from lineage.report.text import plain, render_text

    return render_text(reports, limit=_most(limit, TEXT_LIMIT), paint=output.paint if colour else plain)


def _most(limit: int | None, default: int) -> int | None:
    return default if limit is None else limit or None
