"""``lineage trace``: which models taught a model or dataset, or whom one reached."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from lineage.cli import inputs, options, output
from lineage.finding import Finding, Part
from lineage.graph.entities import Entity
from lineage.graph.imports import Problem, resolve
from lineage.graph.network import Network
from lineage.graph.reach import REACHES
from lineage.model import Manifest
from lineage.model.roles import PARTS, ROLES
from lineage.read import Document, Limits
from lineage.report.inert import inert_lines
from lineage.shape import shape
from lineage.trace import FORMATS, Filters, reached, trace
from lineage.visible import one_line

_DEFAULT: Final = "lineage.yaml"
_HARMLESS: Final = frozenset({"loop", "aliasTwice"})
"""Problems by which nothing is lost: the trace is whole, and the exit code 0."""


class _Role(click.ParamType[str]):
    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a role, or a role and a part; fails with a usage error on anything else."""
        role, dot, part = str(value).partition(".")
        if role in ("initialize", "unknown") and not dot:
            return role
        if role not in ROLES or (dot and part not in PARTS):
            roles = ", ".join([*ROLES, "initialize", "unknown"])
            self.fail(
                f'"{value}" is no role; write one of {roles}, or a role and a part: generate.response', param, ctx
            )
        return str(value)


@click.command("trace")
@click.argument("subject", metavar="SUBJECT")
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...", type=click.Path(allow_dash=True))
@click.option(
    "--search",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where imported manifests may be. Can be repeated.",
)
@click.option("--down", is_flag=True, help="Which models and datasets SUBJECT reaches, instead of who taught it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=_Role(),
    metavar="ROLE",
    help="Only what was done in this role: generate, judge.score, initialize … Can be repeated.",
)
@click.option(
    "--reach", type=click.Choice(REACHES[1:]), default=None, help="Only what arrives that strong or stronger."
)
@click.option("--depth", type=click.IntRange(min=0), default=None, metavar="N", help="At most N models between.")
@click.option(
    "--only", type=click.Choice(["third-party"]), default=None, help="Leave out models of the subject's own provider."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", "target", metavar="FILE", default=None, help="Write to a file.")
@options.AT
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@options.MAX_SIZE
def command(
    subject: str,
    manifests: tuple[str, ...],
    search: tuple[Path, ...],
    down: bool,
    roles: tuple[str, ...],
    reach: str | None,
    depth: int | None,
    only: str | None,
    format_: str,
    target: str | None,
    at: date | None,
    color: str,
    max_size: int | None,
) -> None:
    """Show which models taught a model or dataset, in what form, and by which path.

    SUBJECT is an id, alias:id, an IRI, a name on Hugging Face, or a name in words. Without a MANIFEST, lineage.yaml in
    the current folder is read. Imports are looked for beside their manifest and in --search; nothing is fetched.

    \b
    Exit codes:
      0  traced
      1  the manifests have problems: imports not found, digests that
         differ, references that lead nowhere
      2  wrong usage, or input that cannot be read
    """
    day = options.today(at)
    limits = options.limits(max_size)
    bundle = resolve(_given(manifests, limits), search=search, limits=limits)
    network = Network(bundle)
    entity = _subject(network, subject)
    filters = Filters(roles, reach, depth, only == "third-party")
    found = (reached if down else trace)(network, entity, filters, at=day)
    renderer: Callable[..., str] = getattr(importlib.import_module(f"lineage.trace.{format_}"), f"render_{format_}")
    text = renderer(found, **_style(format_, color, target))
    output.write(inert_lines(text) if format_ == "text" else text, target)
    problems = [*bundle.problems, *network.entities.problems, *_dangling(network)]
    _say(network, problems)
    sys.exit(1 if any(problem.kind not in _HARMLESS for problem in problems) else 0)


def _style(format_: str, color: str, target: str | None) -> dict[str, Any]:
    """Colours and width, which only text has."""
    if format_ != "text":
        return {}
    style: dict[str, Any] = {"paint": output.paint} if output.wants_colour(color, target) else {}
    if target is None and sys.stdout.isatty():
        style["width"] = max(shutil.get_terminal_size().columns, 60)
    return style


def _given(manifests: Sequence[str], limits: Limits) -> list[tuple[Document, Manifest]]:
    """The manifests of the command line. Ends the run where one cannot be read or has faults of shape."""
    if not manifests:
        if not Path(_DEFAULT).is_file():
            raise click.UsageError(f"there is no {_DEFAULT} here: name a manifest after the subject")
        manifests = (_DEFAULT,)
    found: list[tuple[Document, Manifest]] = []
    code = 0
    for path in inputs.expand(manifests):
        outcome = inputs.read(path, limits)
        if isinstance(outcome, Finding):
            code = 2
            _refuse("<stdin>" if path == inputs.STDIN else path, None, (outcome,))
            continue
        shaped = shape(outcome.json, outcome.tree)
        if shaped.findings or shaped.manifest is None:
            code = max(code, 1)
            _refuse(outcome.name, outcome, shaped.findings)
            continue
        found.append((outcome, shaped.manifest))
    if code:
        sys.stderr.write("No trace was made: mend what is named above first, or facts would be lost.\n")
        sys.exit(code)
    return found


def _refuse(name: str, document: Document | None, findings: tuple[Finding, ...]) -> None:
    from lineage.checker import Report
    from lineage.report.text import plain, render_text

    paint = output.paint if sys.stderr.isatty() else plain
    sys.stderr.write(render_text([Report(name, document, None, findings)], paint=paint))


def _subject(network: Network, name: str) -> Entity:
    """The one model or dataset that a name stands for. Raises :class:`click.UsageError` for none or several."""
    found = network.entities.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "".join(f"\n  {_described(network, entity)}" for entity in found)
        raise click.UsageError(f'"{one_line(name)}" may be one of these; name one by its id:{listed}')
    import difflib

    names = {known: entity for entity in network.entities.all for known in (entity.name, entity.id)}
    folded = {known.casefold(): entity for known, entity in names.items()}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=3, cutoff=0.6)
    entities = dict.fromkeys(folded[one] for one in close)
    hint = "".join(f"\n  {_described(network, entity)}" for entity in entities)
    advice = f". Did you mean one of these?{hint}" if hint else ""
    raise click.UsageError(f'there is no model or dataset "{one_line(name)}" in these manifests{advice}')


def _described(network: Network, entity: Entity) -> str:
    """An entity on one line: what to type for it, what it is, and where it stands."""
    place = entity.records[0].place
    source = network.bundle.sources[place.source]
    given = "" if source.given else f"{source.manifest.id}#"
    return one_line(f"{given}{entity.id}  ({entity.kind} {entity.name}, in {source.name})")


def _dangling(network: Network) -> list[Problem]:
    """References to models and datasets that lead nowhere, or to a record of the other kind, as problems."""
    nowhere = ("names no model or dataset", "correct it, add the record, or import the manifest that has it")
    other = (
        "names a model where a dataset belongs, or a dataset for a model",
        "name a record of the kind that belongs",
    )
    return [
        Problem("dangling", place.source, place.pointer, f'"{reference}" {message}', advice)
        for found, (message, advice) in ((network.unresolved, nowhere), (network.misplaced, other))
        for reference, place in dict.fromkeys(found)
    ]


def _say(network: Network, problems: Sequence[Problem]) -> None:
    """The problems on standard error, each with file, line and column."""
    for problem in problems:
        source = network.bundle.sources[problem.source]
        where = one_line(source.name)
        if source.document is not None:
            target = (problem.pointer, Part.VALUE)
            span = source.document.locate([target])[target]
            where = f"{where}:{span.line}:{span.column}"
        word = "note" if problem.kind in _HARMLESS else "error"
        text = f"{where}: {word}: {one_line(problem.message)}\n  = {one_line(problem.advice)}\n"
        sys.stderr.write(inert_lines(text))
