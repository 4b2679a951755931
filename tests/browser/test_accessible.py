"""Pages are accessible at WCAG 2.2 AA by the rules of axe, in light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.axe import WCAG, complaints
from tests.browser.conftest import Open
from tests.browser.pages import SUMMARIES, TRACES, page

NARROW = 320


@pytest.mark.parametrize("name", [*SUMMARIES, *TRACES])
def test_axe_finds_nothing(name: str, opened: Open) -> None:
    assert complaints(opened(page(name)), *WCAG, "best-practice") == []


@pytest.mark.parametrize("name", [*SUMMARIES, *TRACES])
def test_axe_finds_nothing_in_the_dark(name: str, opened: Open) -> None:
    assert complaints(opened(page(name), dark=True), "cat.color") == []


@pytest.mark.parametrize("name", SUMMARIES)
def test_axe_finds_nothing_on_a_narrow_screen(name: str, opened: Open) -> None:
    assert complaints(opened(page(name), width=NARROW)) == []


def test_axe_does_find_something(opened: Open, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    style = (
        "<style>p { color: #777; background: #888 } @media (prefers-color-scheme: dark) { p { color: #999 } }</style>"
    )
    bad.write_text(f"<title>Bad</title>{style}<p>Words</p><img src='data:,'><table><th><td></table>", "utf-8")
    assert {complaint.partition(":")[0] for complaint in complaints(opened(bad))} >= {
        "color-contrast",
        "html-has-lang",
        "image-alt",
    }
    assert [complaint.partition(":")[0] for complaint in complaints(opened(bad, dark=True), "cat.color")] == [
        "color-contrast"
    ]
