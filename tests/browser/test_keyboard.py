"""The Tab key reaches every link, every picture that scrolls and every part that folds, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import SUMMARIES, page

if TYPE_CHECKING:
    from playwright.sync_api import Page

_STOPS = """() => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].map((element, number) => {
  element.dataset.stop = number; return number; }).length"""
_HERE = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {stop: element.dataset.stop === undefined ? -1 : Number(element.dataset.stop),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1};
}"""
_MOST = 40
"""Stops that are tried one by one from the start; on a longer page, so many from the end too."""


def _walked(shown: Page, key: str, times: int) -> list[dict[str, Any]]:
    found = []
    for _ in range(times):
        shown.keyboard.press(key)
        found.append(shown.evaluate(_HERE))
    return found


@pytest.mark.parametrize(("name", "width"), [*((name, 1280) for name in SUMMARIES), ("everything-eu", 320)])
def test_tab_reaches_everything_in_order(name: str, width: int, opened: Open) -> None:
    shown = opened(page(name), width=width)
    stops = shown.evaluate(_STOPS)
    tried = min(stops, _MOST)
    forward = _walked(shown, "Tab", tried)
    assert [stop["stop"] for stop in forward] == list(range(tried))
    assert all(stop["ring"] and stop["inside"] for stop in forward)
    shown.evaluate(f"document.querySelector('[data-stop=\"{stops - 1}\"]').focus()")
    back = _walked(shown, "Shift+Tab", tried - 1)
    assert [stop["stop"] for stop in back] == list(range(stops - 2, stops - 1 - tried, -1))
    assert all(stop["ring"] and stop["inside"] for stop in back)


def test_the_first_stop_leads_past_the_contents(opened: Open) -> None:
    shown = opened(page("everything-eu"))
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "content"
