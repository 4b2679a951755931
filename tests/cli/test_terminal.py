"""What a terminal gets and a pipe does not: the progress bar and completion."""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lineage.cli.progress import with_bar
from tests.cli.test_check_command import GOOD, write
from tests.conftest import REPOSITORY, Run


class Clock:
    """A clock that goes on by a step each time it is looked at."""

    def __init__(self, step: float) -> None:
        self.now = 100.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_a_short_run_shows_no_bar() -> None:
    stream = io.StringIO()
    assert list(with_bar(["a"] * 20, stream, Clock(0.09))) == ["a"] * 20
    assert stream.getvalue() == ""


def test_a_long_run_shows_a_bar_that_leaves_no_trace() -> None:
    stream = io.StringIO()
    assert len(list(with_bar(["a"] * 40, stream, Clock(0.5)))) == 40
    shown = stream.getvalue()
    first, *_, last = shown.removesuffix("\r\x1b[K").split("\r")[1:]
    assert first == f"[{'#' * 3}{'.' * 27}] 4 of 40 files", "nothing in the first two seconds"
    assert last.endswith("39 of 40 files")
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


def test_the_bar_goes_away_when_the_run_is_cut_short() -> None:
    stream = io.StringIO()
    bar = with_bar(["a"] * 40, stream, Clock(3))
    next(iter(bar))
    del bar
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_pipe_never_gets_a_bar(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, **{f"m{i}__yaml": GOOD for i in range(5)})
    assert lineage("check", *(f"m{i}.yaml" for i in range(5))).stderr == ""


def test_a_quick_run_on_a_terminal_gets_none_either(tmp_path: Path) -> None:
    write(tmp_path, **{f"m{i}__yaml": GOOD for i in range(5)})
    leader, follower = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "lineage", "check", *(f"m{i}.yaml" for i in range(5))],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=follower,
        check=True,
    )
    os.close(follower)
    os.set_blocking(leader, False)
    with pytest.raises((BlockingIOError, OSError)):
        os.read(leader, 100)
    os.close(leader)
    assert b"5 files, 5 without errors or warnings" in run.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(lineage: Run, shell: str) -> None:
    run = lineage("completion", shell)
    assert run.returncode == 0
    assert "_LINEAGE_COMPLETE" in run.stdout


def test_completion_of_an_unknown_shell(lineage: Run) -> None:
    assert lineage("completion", "tcsh").returncode == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["che"], ["check"]),
        (["rules", "--sev"], ["--severity"]),
        (["check", "--format", "g"], ["github", "gitlab"]),
        (["check", "--select", "SYN00"], [f"SYN00{i}" for i in range(1, 10)]),
        (["check", "--fail-on", "n"], ["note", "never"]),
        (["explain", "unnamed"], ["unnamed-generator"]),
        (["completion", "f"], ["fish"]),
    ],
)
def test_bash_completes(lineage: Run, tmp_path: Path, words: list[str], expected: list[str]) -> None:
    (tmp_path / "script.bash").write_text(lineage("completion", "bash").stdout, "utf-8")
    program = tmp_path / "lineage"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lineage "$@"\n', "utf-8")
    program.chmod(0o755)
    listed = " ".join(f"'{word}'" for word in ["lineage", *words])
    code = (
        "source ./script.bash\n"
        f"COMP_WORDS=({listed}) COMP_CWORD={len(words)} COMPREPLY=()\n"
        "_lineage_completion lineage\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
        "complete -p lineage\n"
    )
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", code],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    *replies, registered = run.stdout.splitlines()
    assert replies == expected, run.stderr
    assert registered.endswith("-F _lineage_completion lineage")


WORDS = [
    (["che"], ["check"]),
    (["check", "--format", "g"], ["github", "gitlab"]),
    (["rules", "--theme", "te"], ["terms", "text"]),
]


def sourced(shell: str, code: str, folder: Path, lineage: Run) -> list[str]:
    """What a shell prints that reads the script as its users do."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (folder / f"script.{shell}").write_text(lineage("completion", shell).stdout, "utf-8")
    program = folder / "lineage"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lineage "$@"\n', "utf-8")
    program.chmod(0o755)
    plain = ["-f"] if shell == "zsh" else ["--no-config"]
    run = subprocess.run(
        [shell, *plain, "-c", code],
        cwd=folder,
        env={"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY), "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_fish_completes(lineage: Run, tmp_path: Path, words: list[str], expected: list[str]) -> None:
    code = f"source ./script.fish; complete --do-complete '{' '.join(['lineage', *words])}'"
    assert [line.split("\t")[0] for line in sourced("fish", code, tmp_path, lineage)] == expected


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_zsh_completes(lineage: Run, tmp_path: Path, words: list[str], expected: list[str]) -> None:
    code = (
        "autoload -Uz compinit; compinit -u -D\n"
        "source ./script.zsh\n"
        "[[ ${_comps[lineage]} == _lineage_completion ]] || exit 3\n"
        "compadd() { print -l -- $completions }\n"
        "_describe() { print -l -- ${completions_with_descriptions%%:*} }\n"
        f"words=({' '.join(['lineage', *words])}); CURRENT={len(words) + 1}\n"
        "_lineage_completion\n"
    )
    assert sorted(sourced("zsh", code, tmp_path, lineage)) == expected
