"""The report: a form with a published schema, the same bytes for the same scan, and words that fit on a terminal."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import MISSING, ValidationError

from lineage.scan.report.build import as_bytes, digest_of
from lineage.scan.report.model import ScanReport
from lineage.scan.report.text import duration_of, part, render_text, size
from tests.scan.report.made import DIGEST, report, tree

REPOSITORY = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((REPOSITORY / "schema/v1.0/scan.schema.json").read_text("utf-8"))


def valid(data: Any) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


def test_the_published_schema_takes_reports_and_nothing_else() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert valid(json.loads(as_bytes(report())))
    assert not valid(tree(surprise=1))
    assert not valid(tree(format="training-lineage-scan/2"))
    for key in SCHEMA["required"]:
        assert not valid(tree(**{key: None})), key


def test_every_property_is_described() -> None:
    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            yield from node.get("properties", {}).items()
            for value in node.values():
                yield from walk(value)

    assert not [name for name, schema in walk(SCHEMA) if not schema.get("description")]


def test_a_report_is_read_as_it_was_written() -> None:
    made = report()
    assert ScanReport.model_validate_json(as_bytes(made)) == made
    assert as_bytes(ScanReport.model_validate_json(as_bytes(made))) == as_bytes(made)
    with pytest.raises(ValidationError):
        ScanReport.model_validate_json(json.dumps(tree(totals={"records": 1.5, "sizeRule": "text"})))


def test_the_digest_is_of_what_was_found() -> None:
    made = report()
    other = report(date="2027-01-01", madeWith={"engine": "spark", "libraries": {"pyspark": "4.0.5"}})
    assert made.digest == digest_of(made) == other.digest
    assert report(filesLeftOut=1).digest != made.digest


HOSTILE = "\x1b[2J\u202e::error::x\n##[command]y"


def full() -> ScanReport:
    """A report with everything in it, some of it hostile."""
    found = tree()
    long = "a-very-long-name-of-a-column-that-nobody-would-give-" * 4
    signs = [
        {"name": "token.chat", "strength": "weak", "means": "Something.", "limits": ["Presence only."], "records": 3,
         "examples": [{"shard": "a", "row": 1}]},
        {"name": "structure.generator-column", "strength": "strong", "means": "Else.", "limits": [],
         "where": [HOSTILE]},
    ]  # fmt: skip
    return report(
        columns=[*found["columns"], {"role": "url", "column": long, "why": "told", "note": HOSTILE}],
        doubts=[{"role": "size", "columns": ["a", HOSTILE], "reason": "more than one column would do"}],
        tokens={"tokenizer": HOSTILE, "sha256": DIGEST, "tokens": 10, "texts": 2, "textBytes": 9, "estimated": 5000},
        licences=[{"column": "license", "spdx": [{"value": "MIT", "records": 900}],
                   "written": [{"value": HOSTILE, "records": 9}], "missing": 91}],
        signs=signs,
        beside={"files": [{"path": HOSTILE, "format": "distilabel", "outcome": "refused", "reason": HOSTILE}],
                "models": ["GPT-4"]},
        shards=[*found["shards"], {"path": HOSTILE, "format": "jsonl", "bytes": 3, "records": 0, "error": HOSTILE}],
        filesLeftOut=1,
    )  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_on_the_terminal(width: int) -> None:
    lines = render_text(full(), width=width).splitlines()
    unbroken = {line for line in lines if len(line.split()) < 3}
    assert not [line for line in lines if len(line) > width and line not in unbroken]


def test_nothing_in_a_report_moves_the_cursor() -> None:
    text = render_text(full())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[U+001B]" in text


def test_what_is_not_known_comes_first() -> None:
    text = render_text(full())
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings[1:3] == ["Not known", "Columns"]
    text = " ".join(text.split())
    assert text.index("nothing is counted of 1 file") < text.index("more than one column") < text.index("How much")


def test_what_no_column_says_is_said() -> None:
    totals = {"records": 3, "sizeRule": "none"}
    text = " ".join(
        render_text(report(columns=[], domains=None, languages=None, dates=[], generators=[], totals=totals)).split()
    )
    for words in (
        "no column holds addresses",
        "no size is known, and domain names are not ranked",
        "says languages",
        "no column holds dates",
        "does not mean that none had a hand",
    ):
        assert words in text


def test_signs_come_with_their_limits() -> None:
    text = render_text(full())
    assert "token.chat (weak), 3 records" in text
    assert "But: Presence only." in text


def test_a_sign_has_its_own_limit_and_the_common_one_stands_below_all() -> None:
    from lineage.scan.signs import PRESENCE_ONLY, SIGNS

    signs = [{"name": name, "strength": SIGNS[name].strength, "means": SIGNS[name].means,
              "limits": list(SIGNS[name].limits), "records": 3} for name in ("token.think", "token.chat")]  # fmt: skip
    text = " ".join(render_text(report(signs=signs)).split())
    assert "But: Pipelines strip them and others add them." in text
    assert "But: Documentation, source code and prompts hold them" in text
    assert text.count(PRESENCE_ONLY) == 1
    assert text.index(PRESENCE_ONLY) > text.index("token.chat")


def test_every_sign_in_the_text_has_a_limit_of_its_own() -> None:
    from lineage.scan.report.text import _limits_of_many
    from lineage.scan.signs import SIGNS

    assert not [name for name, sign in SIGNS.items() if set(sign.limits) <= _limits_of_many()]


def test_columns_that_are_named_after_a_model_are_listed() -> None:
    named = [{"column": "gpt4_response", "name": "GPT-4", "role": "generate", "writes": "response"}]
    text = " ".join(render_text(report(generators=[], namedAfter=named)).split())
    assert "column gpt4_response is named after GPT-4; by that generate.response, which is inferred" in text
    assert "no column names models" not in text


def test_many_files_and_long_names_are_cut_where_they_differ_least() -> None:
    long = "an-organisation-with-a-very-long-name/a-model-with-a-very-long-name-as-well-number-"
    models = [{"name": f"{long}{n}", "records": 1, "spellings": []} for n in range(30)]
    column = {"column": "model", "models": models, "others": [], "missing": 0, "several": 0, "further": 0}
    bad = [{"path": f"data/part-{n:05}.jsonl", "format": "jsonl", "bytes": 3, "records": 0, "error": "is damaged"}
           for n in range(40)]  # fmt: skip
    text = render_text(report(generators=[column], shards=[*tree()["shards"], *bad], filesLeftOut=40))
    lines = text.splitlines()
    assert lines[0].startswith("1,000 records in 1 of 41 files")
    assert len([line for line in lines if "part-" in line]) == 20
    assert "    and 20 further files" in lines
    assert len({line for line in lines if "an-organisation" in line}) == 10
    assert "well-number-7 " in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 bytes"),
        (999_999, "999,999 bytes"),
        (1_000_000, "1.0 MB"),
        (1_999_999, "1.9 MB"),
        (123_456_789_012, "123.4 GB"),
    ],
)
def test_sizes_in_words(number: int, words: str) -> None:
    assert size(number) == words


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [(1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 10_000, "< 0.1 %"), (0, 5, "0.0 %"), (5, 5, "100.0 %"), (0, 0, "")],
)
def test_parts_in_words(number: int, of: int, words: str) -> None:
    assert part(number, of) == words


def test_lengths_in_words() -> None:
    assert duration_of(3_600_000 * 1_234 + 59_999) == "1,234 h 0 min"


def test_the_day_is_given(tmp_path: Path) -> None:
    """The same files on another day give another date, and the same digest."""
    pytest.importorskip("duckdb")
    from lineage.scan.engine import engine
    from lineage.scan.report.build import report_of
    from lineage.scan.report.survey import Wish, survey

    path = tmp_path / "data" / "part.jsonl"
    path.parent.mkdir()
    rows = [{"url": f"https://site{n % 7}.example.org/{n}", "text": "some words " * (n % 5 + 1)} for n in range(100)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    scanned = survey(Wish((str(path),), sample=0), engine())
    one, files = report_of(scanned, date(2026, 1, 1))
    two, again = report_of(scanned, date(2026, 1, 2))
    assert (one.digest, [file.sha256 for file in files]) == (two.digest, [file.sha256 for file in again])
    assert (one.date, two.date) == ("2026-01-01", "2026-01-02")
    assert as_bytes(one) == as_bytes(report_of(survey(Wish((str(path),), sample=0), engine()), date(2026, 1, 1))[0])
    assert one.domains is not MISSING
    assert one.domains.names == 1


def test_the_report_of_the_example_is_the_one_that_its_manifest_pins() -> None:
    import ryaml

    folder = REPOSITORY / "examples/scan"
    (dataset,) = ryaml.loads((folder / "lineage.yaml").read_text("utf-8"))["datasets"]
    (measurement,) = dataset["measurements"]
    content = (folder / measurement["report"]["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == measurement["report"]["sha256"]
    assert valid(json.loads(content))
    made = ScanReport.model_validate_json(content)
    assert made.digest == digest_of(made)
    story = (folder / "README.md").read_text("utf-8")
    assert f"{made.totals.records:,} paragraphs" in story
    assert f"all {dataset['domains']['total']} domain names" in story
