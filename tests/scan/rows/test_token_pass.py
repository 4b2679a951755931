"""Tokens of all texts: as many as the tokenizer makes of the whole texts, whatever the format, resumed or not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="the extra scan is not installed")
pytest.importorskip("tokenizers", reason="the library tokenizers is not installed")

import pyarrow
import pyarrow.feather
import pyarrow.parquet

from lineage.errors import LineageError
from lineage.scan.engine import engine
from lineage.scan.faults import ScanFault
from lineage.scan.plan import Progress
from lineage.scan.report.build import report_of
from lineage.scan.report.survey import Wish, survey
from lineage.scan.result import TokenCount
from lineage.scan.rows import token_pass
from tests.scan.rows.test_tokens import WORDS

LONG = "bread and butter " * 700  # far longer than what a sample holds
TEXTS = [LONG, "", "bread", None, "brød\u2028og smør \U0001f35e", "  "] * 20
MADE = 20 * (2100 + 0 + 1 + 3 + 0) + 20
"""Words and runs of signs; the picture of a loaf is one of its own."""


@pytest.fixture
def tokenizer(tmp_path: Path) -> Path:
    path = tmp_path / "bread" / "tokenizer.json"
    path.parent.mkdir()
    path.write_text(json.dumps(WORDS))
    return path


def written(folder: Path, kind: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"part.{kind}"
    table = pyarrow.table({"text": TEXTS})
    if kind == "parquet":
        pyarrow.parquet.write_table(table, path)
    elif kind == "arrow":
        pyarrow.feather.write_feather(table, path, compression="uncompressed")
    elif kind == "csv":
        cells = ["" if text is None else '"' + text.replace('"', '""') + '"' for text in TEXTS]
        path.write_text("text,n\n" + "".join(f"{cell},1\n" for cell in cells), "utf-8")
    else:
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), "utf-8")
    return folder


def count(paths: Path, tokenizer: Path, **more: Any) -> TokenCount:
    listener = more.pop("listener", None)
    scanned = survey(Wish((str(paths),), tokenizer=tokenizer, signs=False, **more), engine(), listener)
    assert scanned.result.tokens is not None
    return scanned.result.tokens


@pytest.mark.parametrize("kind", ["parquet", "arrow", "csv", "jsonl"])
def test_every_text_is_counted_whole(tmp_path: Path, tokenizer: Path, kind: str) -> None:
    found = count(written(tmp_path / "data", kind), tokenizer, told={"text": ["text"]})
    size = sum(len(text.encode()) for text in TEXTS if text is not None)
    assert (found.tokens, found.text_bytes, found.sampled) == (MADE, size, False)
    assert found.texts == (80 if kind == "csv" else 100), "in CSV an empty cell is none"


def test_messages_are_the_text_that_was_measured(tmp_path: Path, tokenizer: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    talk = [{"role": "user", "content": "bread please"}, {"role": "assistant", "content": LONG}]
    rows = "".join(json.dumps({"messages": talk}) + "\n" for _ in range(5))
    (folder / "a.jsonl").write_text(rows, "utf-8")
    pyarrow.parquet.write_table(pyarrow.table({"messages": [talk] * 5}), tmp_path / "b.parquet")
    assert count(folder, tokenizer).tokens == count(tmp_path / "b.parquet", tokenizer).tokens == 5 * 2102


def test_a_scan_that_goes_on_tokenizes_no_file_twice(
    tmp_path: Path, tokenizer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(written(tmp_path / "data", "jsonl"), "parquet")
    asked: list[int] = []
    real = token_pass._tokens

    def noted(one: Any, texts: list[str]) -> token_pass.Tokens:
        asked.append(len(texts))
        return real(one, texts)

    monkeypatch.setattr(token_pass, "_tokens", noted)
    states: list[Progress] = []
    first = count(folder, tokenizer, partials=tmp_path / "kept", listener=states.append)
    assert sum(asked) == 200
    assert states[-1].reading.startswith("tokens of")
    assert all(one.bytes <= one.of_bytes for one in states)
    asked.clear()
    assert count(folder, tokenizer, partials=tmp_path / "kept") == first
    assert not asked
    for path in (tmp_path / "kept" / "tokens").iterdir():
        path.write_text("{", "utf-8")  # what is damaged is counted anew
    assert count(folder, tokenizer, partials=tmp_path / "kept") == first
    assert sum(asked) == 200


def test_a_file_that_changes_in_between_is_a_fault(
    tmp_path: Path, tokenizer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "data", "jsonl")
    real = token_pass.count_all

    def later(*arguments: Any) -> TokenCount:
        (folder / "part.jsonl").write_text('{"text": "bread"}\n', "utf-8")
        return real(*arguments)

    monkeypatch.setattr(token_pass, "count_all", later)
    with pytest.raises(ScanFault, match="changed after it was counted"):
        count(folder, tokenizer)


def test_other_texts_than_those_measured_are_refused(
    tmp_path: Path, tokenizer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "data", "jsonl")
    monkeypatch.setattr(token_pass, "_tokens", lambda _, texts: token_pass.Tokens(1, len(texts), 1))
    with pytest.raises(LineageError, match="measured others"):
        count(folder, tokenizer)


def test_files_that_were_left_out_are_not_tokenized(tmp_path: Path, tokenizer: Path) -> None:
    folder = written(tmp_path / "data", "parquet")
    (folder / "z.parquet").write_bytes(b"PAR1 and no more")
    found = count(folder, tokenizer, keep_going=True)
    assert found.tokens == MADE


def test_a_sample_gives_an_estimate_and_says_so(tmp_path: Path, tokenizer: Path) -> None:
    wish = Wish((str(written(tmp_path / "data", "jsonl")),), tokenizer=tokenizer, tokenizer_sample=True, signs=False)
    report, _ = report_of(survey(wish, engine()), date(2026, 11, 22))
    made = report.model_dump(mode="json")["tokens"]
    assert made["estimated"] > made["tokens"], "texts are cut in a sample"


@pytest.mark.parametrize(
    ("more", "words"),
    [({"told": {"text": ["-"]}}, "no column holds text"), ({"sample": 0, "tokenizer_sample": True}, "no texts")],
)
def test_what_cannot_be_tokenized_is_said_first(
    tmp_path: Path, tokenizer: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], words: str
) -> None:
    folder = written(tmp_path / "data", "jsonl")
    monkeypatch.setattr("lineage.scan.run.scan", lambda *_: pytest.fail("nothing is counted"))
    with pytest.raises(LineageError, match=words):
        count(folder, tokenizer, **more)
