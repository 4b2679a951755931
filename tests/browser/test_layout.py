"""On a narrow screen nothing but pictures and wide tables scrolls sideways, and each of these in a region of its own;
on paper nothing is cut off."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import KEPT, LOOKED_AT, SUMMARIES, page

_BEYOND = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (!box.width || style.position === 'absolute' || element.closest('.hidden, .skip')) return false;
  for (let up = element; up && up !== document.body; up = up.parentElement)
    if (up.matches('[tabindex="0"]') && getComputedStyle(up).overflowX === 'auto') return false;
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).slice(0, 5).map(element => element.outerHTML.slice(0, 160))"""
_CUT = """() => [...document.querySelectorAll('main p, main li, main td, main th, main span, header *')]
  .filter(element => {
  const style = getComputedStyle(element);
  return style.display !== 'inline' && !element.closest('.hidden') && style.position !== 'absolute'
    && (element.scrollWidth > element.clientWidth + 2) && element.clientWidth > 2;
}).slice(0, 5).map(element => element.outerHTML.slice(0, 160))"""


_TALL = 2600
"""Pixels of a page that are kept, from its top and those of its annex. The whole of a long page takes minutes."""


@pytest.mark.parametrize("width", [320, 700])
@pytest.mark.parametrize("name", SUMMARIES)
def test_the_page_never_scrolls_sideways(name: str, width: int, opened: Open) -> None:
    shown = opened(page(name), width=width)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(_BEYOND) == []


@pytest.mark.parametrize("name", SUMMARIES)
def test_text_may_be_twice_as_large(name: str, opened: Open) -> None:
    shown = opened(page(name), width=1280)
    shown.evaluate("document.documentElement.style.fontSize = '200%'")
    assert shown.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("name", SUMMARIES)
def test_paper_cuts_nothing_off(name: str, opened: Open) -> None:
    shown = opened(page(name), width=672)  # the width between the margins of A4, at 96 pixels an inch
    shown.emulate_media(media="print")
    assert shown.evaluate("document.documentElement.scrollWidth") <= 672
    assert shown.evaluate(_BEYOND) == []
    assert shown.evaluate(_CUT) == []
    printed = shown.pdf(path=KEPT / f"{name}.pdf", prefer_css_page_size=True, tagged=True)
    assert printed.startswith(b"%PDF")


@pytest.mark.parametrize("name", LOOKED_AT)
def test_pictures_of_the_page_are_kept(name: str, opened: Open) -> None:
    for kind, width, dark in (("light", 1280, False), ("dark", 1280, True), ("narrow", 320, False)):
        shown = opened(page(name), width=width, dark=dark, height=_TALL)
        for place in ("body", "#annex", "#annex-f"):
            if shown.locator(place).count():
                shown.locator(place).evaluate("element => element.scrollIntoView()")
                target = KEPT / f"{name}-{kind}-{place.strip('#')}.png"
                shown.screenshot(path=target)
                assert target.stat().st_size > 10_000
