"""``lineage summary status``: which published documents are due, missing, or replaced."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from lineage.cli import inputs, options, output
from lineage.finding import Finding

if TYPE_CHECKING:
    from lineage.read import Document


@click.command("status", short_help="Tell which published documents are due, missing, or replaced.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@options.AT
@options.MAX_SIZE
def command(paths: tuple[str, ...], format_: str, target: str | None, at: date | None, max_size: int | None) -> None:
    """Tell how the published documents of manifests stand: of files, and of all manifests in and below folders.

    A summary for the EU is due six months after its last update, by the same count as rule SUM011. A manifest that
    says what it supersedes is looked for among the files, and its digest is checked; documents of one that is replaced
    are not due.

    \b
    Exit codes:
      0  nothing is due
      1  a document is stale or missing, or a chain of manifests is broken
      2  wrong usage, or input that cannot be read
    """
    from lineage.summary.life.overviews import plain, to_json, to_table
    from lineage.summary.life.standing import overview

    day = options.today(at)
    unread: list[tuple[str, str]] = []
    found = overview(_documents(inputs.expand(paths), max_size, unread), day, unread)
    if format_ == "json":
        output.write(to_json(found), target)
    else:
        paint = output.paint if output.wants_colour("auto", target) else plain
        output.write(to_table(found, paint=paint), target)
    sys.exit(2 if found.unread else 1 if found.failed else 0)


def _documents(paths: list[str], max_size: int | None, unread: list[tuple[str, str]]) -> Iterator[Document]:
    """The documents one by one; what cannot be read is put down in ``unread``."""
    for path in inputs.watched(paths):
        outcome = inputs.read(path, options.limits(max_size))
        if isinstance(outcome, Finding):
            unread.append((path, f"{outcome.message}; {outcome.advice}"))
        else:
            yield outcome
