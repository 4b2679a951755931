"""Every rule against its table of documents (``tests/rules/CODE.yaml``): silent on the pass cases, and on the fail
cases reporting exactly the places listed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ryaml

from lineage.model import Manifest
from lineage.pointer import to_text
from lineage.read import read_bytes
from lineage.rules import Rule, context_for, rules
from lineage.rules.policy.model import Policy
from lineage.rules.registry import THEMES
from tools.conformance.case import imported

HERE = Path(__file__).parent
HEAD = {"lineage": "1.0-draft", "id": "urn:test:case"}
AT = "2026-11-22"


def tables() -> dict[str, dict[str, Any]]:
    return {path.stem: ryaml.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.yaml"))}


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{case['name']}")
        for code, table in tables().items()
        for case in table[kind]
    ]


def findings(rule: Rule, case: dict[str, Any], folder: Path) -> list[Any]:
    """``yaml`` is a document as text, for what is said in comments; ``manifest`` is data. ``imports`` are the files
    beside it, as data or as text; ``policy`` is what a project allows."""
    text = case["yaml"] if "yaml" in case else json.dumps(HEAD | case["manifest"])
    path = folder / "case" / ("case.yaml" if "yaml" in case else "case.json")
    document = read_bytes(text.encode(), str(path))
    manifest = Manifest.model_validate_json(document.json)
    at = date.fromisoformat(case.get("at", AT))
    context = context_for(manifest, at=at, law=case.get("law", rule.law))
    context.remarks = document.remarks()
    if rule.needs:
        written = {f"case/{name}": imported(name, content) for name, content in case.get("imports", {}).items()}
        write(folder, {f"case/{path.name}": text} | written)
        context.open(document)
    context.policy = Policy.model_validate(case["policy"]) if "policy" in case else None
    return list(rule.run(manifest, context, "lab"))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(("code", "case"), cases("pass"))
def test_silent_where_it_should_be(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert findings(rules()[code], case, tmp_path) == []


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_reports_exactly_these_places(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = findings(rules()[code], case, tmp_path)
    assert [to_text(finding.pointer) for finding in found] == case["pointers"]
    for finding in found:
        assert finding.advice
        assert finding.message
        for words in case.get("says", []):
            assert words in finding.message, finding.message


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_every_rule_has_cases_a_reason_and_a_document(rule: Rule) -> None:
    table = tables()[rule.code]
    assert table["rule"] == rule.code
    assert table["pass"]
    assert table["fail"]
    assert len(rule.real) > 20
    for heading in ("## Why", "## Example", "## Use instead", "## References"):
        assert heading in rule.document, heading
    assert rule.title.endswith(".")


def test_a_theme_of_one_law_holds_rules_of_that_law_alone() -> None:
    for rule in rules().values():
        assert THEMES[rule.theme] in (None, rule.law), rule.code
