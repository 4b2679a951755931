"""``lineage check``: find the faults of manifests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from lineage.checker import Report, check, refused
from lineage.cli import formats, gating, inputs, options, settings
from lineage.finding import Finding
from lineage.read import Document, Limits


@click.command("check", cls=settings.Configured)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True))
@formats.FORMAT
@formats.OUTPUT
@options.PROFILE
@options.LAW
@options.AT
@click.option("--preview", is_flag=True, help="Also run rules that are still in preview.")
@gating.IMPORTS
@gating.SEARCH
@gating.SELECT
@gating.IGNORE
@gating.FAIL
@gating.EXIT_ZERO
@gating.BASELINE
@gating.WRITE_BASELINE
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=None,
    help="Most findings to print for one file; 0 for all. Default: 50 as text, github and markdown, 1000 as junit, "
    "5000 as sarif and gitlab, 10000 as json.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@options.MAX_SIZE
@settings.NO_CONFIG
def command(
    paths: tuple[str, ...],
    wanted: tuple[formats.Wanted, ...],
    target: str | None,
    profile: str,
    law: str | None,
    at: date | None,
    preview: bool,
    imports: bool,
    search: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    baseline: str | None,
    write_baseline: str | None,
    limit: int | None,
    color: str,
    max_size: int | None,
    no_config: bool,
) -> None:
    """Check manifests: JSON, YAML, or the lineage block of a README.

    A directory stands for every lineage.yaml, *.lineage.yaml (or .yml, .json) and README.md with a lineage block
    in it. "-" reads standard input. Options that are not given are taken from lineage.toml or from [tool.lineage] in
    pyproject.toml, in the nearest folder upwards from the first path; so is a policy on teachers, which opens imports
    too.
    """
    at = options.today(at)
    limits = options.limits(max_size)
    places = formats.reports_wanted(wanted, target)
    files = inputs.expand(paths)
    formats.keep_apart(places, files, baseline, write_baseline, settings.settings_used())
    gate = gating.prepare(select, ignore, fail_on, baseline, write_baseline, settings.settings_used())
    opened = search if imports or search else None
    policy = settings.policy()

    def checked(document: Document) -> Report:
        return check(
            document,
            profile=profile,
            law=law,
            at=at,
            preview=preview,
            search=opened,
            policy=policy,
            limits=limits,
        )

    reports = gate([_report(path, limits, checked, profile, law, at) for path in inputs.watched(files)])
    formats.write(reports, places, limit, color)
    if any(report.document is None for report in reports):
        sys.exit(2)
    sys.exit(1 if any(report.failed for report in reports) and not exit_zero else 0)


def _report(
    path: str, limits: Limits, checked: Callable[[Document], Report], profile: str, law: str | None, at: date
) -> Report:
    outcome = inputs.read(path, limits)
    if isinstance(outcome, Finding):
        name = "<stdin>" if path == inputs.STDIN else path
        return refused(name, outcome, profile=profile, law=law, at=at)
    return checked(outcome)
