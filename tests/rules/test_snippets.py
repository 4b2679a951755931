"""The documents of rules: what they show as wrong is reported, what to use instead is not, and both are manifests."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
import ryaml

from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.rules import Rule, context_for, rules

HEAD = {"lineage": "1.0-draft", "id": "urn:test:snippet"}
AT = date(2026, 11, 22)
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def snippets(rule: Rule, heading: str) -> list[str]:
    _, _, section = rule.document.partition(f"## {heading}\n")
    return BLOCK.findall(section.partition("\n## ")[0])


def found(rule: Rule, snippet: str) -> list[str]:
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in HEAD.items() if key not in ryaml.loads(snippet))
    document = read_bytes((head + snippet).encode(), "snippet.yaml")
    manifest = Manifest.model_validate_json(document.json)
    context = context_for(manifest, at=AT, law=rule.law)
    context.remarks = document.remarks()
    return [finding.code for finding in rule.run(manifest, context, "lab")]


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_the_example_is_reported(rule: Rule) -> None:
    examples = snippets(rule, "Example")
    assert examples
    for example in examples:
        assert set(found(rule, example)) == {rule.code}


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_what_to_use_instead_is_not_reported(rule: Rule) -> None:
    instead = snippets(rule, "Use instead")
    assert instead
    for snippet in instead:
        assert found(rule, snippet) == []
