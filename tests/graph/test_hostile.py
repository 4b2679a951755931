"""Graphs that somebody made to hurt: long, round, wide, leading out of the house. Clear findings, bounded memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lineage.checker import Report, check
from lineage.graph import imports, network
from lineage.graph.answers import upstream
from lineage.graph.circles import circles
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.read import read_path
from lineage.rules.policy.model import Policy
from tests.graph.tracing import HEAD
from tests.graph.tracing import network as opened

GIB = 1024**3
USE = [{"model": "t", "role": "generate", "writes": ["response"]}]
TEACHER = [{"id": "t", "name": "T"}]


def limited(memory: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return limit


def command(*arguments: str, cwd: Path, memory: int) -> subprocess.CompletedProcess[str]:
    """The command line in a process that gets no more memory than this."""
    return subprocess.run(
        [sys.executable, "-m", "lineage", *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited(memory),
    )


def found(graph: Network, name: str) -> Entity:
    (entity,) = graph.entities.find(name)
    return entity


def checked(folder: Path, files: dict[str, dict[str, Any]], **options: Any) -> Report:
    """The check of ``main.json`` with its imports opened."""
    write(folder, files)
    return check(read_path(folder / "main.json"), search=(), **options)


def write(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for name, tree in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(HEAD | {"id": f"urn:test:{name}"} | tree), "utf-8")


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings if finding.code.startswith("IMP")]


# Long, round and wide


def chain(length: int) -> dict[str, Any]:
    datasets: list[dict[str, Any]] = [{"id": f"d{i}", "derivedFrom": [f"d{i + 1}"]} for i in range(length)]
    return {"models": TEACHER, "datasets": [*datasets, {"id": f"d{length}", "modelUses": USE}]}


def ring(length: int) -> dict[str, Any]:
    return {"datasets": [{"id": f"d{i}", "derivedFrom": [f"d{(i + 1) % length}"]} for i in range(length)]}


def fan(width: int) -> dict[str, Any]:
    parts = [{"id": f"p{i}", "modelUses": USE} for i in range(width)]
    return {"models": TEACHER, "datasets": [{"id": "d0", "hasPart": [f"p{i}" for i in range(width)]}, *parts]}


@pytest.mark.parametrize(("tree", "length"), [(chain(100_000), 100_001), (fan(100_000), 2)], ids=["chain", "fan"])
def test_a_hundred_thousand_datasets(tree: dict[str, Any], length: int) -> None:
    graph = opened(tree)
    (answer,) = upstream(graph, found(graph, "d0"))
    assert len(answer.path) == length
    assert list(circles(graph)) == []


def test_a_ring_of_ten_thousand() -> None:
    graph = opened(ring(10_000))
    assert upstream(graph, found(graph, "d0")) == []
    (circle,) = circles(graph)
    assert len(circle.vertices) == 10_000


def test_a_ring_across_two_manifests_is_told_in_few_words(tmp_path: Path) -> None:
    half = 2_000
    there: list[dict[str, Any]] = [{"id": f"d{i}", "derivedFrom": [f"d{i + 1}"]} for i in range(half)]
    there.append({"id": f"d{half}", "derivedFrom": ["urn:test:main.json#start"]})
    main = {
        "imports": [{"manifest": "there.json", "alias": "there"}],
        "datasets": [{"id": "start", "derivedFrom": ["there:d0"]}],
    }
    report = checked(tmp_path, {"main.json": main, "there.json": {"datasets": there}})
    assert codes(report) == ["IMP008"]
    (finding,) = (finding for finding in report.findings if finding.code == "IMP008")
    assert len(finding.message) < 300
    assert "(1994 more)" in finding.message


@pytest.mark.parametrize("tree", [chain(20_000), ring(10_000), fan(20_000)], ids=["chain", "ring", "fan"])
def test_through_the_command_line_in_bounded_memory(tree: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, {"main.json": {"subjects": ["d0"]} | tree})
    (tmp_path / "lineage.toml").write_text('[[policy.deny]]\nmodel = ["T"]\n', "utf-8")
    run = command("check", "main.json", "--fail-on", "never", cwd=tmp_path, memory=3 * GIB)
    assert run.returncode == 0, run.stderr[-500:]
    assert ("POL001" in run.stdout) == ("models" in tree)
    assert "Traceback" not in run.stderr


# Only some records, names of names, and choices of nothing


def only(models: int, datasets: int, *, fan_out: bool) -> dict[str, Any]:
    named = [{"id": f"m{i}", "name": f"M{i}"} for i in range(models)]

    def edge(to: str, model: int) -> dict[str, Any]:
        return {"dataset": to, "only": {"model": f"m{model}"}}

    start = {"id": "s", "derivedFrom": [edge("d0", i) for i in range(models if fan_out else 1)]}
    below = [
        {
            "id": f"d{i}",
            "derivedFrom": [f"d{i + 1}" if fan_out else edge(f"d{i + 1}", i)],
            "modelUses": [{"model": f"m{i % models}", "role": "generate"}],
        }
        for i in range(datasets)
    ]
    return {"models": named, "datasets": [start, *below, {"id": f"d{datasets}"}]}


def test_a_chain_in_which_each_step_takes_another_models_records() -> None:
    graph = opened(only(300, 300, fan_out=False))
    upstream(graph, found(graph, "s"))
    list(circles(graph))
    assert len(graph.vertices) < 5 * 300


def test_pairs_of_datasets_and_models_are_bounded_and_lose_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = only(60, 60, fan_out=True)
    exact = opened(tree)
    taught = {answer.teacher: answer for answer in upstream(exact, found(exact, "s"))}
    names = {exact.vertices[teacher].name for teacher in taught}
    assert names == {f"M{i}" for i in range(60)}
    monkeypatch.setattr(network, "MOST_RESTRICTED", 500)
    graph = opened(tree)
    answers = upstream(graph, found(graph, "s"))
    assert {graph.vertices[answer.teacher].name for answer in answers} == names
    graph.whole()
    assert len(graph.vertices) < 500 + 5 * 60
    sure = {graph.vertices[answer.teacher].name for answer in answers if answer.quality.sure}
    assert sure < names, "beyond the bound it is only possible"


def test_a_few_hundred_kilobytes_do_not_ask_for_gigabytes(tmp_path: Path) -> None:
    write(tmp_path, {"main.json": {"subjects": ["s"]} | only(3_000, 3_000, fan_out=True)})
    run = command("check", "main.json", "--imports", cwd=tmp_path, memory=2 * GIB)
    assert run.returncode in (0, 1), run.stderr[-500:]


def test_aliases_of_aliases() -> None:
    datasets = [
        {"id": f"d{i}", "aliases": [{"iri": f"urn:x:{i}"}], "derivedFrom": [f"urn:x:{i + 1}"]} for i in range(20_000)
    ]
    last = {"id": "last", "aliases": [{"iri": "urn:x:20000"}], "modelUses": USE}
    graph = opened({"models": TEACHER, "datasets": [*datasets, last]})
    (answer,) = upstream(graph, found(graph, "d0"))
    assert len(answer.path) == 20_001


def test_choices_of_nobody() -> None:
    use = {"model": {"oneOf": ["nobody", "never"]}, "role": "generate"}
    graph = opened({"datasets": [{"id": "d", "modelUses": [use]}]})
    found_ = upstream(graph, found(graph, "d"))
    assert "nobody or never" in {graph.vertices[answer.teacher].name for answer in found_}
    assert [reference for reference, _ in graph.unresolved] == ["nobody", "never"]


def test_families_of_families_in_a_ring() -> None:
    count = 3_000
    models = [{"id": f"m{i}", "name": f"M{i}", "partOf": f"m{(i + 1) % count}"} for i in range(count)]
    use = [{"model": "m0", "role": "generate"}]
    derived = [{"dataset": "d", "only": {"model": f"m{count // 2}"}}]
    graph = opened({"models": models, "datasets": [{"id": "d", "modelUses": use}, {"id": "e", "derivedFrom": derived}]})
    assert upstream(graph, found(graph, "e"))
    assert list(circles(graph)) == []
    assert len(graph.wholes(found(graph, "m0"))) == count


def test_a_provider_at_the_end_of_a_long_line_of_families(tmp_path: Path) -> None:
    models: list[dict[str, Any]] = [{"id": f"m{i}", "name": f"M{i}", "partOf": f"m{i + 1}"} for i in range(2_000)]
    models.append({"id": "m2000", "name": "Last", "provider": {"name": "Example AI"}})
    use = {"model": "m0", "role": "generate", "writes": ["response"]}
    policy = Policy.model_validate({"deny": [{"provider": ["Example AI"]}]})
    report = checked(
        tmp_path, {"main.json": {"models": models, "datasets": [{"id": "d", "modelUses": [use]}]}}, policy=policy
    )
    assert "POL001" in {finding.code for finding in report.findings}


# Leading out of the house


def test_a_manifest_that_imports_itself(tmp_path: Path) -> None:
    main = {"imports": [{"manifest": "main.json", "alias": "me"}], "datasets": [{"id": "d", "derivedFrom": ["me:d"]}]}
    assert codes(checked(tmp_path, {"main.json": main})) == ["IMP005"]


def test_manifests_that_import_each_other(tmp_path: Path) -> None:
    count = 50
    files: dict[str, dict[str, Any]] = {
        f"m{i}.json": {"imports": [{"manifest": f"m{(i + 1) % count}.json", "alias": "next"}]} for i in range(count)
    }
    files["main.json"] = {"imports": [{"manifest": "m0.json", "alias": "first"}]}
    assert codes(checked(tmp_path, files)) == []
    files["m7.json"]["imports"].append({"manifest": "main.json", "alias": "main"})
    assert codes(checked(tmp_path, files)) == ["IMP005"]


@pytest.mark.parametrize("path", ["../secret.json", "below/../../secret.json", "{outside}/secret.json", "/etc/passwd"])
def test_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"secret.json": {"models": [{"id": "secret", "name": "Secret"}]}})
    name = path.format(outside=tmp_path)
    main = {
        "imports": [{"manifest": name, "alias": "out"}],
        "models": [{"id": "m", "name": "M", "partOf": "out:secret"}],
    }
    report = checked(tmp_path / "in", {"main.json": main, "below/x.json": {}})
    (finding,) = report.findings
    assert (finding.code, "leads out of the directories" in finding.message) == ("IMP001", True)


def test_links_that_lead_out_or_round(tmp_path: Path) -> None:
    write(tmp_path, {"secret.json": {}})
    inside = tmp_path / "in"
    (inside / "below").mkdir(parents=True)
    (inside / "out.json").symlink_to(tmp_path / "secret.json")
    (inside / "a.json").symlink_to(inside / "b.json")
    (inside / "b.json").symlink_to(inside / "a.json")
    (inside / "below" / "up").symlink_to(tmp_path, target_is_directory=True)
    names = ["out.json", "a.json", "below/up/secret.json", "below/up"]
    entries = [{"manifest": name, "alias": f"i{number}"} for number, name in enumerate(names)]
    report = checked(inside, {"main.json": {"imports": entries}})
    assert codes(report) == ["IMP001"] * 4
    said = [finding.message for finding in report.findings]
    assert ["leads out" in message for message in said] == [True, False, True, True]
    assert "is not found" in said[1]


def test_links_in_a_directory_that_is_searched_are_not_followed_out(tmp_path: Path) -> None:
    write(tmp_path, {"out/secret.json": {}, "in/main.json": {}, "shared/x.json": {}})
    (tmp_path / "shared" / "link.json").symlink_to(tmp_path / "out" / "secret.json")
    (tmp_path / "shared" / "loop.json").symlink_to(tmp_path / "shared" / "loop.json")
    write(tmp_path, {"in/main.json": {"imports": [{"manifest": "urn:test:out/secret.json", "alias": "out"}]}})
    report = check(read_path(tmp_path / "in/main.json"), search=[tmp_path / "shared"])
    assert codes(report) == ["IMP001"]


@pytest.mark.parametrize(
    "name", ["", " ", "\u0000", "a" * 5_000, "con\n", "https://example.org/x", "file:///etc/passwd"]
)
def test_names_that_are_none(tmp_path: Path, name: str) -> None:
    report = checked(tmp_path, {"main.json": {"imports": [{"manifest": name, "alias": "x"}]}})
    assert {finding.code[:3] for finding in report.findings} <= {"IMP", "SHP", "TXT"}
    assert report.findings


def test_more_imports_than_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST", 50)
    files: dict[str, dict[str, Any]] = {f"m{i}.json": {} for i in range(60)}
    entries = [{"manifest": name, "alias": f"a{number}"} for number, name in enumerate(files)]
    report = checked(tmp_path, files | {"main.json": {"imports": entries}})
    assert codes(report) == ["IMP001"] * 11
    assert "more than 50 manifests are imported" in report.findings[0].message


def test_a_chain_of_imports(tmp_path: Path) -> None:
    count = 1_500
    files: dict[str, dict[str, Any]] = {
        f"m{i}.json": {
            "imports": [{"manifest": f"m{i + 1}.json", "alias": "next"}],
            "datasets": [{"id": "d", "derivedFrom": ["next:d"]}],
        }
        for i in range(count)
    }
    files[f"m{count}.json"] = {"models": TEACHER, "datasets": [{"id": "d", "modelUses": USE}]}
    files["main.json"] = files["m0.json"]
    assert codes(checked(tmp_path, files)) == []
    graph = Network(imports.resolve([(document := read_path(tmp_path / "main.json"), load(document.json))]))
    (answer,) = upstream(graph, found(graph, "urn:test:main.json#d"))
    assert len(answer.path) == count + 1


def load(source: bytes) -> Any:
    from lineage.model import Manifest

    return Manifest.model_validate_json(source)
