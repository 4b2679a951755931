"""Words are counted over whole batches; the number is that of a regular expression over each text."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow
import pytest

from lineage.scan import Column, Plan, scan
from lineage.scan.engine import words as module
from lineage.scan.plan import PatternSign
from tests.scan.engine import corpus

ODD = [
    "",
    " ",
    "x",
    " x",
    "x ",
    "\t\n",
    "a\x0bb",
    "a\x0cb",
    "a\x85b\xa0c",
    "\x1fa \x00b",
    "東京 タワー",
    "🙂\r\n🙂",
    "é" * 300,
]


def texts(number: int) -> list[str | None]:
    drawn = random.Random(number)
    alphabet = "ab é東🙂\t\n\r\x0b\x0c  "
    made = ["".join(drawn.choices(alphabet, k=drawn.randrange(60))) for _ in range(500)]
    return [one if drawn.random() < 0.9 else None for one in [*ODD, *made]]


@pytest.mark.parametrize("at_once", [1, 7, 64, 1 << 18])
@pytest.mark.parametrize("kind", [pyarrow.string(), pyarrow.large_string()])
def test_batches_of_any_size(monkeypatch: pytest.MonkeyPatch, at_once: int, kind: pyarrow.DataType) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    given = texts(at_once)
    pieces = [pyarrow.array(part, kind) for part in (given[:5], given[5:5], given[5:300], given[300:])]
    pieces[2:3] = [pieces[2].slice(0, 100), pieces[2].slice(100)]
    found = module.words(pyarrow.chunked_array(pieces)).to_pylist()
    assert [n for n, text in zip(found, given, strict=True) if text is not None] == [
        corpus.words(text) for text in given if text is not None
    ]


def test_nothing() -> None:
    assert module.words(pyarrow.chunked_array([], pyarrow.string())).to_pylist() == []
    assert module.words(pyarrow.chunked_array([pyarrow.array([None, None], pyarrow.string())])).to_pylist() == [0, 0]


def test_more_patterns_than_a_number_has_bits(tmp_path: Path) -> None:
    rows = [{"text": "".join(f"<{n}>" for n in range(150) if n % (row + 2) == 0)} for row in range(70)]
    corpus.parquet(tmp_path / "a.parquet", rows)
    patterns = tuple(PatternSign(f"p{n}", f"(?i)<{n}>" if n % 2 else f"^<{n}>|<{n}>$|<{n}>") for n in range(150))
    result = scan(Plan((str(tmp_path),), (Column("text", "text"),), patterns=patterns))
    for n, sign in enumerate(result.signs):
        where = [row for row in range(70) if n % (row + 2) == 0]
        assert (sign.name, sign.records) == (f"p{n}", len(where))
        assert [one.row for one in sign.examples] == where[:5]
