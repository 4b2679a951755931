"""``lineage check`` and its neighbours with odd command lines, odd files, odd processes: always an answer and a code,
and nothing that is read is ever written over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_check_command import GOOD, write
from tests.cli.test_gate_options import SYNTHETIC, summary
from tests.conftest import REPOSITORY, Run


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A shell's way to close or fill what a process is given."""
    return subprocess.run(
        ["sh", "-c", command.replace("LINEAGE", f"{sys.executable} -m lineage")],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# Nothing that is read is written over


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "s.yaml"),
        ("-o", "./s.yaml"),
        ("--format", "json=s.yaml"),
        ("--format", "text", "--format", "json=../{folder}/s.yaml"),
        ("--write-baseline", "s.yaml"),
        ("-o", "link.yaml"),
        ("--baseline", "known.json", "-o", "known.json"),
        ("--write-baseline", "new.json", "-o", "./new.json"),
        ("-o", "lineage.toml"),
        ("--format", "json=a.json", "--format", "sarif=./a.json"),
    ],
)
def test_nothing_that_is_read_is_written_over(lineage: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(
        tmp_path,
        s__yaml=SYNTHETIC,
        known__json='{"lineageBaseline": 1, "findings": []}',
        lineage__toml='profile = "lab"\n',
    )
    (tmp_path / "link.yaml").symlink_to("s.yaml")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run = lineage("check", "s.yaml", *(part.format(folder=tmp_path.name) for part in arguments))
    assert run.returncode == 2, run.stdout
    assert "Error: " in run.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_dash_is_standard_output(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, s__yaml=SYNTHETIC)
    plain = lineage("check", "s.yaml", "--format", "json").stdout
    assert lineage("check", "s.yaml", "--format", "json", "-o", "-").stdout == plain
    assert lineage("check", "s.yaml", "--format", "json=-").stdout == plain
    assert lineage("check", "s.yaml", "--format", "text", "--format", "json=-").returncode == 2
    assert not (tmp_path / "-").exists()


# Each file once, and all of them


def test_a_file_is_checked_once_however_it_is_named(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, d_in_lineage__yaml=SYNTHETIC)
    names = ("d/lineage.yaml", "./d/lineage.yaml", "d/../d/lineage.yaml", str(tmp_path / "d/lineage.yaml"), "d", "./d/")
    for order in (names, names[::-1]):
        assert summary(lineage("check", *order, "--format", "json").stdout)["files"] == 1
    assert summary(lineage("check", "-", "-", "--format", "json", stdin=GOOD).stdout)["files"] == 1


def test_a_card_with_long_front_matter_or_a_mark_is_not_passed_over(lineage: Run, tmp_path: Path) -> None:
    block = "lineage:\n" + "".join(f"  {line}" for line in SYNTHETIC.splitlines(keepends=True))
    filler = "".join(f"tag{number}: filler\n" for number in range(8_000))
    write(tmp_path, long_in_README__md=f"---\n{filler}{block}---\n# Card\n")
    assert "SYN003" in lineage("check", "long").stdout
    write(tmp_path, mark_in_README__md=f"\ufeff---\n{block}---\n# Card\n")
    marked = lineage("check", "mark")
    assert marked.returncode == 2
    assert "RDR005" in marked.stdout
    write(tmp_path, rule_in_README__md="---\ntitle: x\n---\nlineage: in the text\n")
    assert "no manifest" in lineage("check", "rule").stderr


def test_a_folder_that_cannot_be_looked_into_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import click

    from lineage.cli import inputs

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "sealed\x1b[31m")

    write(tmp_path, d_in_lineage__yaml=GOOD)
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(click.UsageError, match=r'cannot look into "sealed\[U\+001B\]\[31m": Permission denied'):
        inputs.expand([str(tmp_path / "d")])


# Odd command lines


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--select", ""), "--select names no rule"),
        (("--select", " , "), "--select names no rule"),
        (("--write-baseline", ""), "cannot write"),
        (("--baseline", ""), "cannot read the baseline"),
        (("-o", ""), "cannot write"),
        (("--at", "20261122"), "write YYYY-MM-DD"),
        (("--at", "2026-W47-7"), "write YYYY-MM-DD"),
        (("--at", "2026-02-30"), "write YYYY-MM-DD"),
        (("a" * 5_000,), "RDR002"),
        (("",), "RDR001"),
        (("--search", "s.yaml"), "is a file"),
    ],
)
def test_odd_arguments_are_2(lineage: Run, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    write(tmp_path, s__yaml=SYNTHETIC)
    run = lineage("check", "s.yaml", *arguments)
    assert run.returncode == 2
    assert words in run.stderr + run.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["s.yaml"]


def test_a_path_that_no_file_can_have_comes_first(lineage: Run) -> None:
    assert "RDR002" in lineage("check", "a" * 5_000).stdout


def test_sizes_beyond_all_bounds(lineage: Run, tmp_path: Path) -> None:
    assert lineage("check", "-", "--max-size", "9" * 30, stdin=GOOD).returncode == 0


def test_select_of_nothing_in_rules(lineage: Run) -> None:
    assert lineage("rules", "--select", "").returncode == 2


# Odd processes


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("LINEAGE check - <&-", 2, "cannot read standard input"),
        ("LINEAGE check good.yaml >&-", 2, "cannot print: there is no standard output"),
        ("LINEAGE rules >&-", 2, "cannot print"),
        ("LINEAGE explain SYN003 >&-", 2, "cannot print"),
        ("LINEAGE check missing.yaml 2>&-", 2, ""),
        ("LINEAGE check --nonsense 2>&-", 2, ""),
        ("LINEAGE check good.yaml 2>&- >&-", 2, ""),
        ("mkdir gone; cd gone; rmdir ../gone; LINEAGE check x.yaml", 2, "No such file"),
        ("LINEAGE check good.yaml -o /dev/null", 0, ""),
    ],
)
def test_what_a_process_lacks(tmp_path: Path, command: str, code: int, words: str) -> None:
    write(tmp_path, good__yaml=GOOD)
    run = shell(command, tmp_path)
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    assert words in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_2(tmp_path: Path) -> None:
    write(tmp_path, good__yaml=GOOD)
    for command in ("LINEAGE check good.yaml >/dev/full", "LINEAGE check good.yaml -o /dev/full"):
        run = shell(command, tmp_path)
        assert run.returncode == 2
        assert "Traceback" not in run.stderr
        assert "No space left" in run.stderr


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    many = "".join(f"  - id: d{number}\n    origin: synthetic\n" for number in range(3_000))
    write(tmp_path, many__yaml=f'lineage: "1.0-draft"\nid: urn:a:b\ndatasets:\n{many}')
    run = shell("LINEAGE check many.yaml --limit 0 --format json | head -c 10", tmp_path)
    assert run.returncode == 0
    assert run.stderr == ""


# Names that are no text


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab", "markdown"])
def test_a_name_that_is_no_text(lineage: Run, tmp_path: Path, form: str) -> None:
    folder = os.fsencode(tmp_path / "d") + b"\xfe"
    Path(os.fsdecode(folder)).mkdir()
    Path(os.fsdecode(folder + b"/lineage.yaml")).write_text(SYNTHETIC, "utf-8")
    run = lineage("check", ".", "--format", form)
    assert run.returncode == 1
    assert "SYN003" in run.stdout
    again = lineage("check", ".", "--format", form, "--write-baseline", "known.json")
    assert again.returncode == 0, again.stdout
    entries = json.loads((tmp_path / "known.json").read_text("utf-8"))["findings"]
    assert [entry["code"] for entry in entries] == ["SYN003"]
