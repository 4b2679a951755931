"""Labels in other languages: whole catalogues, facts that stay as they are, and one text in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from lineage.errors import LineageError
from lineage.model.dates import Period
from lineage.model.quantity import Quantity
from lineage.score import score
from lineage.summary import Summary, catalogues, dates, write_docx, write_html, write_json, write_markdown, write_pdf
from lineage.summary.blocks import Choices, Figure, Option, Run, Section, Statement, parts
from lineage.summary.languages import country, language
from lineage.summary.localise import LABELS, UNOFFICIAL, written_in
from lineage.summary.sizes import number, size
from lineage.summary.speech import ENGLISH, speaking
from tests.conftest import REPOSITORY
from tests.conftest import Run as Command
from tests.summary.build import everything, field, manifest_of, raw, summary_of, text
from tests.summary.pdf_reader import open_pdf
from tests.summary.same_text import from_docx, from_html, from_json, from_markdown, from_pdf
from tools.catalogues import LAWS, files, gaps, template

MADE = datetime(2026, 11, 22, tzinfo=UTC)
LANGUAGES = ("de", "es", "fr", "it", "pl")
PLACES = re.compile(r"\{\w+\}")
APERTUS = REPOSITORY / "examples" / "apertus" / "lineage.yaml"


def in_language(tag: str, data: dict[str, Any]) -> Summary:
    return written_in(tag, "eu", manifest_of(data), lambda: summary_of(data))


@cache
def written(tag: str, name: str) -> Summary:
    return in_language(tag, everything() if name == "everything" else raw(APERTUS))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_catalogue_has_every_message_and_no_other(tag: str) -> None:
    assert gaps("eu", tag) == ([], []), "run python -m tools.catalogues, and mend the catalogue"
    catalogue = catalogues.read(catalogues.folder("eu") / f"{tag}.po")
    for message in catalogue:
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        identity = message.id if isinstance(message.id, str) else message.id[0]
        assert not message.fuzzy or not identity, identity
        for words in forms if identity else ():
            assert words.strip(), identity
            assert set(PLACES.findall(words)) == set(PLACES.findall(identity)), words
            assert words[:1].isspace() == identity[:1].isspace(), words
            assert words.rstrip("\u00a0 :").endswith(".") or not identity.endswith("."), words
    assert not catalogue.obsolete


def test_the_template_is_up_to_date_and_names_every_place() -> None:
    for name, words in files():
        assert (REPOSITORY / name).read_text("utf-8") == words, "run python -m tools.catalogues"
    assert LAWS == ("eu",)
    assert len(template("eu")) > 400


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("name", ["everything", "apertus"])
def test_order_numbers_and_places_are_those_of_english(tag: str, name: str) -> None:
    english, other = written(ENGLISH, name), written(tag, name)

    def shape(summary: Summary) -> list[Any]:
        found: list[Any] = [[part.number for part in summary.fields()]]
        for part in parts((summary.head, summary.sections, summary.annex)):
            marks = [getattr(part, key, None) for key in ("number", "anchor", "source", "target", "chosen", "missing")]
            found.append((type(part).__name__, *marks, getattr(part, "kind", None), getattr(part, "pointers", ())))
        return found

    assert shape(english) == shape(other)
    assert other.notices[2:] or name == "everything"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_prose_of_the_manifest_stays_and_is_marked(tag: str) -> None:
    said = {run.text: run.lang for run in runs(written(tag, "everything"))}
    for prose in ("Dialogues made by models.", "Sizes were counted in May.", "Pages that are closed are not read."):
        assert said[prose] == "en"
    assert all(run.lang is None for run in runs(written(ENGLISH, "everything")))


def runs(value: Any) -> Iterator[Run]:
    return (part for part in parts(value) if isinstance(part, Run))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_label_is_translated(tag: str) -> None:
    """No heading, question, option, column, caption or reason is left in English, but for words that are the same."""
    left = set(labels(written(tag, "everything"))) & set(labels(written(ENGLISH, "everything")))
    same = {
        message.id for message in template("eu") if message.id in left and _found(tag, str(message.id)) == message.id
    }
    assert {words for words in left if re.search("[a-z]{3}", words)} <= same


@cache
def _messages(tag: str) -> dict[Any, Any]:
    return {message.id: message.string for message in catalogues.read(catalogues.folder("eu") / f"{tag}.po")}


def _found(tag: str, message: str) -> Any:
    return _messages(tag).get(message)


def labels(summary: Summary) -> Iterator[str]:
    inside = {id(part) for figure in parts(summary) if isinstance(figure, Figure) for part in parts(figure)}
    for part in parts(summary):
        for name in LABELS.get(type(part), ()) if id(part) not in inside else ():
            if getattr(part, name):
                yield getattr(part, name)


def test_a_fact_that_reads_like_a_label_is_never_translated() -> None:
    data = everything()
    words = ["None", "Yes", "Not applicable", "Synthetic data", "Languages: {languages}.", "Made by {names}.", "Text"]
    for dataset, name in zip(data["datasets"], words, strict=False):
        dataset["name"] = name
        dataset["description"] = name
    data["corpora"][0]["comments"] = "No information available"
    data["corpora"][0]["otherCharacteristics"] = "Yes"
    english = [run.text for run in runs(summary_of(data))]
    for tag in LANGUAGES:
        found = in_language(tag, data)
        mine = [run.text for run in runs(found)]
        for fact in (*words[:2], "Synthetic data", "No information available"):
            assert mine.count(fact) >= 1, (tag, fact)
            assert mine.count(fact) <= english.count(fact)
        assert [run.lang for run in runs(field(found, "1.3.g")) if run.text == "No information available"] == ["en"]
        assert [run.lang for run in runs(field(found, "1.3.f")) if run.text == "Yes"] == ["en"]


def test_braces_in_a_fact_are_only_braces() -> None:
    data = everything()
    data["datasets"][0]["name"] = "{name} {0} {languages!r} %s"
    assert "{name} {0} {languages!r} %s" in text(in_language("de", data))


def test_a_translation_by_the_publisher_comes_first() -> None:
    data = everything()
    data["corpora"][0]["comments"] = {"en": "Counted in May.", "de": "Im Mai gezählt."}
    german, polish = (field(in_language(tag, data), "1.3.g") for tag in ("de", "pl"))
    assert ("Im Mai gezählt.", None) in [(run.text, run.lang) for run in runs(german)]
    assert ("Counted in May.", "en") in [(run.text, run.lang) for run in runs(polish)]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_notice_stands_first_in_both_languages(tag: str) -> None:
    own, english = written(tag, "apertus").notices[:2]
    assert english.text == UNOFFICIAL
    assert english.runs[0].lang == "en"
    assert own.text == _found(tag, UNOFFICIAL)
    assert own.runs[0].lang is None
    assert not any(notice.text == UNOFFICIAL for notice in written(ENGLISH, "apertus").notices)


@pytest.mark.parametrize(
    ("tag", "long", "month", "thousands", "amount", "own", "land"),
    [
        (
            "de", "2. September 2025", "September 2025", "1.234.567",
            "15 Billionen Token", "Irisch (ga)", "Irland (IE)",
        ),
        (
            "fr", "2 septembre 2025", "septembre 2025", "1\u202f234\u202f567",
            "15 billions de jetons", "irlandais (ga)", "Irlande (IE)",
        ),
        (
            "es", "2 de septiembre de 2025", "septiembre de 2025", "1.234.567",
            "15 billones de tokens", "irlandés (ga)", "Irlanda (IE)",
        ),
        (
            "it", "2 settembre 2025", "settembre 2025", "1.234.567",
            "15 bilioni di token", "irlandese (ga)", "Irlanda (IE)",
        ),
        (
            "pl", "2 września 2025", "wrzesień 2025", "1\u00a0234\u00a0567",
            "15 bln tokenów", "irlandzki (ga)", "Irlandia (IE)",
        ),
    ],
)  # fmt: skip
def test_dates_numbers_and_names_by_locale(
    tag: str, long: str, month: str, thousands: str, amount: str, own: str, land: str
) -> None:
    with speaking(catalogues.voice_for("eu", tag)):
        assert dates.long_date("2025-09-02") == long
        assert dates.long_date("2025-09") == month
        assert dates.long_date("2025") == "2025"
        assert dates.day("2025-09-02") == "02/09/25"
        assert dates.month("2025-09-02") == "09/2025"
        assert number(1234567) == thousands
        assert size(Quantity.model_validate({"value": 15, "magnitude": "trillion", "unit": "tokens"})) == amount
        assert language("ga") == own
        assert country("IE") == land
    assert dates.long_date("2025-09-02") == "2 September 2025"
    assert number(1234567) == "1\u00a0234\u00a0567"


@pytest.mark.parametrize(
    ("tag", "quantity", "words"),
    [
        ("pl", {"value": 1, "unit": "hours"}, "1 godzina"),
        ("pl", {"value": 3, "unit": "hours"}, "3 godziny"),
        ("pl", {"value": 12, "unit": "hours"}, "12 godzin"),
        ("pl", {"value": 1.5, "unit": "hours"}, "1,5 godziny"),
        ("pl", {"value": 22, "unit": "files"}, "22 pliki"),
        ("fr", {"value": 3, "magnitude": "million", "unit": "images"}, "3 millions d’images"),
        ("fr", {"value": 1.5, "magnitude": "million", "unit": "tokens"}, "1,5 million de jetons"),
        ("de", {"value": 1.5, "magnitude": "billion", "unit": "images"}, "1,5 Milliarden Bilder"),
        ("de", {"at_least": 2, "at_most": 3, "unit": "files"}, "mindestens 2 Dateien und höchstens 3 Dateien"),
        ("de", {"more_than": 1, "magnitude": "billion", "unit": "tokens"}, "mehr als 1 Milliarde Token"),
        ("es", {"value": 2, "unit": "other", "unit_name": "games", "approximate": True}, "aproximadamente 2 games"),
        ("it", {"value": 5, "magnitude": "thousand", "unit": "images"}, "5 mila immagini"),
    ],
)  # fmt: skip
def test_number_scale_and_unit_agree(tag: str, quantity: dict[str, Any], words: str) -> None:
    names = {"at_least": "atLeast", "at_most": "atMost", "more_than": "moreThan", "unit_name": "unitName"}
    with speaking(catalogues.voice_for("eu", tag)):
        assert size(Quantity.model_validate({names.get(key, key): value for key, value in quantity.items()})) == words


def test_a_period_in_german() -> None:
    with speaking(catalogues.voice_for("eu", "de")):
        period = Period.model_validate({"from": "2019", "ongoing": True, "approximate": True, "duration": "P2Y"})
        assert dates.period(period) == "ungefähr ab 2019 (Monat nicht angegeben), dauert an (2 Jahre)"


READ = {
    "md": lambda summary: from_markdown(write_markdown(summary)).replace("Für:", "", 1).replace("Dotyczy:", "", 1),
    "html": lambda summary: from_html(write_html(summary)),
    "docx": lambda summary: from_docx(write_docx(summary, made=MADE)),
}


@pytest.mark.parametrize("tag", ["de", "pl"])
@pytest.mark.parametrize("format_", READ)
def test_every_format_says_the_same(format_: str, tag: str) -> None:
    summary = written(tag, "everything")
    assert READ[format_](summary) == from_json(write_json(summary))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_html_says_its_language_and_those_inside(tag: str) -> None:
    page = write_html(written(tag, "everything"))
    assert f'<html lang="{tag}">' in page
    assert '<span lang="en" dir="auto">Dialogues made by models.</span>' in page
    assert '<figure lang="en">' in page
    assert f'lang="{tag}"' not in page.split("<body>")[1]
    for word in ("Answer", "Skip to the content", "not selected"):
        assert f">{word}<" not in page
        assert f"({word})" not in page
    assert f"({_found(tag, 'not selected')})" in page


def test_word_and_pdf_say_their_language() -> None:
    import io
    import zipfile

    summary = written("de", "apertus")
    with zipfile.ZipFile(io.BytesIO(write_docx(summary, made=MADE))) as file:
        document, styles = (file.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        assert "<dc:language>de</dc:language>" in file.read("docProps/core.xml").decode()
    assert 'w:val="de"' in styles
    assert '<w:lang w:val="en"' in document
    assert "Nicht zutreffend" in document
    written_pdf = write_pdf(summary, made=MADE)
    pdf = open_pdf(written_pdf)
    assert str(pdf.Root.Lang) == "de"
    assert b"%PDF" in written_pdf[:8]
    said = from_pdf(written_pdf)
    assert "NichtamtlicheÜbersetzung" in said
    assert "Zusammenfassung" in said


def test_json_keeps_its_keys_and_says_its_language() -> None:
    german, english = (json.loads(write_json(written(tag, "apertus"))) for tag in ("de", ENGLISH))
    assert german["language"] == "de"
    assert german.keys() == english.keys()
    assert german["sections"][0]["anchor"] == "section-1"
    assert german["head"][0]["number"] == "0.a"
    assert german["head"][0]["label"] == "Fassung der Zusammenfassung:"
    score(english)
    with pytest.raises(LineageError, match="only a summary with English labels can be scored"):
        score(german)


def test_english_reads_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "read", lambda path: pytest.fail("a catalogue was read"))
    assert written_in(ENGLISH, "eu", manifest_of(everything()), lambda: summary_of(everything())).voice is None


def test_an_unknown_language_is_refused_with_those_that_exist(lineage: Command) -> None:
    run = lineage("summary", "eu", str(APERTUS), "--lang", "tlh")
    assert run.returncode == 2
    assert 'the labels of "eu" do not exist in "tlh"; they exist in: en, de, es, fr, it, pl' in run.stderr
    run = lineage("summary", "ab2013", str(APERTUS), "--lang", "de")
    assert run.returncode == 2
    assert "they exist in: en" in run.stderr


def test_the_command(lineage: Command) -> None:
    run = lineage("summary", "eu", str(APERTUS), "--lang", "pl")
    assert run.returncode == 0
    assert run.stdout.startswith("# Publiczne streszczenie treści")


def test_a_catalogue_in_the_folder_is_all_that_a_language_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Catalog(locale="nl")
    for message in template("eu"):
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(f"⟦{words}⟧" for words in forms)
            made.add(message.id, string=marked if len(marked) > 1 else marked[0], context=message.context)
    with (tmp_path / "nl.po").open("wb") as file:
        write_po(file, made)
    monkeypatch.setattr(catalogues, "folder", lambda law: tmp_path)
    assert catalogues.languages("eu") == ("en", "nl")
    found = in_language("nl", everything())
    assert found.language == "nl"
    assert found.title.startswith("⟦Public Summary")
    strays = {words for words in labels(found) if "⟦" not in words and words != found.subject}
    assert not strays, "these labels are in no catalogue: see tools/catalogues.py"
    page = write_html(found)
    assert '<html lang="nl">' in page
    assert "⟦Question⟧" in page
    options = [part for part in parts(found) if isinstance(part, Choices)]
    assert all(option.label.startswith("⟦") for choices in options for option in choices.options)
    stated = [part for part in parts(found) if isinstance(part, Statement)]
    assert stated
    assert all(part.text.startswith("⟦") for part in stated)
    unmarked = {run.text for run in runs(found.sections) if run.lang is None and not run.link}
    ours = {words for words in unmarked if re.search("[a-z]{3}", words) and "⟦" not in words}
    assert ours <= {"robots.txt"} | {words for words in ours if "(" in words or re.search(r"\d{4}", words)}


def test_without_a_translation_it_stays_english_and_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "nl.po").open("wb") as file:
        write_po(file, Catalog(locale="nl"))
    monkeypatch.setattr(catalogues, "folder", lambda law: tmp_path)
    found = in_language("nl", everything())
    assert next(part.heading for part in parts(found) if isinstance(part, Section)) == "General information"
    said = {run.text: run.lang for run in runs(found)}
    assert said["Its training data:"] == "en"
    assert Option("Yes", True).label in {part.label for part in parts(found) if isinstance(part, Option)}
