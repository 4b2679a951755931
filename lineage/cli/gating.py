"""The options that decide which findings count; what they do is loaded where one is given (``verdict``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from lineage.checker import FAIL_ON, Report
from lineage.cli.options import Decorator


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Codes, prefixes, names and themes of rules that begin like what was typed."""
    from lineage.rules import rules

    words = {word for rule in rules().values() for word in (rule.code, rule.code[:3], rule.name, rule.theme)}
    return sorted(word for word in words if word.lower().startswith(incomplete.lower()))


IMPORTS: Final[Decorator] = click.option(
    "--imports", is_flag=True, help="Open imported manifests and check what they are together. Nothing is fetched."
)
SEARCH: Final[Decorator] = click.option(
    "--search",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A directory in which imports are looked for too, by path or id. May be repeated; opens imports.",
)
_RULES: Final = "codes, their first letters (SYN), names or themes, with commas between them"
SELECT: Final[Decorator] = click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help=f"Ask for these rules alone: {_RULES}.",
    shell_complete=complete_rules,
)
IGNORE: Final[Decorator] = click.option(
    "--ignore", multiple=True, metavar="RULES", help="Do not ask for these rules.", shell_complete=complete_rules
)
FAIL: Final[Decorator] = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="warning",
    show_default=True,
    help="The lightest severity that makes the check fail.",
)
EXIT_ZERO: Final[Decorator] = click.option(
    "--exit-zero", is_flag=True, help="End with 0 whatever is found; still with 2 where something cannot be read."
)
BASELINE: Final[Decorator] = click.option(
    "--baseline", metavar="FILE", default=None, help="Findings in this file are known and do not count."
)
WRITE_BASELINE: Final[Decorator] = click.option(
    "--write-baseline",
    metavar="FILE",
    default=None,
    help="Write what is found to a baseline: from now on it is known. With --baseline, other files' entries stay.",
)


def prepare(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    baseline: str | None,
    write_to: str | None,
    settings: str | None,
) -> Callable[[Sequence[Report]], Sequence[Report]]:
    """A function from reports to reports. Everything that can be wrong with the options is found here, before any time
    goes into checking.

    Raises :class:`click.UsageError` for rules that are not there and for a baseline that cannot be read.
    """
    if not (select or ignore or settings) and baseline is None and write_to is None and fail_on == "warning":
        return lambda reports: reports
    from lineage.cli.verdict import Gate

    return Gate(select, ignore, fail_on, baseline, write_to, settings).prepare()
