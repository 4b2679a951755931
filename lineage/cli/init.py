"""``lineage init``: a first manifest, from what is there already, from a few questions, or to fill in."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lineage.cli import lost, options, output
from lineage.cli.foreign import Foreign, FormatName, opened, read
from lineage.rules.registry import LAWS
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.checker import Report
    from lineage.interop import Format


@click.command("init")
@click.argument("more", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FILE|DIR",
    type=click.Path(allow_dash=True),
    help="What to import: a file, or a directory with files of formats that are read. Can be repeated, or followed by "
    "several files.",
)
@click.option(
    "--format", "told", type=FormatName("reads"), default=None, help="The format of the files; told by their content."
)
@click.option("--id", "name", metavar="IRI", default=None, help="The id of the manifest.")
@click.option(
    "-o", "--output", "target", metavar="FILE", default=None, help="Write to a file; JSON by its suffix, else YAML."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@lost.OPTION
@click.option(
    "--for",
    "law",
    type=click.Choice((*LAWS, "none")),
    default="eu",
    show_default=True,
    help="Mark what this law still asks for.",
)
@options.AT
@options.MAX_SIZE
def command(
    more: tuple[str, ...],
    sources: tuple[str, ...],
    told: Format | None,
    name: str | None,
    target: str | None,
    force: bool,
    losses_file: str | None,
    law: str,
    at: date | None,
    max_size: int | None,
) -> None:
    """Begin a manifest.

    With --from, one manifest is made from all files: dataset and model cards, Croissant, SBOMs, pipeline events and
    more. Nothing is invented: what a source does not say is absent, and what no field holds is reported as lost.
    Without it, a terminal is asked a few questions, and anything else gets a template with comments.

    The result passes `lineage check --profile draft`. In YAML, comments mark what is still to fill in.

    \b
    Exit codes:
      0  written
      1  written, and the files say things that a check refuses
      2  wrong usage, or a file that cannot be read; nothing is written
    """
    if target and target != "-" and Path(target).exists() and not force:
        raise click.UsageError(f'"{target}" is there already; name another file, or write over it with --force')
    lost.where(target, losses_file)
    day = options.today(at)
    wanted = None if law == "none" else law
    paths = (*sources, *more)
    if paths:
        sys.exit(_imported(paths, told, name, target, losses_file, wanted, day, max_size))
    if told or losses_file:
        raise click.UsageError("there is nothing to import: name files with --from")
    if on_terminal():
        from lineage.cli.interview import interview

        _write(interview(name), (), target, wanted, day)
    else:
        output.write(_template(name, target), _place(target))


def on_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _imported(
    paths: Sequence[str],
    told: Format | None,
    name: str | None,
    target: str | None,
    losses_file: str | None,
    law: str | None,
    day: date,
    max_size: int | None,
) -> int:
    from lineage.interop import Draft

    draft = Draft()
    origin: list[str] = []
    found: list[lost.Lost] = []
    for foreign in opened(paths, told, options.limits(max_size)):
        losses = read(foreign, draft)
        found.append(lost.Lost(foreign.path, foreign.format.name, losses))
        origin.append(_origin(foreign))
    report = checked(draft.tree(name))
    _write(report.document.tree() if report.document else {}, origin, target, law, day)
    lost.report(found, losses_file)
    if report.failed:
        errors = sum(report.fails(finding) for finding in report.findings)
        place = target or "the manifest"
        sys.stderr.write(
            f"{errors} {'finding' if errors == 1 else 'findings'}: lineage check --profile draft {place}\n"
        )
        for finding in report.findings[:5]:
            sys.stderr.write(f"  {finding.code} {one_line(finding.message)}\n")
    return int(report.failed)


def checked(tree: dict[str, Any]) -> Report:
    """What a check of a draft says about an imported manifest; only errors count.

    Raises :class:`click.UsageError` for one with faults of shape: then nothing must be written.
    """
    from dataclasses import replace

    from lineage.checker import check
    from lineage.finding import Layer
    from lineage.read import read_bytes

    document = read_bytes(json.dumps(tree, ensure_ascii=False).encode(), "lineage.json", "json")
    report = check(document, profile="draft")
    for finding in report.findings:
        if finding.layer is not Layer.RULE:
            raise click.UsageError(
                f"the import is not in the shape of a manifest, which is a fault of this program: {finding.message}"
            )
    return replace(report, fail_on="error")


def _origin(foreign: Foreign) -> str:
    return f"Imported from {one_line(foreign.path)} ({foreign.format.title}), sha256 {foreign.source.sha256}"


def _write(tree: dict[str, Any], origin: Sequence[str], target: str | None, law: str | None, day: date) -> None:
    if target and target.lower().endswith(".json"):
        text = json.dumps(tree, indent=2, ensure_ascii=False) + "\n"
    else:
        from lineage.interop.template import commented

        text = commented(tree, origin, law, day)
    output.write(text, _place(target))


def _place(target: str | None) -> str | None:
    return None if target == "-" else target


def _template(name: str | None, target: str | None) -> str:
    from lineage.interop.template import template

    text = template()
    if name:
        text = text.replace("urn:lineage:template  # FILL IN:", f"{json.dumps(name)}  #", 1)
    if target and target.lower().endswith(".json"):
        import ryaml

        return json.dumps(ryaml.loads(text), indent=2, ensure_ascii=False) + "\n"
    return text
