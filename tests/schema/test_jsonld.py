"""A manifest becomes JSON-LD without losing anything, without the network, and without a context of its own."""

from __future__ import annotations

import json
import re
import socket
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest
from pyld import jsonld

from lineage.errors import LineageError
from lineage.schema.alignment import CONTEXT_URL, TERMS, absolute
from lineage.schema.linked import linked
from lineage.schema.rdf import expanded, only_ours
from tests.schema.graphs import EXAMPLES, HEAD, SCHEMA, expansion, graph_of

CONTEXT: dict[str, Any] = json.loads((SCHEMA / "context.jsonld").read_text("utf-8"))["@context"]
PROV, SKOS = "http://www.w3.org/ns/prov#", "http://www.w3.org/2004/02/skos/core#"
OURS = {"documentLoader": only_ours}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was touched")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def leaves(node: Any) -> Iterator[str]:
    """The values of a manifest, as text."""
    if isinstance(node, dict):
        for value in node.values():
            yield from leaves(value)
    elif isinstance(node, list):
        for item in node:
            yield from leaves(item)
    else:
        yield as_text(node)


def as_text(value: Any) -> str:
    """One spelling for every number, years included: a manifest may write a year as a number or as text."""
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", text):
        return text
    return str(Decimal(text).normalize())


def written(node: Any, manifest: str) -> Iterator[str]:
    """The values of an expanded document, each as the manifest wrote it."""
    if isinstance(node, list):
        for item in node:
            yield from written(item, manifest)
    elif isinstance(node, dict):
        if "@value" in node:
            yield as_text(node["@value"])
        if "@id" in node:
            yield from names(node, manifest)
        for key, value in node.items():
            if key == "@list" or not key.startswith("@"):
                yield from written(value, manifest)


def names(node: dict[str, Any], manifest: str) -> Iterator[str]:
    """What a manifest writes for the name of a node: a local id, a word, or an IRI."""
    name = unquote(node["@id"].removeprefix(f"{manifest}#"))
    if name.startswith(TERMS):
        name = name.removeprefix(TERMS).partition(".")[2] or name.removeprefix(TERMS)
    yield as_text(name)
    if f"{TERMS}Terms" in node.get("@type", ()):
        yield name.partition("@")[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_an_example_is_in_its_expansion(name: str) -> None:
    tree = EXAMPLES[name]
    lost = Counter(leaves(tree)) - Counter(written(json.loads(expansion(name)), tree["id"]))
    assert not lost


@pytest.mark.parametrize("name", EXAMPLES)
def test_expanding_what_was_compacted_changes_nothing(name: str) -> None:
    once = json.loads(expansion(name))
    compacted = jsonld.compact(once, CONTEXT_URL, OURS)
    assert jsonld.expand(compacted, OURS) == once
    keys = set(re.findall(r'"([^"]+)": ', json.dumps(compacted)))
    assert not {key for key in keys if "://" in key}, "every property has a term"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_object_says_what_it_is_and_every_name_is_absolute(name: str) -> None:
    text = expansion(name)
    assert not [iri for iri in re.findall(r'"@id": "([^"]*)"', text) if ":" not in iri]
    assert "_:" not in text
    graph = graph_of(json.loads(text))
    untyped = set(graph.subjects()) - {subject for subject, kind, _ in graph if str(kind).endswith("#type")}
    lists = {subject for subject, first, _ in graph if str(first).endswith(("#first", "#rest"))}
    assert untyped <= lists


def test_the_context_is_protected_and_its_terms_have_no_version() -> None:
    assert CONTEXT["@version"] == 1.1
    assert CONTEXT["@protected"] is True
    scoped = [term["@context"] for term in CONTEXT.values() if isinstance(term, dict) and "@context" in term]
    assert len(scoped) > 70
    assert all(scope["@protected"] for scope in scoped)
    assert not re.search(r"[0-9]", TERMS.removeprefix("https://w3id"))
    assert not re.search(r"training-lineage/terms[^\"]*v?1\.0", json.dumps(CONTEXT))


def test_a_context_beside_ours_cannot_give_a_key_another_meaning() -> None:
    document = linked(HEAD | {"agents": [{"id": "a", "name": "A"}]})
    document["@context"] = [CONTEXT_URL, {"Agent": "https://evil.example/Agent"}]
    with pytest.raises(jsonld.JsonLdError, match="protected"):
        jsonld.expand(document, OURS)


HOSTILE: dict[str, dict[str, Any]] = {
    "another context": {"@context": "https://evil.example/context.jsonld"},
    "a context beside ours": {"@context": [CONTEXT_URL, "https://evil.example/context.jsonld"]},
    "ours in a list": {"@context": [CONTEXT_URL]},
    "a context in place": {"@context": {"id": "@id"}},
    "an import": {"@context": {"@import": CONTEXT_URL}},
    "no context": {"@context": None},
    "a path out of ours": {"@context": f"{CONTEXT_URL}/../../../evil.jsonld"},
    "a context inside": {"datasets": [{"id": "d", "@context": CONTEXT_URL}]},
    "a graph": {"@graph": []},
    "an included node": {"datasets": [{"id": "d", "@included": [{"id": "e"}]}]},
    "a type of its own": {"datasets": [{"id": "d", "@type": "Model"}]},
    "a reversed property": {"@reverse": {"models": []}},
    "a blank node as subject": {"subjects": ["_:b0"]},
    "a blank node as manifest": {"id": "_:b0"},
    "a blank node as record": {"datasets": [{"id": "_:b0"}]},
    "a blank node as teacher": {"datasets": [{"id": "d", "modelUses": [{"model": "_:b0", "role": "judge"}]}]},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_documents_are_refused_and_nothing_is_fetched(case: str) -> None:
    with pytest.raises(LineageError):
        expanded(HEAD | HOSTILE[case])


def test_our_own_context_may_be_named() -> None:
    assert expanded({"@context": CONTEXT_URL} | HEAD) == expanded(HEAD)


def test_the_loader_has_one_document() -> None:
    with pytest.raises(LineageError, match="nothing is ever fetched"):
        only_ours("https://w3id.org/training-lineage/schema/v2.0/context.jsonld")


def test_a_context_in_an_extension_is_data() -> None:
    inside = {"@context": "https://evil.example/context.jsonld", "@id": "_:b0"}
    (document,) = expanded(HEAD | {"x-team": inside})
    assert document[f"{TERMS}extensions"] == [{"@type": "@json", "@value": {"x-team": inside}}]


def dataset(**fields: Any) -> dict[str, Any]:
    """The expansion of a dataset with these fields."""
    (document,) = expanded(HEAD | {"datasets": [{"id": "d", **fields}]})
    (record,) = document[f"{TERMS}Manifest.datasets"]
    found: dict[str, Any] = record
    return found


def test_no_statement_stands_where_a_value_belongs() -> None:
    record = dataset(modelUses={"none": True, "scope": "anywhere"})
    assert f"{TERMS}modelUses" not in record
    (answer,) = record[f"{TERMS}answer"]
    assert answer["@type"] == [f"{TERMS}NoneDeclared"]
    assert answer[f"{TERMS}question"] == [{"@id": f"{TERMS}modelUses"}]
    assert answer[f"{TERMS}scope"] == [{"@id": f"{TERMS}AbsenceScope.anywhere"}]


def test_a_value_with_a_note_is_a_value() -> None:
    record = dataset(name={"value": "Pages", "note": "As on its card."})
    assert record[absolute("schema:name")] == [{"@value": "Pages"}]
    assert record[f"{TERMS}answer"][0][f"{SKOS}note"] == [{"@language": "en", "@value": "As on its card."}]


def test_a_teacher_is_a_qualified_usage_with_a_role() -> None:
    (use,) = dataset(modelUses=[{"model": "t", "role": "generate", "writes": ["response"]}])[f"{TERMS}modelUses"]
    assert use[f"{PROV}entity"] == [{"@id": "urn:test:case#t"}]
    assert use[f"{PROV}hadRole"] == [{"@id": f"{TERMS}Role.generate"}]
    assert use[f"{TERMS}writes"] == [{"@id": f"{TERMS}Part.response"}]


def test_a_source_is_a_qualified_derivation_however_it_is_spelt() -> None:
    short, full = dataset(derivedFrom=["s"]), dataset(derivedFrom=[{"dataset": "s"}])
    assert short == full
    assert short[f"{PROV}qualifiedDerivation"][0][f"{PROV}entity"] == [{"@id": "urn:test:case#s"}]


@pytest.mark.parametrize(
    ("value", "lexical", "datatype"),
    [(2013, "2013", "gYear"), ("2024-03", "2024-03", "gYearMonth"), ("2025-09-02", "2025-09-02", "date")],
)
def test_dates_have_the_type_of_their_precision(value: int | str, lexical: str, datatype: str) -> None:
    assert dataset(issued=value)[absolute("dcterms:issued")] == [
        {"@value": lexical, "@type": absolute(f"xsd:{datatype}")}
    ]


@pytest.mark.parametrize(("value", "lexical"), [(0.1, "0.1"), (1, "1"), (1e-7, "0.0000001"), (1.0, "1.0")])
def test_fractions_stay_decimal(value: float, lexical: str) -> None:
    use = {"model": "t", "role": "judge", "share": {"value": value}}
    graph = graph_of(expanded(HEAD | {"datasets": [{"id": "d", "modelUses": [use]}]}))
    assert {str(o) for _, p, o in graph if str(p) == f"{TERMS}value"} == {lexical}


def test_prose_has_its_language() -> None:
    (document,) = expanded(HEAD | {"language": "de", "datasets": [{"id": "d", "description": "Seiten"}]})
    assert '"@language": "de"' in json.dumps(document)
    both = dataset(description={"en": "Pages", "de": "Seiten"})[absolute("dcterms:description")]
    assert sorted(text["@language"] for text in both) == ["de", "en"]


def test_a_word_that_is_also_a_key_is_the_word() -> None:
    (document,) = expanded(HEAD | {"models": [{"id": "m", "name": "M", "level": "version"}]})
    assert document[f"{TERMS}Manifest.models"][0][f"{TERMS}level"] == [{"@id": f"{TERMS}Level.version"}]


def test_stages_keep_their_order_and_other_lists_are_sets() -> None:
    stages = [{"stage": kind} for kind in ("sft", "rl", "sft")]
    (document,) = expanded(HEAD | {"models": [{"id": "m", "name": "M", "training": stages}], "subjects": ["b", "a"]})
    (training,) = document[f"{TERMS}Manifest.models"][0][f"{TERMS}training"]
    order = [stage[f"{TERMS}stage"][0]["@id"].rpartition(".")[2] for stage in training["@list"]]
    assert order == ["sft", "rl", "sft"]
    assert not any("@list" in value for value in document[f"{TERMS}subjects"])


def references(**head: Any) -> list[str]:
    (document,) = expanded(HEAD | head)
    return [entry["@id"] for entry in document[f"{TERMS}subjects"]]


def test_references_name_what_they_mean() -> None:
    imports = [
        {"manifest": "https://lab.example/base", "alias": "base"},
        {"manifest": "https://lab.example/#other", "alias": "other"},
        {"manifest": "../file.yaml", "alias": "file"},
    ]
    subjects = ["d", "base:x", "other:x", "file:x", "https://a.example/y", "urn:z:1"]
    assert references(imports=imports, subjects=subjects) == [
        "urn:test:case#d",
        "https://lab.example/base#x",
        "https://lab.example/#other/x",
        "urn:test:case#file:x",
        "https://a.example/y",
        "urn:z:1",
    ]


def test_versions_of_terms_are_different_things() -> None:
    terms = [{"id": "tou", "version": v, "provider": "p"} for v in ("1", "2")] + [{"id": "eula", "provider": "p"}]
    use = {"model": "t", "role": "judge", "terms": ["tou@2", "tou", "eula"]}
    (document,) = expanded(HEAD | {"terms": terms, "datasets": [{"id": "d", "modelUses": [use]}]})
    assert [entry["@id"].partition("#")[2] for entry in document[f"{TERMS}Manifest.terms"]] == [
        "tou@1",
        "tou@2",
        "eula",
    ]
    (written_use,) = document[f"{TERMS}Manifest.datasets"][0][f"{TERMS}modelUses"]
    assert [entry["@id"].partition("#")[2] for entry in written_use[f"{TERMS}terms"]] == ["tou@2", "tou", "eula"]


def test_words_that_name_no_record_are_words() -> None:
    measure = {"id": "m", "kind": "robotsTxt", "purposes": ["bias"], "by": "curators", "appliesTo": ["crawled", "d"]}
    (document,) = expanded(HEAD | {"measures": [measure]})
    (record,) = document[f"{TERMS}Manifest.measures"]
    assert record[f"{TERMS}by"] == [{"@id": f"{TERMS}curators"}]
    assert [e["@id"] for e in record[f"{TERMS}appliesTo"]] == [f"{TERMS}Origin.crawled", "urn:test:case#d"]


def test_the_manifest_itself_is_left_as_it_is() -> None:
    for tree in EXAMPLES.values():
        before = json.dumps(tree)
        linked(tree)
        assert json.dumps(tree) == before
