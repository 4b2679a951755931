"""`lineage summary eu`: which format, to where, and what may travel inside a PDF."""

from __future__ import annotations

import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Run
from tests.summary.pdf_reader import open_pdf

APERTUS = str(REPOSITORY / "examples" / "apertus" / "lineage.yaml")
EVERYTHING = str(REPOSITORY / "tests" / "summary" / "everything.yaml")
STARTS = {".md": b"# Public", ".html": b"<!doctype", ".json": b"{", ".docx": b"PK\x03\x04", ".pdf": b"%PDF-1.7"}


@pytest.mark.parametrize("suffix", STARTS)
def test_the_name_of_the_file_says_the_format(lineage: Run, tmp_path: Path, suffix: str) -> None:
    run = lineage("summary", "eu", APERTUS, "-o", f"out{suffix}")
    assert run.returncode == 0
    assert run.stdout == ""
    assert (tmp_path / f"out{suffix}").read_bytes().startswith(STARTS[suffix])


def test_the_option_wins_over_the_name(lineage: Run, tmp_path: Path) -> None:
    assert lineage("summary", "eu", APERTUS, "--format", "json", "-o", "out.pdf").returncode == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"{")


def test_a_name_that_says_no_format_is_asked_about(lineage: Run, tmp_path: Path) -> None:
    run = lineage("summary", "eu", APERTUS, "-o", "out.doc")
    assert run.returncode == 2
    assert 'which format ".doc" is cannot be told: add --format' in run.stderr
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_twice_the_same_bytes_and_the_same_in_a_pipe(lineage: Run, tmp_path: Path, format_: str) -> None:
    for name in ("a", "b"):
        assert lineage("summary", "eu", APERTUS, "-o", f"{name}.{format_}").returncode == 0
    assert (tmp_path / f"a.{format_}").read_bytes() == (tmp_path / f"b.{format_}").read_bytes()
    piped = subprocess.run(
        [sys.executable, "-m", "lineage", "summary", "eu", APERTUS, "--format", format_],
        capture_output=True,
        check=True,
        cwd=REPOSITORY,
        env={"SOURCE_DATE_EPOCH": "1795305600"},
    )
    assert piped.stdout == (tmp_path / f"a.{format_}").read_bytes()


def test_a_terminal_is_not_written_to() -> None:
    leader, terminal = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "lineage", "summary", "eu", APERTUS, "--format", "pdf"],
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
        cwd=REPOSITORY,
    )
    assert run.returncode == 2
    assert b"PDF is not text for a terminal: name a file with -o FILE" in run.stderr
    assert leader


def test_the_date_is_that_of_the_check_unless_the_build_says_another(lineage: Run, tmp_path: Path) -> None:
    lineage("summary", "eu", APERTUS, "-o", "build.pdf", "--at", "2026-10-01", env={"SOURCE_DATE_EPOCH": "1795350000"})
    built = open_pdf((tmp_path / "build.pdf").read_bytes())
    assert str(built.docinfo["/CreationDate"]).startswith("D:20261122122000")
    run = lineage("summary", "eu", APERTUS, "-o", "x.pdf", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert run.returncode == 2
    assert 'SOURCE_DATE_EPOCH is "yesterday"' in run.stderr


def test_the_manifest_can_travel_inside(lineage: Run, tmp_path: Path) -> None:
    assert lineage("summary", "eu", APERTUS, "--attach", "-o", "a.pdf").returncode == 0
    pdf = open_pdf((tmp_path / "a.pdf").read_bytes())
    assert pdf.attachments["lineage.yaml"].get_file().read_bytes() == Path(APERTUS).read_bytes()


def test_a_manifest_with_records_that_are_not_public_stays_outside(lineage: Run, tmp_path: Path) -> None:
    run = lineage("summary", "eu", EVERYTHING, "--attach", "-o", "a.pdf")
    assert run.returncode == 2
    assert "--attach would publish the whole manifest, and it has 2 records that are not public" in run.stderr
    assert not [*tmp_path.iterdir()]


def test_options_of_the_pdf_are_refused_elsewhere(lineage: Run) -> None:
    run = lineage("summary", "eu", APERTUS, "--attach")
    assert run.returncode == 2
    assert "--attach and --fonts are for --format pdf" in run.stderr


def test_signs_without_a_font_leave_no_file(lineage: Run, tmp_path: Path) -> None:
    manifest = Path(APERTUS).read_text("utf-8").replace("Swiss National AI Institute", "瑞士 Institute")
    (tmp_path / "lineage.yaml").write_text(manifest, "utf-8")
    run = lineage("summary", "eu", "lineage.yaml", "-o", "a.pdf")
    assert run.returncode == 2
    assert "no font at hand has a sign for 瑞 (U+745E), 士 (U+58EB)" in run.stderr
    assert "--fonts" in run.stderr
    assert not (tmp_path / "a.pdf").exists()
