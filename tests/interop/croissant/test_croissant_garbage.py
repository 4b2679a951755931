"""Whatever a document holds, reading it gives a manifest without errors, or says what is wrong with it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage import check, read_bytes
from lineage.errors import LineageError, Unreadable
from lineage.finding import Severity
from lineage.interop import FORMATS, Draft, NotThisFormat, Source

FORMAT = FORMATS["croissant"]
CONTEXT = {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/", "conformsTo": "dct:conformsTo"}
KEYS = (
    "@id @type @value @language @context @graph id name description url version license creator publisher author email "
    "givenName datePublished dateModified inLanguage alternateName sameAs identifier temporalCoverage spatialCoverage "
    "citeAs distribution recordSet field contentUrl contentSize sha256 encodingFormat hasPart isBasedOn conformsTo "
    "prov:wasDerivedFrom prov:wasGeneratedBy wasGeneratedBy prov:wasAttributedTo prov:wasAssociatedWith "
    "prov:qualifiedAssociation prov:qualifiedUsage prov:qualifiedDerivation prov:entity prov:agent prov:activity "
    "prov:hadRole prov:startedAtTime prov:endedAtTime prov:type prov:label prov:atLocation rai:hasSyntheticData "
    "rai:machineAnnotationTools rai:personalSensitiveInformation rai:dataAnnotationProtocol tl:manifest tl:origin "
    "rai:dataCollectionTimeframe rai:dataPreprocessingProtocol rai:syntheticDataDescription tl:modelUses tl:kind "
    "tl:provider tl:licence skos:note tl:derivedFrom tl:terms https://schema.org/name :: x-a"
).split()
WORDS = """
    a b c GPT-4 https://a.example/x https://huggingface.co/datasets/a/b urn:x:y 2024-05-06 2024-13-40 en MIT 2024/2023
    2025-01-01T00:00:00Z ../x generate tl:Role.generate true 12 0123 --- 10.1234/ab \u202e\u200b
"""
ODD = ("", " ", "\x00", "a\nb", "OpenAI GPT-4", "Creative Commons", "2023-02-30/2024", "\ud800", "x" * 1200)
TEXTS = st.sampled_from([*WORDS.split(), *ODD])
TYPES = st.sampled_from(
    "Dataset sc:Dataset Person Organization prov:SoftwareAgent prov:Activity cr:FileObject cr:FileSet cr:RecordSet "
    "prov:Entity tl:Dataset tl:Model tl:Agent tl:Terms tl:ModelUse tl:InlineAgent tl:Manifest AIModel".split()
)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers(-5, 3000) | st.floats(allow_nan=False, allow_infinity=False)


def objects(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    plain = st.dictionaries(st.sampled_from(KEYS), below, max_size=6)
    typed = st.tuples(plain, TYPES | st.lists(TYPES, max_size=2), st.sampled_from(["a", "b", "c", "d"]))
    return plain | typed.map(lambda parts: {**parts[0], "@type": parts[1], "@id": parts[2]})


VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | objects(below), max_leaves=30
)
DOCUMENTS = st.tuples(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=9), st.booleans()).map(
    lambda parts: {**parts[0], **({"@type": "sc:Dataset", "@context": CONTEXT} if parts[1] else {})}
)


def faultless(data: bytes, name: str = "a.json") -> bool:
    """Whether a manifest came of it; it has no errors then."""
    source, draft = Source(name, data), Draft()
    try:
        FORMAT.looks_like(source)
        losses = FORMAT.read(source, draft)
    except LineageError:
        return False
    assert all(loss.path == "" or loss.path.startswith("/") for loss in losses)
    report = check(read_bytes(json.dumps(draft.tree()).encode(), "b.json"), profile="draft")
    assert not [(found.code, found.pointer) for found in report.findings if found.severity is Severity.ERROR]
    return True


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document(tree: dict[str, Any]) -> None:
    faultless(json.dumps(tree).encode())


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document_that_says_it_is_ours(tree: dict[str, Any]) -> None:
    ours = {**tree, "@context": CONTEXT, "@type": ["sc:Dataset", "tl:Dataset"], "@id": "a"}
    faultless(json.dumps({**ours, "tl:manifest": {"@id": "urn:a:b", "@type": "tl:Manifest"}}).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    faultless(data)


@pytest.mark.parametrize("tree", [{}, {"@type": "Dataset2"}, {"@graph": []}, {"@graph": [{"@type": 1}]}, {"@graph": 7}])
def test_other_documents_are_named_as_such(tree: Any) -> None:
    source = Source("a.json", json.dumps(tree).encode())
    assert not FORMAT.looks_like(source)
    with pytest.raises(NotThisFormat):
        FORMAT.read(source, Draft())


@pytest.mark.parametrize("data", [b"1", b"null", b'"a"', b"[]", b"", b"\xff"])
def test_what_is_no_object_is_refused(data: bytes) -> None:
    with pytest.raises(LineageError):
        FORMAT.read(Source("a.json", data), Draft())


def test_half_a_document_is_unreadable() -> None:
    whole = json.dumps({"@context": CONTEXT, "@type": "sc:Dataset", "name": "A"}).encode()
    for end in range(1, len(whole) - 1, 7):
        with pytest.raises(Unreadable):
            FORMAT.read(Source("a.json", whole[:end]), Draft())


def nested(depth: int) -> dict[str, Any]:
    tree: dict[str, Any] = {"@type": "prov:Entity", "name": "deepest"}
    for number in range(depth):
        tree = {"@type": "prov:Entity", "name": f"Source {number}", "prov:wasDerivedFrom": tree}
    return {**tree, "@context": CONTEXT, "@type": "sc:Dataset"}


def test_deep_nesting() -> None:
    assert faultless(json.dumps(nested(90)).encode())
    assert not faultless(json.dumps(nested(150)).encode())


MANY = 100_000


def chain(number: int) -> dict[str, Any]:
    return {
        "@id": f"d{number}",
        "@type": "sc:Dataset",
        "name": f"D {number}",
        "prov:wasDerivedFrom": {"@id": f"d{number + 1}"},
    }


def everyone(number: int) -> dict[str, Any]:
    sources = [{"@id": f"d{(number * 7 + step) % 3000}"} for step in range(30)]
    return {"@id": f"d{number}", "@type": "sc:Dataset", "name": f"D {number}", "prov:wasDerivedFrom": sources}


@pytest.mark.parametrize(
    "tree",
    [
        {"@graph": [chain(number) for number in range(8_000)]},
        {"@graph": [chain(number % 8_000) for number in range(8_001)]},
        {"@graph": [everyone(number) for number in range(3000)]},
        {
            "@type": "sc:Dataset",
            "name": "A",
            "distribution": [{"@type": "cr:FileObject", "@id": str(i)} for i in range(MANY)],
        },
        {
            "@type": "sc:Dataset",
            "name": "A",
            "prov:wasDerivedFrom": ["https://a.example/" + str(i) for i in range(20_000)],
        },
        {"@type": "sc:Dataset", "name": "A", "creator": [{"@type": "Person", "name": f"P {i}"} for i in range(20_000)]},
        {"@type": "sc:Dataset", "name": "A", "prov:wasGeneratedBy": ["GPT-4"] * 5_000},
    ],
    ids=["chain", "circle", "knot", "files", "sources", "people", "models"],
)
def test_huge_documents_take_seconds(tree: dict[str, Any]) -> None:
    data = json.dumps({"@context": CONTEXT, **tree}).encode()
    start = time.process_time()
    FORMAT.read(Source("a.json", data), Draft())
    assert time.process_time() - start < 20
