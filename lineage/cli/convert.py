"""``lineage convert``: a manifest in another format, or another format as a manifest."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lineage.cli import inputs, lost, options, output
from lineage.cli.foreign import FormatName, opened, read
from lineage.errors import LineageError
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.interop import Exported, Format

LINEAGE: Final = "lineage"
_OPTIONS: Final = {
    "subject": "--subject",
    "version": "--cyclonedx-version",
    "syntax": "--rdf-format",
}
"""Options that some formats take, as they are written on the command line."""
_DAYS: Final = frozenset({"at", "created"})
"""What formats call the day on which a document is made."""


class _Target(FormatName):
    """A format that is written, or ``lineage``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Find the format; fails with a usage error where there is none, or it is only read."""
        return LINEAGE if value == LINEAGE else super().convert(value, param, ctx)


@click.command("convert")
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "--to", "to", type=_Target("writes"), required=True, help='The format to write; "lineage" for a manifest.'
)
@click.option("--format", "told", type=FormatName("reads"), default=None, help="The format of FILE, if no manifest.")
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@lost.OPTION
@lost.STRICT
@click.option("--subject", metavar="ID", default=None, help="The model or dataset that the result is about.")
@click.option("--cyclonedx-version", "version", type=click.Choice(("1.7", "1.6")), default=None, help="Default: 1.7.")
@click.option(
    "--rdf-format",
    "syntax",
    type=click.Choice(("nquads", "turtle", "json")),
    default=None,
    help="Of rdf: nquads (default) or turtle. Of prov: json (default) or turtle. A file .ttl is turtle.",
)
@click.option("--hidden", is_flag=True, help="Also write records that are not public (visibility).")
@options.AT
@options.MAX_SIZE
def command(
    file: str,
    to: Format | str,
    told: Format | None,
    target: str | None,
    losses_file: str | None,
    no_loss: bool,
    subject: str | None,
    version: str | None,
    syntax: str | None,
    hidden: bool,
    at: date | None,
    max_size: int | None,
) -> None:
    """Write a manifest in another format, or a file of another format as a manifest (--to lineage).

    What the result does not hold is said on standard error, and in full with --losses: it is never dropped in silence.
    docs/formats.md has the tables. A file of one format can be written in another; it goes by way of a manifest.

    \b
    Exit codes:
      0  written, whatever was lost
      1  written, and something was lost, with --no-loss
      2  wrong usage, or a file that cannot be read; nothing is written
    """
    lost.where(target, losses_file)
    limits = options.limits(max_size)
    tree = None if told else _manifest(file, limits)
    found: list[lost.Lost] = []
    if tree is None:
        from lineage.cli.init import checked
        from lineage.interop import Draft

        draft = Draft()
        given_files = opened((file,), told, limits)
        found += [lost.Lost(one.path, one.format.name, read(one, draft)) for one in given_files]
        tree = draft.tree()
        checked(tree)
    elif to == LINEAGE:
        raise click.UsageError(f"{file}: it is a manifest already; name a format with --to")
    if isinstance(to, str):
        files: dict[str, bytes] = {"": _text(tree, target).encode()}
    else:
        if not hidden:
            _all_public(file, tree)
        if syntax is None and target and target.lower().endswith(".ttl") and "syntax" in to.options:
            syntax = "turtle"
        given = {"subject": subject, "version": version, "syntax": syntax}
        made = _written(to, tree, {key: value for key, value in given.items() if value}, options.today(at))
        found.append(lost.Lost("<manifest>" if found else file, to.name, made.losses))
        files = made.files
    _write(files, target)
    total = lost.report(found, losses_file)
    sys.exit(1 if total and no_loss else 0)


def _manifest(file: str, limits: Any) -> dict[str, Any] | None:
    """The manifest in a file, ``None`` where it is of another format. Raises :class:`click.UsageError` for one with
    faults."""
    from lineage.finding import Finding
    from lineage.shape import shape

    if file != inputs.STDIN and Path(file).is_dir():
        return None
    outcome = inputs.read(file, limits)
    tree = None if isinstance(outcome, Finding) else outcome.tree()
    if isinstance(outcome, Finding) or not isinstance(tree, dict) or LINEAGE not in tree:
        if file == inputs.STDIN:  # it is read once
            raise click.UsageError("standard input is no manifest; say what it is with --format")
        return None  # whoever reads other formats says what is wrong with it
    if shape(outcome.json, outcome.tree).findings:
        raise click.UsageError(f"{file} has faults of shape; run: lineage check {file}")
    return tree


def _all_public(file: str, tree: dict[str, Any]) -> None:
    """Raises :class:`click.UsageError` where records are not for everybody: what is written is given to others."""
    records = [record for listed in tree.values() if isinstance(listed, list) for record in listed]
    kept = [one for one in records if isinstance(one, dict) and one.get("visibility", "public") != "public"]
    if kept:
        names = ", ".join(one_line(str(one.get("id"))) for one in kept[:3]) + (" …" if len(kept) > 3 else "")
        records_are = "1 record is" if len(kept) == 1 else f"{len(kept)} records are"
        raise click.UsageError(
            f"{file}: {records_are} not public ({names}); write the public manifest first, with lineage redact, or add "
            "--hidden to give them away"
        )


def _written(to: Format, tree: dict[str, Any], given: dict[str, str], day: date) -> Exported:
    """The manifest in a format. Raises :class:`click.UsageError` where that cannot be done."""
    taken = to.options
    for name in given:
        if name not in taken:
            raise click.UsageError(f"{_OPTIONS[name]} says nothing about {to.title}")
    if not tree.keys() & {"modified", "issued"}:  # else the document is as old as the manifest
        given = {**given, **{name: day.isoformat() for name in _DAYS & taken}}
    try:
        return to.write(tree, **given)
    except LineageError as error:
        advice = f"; {one_line(error.advice)}" if error.advice else ""
        raise click.UsageError(f"{one_line(error.message)}{advice}") from error


def _write(files: dict[str, bytes], target: str | None) -> None:
    """The first file to where it should go, the others beside it."""
    (_, main), *others = files.items()
    if target in (None, "-"):
        output.write(main, None)
        for name, _ in others:
            sys.stderr.write(f"not printed: {name}; it is written beside the file that -o names\n")
        return
    for name, content in others:
        output.write(content, str(Path(str(target)).with_name(name)))
    output.write(main, target)


def _text(tree: dict[str, Any], target: str | None) -> str:
    if target and target.lower().endswith((".yaml", ".yml")):
        from lineage.interop.template import as_yaml

        return as_yaml(tree)[0]
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"
