"""Released bytes never change, and the check for it notices what it should."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lineage.schema.released import NAME, differences

SCHEMA = Path(__file__).resolve().parents[2] / "schema"


def test_released_files_are_as_released() -> None:
    assert differences(SCHEMA) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A released version of two files, and a draft that is none."""
    lines = []
    for name in ("v1.0/context.jsonld", "v1.0/parts/shapes.ttl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        lines.append(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n")
    (tmp_path / "v2.0").mkdir()
    (tmp_path / "v2.0" / "context.jsonld").write_text("draft")
    (tmp_path / NAME).write_text("".join(lines))
    return tmp_path


def test_an_untouched_release_is_fine(folder: Path) -> None:
    assert differences(folder) == []


def change_a_byte(folder: Path) -> None:
    path = folder / "v1.0" / "context.jsonld"
    path.write_bytes(path.read_bytes()[:-1] + b"D")


def add_a_line_break(folder: Path) -> None:
    path = folder / "v1.0" / "context.jsonld"
    path.write_bytes(path.read_bytes() + b"\n")


def remove_a_file(folder: Path) -> None:
    (folder / "v1.0" / "parts" / "shapes.ttl").unlink()


def add_a_file(folder: Path) -> None:
    (folder / "v1.0" / "parts" / "more.ttl").write_text("more")


def write(line: str) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        with (folder / NAME).open("a") as lines:
            lines.write(line)

    return add


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (change_a_byte, "v1.0/context.jsonld was released and has changed"),
        (add_a_line_break, "v1.0/context.jsonld was released and has changed"),
        (remove_a_file, "v1.0/parts/shapes.ttl was released and is missing"),
        (add_a_file, "v1.0/parts/more.ttl is not listed, and its version is released"),
        (write("soon\n"), f"line 3 of {NAME} is not a digest, two spaces and a path"),
        (write("0" * 64 + "  ../secret\n"), "../secret was released and is missing"),
        (write("0" * 64 + "  v1.0/context.jsonld\n"), "v1.0/context.jsonld is listed twice"),
    ],
)
def test_what_happens_to_a_release_is_noticed(folder: Path, happens: Callable[[Path], None], said: str) -> None:
    happens(folder)
    assert said in differences(folder)


def test_a_draft_may_change(folder: Path) -> None:
    (folder / "v2.0" / "context.jsonld").write_text("another draft")
    assert differences(folder) == []
