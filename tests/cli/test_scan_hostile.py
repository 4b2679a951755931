"""Rows that attack whoever reads what was found: nothing of them reaches a terminal, a list or a manifest as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import ryaml

from lineage.visible import HIDDEN
from tests.conftest import Run

pytest.importorskip("duckdb", reason="the extra scan is not installed")

MANIFEST = 'lineage: "1.0-draft"\nid: urn:a:b\ndatasets:\n  - id: web\n    origin: crawled\n'

HOSTILE = {
    "escape": "gpt\x1b[2J\x1b]0;title\x07-4",
    "eight-bit escape": "gpt\x9b2J-4",
    "override": "gpt-\u202e4-dlrow\u202c",
    "isolate": "gpt\u2066-4\u2069",
    "zero width": "g\u200bp\ufefft-4\u00ad",
    "joiner": "gp\u200dt-4",
    "tags": "gpt\U000e0041\U000e007f-4",
    "line breaks": "gpt-4\n\n::error::forged\r\n##[command]x\u2028y\u0085z",
    "tabs and blanks": "\tgpt\u00a0-4\u3000 ",
    "formula": '=HYPERLINK("http://x","gpt-4")',
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "template": "gpt {{ 7*7 }} {% raw %} ${HOME} <%= 1 %>",
    "markup": "<script>alert(1)</script>![x](javascript:alert(1)) gpt-4 | a | b \"'`",
    "yaml": "- gpt: [&a *a !!python/object:os.system] # x",
    "not a character": "gpt\ufffe\uffff\U0010ffff-4",
    "null": "gpt\x00-4",
    "long": "gpt-4 " + "x" * 10_000,
    "blank": "   ",
}


def rows() -> list[dict[str, Any]]:
    text = "Some text about ferry number {} and the harbour that it leaves in the morning, before the fog has gone."
    made: list[dict[str, Any]] = [
        {"url": f"https://www.site{n % 20}.org/{n}", "model": "gpt-4", "license": "mit", "lang": "en"}
        for n in range(400)
    ]
    for value in HOSTILE.values():
        bad = {"url": f"https://{value}.example.org/x", "model": value, "license": value, "lang": value}
        made += [bad | {f"{value[:60]}.gpt4_response": "x"}] * 3
        made.append({"url": value, "model": json.dumps([value, "gpt-4"]), "license": value, "lang": value})
    return [one | {"text": text.format(n), "created": "2024-01-02"} for n, one in enumerate(made)]


def is_safe(text: str, where: str) -> None:
    """Only line breaks, and what is printed, stand in it."""
    assert not (found := HIDDEN.search(text.replace("\r\n", "\n"))), (where, found[0])
    assert not re.search("^[ \t]*::", text, re.MULTILINE), where
    assert not re.search(r"##[A-Za-z]*\[", text), where


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that a scan of such rows, in files of such names, prints and writes, by what it is."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "lineage.yaml").write_text(MANIFEST, "utf-8")
    (folder / "data").mkdir()
    for number, value in enumerate(HOSTILE.values()):
        name = re.sub("[/\x00]", "_", value)[:60]
        mine = rows()[number :: len(HOSTILE)]
        (folder / "data" / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in mine), "utf-8")
        (folder / "data" / f"{name}-broken.jsonl").write_bytes(b"{\n")

    def run(*arguments: str) -> Any:
        return subprocess.run(
            [sys.executable, "-m", "lineage", *arguments], cwd=folder, capture_output=True, text=True, check=False
        )

    made: dict[str, str] = {}
    for what in ("diff", "scan"):
        more = ["--diff"] if what == "diff" else []
        ran = run("scan", "data", "--into", "lineage.yaml", "--keep-going", *more)
        assert ran.returncode == 1, ran.stderr
        made |= {what: ran.stdout, f"{what}, errors": ran.stderr}
    for path in [folder / "lineage.yaml", folder / "web.scan.json", *(folder / "web.scan").glob("*.csv")]:
        made[path.name] = path.read_text("utf-8")
    made["check"] = run("check", "lineage.yaml", "--format", "json").stdout
    for form in ("md", "html"):
        made[f"summary as {form}"] = run("summary", "eu", "lineage.yaml", "--format", form).stdout
    return made


@pytest.mark.parametrize(
    "what",
    ["diff", "diff, errors", "scan", "scan, errors", "lineage.yaml", "web.scan.json", "tally.csv", "domains-top.csv",
     "domains-apart.csv", "check", "summary as md", "summary as html"],
)  # fmt: skip
def test_nothing_that_is_hidden_or_speaks_to_a_server_is_printed(outcome: dict[str, str], what: str) -> None:
    text = outcome[what]
    assert text or what == "diff, errors"
    if what.endswith((".json", ".yaml")):
        text = re.sub("::|##", "", text)  # files are not printed
    is_safe(text, what)


def test_lines_stay_short_however_long_a_value_is(outcome: dict[str, str]) -> None:
    assert max(len(line) for line in outcome["scan"].splitlines()) < 250


def test_the_report_has_values_as_they_stand_in_the_data(outcome: dict[str, str]) -> None:
    report = json.loads(outcome["web.scan.json"])
    written = {one["value"] for one in report["licences"][0]["written"]}
    assert HOSTILE["escape"] in written
    assert HOSTILE["tags"] in written
    assert len({one["column"] for one in report["namedAfter"]}) > 3


def test_the_manifest_passes_the_reader(outcome: dict[str, str]) -> None:
    manifest = outcome["lineage.yaml"]
    odd = [sign for sign in manifest if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn") and sign != "\n"]
    assert not odd
    assert max(map(len, _texts(ryaml.loads(manifest)))) <= 1000
    codes = set(re.findall('"code": "([A-Z]{3}[0-9]{3})"', outcome["check"]))
    assert outcome["check"]
    assert not {code for code in codes if code[:3] in ("SYN", "SHP", "REF", "TXT", "GRA")}
    (dataset,) = ryaml.loads(manifest)["datasets"]
    assert len(dataset["modelUses"]) > 3
    assert len(dataset["measurements"][0]["generators"]) > 10


def test_no_cell_is_a_formula(outcome: dict[str, str]) -> None:
    cells = [cell for what, text in outcome.items() if what.endswith(".csv") for cell in re.split("[,\n]", text)]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "-")]


def test_no_markup_reaches_a_page(outcome: dict[str, str]) -> None:
    assert "<script>alert" not in outcome["summary as html"] + outcome["summary as md"]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _texts(one)]


def test_a_file_name_that_is_no_unicode(lineage: Run, tmp_path: Path) -> None:
    (tmp_path / "lineage.yaml").write_text(MANIFEST, "utf-8")
    (tmp_path / "data").mkdir()
    path = bytes(tmp_path / "data") + b"/a\xff\x1b[2J.jsonl"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  (a name in bytes)
        file.write("".join(json.dumps(one) + "\n" for one in rows()[:20]))
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert run.returncode == 2
    is_safe(run.stdout + run.stderr, "refusal")
