"""A command that takes what its command line leaves open from the project's settings (``lineage.gate.config``).

Looking for the files is all that happens where there are none; reading them is loaded when one is found.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from lineage.rules.policy.model import Policy

_NAMES = ("lineage.toml", "pyproject.toml")
_USED = "lineage.settings"
_POLICY = "lineage.policy"

NO_CONFIG = click.option(
    "--no-config", is_flag=True, help="Do not look for lineage.toml or [tool.lineage] in pyproject.toml."
)


class Configured(click.Command):
    """A command with ``paths`` whose other options may be set in a file: in the nearest folder upwards from the first
    path."""

    def invoke(self, ctx: click.Context) -> Any:
        """Fill in the settings, then run. A fault in them is wrong usage."""
        if not ctx.params.get("no_config"):
            _fill_in(ctx)
        return super().invoke(ctx)


def settings_used() -> str | None:
    """The file that settings were taken from, as shown to people."""
    used: str | None = click.get_current_context().meta.get(_USED)
    return used


def policy() -> Policy | None:
    """The policy on teachers in the settings, if there is one."""
    found: Policy | None = click.get_current_context().meta.get(_POLICY)
    return found


def _fill_in(ctx: click.Context) -> None:
    first = ctx.params["paths"][0]
    start = Path(os.path.abspath("" if first == "-" else first))  # noqa: PTH100  without ".."
    places = (folder / name for folder in (start, *start.parents) for name in _NAMES)
    if not any(os.path.isfile(path) or os.path.islink(path) for path in places):  # noqa: PTH113, PTH114  never raise
        return
    from lineage.errors import LineageError
    from lineage.gate.config import find_config

    try:
        found = find_config(start)
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}") from error
    if found is None:
        return
    path, config = found
    ctx.meta[_USED] = _shown(path)
    given = config.given()
    ctx.meta[_POLICY] = given.pop("policy", None)
    folder = Path(_shown(path.parent))
    if "baseline" in given:
        given["baseline"] = str(folder / given["baseline"])
    if "search" in given:
        given["search"] = [str(folder / name) for name in given["search"]]
    options = {option.name: option for option in _options(ctx)}
    renamed = {"format": "wanted"}
    for name, value in given.items():
        option = options[renamed.get(name, name)]
        if ctx.get_parameter_source(option.name or "") is ParameterSource.DEFAULT:
            many = (value if isinstance(value, list) else [value]) if option.multiple else value
            try:
                ctx.params[option.name or ""] = option.type_cast_value(ctx, many)
            except click.BadParameter as error:
                raise click.UsageError(f'{_shown(path)}: "{name.replace("_", "-")}": {error.message}') from error


def _options(ctx: click.Context) -> list[click.Option]:
    return [option for option in ctx.command.params if isinstance(option, click.Option)]


def _shown(path: Path) -> str:
    """A path below the current folder without it; reports must not depend on where a checkout lies."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
