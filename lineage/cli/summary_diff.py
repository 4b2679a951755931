"""``lineage summary diff``: what changed between two versions of a published document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lineage.cli import inputs, options, output
from lineage.cli.beside import beside
from lineage.errors import LineageError
from lineage.finding import Finding

if TYPE_CHECKING:
    from lineage.read import Document
    from lineage.summary import Summary
    from lineage.summary.laws import Law
    from lineage.summary.opened import Files

FORMATS = ("md", "json")


@click.command("diff", short_help="Tell what changed between two versions.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "format_", type=click.Choice(FORMATS), default=None, help="Default: as FILE ends, else md.")
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@click.option("--law", default=None, metavar="LAW", help="Under which law manifests are read.  [default: eu]")
@click.option("--corpus", default=None, metavar="ID", help="Which corpus, where the manifests have several.")
@options.MAX_SIZE
def command(
    old: str,
    new: str,
    format_: str | None,
    target: str | None,
    law: str | None,
    corpus: str | None,
    max_size: int | None,
) -> None:
    """Tell what changed from OLD to NEW, by meaning: manifests, or documents written with --format json.

    Answer by answer: what went, what is new, what is said differently; and, where both are manifests, record by
    record. Another order and another layout are no change. Records that are not public are counted, not told.

    \b
    Exit codes:
      0  both say the same
      1  differences
      2  wrong usage, or input that cannot be read
    """
    from lineage.summary.life.compare import difference
    from lineage.summary.life.data import write_json
    from lineage.summary.life.sides import sides
    from lineage.summary.life.told import write_markdown

    if format_ is None:
        format_ = "json" if target and target.lower().endswith(".json") else "md"
    try:
        found = difference(*sides(read(old, max_size), read(new, max_size), candidates(law), corpus, _beside))
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}" if error.advice else error.message) from error
    output.write(write_json(found) if format_ == "json" else write_markdown(found), target)
    sys.exit(0 if found.same else 1)


SINCE = click.option(
    "--since", default=None, metavar="OLD", help="Tell in the annex what changed since an earlier version."
)


def since(
    summary: Summary, old: str | None, new: Document, law: Law, corpus: str | None, max_size: int | None
) -> Summary:
    """The document with the section on what changed since an earlier one, where one is named.

    Raises :class:`lineage.errors.LineageError` where the two cannot be compared.
    """
    if old is None:
        return summary
    from lineage.summary.life.compare import difference
    from lineage.summary.life.sides import sides
    from lineage.summary.life.since import with_changes

    return with_changes(summary, difference(*sides(read(old, max_size), new, [law], corpus, _beside)))


def _beside(name: str) -> Files | None:
    return None if name == "<stdin>" else beside(name)


def read(path: str, max_size: int | None) -> Document:
    """The document at a path.

    Raises :class:`click.UsageError` where it cannot be read.
    """
    outcome = inputs.read(path, options.limits(max_size))
    if isinstance(outcome, Finding):
        raise click.UsageError(f"{path}: {outcome.message}; {outcome.advice}")
    return outcome


def candidates(name: str | None) -> list[Law]:
    """The laws that a manifest may be read under, the likeliest first.

    Raises :class:`click.UsageError` for a law that there is not.
    """
    from lineage.summary.laws import laws

    known = laws()
    if name is None:
        return sorted(known.values(), key=lambda law: law.name != "eu")
    if name not in known:
        raise click.UsageError(f'there is no law "{name}"; laws are {", ".join(known)}')
    return [known[name]]
