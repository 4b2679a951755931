"""Web archives made for tests: records, and files of them in all compressions."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

import zstandard

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n\r\n"
DATE = "2024-01-02T03:04:05Z"


def record(
    kind: str, uri: str | None, block: bytes, mime: str = "application/http; msgtype=response", more: str = ""
) -> bytes:
    """One record of WARC 1.0."""
    target = "" if uri is None else f"WARC-Target-URI: {uri}\r\n"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {DATE}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n{more}"
        f"Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(uri: str, body: bytes, head: bytes = HTTP) -> bytes:
    """What a server answered."""
    return record("response", uri, head + body)


def conversion(uri: str, text: bytes, more: str = "") -> bytes:
    """A text that was taken from an answer."""
    return record("conversion", uri, text, "text/plain", more)


def plain(records: Iterable[bytes]) -> bytes:
    return b"".join(records)


def gzipped(records: Iterable[bytes]) -> bytes:
    """Each record by itself, as it should be."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def gzipped_whole(records: Iterable[bytes]) -> bytes:
    """As ``gzip FILE`` makes it."""
    return gzip.compress(b"".join(records), mtime=0)


def zstandard_(records: Iterable[bytes]) -> bytes:
    """With checksums, without which damage to a text that could not be compressed goes unseen."""
    return b"".join(zstandard.ZstdCompressor(write_checksum=True).compress(one) for one in records)


PACKED = {"plain": plain, "gzip": gzipped, "gzip whole": gzipped_whole, "zstd": zstandard_}
