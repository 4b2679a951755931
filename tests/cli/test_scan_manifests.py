"""Manifests of all kinds that a scan is merged into: each is written as it should be, or it is said why not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import ryaml

from tests.cli.test_scan_command import MANIFEST, contents, rows, shard
from tests.conftest import Run

pytest.importorskip("duckdb", reason="the extra scan is not installed")

TREE = {"lineage": "1.0-draft", "id": "urn:a:b", "datasets": [{"id": "web", "origin": "crawled"}, {"id": "books"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manifest, and two folders of data."""
    (tmp_path / "lineage.yaml").write_text(MANIFEST, "utf-8")
    shard(tmp_path / "data" / "a.jsonl", rows(40, lang="en", crawl_date="2025-01-03", model="gpt-4o"))
    shard(tmp_path / "other" / "b.jsonl", rows(20, lang="ga"))
    return tmp_path


def dataset(folder: Path, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = ryaml.loads((folder / "lineage.yaml").read_text("utf-8"))["datasets"][number]
    return found


def test_a_read_only_manifest_is_shown_and_not_written(lineage: Run, folder: Path) -> None:
    manifest = folder / "lineage.yaml"
    manifest.chmod(0o444)
    before = contents(folder)
    run = lineage("scan", "no-such-file", "--into", "lineage.yaml")
    assert run.returncode == 2
    assert "lineage.yaml is read-only" in " ".join(run.stderr.split()), "before anything is read"
    run = lineage("scan", "data", "--into", "lineage.yaml", "--diff")
    assert run.returncode == 0, run.stderr
    assert "+    measurements:" in run.stdout
    assert contents(folder) == before
    assert manifest.stat().st_mode & 0o777 == 0o444


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_first(lineage: Run, folder: Path) -> None:
    folder.chmod(0o555)
    try:
        run = lineage("scan", "no-such-file", "--into", "lineage.yaml")
    finally:
        folder.chmod(0o755)
    assert run.returncode == 2
    assert "nothing can be written in" in " ".join(run.stderr.split())


@pytest.mark.parametrize("more", [[], ["--diff"]])
def test_a_card_is_refused_before_anything_is_read(lineage: Run, folder: Path, more: list[str]) -> None:
    block = "".join(f"  {line}\n" for line in MANIFEST.splitlines())
    (folder / "README.md").write_text(f"---\nlicense: mit\nlineage:\n{block}---\n# Web\n", "utf-8")
    run = lineage("scan", "no-such-file", "--into", "README.md", *more)
    assert run.returncode == 2
    said = " ".join(run.stderr.split())
    assert "a manifest in a card is not written to; move it to a lineage.yaml of its own" in said


@pytest.mark.parametrize(("indent", "newline"), [("\t", "\n"), (2, "\r\n"), (None, "\n")])
def test_json_keeps_its_form(lineage: Run, folder: Path, indent: Any, newline: str) -> None:
    path = folder / "lineage.json"
    path.write_bytes((json.dumps(TREE, indent=indent) + "\n").replace("\n", newline).encode())
    shown = lineage("scan", "data", "--into", "lineage.json", "--dataset", "web", "--diff")
    assert shown.returncode == 0, shown.stderr
    run = lineage("scan", "data", "--into", "lineage.json", "--dataset", "web")
    assert run.returncode == 0, run.stderr
    made = path.read_bytes()
    tree = json.loads(made)
    assert tree["datasets"][0]["measurements"][0]["records"] == 40
    assert tree["datasets"][1] == {"id": "books"}
    if newline == "\r\n":
        assert made.count(b"\n") == made.count(b"\r\n") > 20
    elif indent == "\t":
        assert not [line for line in made.decode().splitlines() if line.startswith(" ")]
        assert b'\n\t\t\t"measurements": [' in made
    else:
        assert made.count(b"\n") == 1
    assert lineage("check", "lineage.json").returncode in (0, 1)


def test_line_breaks_of_windows_stay(lineage: Run, folder: Path) -> None:
    path = folder / "lineage.yaml"
    path.write_bytes(MANIFEST.replace("\n", "\r\n").encode())
    shown = lineage("scan", "data", "--into", "lineage.yaml", "--diff")
    assert "U+000D" not in shown.stdout
    assert lineage("scan", "data", "--into", "lineage.yaml").returncode == 0
    made = path.read_bytes()
    assert made.startswith(MANIFEST.replace("\n", "\r\n").encode())
    assert made.count(b"\n") == made.count(b"\r\n") > 20


def test_two_datasets_of_one_manifest(lineage: Run, folder: Path) -> None:
    (folder / "lineage.yaml").write_text(MANIFEST + "  - id: books\n", "utf-8")
    for path, name in (("data", "web"), ("other", "books")):
        run = lineage("scan", path, "--into", "lineage.yaml", "--dataset", name)
        assert run.returncode == 0, run.stderr
    for number, (name, records) in enumerate((("web", 40), ("books", 20))):
        (measurement,) = dataset(folder, number)["measurements"]
        assert (measurement["report"]["path"], measurement["records"]) == (f"{name}.scan.json", records)
        assert dataset(folder, number)["domains"]["tally"]["path"] == f"{name}.scan/tally.csv"
    before = contents(folder)
    lineage("scan", "data", "--into", "lineage.yaml", "--dataset", "web")
    assert contents(folder) == before


def test_a_second_scan_of_other_shards(lineage: Run, folder: Path) -> None:
    """Its measurement takes the place of the older one, and so do facts that came from that; what a person wrote or
    changed in between stays."""
    lineage("scan", "data", "--into", "lineage.yaml")
    path = folder / "lineage.yaml"
    text = path.read_text("utf-8").replace("    languages: [en]\n", "    languages: [en, gd]   # we know better\n")
    text = text.replace("        role: generate\n", "        role: rewrite   # ours\n        note: asked by hand\n")
    path.write_text(text.replace("        records: 40\n", "        records: 40\n        note: the first\n"), "utf-8")
    shard(folder / "data" / "c.jsonl", rows(10, lang="ga", crawl_date="2025-06-19", model="gpt-4o"))
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert run.returncode == 0, run.stderr
    made = dataset(folder)
    (measurement,) = made["measurements"]
    assert (measurement["records"], measurement["note"]) == (50, "the first")
    assert made["collected"] == {"from": "2025-01-03", "to": "2025-06-19"}
    assert made["modalities"][0]["quantity"]["known"]["sha256"] == measurement["report"]["sha256"]
    assert made["languages"] == ["en", "gd"]
    (use,) = made["modelUses"]
    assert (use["role"], use["note"], use["amount"]["value"]) == ("rewrite", "asked by hand", 50)
    assert "# we know better" in path.read_text("utf-8")
    assert "kept as declared: the declared languages" in run.stderr


def test_counts_that_a_person_changed_stay(lineage: Run, folder: Path) -> None:
    lineage("scan", "data", "--into", "lineage.yaml")
    path = folder / "lineage.yaml"
    text = path.read_text("utf-8")
    assert "          value: 40\n          unit: records\n" in text
    path.write_text(
        text.replace("          value: 40\n          unit: records\n", "          value: 4\n          unit: records\n")
    )
    shard(folder / "data" / "c.jsonl", rows(10, lang="ga", model="gpt-4o"))
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert dataset(folder)["modelUses"][0]["amount"]["value"] == 4
    assert "which somebody has changed since" in run.stderr


def test_what_others_wrote_while_the_files_were_read_stays(folder: Path) -> None:
    from lineage.cli.scan_into import Into, Target
    from lineage.read import Limits
    from tests.scan.report.made import report

    path = folder / "lineage.yaml"
    into = Into(Target.of(str(path), None, False, Limits()), report(), (), None, None)
    path.write_text(MANIFEST.replace("# ours", "# theirs") + "    note: written meanwhile\n", "utf-8")
    into.write(None)
    text = path.read_text("utf-8")
    assert "# theirs" in text
    assert dataset(folder)["note"] == "written meanwhile"
    assert dataset(folder)["measurements"]


def test_a_manifest_that_broke_while_the_files_were_read_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import click

    from lineage.cli.scan_into import Into, Target
    from lineage.read import Limits
    from tests.scan.report.made import report

    path = folder / "lineage.yaml"
    into = Into(Target.of(str(path), None, False, Limits()), report(), (), None, None)
    path.write_text("{", "utf-8")
    with pytest.raises(click.UsageError):
        into.write(None)
    assert path.read_text("utf-8") == "{"
    assert (folder / "web.scan.json").is_file(), "what took long to count is kept"
    assert "is left as it is" in capsys.readouterr().err


def test_a_link_to_a_manifest_stays_a_link(lineage: Run, folder: Path) -> None:
    (folder / "m").mkdir()
    (folder / "lineage.yaml").rename(folder / "m" / "real.yaml")
    (folder / "lineage.yaml").symlink_to("m/real.yaml")
    assert lineage("scan", "data", "--into", "lineage.yaml").returncode == 0
    assert (folder / "lineage.yaml").is_symlink()
    assert dataset(folder)["measurements"]


def test_sources_that_a_scan_added_do_not_ask_which_dataset(lineage: Run, folder: Path) -> None:
    card = "---\nlicense: mit\nsource_datasets: [extended|example/crumbs]\nsize_categories: [n<1K]\n---\n# Web\n"
    (folder / "data" / "README.md").write_text(card, "utf-8")
    assert lineage("scan", "data", "--into", "lineage.yaml").returncode == 0
    assert [one["id"] for one in ryaml.loads((folder / "lineage.yaml").read_text("utf-8"))["datasets"]] == [
        "web", "example-crumbs",
    ]  # fmt: skip
    before = contents(folder)
    run = lineage("scan", "data", "--into", "lineage.yaml")
    assert run.returncode == 0, run.stderr
    assert contents(folder) == before


def test_what_a_card_says_otherwise_is_told(lineage: Run, folder: Path) -> None:
    (folder / "lineage.yaml").write_text(MANIFEST + "    licence: CC0-1.0\n", "utf-8")
    (folder / "data" / "README.md").write_text("---\nlicense: mit\nsize_categories: [n<1K]\n---\n# Web\n", "utf-8")
    for more in (["--diff"], []):
        run = lineage("scan", "data", "--into", "lineage.yaml", *more)
        assert "not written: data/README.md gives as licence MIT, and here stands CC0-1.0" in run.stderr
    assert dataset(folder)["licence"] == "CC0-1.0"


def test_the_first_file_may_be_empty(lineage: Run, folder: Path) -> None:
    (folder / "data" / "0.jsonl").write_text("", "utf-8")
    run = lineage("scan", "data", "--format", "json")
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert (report["totals"]["records"], len(report["columns"])) == (40, 5)
