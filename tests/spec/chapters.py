"""The chapters of the standard as the tests see them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
SPEC: Final = REPOSITORY / "spec"
CHAPTERS: Final = sorted(SPEC.glob("*.md"))
NOUNS: Final = (
    "manifest agents models training datasets measurements derivations model-uses corpora crawlers services measures "
    "declarations publications terms claims waivers"
).split()
REQUIREMENT: Final = re.compile(r"^- \[([MB]-[A-Z]+-[0-9]+)\] (.+)$", re.MULTILINE)
"""A requirement: one line of a list, with its anchor in front."""


def text(path: Path) -> str:
    return path.read_text("utf-8")


def requirements() -> dict[str, tuple[str, str]]:
    """Every requirement in prose: its anchor, with the chapter and the sentence."""
    return {anchor: (path.name, sentence) for path in CHAPTERS for anchor, sentence in REQUIREMENT.findall(text(path))}


def listed() -> dict[str, list[dict[str, Any]]]:
    """What ``requirements.json`` lists, on documents and on software."""
    found: dict[str, list[dict[str, Any]]] = json.loads(text(SPEC / "requirements.json"))
    return found


def prose(path: Path) -> str:
    """A chapter without its code blocks and generated tables."""
    without = re.sub(r"```.*?```", "", text(path), flags=re.DOTALL)
    return re.sub(r"<!-- fields: .*?<!-- end -->", "", without, flags=re.DOTALL)


def slug(heading: str) -> str:
    """The anchor that a heading gets on the page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def headings(path: Path, level: str = "#+") -> list[str]:
    without = re.sub(r"```.*?```", "", text(path), flags=re.DOTALL)
    return re.findall(rf"^{level} (.+)$", without, re.MULTILINE)
