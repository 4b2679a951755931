"""Hostile input in a child process with bounds on time and memory: refused, quickly, with the right code."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CHILD = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1500 << 20, 1500 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (9, 9))
from pathlib import Path
from lineage.errors import Unreadable
from lineage.read import read_path
for path in sys.argv[1:]:
    started = time.process_time()
    try:
        read_path(Path(path))
        verdict = "accepted"
    except Unreadable as error:
        span = error.finding.span
        verdict = error.finding.code + (f" {span.line}:{span.column}" if span else "")
    print(f"{time.process_time() - started:.2f}", verdict)
"""

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


def deep_block(levels: int) -> str:
    return "\n".join(" " * level + "a:" for level in range(levels))


CASES = [
    ("laughs.yaml", LAUGHS, "RDR008 1:5"),
    ("merges.yaml", MERGES, "RDR008 1:5"),
    ("merge-only.yaml", "a: {x: 1}\nb:\n  <<: [{x: 1}, {y: 2}]\n", "RDR009 3:3"),
    ("self.yaml", "a: &a [*a]\n", "RDR008 1:4"),
    ("tag.yaml", "a: !!python/object/apply:time.sleep [99]\n", "RDR010 1:4"),
    ("documents.yaml", "a: 1\n---\n" * 100_000, "RDR012 2:1"),
    ("directive.yaml", "%YAML 1.1\n---\nno: no\n", "RDR011 1:1"),
    ("int.json", '{"a": ' + "9" * 1_000_000 + "}", "RDR014 1:7"),
    ("int.yaml", "a: " + "9" * 1_000_000, "RDR014 1:4"),
    ("float.yaml", "a: " + "9" * 1_000_000 + ".5", "RDR013 1:4"),
    ("float.json", '{"a": ' + "9" * 1_000_000 + ".5}", "RDR013 1:7"),
    *((f"list{n}.json", "[" * n + "]" * n, "RDR015 1:101") for n in (101, 500, 20_000, 200_000)),
    *((f"open{n}.json", "[" * n, "RDR015 1:101") for n in (500, 20_000, 200_000)),
    *((f"object{n}.json", '{"a":' * n + "1" + "}" * n, "RDR015 1:501") for n in (101, 500, 20_000, 200_000)),
    *((f"flow{n}.yaml", "a: " + "[" * n + "]" * n, "RDR015 1:103") for n in (101, 500, 20_000, 200_000, 2_000_000)),
    *((f"open{n}.yaml", "a: " + "[" * n, "RDR015 1:103") for n in (500, 20_000, 200_000)),
    *((f"map{n}.yaml", "{a: " * n + "1" + "}" * n, "RDR015 1:401") for n in (101, 500, 20_000, 200_000)),
    *((f"dash{n}.yaml", "- " * n + "a", "RDR015 1:201") for n in (101, 500, 20_000, 200_000)),
    *((f"block{n}.yaml", deep_block(n), "RDR015 101:101") for n in (101, 500, 3000)),
    ("keys.yaml", "? " * 200_000 + "a", "RDR017 1:3"),
    # Brackets that seem to close in comments, texts and quotes: each line opens one more.
    ("comments.yaml", "a: [\n" + "[ #]\n" * 100_000, "RDR015 100:1"),
    ("texts.yaml", "a: [\n" + '"[", [1, "]",\n' * 100_000, "RDR015 100:6"),
    ("literal.yaml", "a: [\n" + '[a", "]",\n' * 100_000, "RDR015 100:1"),
    ("lines.yaml", "a: [\n" + '["\n]\n",\n' * 100_000, "RDR015 296:1"),
    # Texts on which a careless regular expression takes for ever.
    ("quotes.json", '{"a": "' + '\\"' * 1_000_000, "RDR006 1:2000008"),
    ("surrogate.json", '{"a": "\\ud800' + '\\"' * 1_000_000, "RDR016 1:8"),
    ("backslashes.json", '{"a": "' + "\\" * 1_000_001 + '"}', "RDR006 1:1000011"),
    ("colons.yaml", "a: [" + "b: " * 500_000 + '"', "RDR006"),
    ("spaces.yaml", "a: " + " " * 2_000_000 + "!", "RDR010 1:2000004"),
    ("exponents.yaml", "a: '" + " x1e1234" * 300_000 + "'", "accepted"),
    ("brackets.yaml", "a: |\n" + "  [ ( {\n" * 300_000, "accepted"),
    ("dashes.md", "---\nlineage: {a: 1}\n" + "---" + " " * 1_000_000 + "x\n" + "---\n", "RDR012 3:1"),
    # Large but fine.
    ("long-line.json", '{"a": [' + ",".join(['"é"'] * 1_000_000) + "]}", "accepted"),
    ("long-line.yaml", "a: " + "é x " * 1_000_000, "accepted"),
    ("long-comment.yaml", "#" + "x" * 5_000_000 + "\na: 1", "accepted"),
    ("long-key.yaml", "a: 1\n" + "k" * 1000 + ": 1\n" + "k" * 1000 + ": 1\n", "RDR007 3:1"),
    ("many-keys.json", "{" + ",".join(f'"k{n}":1' for n in range(200_000)) + ',"k7":1}', "RDR007 1:2288892"),
    ("many-keys.yaml", "".join(f"k{n}: 1\n" for n in range(100_000)) + "k7: 1\n", "RDR007 100001:1"),
]


def run(paths: list[Path]) -> list[tuple[float, str]]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [line.split(" ", 1) for line in done.stdout.splitlines()]
    return [(float(seconds), verdict) for seconds, verdict in rows]


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds are those of Linux")
@pytest.mark.parametrize(("name", "text", "verdict"), CASES, ids=[row[0] for row in CASES])
def test_hostile(tmp_path: Path, name: str, text: str, verdict: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    [(seconds, said)] = run([path])
    assert said == verdict or (" " not in verdict and said.startswith(verdict))
    assert seconds < (3 if verdict == "accepted" else 2)


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds are those of Linux")
def test_special_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    paths = [tmp_path / "pipe.json", Path("/dev/zero"), Path("/dev/full"), tmp_path]
    started = time.monotonic()
    assert [said for _, said in run(paths)] == ["RDR001"] * 4
    assert time.monotonic() - started < 5
