"""What the tests of the hook and of the action share: a copy of what is installed, and manifests to check."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
FILES: Final = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml")
GOOD: Final = 'lineage: "1.0-draft"\nid: urn:test:good\ndatasets:\n  - id: a\n    name: A\n'
BAD: Final = GOOD + "    origin: scraped\n"


def copy_project(target: Path) -> None:
    """Everything that an installation from a checkout needs, and nothing else."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
    wheel = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    for name in (*wheel["packages"], *wheel["force-include"]):
        shutil.copytree(REPOSITORY / name, target / name, ignore=ignored)
    for name in FILES:
        shutil.copy2(REPOSITORY / name, target / name)
