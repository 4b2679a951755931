"""What a conversion does not hold: a few lines for people, and all of it as a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import click

from lineage.cli import output
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.interop import Loss

_SHOWN: Final = 20
"""Lines of the summary."""
_FIELDS: Final = ("file", "format", "path", "why", "value")

Groups: TypeAlias = "dict[tuple[str, str], list[Loss]]"

OPTION = click.option(
    "--losses",
    "losses_file",
    metavar="FILE",
    default=None,
    help='Write every place that is lost to a file: JSON, or CSV by its suffix; "-" prints it.',
)
STRICT = click.option("--no-loss", is_flag=True, help="Exit with 1 where anything is lost. It is written all the same.")


class Lost(NamedTuple):
    """What one file of one format lost."""

    file: str
    format: str
    losses: tuple[Loss, ...]


def where(target: str | None, losses_file: str | None) -> None:
    """Raises :class:`click.UsageError` where the result and the losses would both be printed."""
    if losses_file == "-" and target in (None, "-"):
        raise click.UsageError("the result and the losses cannot both be printed: name a file with -o")


def report(found: Sequence[Lost], losses_file: str | None) -> int:
    """Say on standard error what was lost, and write all of it where a file was named. How many places there are."""
    total = sum(len(one.losses) for one in found)
    if losses_file:
        output.write(_listed(found, losses_file), None if losses_file == "-" else losses_file)
    if total:
        sys.stderr.write(summary(found, losses_file))
    return total


def summary(found: Sequence[Lost], losses_file: str | None) -> str:
    """What was lost, by kind, in a few lines."""
    from lineage.interop.losses import by_reason

    groups = _fewer(by_reason(loss for one in found for loss in one.losses))
    total = sum(len(one.losses) for one in found)
    files = sum(bool(one.losses) for one in found)
    of = f" of {files} files" if files > 1 else f" of {one_line(next(one.file for one in found if one.losses))}"
    lines = [f"not in the result: {total} {'place' if total == 1 else 'places'}{of}"]
    for (pattern, why), losses in list(groups.items())[:_SHOWN]:
        times = f" ({len(losses)} times)" if len(losses) > 1 else ""
        lines.append(f"  {one_line(pattern) or 'the whole document'}{times}: {one_line(why)}")
    if len(groups) > _SHOWN:
        rest = len(groups) - _SHOWN
        lines.append(f"  … and {rest} more {'kind' if rest == 1 else 'kinds'} of places")
    if not losses_file:
        lines.append("  each with its value: --losses FILE")
    return "\n".join(lines) + "\n"


def _fewer(groups: Groups) -> Groups:
    """The same groups; where most differ by their first member alone (a file of records by name), those are joined."""
    if len(groups) <= _SHOWN:
        return groups
    joined: Groups = {}
    for (pattern, why), losses in groups.items():
        _, _, rest = pattern.removeprefix("/").partition("/")
        joined.setdefault((f"/*/{rest}" if rest else pattern, why), []).extend(losses)
    return joined if len(joined) * 10 <= len(groups) else groups


def _listed(found: Sequence[Lost], losses_file: str) -> str:
    rows = [dict(zip(_FIELDS, (one.file, one.format, *loss), strict=True)) for one in found for loss in one.losses]
    if not losses_file.lower().endswith(".csv"):
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    from lineage.summary.attachments import table_of

    return table_of(list(_FIELDS), [list(row.values()) for row in rows]).decode()
