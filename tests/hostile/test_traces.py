"""No string of a manifest is anything but text in a trace, in every format, or in a list for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from lineage.summary import attachments
from lineage.trace.dot import render_dot
from lineage.trace.json import render_json
from lineage.trace.mermaid import render_mermaid
from lineage.trace.svg import render_svg
from lineage.trace.text import render_text
from lineage.visible import HIDDEN
from tests.hostile.documents import LAWS, summary, traces
from tests.hostile.reading import assert_inert, strings_of
from tests.hostile.strings import LINES, ROUNDS

TURNS = pytest.mark.parametrize("turn", range(ROUNDS))
_DOT = re.compile(r'"(?:[^"\\]|\\n)*"')
_DOT_LINE = re.compile(r"\s*(?:digraph trace \{|\}|(?:graph|node|edge|n\d+(?: -> n\d+)?) \[[\w ,=;]*\];?)")
_LABEL = r'"(?:[\w .,\-/()+:?]|#\d+;|<br/>)*"'
_MERMAID = re.compile(
    rf"flowchart LR|  acc(?:Title|Descr): .*|  n\d+[(\[{{]+{_LABEL}[)\]}}]+|"
    rf"  n\d+ (?:-->|-\.->|-\.-)(?:\|{_LABEL}\|)? n\d+|  (?:classDef|class|style|linkStyle) [\w ,:#.\-;]+"
)


@TURNS
def test_text(turn: int) -> None:
    for found in traces(turn):
        printed = render_text(found)
        assert not HIDDEN.search(printed)
        assert "\t" not in printed


@TURNS
def test_json(turn: int) -> None:
    for found in traces(turn):
        source = render_json(found)
        assert not HIDDEN.search(source)
        assert strings_of(json.loads(source))


@TURNS
def test_mermaid(turn: int) -> None:
    for found in traces(turn):
        source = render_mermaid(found)
        assert not HIDDEN.search(source)
        for line in source.splitlines():
            assert _MERMAID.fullmatch(line), line
            if line.startswith("  acc"):
                assert not set(line) & set("<>{}`%;#\\"), line


@TURNS
def test_dot(turn: int) -> None:
    for found in traces(turn):
        source = render_dot(found)
        assert not HIDDEN.search(source)
        for line in source.splitlines():
            bare = _DOT.sub("", line)
            assert _DOT_LINE.fullmatch(bare), line
            assert not re.search(r"\b(URL|href|image|shapefile|target)\s*=", bare, re.IGNORECASE)


@TURNS
def test_svg(turn: int) -> None:
    for found in traces(turn):
        source = render_svg(found)
        assert not HIDDEN.search(source)
        assert_inert(source)


@pytest.mark.parametrize("law", LAWS)
@TURNS
def test_lists_for_spreadsheets(turn: int, law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "SHOWN", 1)
    _, files = attachments.abridged(summary(turn, law), "out")
    assert files
    for file in files:
        assert re.fullmatch(r"out\.[A-Za-z0-9.-]+\.csv", file.name)
        text = file.content.decode("utf-8")
        assert not HIDDEN.search(text.replace("\r\n", "\n"))
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), cell


def test_what_a_spreadsheet_computes_gets_an_apostrophe() -> None:
    formulas = [line for line in LINES if line[0] in "=+-@"]
    assert len(formulas) == 4
    for cell in (*formulas, "\t=1", "\r=1", " =1+1", "＝1+1", "\n@x"):
        assert attachments.harmless(cell) == f"'{cell}"
    for cell in ("a=b", "", "1-2", "'=1", "example.org"):
        assert attachments.harmless(cell) == cell
    written = attachments.table_of(("=head", "b"), [('say "hi", you', "line\nbreak"), ("-1", "ü")])
    assert written == '\'=head,b\r\n"say ""hi"", you","line\nbreak"\r\n\'-1,ü\r\n'.encode()
