"""The texts of traces, byte for byte, and what they must say whatever their layout."""

from __future__ import annotations

import re

import pytest

from lineage.trace.text import render_text
from lineage.trace.words import party_name
from tests.trace.build import HERE, traced
from tests.trace.goldens import CASES, written


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    golden = (HERE / "golden" / f"{name}.txt").read_text("utf-8")
    assert written(name) == golden, "run python -m tests.trace.goldens and read the difference"


def test_every_golden_file_is_tested() -> None:
    assert {path.stem for path in (HERE / "golden").iterdir()} == set(CASES)


def test_dclm_has_a_teacher_and_no_words_of_it() -> None:
    text = written("dclm-baseline")
    assert "No model's words are described in DCLM-Baseline." in text
    assert "fasttext-oh-eli5, which learnt from GPT-4" in text


def test_grok_has_both_statements_and_no_conflict() -> None:
    text = " ".join(written("grok-4.5").split())
    assert "29 or 30 April 2026" in text
    assert "xAI's founder testified" in text
    assert "Not said: which version, in what form, how much." in text
    assert "Both statements can be true." in text
    assert "Described otherwise" not in text
    assert "Clauses on record" not in text  # own models, and a mere possibility


def test_an_allegation_begins_with_its_author() -> None:
    (line,) = [line for line in written("allegation").splitlines() if "alleges" in line]
    assert re.match(r" +Anthropic alleges \(23 February 2026\) that ", line)


def test_a_disputed_teacher_names_both_with_their_sources() -> None:
    found = traced("chains", "magpie")
    (one,) = [entry for entry in found.entries if entry.party.kind == "choice"]
    assert party_name(one.party) == "GPT-4 (Data Vendor) or GPT-3.5 (README of Disputed)"


def test_what_is_not_known_comes_first() -> None:
    for name in CASES:
        assert re.match(r"(Of \d+ datasets? described|No dataset is described|Only what is described)", written(name))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("name", CASES)
def test_lines_fit(name: str, width: int) -> None:
    manifest, subject, down = CASES[name]
    text = render_text(traced(manifest, subject, down=down), width=width)
    # A word that is too long for its column stands out; on narrow terminals labels do.
    limit = min(width, 100) + (10 if width < 80 else 0)
    assert not [line for line in text.splitlines() if len(line) > limit]


def test_colours_change_nothing_but_colours() -> None:
    found = traced("ultrafeedback-zephyr", "zephyr-7b-beta")
    painted = render_text(found, paint=lambda style, text: f"<{style}>{text}</{style}>")
    assert re.sub(r"</?(note|dim|bold|place)>", "", painted) == render_text(found)
