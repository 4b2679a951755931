"""Phrases and tokens: found where they should be, alike in Python, DuckDB and Spark."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.scan.signs import PATTERNS, SIGNS, pattern_signs, sign_named
from lineage.scan.signs.prints import fingerprint, fingerprint_sql

SHOWN = {
    "phrase.as-an-ai": [
        "As an AI language model, I cannot say.", "Well, as an AI, I have no view.", "as an  AI\nassistant",
        "As a large language model trained by somebody", "AS AN ARTIFICIAL INTELLIGENCE MODEL",
    ],
    "phrase.self-identification": [
        "I am ChatGPT.", "I'm Claude, an AI assistant.", "I’m a large language model, trained by a company",
        "I am an AI.",
        "I was created by OpenAI.", "I am Qwen, a large language model", "Hello, I'm GPT-4",
    ],
    "phrase.knowledge-cut-off": [
        "My knowledge cutoff is in 2021.", "as of my last knowledge update", "my training data only goes to 2021",
        "My training cut-off",
    ],
    "phrase.refusal": ["I'm sorry, but I can't do that.", "I cannot assist with that request.",
    "I’m sorry but I cannot"],
    "phrase.no-feelings": ["I don't have personal opinions or beliefs.", "I do not have feelings.",
    "I don’t have emotions,"],
    "token.product-markup": ["x citeturn0search1", "so【4:0†source】", "https://example.com/?utm_source=chatgpt.com",
                             "contentReference[oaicite:0]"],
    "token.chat": ["<|im_start|>user", "[INST] Hi [/INST]", "<start_of_turn>model", "<｜Assistant｜>", "<|eot_id|>"],
    "token.think": ["<think>\nSo", "so</think>", "◁think▷"],
    "token.gpt-role": ['[{"from": "human", "value": ""}, {"from": "gpt", "value": ""}]', '{"from":"gpt"}'],
    "token.instruction-template": ["### Instruction:\nBake.", "###Instruction: Bake."],
}  # fmt: skip
NOT_SHOWN = [
    "As an AI researcher, I bake.", "as an AI company", "We use it as a language model for bread.", "Claude Monet",
    "I am Claude Monet, a painter.", "I am Gemini by birth.", "the bread was made by Google's baker", "Open AI",
    "the knowledge cutoff of the model", "I am an AIR traffic controller.", "I am sorry, but the oven is cold.",
    "I have feelings.", "They think so.", "<thing>", "im_start", "utm_source=newsletter", '{"from": "Berlin"}',
    "Instruction: bake", "I'm an aide.", "I was made by my mother", "gas an AI model", "turn0", "【注】", "",
]  # fmt: skip
TEXTS = [*(text for texts in SHOWN.values() for text in texts), *NOT_SHOWN]


@pytest.mark.parametrize("name", PATTERNS)
def test_what_shows_a_sign(name: str) -> None:
    for text in SHOWN[name]:
        assert re.search(PATTERNS[name], text), text


@pytest.mark.parametrize("name", PATTERNS)
def test_what_does_not(name: str) -> None:
    assert [text for text in NOT_SHOWN if re.search(PATTERNS[name], text)] == []


@pytest.mark.parametrize("name", PATTERNS)
def test_only_what_all_engines_read_alike(name: str) -> None:
    pattern = PATTERNS[name]
    assert not set(pattern) & {"\\", "\0"}
    assert not re.search(r"\(\?(?!:)|\[[^\]]*\[|\*\?|\+\?|\}\?|&&|\[\]", pattern)


def test_every_sign_says_what_it_cannot() -> None:
    for sign in SIGNS.values():
        assert sign.limits
        assert sign.means
        assert sign.strength in ("strong", "medium", "weak")
        if sign.pattern:
            assert "where it is absent, nothing follows" in sign.limits[0]
            assert not sign.names_model
    assert "never name a teacher" in " ".join(SIGNS["token.think"].limits)


def test_as_a_plan_and_a_result_name_them() -> None:
    assert {one.name for one in pattern_signs()} == set(PATTERNS)
    assert sign_named("overlap:some-set") is SIGNS["overlap"]
    assert sign_named("token.think").strength == "weak"


LONG = [
    "Hello — “World”! This is a test of the fingerprints, which have to be alike in all of the engines. " * 2,
    "中文文本和标点。" * 20, "İstanbul ẞ ſ K ﬁ Ω Å " * 8, "a[b]c\\d^e`f{g}h~i|j " * 8,
    "\t\n tab and\u00a0nbsp \r\n" * 8,
    "😀 emoji 𝔘nicode 👩‍👩‍👧 " * 9, "'quote' \"double\" " * 8, "é" * 31, "é" * 32, "a" * 63, "a" * 64, " " * 100,
    "A-b" * 40,
    "\ufeff bom" * 20, "%s {text} $1 \\1 {{x}}" * 8, "\x01\x1f\x7f\x80 control" * 9,
]  # fmt: skip
NORMALISATIONS = ("exact", "folded")


def in_duckdb(select: str, texts: list[str]) -> list[Any]:
    duckdb = pytest.importorskip("duckdb")
    pa = pytest.importorskip("pyarrow")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("texts", pa.table({"n": list(range(len(texts))), "t": texts}))
        return [row[0] for row in connection.execute(f"SELECT {select} FROM texts ORDER BY n").fetchall()]


@pytest.mark.parametrize("name", PATTERNS)
def test_duckdb_reads_patterns_as_python_does(name: str) -> None:
    pattern = PATTERNS[name].replace("'", "''")
    found = in_duckdb(f"regexp_matches(t, '{pattern}')", [*TEXTS, *LONG])
    assert found == [re.search(PATTERNS[name], text) is not None for text in [*TEXTS, *LONG]]


@pytest.mark.parametrize("normalisation", NORMALISATIONS)
def test_duckdb_makes_the_same_fingerprints(normalisation: Any) -> None:
    expression = fingerprint_sql("duckdb", normalisation)
    expected = [fingerprint(text, normalisation) for text in [*TEXTS, *LONG]]
    assert in_duckdb(expression.replace("{text}", "t"), [*TEXTS, *LONG]) == expected
    assert in_duckdb(expression.format(text="t"), [*TEXTS, *LONG]) == expected


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1))
def test_duckdb_makes_the_same_fingerprints_of_anything(texts: list[str]) -> None:
    texts = [text * (1 + 80 // len(text)) for text in texts]
    expression = fingerprint_sql("duckdb").replace("{text}", "t")
    assert in_duckdb(expression, texts) == [fingerprint(text) for text in texts]


SPARK = """
import json, sys
from pyspark.sql import SparkSession, functions as F
asked = json.load(sys.stdin)
session = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1").getOrCreate()
)
frame = session.createDataFrame(list(enumerate(asked["texts"])), "n int, t string").coalesce(1)
columns = [F.col("t").rlike(pattern).alias(f"p{at}") for at, pattern in enumerate(asked["patterns"])]
columns += [F.expr(sql).alias(f"e{at}") for at, sql in enumerate(asked["expressions"])]
rows = frame.select("n", *columns).orderBy("n").collect()
json.dump([list(row)[1:] for row in rows], sys.stdout)
session.stop()
"""
"""In a process of its own, so that no virtual machine stays behind in that of the tests."""


def test_spark_reads_and_makes_the_same() -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    texts = [*TEXTS, *LONG]
    expressions = [fingerprint_sql("spark", one).replace("{text}", "t") for one in ("exact", "folded")]
    asked = {"texts": texts, "patterns": list(PATTERNS.values()), "expressions": expressions}
    run = subprocess.run(
        [sys.executable, "-c", SPARK],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
    )
    for row, text in zip(json.loads(run.stdout), texts, strict=True):
        expected = [re.search(pattern, text) is not None for pattern in PATTERNS.values()]
        assert row == [*expected, fingerprint(text, "exact"), fingerprint(text)], text
