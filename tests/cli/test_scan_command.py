"""``lineage scan``: from real files to a report, into a manifest, and on to the list of domain names in a summary."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import ryaml
from click.testing import CliRunner

from lineage.cli import main, scan_bar
from lineage.cli.scan import Size
from tests.conftest import Run
from tests.scan.report import real

REPOSITORY = Path(__file__).resolve().parents[2]

pytest.importorskip("duckdb", reason="the extra scan is not installed")

MANIFEST = 'lineage: "1.0-draft"\nid: urn:a:b\ndatasets:\n  - id: web   # ours\n    origin: crawled\n'


def rows(count: int = 60, **more: Any) -> list[dict[str, Any]]:
    text = "Some text about ferry number {} and the harbour that it leaves in the morning, before the fog has gone. "
    return [
        {"url": f"https://www.site{n % 20}.org/{n}", "text": text.format(n) * (n % 4 + 1), **more} for n in range(count)
    ]


def shard(path: Path, found: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manifest, and beside it a folder with two shards."""
    (tmp_path / "lineage.yaml").write_text(MANIFEST, "utf-8")
    shard(tmp_path / "data" / "a.jsonl", rows(40, lang="en"))
    shard(tmp_path / "data" / "b.jsonl", rows(20, lang="ga"))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_report_alone_writes_nothing(lineage: Run, folder: Path) -> None:
    before = contents(folder)
    run = lineage("scan", "data")
    assert run.returncode == 0, run.stderr
    assert "60 records in 2 files" in run.stdout
    assert "scanned on 2026-11-22" in run.stdout
    assert run.stderr == "", "in a pipe there is no bar"
    assert contents(folder) == before


def test_json_is_the_report(lineage: Run, folder: Path) -> None:
    run = lineage("scan", "data", "--format", "json", "--report", "r.json")
    assert run.returncode == 0, run.stderr
    assert run.stdout.encode() == (folder / "r.json").read_bytes()
    assert json.loads(run.stdout)["totals"]["records"] == 60
    assert (folder / "r" / "tally.csv").is_file()


def test_into_a_manifest(lineage: Run, folder: Path) -> None:
    run = lineage("scan", "data", "--into", "lineage.yaml", "--out", "lists/web")
    assert run.returncode == 0, run.stderr
    text = (folder / "lineage.yaml").read_text("utf-8")
    assert text.startswith(MANIFEST), "what was there is there"
    (dataset,) = ryaml.loads(text)["datasets"]
    digest = hashlib.sha256((folder / "web.scan.json").read_bytes()).hexdigest()
    assert dataset["measurements"][0]["report"] == {"path": "web.scan.json", "sha256": digest}
    for file in (dataset["domains"]["tally"], dataset["domains"]["list"]):
        assert hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert "wrote the report to web.scan.json" in run.stderr
    assert not [path for path in folder.iterdir() if path.name.startswith(".")], "nothing half-written is left"


def test_a_second_scan_changes_no_byte(lineage: Run, folder: Path) -> None:
    lineage("scan", "data", "--into", "lineage.yaml")
    before = contents(folder)
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert contents(folder) == before
    assert "says all of it already" in run.stderr


def test_a_manifest_among_the_data(lineage: Run, folder: Path) -> None:
    """What the first scan wrote, and what it keeps for the next, is not counted by the second."""
    arguments = ("scan", ".", "--into", "lineage.yaml", "--resume", "data/done")
    assert lineage(*arguments).returncode == 0
    before = contents(folder)
    run = lineage(*arguments)
    assert run.returncode == 0, run.stderr
    assert contents(folder) == before


def test_columns_that_the_first_file_has_not_are_said(lineage: Run, folder: Path) -> None:
    shard(folder / "data" / "c.jsonl", rows(5, lang="en", model="gpt-4"))
    run = lineage("scan", "data")
    said = " ".join(run.stdout.split())
    assert 'generator: model not taken: it is in "data/c.jsonl" and not in what was looked at of the first file' in said
    assert "model not taken" not in lineage("scan", "data", "--model-column", "-").stdout


def test_days_that_no_calendar_has(lineage: Run, folder: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    days = pyarrow.array([2_932_897, 19_000, -800_000], pyarrow.date32())
    pyarrow.parquet.write_table(pyarrow.table({"date": days, "text": ["a", "b", "c"]}), folder / "far.parquet")
    run = lineage("scan", "far.parquet")
    assert run.returncode == 0, run.stderr
    assert "date: 2022-01-08 to 2022-01-08; 2 unread" in run.stdout


def test_a_diff_writes_nothing(lineage: Run, folder: Path) -> None:
    before = contents(folder)
    run = lineage("scan", "data", "--into", "lineage.yaml", "--diff")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("--- lineage.yaml\n+++ lineage.yaml\n")
    assert "+    measurements:" in run.stdout
    assert not re.search("^-[^-]", run.stdout, re.MULTILINE)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (MANIFEST + "  - id: books\n", [], "has the datasets web, books; say which with --dataset"),
        (MANIFEST, ["--dataset", "wep"], 'did you mean "web"?'),
        (MANIFEST, ["--dataset", "zzzzz"], "it has web"),
        (MANIFEST, ["--dataset", "a b", "--new"], "is no id"),
        ('lineage: "1.0-draft"\nid: urn:a:b\n', [], "--dataset ID --new"),
        ("lineage: 7\n", [], "faults of shape"),
        ("{", [], "lineage.yaml:"),
    ],
)
def test_which_dataset_is_asked_before_anything_is_counted(
    lineage: Run, folder: Path, text: str, arguments: list[str], words: str
) -> None:
    (folder / "lineage.yaml").write_text(text, "utf-8")
    run = lineage("scan", "no-such-file", "--into", "lineage.yaml", *arguments)
    assert run.returncode == 2
    assert words in " ".join(run.stderr.split()), run.stderr


def test_a_new_dataset(lineage: Run, folder: Path) -> None:
    run = lineage("scan", "data", "--into", "lineage.yaml", "--dataset", "news", "--new")
    assert run.returncode == 0, run.stderr
    tree = ryaml.loads((folder / "lineage.yaml").read_text("utf-8"))
    assert [one["id"] for one in tree["datasets"]] == ["web", "news"]
    assert (folder / "news.scan.json").is_file()


def test_a_manifest_in_another_folder(lineage: Run, folder: Path) -> None:
    (folder / "m").mkdir()
    shutil.move(folder / "lineage.yaml", folder / "m" / "lineage.yaml")
    run = lineage("scan", "data", "--into", "m/lineage.yaml", "--report", "reports/r.json", "--out", "lists")
    assert run.returncode == 2, "the folder of the report does not exist"
    (folder / "reports").mkdir()
    run = lineage("scan", "data", "--into", "m/lineage.yaml", "--report", "reports/r.json", "--out", "lists")
    assert run.returncode == 0, run.stderr
    (dataset,) = ryaml.loads((folder / "m/lineage.yaml").read_text("utf-8"))["datasets"]
    assert dataset["measurements"][0]["report"]["path"] == "../reports/r.json"
    assert dataset["domains"]["tally"]["path"] == "../lists/tally.csv"


def test_a_list_of_fingerprints_is_not_written_over_its_texts(lineage: Run, folder: Path) -> None:
    before = contents(folder)
    about = ("--name", "n", "--source", "s", "--revision", "r", "--licence", "MIT")
    run = lineage("fingerprint", "data", "-o", "./data/a.jsonl", *about)
    assert run.returncode == 2
    assert '"./data/a.jsonl" holds the texts' in run.stderr
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-file"], "does not exist"),
        (["data", "--text-column", "txet"], 'did you mean "text"?'),
        (["data", "--diff"], "for --into MANIFEST"),
        (["data", "--master", "local[2]"], "--engine spark"),
        (["data", "--memory", "much"], "is no size"),
        (["data", "--tokenizer", "none.json"], "none.json"),
        (["data", "--fingerprints", "none"], "cannot be read"),
        (["data", "--memory", "1"], "needs more memory than there is"),
        (["data", "--memory", "99999999999999TB"], "DuckDB does not start"),
        (["data", "--sample", "99999999999"], "1,000,000,000 texts at most"),
        (["data", "--text-column", "text", "--text-column", "url"], "one column can be that of the text"),
        (["data", "--size-column", "text"], 'has no record with a whole number in "text"'),
        (["data", "--report", "-"], "names a file"),
        (["data", "--report", "data"], "is a folder"),
        (["data", "--report", "data/../data/a.jsonl"], "is scanned"),
        (["data", "--into", "lineage.yaml", "--report", "./lineage.yaml"], "is the manifest"),
        (["lists", "--out", "lists"], '"lists/tally.csv" is scanned'),
        ([""], "is no path"),
        (["data", "--tokenizer-sample"], "is for --tokenizer FILE"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_told_in_words(lineage: Run, folder: Path, arguments: list[str], words: str) -> None:
    (folder / "lists").mkdir()
    (folder / "lists" / "tally.csv").write_text("text\na\n", "utf-8")
    before = contents(folder)
    run = lineage("scan", *arguments)
    assert run.returncode == 2
    assert words in " ".join(run.stderr.split()), run.stderr
    assert contents(folder) == before


def test_a_damaged_file_stops_the_scan_or_is_left_out(lineage: Run, folder: Path) -> None:
    (folder / "data" / "b.jsonl").write_bytes(b'{"url": "https://a.org/", "text": \xff\xfe\n')
    before = contents(folder)
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert run.returncode == 2
    assert "b.jsonl" in run.stderr
    assert contents(folder) == before
    run = lineage("scan", "data", "--into", "lineage.yaml", "--keep-going")
    assert run.returncode == 1, run.stderr
    assert "nothing is counted of 1 file" in " ".join(run.stdout.split())
    (dataset,) = ryaml.loads((folder / "lineage.yaml").read_text("utf-8"))["datasets"]
    assert dataset["measurements"][0]["filesLeftOut"] == 1


def test_columns_can_be_named_and_turned_off(lineage: Run, folder: Path) -> None:
    run = lineage("scan", "data", "--language-column", "-", "--url-column", "-", "--sample", "0", "--format", "json")
    report = json.loads(run.stdout)
    assert "domains" not in report
    assert "languages" not in report
    assert report["options"]["told"] == {"language": ["-"], "url": ["-"]}


def test_without_the_extra_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "duckdb" else found(name, *more)
    )
    run = CliRunner().invoke(main, ["scan", str(folder / "data")])
    assert run.exit_code == 2
    assert 'pip install "training-lineage[scan]"' in " ".join(run.output.split())


def test_a_list_of_fingerprints_is_made_and_found_again(lineage: Run, folder: Path) -> None:
    known = shard(folder / "known" / "set.jsonl", [{"prompt": "p", "response": row["text"]} for row in rows(10)])
    about = ["--name", "set", "--source", "https://a.example/", "--revision", "1", "--licence", "CC0-1.0"]
    run = lineage("fingerprint", str(known), "-o", "set.fingerprints", *about, "--model", "teacher")
    assert run.returncode == 0, run.stderr
    assert "fingerprints of the texts in response" in run.stderr
    run = lineage("scan", "data", "--fingerprints", "set.fingerprints", "--format", "json")
    assert run.returncode == 0, run.stderr
    (sign,) = [one for one in json.loads(run.stdout)["signs"] if one["name"] == "overlap:set"]
    assert sign["records"] == 20, "ten texts, each in both shards"
    run = lineage("fingerprint", str(known), "-o", "x", *about, "--column", "txt")
    assert run.returncode == 2
    assert 'lacks the column "txt"' in " ".join(run.stderr.split())


@pytest.mark.parametrize(("text", "number"), [("512MB", 512 * 10**6), ("4GiB", 4 * 2**30), ("17", 17), ("3 kb", 3000)])
def test_sizes_are_read(text: str, number: int) -> None:
    assert Size().convert(text, None, None) == number


def test_the_bar_says_how_far_and_how_long() -> None:
    from lineage.scan.plan import Progress

    first = Progress(1, 10, 100, 1000, 50, 1)
    now = Progress(4, 10, 400, 1000, 350, 1, "data/part-4.parquet")
    said = scan_bar.words(now, first, 30.0)
    assert re.split(" {2,}", said) == [
        "[#########...............]", "40 %", "4 of 10 files", "10 records/s", "1 min 0 s left", "1 done before",
        "part-4.parquet",
    ]  # fmt: skip
    assert scan_bar.duration(7_800) == "2 h 10 min"


def test_the_bar_begins_anew_when_the_files_are_read_for_their_tokens() -> None:
    from lineage.scan.plan import Progress

    stream, clock = io.StringIO(), iter([0.0, 1.0, 50.0, 60.0])
    bar = scan_bar.Bar(stream, lambda: next(clock), 200)
    for at in (Progress(0, 1, 0, 100, 0, 0), Progress(1, 1, 100, 100, 500, 0, "a"),
               Progress(0, 1, 50, 100, 40, 0, "tokens of a")):  # fmt: skip
        bar(at)
    assert stream.getvalue().endswith("tokens of a")
    assert "records/s" not in stream.getvalue().rpartition("\r")[2], "the pace of counting is not that of tokens"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example again, with the text of whatever is installed here."""
    folder = tmp_path_factory.mktemp("real")
    shutil.copy(REPOSITORY / "examples/scan/before.yaml", folder / "lineage.yaml")
    assert real.shards(folder / "shards") >= 1000
    return folder


def test_a_real_run_end_to_end(lineage: Run, measured: Path) -> None:
    """Real text of six languages becomes a report, facts in a manifest, a finding, and the list of domain names."""
    before = (measured / "lineage.yaml").read_text("utf-8")
    run = lineage("scan", "shards", "--into", "lineage.yaml", cwd=measured)
    assert run.returncode == 0, run.stderr
    after = (measured / "lineage.yaml").read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    (dataset,) = ryaml.loads(after)["datasets"]
    report = json.loads((measured / "package-pages.scan.json").read_text("utf-8"))
    found = list(real.records())
    assert report["totals"]["records"] == len(found)
    assert report["totals"]["textBytes"] == sum(len(one["text"].encode("utf-8", "replace")) for one in found)
    assert sum(one["records"] for one in report["domains"]["apart"]) == sum(one["url"] is None for one in found)
    assert {"en", "fr", "de", "it", "pl", "es"} <= {one["value"] for one in report["languages"]["found"]}

    run = lineage("check", "lineage.yaml", "--for", "eu", "--format", "json", cwd=measured)
    codes = set(re.findall('"code": "([A-Z]{3}[0-9]{3})"', run.stdout))
    assert codes == {"SCN003", "SUM007"}, "English alone is declared; and bytes are no tokens"

    run = lineage("summary", "eu", "lineage.yaml", cwd=measured)
    assert run.returncode == 0, run.stderr
    _, _, names = run.stdout.partition("largest first by the size of the content:")
    listed = re.findall("^- (.+)$", names.partition("Domain names in all")[0], re.MULTILINE)
    tally = (measured / dataset["domains"]["tally"]["path"]).read_text("utf-8").splitlines()[1:]
    assert listed == [row.partition(",")[0] for row in tally[: -(-len(tally) // 20)]], "the rule for an SME"
    assert listed[0] == "github.com"
