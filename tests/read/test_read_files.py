"""Paths, kinds of files, sizes, encodings and the choice of the format."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from lineage.errors import Unreadable
from lineage.read import Limits, read_bytes, read_path


def code_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_path(path, limits or Limits())
    return caught.value.finding.code


def test_kinds_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe.json")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.json")
        assert code_of(Path("socket.json")) == "RDR001"
    assert code_of(Path("pipe.json")) == "RDR001"
    assert code_of(tmp_path) == "RDR001"
    for device in ("/dev/zero", "/dev/full", "/dev/null", "/dev/tty"):
        if Path(device).exists():
            assert code_of(Path(device)) in ("RDR001", "RDR002")


def test_paths_that_do_not_open(tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")
    (tmp_path / "file").write_text("{}")
    for name in ("missing.json", "loop.json", "file/x.json", "a" * 5000, "null\0.json", "\udcff.json"):
        assert code_of(tmp_path / name) == "RDR002"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    path.chmod(0)
    assert code_of(path) == "RDR002"


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a":1}')
    (tmp_path / "b.json").symlink_to("a.json")
    assert read_path(tmp_path / "b.json").tree() == {"a": 1}


@pytest.mark.parametrize(("name", "text"), [("a.json", '{"a":1}'), ("a.yaml", "a: 12\n"), ("a", "a: 12\n")])
def test_sizes(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    size = len(text)
    read_path(path, Limits(json_bytes=size, yaml_bytes=size))
    assert code_of(path, Limits(json_bytes=size - 1, yaml_bytes=size - 1)) == "RDR003"
    with pytest.raises(Unreadable):
        read_bytes(text.encode(), name, limits=Limits(json_bytes=size - 1, yaml_bytes=size - 1))


def test_a_sparse_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert code_of(path) == "RDR003"


ENCODINGS = [
    (b"\xef\xbb\xbf{}", "RDR005", (1, 1)),
    (b"\xef\xbb\xbfa: 1", "RDR005", (1, 1)),
    ('{"a":1}'.encode("utf-16"), "RDR004", (1, 1)),
    ('{"a":1}'.encode("utf-16-le"), "RDR004", (1, 1)),
    ('{"a":1}'.encode("utf-16-be"), "RDR004", (1, 1)),
    ('{"a":1}'.encode("utf-32"), "RDR004", (1, 1)),
    ('{"a":1}'.encode("utf-32-be"), "RDR004", (1, 1)),
    ('{"é":\n "é'.encode() + b'\xe9"}', "RDR004", (2, 4)),
    ("é: x\r\né: ".encode() + b"\xff", "RDR004", (2, 4)),
    (b"a: \xed\xa0\x80", "RDR004", (1, 4)),  # a surrogate
    (b"a: \xc0\x80", "RDR004", (1, 4)),  # an overlong zero
    (b"a: \xf4\x90\x80\x80", "RDR004", (1, 4)),  # beyond U+10FFFF
    (b"a: \xc3", "RDR004", (1, 4)),  # cut off
]


@pytest.mark.parametrize(("data", "code", "place"), ENCODINGS, ids=[repr(row[0][:16]) for row in ENCODINGS])
def test_encodings(data: bytes, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, "<stdin>")
    span = caught.value.finding.span
    assert span is not None
    assert (caught.value.finding.code, (span.line, span.column)) == (code, place)


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.json", '{"a":1}', "json"),
        ("a.JSONLD", '{"a":1}', "json"),
        ("a.yaml", '{"a":1}', "yaml"),
        ("a.YML", "a: 1", "yaml"),
        ("README.md", "---\nlineage: {a: 1}\n---", "card"),
        ("<stdin>", ' \n{"a":1}', "json"),
        ("<stdin>", "a: 1", "yaml"),
        ("a.txt", "a: 1", "yaml"),
    ],
)
def test_format(name: str, text: str, format: str) -> None:
    document = read_bytes(text.encode(), name)
    assert (document.format, document.tree(), document.name) == (format, {"a": 1}, name)
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_list_on_standard_input_is_taken_for_json() -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"[1, x]", "<stdin>")
    assert "JSON" in caught.value.message


def test_a_format_of_another_name_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="toml"):
        read_bytes(b"", "x", format="toml")


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.json"
    try:
        path.write_text("{}")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    read_path(path).name.encode()
