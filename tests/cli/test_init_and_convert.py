"""``lineage init`` and ``lineage convert``: what they read and write, what they say is lost, and how they end."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import ryaml
from click.testing import CliRunner, Result

from lineage import check, load, read_bytes
from lineage.cli import lost, main
from lineage.interop.losses import Loss
from lineage.interop.template import MARK, commented, template
from tests.conftest import REPOSITORY, Run
from tests.interop.test_dts_and_corpuscard import CARD, STANDARD
from tests.interop.test_openlineage import GOOD

EXAMPLE = REPOSITORY / "examples/ultrafeedback-zephyr/lineage.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    Path("card.json").write_text(json.dumps(CARD), "utf-8")
    Path("loans.json").write_text(json.dumps(STANDARD), "utf-8")
    Path("events.ndjson").write_text("\n".join(map(json.dumps, GOOD)), "utf-8")
    return tmp_path


def run(*arguments: str, input: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def errors(path: str) -> list[str]:
    found = check(load(Path(path)), profile="draft").findings
    return [finding.code for finding in found if finding.severity == "error"]


def files() -> set[str]:
    return {str(path) for path in Path().iterdir()}


# --- init, from files


def test_one_manifest_is_made_of_all_files() -> None:
    made = run("init", "--from", "card.json", "--from", "loans.json", "-o", "lineage.yaml")
    assert made.exit_code == 0
    assert made.stdout == ""
    tree = load(Path("lineage.yaml")).tree()
    assert {"Notes on invented loans", "FineWeb"} <= {record.get("name") for record in tree["datasets"]}
    text = Path("lineage.yaml").read_text("utf-8")
    assert text.startswith("# Imported from card.json (corpuscard manifest), sha256")
    assert f"# {MARK}: id:" in text
    assert errors("lineage.yaml") == []


def test_files_may_follow_the_first() -> None:
    made = run("init", "--from", "card.json", "loans.json", "events.ndjson", "-o", "all.json")
    assert made.exit_code == 0
    assert len(json.loads(Path("all.json").read_text())["datasets"]) == 10


def test_a_directory_stands_for_what_is_in_it() -> None:
    Path("in/deep").mkdir(parents=True)
    Path("card.json").rename("in/deep/card.json")
    Path("in/loans.json").write_text(json.dumps(STANDARD))
    Path("in/notes.json").write_text('{"a": 1}')
    Path("in/broken.json").write_text("{")
    Path("in/data.parquet").write_bytes(b"PAR1")
    made = run("init", "--from", "in", "-o", "lineage.yaml")
    assert made.exit_code == 0
    head = [line for line in Path("lineage.yaml").read_text().splitlines() if line.startswith("# Imported")]
    assert len(head) == 2
    none = run("init", "--from", "in", "--format", "openlineage")
    assert none.exit_code == 2
    assert 'no file in "in" looks like OpenLineage' in none.stderr


def test_the_same_file_is_read_once() -> None:
    made = run("init", "--from", "loans.json", "--from", "./loans.json")
    assert made.stdout.count("# Imported from") == 1


def test_a_file_that_was_read_beside_another_is_read_once() -> None:
    Path("designer").mkdir()
    config = {"data_designer": {"columns": [{"column_type": "sampler", "name": "a"}]}}
    Path("designer/builder_config.json").write_text(json.dumps(config))
    Path("designer/metadata.json").write_text('{"target_num_records": 5, "actual_num_records": 5}')
    made = run("init", "--from", "designer")
    assert made.exit_code == 0, made.stderr
    assert made.stdout.count("# Imported from") == 1
    assert len(ryaml.loads(made.stdout)["datasets"]) == 1


def test_comments_say_what_a_law_still_asks_for() -> None:
    with_law = run("init", "--from", "card.json").stdout
    assert f"# {MARK} (AGT001):" in with_law
    without = run("init", "--from", "card.json", "--for", "none").stdout
    assert f"# {MARK} (AGT001):" not in without
    assert ryaml.loads(with_law) == ryaml.loads(without)


def test_the_id_may_be_given() -> None:
    assert ryaml.loads(run("init", "--from", "card.json", "--id", "urn:example:m").stdout)["id"] == "urn:example:m"


def test_a_file_that_is_there_is_not_written_over() -> None:
    Path("lineage.yaml").write_text("mine")
    refused = run("init", "--from", "card.json", "-o", "lineage.yaml")
    assert refused.exit_code == 2
    assert Path("lineage.yaml").read_text() == "mine"
    assert run("init", "--from", "card.json", "-o", "lineage.yaml", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        ('{"a": 1}', (), "it looks like no format that is read"),
        ('{"lineage": "1.0-draft", "id": "urn:a:b"}', (), "it is a manifest already"),
        (json.dumps(CARD), ("--format", "dts"), "it looks like corpuscard manifest, not like Data & Trust"),
        (json.dumps(CARD)[:-30], (), "line 1, column"),
        ("", (), "the file is empty"),
        ('{"a": 1}', ("--format", "corpuscard"), "it is no corpuscard manifest"),
        ('{"a": 1}', ("--format", "corpuscrad"), 'Did you mean "corpuscard"?'),
        ('{"a": 1}', ("--format", "prov"), "PROV-JSON or PROV in Turtle is not read"),
    ],
)
def test_what_cannot_be_read_is_2_and_nothing_is_written(content: str, arguments: tuple[str, ...], words: str) -> None:
    Path("x.json").write_text(content)
    before = files()
    made = run("init", "--from", "card.json", "--from", "x.json", *arguments, "-o", "new.yaml", "--losses", "lost.json")
    if arguments and "corpuscard" in arguments:
        made = run("init", "--from", "x.json", *arguments, "-o", "new.yaml")
    assert made.exit_code == 2
    assert words in made.stderr
    assert files() == before


def test_a_file_that_is_not_there() -> None:
    assert "missing.json" in run("init", "--from", "missing.json").stderr


# --- init, without files


def test_without_files_a_template_is_written(lineage: Run, tmp_path: Path) -> None:
    made = lineage("init", stdin="")
    assert made.returncode == 0
    assert made.stdout == template()
    (tmp_path / "lineage.yaml").write_text(made.stdout)
    checked = lineage("check", "--profile", "draft", "lineage.yaml")
    assert (checked.returncode, checked.stdout.count("no findings")) == (0, 1)
    assert lineage("check", "--for", "eu", "lineage.yaml").returncode == 1


def test_a_template_as_json_and_with_an_id() -> None:
    assert run("init", "-o", "a.json", "--id", "urn:example:mine").exit_code == 0
    assert json.loads(Path("a.json").read_text())["id"] == "urn:example:mine"
    assert errors("a.json") == []


def test_options_of_an_import_want_one() -> None:
    for arguments in (("--format", "dts"), ("--losses", "x.json")):
        assert "nothing to import" in run("init", *arguments).stderr


ANSWERS = (
    "https://example.org/mine", "Example Labs", "Germany", "de", "Example-1", "llama-3.1-8b",
    "Chats", "https://huggingface.co/datasets/example/chats", "9", "7", "text, sound", "text, audio", "GPT-4o, Ours",
    "Books", "", "public", "", "none",
    "",
)  # fmt: skip


def test_on_a_terminal_questions_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lineage.cli.init.on_terminal", lambda: True)
    made = run("init", "-o", "lineage.yaml", input="\n".join(ANSWERS) + "\n")
    assert made.exit_code == 0, made.stderr
    assert "that is no country" in made.stderr
    assert "write a number from 1 to 8" in made.stderr
    assert "write some of text" in made.stderr
    tree = load(Path("lineage.yaml")).tree()
    assert tree["id"] == "https://example.org/mine"
    assert (tree["agents"][0]["name"], tree["agents"][0]["country"]) == ("Example Labs", "DE")
    chats, books = tree["datasets"]
    assert (chats["origin"], chats["modalities"]) == ("synthetic", ["text", "audio"])
    assert [use["role"] for use in chats["modelUses"]] == [{"unknown": "pending"}] * 2
    assert (books["modelUses"], books["modalities"]) == ({"none": True}, {"unknown": "pending"})
    assert Path("lineage.yaml").read_text().count(f"unknown: pending  # {MARK}") == 3
    assert errors("lineage.yaml") == []


def test_blank_answers_are_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lineage.cli.init.on_terminal", lambda: True)
    made = run("init", "-o", "a.json", input="\n" * 10)
    assert made.exit_code == 0
    tree = json.loads(Path("a.json").read_text())
    assert tree["models"][0]["name"] == {"unknown": "pending"}
    assert errors("a.json") == []


def test_a_real_terminal_is_noticed(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    os.write(leader, b"\n" * 10)
    done = subprocess.run(
        [sys.executable, "-m", "lineage", "init"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
        timeout=60,
        check=True,
    )
    os.close(follower)
    os.close(leader)
    assert ryaml.loads(done.stdout.decode())["models"][0]["id"] == "model"


# --- comments


def test_comments_are_never_data() -> None:
    tree = load(EXAMPLE).tree()
    del tree["publisher"]
    tree["datasets"][0] = {
        "id": "ultrafeedback",
        "origin": "synthetic",
        "description": "a:\n  unknown: pending\n\n# b\u2028c",
    }
    text = commented(tree, ["Imported\nfrom x"], "eu", None)
    assert ryaml.loads(text) == ryaml.loads(ryaml.dumps(tree))
    assert "(SYN003)" in text


def test_a_long_import_is_not_buried_in_comments() -> None:
    datasets = [{"id": f"d{n}", "origin": "synthetic"} for n in range(500)]
    text = commented({"lineage": "1.0-draft", "id": "urn:a:b", "datasets": datasets}, [], "eu", None)
    assert text.count("(SYN003)") == 200
    assert "SYN003 unnamed-generator, at 300 more places" in " ".join(text.split())


# --- convert


@pytest.mark.parametrize(
    ("to", "file", "begins"),
    [
        ("openlineage", "a.ndjson", b'{"eventTime": '),
        ("prov", "a.json", b'{\n  "prefix"'),
        ("rdf", "a.nq", b"<"),
    ],
)
def test_a_manifest_is_written_in_other_formats(to: str, file: str, begins: bytes) -> None:
    made = run("convert", str(EXAMPLE), "--to", to, "-o", file)
    assert made.exit_code == 0, made.stderr
    assert Path(file).read_bytes().startswith(begins)
    assert run("convert", str(EXAMPLE), "--to", to).stdout_bytes == Path(file).read_bytes()


def test_options_go_to_the_formats_that_take_them() -> None:
    turtle = run("convert", str(EXAMPLE), "--to", "prov", "--rdf-format", "turtle")
    assert turtle.stdout.startswith("@prefix")
    for to in ("rdf", "prov"):
        assert run("convert", str(EXAMPLE), "--to", to, "-o", "a.ttl").exit_code == 0
        assert Path("a.ttl").read_text("utf-8").startswith("@prefix")
    refused = run("convert", str(EXAMPLE), "--to", "prov", "--subject", "x")
    assert (refused.exit_code, "--subject says nothing about" in refused.stderr) == (2, True)
    refused = run("convert", str(EXAMPLE), "--to", "prov", "--rdf-format", "nquads")
    assert (refused.exit_code, 'PROV is not written as "nquads"' in refused.stderr) == (2, True)
    assert "Data Provenance Standards 1.0.0 is not written" in run("convert", str(EXAMPLE), "--to", "dts").stderr


def test_a_foreign_file_becomes_a_manifest() -> None:
    made = run("convert", "events.ndjson", "--to", "lineage", "-o", "a.yaml")
    assert made.exit_code == 0
    assert errors("a.yaml") == []
    assert json.loads(run("convert", "card.json", "--to", "lineage").stdout)["corpora"]


def test_a_foreign_file_goes_to_another_format_by_way_of_a_manifest() -> None:
    made = run("convert", "card.json", "--to", "openlineage", "-o", "a.ndjson", "--losses", "lost.json")
    assert made.exit_code == 0
    rows = json.loads(Path("lost.json").read_text())
    assert {(row["file"], row["format"]) for row in rows} == {
        ("card.json", "corpuscard"),
        ("<manifest>", "openlineage"),
    }


def test_losses_are_said_by_group_and_listed_in_full() -> None:
    made = run("convert", str(EXAMPLE), "--to", "prov", "-o", "a.json", "--losses", "-")
    assert "not in the result: 1 place of" in made.stderr
    assert [row["path"] for row in json.loads(made.stdout)] == ["/claims"]
    run("convert", "events.ndjson", "--to", "lineage", "-o", "a.json", "--losses", "lost.csv")
    with Path("lost.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"file", "format", "path", "why", "value"} == set(rows[0])
    assert "/2" in {row["path"] for row in rows}


def test_many_kinds_of_losses_are_cut_at_twenty() -> None:
    document: dict[str, Any] = {**STANDARD, **{f"more-{n}": n for n in range(30)}}
    Path("x.json").write_text(json.dumps(document))
    said = run("convert", "x.json", "--to", "lineage").stderr.splitlines()
    assert len([line for line in said if line.startswith("  /")]) == 20
    assert said[-2].startswith("  … and ")


def test_records_by_name_are_one_kind() -> None:
    losses = tuple(Loss(f"/record {n}/{key}", "no field", "x") for n in range(300) for key in ("a", "b"))
    said = "".join(lost.summary([lost.Lost("x.json", "dpi", losses)], None))
    assert "/*/a (300 times): no field" in said
    assert "more kinds" not in said


def test_losses_may_fail_a_run_that_is_written_all_the_same() -> None:
    assert run("convert", str(EXAMPLE), "--to", "prov", "-o", "a.json", "--no-loss").exit_code == 1
    assert Path("a.json").exists()
    assert run("convert", str(EXAMPLE), "--to", "rdf", "-o", "a.nq", "--no-loss").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("convert", "card.json"), "Missing option '--to'"),
        (("convert", "missing.yaml", "--to", "rdf"), "missing.yaml"),
        (("convert", str(EXAMPLE), "--to", "lineage"), "it is a manifest already"),
        (("convert", str(EXAMPLE), "--to", "rfd"), 'Did you mean "rdf"?'),
        (("convert", str(EXAMPLE), "--to", "rdf", "--losses", "-"), "cannot both be printed"),
        (("convert", str(EXAMPLE), "--to", "rdf", "-o", "nowhere/a.nq"), "cannot write"),
        (("convert", "-", "--to", "rdf"), "standard input is no manifest"),
        (("convert", "bad.json", "--to", "rdf"), "has faults of shape; run: lineage check bad.json"),
    ],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...], words: str) -> None:
    Path("bad.json").write_text('{"lineage": "1.0-draft", "id": "urn:a:b", "datasets": []}')
    made = run(*arguments, input="a: 1\n")
    assert made.exit_code == 2
    assert words in made.stderr
    assert made.stdout == ""


def test_standard_input_is_read_as_a_manifest_or_as_told() -> None:
    made = run("convert", "-", "--to", "prov", input=EXAMPLE.read_text("utf-8"))
    assert made.exit_code == 0
    made = run("convert", "-", "--to", "lineage", "--format", "corpuscard", input=json.dumps(CARD))
    assert json.loads(made.stdout)["models"][0]["known"]["source"] == "<stdin>"


def test_a_manifest_without_a_date_is_given_the_day_of_the_run() -> None:
    Path("m.json").write_text('{"lineage": "1.0-draft", "id": "urn:a:b"}')
    assert '"eventTime": "2026-11-22T00:00:00Z"' in run("convert", "m.json", "--to", "openlineage").stdout
    at = run("convert", "m.json", "--to", "openlineage", "--at", "2025-01-02")
    assert '"eventTime": "2025-01-02T00:00:00Z"' in at.stdout


def test_there_and_back_again() -> None:
    run("convert", str(EXAMPLE), "--to", "openlineage", "-o", "a.ndjson")
    run("convert", "a.ndjson", "--to", "lineage", "-o", "b.json")
    back = json.loads(Path("b.json").read_text())
    there = load(EXAMPLE).tree()
    assert back["id"] == there["id"]
    assert [record["id"] for record in back["datasets"]] == [record["id"] for record in there["datasets"]]
    assert not check(read_bytes(json.dumps(back).encode(), "b.json"), profile="draft").failed


def test_what_is_not_public_is_not_given_away_unasked() -> None:
    hidden = {"id": "secret-one", "name": "Secret", "visibility": "authorities"}
    Path("m.json").write_text(
        json.dumps({"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "d", "visibility": "public"}, hidden]})
    )
    refused = run("convert", "m.json", "--to", "prov", "-o", "out.json")
    assert (refused.exit_code, Path("out.json").exists()) == (2, False)
    assert "m.json: 1 record is not public (secret-one)" in refused.stderr
    assert "lineage redact" in refused.stderr
    assert run("convert", "m.json", "--to", "prov", "--hidden", "-o", "out.json").exit_code == 0
    assert b"secret-one" in Path("out.json").read_bytes()
