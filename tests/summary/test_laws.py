"""A law is one folder: found where it stands, with a command of its own, and nothing else to edit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lineage.rules import LAWS
from lineage.summary.laws import laws
from tests.summary.build import REPOSITORY
from tests.summary.laws_build import FILES

FAKE = '''"""A law for a test."""

from __future__ import annotations

from lineage.summary.form import Form, Part, Question, document
from lineage.summary.laws import Law
from lineage.summary.subjects import model_names

FORM = Form(
    name="newland",
    title="Newland\\'s form",
    subtitle="Act 1",
    head=(),
    parts=(Part("1", "Models", (Question("1.a", "Which models?"),)),),
    answers={"1.a": model_names},
    notices=(),
    annex="Annex",
    made="Made for a test.",
)


def build(manifest, **options):
    return document(FORM, manifest, **options)


LAW = Law("newland", "What Newland asks.", build)
'''
RUN = """
import sys
import lineage.summary
lineage.summary.__path__.append(sys.argv.pop(1))
from lineage.cli import main
main(prog_name="lineage")
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, str(folder), *arguments], capture_output=True, text=True, cwd=REPOSITORY
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one law more."""
    package = tmp_path / "newland"
    package.mkdir()
    (package / "__init__.py").write_text('"""A law for a test."""\n')
    (package / "law.py").write_text(FAKE)
    return tmp_path


def test_every_law_has_rules_of_its_own() -> None:
    assert {law.rules for law in laws().values()} == set(LAWS)
    assert all(name == law.name for name, law in laws().items())


def test_a_new_law_is_a_command(folder: Path) -> None:
    listed = run(folder, "summary", "--help")
    assert "newland  What Newland asks." in listed.stdout
    assert "--audience" not in run(folder, "summary", "newland", "--help").stdout


def test_a_new_law_is_written_in_every_form_of_text(folder: Path) -> None:
    for form, start in (("md", "# Newland's form"), ("html", "<!doctype html>"), ("json", "{")):
        made = run(folder, "summary", "newland", str(FILES["california"]), "--format", form, "--at", "2026-11-22")
        assert made.returncode == 0, made.stderr
        assert made.stdout.startswith(start)
        assert "Sierra" in made.stdout
        assert "`lineage check`" in made.stderr


def test_an_audience_is_one_of_those_of_the_law(tmp_path: Path) -> None:
    wrong = run(tmp_path, "summary", "code", str(FILES["california"]), "--audience", "press")
    assert wrong.returncode == 2
    assert "aio" in wrong.stderr
    right = run(tmp_path, "summary", "code", str(FILES["california"]), "--audience", "downstream")
    assert "Partner Files" not in right.stdout, "it is among the fields that downstream providers do not get"
    assert right.stdout.startswith("# Model Documentation Form")


def test_checking_loads_no_law_that_was_not_asked_for() -> None:
    code = (
        "import sys\nimport lineage\n"
        'lineage.check(lineage.read_bytes(b\'{"lineage": "1.0-draft", "id": "urn:a:b"}\', "a.json"))\n'
        "print([name for name in sys.modules if 'california' in name or name.startswith('lineage.rules.code')"
        " or name.startswith('lineage.summary')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.strip() == "[]"
