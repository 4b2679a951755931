"""The page on formats is as it is generated, and the list of formats holds what it promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS, Format, detect, looks
from lineage.interop.source import Source
from tests.interop.test_dts_and_corpuscard import CARD, STANDARD
from tests.interop.test_openlineage import GOOD, OPENLINEAGE
from tests.property.test_round_trip import EXAMPLES
from tools.formats_page import formats_page

REPOSITORY = Path(__file__).resolve().parents[2]
READ = [format for format in FORMATS.values() if format.reads]


def test_the_page_is_as_it_is_generated() -> None:
    ((path, text),) = formats_page()
    assert (REPOSITORY / path).read_text("utf-8") == text


@pytest.mark.parametrize("format", FORMATS.values(), ids=lambda format: format.name)
def test_a_format_has_what_it_says(format: Format) -> None:
    assert format.reads or format.writes
    assert all(row.why and row.pattern for row in format.losses)
    assert not format.options or format.writes
    if format.reads:
        assert callable(format._of("looks_like"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("openlineage", "\n".join(map(json.dumps, GOOD))),
        ("openlineage", json.dumps(GOOD)),
        ("dts", json.dumps(STANDARD)),
        ("corpuscard", json.dumps(CARD)),
    ],
)
def test_a_file_looks_like_one_format_whatever_its_name(name: str, data: str) -> None:
    for file in ("a.json", "a.txt", "README"):
        found = detect(Source(file, data.encode()))
        assert found is not None
        assert found.name == name


def test_an_export_of_openlineage_is_known_again() -> None:
    (data,) = OPENLINEAGE.write(EXAMPLES[0]).files.values()
    assert detect(Source("x.ndjson", data)) is OPENLINEAGE


@pytest.mark.parametrize("format", READ, ids=lambda format: format.name)
@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"[[]]", b"1", b"\x00\xff", b"{" * 2000, b"[" * 2000, b'{"@graph": [', b"- a\n- b\n",
     b"--- \n---\n", b'{"a": 1}\n{"b": 2}\n', b"PK\x03\x04", b"\x89PNG\r\n", b"a: &a [*a]\n"],
)  # fmt: skip
def test_other_files_look_like_nothing_and_are_refused(format: Format, data: bytes) -> None:
    source = Source("a.json", data)
    try:
        assert not format.looks_like(source)
    except LineageError as refusal:
        said = refusal.message
        assert said
    with pytest.raises(LineageError):
        format.read(source, Draft())


def test_a_file_that_cannot_be_read_says_why() -> None:
    with pytest.raises(LineageError):
        looks(Source("a.json", b'{"a": '))
    assert looks(Source("a.json", b'{"a": 1}')) == []


def test_every_example_can_be_written_in_every_format_that_holds_it() -> None:
    writers: list[Any] = [format for format in FORMATS.values() if format.writes]
    for format in writers:
        written = 0
        for tree in EXAMPLES:
            about = (
                {"subject": tree["datasets"][0]["id"]} if tree.get("datasets") and "subject" in format.options else {}
            )
            try:
                files = format.write(tree, **about).files
            except LineageError:
                continue  # it has nothing that this format speaks of, or an option is needed
            assert all(files.values())
            written += 1
        assert written > len(EXAMPLES) // 3, format.name
