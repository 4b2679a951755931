"""The life of a rule: codes are unique and never used again, and a preview runs only when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from lineage.cli import main
from lineage.explain import explain
from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules import Context, Fault, context_for, rule, rules, rules_for
from lineage.rules import registry as room
from tools.pages import pages


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


@pytest.mark.usefixtures("registry")
def test_a_deprecated_rule_runs_as_a_note_and_names_what_takes_its_place() -> None:
    rule("ZZZ002", "old", severity=Severity.ERROR, real="nothing", status="deprecated", replaced_by="SYN003")(trial)
    (found,) = [found for found in rules_for(None) if found.code == "ZZZ002"]
    assert {found.severity_in(profile) for profile in room.PROFILES} == {Severity.NOTE}
    assert found.replaced_by == "SYN003"
    for status, instead in (("deprecated", ""), ("stable", "SYN003")):
        with pytest.raises(ValueError, match="takes its place"):
            rule("ZZZ003", "odd", severity=Severity.NOTE, real="x", status=status, replaced_by=instead)(trial)  # type: ignore[arg-type]


def test_a_retired_code_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(room.RETIRED, "ZZZ009", "It cried wolf.")
    explanation = explain("zzz009")
    assert (explanation.status, explanation.body) == ("retired", "Retired: It cried wolf.")
    assert "ZZZ009" in dict(
        entry for entry in ((path[11:17], text) for path, text in pages()) if "never used" in entry[1]
    )
    told = CliRunner().invoke(main, ["explain", "ZZZ009"])
    assert (told.exit_code, "It cried wolf." in told.output) == (0, True)


@pytest.mark.usefixtures("registry")
def test_the_state_of_a_rule_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    rule("ZZZ001", "trial", severity=Severity.NOTE, real="nothing real", status="preview")(trial)
    monkeypatch.setattr("lineage.cli.rules.rules", lambda: dict(room._RULES))
    listed = CliRunner().invoke(main, ["rules", "--theme", "text"]).output
    assert "A rule for a test.  [preview]" in listed
    rows = json.loads(CliRunner().invoke(main, ["rules", "--format", "json"]).output)
    assert {row["code"]: row["status"] for row in rows}["ZZZ001"] == "preview"
