"""Indexes of web archives as rows: all their forms, and what is said of a line that is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard

from lineage.scan.faults import ScanFault
from lineage.scan.formats import blocks, cdx

HEAD_11 = " CDX N b a m s k r M S V g"
LINE_11 = "org,example)/a 20240102030405 http://example.org/a text/html 200 ABC - - 1234 0 a.warc.gz"
HEAD_9 = " CDX N b a m s k r V g"
LINE_9 = "org,example)/a 20240102030405 http://example.org/a text/html 200 ABC - 0 a.arc.gz"


def line(url: str = "http://example.org/a", **more: Any) -> str:
    values = {"url": url, "mime": "text/html", "status": "200", "length": "1234", "languages": "eng,deu"} | more
    return f"org,example)/a 20240102030405 {json.dumps(values)}"


def row(**more: Any) -> dict[str, Any]:
    values = {"url": "http://example.org/a", "length": 1234, "timestamp": "20240102030405", "languages": None}
    return values | {"mime": "text/html", "status": "200"} | more


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.cdx"


def read(path: Path, content: str | bytes) -> list[dict[str, Any]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    rows: list[dict[str, Any]] = []
    for batch in cdx.batches(str(path)):
        assert batch.schema == cdx.schema()
        assert batch.num_rows
        rows += batch.to_pylist()
    return rows


def fault(path: Path, content: str | bytes) -> str:
    with pytest.raises(ScanFault) as caught:
        read(path, content)
    assert caught.value.path == str(path)
    assert caught.value.advice
    return caught.value.message


CDXJ = row(languages="eng,deu")
BARE = row(url="http://?/", length=None, timestamp="2024", mime=None, status=None)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (f"{HEAD_11}\n{LINE_11}\n", [row()]),
        (f"{HEAD_11}\n{LINE_11}", [row()]),
        (f"{HEAD_11}\r\n{LINE_11}\r\n", [row()]),
        (f"{LINE_11}\n{LINE_11}\n", [row(), row()]),
        (f"{HEAD_11}\n{LINE_11}\n\n{HEAD_11}\n{LINE_11}\n", [row(), row()]),
        (f"{HEAD_9}\n{LINE_9}\n", [row(length=None)]),
        (f"{LINE_9}\n", [row(length=None)]),
        ("\tCDX\ta\tS\nhttp://a b/\t5\n", [row(url="http://a b/", length=5, timestamp=None, mime=None, status=None)]),
        (f"{HEAD_11}\n", []),
        ("", []),
        ("\n\n", []),
        (f"{line()}\n", [CDXJ]),
        (f"{line()}\r\n{line()}", [CDXJ, CDXJ]),
        (f'!meta {{"a": 1}}\n@context ["x"]\n{line()}\n', [CDXJ]),
        (f"{line(status=200, length=1234)}\n{line()}\n", [CDXJ, CDXJ]),
        (f"{line(extra={'a': [1]})}\n", [CDXJ]),
        (f"{line(length='-', mime='-', languages=None)}\n", [row(length=None, mime=None)]),
        (f"{line(length='many')}\n{line(length=1.5)}\n", [row(languages="eng,deu", length=None)] * 2),
        (f"{line(url='http://ä.example/')}\n", [row(languages="eng,deu", url="http://ä.example/")]),
        ('org,example)/ 2024 {"url": "http://\\ud800/"}\n', [BARE]),
        (LINE_11.replace("text/html", "warc/revisit"), []),
        (f"{line(mime='warc/revisit')}\n{line()}\n", [CDXJ]),
    ],
)  # fmt: skip
def test_forms(path: Path, content: str, rows: list[dict[str, Any]]) -> None:
    assert read(path, content) == rows
    assert read(path, gzip.compress(content.encode(), mtime=0)) == rows
    assert read(path, zstandard.compress(content.encode())) == rows


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("org,example)/a?b", "http://example.org/a?b"),
        ("org,example,www)/", "http://www.example.org/"),
        ("org,example:8080)/", "http://example.org:8080/"),
        ("org,example,)/", "http://example.org/"),
        ("http://(org,example,)/", "http://example.org/"),
        ("1.2.3.4)/", "http://1.2.3.4/"),
        ("example.org/a", "http://example.org/a"),
        ("dns:example.org", "dns:example.org"),
    ],
)
def test_an_address_that_is_known_by_its_key_alone(path: Path, key: str, url: str) -> None:
    assert cdx.address(key) == url
    assert read(path, f" CDX N b\n{key} 2024\n")[0]["url"] == url
    assert read(path, f'{key} 2024 {{"url": null}}\n')[0]["url"] == url


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("hello\n", "is no index of a web archive in line 1 (byte 0 unpacked)"),
        (f"{line()}\n{line()[:60]}\n{line()}\n", f"has no JSON object in line 2 (byte {len(line()) + 1} unpacked)"),
        (f"{line()}\norg,example)/a\n", "does not have 3 fields in line 2"),
        (f"{line()}\na 2024 7\n", "has no JSON object in line 2"),
        (f"{line()}\na 2024 {{}}{{}}\n", "has no JSON object in line 2"),
        (f"{line()}\na 2024 {'[' * 100_000}\n", "has no JSON object in line 2"),
        (
            f"{HEAD_11}\n{LINE_11}\n{LINE_11} more\n",
            f"does not have 11 fields in line 3 (byte {len(HEAD_11 + LINE_11) + 2} unpacked)",
        ),
        (f"{HEAD_11}\n{LINE_11}\n{LINE_11[:40]}", "does not have 11 fields in line 3"),
        (
            f"{HEAD_11}\n{LINE_11}\n".encode() + b"\xff\n",
            f"is not UTF-8 in line 3 (byte {len(HEAD_11 + LINE_11) + 2} unpacked)",
        ),
        (gzip.compress(b"a\n" * 9, mtime=0)[:-3], "cannot be unpacked after line 0"),
        (gzip.compress(f"{line()}\n".encode(), mtime=0) + b"junk", "cannot be unpacked"),
        (zstandard.compress(f"{line()}\n".encode() * 99)[:-3], "cannot be unpacked"),
    ],
)
def test_faults(path: Path, content: str | bytes, said: str) -> None:
    assert said in fault(path, content)


def test_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(ScanFault, match="No such file"):
        list(cdx.batches(str(path)))


@pytest.mark.parametrize("size", [1, 7, 100, 163, 164, 165, 1000])
def test_the_size_of_blocks_does_not_matter(path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line(f"http://h{at}.example/", length=at) for at in range(20)]
    content = "\n".join(lines) + "\n"
    expected = read(path, content)
    assert len(expected) == 20
    monkeypatch.setattr(blocks, "_BLOCK", size)
    assert read(path, content) == expected
    packed = b"".join(
        gzip.compress("".join(f"{one}\n" for one in lines[at : at + 3]).encode(), mtime=0) for at in range(0, 20, 3)
    )
    assert read(path, packed) == expected
    assert "in line 12 (byte " in fault(path, "\n".join([*lines[:11], "x", *lines[11:]]))


def test_a_line_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_BLOCK", 10)
    monkeypatch.setattr(blocks, "_LONGEST_LINE", 300)
    assert "has a line of more than 300 bytes at line 2" in fault(path, line() + "\n" + "x" * 400)


def test_the_columns_are_those_of_the_roles() -> None:
    assert list(cdx.COLUMNS.values()) == cdx.schema().names
    assert cdx.SIZE_RULE == "cdx:length"
