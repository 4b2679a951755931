"""A page is one file: it asks for nothing, needs no script, and the browser has nothing to complain of."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import SUMMARIES, page

_TEXT = "document.body.innerText"


@pytest.mark.parametrize("name", SUMMARIES)
def test_nothing_is_asked_for_and_nothing_is_complained_of(name: str, opened: Open) -> None:
    path = page(name)
    shown = opened(path)
    assert shown.evaluate("performance.getEntriesByType('resource').length") == 0
    assert shown.evaluate("document.scripts.length") == 0
    assert shown.evaluate("getComputedStyle(document.body).maxWidth") != "none"  # its policy lets in its own style


@pytest.mark.parametrize("name", SUMMARIES)
def test_without_scripts_it_says_the_same(name: str, opened: Open) -> None:
    path = page(name)
    with_scripts = opened(path).locator("body").inner_text()
    assert opened(path, script=False).locator("body").inner_text() == with_scripts
    words = _Words()
    words.feed(path.read_text("utf-8"))
    shown = "".join(with_scripts.split())
    assert all("".join(text.split()) in shown for text in words.found)


class _Words(HTMLParser):
    """Texts in the source that are to be seen: those outside pictures, styles and parts for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "col"):
            unseen = tag in ("head", "svg") or "hidden" in (dict(attrs).get("class") or "").split()
            self._open.append((tag, unseen))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(unseen for _, unseen in self._open):
            self.found.append(data)


@pytest.mark.parametrize("fault", ["<img src='https://elsewhere.example/x.png' alt=''>", "<script>throw 1</script>"])
def test_the_watch_sees_what_a_page_asks_for(fault: str, tmp_path: Path, browser: object) -> None:
    """A control: the fixture that guards all other tests is no ornament."""
    from tests.browser.conftest import opened as guarded

    bad = tmp_path / "bad.html"
    bad.write_text(f"<!doctype html><title>Bad</title>{fault}", "utf-8")
    watch = guarded.__wrapped__(browser)  # type: ignore[attr-defined]
    next(watch)(bad).wait_for_timeout(100)
    with pytest.raises(AssertionError):
        next(watch)
