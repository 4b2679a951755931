"""The rows of the data set: sourced, dated, brief, in order, and without words of judgement."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import MISSING

import lineage
from lineage.terms import TermsRow, all_terms, provider_of, providers
from lineage.terms.generate import artefacts, collected
from lineage.terms.spans import span
from lineage.terms.stored import DATA, stored

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted(DATA.glob("*.yaml"))
JUDGEMENT = re.compile(
    r"\b(violat\w*|breach\w*|illegal\w*|lawful\w*|unlawful\w*|allowed|permitted|legal|infring\w*)\b", re.I
)

rows = pytest.mark.parametrize("row", all_terms(), ids=lambda row: row.reference)


def test_there_are_as_many_rows_as_in_the_files() -> None:
    assert len(all_terms()) == len(collected()["terms"]) >= 50


@rows
def test_a_row_has_a_source_a_day_and_was_read_well(row: TermsRow) -> None:
    terms = row.terms
    assert terms.source is not MISSING
    assert terms.source.url is not MISSING
    assert terms.source.pointer is not MISSING
    assert terms.effective is not MISSING or terms.seen is not MISSING
    assert terms.known is not MISSING
    assert terms.known.confidence == "high"
    assert terms.known.method is not MISSING
    assert terms.bound_by is not MISSING
    assert terms.title is not MISSING
    assert row.version
    assert row.access
    assert row.scope


@rows
def test_a_licence_names_its_families_and_a_contract_does_not_cover_weights(row: TermsRow) -> None:
    if row.terms.bound_by == "licence":
        assert row.access == ("weights",)
        assert row.families
    else:
        assert "weights" not in row.access


@rows
def test_a_family_that_is_left_out_is_named(row: TermsRow) -> None:
    assert row.terms.output_use is not MISSING
    if row.scope == "anyLlmExceptFamily":
        assert row.terms.output_use.except_families is not MISSING


@rows
def test_a_quote_is_short(row: TermsRow) -> None:
    assert row.terms.output_use is not MISSING
    quote = row.terms.output_use.quote
    assert quote is MISSING or len(quote.split()) < 12


@rows
def test_duties_say_what_brings_them_about_and_whether_they_go_on(row: TermsRow) -> None:
    for duty in () if row.terms.obligations is MISSING else row.terms.obligations:
        assert duty.triggered_by is not MISSING
        assert duty.carries is not MISSING


def texts(value: Any, key: str = "") -> list[str]:
    """Everything in our own words: titles, notes, exceptions, methods and values of duties."""
    if isinstance(value, dict):
        return [text for name, inside in value.items() for text in texts(inside, name)]
    if isinstance(value, list):
        return [text for inside in value for text in texts(inside, key)]
    return [value] if key in {"title", "note", "exceptions", "method", "value"} and isinstance(value, str) else []


@rows
def test_no_word_of_judgement(row: TermsRow) -> None:
    found = [text for text in texts(row.terms.model_dump(mode="json")) if JUDGEMENT.search(text)]
    assert not found


def test_ids_and_versions_are_unique() -> None:
    references = [row.reference for row in all_terms()]
    assert len(set(references)) == len(references)


def test_versions_of_the_same_terms_do_not_overlap() -> None:
    versions: dict[str, list[TermsRow]] = {}
    for row in all_terms():
        versions.setdefault(row.terms.id, []).append(row)
    for group in versions.values():
        days = [span(row, group) for row in group]
        assert days == sorted(days), group[0].terms.id
        for earlier, later in itertools.pairwise(days):
            assert earlier.known is not None
            assert earlier.known < later.first
            assert earlier.last < later.first


@rows
def test_the_days_are_in_order_and_not_in_the_future(row: TermsRow) -> None:
    days = span(row)
    assert days.known is not None
    assert date(2020, 1, 1) < days.first <= days.known <= days.last
    assert days.first < date(2027, 1, 1)


def test_every_provider_is_one_and_its_names_lead_to_it() -> None:
    seen: dict[str, str] = {}
    for provider in providers().values():
        for name in (provider.id, provider.name, *provider.aliases):
            assert provider_of(name) == provider
            assert seen.setdefault(name.casefold(), provider.id) == provider.id
    assert {row.provider for row in all_terms()} == {provider.name for provider in providers().values()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_a_manifest_without_findings(path: Path) -> None:
    report = lineage.check(lineage.load(path))
    assert not report.findings
    manifest = report.manifest
    assert manifest is not None
    assert isinstance(manifest.agents, list)
    assert [agent.id for agent in manifest.agents] == [path.stem]


@pytest.mark.parametrize("name", [name for name, _ in artefacts()])
def test_generated_files_are_up_to_date(name: str) -> None:
    assert (REPOSITORY / name).read_text("utf-8") == dict(artefacts())[name], "run make generate"


def test_the_shipped_file_fits_its_schema() -> None:
    schema = json.loads((DATA / "terms.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert not list(validator.iter_errors(stored()))
    assert list(validator.iter_errors({"providers": [], "terms": [{"id": "a", "provider": "b", "scope": "none"}]}))
