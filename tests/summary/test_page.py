"""The page can be read by everybody: landmarks, headings, tables, links, contrast, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from lineage.summary import write_html
from lineage.summary.writers.html import style
from tests.summary.build import everything, example, summary_of

PAGES = {"apertus": write_html(example("apertus")), "everything": write_html(summary_of(everything()))}


class Page(HTMLParser):
    """Tags with their attributes, and which elements are open at each."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}, tuple(self.open)))
        if tag not in ("meta", "br", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.tags if name == tag]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(PAGES[request.param])


def test_every_element_is_closed(page: Page) -> None:
    assert page.open == []


def test_language_title_and_one_first_heading(page: Page) -> None:
    assert page.all("html") == [{"lang": "en"}]
    assert len([tag for tag, _, opened in page.tags if tag == "title" and "svg" not in opened]) == 1
    assert len(page.all("h1")) == 1


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_and_skip_link(page: Page) -> None:
    for landmark in ("header", "main", "nav", "footer"):
        assert len(page.all(landmark)) == 1
    first = page.all("a")[0]
    assert first["href"] == "#content"
    assert page.all("main")[0]["id"] == "content"


def test_ids_are_unique_and_internal_links_lead_somewhere(page: Page) -> None:
    ids = [attributes["id"] for _, attributes, _ in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert targets <= set(ids)
    named = {name for _, attributes, _ in page.tags for name in attributes.get("aria-labelledby", "").split()}
    assert named <= set(ids)


def test_tables_have_captions_and_scopes(page: Page) -> None:
    assert len(page.all("table")) == len(page.all("caption"))
    assert all(cell.get("scope") in ("row", "col") for cell in page.all("th"))


def test_no_paragraph_stands_inside_a_link_or_another(page: Page) -> None:
    assert not [1 for tag, _, opened in page.tags if tag in ("p", "ul", "table") and ("p" in opened or "a" in opened)]


def test_every_field_leads_to_its_sources_and_back(page: Page) -> None:
    links = {link["href"] for link in page.all("a")}
    fields = [a["id"] for _, a, _ in page.tags if a.get("id", "").startswith("field-")]
    assert fields
    for name in fields:
        assert f"#{name}" in links
        assert f"#source-{name.removeprefix('field-')}" in links


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_the_policy_allows_the_style_sheet_and_nothing_else(source: str) -> None:
    content = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert content
    digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
    policy = next(a["content"] for a in Page(source).all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "<script" not in source
    assert " style=" not in source
    assert "url(" not in style()
    assert "@import" not in style()


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_contrast(dark: bool) -> None:
    light_block, dark_block = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    palette = colours(dark_block if dark else light_block)
    for ground in ("paper", "tint"):
        for ink in ("ink", "quiet", "rule", "link"):
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)


def test_print_narrow_and_dark_are_cared_for() -> None:
    sheet = style()
    for words in (
        "@page",
        "size: A4",
        "break-inside: avoid",
        "prefers-color-scheme: dark",
        "max-width: 40rem",
        ":focus-visible",
    ):
        assert words in sheet
