"""The Word document is built of Word's own parts, can be read by everybody, says nothing actively, never changes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image

from lineage.summary import write_docx
from lineage.summary.blocks import Section
from lineage.summary.writers import extras
from tests.summary.build import everything, example, summary_of
from tests.summary.pictured import DESCRIPTION, SVG, TITLE, pictured
from tests.summary.test_hostile import PAYLOADS, filled

MADE = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
SOURCES: dict[str, Callable[[], bytes]] = {
    "apertus": lambda: write_docx(example("apertus"), made=MADE),
    "everything": lambda: write_docx(summary_of(everything()), made=MADE),
    "pictured": lambda: write_docx(pictured(), made=MADE),
}


@cache
def written(name: str) -> bytes:
    return SOURCES[name]()


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {entry: file.read(entry) for entry in file.namelist()}


@pytest.fixture(params=SOURCES)
def document(request: pytest.FixtureRequest) -> Document:
    return opened(written(request.param))


def style_of(paragraph: Paragraph) -> str:
    return paragraph.style.name or "" if paragraph.style else ""


def test_properties_say_what_it_is(document: Document) -> None:
    properties = document.core_properties
    assert properties.title.startswith("Public Summary of Training Content for General-Purpose AI models: ")
    assert properties.language == "en"
    assert properties.author == ""
    assert properties.created == properties.modified == MADE
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en"}


def test_headings_are_headings_and_skip_no_level() -> None:
    summary = summary_of(everything())
    headings = [p for p in opened(written("everything")).paragraphs if style_of(p).startswith("Heading")]
    levels = [int(style_of(paragraph)[-1]) for paragraph in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))

    def count(sections: tuple[Section, ...]) -> int:
        return sum(1 + count(section.sections) for section in sections)

    assert len(headings) == count((*summary.sections, summary.annex))
    assert [style_of(p) for p in opened(written("everything")).paragraphs].count("Title") == 1


def test_every_style_that_is_used_exists(document: Document) -> None:
    known = {style.style_id for style in document.styles}
    kinds = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {element.get(qn("w:val")) for kind in kinds for element in document.element.body.iter(qn(kind))}
    assert used <= known


def test_tables_repeat_their_headings_and_have_a_name(document: Document) -> None:
    tables = [*document.element.body.iter(qn("w:tbl"))]
    assert tables
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        columns = len(table.find(qn("w:tblGrid")))
        assert {len(row.findall(qn("w:tc"))) for row in rows} == {columns}
        for cell in table.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p"), "Word wants a paragraph at the end of a cell"


def test_tables_never_touch(document: Document) -> None:
    kinds = [element.tag for element in document.element.body]
    assert not any(before == after == qn("w:tbl") for before, after in pairwise(kinds))


def test_links_are_links_whose_text_is_their_address() -> None:
    document = opened(written("everything"))
    relations = document.part.rels
    found = 0
    for link in document.element.body.iter(qn("w:hyperlink")):
        if address := link.get(qn("r:id")):
            text = "".join(part.text or "" for part in link.iter(qn("w:t")))
            assert relations[address].target_ref == text
            assert text.startswith(("https://", "http://"))
            found += 1
    assert found > 20


def test_leads_go_to_places_that_exist_once(document: Document) -> None:
    marks = [mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    ends = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:bookmarkEnd"))]
    leads = {lead.get(qn("w:anchor")) for lead in document.element.body.iter(qn("w:hyperlink"))} - {None}
    assert len(marks) == len(set(marks))
    assert numbers == ends
    assert leads
    assert leads <= set(marks)


def test_pictures_have_a_text_alternative_and_stay_sharp() -> None:
    data = written("pictured")
    document, inside = opened(data), entries(data)
    drawing = next(document.element.body.iter(qn("w:drawing")))
    about = next(drawing.iter(qn("wp:docPr")))
    assert (about.get("title"), about.get("descr")) == (TITLE, DESCRIPTION)
    assert inside["word/media/figure-1.svg"].decode() == SVG
    image = Image.open(io.BytesIO(inside["word/media/image1.png"]))
    assert image.size[0] > 1000
    assert image.getpixel((10, 10)) != image.getpixel((image.size[0] - 2, image.size[1] - 2)), "something is drawn"
    sharp = next(element for element in drawing.iter() if str(element.tag).endswith("}svgBlip"))
    assert document.part.rels[sharp.get(qn("r:embed"))].target_part.blob == inside["word/media/figure-1.svg"]
    styles = [style_of(paragraph) for paragraph in document.paragraphs]
    at = styles.index("Picture")
    assert styles[at - 2] == styles[at + 1] == "Caption"
    assert document.paragraphs[at - 1].text == DESCRIPTION


def test_it_can_be_edited_and_nothing_in_it_acts(document: Document) -> None:
    names = {str(element.tag).rpartition("}")[2] for element in document.element.iter()}
    assert not names & {
        "txbxContent",
        "textbox",
        "pict",
        "object",
        "fldChar",
        "instrText",
        "sdt",
        "altChunk",
        "fldSimple",
    }
    footer = document.sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", SOURCES)
def test_the_package_holds_nothing_else(name: str) -> None:
    inside = entries(written(name))
    strange = [entry for entry in inside if re.search("vba|macro|thumbnail|customXml|app.xml|embeddings", entry)]
    assert not strange
    text = b"".join(inside.values()).lower()
    assert b"python-docx" not in text
    assert b"macintosh" not in text


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_strings_stay_text(payload: str) -> None:
    def kinds(document: Document) -> list[str]:
        return [style_of(paragraph) for paragraph in document.paragraphs if "Heading" in style_of(paragraph)]

    document = opened(write_docx(summary_of(filled(payload)), made=MADE))
    calm = opened(write_docx(summary_of(filled("any text at all")), made=MADE))
    assert kinds(document) == kinds(calm)
    assert len(document.tables) == len(calm.tables)
    for relation in document.part.rels.values():
        if relation.is_external:
            assert relation.target_ref.startswith(("https://", "http://"))
    text = "".join(part.text or "" for part in document.element.iter(qn("w:t")))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert not {"fldSimple", "instrText"} & {str(part.tag).rpartition("}")[2] for part in document.element.iter()}


def test_formulas_and_fields_stay_text() -> None:
    payload = (
        '=HYPERLINK("https://evil.example") { INCLUDETEXT "c:\\x" } +1 @SUM(1) -2 <w:fldSimple w:instr="DDEAUTO"/> end'
    )
    document = opened(write_docx(summary_of(filled(payload)), made=MADE))
    text = "".join(part.text or "" for part in document.element.iter(qn("w:t")))
    assert '<w:fldSimple w:instr="DDEAUTO"/>' in text
    assert not [*document.element.body.iter(qn("w:fldSimple"))]


def test_code_points_that_xml_refuses_are_spelt_out() -> None:
    data = everything()
    data["corpora"][0]["comments"] = "Private \ue000 and none \ufffe, \x07."
    document = opened(write_docx(summary_of(data), made=MADE))
    text = "".join(part.text or "" for part in document.element.iter(qn("w:t")))
    assert "Private [U+E000] and none [U+FFFE], [U+0007]." in text


def test_other_languages_and_directions_are_marked() -> None:
    data = everything()
    data["language"] = "ar"
    data["corpora"][0]["comments"] = "نص عربي."
    document = opened(write_docx(summary_of(data), made=MADE))
    run: Any = next(
        run
        for run in document.element.body.iter(qn("w:r"))
        if "".join(t.text for t in run.iter(qn("w:t"))) == "نص عربي."
    )
    properties = run.find(qn("w:rPr"))
    assert properties.find(qn("w:rtl")) is not None
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "ar"


def test_every_entry_bears_the_date_given() -> None:
    with zipfile.ZipFile(io.BytesIO(written("apertus"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 22, 12, 30, 0)}
        assert {entry.compress_type for entry in file.infolist()} == {zipfile.ZIP_STORED}
    before_zip = write_docx(example("minimal"), made=datetime(1970, 1, 1, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(before_zip)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


def test_same_input_same_bytes() -> None:
    for name, source in SOURCES.items():
        assert source() == written(name)


@pytest.mark.parametrize("missing", ["docx", "typst"])
def test_a_missing_library_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(extras.MissingLibrary) as caught:
        write_docx(pictured(), made=MADE)
    assert caught.value.advice == 'install it with: pip install "training-lineage[docx]"'


def test_without_pictures_it_needs_no_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert write_docx(example("minimal"), made=MADE)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_office_opens_it(tmp_path: Path) -> None:
    (tmp_path / "summary.docx").write_bytes(written("everything"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "summary.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "summary.txt").read_text("utf-8-sig")
    assert "1.1. Provider identification" in text
    assert "☒ Yes" in text
