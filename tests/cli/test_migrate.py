"""``lineage migrate``: a chain of small steps, and plain words where there is nothing to do or no way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import ryaml
from click.testing import CliRunner

from lineage import LineageError, read_bytes
from lineage.cli import main
from lineage.schema.migrate import CURRENT, STEPS, Step, identify, migrate
from tests.cli.test_check_command import GOOD, write
from tests.conftest import Run


def _renamed(tree: dict[str, Any]) -> dict[str, Any]:
    return {"title" if key == "label" else key: value for key, value in tree.items()}


def _moved(tree: dict[str, Any]) -> dict[str, Any]:
    tree["datasets"] = [{"id": entry} for entry in tree.pop("sets")]
    return tree


FIXTURE = {"0.8": Step("0.9", _renamed), "0.9": Step(CURRENT, _moved)}
OLD: dict[str, Any] = {"lineage": "0.8", "id": "urn:a:b", "label": "no", "sets": ["a", "2026-01-02", "1e5"]}
NEW: dict[str, Any] = {
    "lineage": CURRENT,
    "id": "urn:a:b",
    "title": "no",
    "datasets": [{"id": "a"}, {"id": "2026-01-02"}, {"id": "1e5"}],
}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, step in FIXTURE.items():
        monkeypatch.setitem(STEPS, version, step)


def test_no_step_is_published_yet() -> None:
    assert STEPS == {}


def test_a_chain_of_steps_leaves_what_it_was_given() -> None:
    before = json.dumps(OLD)
    migrated = migrate(OLD, FIXTURE)
    assert migrated.tree == NEW
    assert migrated.versions == ("0.8", "0.9", CURRENT)
    assert json.dumps(OLD) == before


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"lineage": "2.0"}, 'version "2.0", which this release does not know'),
        ({"lineage": 1}, "the version of the manifest is not text"),
        ({}, "does not say its version"),
        ([], "does not say its version"),
    ],
)
def test_versions_that_cannot_be_read(tree: Any, words: str) -> None:
    with pytest.raises(LineageError, match=words) as error:
        identify(tree, FIXTURE)
    assert f"0.8, 0.9, {CURRENT}" in error.value.advice


def test_what_is_of_today_is_written_as_it_is(lineage: Run, tmp_path: Path) -> None:
    text = GOOD + "# a comment stays\n"
    write(tmp_path, good__yaml=text)
    for arguments in (("good.yaml", "-o", "new.yaml"), ("good.yaml", "-o", "good.yaml"), ("new.yaml",)):
        run = lineage("migrate", *arguments)
        assert (run.returncode, run.stdout) == (0, "" if "-o" in arguments else text)
        assert run.stderr == f"{arguments[0]}: nothing to migrate: it is of version {CURRENT}\n"
        assert (tmp_path / "good.yaml").read_text("utf-8") == (tmp_path / "new.yaml").read_text("utf-8") == text


def test_the_block_of_a_card_of_today_is_printed(lineage: Run, tmp_path: Path) -> None:
    block = "".join("  " + line for line in GOOD.splitlines(keepends=True))
    write(tmp_path, README__md=f"---\nlineage:\n{block}---\n# Card\n")
    run = lineage("migrate", "README.md")
    assert run.returncode == 0
    assert read_bytes(run.stdout.encode(), "block.yaml").tree() == read_bytes(GOOD.encode(), "good.yaml").tree()
    assert lineage("migrate", "README.md", "-o", "README.md").returncode == 2


def test_a_newer_version_is_2_and_names_what_can_be_read(lineage: Run, tmp_path: Path) -> None:
    write(tmp_path, new__yaml=GOOD.replace(CURRENT, "3.1"))
    run = lineage("migrate", "new.yaml")
    assert run.returncode == 2
    assert '"3.1"' in run.stderr
    assert CURRENT in run.stderr
    assert lineage("migrate", "missing.yaml").returncode == 2


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("name", ["old.json", "old.yaml", "README.md"])
def test_it_prints_and_overwrites_nothing(tmp_path: Path, name: str) -> None:
    block = ryaml.dumps(OLD)
    card = "---\nlineage:\n" + "".join(f"  {line}\n" for line in block.splitlines()) + "---\n# Card\n"
    source = {"old.json": json.dumps(OLD), "old.yaml": block, "README.md": card}[name]
    path = tmp_path / name
    path.write_text(source, "utf-8")
    run = CliRunner().invoke(main, ["migrate", str(path)])
    assert run.exit_code == 0, run.output
    assert read_bytes(run.stdout.encode(), "new.json" if name == "old.json" else "new.yaml").tree() == NEW
    assert f"0.8 -> 0.9 -> {CURRENT}" in run.stderr
    assert path.read_text("utf-8") == source
    target = tmp_path / "card.md" if name == "README.md" else path
    written = CliRunner().invoke(main, ["migrate", str(path), "-o", str(target)])
    if name == "README.md":
        assert written.exit_code == 2
        assert not target.exists()
    else:
        assert path.read_text("utf-8") == run.stdout
