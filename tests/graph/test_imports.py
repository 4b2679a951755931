"""Manifests read together: what an import finds, and which records of several manifests are one thing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from lineage.graph.answers import upstream
from lineage.graph.entities import Entities
from lineage.graph.imports import Bundle, resolve
from lineage.graph.network import Network
from lineage.model import Manifest
from lineage.read import read_bytes, read_path
from tests.graph.tracing import HEAD, described


def write(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for name, tree in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(HEAD | {"id": f"urn:test:{Path(name).stem}"} | tree), "utf-8")


def bundle(*paths: Path, search: tuple[Path, ...] = ()) -> Bundle:
    documents = [read_path(path) for path in paths]
    return resolve([(one, Manifest.model_validate_json(one.json)) for one in documents], search=search)


def entry(manifest: str, alias: str, **more: Any) -> dict[str, Any]:
    return {"manifest": manifest, "alias": alias, **more}


def problems(found: Bundle) -> list[tuple[str, int, str]]:
    return [(one.kind, one.source, "/".join(map(str, one.pointer))) for one in found.problems]


# What is found


def test_each_file_is_read_once_whatever_it_is_called(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.json": {
                "imports": [entry("b.json", "b"), entry("below/../b.json", "again"), entry("below/c.json", "c")]
            },
            "b.json": {"imports": [entry("a.json", "a")]},
            "below/c.json": {"imports": [entry("../b.json", "b")]},
        },
    )
    (tmp_path / "link.json").symlink_to(tmp_path / "b.json")
    found = bundle(tmp_path / "a.json", tmp_path / "link.json")
    assert [Path(source.name).name for source in found.sources] == ["a.json", "link.json", "c.json"]
    assert [source.given for source in found.sources] == [True, True, False]
    assert [source.imports for source in found.sources] == [{"b": 1, "again": 1, "c": 2}, {"a": 0}, {"b": 1}]
    assert [kind for kind, _, _ in problems(found)] == ["loop"]


def test_beside_the_file_first_then_in_the_directories_in_turn(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "in/a.json": {"imports": [entry("b.json", "b"), entry("c.json", "c"), entry("d.json", "d")]},
            "in/b.json": {"id": "urn:test:beside"},
            "one/b.json": {},
            "one/c.json": {"id": "urn:test:one"},
            "two/c.json": {},
            "two/d.json": {"id": "urn:test:two"},
        },
    )
    found = bundle(tmp_path / "in/a.json", search=(tmp_path / "one", tmp_path / "two"))
    ids = [source.manifest.id for source in found.sources]
    assert ids == ["urn:test:a", "urn:test:beside", "urn:test:one", "urn:test:two"]
    assert found.problems == []


def test_an_id_is_looked_for_in_the_directories_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"imports": [entry("urn:test:b", "b")]}, "b.json": {}, "deep/er/x.json": {}})
    assert problems(bundle(tmp_path / "a.json")) == [("notFound", 0, "imports/0/manifest")]
    found = bundle(tmp_path / "a.json", search=(tmp_path,))
    assert [source.manifest.id for source in found.sources] == ["urn:test:a", "urn:test:b"]
    card = "---\nlicense: mit\nlineage:\n  lineage: '1.0-draft'\n  id: urn:test:card\n---\n# Card\n"
    (tmp_path / "deep" / "README.md").write_text(card, "utf-8")
    (tmp_path / "deep" / "broken.json").write_text("{", "utf-8")
    write(tmp_path, {"a.json": {"imports": [entry("urn:test:card", "card")]}})
    assert bundle(tmp_path / "a.json", search=(tmp_path / "deep",)).problems == []


def test_an_id_that_two_files_have(tmp_path: Path) -> None:
    same = {"id": "urn:test:same"}
    write(tmp_path, {"a.json": {"imports": [entry("urn:test:same", "s")]}, "s/one.json": same, "s/two.json": same})
    found = bundle(tmp_path / "a.json", search=(tmp_path / "s",))
    assert [kind for kind, _, _ in problems(found)] == ["wrongId"]
    assert "one.json and " in found.problems[0].message
    assert found.sources[0].imports == {"s": 1}, "the first of them is read"


def test_digests(tmp_path: Path) -> None:
    write(tmp_path, {"b.json": {}})
    right = hashlib.sha256((tmp_path / "b.json").read_bytes()).hexdigest()
    write(tmp_path, {"a.json": {"imports": [entry("b.json", "b", sha256=right)]}})
    assert bundle(tmp_path / "a.json").problems == []
    write(tmp_path, {"a.json": {"imports": [entry("b.json", "b", sha256=right[::-1])]}})
    found = bundle(tmp_path / "a.json")
    assert problems(found) == [("digest", 0, "imports/0/sha256")]
    assert found.sources[0].imports == {"b": 1}, "it is read all the same"


def test_a_document_without_a_path_looks_in_the_directories(tmp_path: Path) -> None:
    write(tmp_path, {"b.json": {}})
    document = read_bytes(json.dumps(HEAD | {"imports": [entry("b.json", "b")]}).encode(), "<stdin>", "json")
    given = [(document, Manifest.model_validate_json(document.json))]
    assert [one.kind for one in resolve(given).problems] == ["notFound"]
    assert resolve(given, search=[tmp_path]).problems == []


# What is one thing


def entities(tmp_path: Path, *trees: dict[str, Any]) -> Entities:
    files = {f"m{number}.json": tree for number, tree in enumerate(trees)}
    imported = [entry(name, f"i{number}") for number, name in enumerate(files) if number]
    files["m0.json"] = {"imports": imported, **files["m0.json"]}
    write(tmp_path, files)
    return Entities(bundle(tmp_path / "m0.json"))


def ids(found: Entities) -> list[list[tuple[int, str]]]:
    return [[(place.source, record.id) for record, place in one.records] for one in found.all]


HF = "https://huggingface.co/Lab/Model-7B"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": HF}, {"url": "https://hf.co/lab/model-7b/"}),
        ({"url": HF}, {"aliases": [{"iri": "pkg:huggingface/lab/model-7b"}]}),
        ({"url": f"{HF}/tree/main"}, {"url": HF}),
        ({"url": f"{HF}/tree/abc1"}, {"aliases": [{"iri": "pkg:huggingface/Lab/Model-7B@abc1"}]}),
        ({"aliases": [{"iri": "urn:x:model"}]}, {"aliases": [{"name": "other"}, {"iri": "urn:x:model", "sure": True}]}),
        ({}, {"aliases": [{"iri": "urn:test:m0#a"}]}),
    ],
    ids=["page", "package", "main", "revision", "iri", "own"],
)
def test_strong_names_are_one_thing(tmp_path: Path, one: dict[str, Any], other: dict[str, Any]) -> None:
    found = entities(
        tmp_path, {"models": [{"id": "a", "name": "A", **one}]}, {"models": [{"id": "b", "name": "B", **other}]}
    )
    assert ids(found) == [[(0, "a"), (1, "b")]]
    assert found.problems == []
    assert found.all[0].name == "A"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Same"}, {"name": "Same"}),
        ({"url": "https://example.org/model"}, {"url": "https://example.org/model"}),
        ({"url": f"{HF}/tree/abc1"}, {"url": HF}),
        ({"url": f"{HF}/tree/abc1"}, {"url": f"{HF}/tree/abc2"}),
        ({"aliases": [{"iri": "urn:x:m", "sure": False}]}, {"aliases": [{"iri": "urn:x:m"}]}),
        ({"aliases": [{"name": "Alias"}]}, {"aliases": [{"name": "Alias"}]}),
    ],
    ids=["name", "page", "revision", "revisions", "unsure", "alias"],
)
def test_weak_names_are_two(tmp_path: Path, one: dict[str, Any], other: dict[str, Any]) -> None:
    found = entities(
        tmp_path, {"models": [{"id": "a", "name": "A", **one}]}, {"models": [{"id": "a", "name": "B", **other}]}
    )
    assert ids(found) == [[(0, "a")], [(1, "a")]]
    assert found.problems == []


@pytest.mark.parametrize(
    ("key", "mine", "theirs"), [("level", "family", "version"), ("version", "1", "2"), ("level", "version", "snapshot")]
)
def test_levels_and_versions_are_never_merged(tmp_path: Path, key: str, mine: str, theirs: str) -> None:
    one = {"id": "a", "name": "A", "url": HF, key: mine}
    other = {"id": "b", "name": "B", "url": HF, key: theirs}
    found = entities(tmp_path, {"models": [one]}, {"models": [other]})
    assert ids(found) == [[(0, "a")], [(1, "b")]]
    (problem,) = found.problems
    assert (problem.kind, problem.source, problem.other) == (f"{key}s", 1, (0, ("models", 0)))


def test_a_model_and_a_dataset_of_one_name_are_two(tmp_path: Path) -> None:
    found = entities(
        tmp_path,
        {"models": [{"id": "a", "name": "A", "aliases": [{"iri": "urn:x:a"}]}]},
        {"datasets": [{"id": "a", "aliases": [{"iri": "urn:x:a"}]}]},
    )
    assert len(found.all) == 2


def test_what_several_manifests_say_of_one_thing_comes_together(tmp_path: Path) -> None:
    """Neither of the two knows the whole path: one has the data of the teacher, the other who wrote it."""
    write(
        tmp_path,
        {
            "main.json": {
                "imports": [entry("there.json", "there")],
                "models": [{"id": "s", "name": "S", "training": [{"stage": "sft", "uses": ["d"]}]}],
                "datasets": [{"id": "d", "url": "https://huggingface.co/datasets/lab/d"}],
            },
            "there.json": {
                "models": [{"id": "t", "name": "T"}],
                "datasets": [
                    {
                        "id": "other",
                        "aliases": [{"iri": "pkg:huggingface/lab/d"}],
                        "modelUses": [{"model": "t", "role": "generate", "writes": ["response"]}],
                    }
                ],
            },
        },
    )
    graph = Network(bundle(tmp_path / "main.json"))
    (subject,) = graph.entities.find("s")
    assert [described(graph, one)["teacher"] for one in upstream(graph, subject)] == ["t"]
    assert [entity.id for entity in graph.entities.find("lab/d")] == ["d"]
    assert [entity.id for entity in graph.entities.find("there:t")] == ["t"]


def test_an_alias_does_not_take_over_names_that_are_iris(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.json": {
                "imports": [entry("there.json", "urn")],
                "models": [
                    {"id": "s", "name": "S", "initializedFrom": [{"model": "urn:x"}]},
                    {"id": "own", "name": "Own", "aliases": [{"iri": "urn:x"}]},
                ],
            },
            "there.json": {"models": [{"id": "x", "name": "X"}]},
        },
    )
    graph = Network(bundle(tmp_path / "main.json"))
    (subject,) = graph.entities.find("s")
    assert [described(graph, one)["teacher"] for one in upstream(graph, subject)] == ["own"]
    assert [entity.id for entity in graph.entities.find("urn:x")] == ["own"]


def test_references_that_lead_nowhere_are_kept_with_their_places(tmp_path: Path) -> None:
    use = {"model": "there:nobody", "role": "generate"}
    data = {"id": "d", "derivedFrom": ["there:gone", "local", "https://example.org/x"], "modelUses": [use]}
    write(tmp_path, {"main.json": {"imports": [entry("there.json", "there")], "datasets": [data]}, "there.json": {}})
    graph = Network(bundle(tmp_path / "main.json"))
    graph.whole()
    assert [(reference, "/".join(map(str, place.pointer))) for reference, place in graph.unresolved] == [
        ("there:gone", "datasets/0/derivedFrom/0"),
        ("local", "datasets/0/derivedFrom/1"),
        ("there:nobody", "datasets/0/modelUses/0"),
    ]
