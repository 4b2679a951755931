"""Hostile strings: in every field that takes text, markup stays text, in HTML and in Markdown."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt
from pydantic import ValidationError

from lineage.summary import write_html, write_markdown
from tests.summary.build import everything, manifest_of, summary_of

PAYLOADS = [
    "# Heading <script>alert(1)</script><img src=x onerror=alert(1)> end",
    "![picture](https://evil.example/p.png) [link](javascript:alert(1)) <https://evil.example> end",
    "a | b `code` **bold** _low_ ~~gone~~ $x$ &lt;b&gt; &#60; <!-- c --> \\ end",
    "- list <b onclick='x'>\"quoted\"</b> www.evil.example ftp://evil.example end",
    "1. one --- === > quote \u202e\u2066 </td></table></main> end",
    "=== <svg/onload=1> [a]: https://evil.example 'x' <?php ?> ]]> end",
]
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p", "div", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "nav", "ul", "li", "main", "section", "span",
    "br", "footer", "figure", "figcaption", "details", "summary",
    "svg", "desc", "g", "rect", "line", "path", "text", "defs", "pattern",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "tabindex", "role", "scope", "rel",
    "aria-label", "aria-labelledby", "aria-hidden", "data-label", "dir", "open",
    "xmlns", "viewbox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "d", "rx", "fill", "stroke",
    "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "font-family", "font-size",
    "font-weight", "font-style", "text-anchor", "patternunits", "patterntransform",
}  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", {}))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("?", {}))


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from leaves(inner, (*path, position))
    elif isinstance(value, str):
        yield path


def put(data: Any, path: tuple[str | int, ...], value: str) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


@cache
def text_fields() -> tuple[tuple[str | int, ...], ...]:
    """The places of the full manifest that take any text: those where a harmless one is accepted."""
    found = []
    for path in leaves(everything()):
        trial = everything()
        put(trial, path, "any text at all")
        try:
            manifest_of(trial)
        except ValidationError:
            continue
        found.append(path)
    return tuple(found)


def filled(payload: str) -> dict[str, Any]:
    data = everything()
    for path in text_fields():
        put(data, path, payload)
    return copy.deepcopy(data)


def test_many_fields_are_tried() -> None:
    assert len(text_fields()) > 120


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_html_holds_no_foreign_markup(payload: str) -> None:
    page = write_html(summary_of(filled(payload)))
    calm = write_html(summary_of(filled("any text at all")))
    reader, other = Tags(), Tags()
    reader.feed(page)
    other.feed(calm)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for tag, attributes in reader.tags:
        assert set(attributes) <= ATTRIBUTES, (tag, attributes)
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "https://", "http://"))
    headings = [tag for tag, _ in reader.tags if tag[0] == "h" and tag[1:].isdigit()]
    assert headings == [tag for tag, _ in other.tags if tag[0] == "h" and tag[1:].isdigit()]
    assert "\u202e" not in page
    assert "<script" not in page


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_markdown_holds_no_foreign_markup(payload: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def kinds(source: str) -> tuple[list[str], set[str], list[str]]:
        blocks = parser.parse(source)
        inside = [child for token in blocks for child in token.children or []]
        links = [str(child.attrs["href"]) for child in inside if child.type == "link_open"]
        headings = [token.tag for token in blocks if token.type == "heading_open"]
        return headings, {token.type for token in [*blocks, *inside]}, links

    headings, found, links = kinds(write_markdown(summary_of(filled(payload))))
    calm_headings, calm, _ = kinds(write_markdown(summary_of(filled("any text at all"))))
    assert headings == calm_headings
    assert found <= calm
    assert not found & {"html_inline", "html_block", "image", "code_inline", "em_open", "s_open", "hr", "fence"}
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_markdown_tables_keep_their_columns() -> None:
    parser = MarkdownIt("commonmark").enable("table")
    widths: dict[str, list[int]] = {}
    for payload in (PAYLOADS[2], "any text at all"):
        tokens = parser.parse(write_markdown(summary_of(filled(payload))))
        rows, cells = [], 0
        for token in tokens:
            cells += token.type in ("td_open", "th_open")
            if token.type == "tr_close":
                rows.append(cells)
                cells = 0
        widths[payload] = rows
    assert len({str(rows) for rows in widths.values()}) == 1
