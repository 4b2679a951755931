"""No string of a manifest is anything but text, in the documents of every law and in every format."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from lineage.summary import write_docx, write_html, write_json, write_markdown, write_pdf
from lineage.visible import HIDDEN
from tests.hostile.documents import CALM, LAWS, MADE, summary
from tests.hostile.reading import assert_inert, strings_of
from tests.hostile.strings import ROUNDS
from tests.summary.pdf_reader import open_pdf
from tests.summary.test_hostile import ALLOWED, ATTRIBUTES, Tags

TURNS = range(ROUNDS)
FEW = (0, 5, 11)
"""Rounds for the formats that take seconds to write. Each holds every string, in other fields."""
WEB = ("http://", "https://")


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", TURNS)
def test_html(turn: int, law: str) -> None:
    page = write_html(summary(turn, law))
    reader = Tags()
    reader.feed(page)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    for tag, attributes in reader.tags:
        assert set(attributes) <= ATTRIBUTES, (tag, attributes)
        assert (attributes.get("href") or "#").startswith(("#", *WEB))
    assert not HIDDEN.search(page)
    assert not re.search(r"<(script|img|!--|\?|!\[)", page)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", TURNS)
def test_markdown(turn: int, law: str) -> None:
    source = write_markdown(summary(turn, law))
    found, links, headings = _markdown(source)
    calm, _, calm_headings = _markdown(write_markdown(summary(CALM, law)))
    assert found <= calm | {"link_open", "link_close"}
    assert not found & {"html_inline", "html_block", "image", "code_inline", "em_open", "s_open", "hr", "fence"}
    assert all(link.startswith(WEB) for link in links)
    assert set(headings) == set(calm_headings)
    assert not HIDDEN.search(source)
    cells = {line.count(" | ") for line in source.splitlines() if line.startswith("| ")}
    assert cells <= {1, 2, 3, 4, 5, 6}


def _markdown(source: str) -> tuple[set[str], list[str], list[str]]:
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    inside = [child for token in blocks for child in token.children or []]
    links = [str(child.attrs["href"]) for child in inside if child.type == "link_open"]
    titles = [
        after.content
        for before, after in pairwise(blocks)
        if before.type == "heading_open" and before.tag in ("h2", "h3")
    ]
    return {token.type for token in [*blocks, *inside]}, links, titles


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", TURNS)
def test_json(turn: int, law: str) -> None:
    text = write_json(summary(turn, law))
    assert text.isascii()
    for key, value in strings_of(json.loads(text)):
        assert not HIDDEN.search(value), (key, value)
        if key == "svg":
            assert_inert(value)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", FEW)
def test_docx(turn: int, law: str) -> None:
    pytest.importorskip("docx")
    files = zipfile.ZipFile(io.BytesIO(write_docx(summary(turn, law), made=MADE)))
    assert not [name for name in files.namelist() if re.search(r"vba|macro|embed|activex|ole", name, re.IGNORECASE)]
    fields = Counter[str]()
    for name in files.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        for element in ElementTree.fromstring(files.read(name)).iter():
            kind = element.tag.rpartition("}")[2]
            assert kind not in ("instrText", "object", "altChunk", "control"), name
            if kind == "fldSimple":
                fields[next(value for key, value in element.attrib.items() if key.endswith("}instr"))] += 1
            if kind == "Relationship" and element.get("TargetMode") == "External":
                assert str(element.get("Target")).startswith(WEB)
            if kind in ("t", "title", "subject"):
                assert not HIDDEN.search(element.text or "")
            if kind == "docPr":
                assert not HIDDEN.search("".join(element.attrib.values()))
    assert set(fields) == {"PAGE", "NUMPAGES"}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("turn", FEW)
def test_pdf(turn: int, law: str) -> None:
    pytest.importorskip("typst")
    import pikepdf

    from lineage.summary.writers.pdf import NoFont

    try:
        written = write_pdf(summary(turn, law), made=MADE)
    except NoFont:
        pytest.skip("the fonts of Typst have no sign for some of the strings")
    pdf = open_pdf(written)
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(pdf.Root.keys())
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(pdf.Root.get("/Names", {}).keys())
    for thing in pdf.objects:
        kind = str(thing.get("/S", "")) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else ""
        assert kind not in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData")
        if kind == "/URI":
            assert str(thing.URI).startswith(WEB)
    assert len(pdf.pages) < 200
