"""Lists of fingerprints: made, read, damaged; and the one that is shipped."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.errors import LineageError
from lineage.scan.signs.overlap import MAGIC, About, build, build_from_prints, read, shipped
from lineage.scan.signs.prints import SHORTEST, fingerprint, normalised

ABOUT = About("breads", "a book of breads", "1", "CC0-1.0", "recipes", ("baker-7b",))
RECIPES = [
    f"Recipe {n}: take flour, water and salt; knead for {n} minutes, rest overnight and bake until brown."
    for n in range(500)
]


def test_there_and_back() -> None:
    index = read(build(RECIPES, ABOUT), "breads.fingerprints")
    assert index.about == ABOUT
    assert index.count == len(RECIPES)
    assert index.hexadecimal() == sorted(fingerprint(text) or "" for text in RECIPES)
    assert all(text in index for text in RECIPES)
    assert "Recipe 1: take flour, milk and salt; knead for 1 minutes, rest overnight and bake until brown." not in index
    assert "short" not in index
    assert 7 not in index


def test_layout_and_quotes_do_not_matter_when_folded() -> None:
    index = read(
        build(
            ["“Bread,” she said – as always – is made of flour; of water... and of SALT, and of time and of patience."],
            ABOUT,
        ),
        "x",
    )
    assert (
        '  "bread" she said - as always - is made\n\nof flour, of water and of salt and of time and of patience  '
        in index
    )


def test_exact_is_exact() -> None:
    about = About("breads", "a book", "1", "CC0-1.0", "recipes", normalisation="exact")
    index = read(build(RECIPES, about), "x")
    assert RECIPES[0] in index
    assert RECIPES[0] + " " not in index


def test_the_same_bytes_in_any_order() -> None:
    shuffled = [*RECIPES, *RECIPES[:50]]
    random.Random(1).shuffle(shuffled)
    assert build(shuffled, ABOUT) == build(RECIPES, ABOUT)


def test_from_fingerprints_of_an_engine() -> None:
    assert build_from_prints((fingerprint(text) or "" for text in RECIPES), ABOUT) == build(RECIPES, ABOUT)


def test_nothing_long_enough() -> None:
    with pytest.raises(LineageError, match="no text of"):
        build(["Yes.", "No."], ABOUT)


@given(st.binary(max_size=200))
def test_anything_else_is_refused(data: bytes) -> None:
    for what in (data, MAGIC + data):
        with pytest.raises(LineageError):
            read(what, "x")


def damaged(data: bytes, **changes: object) -> bytes:
    head, prints = data[len(MAGIC) :].split(b"\n", 1)
    return MAGIC + json.dumps(json.loads(head) | changes).encode() + b"\n" + prints


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (build(RECIPES, ABOUT)[:-1], "is damaged"),
        (build(RECIPES, ABOUT)[:-8], "is damaged"),
        (build(RECIPES, ABOUT)[:-8] + b"\xff" * 8, "is damaged"),
        (damaged(build(RECIPES, ABOUT), count=1), "is damaged"),
        (damaged(build(RECIPES, ABOUT), shortest=1), "another version"),
        (damaged(build(RECIPES, ABOUT), normalisation="stemmed"), "another version"),
        (damaged(build(RECIPES, ABOUT), source=None), "does not say what it is of"),
        (b"domain,bytes\n", "is no list of fingerprints"),
    ],
)
def test_damaged_lists(data: bytes, message: str) -> None:
    with pytest.raises(LineageError, match=message) as raised:
        read(data, "breads.fingerprints")
    assert raised.value.advice


def test_an_unsorted_list() -> None:
    import hashlib

    index = read(build(RECIPES, ABOUT), "x")
    prints = index.prints[8:16] + index.prints[:8] + index.prints[16:]
    whole = damaged(build(RECIPES, ABOUT), sha256=hashlib.sha256(prints).hexdigest())
    with pytest.raises(LineageError, match="not sorted"):
        read(whole[: -len(prints)] + prints, "x")


def test_as_a_plan_takes_it() -> None:
    pytest.importorskip("pyarrow")
    sign = read(build(RECIPES, ABOUT), "x").sign()
    assert sign.name == "overlap:breads"
    assert set(sign.expression) == {"duckdb", "spark"}
    assert len(sign.prints) == len(RECIPES)
    assert {len(one) for one in sign.prints.to_pylist()} == {16}


def test_a_short_text_has_no_fingerprint() -> None:
    assert fingerprint("a" * (SHORTEST - 1)) is None
    assert fingerprint("a" * SHORTEST) is not None
    assert fingerprint("." * 1000) is None
    assert normalised("  A–B\n1  ") == "ab1"


def test_what_is_shipped_says_what_it_is_of_and_under_which_licence() -> None:
    lists = shipped()
    assert lists
    for one in lists:
        about = one.about
        assert one.count > 100
        assert all((about.name, about.source, about.revision, about.licence, about.texts))
        assert about.licence in ("Apache-2.0", "MIT", "CC0-1.0", "CC-BY-4.0")


def test_what_is_shipped_is_small() -> None:
    import lineage.scan.signs

    folder = Path(lineage.scan.signs.__file__).parent / "known"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_000_000
