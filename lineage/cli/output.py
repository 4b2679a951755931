"""Where output goes: a terminal with colours, a pipe, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

import click

STDOUT: Final = "-"

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "good": {"fg": "green", "bold": True},
    "place": {"bold": True},
    "bold": {"bold": True},
    "dim": {"dim": True},
}


def paint(style: str, text: str) -> str:
    """Text in a style, as terminal codes."""
    return click.style(text, **_STYLES[style])


def wants_colour(choice: str, path: str | None) -> bool:
    """Whether to use colours: as told, else on a terminal unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    if path or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout is not None and sys.stdout.isatty())


def write(content: str | bytes, path: str | None) -> None:
    """Print, or write a file in one step: whoever reads it sees the old one or the new one, never half. ``-`` is
    standard output.

    Raises :class:`click.UsageError` where the file cannot be written, or nothing can be printed.
    """
    if path is None or path == STDOUT:
        _print(content)
        return
    import tempfile

    target = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe cannot be replaced
            return
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise click.UsageError(f'cannot write "{path}": {error.strerror}') from error


def _print(content: str | bytes) -> None:
    if sys.stdout is None:  # a process may be started without one
        raise click.UsageError("cannot print: there is no standard output")
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.UsageError(f"cannot print: {error.strerror}") from error


def manifest(tree: Any, *, yaml: bool) -> str:
    """A manifest as text that the reader takes."""
    if yaml:
        from lineage.interop.template import as_yaml

        return as_yaml(tree)[0]
    import json

    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def is_yaml(path: str | None) -> bool:
    """Whether a file's name asks for YAML."""
    return bool(path) and str(path).lower().endswith((".yaml", ".yml"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
