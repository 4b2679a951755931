"""`lineage summary status`: what is due, what is missing, what is replaced; and by the same count as rule SUM011."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.checker import check
from lineage.read import Document, read_bytes
from lineage.summary.life.overviews import to_json, to_table
from lineage.summary.life.standing import Overview, Standing, State, overview
from tests.conftest import REPOSITORY, Run

AT = date(2026, 11, 22)
NAME = "https://lab.example/lineage/aurora"


def manifest(*publications: dict[str, Any], corpora: tuple[str, ...] = ("all",), **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"lineage": "1.0-draft", "id": NAME, "models": [{"id": "aurora", "name": "Aurora"}]}
    data["corpora"] = [{"id": name, "models": ["aurora"]} for name in corpora]
    data["publications"] = list(publications)
    return {key: value for key, value in {**data, **more}.items() if value != []}


def published(**facts: Any) -> dict[str, Any]:
    return {"form": "eu-summary", **facts}


def document(data: Any, name: str = "a.json") -> Document:
    return read_bytes(json.dumps(data).encode(), name)


def standings(*manifests: Any, at: date = AT) -> list[Standing]:
    documents = [document(data, f"{position}.json") for position, data in enumerate(manifests)]
    return list(overview(documents, at).standings)


@pytest.mark.parametrize(
    ("publications", "state"),
    [
        ([published(updated="2026-10-01", version="2")], State.CURRENT),
        ([published(updated="2026-05-22")], State.CURRENT),
        ([published(updated="2026-05-21")], State.STALE),
        ([published(updated="2026-05")], State.CURRENT),
        ([published(updated="2026-04")], State.STALE),
        ([published(updated=2025)], State.STALE),
        ([published(version="1")], State.UNDATED),
        ([published(updated="2026-11-23")], State.AHEAD),
        ([published(updated="2026-01-01"), published(updated="2026-11-01")], State.CURRENT),
        ([published(updated="2026-01-01"), published(updated="2099-11-01")], State.STALE),
        ([published(updated="2026-01-01"), published()], State.STALE),
        ([published(updated="2026-11-01", corpus="other")], State.MISSING),
        ([], State.MISSING),
        ([{"form": "ab2013", "updated": "2020-01-01"}], State.MISSING),
    ],
)
def test_every_state_of_a_summary(publications: list[dict[str, Any]], state: State) -> None:
    found = {
        standing.corpus: standing for standing in standings(manifest(*publications)) if standing.form == "eu-summary"
    }
    assert found["all"].state is state


def test_the_facts_of_the_one_that_counts() -> None:
    older = published(updated="2025-01-01", version="1")
    newer = published(updated="2026-10-01", version="2", url="https://lab.example/s")
    (found,) = standings(manifest(older, newer))
    assert (found.version, found.updated, found.due) == ("2", "2026-10-01", date(2027, 4, 1))
    assert (found.place, found.url) == (("publications", 1), "https://lab.example/s")


def test_other_forms_are_listed_where_they_are_on_record() -> None:
    data = manifest(published(updated="2026-10-01"), {"form": "ab2013", "updated": "2020-01-01"}, {"form": "code-form"})
    assert [(found.form, found.state) for found in standings(data)] == [
        ("eu-summary", State.CURRENT),
        ("ab2013", State.PUBLISHED),
        ("code-form", State.PUBLISHED),
    ]


def test_each_corpus_has_its_own() -> None:
    data = manifest(published(corpus="one", updated="2026-10-01"), corpora=("one", "two"))
    assert [(found.corpus, found.state) for found in standings(data)] == [
        ("one", State.CURRENT),
        ("two", State.MISSING),
    ]


def test_without_corpora_only_what_is_on_record_counts() -> None:
    assert standings(manifest(corpora=())) == []
    assert [found.state for found in standings(manifest(published(updated="2026-10-01"), corpora=()))] == [
        State.CURRENT
    ]


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
DATES = st.one_of(DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: day.year))


@given(st.lists(DATES, min_size=1, max_size=4), DAYS)
def test_stale_is_what_the_rule_finds(dates: list[str | int], at: date) -> None:
    data = manifest(*(published(corpus="all", updated=value) for value in dates))
    (found,) = standings(data, at=at)
    codes = {finding.code for finding in check(document(data), law="eu", at=at).findings}
    assert (found.state is State.STALE) == ("SUM011" in codes)
    if found.due:
        assert (found.state is State.STALE) == (at > found.due)
        again = standings(data, at=found.due)[0]
        assert again.state is not State.STALE or again.due != found.due


def chained(
    *, digest: str | None = None, version: str | None = "1", **more: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    old = manifest(published(updated="2025-01-01"), version="1")
    replaces = {"manifest": NAME, "version": version, "sha256": digest}
    new = manifest(
        published(updated="2026-10-01"),
        version="2",
        supersedes={key: value for key, value in replaces.items() if value is not None},
        **more,
    )
    return old, new


def test_what_is_replaced_is_not_due() -> None:
    old, new = chained(digest=hashlib.sha256(json.dumps(chained()[0]).encode()).hexdigest())
    found = standings(old, new)
    assert [(entry.state, entry.superseded_by) for entry in found] == [
        (State.SUPERSEDED, "1.json"),
        (State.CURRENT, None),
    ]


def _overview(*manifests: Any) -> Overview:
    return overview([document(data, f"{position}.json") for position, data in enumerate(manifests)], AT)


def test_what_says_it_replaces_and_cannot_prove_it_does_not() -> None:
    found = _overview(*chained(digest="0" * 64))
    assert [entry.state for entry in found.standings] == [State.STALE, State.CURRENT]
    assert found.failed
    assert (
        "1.json replaces https://lab.example/lineage/aurora, version 1: found, and its digest differs (0.json)"
        in to_table(found)
    )


def test_one_that_is_elsewhere_is_told_and_no_fault() -> None:
    found = _overview(chained()[1])
    assert not found.failed
    assert "not among these files" in to_table(found)


def test_two_that_replace_the_same_one_are_a_fault() -> None:
    old, new = chained()
    found = _overview(old, new, {**new, "version": "3"})
    assert found.failed
    assert "replaced by 2.json too" in to_table(found)
    assert found.standings[0].state is State.STALE, "nobody knows which of them stands in its place"


def test_the_same_facts_in_both_forms() -> None:
    found = _overview(*chained(), manifest(id="urn:other:one"))
    data = json.loads(to_json(found))
    table = to_table(found)
    assert data["format"] == "training-lineage-status/1"
    assert [row["state"] for row in data["documents"]] == ["superseded", "current", "missing"]
    for row in data["documents"]:
        line = next(line for line in table.splitlines() if f" {row['file']}" in line and line.startswith(row["state"]))
        assert (row["due"] or "-") in line
        assert (row["version"] or "-") in line
    assert data["chain"][0]["verdict"] == "unproved"
    assert table.splitlines()[-1] == "3 documents on 2026-11-22: 1 current, 1 missing, 1 superseded"
    assert to_json(found) == to_json(_overview(*chained(), manifest(id="urn:other:one")))


def test_columns_are_aligned_whatever_the_letters() -> None:
    found = _overview(
        manifest(published(updated="2026-10-01", version="版本"), corpora=("x",)),
        manifest(published(updated="2026-10-01", version="e\u0301tat"), id="urn:a:b"),
    )
    first, second = to_table(found).splitlines()[1:3]
    assert first.index("eu-summary") == second.index("eu-summary") - 3, "two wide letters; one that takes no room"
    assert "\x1b" not in to_table(_overview(manifest(published(version="\x1b[31mred", updated="2026-10-01"))))


def test_a_chain_of_many_files() -> None:
    many = 1_000
    heads = [manifest(published(updated="2025-01-01"), version=str(number)) for number in range(many)]
    for number, data in enumerate(heads[1:]):
        data["supersedes"] = {"manifest": NAME, "version": str(number)}
    found = _overview(*heads)
    assert sum(entry.state is State.SUPERSEDED for entry in found.standings) == many - 1
    assert found.standings[-1].state is State.STALE


def test_the_command(lineage: Run, tmp_path: Path) -> None:
    old, new = chained()
    for name, data in (("archive/v1", old), ("now", new)):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "lineage.json").write_text(json.dumps(data))
    run = lineage("summary", "status", ".")
    assert run.returncode == 0, run.stdout
    assert "superseded" in run.stdout
    assert lineage("summary", "status", "now", "--at", "2027-05-01").returncode == 1
    run = lineage("summary", "status", ".", "--format", "json", "-o", "out.json")
    assert (run.returncode, run.stdout) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text())["at"] == "2026-11-22"
    (tmp_path / "lineage.json").write_text("{")
    run = lineage("summary", "status", ".")
    assert run.returncode == 2
    assert "not read ./lineage.json" in run.stdout or "not read lineage.json" in run.stdout
    (tmp_path / "lineage.json").write_text(json.dumps({**new, "version": 3}))
    run = lineage("summary", "status", ".")
    assert run.returncode == 2
    assert "has faults of shape; run: lineage check" in run.stdout
    assert lineage("summary", "status", "nowhere").returncode == 2


def test_the_examples(lineage: Run) -> None:
    run = lineage("summary", "status", str(REPOSITORY / "examples"), "--at", "2025-10-01")
    assert "apertus-training-content" in run.stdout
    assert "2026-03-01" in run.stdout, "Apertus was updated on 2025-09-01"
