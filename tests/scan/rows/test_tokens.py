"""Counting tokens by a tokenizer of this machine."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from lineage.errors import LineageError
from lineage.scan.rows.tokens import open_tokenizer

WORDS: dict[str, object] = {
    "version": "1.0", "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
    "padding": None, "added_tokens": [], "normalizer": None, "pre_tokenizer": {"type": "Whitespace"},
    "post_processor": None, "decoder": None,
    "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "bread": 1}, "unk_token": "[UNK]"},
}  # fmt: skip


@pytest.fixture
def tokenizer(tmp_path: Path) -> Path:
    path = tmp_path / "bread" / "tokenizer.json"
    path.parent.mkdir()
    path.write_text(json.dumps(WORDS))
    return path


def test_all_tokens_are_counted_whatever_the_file_cuts(tokenizer: Path) -> None:
    pytest.importorskip("tokenizers")
    opened = open_tokenizer(tokenizer)
    assert opened.count(["bread and more bread", "", "bread"] * 1000) == 5000
    assert (opened.name, opened.sha256) == ("bread", hashlib.sha256(tokenizer.read_bytes()).hexdigest())
    assert open_tokenizer(tokenizer.parent) == opened


def test_what_is_no_tokenizer(tmp_path: Path) -> None:
    pytest.importorskip("tokenizers")
    path = tmp_path / "x.json"
    path.write_text("{}")
    with pytest.raises(LineageError, match="is no tokenizer"):
        open_tokenizer(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LineageError, match="cannot be read: No such file"):
        open_tokenizer(tmp_path / "none.json")


def test_without_the_library(tokenizer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(LineageError, match="needs the library tokenizers") as raised:
        open_tokenizer(tokenizer)
    assert "pip install tokenizers" in raised.value.advice
