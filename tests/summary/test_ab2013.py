"""The documentation for California: twelve items in their order, each answered from records or by a statement."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.finding import Finding, Layer, Severity
from lineage.pointer import to_text
from lineage.summary import write_html, write_json, write_markdown
from lineage.summary.blocks import Statement, Summary, Table, parts
from lineage.summary.places import exists
from tests.summary.build import REPOSITORY, everything, field, manifest_of, raw, text
from tests.summary.laws_build import FILES, ab2013_of, california, filled, golden, rows, text_fields
from tests.summary.test_hostile import ALLOWED, ATTRIBUTES, PAYLOADS, Tags

ITEMS = [str(number) for number in range(1, 13)]


@pytest.mark.parametrize("name", FILES)
def test_it_is_written_as_before(name: str, regenerate: bool) -> None:
    path = REPOSITORY / "tests/golden" / name / "ab2013.md"
    written = write_markdown(golden(name, ab2013_of)).encode()
    if regenerate:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written)
    assert path.read_bytes() == written, "run pytest tests/summary --regenerate-goldens and read the difference"


@pytest.mark.parametrize("name", FILES)
def test_all_items_are_there_in_the_order_of_the_law(name: str) -> None:
    summary = golden(name, ab2013_of)
    assert [section.number for section in summary.sections] == ["0", *ITEMS]
    for section in summary.sections[1:]:
        assert section.help is not None
        assert section.help.startswith(f"Civil Code 3111(a)({section.number}).")
        assert [found.number for found in section.fields] == [section.number]


@pytest.mark.parametrize("name", FILES)
def test_every_answer_has_its_places(name: str) -> None:
    manifest = manifest_of(raw(FILES[name]))
    summary = golden(name, ab2013_of)
    for found in summary.fields():
        assert found.pointers, found.number
        wanted = {place for part in parts(found.answer) if isinstance(part, Statement) for place in part.pointers}
        empty = [to_text(place) for place in found.pointers if not exists(manifest, place) and place not in wanted]
        assert not [place for place in empty if not place.startswith(("/measures", "/datasets/"))], found.number


def test_each_item_says_what_the_manifest_says() -> None:
    summary = ab2013_of(california())
    words = {number: text(field(summary, number)) for number in ITEMS}
    assert "Made by Coast Press." in words["1"]
    assert "https://data.example/almanac" in words["1"]
    assert "From users of Radio Line." in words["1"]
    assert "Collected by Coast Walker." in words["1"]
    assert rows(summary, "2")["Newspapers"] == "Fluent news. After review."
    assert rows(summary, "2")["Own crawl"] == "Not applicable"
    assert "Stated for the training data as a whole." in rows(summary, "2")["Dataset 3, dataset 5 and Inventions"]
    assert rows(summary, "3")["Almanac"].startswith("Text: 1.26 million documents. Estimated, method: a sample.")
    assert "Of these, used for testing: 26 thousand documents." in rows(summary, "3")["Almanac"]
    assert "A dynamic dataset: its collection is ongoing." in rows(summary, "3")["Newspapers"]
    assert "Table, with labels: month and place. Page, without labels." in rows(summary, "4")["Almanac"]
    assert rows(summary, "5")["Almanac"] == "Copyright: entirely in the public domain. Trademark: no. Patent: no."
    assert rows(summary, "6")["Dataset 3"] == "Purchased. Once."
    assert rows(summary, "6")["Newspapers"] == "Licensed: so its origin says."
    assert rows(summary, "7")["Newspapers"] == "Names of authors."
    assert rows(summary, "7")["Dataset 3"] == "Withheld (as a trade secret)"
    assert rows(summary, "8")["Dataset 5"] == "Yes. Counts by county."
    assert "Closed pages were not read." not in words["9"], "it changes no data"
    assert "Personal data and safety" in words["9"]
    assert "Pages on the coast." in words["9"]
    assert rows(summary, "10")["Newspapers"] == "From 2024, still going on. Notice: the collection is ongoing."
    assert rows(summary, "11")["Dataset 3"] == "1 June 2025."
    assert rows(summary, "11")["Newspapers"] == "No information available (not recorded)"
    assert "☒ Yes" in words["12"]
    assert "Notice: data is generated continuously." in words["12"]
    assert "To fill gaps on rare trades. Kinds of tasks: stories." in words["12"]


def test_what_is_stated_for_many_is_printed_as_such_and_a_datasets_own_word_wins() -> None:
    summary = ab2013_of(california())
    assert rows(summary, "11")["Almanac"] == "February 2025 (as stated for all public datasets)."
    trademark = rows(summary, "5")
    assert "Trademark: yes (as stated for all datasets). Names of makers." in trademark["Newspapers"]
    assert "Trademark: no." in trademark["Almanac"]


def test_nothing_is_inferred() -> None:
    data = {
        "corpora": [{"id": "c", "models": ["m"]}],
        "models": [{"id": "m", "name": "M", "training": [{"stage": "sft", "period": {"from": 2024}, "uses": ["d"]}]}],
        "datasets": [{"id": "d", "name": "D", "origin": "public", "licence": "CC0-1.0", "issued": 2023}],
    }
    summary = ab2013_of({"lineage": "1.0-draft", "id": "urn:a:b", **data})
    for number in ("2", "3", "5", "6", "7", "8", "10", "11"):
        assert next(iter(rows(summary, number).values())).startswith("No information available"), number
    assert "☐ Yes ☐ No" in text(field(summary, "12"))


def test_without_data_every_item_is_a_statement() -> None:
    summary = ab2013_of({"lineage": "1.0-draft", "id": "urn:a:b", "models": [{"id": "m", "name": "M"}]})
    for number in ITEMS:
        kinds = [part for part in parts(field(summary, number).answer) if isinstance(part, Statement)]
        assert len(kinds) == 1, number
        assert kinds[0].missing, number
    assert "No information available (no dataset is recorded)" in text(field(summary, "7"))


def test_datasets_with_the_same_answer_share_a_row_and_long_lists_become_numbers() -> None:
    data = california()
    datasets: list[dict[str, Any]] = [
        {"id": f"d{i}", "name": f"Set {i}", "origin": "public" if i < 30 else "crawled", "personalData": i % 3 == 0}
        for i in range(40)
    ]
    data["datasets"] = datasets
    data["models"][0]["training"] = [{"stage": "sft", "uses": [entry["id"] for entry in datasets]}]
    summary = ab2013_of(data)
    assert list(rows(summary, "8")) == ["All 40 datasets"]
    assert list(rows(summary, "11")) == ["All 30 public datasets", "All 10 crawled datasets"]
    first, second = rows(summary, "7")
    assert first.startswith("14 datasets: numbers 1, 4, 7, 10")
    assert second.startswith("26 datasets: numbers 2 to 3, 5 to 6, 8 to 9")
    tables = [part for part in parts(field(summary, "1").answer) if isinstance(part, Table)]
    assert [table.columns[0].heading for table in tables] == ["Public datasets", "Crawled datasets"]


@pytest.mark.parametrize("position", range(8))
def test_a_hidden_dataset_is_counted_and_never_named(position: int) -> None:
    data = california()
    before = 2 - (data["datasets"][position].get("visibility", "public") != "public")
    data["datasets"][position] |= {"visibility": "internal", "name": "Zanzibar", "description": "Of Zanzibar."}
    message = f'"{data["datasets"][position]["id"]}" has a fault'
    fault = Finding("TST001", "t", Severity.ERROR, Layer.RULE, message, "Mend it.", ("datasets", position))
    summary = ab2013_of(data, findings=[fault])
    count = before + 1
    assert f"{count} further dataset" in text(field(summary, "1"))
    for written in formats(summary):
        assert "Zanzibar" not in written
        assert message not in written
        assert f'"/datasets/{position}/' not in written


def formats(summary: Summary) -> list[str]:
    return [write_markdown(summary), write_html(summary), write_json(summary)]


def test_names_that_are_not_public_are_not_printed() -> None:
    for written in formats(ab2013_of(california())):
        for secret in ("Letters of readers", "Quiet Broker", "Hidden Ledger", "Partner Files", "Ghost Writer", "slurs"):
            assert secret not in written
    for written in formats(ab2013_of(everything())):
        assert "Discreet Archive" not in written
        assert "Secret Vendor" not in written


@pytest.mark.parametrize("exemption", ["security", "aircraft", "nationalSecurity"])
def test_an_exemption_is_printed_and_hides_nothing(exemption: str) -> None:
    data = california()
    data["declarations"][0]["ab2013Exemption"] = exemption
    summary = ab2013_of(data)
    assert "Sierra Laboratory declares that the system is exempt" in text(field(summary, "0.f"))
    assert len(list(summary.fields())) == 2 + 4 + 12
    data["declarations"][0]["by"] = "press"
    assert "0.f" not in {found.number for found in ab2013_of(data).fields()}, "it is not the developer who says so"


def test_many_fields_are_tried() -> None:
    assert len(text_fields()) > 50


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_texts_stay_texts(payload: str) -> None:
    summary = ab2013_of(filled(payload))
    page = write_html(summary)
    reader = Tags()
    reader.feed(page)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    assert all(set(attributes) <= ATTRIBUTES for _, attributes in reader.tags)
    assert "<script" not in page
    assert "\u202e" not in page
    for line in write_markdown(summary).splitlines():
        assert not line.startswith(("# Heading", "- list", "1. one", "=== "))
        assert line.count("|") - line.count("\\|") in (0, 3, 4, 5), line
