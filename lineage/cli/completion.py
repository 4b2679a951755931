"""``lineage completion``: the script with which a shell completes commands, options and rules."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from lineage.cli import main, output

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: lineage completion bash >> ~/.bashrc
    zsh:  lineage completion zsh >> ~/.zshrc
    fish: lineage completion fish > ~/.config/fish/completions/lineage.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    # Not kind.source: for bash that first asks the bash of this machine for its version.
    output.write(ShellComplete.source(kind(main, {}, "lineage", "_LINEAGE_COMPLETE")) + "\n", None)
