"""``lineage terms``: the clauses on record that travel with the package, as a table or one by one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import get_args

import click

from lineage.cli import options, output
from lineage.model.model_use import Access
from lineage.model.terms import OutputUse
from lineage.terms import TermsRow, all_terms, by_id, provider_of, providers
from lineage.terms.lookup import on_day
from lineage.terms.text import as_data, details, table

FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group("terms", invoke_without_command=True)
@click.option("--provider", default=None, metavar="NAME", help="Terms of one provider, by any of its names.")
@click.option(
    "--access", type=click.Choice(get_args(Access.__value__)), default=None, help="Terms for one way of access."
)
@click.option(
    "--scope",
    type=click.Choice(get_args(OutputUse.model_fields["scope"].annotation)),
    default=None,
    help="Terms that restrict this training on outputs.",
)
@click.option(
    "--at", type=options.Day(), default=None, metavar="YYYY-MM-DD", help="Terms in force, or last seen so, on a day."
)
@FORMAT
@click.pass_context
def command(
    ctx: click.Context, provider: str | None, access: str | None, scope: str | None, at: date | None, format_: str
) -> None:
    """List clauses on record on training with the outputs of models, or those that all the options given agree on.

    They are dated and sourced; "lineage terms show ID" prints everything that a row says. Where a provider, an access
    or a time has no row, nothing is on record here: that is no statement about what its terms said.
    """
    if ctx.invoked_subcommand:
        return
    rows = all_terms() if at is None else tuple(held.row for held in on_day(all_terms(), at))
    name = _provider(provider) if provider else None
    _write(
        tuple(
            row
            for row in rows
            if name in (None, row.provider)
            and (access is None or not row.access or access in row.access)
            and scope in (None, row.scope)
        ),
        format_,
        table,
    )


@command.command("show")
@click.argument("reference", metavar="ID")
@FORMAT
def show(reference: str, format_: str) -> None:
    """Print everything that a row says. ID is an id, for all versions, or id@version."""
    rows = by_id(reference)
    if not rows:
        known = [name for row in all_terms() for name in (row.terms.id, row.reference)]
        raise click.UsageError(f'no row has the id "{reference}"{_close(reference, known)}')
    _write(rows, format_, details)


def _write(rows: tuple[TermsRow, ...], format_: str, text: Callable[[tuple[TermsRow, ...]], str]) -> None:
    as_text = json.dumps(as_data(rows), indent=2, ensure_ascii=False) + "\n" if format_ == "json" else text(rows)
    output.write(as_text, None)


def _provider(name: str) -> str:
    """The name that a provider has in the data set; fails with a usage error for one that it does not have."""
    found = provider_of(name)
    if found is None:
        known = [spelling for entry in providers().values() for spelling in (entry.id, entry.name, *entry.aliases)]
        raise click.UsageError(f'no row is of a provider called "{name}"{_close(name, known)}')
    return found.name


def _close(name: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    return f'; did you mean "{close[0]}"?' if close else ""
