"""A page full of hostile strings, in a real browser: nothing runs, nothing is fetched, and it can still be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineage.summary import write_html
from tests.browser.axe import complaints
from tests.browser.conftest import Open
from tests.hostile.documents import LAWS, summary
from tests.hostile.strings import ROUNDS

_TURNS = range(0, ROUNDS, 3)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", _TURNS)
def test_nothing_happens(turn: int, law: str, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(write_html(summary(turn, law)), "utf-8")
    shown = opened(path)
    assert shown.evaluate("document.scripts.length") == 0
    assert shown.evaluate("document.querySelectorAll('img, iframe, object, embed, base, form, input').length") == 0
    handlers = "[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => /^on|^style$/.test(a.name)))"
    assert shown.evaluate(handlers) is False
    schemes = shown.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
    assert set(schemes) <= {"file:", "http:", "https:"}


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_still_a_page(width: int, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(write_html(summary(0, "eu")), "utf-8")
    shown = opened(path, width=width)
    assert complaints(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
