"""The look at a file before it is counted: the schema that its first records have."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.scan.looks import head, look
from lineage.scan.shards import find

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats(allow_nan=False) | st.text(alphabet="ab"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)


def seen(tmp_path: Path, values: list[Any]) -> pyarrow.Table:
    """The first rows of a file with a column of these values."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"x": value}) + "\n" for value in values), "utf-8")
    return head(find([str(path)])[0])


TYPES: list[tuple[list[Any], pyarrow.DataType]] = [
    ([None, None], pyarrow.null()),
    ([True, None], pyarrow.bool_()),
    ([1, 2**62], pyarrow.int64()),
    ([1, 2**63], pyarrow.string()),
    ([1, 0.5], pyarrow.float64()),
    ([2**53 + 1, 0.5], pyarrow.string()),
    ([1, True], pyarrow.string()),
    (["a", 1], pyarrow.string()),
    ([[1], [], None], pyarrow.list_(pyarrow.int64())),
    ([["a"], [1]], pyarrow.string()),
    ([{"a": 1}, {"b": [None]}], pyarrow.struct({"a": pyarrow.int64(), "b": pyarrow.list_(pyarrow.null())})),
    ([{"a": 1}, {"a": "b"}], pyarrow.string()),
    ([{"a": 1}, [1]], pyarrow.string()),
]


@pytest.mark.parametrize(("values", "type_"), TYPES, ids=[json.dumps(values) for values, _ in TYPES])
def test_the_type_of_a_column_of_json(tmp_path: Path, values: list[Any], type_: pyarrow.DataType) -> None:
    assert seen(tmp_path, values).schema.field("x").type == type_


@settings(max_examples=200)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_every_record_has_the_schema_that_is_told(tmp_path_factory: pytest.TempPathFactory, values: list[Any]) -> None:
    assert seen(tmp_path_factory.mktemp("look"), values).num_rows == len(values)


def test_a_look_needs_no_pandas(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": [{"b": "c"}], "d": 1}\n', "utf-8")
    code = "import sys; from lineage.scan.looks import look; from lineage.scan.shards import find\n"
    code += f"print(look(find([{str(tmp_path / 'a.jsonl')!r}])[0]).schema.names, 'pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['a', 'd'] False\n"
    assert look(find([str(tmp_path / "a.jsonl")])[0]).rows == 1
