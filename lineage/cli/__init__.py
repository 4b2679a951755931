"""The command line. One thin file per command, loaded when it is called: starting up is half the cost of a check."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import types
from typing import Final, NoReturn

# Before pydantic is imported. A gate must not run plugins that happen to be installed beside it. Only asking whether
# there are any loads e-mail, zip and socket packages, which takes a tenth of the time of checking a small manifest.
_loader = types.ModuleType("pydantic.plugin._loader")
_loader.__dict__["get_plugins"] = tuple
sys.modules.setdefault(_loader.__name__, _loader)
# Imports and manifests make objects that live until the end; looking for garbage among them is wasted time.
gc.disable()

import click  # noqa: E402  once no garbage is looked for

from lineage.version import VERSION  # noqa: E402  as click

COMMANDS: Final = {
    "init": "Begin a manifest: from files of other formats, or to fill in.",
    "check": "Find the faults of manifests.",
    "summary": "Write the public summary of training content.",
    "trace": "Trace which models taught a model, along which paths, under which terms.",
    "terms": "List clauses on record on training with the outputs of models.",
    "score": "Score what a manifest or summary says, by a public rubric.",
    "convert": "Write a manifest in another format, or another format as a manifest.",
    "scan": "Count what is in the files of a dataset, and write it into a manifest.",
    "fingerprint": "Make a list of fingerprints of known texts, for scans to compare with.",
    "redact": "Write the manifest that some readers may have.",
    "explain": "Explain a code that a check reports.",
    "rules": "List all rules.",
    "migrate": "Bring a manifest up to the version that this release writes.",
    "completion": "Print the completion script of a shell.",
}
"""Name and one line of help of each command; the command itself is ``lineage.cli.NAME.command``."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"lineage.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = click.utils.make_str(args[0])
        if name not in COMMANDS:
            import difflib

            close = difflib.get_close_matches(name, list(COMMANDS), n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            ctx.fail(f'There is no command "{name}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "-V", "--version", prog_name="lineage")
def main() -> None:
    """Where training data came from, and which models taught which.

    Checks manifests of training data lineage, and writes the summaries that laws ask for.

    \b
    Exit codes:
      0  clean, or only notes
      1  findings
      2  wrong usage, or input that cannot be read
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            # A terminal that cannot show a character must not end the run.
            reconfigure(errors="backslashreplace")


def run() -> NoReturn:
    """The command as a process. It ends without taking the interpreter apart, which costs a tenth of a small check and
    frees nothing that the end of the process does not free; everything written is flushed first."""
    code = 0
    try:
        main(prog_name="lineage")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as error:
        # What a file system may answer at any moment is no fault of this program, and findings are not the answer.
        code = 2
        from lineage.visible import one_line

        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        click.echo(f"Error: {one_line(place)}{error.strerror or error}", err=True)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a process may be started without one
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)
