"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

import click

from lineage.read import Limits
from lineage.rules.registry import LAWS, PROFILES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

PROFILE: Final[Decorator] = click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="lab",
    show_default=True,
    help="How strict: a draft in the making, a lab's gate, or a regulator's reading.",
)
LAW: Final[Decorator] = click.option(
    "--for", "law", type=click.Choice(LAWS), default=None, help="Also ask for what this law requires."
)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; fails with a usage error on anything else."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
            if day.isoformat() != value:  # Python reads other forms of ISO 8601 too
                raise ValueError
            return day
        except ValueError:
            self.fail(f'"{value}" is not a day; write YYYY-MM-DD', param, ctx)


AT: Final[Decorator] = click.option(
    "--at",
    type=Day(),
    default=None,
    metavar="YYYY-MM-DD",
    help="The day to measure staleness by. Default: SOURCE_DATE_EPOCH, else today.",
)
MAX_SIZE: Final[Decorator] = click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=None,
    metavar="MIB",
    help="Largest file to read, in MiB. Default: 512 for JSON, 256 for YAML.",
)


def today(at: date | None) -> date:
    """The day asked for, or the day of SOURCE_DATE_EPOCH, or today in UTC. Only the command line looks at the clock.

    Raises :class:`click.UsageError` for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    if at:
        return at
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds') from error


def limits(max_size: int | None) -> Limits:
    """The reader's limits for a ``--max-size``."""
    if max_size is None:
        return Limits()
    size = max_size * 1024 * 1024
    return Limits(json_bytes=size, yaml_bytes=size)
