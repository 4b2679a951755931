"""Lookups: what is on record for a period, cases as data; and that the pieces are exactly the period."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lineage.model.dates import Period, earliest, latest
from lineage.model.terms import Terms
from lineage.terms import Coverage, Piece, TermsRow, all_terms, by_id, coverage, in_force, provider_of, rows_of
from lineage.terms.families import of_family
from lineage.terms.lookup import rows_for
from lineage.terms.wording import coverage_text

CASES = yaml.load((Path(__file__).parent / "coverage.yaml").read_text("utf-8"), yaml.BaseLoader)


def period(**sides: str | None) -> Period:
    return Period.model_validate({key.rstrip("_"): value for key, value in sides.items() if value})


def ask(question: dict[str, Any]) -> Coverage:
    days = period(from_=question.get("from"), to=question.get("to"))
    return coverage(question["provider"], question.get("families", []), question.get("access"), days)


def spelt(piece: Piece) -> str:
    held = ", ".join(entry.row.reference + (f" ({entry.day})" if entry.day else "") for entry in piece.held)
    return f"{piece.first or '…'} to {piece.last or '…'}: {held or '-'}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_coverage(case: dict[str, Any]) -> None:
    found = ask(case["ask"])
    assert [spelt(piece) for piece in found.pieces] == case["pieces"]
    assert found.status == case["status"]
    assert list(found.scopes) == case["scopes"]
    assert found.family_open is (case.get("family_open") == "true")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_coverage_in_words(case: dict[str, Any]) -> None:
    lines = coverage_text(ask(case["ask"]), case["ask"]["provider"], case["ask"].get("access"))
    text = "\n".join(lines)
    assert "on record" in text
    assert ("no row on record" in text) is any(piece.endswith(": -") for piece in case["pieces"]) or not case["pieces"]
    for piece in case["pieces"]:
        if piece.endswith(")"):
            assert f"last seen in force {piece[-11:-1]}" in text


def test_a_day() -> None:
    held = in_force("OpenAI", "api", date(2025, 6, 15))
    assert [entry.row.reference for entry in held] == ["openai-services-agreement@2025-05-31"]
    assert in_force("OpenAI", "api", date(2024, 6, 15)) == ()
    assert [entry.row.terms.id for entry in in_force("Meta", "weights", date(2026, 1, 1), "Llama 4")] == ["llama-4"]


def test_by_id() -> None:
    assert [row.version for row in by_id("openai-services-agreement")] == ["2025-05-31", "2026-01-01"]
    assert len(by_id("llama-3.1@2024-07-23")) == 1
    assert by_id("llama-3.1@2024") == ()


@pytest.mark.parametrize("name", ["OpenAI", "openai", "Open AI", "OPEN-AI", "OpenAI, L.L.C."])
def test_names_of_a_provider(name: str) -> None:
    found = provider_of(name)
    assert found is not None
    assert found.id == "openai"


@pytest.mark.parametrize(
    ("name", "family", "is_of_it"),
    [
        ("Llama-3.1-8B", "Llama 3.1", True),
        ("llama3.1", "Llama 3.1", True),
        ("meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1", True),
        ("Llama 3 8B", "Llama 3", True),
        ("Llama-3.1-8B", "Llama 3", False),
        ("Llama 3", "Llama 3.1", False),
        ("gemma-2-9b-it", "Gemma", False),
        ("gemma-2-9b-it", "Gemma 2", True),
        ("gemma-7b", "Gemma", True),
        ("DeepSeek-V3-0324", "DeepSeek-V3", False),
        ("DeepSeek-R1-Distill-Llama-8B", "Llama 3.1", False),
        ("Qwen2.5-72B-Instruct", "Qwen-7B", False),
        ("Qwen2.5-72B-Instruct", "Qwen2.5-72B", True),
        ("", "Llama 3", False),
        ("Llama 3", "", False),
    ],
)
def test_families(name: str, family: str, is_of_it: bool) -> None:
    assert of_family(name, family) is is_of_it


def own_terms(**fields: Any) -> tuple[TermsRow, ...]:
    terms = Terms.model_validate(
        {"id": "ours", "provider": {"name": "OpenAI"}, "outputUse": {"scope": "none"}, **fields}
    )
    return rows_of([terms])


def test_terms_of_a_manifest_close_a_hole() -> None:
    also = own_terms(covers={"access": ["api"]}, effective={"from": "2023-11-14", "to": "2025-05-30"})
    found = coverage("OpenAI", (), "api", period(from_="2024-02", to="2024-05"), also)
    assert found.status == "covered"
    assert [row.shipped for row in found.rows] == [False]


def test_terms_of_a_manifest_without_days_hold_with_a_remark() -> None:
    found = coverage("Open AI", (), "api", period(from_="2024-02", to="2024-05"), own_terms())
    assert found.status == "covered"
    assert "its dates are not stated" in "\n".join(coverage_text(found, "OpenAI", "api"))


def test_a_row_of_a_manifest_stands_in_the_place_of_the_one_it_repeats() -> None:
    also = own_terms(id="openai-services-agreement", version="2025-05-31", covers={"access": ["api"]})
    rows = [row for row in rows_for("OpenAI", "api", (), also) if row.version == "2025-05-31"]
    assert [row.shipped for row in rows] == [False]


DAYS = st.dates(date(2022, 6, 1), date(2027, 6, 1))
TEXTS = DAYS.flatmap(lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]))


@given(
    st.sampled_from(sorted({row.provider for row in all_terms()})),
    st.sampled_from([None, "api", "app", "weights", "cloud"]),
    TEXTS,
    TEXTS,
)
def test_the_pieces_are_exactly_the_period(provider: str, access: str | None, one: str, other: str) -> None:
    first, last = sorted([one, other], key=lambda text: (earliest(text), latest(text)))
    found = coverage(provider, (), access, period(from_=first, to=last))
    if (latest(last) or date.max) < (earliest(first) or date.min):
        return
    assert found.pieces[0].first == earliest(first)
    assert found.pieces[-1].last == latest(last)
    for piece, following in zip(found.pieces, found.pieces[1:], strict=False):
        assert piece.first and piece.last and following.first  # noqa: PT018  for the type checker
        assert piece.first <= piece.last
        assert following.first == piece.last + timedelta(days=1)
        assert piece.held != following.held
    for piece in found.pieces:
        for edge in (piece.first, piece.last):
            assert edge is not None
            held = {entry.row.reference for entry in in_force(provider, access, edge)}
            assert held == {entry.row.reference for entry in piece.held}


@given(TEXTS)
def test_an_open_period_has_pieces_without_gaps_too(day: str) -> None:
    for sides in ({"from_": day}, {"to": day}):
        pieces = coverage("OpenAI", (), "api", period(**sides)).pieces
        assert (pieces[0].first is None) is ("to" in sides)
        assert (pieces[-1].last is None) is ("from_" in sides)
        for piece, following in itertools.pairwise(pieces):
            assert piece.last is not None
            assert following.first == piece.last + timedelta(days=1)
