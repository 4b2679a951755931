"""The life of a rule: codes are unique and never used again, and a preview runs only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules import Context, Fault, context_for, rule, rules, rules_for
from lineage.rules import registry as room


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, put back after the test."""
    rules()
    monkeypatch.setattr(room, "_RULES", dict(room._RULES))


def trial(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A rule for a test."""
    yield Fault((), "found", "do something")


trial.__module__ = "lineage.rules.text"


@pytest.mark.usefixtures("registry")
def test_a_code_or_a_name_that_is_taken_is_refused() -> None:
    for code, name in (("SYN003", "something-new"), ("ZZZ001", "unnamed-generator")):
        with pytest.raises(ValueError, match="taken"):
            rule(code, name, severity=Severity.NOTE, real="nothing real")(trial)


@pytest.mark.usefixtures("registry")
def test_a_code_that_is_retired_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(room.RETIRED, "ZZZ009", "It cried wolf.")
    with pytest.raises(ValueError, match="never used again"):
        rule("ZZZ009", "wolf", severity=Severity.NOTE, real="nothing real")(trial)


@pytest.mark.usefixtures("registry")
def test_a_preview_runs_only_when_asked_for() -> None:
    rule("ZZZ001", "trial", severity=Severity.NOTE, real="nothing real", status="preview")(trial)
    assert "ZZZ001" not in {found.code for found in rules_for(None)}
    (found,) = [found for found in rules_for(None, preview=True) if found.code == "ZZZ001"]
    manifest = Manifest.model_validate_json('{"lineage": "1.0-draft", "id": "urn:a:b"}')
    assert [finding.message for finding in found.run(manifest, context_for(manifest), "lab")] == ["found"]


def test_no_retired_code_is_in_use() -> None:
    assert not set(room.RETIRED) & set(rules())


def test_a_law_is_asked_for() -> None:
    assert {found.law for found in rules_for(None)} == {None}
    assert {found.law for found in rules_for("eu")} == {None, "eu"}
