"""Web archives as rows: what counts, how large it is, and what is said of a file that is cut or broken."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import re
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.scan.faults import ScanFault
from lineage.scan.formats import warc
from tests.scan.formats.archives import DATE, HTTP, PACKED, conversion, gzipped, plain, record, response

warcio = pytest.importorskip("warcio")


def read(path: Path, content: bytes) -> list[dict[str, Any]]:
    path.write_bytes(content)
    rows: list[dict[str, Any]] = []
    for batch in warc.batches(str(path)):
        assert batch.schema == warc.schema()
        assert batch.num_rows
        rows += batch.to_pylist()
    return rows


def fault(path: Path, content: bytes) -> ScanFault:
    with pytest.raises(ScanFault) as caught:
        read(path, content)
    assert caught.value.path == str(path)
    assert str(path) in caught.value.message
    assert caught.value.advice
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.warc"


KINDS = [
    record("warcinfo", None, b"software: test", "application/warc-fields"),
    record("request", "http://a.example/", b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "application/http"),
    response("http://a.example/", b"hello"),
    record("revisit", "http://a.example/", HTTP),
    record("metadata", "http://a.example/", b"a: b", "application/warc-fields"),
    record("resource", "ftp://b.example/x", b"1234567", "image/PNG"),
    conversion("http://c.example/", "grüße".encode(), "WARC-Identified-Content-Language: deu,eng\r\n"),
    record("conversion", "http://d.example/", b"%PDF", "application/pdf"),
]


@pytest.mark.parametrize("pack", PACKED)
def test_content_becomes_rows(path: Path, pack: str) -> None:
    def row(url: str, size: int, text: str | None, languages: str | None, mime: str) -> dict[str, Any]:
        return {"url": url, "size": size, "text": text, "date": DATE, "languages": languages, "mime": mime}

    assert read(path, PACKED[pack](KINDS)) == [
        row("http://a.example/", 5, None, None, "text/html"),
        row("ftp://b.example/x", 7, None, None, "image/png"),
        row("http://c.example/", 7, "grüße", "deu,eng", "text/plain"),
        row("http://d.example/", 4, None, None, "application/pdf"),
    ]


def test_the_columns_are_those_of_the_roles() -> None:
    assert list(warc.COLUMNS.values()) == warc.schema().names
    assert warc.SIZE_RULE == "warc:payload"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("block", "size"),
    [
        (HTTP + b"", 0),
        (HTTP + gzip.compress(b"hello" * 100, mtime=0), len(gzip.compress(b"hello" * 100, mtime=0))),
        (CHUNKED + b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", 11),
        (CHUNKED + b"5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n", 5),
        (CHUNKED + b"hello world, which is not in chunks", 35),
        (CHUNKED + b"5\r\nhello\r\nff\r\n cut", 18),
        (CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n", 16),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\nbody", 4),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html", 0),
        (b"<html>no head</html>", 20),
        (b"", 0),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\nbody", 70_028),
    ],
)
@pytest.mark.parametrize("pack", PACKED)
def test_the_size_is_that_of_the_payload(path: Path, pack: str, block: bytes, size: int) -> None:
    rows = read(path, PACKED[pack]([record("response", "http://a/", block), response("http://b/", b"next")]))
    assert [row["size"] for row in rows] == [size, 4]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (None, None),
        ("<http://a.example/>", "http://a.example/"),
        ("dns:a.example", "dns:a.example"),
        ("http://ä/", "http://ä/"),
    ],
)
def test_addresses(path: Path, written: str | None, url: str | None) -> None:
    assert read(path, record("response", written, HTTP))[0]["url"] == url


TEN = [response(f"http://a{at}.example/", random.Random(at).randbytes(500)) for at in range(10)]


@pytest.mark.parametrize("pack", PACKED)
@pytest.mark.parametrize("lost", [20, 60, 300, 560, 640])
def test_a_file_that_is_cut(path: Path, pack: str, lost: int) -> None:
    content = PACKED[pack](TEN)
    error = fault(path, content[:-lost])
    assert re.search(r"byte \d+", error.message)
    if pack == "plain":
        assert f"byte {len(plain(TEN[:9]))}" in error.message


@pytest.mark.parametrize("pack", ["gzip", "zstd"])
def test_the_place_is_that_of_the_record(path: Path, pack: str) -> None:
    start = len(PACKED[pack](TEN[:6]))
    content = bytearray(PACKED[pack](TEN))
    content[start + 300 : start + 310] = b"\0" * 10
    assert f"begins at byte {start} " in fault(path, bytes(content)).message


@pytest.mark.parametrize("pack", PACKED)
def test_what_follows_the_last_record(path: Path, pack: str) -> None:
    fault(path, PACKED[pack](TEN) + b"what is this")


@pytest.mark.parametrize(
    "content",
    [
        b"hello\n" * 100,
        b"\x1f\x8b",
        gzip.compress(b"hello\n" * 100, mtime=0),
        plain(TEN).replace(b"Content-Length: ", b"X-Length: "),
        plain(TEN).replace(b"Content-Length: ", b"Content-Length: 9"),
        plain(TEN).replace(b"Content-Length: ", b"Content-Length: -"),
        plain(TEN).replace(b"Content-Length: ", b"Content-Length: 99999999999"),
        plain(TEN).replace(b"WARC/1.0", b"WARC/9.0"),
        plain(TEN).replace(b"http://a5", b"http://" + b"a" * 70_000),
    ],
)
def test_what_is_no_archive(path: Path, content: bytes) -> None:
    fault(path, content)


def test_an_empty_file_has_no_rows(path: Path) -> None:
    assert read(path, b"") == []
    assert read(path, KINDS[0]) == []


def test_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(ScanFault, match="No such file"):
        list(warc.batches(str(path)))


def test_a_text_that_is_not_utf8(path: Path) -> None:
    error = fault(path, gzipped([*TEN, conversion("http://a/", b"abc\xff")]))
    assert "not UTF-8, at its byte 3" in error.message
    assert str(len(gzipped(TEN))) in error.message


def test_a_text_that_is_too_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_LONGEST_TEXT", 3)
    assert "4 bytes" in fault(path, conversion("http://a/", b"abcd")).message


@given(
    st.sampled_from(sorted(PACKED)),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=3),
    st.integers(0, 6000),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_damage_is_a_fault_or_rows(path: Path, pack: str, changes: list[tuple[int, int]], lost: int) -> None:
    content = bytearray(PACKED[pack](TEN))
    for at, value in changes:
        content[at % len(content)] = value
    rows: list[dict[str, Any]] = []
    with contextlib.suppress(ScanFault):
        rows = read(path, bytes(content[: len(content) - lost]))
    assert len(rows) <= 10


def test_the_rows_are_those_of_another_reader(path: Path) -> None:
    """warcio reads the same: addresses and the sizes of payloads."""
    from warcio.archiveiterator import ArchiveIterator

    content = gzipped([*KINDS, *TEN, response("http://x/", b"5\r\nhello\r\n0\r\n\r\n", CHUNKED)])
    expected = [
        (one.rec_headers.get_header("WARC-Target-URI"), len(one.content_stream().read()))
        for one in ArchiveIterator(io.BytesIO(content))
        if one.rec_type in {"response", "resource", "conversion"}
    ]
    assert [(row["url"], row["size"]) for row in read(path, content)] == expected


def test_little_more_than_a_batch_is_held(path: Path) -> None:
    text = b"all work and no play " * 5000
    path.write_bytes(gzipped(conversion(f"http://a{at}/", text) for at in range(600)))
    tracemalloc.start()
    largest = rows = 0
    for batch in warc.batches(str(path)):
        largest = max(largest, batch.nbytes)
        rows += batch.num_rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 600
    assert largest < 18 << 20
    assert peak < 40 << 20
