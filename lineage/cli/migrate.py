"""``lineage migrate``: bring a manifest up to the version that this release writes."""

from __future__ import annotations

import sys

import click

from lineage.cli import inputs, options, output
from lineage.errors import LineageError
from lineage.finding import Finding
from lineage.visible import one_line


@click.command("migrate")
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@options.MAX_SIZE
def command(file: str, target: str | None, max_size: int | None) -> None:
    """Write a manifest of an older version in the version of today.

    It is printed unless -o names a file: comments and the look of YAML are lost, so that no file is changed without
    being named. A card (README.md) stays as it is; the block for it is printed. A manifest that is of today's version
    already is written as it is, so that what comes next has its input.
    """
    outcome = inputs.read(file, options.limits(max_size))
    if isinstance(outcome, Finding):
        raise click.UsageError(f"{file}: {outcome.message}; {outcome.advice}")
    from lineage.schema.migrate import CURRENT, migrate

    try:
        migrated = migrate(outcome.tree())
    except LineageError as error:
        raise click.UsageError(f"{outcome.name}: {error.message}; {error.advice}") from error
    if outcome.format == "card" and target and target.lower().endswith(".md"):
        raise click.UsageError("a card is not written: print the block without -o, and put it into the front matter")
    current = len(migrated.versions) == 1
    if current and outcome.format != "card":
        output.write(outcome.source, target)
    else:
        output.write(output.manifest(migrated.tree, yaml=outcome.format != "json"), target)
    done = f"nothing to migrate: it is of version {CURRENT}" if current else " -> ".join(migrated.versions)
    sys.stderr.write(f"{one_line(outcome.name)}: {done}\n")
