"""The schema and the examples travel: inside the wheel, and in an editable checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, lineage
from lineage.schema import example_names, resource
schema = resource("schema", "v1.0", "manifest.schema.json")
print(json.dumps([lineage.__file__, str(schema), json.loads(schema.read_text())["x-status"], example_names()]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (built,) = target.glob("*.whl")
    return built


def ask(path: Path, cwd: Path) -> tuple[str, str, str, list[str]]:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=cwd, env={"PYTHONPATH": str(path)}, check=True, capture_output=True
    )
    answer: tuple[str, str, str, list[str]] = tuple(json.loads(run.stdout))
    return answer


def test_the_wheel_carries_them(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    module, schema, status, examples = ask(tmp_path, tmp_path)
    assert Path(module).is_relative_to(tmp_path)
    assert Path(schema).is_relative_to(tmp_path / "lineage" / "_data")
    assert status == "draft"
    assert "apertus" in examples
    assert "lineage/py.typed" in names
    assert "lineage/summary/writers/style.css" in names
    assert not [name for name in names if name.startswith(("tests", "tools"))]


def test_the_checkout_has_them(tmp_path: Path) -> None:
    module, schema, status, examples = ask(REPOSITORY, tmp_path)
    assert Path(module).is_relative_to(REPOSITORY)
    assert Path(schema) == REPOSITORY / "schema" / "v1.0" / "manifest.schema.json"
    assert status == "draft"
    assert "apertus" in examples


def test_the_name_of_the_distribution(wheel: Path) -> None:
    assert wheel.name.startswith("training_lineage-0.1.0-py3")
