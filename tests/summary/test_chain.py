"""Which manifest replaces which: every verdict, and chains that were made to hurt."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.read import read_bytes
from lineage.summary.life.chain import BROKEN, HOLDS, Head, Link, Verdict, chain, head_of

NAME = "https://lab.example/lineage/aurora"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def head(
    file: str, version: str | None = None, replaces: tuple[str, str | None, str | None] | None = None, id: str = NAME
) -> Head:
    return Head(file, id, version, digest(file), replaces)


def verdict(*heads: Head) -> tuple[Verdict, str | None]:
    """What is found for the first of some manifests."""
    link = chain(heads)[heads[0].sha256]
    return link.verdict, link.older.name if link.older else None


OLD = head("old", "1")


@pytest.mark.parametrize(
    ("replaces", "others", "expected"),
    [
        ((NAME, "1", digest("old")), [OLD], (Verdict.EQUAL, "old")),
        ((NAME, None, digest("old")), [OLD], (Verdict.EQUAL, "old")),
        ((NAME, "1", None), [OLD], (Verdict.UNPROVED, "old")),
        ((NAME, None, None), [OLD], (Verdict.UNPROVED, "old")),
        ((NAME, "1", digest("other")), [OLD], (Verdict.DIFFERS, "old")),
        ((NAME, None, digest("other")), [OLD], (Verdict.DIFFERS, "old")),
        ((NAME, "2", digest("old")), [OLD], (Verdict.DIFFERS, "old")),
        ((NAME, "2", None), [OLD], (Verdict.ABSENT, None)),
        (("urn:other:one", "1", None), [OLD], (Verdict.ABSENT, None)),
        (("urn:other:one", "1", digest("old")), [OLD], (Verdict.ABSENT, None)),
        ((NAME, "1", None), [], (Verdict.ABSENT, None)),
        ((NAME, None, None), [], (Verdict.ABSENT, None)),
        ((NAME, "1", None), [OLD, head("copy", "1")], (Verdict.SEVERAL, None)),
        ((NAME, None, None), [OLD, head("older", "0")], (Verdict.SEVERAL, None)),
        ((NAME, "1", digest("other")), [OLD, head("copy", "1")], (Verdict.DIFFERS, None)),
        ((NAME, None, digest("other")), [OLD, head("older", "0")], (Verdict.ABSENT, None)),
        ((NAME, "1", digest("copy")), [OLD, head("copy", "1")], (Verdict.EQUAL, "copy")),
        ((NAME, "2.0", None), [OLD], (Verdict.CIRCLE, "new")),
    ],
)
def test_every_verdict(
    replaces: tuple[str, str | None, str | None], others: list[Head], expected: tuple[Verdict, str | None]
) -> None:
    assert verdict(head("new", "2.0", replaces), *others) == expected


def test_a_manifest_that_replaces_none_has_no_link() -> None:
    assert chain([OLD]) == {}


def test_copies_of_a_file_are_one_manifest() -> None:
    copy = Head("folder/old", NAME, "1", OLD.sha256)
    assert verdict(head("new", "2", (NAME, "1", None)), OLD, copy) == (Verdict.UNPROVED, "old")


def test_two_that_replace_the_same_one() -> None:
    one, two = (head(name, name, (NAME, "1", digest("old"))) for name in ("one", "two"))
    links = chain([one, two, OLD])
    assert [link.rivals for link in links.values()] == [(two,), (one,)]
    assert all(link.broken and not link.holds and link.verdict is Verdict.EQUAL for link in links.values())


def test_circles_of_two_and_of_three_and_what_leads_into_one() -> None:
    def ring(*names: str) -> list[Head]:
        return [head(name, name, (NAME, names[place - 1], None)) for place, name in enumerate(names)]

    links = chain([*ring("a", "b"), *ring("c", "d", "e"), head("in", "in", (NAME, "c", None))])
    assert {link.newer.name for link in links.values() if link.verdict is Verdict.CIRCLE} == set("abcde")
    assert links[digest("in")].verdict is Verdict.UNPROVED
    assert links[digest("in")].broken, "and c is replaced by one of its circle too"


def test_ten_thousand_links_in_any_order() -> None:
    many = 10_000
    assert many > sys.getrecursionlimit()
    heads = [
        head(str(number), str(number), (NAME, str(number - 1), digest(str(number - 1))) if number else None)
        for number in range(many)
    ]
    for order in (heads, heads[::-1]):
        links = chain(order)
        assert len(links) == many - 1
        assert all(link.verdict is Verdict.EQUAL and link.holds for link in links.values())


def test_a_circle_of_ten_thousand() -> None:
    many = 10_000
    heads = [head(str(number), str(number), (NAME, str((number - 1) % many), None)) for number in range(many)]
    assert all(link.verdict is Verdict.CIRCLE for link in chain(heads).values())


def test_ten_thousand_rivals_and_ten_thousand_that_fit() -> None:
    rivals = [head(f"r{number}", f"r{number}", (NAME, "1", None)) for number in range(10_000)]
    links = chain([OLD, *rivals])
    assert all(link.broken and len(link.rivals) <= 20 for link in links.values())
    alike = [head(f"f{number}", None, (NAME, None, None)) for number in range(10_000)]
    assert {link.verdict for link in chain(alike).values()} == {Verdict.SEVERAL}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"id": NAME}, ("1.json", NAME, None, None)),
        ({"id": NAME, "version": 3}, ("1.json", NAME, None, None)),
        ({"id": NAME, "supersedes": "urn:a:b"}, ("1.json", NAME, None, None)),
        ({"id": NAME, "supersedes": {"manifest": 3}}, ("1.json", NAME, None, None)),
        (
            {"id": NAME, "supersedes": {"manifest": "urn:a:b", "version": 1, "sha256": []}},
            ("1.json", NAME, None, ("urn:a:b", None, None)),
        ),
        (
            {"id": NAME, "version": "2", "supersedes": {"manifest": NAME, "sha256": "AB"}},
            ("1.json", NAME, "2", (NAME, None, "ab")),
        ),
    ],
)
def test_heads_are_read_whatever_stands_there(tree: Any, expected: tuple[Any, ...]) -> None:
    found = head_of(read_bytes(json.dumps(tree).encode(), "1.json"))
    assert found is not None
    assert (found.name, found.id, found.version, found.replaces) == expected


@pytest.mark.parametrize("tree", [{}, {"id": 3}])
def test_without_an_id_there_is_no_head(tree: Any) -> None:
    assert head_of(read_bytes(json.dumps(tree).encode(), "1.json")) is None


VERSIONS = st.sampled_from([None, "1", "2", "3"])
HEADS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        VERSIONS,
        st.none() | st.tuples(st.just(NAME), VERSIONS, st.none() | st.sampled_from([digest(x) for x in "abcdefz"])),
    ).map(lambda parts: head(*parts)),
    max_size=8,
)


@given(HEADS, st.randoms(use_true_random=False))
def test_whatever_the_order_of_files(heads: list[Head], random: Any) -> None:
    distinct = list({head.sha256: head for head in heads}.values())
    links = chain(distinct)
    assert set(links) == {head.sha256 for head in distinct if head.replaces}
    shuffled = random.sample(distinct, len(distinct))
    assert {key: _told(link) for key, link in chain(shuffled).items()} == {
        key: _told(link) for key, link in links.items()
    }
    for link in links.values():
        assert (link.verdict in HOLDS | BROKEN) == (link.verdict is not Verdict.ABSENT)
        assert (link.older is None) <= (link.verdict in (Verdict.ABSENT, Verdict.SEVERAL, Verdict.DIFFERS))


def _told(link: Link) -> tuple[Any, ...]:
    return link.newer, link.verdict, link.older, {head.name for head in link.rivals}
