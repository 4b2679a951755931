"""The Model Documentation Form: its fields with their readers, and what each reader gets."""

from __future__ import annotations

import pytest

from lineage.finding import Finding, Layer, Severity
from lineage.summary import write_html, write_json, write_markdown
from lineage.summary.audience import opened
from lineage.summary.blocks import Option, parts
from tests.summary.build import REPOSITORY, everything, field, manifest_of, text
from tests.summary.laws_build import FILES, california, code_of, filled, golden
from tests.summary.test_hostile import ALLOWED, ATTRIBUTES, PAYLOADS, Tags

ALL = ["0.a", "0.b", *(f"1.{letter}" for letter in "abcdef"), *(f"2.{letter}" for letter in "abcdefghi")]
FIELDS = {
    None: ALL,
    "aio": [number for number in ALL if number != "2.e"],
    "nca": [number for number in ALL if number != "2.d"],
    "downstream": ["0.a", "0.b", "1.a", "1.b", "1.d", "1.e", "1.f", "2.a", "2.b", "2.g"],
}
"""What each reader gets: downstream providers what Annex XII of the AI Act names, authorities what Annex XI does."""


@pytest.mark.parametrize(
    ("name", "audience"), [*((name, None) for name in FILES), *(("california", reader) for reader in FIELDS if reader)]
)
def test_it_is_written_as_before(name: str, audience: str | None, regenerate: bool) -> None:
    path = REPOSITORY / "tests/golden" / name / f"code{'-' + audience if audience else ''}.md"
    written = write_markdown(golden(name, code_of, audience=audience)).encode()
    if regenerate:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written)
    assert path.read_bytes() == written, "run pytest tests/summary --regenerate-goldens and read the difference"


@pytest.mark.parametrize("audience", FIELDS)
def test_each_reader_gets_its_fields(audience: str | None) -> None:
    summary = code_of(california(), audience)
    assert [found.number for found in summary.fields()] == FIELDS[audience]
    for found in summary.fields():
        assert found.pointers or "its record is not public" in text(found.answer), found.number
    assert ("(AIO, NCAs, DPs)" in text(summary)) == (audience is None)


def test_without_a_reader_each_field_names_its_own() -> None:
    labels = {found.number: found.label for found in code_of(california()).fields()}
    assert labels["2.b"] == "Data provenance (AIO, NCAs, DPs):"
    assert labels["2.c"] == "How data was obtained and selected (AIO, NCAs):"
    assert labels["2.d"] == "Number of data points (AIO):"
    assert labels["2.e"].endswith("(NCAs):")


SEEN = {
    None: set[str](),
    "downstream": {"Partner Files"},
    "aio": {"Partner Files", "Readers from four counties"},
    "nca": {"Partner Files", "Readers from four counties"},
}
SECRETS = ("Partner Files", "Readers from four counties", "Hidden Ledger", "Ghost Writer", "Letters of readers")


@pytest.mark.parametrize("audience", SEEN)
def test_each_reader_gets_the_records_that_it_may_see(audience: str | None) -> None:
    data = california()
    data["datasets"][-1]["origin"] = "other"
    data["corpora"][0]["sources"]["other"] = {"used": True}
    data["datasets"][-1]["modalities"] = [{"modality": "other", "name": "Partner Files"}]
    data["measures"][0]["appliesTo"] = ["shared", "secret"]
    summary = code_of(data, audience)
    for written in (write_markdown(summary), write_html(summary), write_json(summary)):
        for secret in SECRETS:
            assert (secret in written) == (secret in SEEN[audience]), secret


def test_hidden_records_are_counted() -> None:
    assert "2 further datasets are not described here" in text(field(code_of(california()), "2.c"))
    assert "1 further dataset is not described here" in text(field(code_of(california(), "aio"), "2.c"))
    assert "1 further measure is not described here" in text(field(code_of(california()), "2.i"))
    assert "☒ Text" in text(field(code_of(california()), "2.a"))


def test_a_manifest_without_hidden_records_stays_as_it_is() -> None:
    data = everything()
    del data["agents"][3]["visibility"]
    manifest = manifest_of(data)
    assert opened(manifest, ("public", "authorities")) is manifest


def test_findings_are_the_providers_own_business() -> None:
    fault = Finding("TST001", "t", Severity.ERROR, Layer.RULE, "All is lost", "Find it.", ("corpora", 0))
    assert "All is lost" in text(code_of(california(), findings=[fault]))
    for audience in ("aio", "nca", "downstream"):
        assert "All is lost" not in text(code_of(california(), audience, findings=[fault]))


def test_provenance_is_ticked_where_declared_or_recorded() -> None:
    ticked = {part.label: part for part in parts(field(code_of(california()), "2.b")) if isinstance(part, Option)}
    assert [option.chosen for option in ticked.values()] == [True, True, True, True, True, False]
    data = california()
    data["corpora"][0]["sources"] = {"crawled": {"used": False}}
    data["datasets"] = [{"id": "almanac", "origin": ["public", "synthetic"]}]
    words = text(field(code_of(data), "2.b"))
    assert "☒ Publicly available datasets" in words
    assert "☐ Synthetic data" in words, "synthetic data that is public counts as public"
    assert "not declared to be unused: private datasets" in words
    assert "web crawling" not in words


def test_sizes_for_national_authorities_have_one_figure() -> None:
    data = everything()
    words = text(field(code_of(data), "2.e"))
    assert "In all, text: about 10 trillion tokens" in words
    assert "In all, image: between 0.9 and 2 million images." in words, "a rounded bound stays true"
    assert "In all, audio: 300 minutes." in words
    assert "12 trillion" in text(field(code_of(data), "2.d"))
    data = california()
    assert "Testing: 26 thousand documents." in text(field(code_of(data), "2.d"))
    assert "Testing: about 30 thousand documents." in text(field(code_of(data), "2.e"))


def test_how_data_was_obtained_is_told_by_dataset() -> None:
    told = text(field(code_of(california()), "2.c"))
    assert "Ground for training on it, as stated: contract, by Coast Press. For two years." in told
    assert "Obtained through a programming interface. Once a week." in told
    assert "1 of the private datasets of other third parties, without a name : Letters to newspapers. Purch" in told
    assert "Pages on the coast." in told
    assert "Inventions : No information available (not stated)." in told


def test_without_data_every_field_is_a_statement() -> None:
    summary = code_of({"lineage": "1.0-draft", "id": "urn:a:b", "models": [{"id": "m", "name": "M"}]})
    for found in summary.fields():
        assert "no information available" in text(found.answer).lower() or found.number == "2.b", found.number


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_texts_stay_texts(payload: str) -> None:
    page = write_html(code_of(filled(payload), "aio"))
    reader = Tags()
    reader.feed(page)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    assert all(set(attributes) <= ATTRIBUTES for _, attributes in reader.tags)
    assert "<script" not in page
    assert "\u202e" not in page
