"""Files as people have them: columns without names, many keys, days of the year 10000. All of it is counted right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest

from lineage.scan import Column, Plan, ScanFault, scan
from lineage.scan.looks import head, rows_of
from lineage.scan.result import Result
from lineage.scan.shards import find

TEXT = Column("text", "text")


def counted(path: Path, *columns: Column) -> Result:
    return scan(Plan((str(path),), columns))


def values(result: Result) -> dict[str | None, int]:
    table = result.values[0].table
    return dict(zip(table["value"].to_pylist(), table["records"].to_pylist(), strict=True))


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("number", [10, 300, 3000])
def test_one_column_of_many(tmp_path: Path, number: int) -> None:
    """DuckDB takes an object of several hundred keys for a map, and then the only column wanted for all of it."""
    row = {f"c{n}": "x" for n in range(number)} | {"text": "a b"}
    result = counted(lines(tmp_path / "a.jsonl", row, row), TEXT)
    assert (result.totals.text_bytes, result.totals.words) == (6, 4)


@pytest.mark.parametrize("other", [[1, 2], 5, "x"], ids=["list", "number", "text"])
@pytest.mark.parametrize("columns", [(TEXT,), (TEXT, Column("url", "url"))], ids=["one", "two"])
def test_a_line_that_is_no_object(tmp_path: Path, other: Any, columns: tuple[Column, ...]) -> None:
    with pytest.raises(ScanFault, match="holds no object in line 2"):
        counted(lines(tmp_path / "a.jsonl", {"text": "a", "url": "b"}, other), *columns)


def test_csv_with_the_index_of_pandas_and_names_that_differ_in_case(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",text,URL,url,\n0,a b,x,https://a.org/,1\n1,c,y,https://a.org/,2\n", "utf-8")
    result = counted(tmp_path, TEXT, Column("url", "url"), Column("model", "column 1"))
    assert (result.totals.text_bytes, values(result)) == (4, {"0": 1, "1": 1})
    assert result.authorities is not None
    assert result.authorities["authority"].to_pylist() == ["a.org"]
    assert head(find([str(tmp_path)])[0]).column_names == ["column 1", "text", "URL", "url", "column 5"]


def test_a_first_row_of_csv_of_ten_megabytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\n" + "y " * 5_000_000 + "\n", "utf-8")
    assert head(find([str(tmp_path)])[0]).num_rows == 1
    assert counted(tmp_path, TEXT).totals.words == 5_000_000


@pytest.mark.parametrize("suffix", ["parquet", "jsonl", "csv"])
def test_a_column_called_filename_in_several_files(tmp_path: Path, suffix: str) -> None:
    for name in "ab":
        rows = [{"filename": name, "text": "x"}, {"filename": "c", "text": "y"}]
        path = tmp_path / f"{name}.{suffix}"
        if suffix == "parquet":
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        elif suffix == "jsonl":
            lines(path, *rows)
        else:
            path.write_text(f"filename,text\n{name},x\nc,y\n", "utf-8")
    result = counted(tmp_path, TEXT, Column("model", "filename"))
    assert values(result) == {"c": 2, "a": 1, "b": 1}
    assert [one.records for one in result.shards] == [2, 2]


@pytest.mark.parametrize("name", ["text", "Text"])
def test_columns_that_differ_in_case_alone(tmp_path: Path, name: str) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"Text": ["aa"], "text": ["b"], "n": [1]}), tmp_path / "a.parquet")
    with pytest.raises(ScanFault, match=f'has several columns called "{name}"'):
        counted(tmp_path, Column("text", name))
    assert counted(tmp_path, Column("size", "n")).totals.bytes == 1
    pyarrow.feather.write_feather(pyarrow.table({"Text": ["aa"], "text": ["b"]}), tmp_path / "b.arrow")
    lines(tmp_path / "c.jsonl", {"Text": "aa", "text": "b"})
    for file in ("b.arrow", "c.jsonl"):
        assert counted(tmp_path / file, Column("text", name)).totals.text_bytes == (1 if name == "text" else 2)


def test_numbers_without_a_sign_that_are_no_sizes(tmp_path: Path) -> None:
    table = pyarrow.table({"n": pyarrow.array([2**64 - 1, 5, None], pyarrow.uint64())})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    totals = counted(tmp_path, Column("size", "n")).totals
    assert (totals.bytes, totals.without_size) == (5, 2)


def test_a_name_with_a_quotation_mark_within_a_column(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", {"text": "x", "m": {'a"b/c~d': "v", "o": 1}})
    assert values(counted(tmp_path, TEXT, Column("model", 'm.a"b/c~d'))) == {"v": 1}


FAR = pyarrow.table(
    {
        "day": pyarrow.array([2_932_897, 19_000, -800_000, None], pyarrow.date32()),
        "time": pyarrow.array([2**58, 1_700_000_000_000_000, -(2**58), None], pyarrow.timestamp("us", "UTC")),
        "zone": pyarrow.array([0, 1, 2, 3], pyarrow.timestamp("us", "Mars/Phobos")),
        "text": ["a", "b", "c", "d"],
    }
)
"""Days that Python has not, and a zone that no machine has."""


def test_days_that_python_has_not(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(FAR.drop_columns("zone"), tmp_path / "a.parquet")
    result = counted(tmp_path, Column("date", "day"), Column("date", "time"), Column("model", "day"))
    for tally in result.dates:
        assert sorted(map(str, tally.table["value"].to_pylist()))[-2:] == ["None", "out of range"]
        assert [str(one)[:3] for one in tally.table["value"].to_pylist()][1:2] == ["202"]
    assert values(result)["out of range"] == 2
    assert [row["text"] for row in rows_of(FAR)] == ["a", "b", "c", "d"]
    assert [row["time"] for row in rows_of(FAR)] == [None] * 4


def test_half_a_pair_in_json_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "\\ud800 b"}\n', "utf-8")
    assert head(find([str(tmp_path)])[0])["text"].to_pylist() == ["a", "? b"]
    with pytest.raises(ScanFault, match="is not JSON in line 2: no low surrogate"):
        counted(tmp_path, TEXT)
