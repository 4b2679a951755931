"""What the room promises the house: cheap imports, a complete table of codes, nothing imported for nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lineage.read import FAULTS

ROOT = Path(__file__).parents[2]
HEAVY = ("yaml", "ryaml", "jiter", "pydantic_core", "pydantic", "hashlib")
CLEAN = 'a: "x & y"\nb: https://example.org/?a=1&b=2*3\nc: [p, q]\nd: 50 %, wow!\ne: {sha256: 1e400deadbeef}\n'


def imported_after(statement: str, data: str) -> set[str]:
    code = (
        "import sys; from lineage.read import read_bytes, FAULTS\n"
        f"data = {data!r}.encode()\n{statement}\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30
    )
    return {name for name in HEAVY if name in done.stdout.split()}


@pytest.mark.parametrize(
    ("statement", "data", "expected"),
    [
        ("pass", "", set()),
        ("read_bytes(data, 'a.json')", '{"a": 1}', {"jiter"}),
        ("read_bytes(data, 'a.yaml')", CLEAN, {"ryaml"}),
        ("read_bytes(data, 'a.yaml')", "a: |\n  &x\n", {"ryaml", "yaml"}),
    ],
)
def test_imports(statement: str, data: str, expected: set[str]) -> None:
    assert imported_after(statement, data) == expected


def test_the_table_of_codes_is_complete() -> None:
    assert list(FAULTS) == [f"RDR{number:03}" for number in range(1, len(FAULTS) + 1)]
    assert len({fault.name for fault in FAULTS.values()}) == len(FAULTS)
    for code, fault in FAULTS.items():
        assert fault.code == code
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.name)
        assert fault.advice.endswith(".")
        assert all((fault.what, fault.why, fault.example, fault.instead))
        assert [line for line in fault.explanation.splitlines() if line.startswith("## ")] == [
            "## What it does",
            "## Why it matters",
            "## Example",
            "## Use instead",
        ]


def test_every_code_that_the_room_raises_is_in_the_table_and_the_other_way_round() -> None:
    room = ROOT / "lineage" / "read"
    raised = {
        code
        for path in room.glob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r'"(RDR\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert raised == set(FAULTS)
