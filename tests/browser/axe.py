"""Asking axe, the checker of accessibility that most of the web uses, about a page that is open."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE: Final = Path(__file__).resolve().parents[1] / "node/node_modules/axe-core/axe.min.js"
WCAG: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""WCAG 2.2 at level AA, which holds 2.1 and 2.0 as well."""

_RUN: Final = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(result =>
  result.violations.map(rule => `${rule.id}: ${rule.help} (${rule.nodes.length} places, first: ` +
    `${rule.nodes[0].target} ${rule.nodes[0].html.slice(0, 200)} ${rule.nodes[0].failureSummary})`))"""


@cache
def _script() -> str:
    return SOURCE.read_text("utf-8")


def complaints(page: Page, *tags: str) -> list[str]:
    """What axe finds wrong, in words; by the rules of WCAG, unless other tags or rules are named."""
    if not SOURCE.is_file():
        pytest.skip("axe is not installed: `npm ci` in tests/node, which `make test` does where Node is")
    page.evaluate(_script())  # by the protocol of developer tools: the policy of the page would not let it in
    found: list[str] = page.evaluate(_RUN, list(tags or WCAG))
    return found
