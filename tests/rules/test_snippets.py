"""The documents of rules: what they show as wrong is reported, what to use instead is not, and both are manifests."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import ryaml

from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.rules import Rule, context_for, rules
from lineage.rules.policy.model import Policy

HEAD = {"lineage": "1.0-draft", "id": "urn:test:snippet"}
AT = date(2026, 11, 22)
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# ([\w./-]+\.yaml)\n")


def snippets(rule: Rule, heading: str) -> list[str]:
    _, _, section = rule.document.partition(f"## {heading}\n")
    return BLOCK.findall(section.partition("\n## ")[0])


def found(rule: Rule, snippet: str, folder: Path) -> list[str]:
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in HEAD.items() if key not in ryaml.loads(snippet))
    path = folder / "lineage.yaml"
    document = read_bytes((head + snippet).encode(), str(path))
    manifest = Manifest.model_validate_json(document.json)
    context = context_for(manifest, at=AT, law=rule.law)
    context.remarks = document.remarks()
    if rule.needs:
        path.write_text(head + snippet, "utf-8")
        context.open(document)
    settings = folder / "lineage.toml"
    if settings.exists():
        context.policy = Policy.model_validate(tomllib.loads(settings.read_text("utf-8"))["policy"])
    return [finding.code for finding in rule.run(manifest, context, "lab")]


def prepared(rule: Rule, heading: str, folder: Path) -> list[str]:
    """The snippets that are manifests to check. Those that begin with the name of a file are the files beside them."""
    settings = TOML.findall(rule.document.partition(f"## {heading}\n")[2].partition("\n## ")[0])
    for text in settings:
        (folder / "lineage.toml").write_text(text, "utf-8")
    manifests = []
    for snippet in snippets(rule, heading):
        name = FILE.match(snippet)
        if name:
            path = folder / name[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(snippet, "utf-8")
        else:
            manifests.append(snippet)
    return manifests


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_the_example_is_reported(rule: Rule, tmp_path: Path) -> None:
    examples = prepared(rule, "Example", tmp_path)
    assert examples
    for example in examples:
        assert set(found(rule, example, tmp_path)) == {rule.code}


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_what_to_use_instead_is_not_reported(rule: Rule, tmp_path: Path) -> None:
    instead = prepared(rule, "Use instead", tmp_path)
    assert instead
    for snippet in instead:
        assert found(rule, snippet, tmp_path) == []
