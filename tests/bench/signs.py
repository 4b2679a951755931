"""How often each sign is there in texts of people and of models: measured, written down, and made into a page.

python -m tests.bench.signs FOLDER       measure (see tests.bench.sign_sets for what FOLDER holds)
python -m tests.bench.signs              write docs/signs.md from what was measured
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lineage.scan.signs import PATTERNS
from lineage.scan.signs.overlap import shipped
from tests.bench import detectors
from tests.bench.sign_page import page
from tests.bench.sign_sets import SETS

HERE = Path(__file__).resolve().parent
MEASURED = HERE / "signs.json"
PAGE = HERE.parents[1] / "docs/signs.md"


def digest() -> str:
    """A number for the patterns: whoever changes one has to measure again."""
    return hashlib.sha256(json.dumps(PATTERNS, sort_keys=True).encode()).hexdigest()


def count(texts: Iterable[str]) -> dict[str, Any]:
    """How many texts there are (each once), their bytes, and how many show each sign; DuckDB counts, as in a scan."""
    import duckdb
    import pyarrow as pa

    table = pa.table({"text": pa.array(list(dict.fromkeys(texts)), pa.string())})
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("texts", table)
        hits = ", ".join(f"count(*) FILTER (regexp_matches(text, ${at + 1}))" for at in range(len(PATTERNS)))
        row = connection.execute(
            f"SELECT count(*), sum(octet_length(encode(text)))::BIGINT, {hits} FROM texts", list(PATTERNS.values())
        ).fetchone()
    assert row is not None
    found = dict(zip(PATTERNS, row[2:], strict=True))
    found["overlap"] = sum(1 for text in table["text"].to_pylist() if any(text in index for index in shipped()))
    return {"texts": row[0], "bytes": row[1], "hits": {name: number for name, number in found.items() if number}}


def measure(folder: Path) -> dict[str, Any]:
    """All sets, and the two detectors."""
    sets = [
        {
            "name": one.name, "author": one.author, "source": one.source, "licence": one.licence, "models": one.models,
            "note": one.note, **count(one.texts(folder)),
        }
        for one in SETS
    ]  # fmt: skip
    return {"patterns": digest(), "sets": sets, "detectors": detectors.measure(folder)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        MEASURED.write_text(json.dumps(measure(Path(sys.argv[1])), indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page(json.loads(MEASURED.read_text("utf-8"))), "utf-8")
