"""Each reader fault alone in a file of its own: that one finding, in its place, in every format, and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lineage.read import FAULTS
from lineage.report import FORMATS
from tests.conftest import Run

HEAD = 'lineage: "1.0-draft"\nid: urn:a:b\n'
FILES: dict[str, tuple[str, bytes, tuple[int, int] | None]] = {
    "RDR003": ("big.json", b'{"x-a": "' + b"a" * 1_100_000 + b'"}', None),
    "RDR004": ("latin.yaml", HEAD.encode() + b"version: caf\xe9\n", (3, 13)),
    "RDR005": ("bom.json", b"\xef\xbb\xbf{}", (1, 1)),
    "RDR006": ("broken.yaml", (HEAD + "version: a: b\n").encode(), (3, 11)),
    "RDR007": ("twice.yaml", (HEAD + "version: a\nid: urn:c:d\n").encode(), (4, 1)),
    "RDR008": ("alias.yaml", (HEAD + "x-a: &a 1\nx-b: *a\n").encode(), (3, 6)),
    "RDR009": ("merge.yaml", (HEAD + "<<: {version: a}\n").encode(), (3, 1)),
    "RDR010": ("tag.yaml", (HEAD + "version: !!str 1\n").encode(), (3, 10)),
    "RDR011": ("directive.yaml", ("%YAML 1.1\n---\n" + HEAD).encode(), (1, 1)),
    "RDR012": ("two.yaml", (HEAD + "---\n" + HEAD).encode(), (3, 1)),
    "RDR013": ("infinite.json", b'{"x-a": NaN}', (1, 9)),
    "RDR014": ("large.json", b'{"x-a": 9007199254740993}', (1, 9)),
    "RDR015": ("deep.json", b'{"x-a": ' + b"[" * 150 + b"]" * 150 + b"}", None),
    "RDR016": ("half.json", b'{"x-a": "\\ud800"}', None),
    "RDR017": ("key.yaml", (HEAD + "x-a: {1: 2}\n").encode(), (3, 7)),
    "RDR018": ("list.yaml", b"- 1\n", (1, 1)),
    "RDR019": ("README.md", b"---\nlicense: mit\n---\n", None),
    "RDR020": ("control.yaml", (HEAD + "version: a\x07b\n").encode(), (3, 11)),
}
NO_FILE = {"RDR001", "RDR002"}
"""A device and a missing file: tested in ``tests/cli/test_check_command.py``."""


@pytest.mark.parametrize("code", FILES)
@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_alone_in_its_place(lineage: Run, tmp_path: Path, code: str, form: str) -> None:
    name, content, place = FILES[code]
    (tmp_path / name).write_bytes(content)
    run = lineage("check", name, "--format", form, "--max-size", "1")
    assert run.returncode == 2, run.stdout
    if form == "json":
        (finding,) = json.loads(run.stdout)["files"][0]["findings"]
        assert finding["code"] == code
        found = finding["position"] and (finding["position"]["line"], finding["position"]["column"])
    elif form == "sarif":
        (result,) = json.loads(run.stdout)["runs"][0]["results"]
        assert result["ruleId"] == code
        region = result["locations"][0]["physicalLocation"].get("region")
        found = region and (region["startLine"], region["startColumn"])
    else:
        assert run.stdout.count(": error RDR") == 1
        found = place
        assert f"{name}:{place[0]}:{place[1]}: error {code}" in run.stdout if place else code in run.stdout
    if place:
        assert found == place


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"text", "json", "sarif"}))
def test_in_every_other_format(lineage: Run, tmp_path: Path, form: str) -> None:
    for name, content, _ in FILES.values():
        (tmp_path / name).write_bytes(content)
    run = lineage("check", *(name for name, _, _ in FILES.values()), "--format", form, "--max-size", "1")
    assert run.returncode == 2
    assert all(code in run.stdout for code in FILES)


def test_every_reader_fault_has_its_file() -> None:
    assert set(FILES) | NO_FILE == set(FAULTS)
