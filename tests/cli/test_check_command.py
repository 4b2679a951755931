"""``lineage check`` as its users meet it: what it reads, what it prints, how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = 'lineage: "1.0-draft"\nid: urn:test:good\ndatasets:\n  - id: a\n    name: A\n'
BAD = 'lineage: "1.0-draft"\nid: urn:test:bad\ndatasets:\n  - id: a\n    origin: scraped\n'


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_clean_is_0(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, good__yaml=GOOD)
    run = lineage("check", "good.yaml")
    assert (run.returncode, run.stdout) == (0, "good.yaml: no findings (profile lab, at 2026-11-22)\n")


def test_findings_are_1(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD)
    run = lineage("check", "bad.yaml")
    assert run.returncode == 1
    assert "bad.yaml:5:13: error SHP004 not-an-option" in run.stdout
    assert "5 |     origin: scraped\n    |             ^^^^^^^\n" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument"),
        (("good.yaml", "--format", "xml"), "'xml' is not one of"),
        (("good.yaml", "--at", "yesterday"), "write YYYY-MM-DD"),
        (("empty",), "no manifest in"),
        (("good.yaml", "-o", "nowhere/report.txt"), "cannot write"),
        (("good.yaml", "--limit", "-1"), "-1 is not in the range"),
    ],
)
def test_wrong_usage_is_2(lineage: Run, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    write(tmp_path, good__yaml=GOOD)
    (tmp_path / "empty").mkdir()
    run = lineage("check", *arguments)
    assert run.returncode == 2
    assert words in run.stderr
    assert not run.stdout


def test_input_that_cannot_be_read_is_2_and_the_others_are_still_checked(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD, broken__json='{"lineage": ')
    run = lineage("check", "missing.yaml", "broken.json", "bad.yaml")
    assert run.returncode == 2
    for words in ("missing.yaml: error RDR002", "broken.json:1:12: error RDR006", "SHP004", "3 files, 0 without"):
        assert words in run.stdout


def test_a_pipe_and_a_device_are_refused_at_once(lineage: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    run = lineage("check", "pipe.yaml", "/dev/zero")
    assert run.returncode == 2
    assert run.stdout.count("RDR001") == 2


def test_standard_input(lineage: Run) -> None:
    assert lineage("check", "-", stdin=GOOD).stdout.startswith("<stdin>: no findings")
    assert "<stdin>:5:13: error SHP004" in lineage("check", "-", stdin=BAD).stdout
    assert lineage("check", "-", stdin=b"\xff\xfe").returncode == 2
    assert lineage("check", "-", stdin="").returncode == 2


def test_a_directory_stands_for_its_manifests(lineage: Run, tmp_path: Path) -> None:
    card = (
        f"---\nlicense: mit\nlineage:\n{''.join('  ' + line for line in GOOD.splitlines(keepends=True))}---\n# Card\n"
    )
    write(
        tmp_path,
        m_in_lineage__yaml=GOOD,
        m_in_deep_in_second__lineage__json='{"lineage": "1.0-draft", "id": "urn:a:b"}',
        m_in_other__yaml="not: a manifest",
        m_in_card_in_README__md=card,
        m_in_plain_in_README__md="# No front matter",
        m_in___hidden_in_lineage__yaml=BAD,
    )
    (tmp_path / "m" / "loop").symlink_to(tmp_path / "m")
    run = lineage("check", "m")
    assert run.returncode == 0, run.stdout
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [
        "m/lineage.yaml",
        "m/card/README.md",
        "m/deep/second.lineage.json",
        "3 files, 3 without errors or warnings",
    ]


def test_positions_in_a_card_are_those_of_the_card(lineage: Run, tmp_path: Path) -> None:
    block = "".join("  " + line for line in BAD.splitlines(keepends=True))
    write(tmp_path, README__md=f"---\nlicense: mit\nlineage:\n{block}---\n# Card\n")
    assert "README.md:8:15: error SHP004" in lineage("check", "README.md").stdout


def test_json_and_sarif_go_to_a_file_whole(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD, out__json="old")
    run = lineage("check", "bad.yaml", "--format", "json", "-o", "out.json")
    assert (run.returncode, run.stdout) == (1, "")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["files"][0]["findings"][0]["code"] == "SHP004"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.yaml", "out.json"], "no temporary file is left"


def test_colours_only_when_asked_for(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD)
    assert "\x1b[" not in lineage("check", "bad.yaml").stdout
    assert "\x1b[" in lineage("check", "bad.yaml", "--color", "always").stdout
    assert "\x1b[" in lineage("check", "bad.yaml", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in lineage("check", "bad.yaml", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_a_file_name_cannot_forge_output(lineage: Run, tmp_path: Path) -> None:
    name = "a\n::error::forged\x1b[31m.yaml"
    (tmp_path / name).write_text(BAD, "utf-8")
    run = lineage("check", name)
    assert "\n::error" not in run.stdout
    assert "\x1b" not in run.stdout


def test_a_limit_on_size(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, big__json='{"x-a": "' + "a" * 1_100_000 + '"}')
    run = lineage("check", "big.json", "--max-size", "1")
    assert run.returncode == 2
    assert "RDR003" in run.stdout


def test_a_terminal_that_knows_no_unicode(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, bad__yaml=BAD.replace("scraped", "gescräpt"))
    run = lineage("check", "bad.yaml", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert run.returncode == 1
    assert "gescr\\xe4pt" in run.stdout


def test_the_day_comes_from_the_option_then_the_environment(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, good__yaml=GOOD)
    assert "at 2027-01-01" in lineage("check", "good.yaml", "--at", "2027-01-01").stdout
    assert "at 1970-01-01" in lineage("check", "good.yaml", env={"SOURCE_DATE_EPOCH": "0"}).stdout
    assert lineage("check", "good.yaml", env={"SOURCE_DATE_EPOCH": "soon"}).returncode == 2
