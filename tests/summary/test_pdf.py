"""The PDF keeps PDF/UA-1 and PDF/A-2a as far as its structure shows, says nothing actively, and is always the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lineage.summary import Attachment, write_pdf
from lineage.summary.writers import extras
from lineage.summary.writers.pdf import NoFont
from tests.summary.build import REPOSITORY, everything, example, summary_of
from tests.summary.pdf_reader import Element, open_pdf, structure
from tests.summary.pictured import DESCRIPTION, TITLE, pictured
from tests.summary.test_hostile import PAYLOADS, filled

MADE = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
MANIFEST = REPOSITORY / "examples" / "apertus" / "lineage.yaml"
SOURCES: dict[str, Callable[[], bytes]] = {
    "apertus": lambda: write_pdf(example("apertus"), made=MADE),
    "everything": lambda: write_pdf(summary_of(everything()), made=MADE),
    "pictured": lambda: write_pdf(pictured(), made=MADE),
    "attached": lambda: write_pdf(
        example("apertus"), made=MADE, attachment=Attachment("a.yaml", MANIFEST.read_bytes(), "application/yaml", "It")
    ),
}


@cache
def written(name: str) -> bytes:
    return SOURCES[name]()


@pytest.fixture(params=SOURCES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pdf(name: str) -> pikepdf.Pdf:
    return open_pdf(written(name))


def metadata(pdf: pikepdf.Pdf) -> str:
    return pdf.Root.Metadata.read_bytes().decode()


def fact(text: str, name: str) -> str | None:
    found = re.search(rf"<{name}>(.*?)</{name}>", text)
    return found[1] if found else None


def test_it_names_both_standards(pdf: pikepdf.Pdf, name: str) -> None:
    text = metadata(pdf)
    assert fact(text, "pdfuaid:part") == "1"
    assert fact(text, "pdfaid:part") == ("3" if name == "attached" else "2")
    assert fact(text, "pdfaid:conformance") == "A"


def test_language_and_title_are_set_and_shown(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.Lang == "en"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]).startswith("Public Summary of Training Content for General-Purpose AI models: ")
    assert str(pdf.docinfo["/Title"]) in metadata(pdf)


def test_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not bool(pdf.Root.MarkInfo.Suspects)
    kinds = {element.kind for element in structure(pdf).all()}
    assert kinds >= {
        "Document",
        "Title",
        "H1",
        "H2",
        "P",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "Link",
        "Caption",
    }


def test_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(element.kind[1]) for element in structure(pdf).all() if re.fullmatch("H[1-6]", element.kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def attributes(element: Element) -> dict[str, Any]:
    return {key: value for part in element.raw.get("/A", []) for key, value in part.items()}


def test_every_table_has_headings_with_their_scope(pdf: pikepdf.Pdf) -> None:
    tables = [*structure(pdf).all("Table")]
    assert tables
    for table in tables:
        assert [*table.all("THead")]
    heads = [*structure(pdf).all("TH")]
    assert heads
    assert {str(attributes(head).get("/Scope")) for head in heads} == {"/Column"}
    for cell in structure(pdf).all("TD"):
        assert attributes(cell)["/Headers"], "every cell names its heading"


def test_rows_are_as_wide_as_their_tables(pdf: pikepdf.Pdf) -> None:
    for table in structure(pdf).all("Table"):
        assert len({len(row.inside) for row in table.all("TR")}) == 1


def test_every_picture_has_a_text_alternative(pdf: pikepdf.Pdf, name: str) -> None:
    pictures = [str(element.raw.get("/Alt", "")) for element in structure(pdf).all("Figure")]
    assert all(pictures)
    assert pictures == ([DESCRIPTION] if name == "pictured" else pictures)
    if name == "pictured":
        text = structure(pdf).text()
        assert text.index(TITLE) < text.index("Shares as a table") < text.index("69 %", text.index("Shares as a table"))


def test_every_link_is_described_and_leads_to_the_web_or_inside(pdf: pikepdf.Pdf) -> None:
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert links
    for link in links:
        assert link.Subtype == "/Link"
        assert str(link.Contents).strip()
        if "/A" in link:
            assert link.A.S == "/URI"
            assert str(link.A.URI).startswith(("https://", "http://"))
            assert str(link.A.URI) == str(link.Contents)
        else:
            assert "/Dest" in link


def test_fonts_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = {
        font.objgen: font for page in pdf.pages for font in dict(page.resources.get("/Font", {})).values()
    }.values()
    assert fonts
    for font in fonts:
        inner = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in inner or "/FontFile3" in inner
        assert "/ToUnicode" in font


def test_nothing_in_it_acts(pdf: pikepdf.Pdf, name: str) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm"}.intersection(pdf.Root.keys())
    names: Any = pdf.Root.get("/Names", {})
    assert "/JavaScript" not in names
    assert ("/EmbeddedFiles" in names) is (name == "attached")
    assert not pdf.is_encrypted


def test_the_manifest_travels_inside() -> None:
    pdf = open_pdf(written("attached"))
    assert [*pdf.attachments] == ["a.yaml"]
    attached = pdf.attachments["a.yaml"]
    assert attached.get_file().read_bytes() == MANIFEST.read_bytes()
    assert attached.relationship == "/Source"
    assert attached.get_file().mime_type == "application/yaml"


def test_its_date_is_the_one_given(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122123000")
    assert "2026-11-22T12:30:00Z" in metadata(pdf)


def test_same_moment_in_another_zone_same_bytes() -> None:
    elsewhere = MADE.astimezone(timezone(timedelta(hours=5)))
    assert write_pdf(example("apertus"), made=elsewhere) == written("apertus")


def test_same_input_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, '.'); from tests.summary.build import *; from tests.summary.pictured import *;"
        "from lineage.summary import *; from datetime import UTC, datetime; import hashlib;"
        "made = datetime(2026, 11, 22, 12, 30, tzinfo=UTC);"
        "summaries = (summary_of(everything()), pictured());"
        "both = [write(summary, made=made) for summary in summaries for write in (write_pdf, write_docx)];"
        "print([hashlib.sha256(data).hexdigest() for data in both])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(printed) == 1


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_strings_stay_text(payload: str) -> None:
    data, calm = filled(payload), filled("any text at all")
    pdf, other = (open_pdf(write_pdf(summary_of(each), made=MADE)) for each in (data, calm))
    kinds = [
        [e.kind for e in structure(each).all("H1", "H2", "H3", "H4", "Figure", "TR", "TH")] for each in (pdf, other)
    ]
    assert kinds[0] == kinds[1]
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            assert "/A" not in link or str(link.A.URI).startswith(("https://", "http://"))
    text = structure(pdf).text()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert not {"/JavaScript", "/EmbeddedFiles"}.intersection(pdf.Root.get("/Names", {}).keys())


@pytest.mark.parametrize(
    "payload",
    [
        '#panic(1) #eval("1") #read("/etc/passwd") #import "@preview/x:1.0.0" end',
        "$x^2$ @nobody <label> *b* _i_ = H `raw` // comment /* c */ ~ -- --- ' \" \\u{41} end",
        "{{braces}} ${x} %s {0} #{1 + 1} #[content] #sys.inputs end",
        '", "is": "Figure", "svg": "<svg/>" }] end',
    ],
)
def test_the_markup_of_typst_stays_text(payload: str) -> None:
    text = structure(open_pdf(write_pdf(summary_of(filled(payload)), made=MADE))).text()
    assert "".join(payload.split()) in "".join(text.split())


def test_signs_without_a_font_are_named() -> None:
    data = everything()
    data["corpora"][0]["comments"] = "書 and 🦜."
    with pytest.raises(NoFont, match=re.escape("書 (U+66F8), 🦜 (U+1F99C)")) as caught:
        write_pdf(summary_of(data), made=MADE)
    assert "--fonts" in caught.value.advice


def test_code_points_without_a_shape_are_spelt_out() -> None:
    data = everything()
    data["corpora"][0]["comments"] = "Private \ue000\U00100000 and none \ufffe\U0001ffff."
    text = structure(open_pdf(write_pdf(summary_of(data), made=MADE))).text()
    assert "Private[U+E000][U+100000]andnone[U+FFFE][U+1FFFF]." in "".join(text.split())


def test_other_scripts_have_signs() -> None:
    data = everything()
    said = "Ελληνικά, Кирилица, עברית, العربية, हिन्दी, ąčęėįšųž, ≥ → ₂ … “–”."
    data["corpora"][0]["comments"] = said
    write_pdf(summary_of(data), made=MADE)


def test_other_languages_are_marked() -> None:
    data = everything()
    data["language"] = "fr-CA"
    data["corpora"][0]["comments"] = "Des mots."
    pdf = open_pdf(write_pdf(summary_of(data), made=MADE))
    marked = [element for element in structure(pdf).all() if "/Lang" in element.raw]
    assert {str(element.raw.Lang) for element in marked} <= {"fr-CA", "en"}
    assert any("Des mots." in element.text() and element.raw.Lang == "fr-CA" for element in marked)


def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(extras.MissingLibrary) as caught:
        write_pdf(example("minimal"), made=MADE)
    assert caught.value.advice == 'install it with: pip install "training-lineage[pdf]"'


def test_the_template_reads_and_fetches_nothing() -> None:
    template = (REPOSITORY / "lineage" / "summary" / "writers" / "summary.typ").read_text("utf-8")
    code = "\n".join(line for line in template.splitlines() if not line.lstrip().startswith("//"))
    assert not re.search(r"\b(eval|read|import|include|plugin|csv|toml|yaml|xml)\b\s*[(\"@]", code)


def test_fonts_that_are_given_are_used_only_where_they_are_needed() -> None:
    """With any font at hand that has Tifinagh, which Typst's own fonts lack."""
    finder = shutil.which("fc-list")
    listed = [finder or "", ":charset=2d30", "file"]
    known = subprocess.run(listed, capture_output=True, text=True, check=True) if finder else None
    if known is None or not known.stdout:
        pytest.skip("no font with Tifinagh")
    folder = Path(known.stdout.splitlines()[0].rstrip(": ")).parent
    data = everything()
    data["corpora"][0]["comments"] = "ⵜⵉⴼⵉⵏⴰⵖ."
    with pytest.raises(NoFont):
        write_pdf(summary_of(data), made=MADE)
    text = structure(open_pdf(write_pdf(summary_of(data), made=MADE, fonts=[folder]))).text()
    assert "ⵜⵉⴼⵉⵏⴰⵖ." in text
    assert write_pdf(example("apertus"), made=MADE, fonts=[folder]) == written("apertus")
