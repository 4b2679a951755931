"""Cards of Hugging Face: what is taken from the Hub's members, and that a card written here is one of the Hub's, a
manifest, and loses nothing but what it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import ryaml
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.huggingface import LOSSES, to_huggingface
from lineage.interop.huggingface.licences import FROM_SPDX, LISTED, read, write
from lineage.interop.huggingface.natives import SIZES
from lineage.interop.huggingface.yaml import front_matter
from lineage.interop.losses import Loss, prune
from lineage.interop.source import NotThisFormat, Source
from lineage.schema import example_names, resource
from lineage.shape import shape

HF = FORMATS["huggingface"]
EXAMPLES = {
    name: ryaml.loads((resource("examples", name) / "lineage.yaml").read_text("utf-8")) for name in example_names()
}
SUBJECTS = [(name, r["id"]) for name, tree in EXAMPLES.items() for k in ("models", "datasets") for r in tree.get(k, ())]


def card(text: str, body: str = "") -> Source:
    return Source("README.md", f"---\n{text}\n---\n{body}".encode())


def imported(source: Source, *, stamp: bool = False) -> tuple[dict[str, Any], dict[str, str]]:
    draft = Draft(stamp=stamp)
    losses = HF.read(source, draft)
    tree = draft.tree("urn:lineage:test")
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity.value == "error"]
    return tree, {loss.path: loss.why for loss in losses}


DATASET = """\
pretty_name: Feedback
license: cc-by-4.0
language: [en, no, zh-Hant, klingon]
size_categories: [10K<n<100K]
task_categories: [text-generation]
source_datasets: [original, extended|squad, owner/base]
annotations_creators: [machine-generated]
tags: [synthetic, distilabel, rlaif, "arxiv:2310.01377"]
configs:
  - config_name: default
    data_files: data/*.parquet
dataset_info:
  features:
    - {name: prompt, dtype: string}
  splits:
    - {name: train, num_bytes: 1000, num_examples: 12000}
    - {name: test, num_bytes: 10, num_examples: 345}
"""


def test_the_card_of_a_dataset() -> None:
    tree, losses = imported(card(DATASET))
    records = {record["id"]: record for record in tree["datasets"]}
    known = {"how": "declared", "source": "README.md", "sha256": card(DATASET).sha256}
    assert records["feedback"] == {
        "id": "feedback",
        "name": "Feedback",
        "licence": "CC-BY-4.0",
        "languages": ["en", "no", "zh-Hant"],
        "modalities": [{"modality": "text", "quantity": {"value": 12345, "unit": "records"}}],
        "annotation": {"description": "machine-generated"},
        "tools": [{"name": "distilabel"}],
        "documentation": [{"url": "https://arxiv.org/abs/2310.01377"}],
        "modelUses": {"unknown": "notStatedBySource"},
        "derivedFrom": [{"dataset": "squad", "known": known}, {"dataset": "owner-base", "known": known}],
    }
    assert records["owner-base"]["url"] == "https://huggingface.co/datasets/owner/base"
    assert set(losses) == {
        "/configs",
        "/dataset_info/features",
        "/dataset_info/splits/0/name",
        "/dataset_info/splits/0/num_bytes",
        "/dataset_info/splits/1/name",
        "/dataset_info/splits/1/num_bytes",
        "/language/3",
        "/source_datasets/0",
        "/tags/2",
        "/task_categories",
    }


MODEL = """\
license: other
license_name: own-1.0
license_link: https://example.org/licence
base_model: [mistralai/Mistral-7B-v0.1, somebody/else]
base_model_relation: merge
datasets: [owner/base, words]
library_name: transformers
model-index:
  - name: m
    results: []
"""


def test_the_card_of_a_model() -> None:
    tree, losses = imported(card(MODEL, "\n# Model Card for Own 7B\n\nText.\n"))
    models = {model["id"]: model for model in tree["models"]}
    known = {"how": "declared", "source": "README.md", "sha256": next(iter(models.values())) and known_digest()}
    assert models["own-7b"] == {
        "id": "own-7b",
        "name": "Own 7B",
        "licence": [{"expression": "LicenseRef-own-1.0", "url": "https://example.org/licence", "note": "own-1.0"}],
        "initializedFrom": [
            {"model": "mistral-7b-v0.1", "relation": "merge", "known": known},
            {"model": "somebody-else", "relation": "merge", "known": known},
        ],
        "training": [{"stage": "unspecified", "uses": ["owner-base", "words"]}],
    }
    assert models["mistral-7b-v0.1"]["aliases"][0] == {"iri": "pkg:huggingface/mistralai/Mistral-7B-v0.1"}
    assert models["somebody-else"]["url"] == "https://huggingface.co/somebody/else"
    assert set(losses) == {"/library_name", "/model-index", ""}


def known_digest() -> str:
    return card(MODEL, "\n# Model Card for Own 7B\n\nText.\n").sha256


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("license: mit", "MIT"),
        ("license: [mit, apache-2.0]", [{"expression": "MIT"}, {"expression": "Apache-2.0"}]),
        ("license: unknown", {"unknown": "notStatedBySource"}),
        ("license: gpl-3.0", [{"expression": "LicenseRef-gpl-3.0", "note": "gpl-3.0"}]),
        ("license: llama3.1", [{"expression": "LicenseRef-llama3.1", "note": "llama3.1"}]),
        ("license: other", None),
        ("license: []", None),
        ("license: 5", None),
    ],
)
def test_licences(licence: str, expected: Any) -> None:
    tree, _ = imported(card(licence + "\npretty_name: x"))
    assert tree["datasets"][0].get("licence") == expected


@pytest.mark.parametrize("spdx", sorted(FROM_SPDX))
def test_a_licence_of_the_hub_comes_back(spdx: str) -> None:
    members = write(spdx)
    assert members["license"] in LISTED
    assert read([members["license"]], None, None) == spdx


@pytest.mark.parametrize(
    "licence", ["MIT-0", "LicenseRef-Own-Thing", [{"expression": "X", "url": "https://a.example/"}]]
)
def test_a_licence_that_the_hub_does_not_list_is_named(licence: Any) -> None:
    members = write(licence)
    assert members["license"] == "other"
    assert re.fullmatch(r"[a-z0-9._-]+", members["license_name"])


@pytest.mark.parametrize(
    ("band", "low", "high"), [("n<1K", None, 1000), ("1M<n<10M", 10**6, 10**7), ("n>1T", 10**12, None)]
)
def test_a_size_is_a_band(band: str, low: int | None, high: int | None) -> None:
    tree, _ = imported(card(f"size_categories: [{band}]\ntask_categories: [translation]"))
    (entry,) = tree["datasets"][0]["modalities"]
    assert entry["quantity"].get("atLeast", entry["quantity"].get("moreThan")) == low
    assert entry["quantity"].get("lessThan") == high


def test_numbered_classes_are_read() -> None:
    text = "license: mit\ndataset_info:\n  features:\n    - name: label\n      dtype:\n        class_label:\n"
    source = card(
        text + "          names:\n            0: negative\n            1: positive", '# Dataset Card for "X"\n'
    )
    assert HF.looks_like(source)
    tree, losses = imported(source)
    assert tree["datasets"] == [{"id": "x", "name": "X", "licence": "MIT"}]
    assert "/dataset_info" in losses


def test_a_size_of_nobody_knows_what_is_lost() -> None:
    tree, losses = imported(card("size_categories: [1K<n<10K]\ntask_categories: [text-to-image]"))
    assert "modalities" not in tree["datasets"][0]
    assert losses["/size_categories"] == "the card does not say what kind of content it counts"


def test_tags_of_datadreamer_name_models() -> None:
    tree, _ = imported(card("size_categories: [n<1K]\ntags: [datadreamer, datadreamer-0.28.0, synthetic, gpt-4, chat]"))
    (record,) = tree["datasets"]
    assert record["tools"] == [{"name": "DataDreamer", "version": "0.28.0"}]
    (use,) = record["modelUses"]
    assert (use["model"], use["role"]) == ("gpt-4", {"unknown": "notStatedBySource"})


@pytest.mark.parametrize("text", ["license: mit", "license: mit\nbase_model: a/b\npretty_name: x", "tags: []"])
def test_a_card_that_may_be_of_either_is_refused(text: str) -> None:
    with pytest.raises(NotThisFormat, match="dataset or of a model"):
        imported(card(text))


@pytest.mark.parametrize(
    "data", [b"# no front matter", b"---\na: 1\n", b"---\n- 1\n---\n", b"---\na: [\n---\n", b"\xff"]
)
def test_files_that_are_no_card_are_refused(data: bytes) -> None:
    with pytest.raises(LineageError):
        HF.read(Source("README.md", data), Draft())


@pytest.mark.parametrize(("example", "subject"), SUBJECTS)
def test_a_card_is_a_manifest_and_reads_back(example: str, subject: str) -> None:
    exported = HF.write(EXAMPLES[example], subject=subject)
    data = exported.files["README.md"]
    assert data == HF.write(EXAMPLES[example], subject=subject).files["README.md"]
    report = check(read_bytes(data, "README.md", "card"), profile="draft")
    assert not [finding for finding in report.findings if finding.severity.value == "error"]
    assert HF.looks_like(Source("README.md", data))
    draft = Draft(stamp=False)
    assert HF.read(Source("README.md", data), draft) == ()
    assert draft.tree() == read_bytes(data, "README.md", "card").tree()


@pytest.mark.parametrize(("example", "subject"), SUBJECTS)
def test_the_hub_takes_the_card(example: str, subject: str) -> None:
    hub = pytest.importorskip("huggingface_hub")
    text = HF.write(EXAMPLES[example], subject=subject).files["README.md"].decode()
    of_dataset = subject in {record["id"] for record in EXAMPLES[example].get("datasets", ())}
    loaded = (hub.DatasetCard if of_dataset else hub.ModelCard)(text)
    members = loaded.data.to_dict()
    assert members["lineage"] == read_bytes(text.encode(), "README.md", "card").tree()
    names = members.get("license", [])
    assert set([names] if isinstance(names, str) else names) <= LISTED
    assert ("license_name" in members) == (names == "other")
    assert set(members.get("size_categories", ())) <= set(SIZES)
    assert all(re.fullmatch(r"[a-z]{2,3}", code) for code in members.get("language", ()))
    repositories = [*members.get("base_model", ()), *members.get("datasets", ()), *members.get("source_datasets", ())]
    for name in repositories:
        hub.utils.validate_repo_id(name)
    assert members.get("base_model_relation") in (None, "finetune", "adapter", "merge", "quantized")


def test_a_teacher_is_named_in_the_text() -> None:
    text = HF.write(EXAMPLES["synthetic-teacher"], subject="harbour-dialogues").files["README.md"].decode()
    body = text.partition("\n---\n")[2]
    assert "| generate.reasoning, generate.response | downloaded weights |" in body
    assert "Qwen3-32B" in body


def test_what_the_hub_shows_and_the_block_does_not_is_reported() -> None:
    text = HF.write(EXAMPLES["synthetic-teacher"], subject="harbour-dialogues").files["README.md"].decode()
    changed = text.replace("license: cc-by-4.0", "license: mit", 1)
    tree, losses = imported(Source("README.md", changed.encode()))
    assert losses == {"/license": "the lineage block of the card is read instead"}
    assert {record["licence"] for record in tree["datasets"]} == {"CC0-1.0", "CC-BY-4.0"}


def test_a_block_with_faults_is_refused() -> None:
    with pytest.raises(NotThisFormat, match="has faults"):
        imported(card("pretty_name: x\nlineage: {lineage: '1.0-draft', id: 'urn:a:b', datasets: []}"))


def test_cards_of_one_manifest_are_one_again() -> None:
    draft = Draft(stamp=False)
    for subject in ("harbour-dialogues", "larkspur-1b"):
        exported = HF.write(EXAMPLES["synthetic-teacher"], subject=subject)
        HF.read(Source("README.md", exported.files["README.md"]), draft)
    whole = prune(EXAMPLES["synthetic-teacher"], LOSSES)[0]
    nouns = ("agents", "models", "datasets", "terms")
    tree = draft.tree()
    assert {r["id"] for noun in nouns for r in tree[noun]} <= {r["id"] for noun in nouns for r in whole[noun]}


def test_ids_that_are_taken_are_changed_with_their_references() -> None:
    draft = Draft(stamp=False)
    draft.add("datasets", {"id": "harbour-dialogues", "name": "Something else"})
    exported = HF.write(EXAMPLES["synthetic-teacher"], subject="larkspur-1b")
    HF.read(Source("README.md", exported.files["README.md"]), draft)
    tree = draft.tree()
    report = check(read_bytes(json.dumps(tree).encode(), "a.json"), profile="draft")
    assert not [finding for finding in report.findings if finding.code in ("REF001", "REF002")]
    (student,) = [model for model in tree["models"] if "training" in model]
    used = {use["dataset"] for stage in student["training"] for use in stage["uses"]}
    assert "harbour-dialogues-2" in used


def test_an_unknown_subject_is_an_error() -> None:
    with pytest.raises(LineageError, match='"nobody"'):
        HF.write(EXAMPLES["minimal"], subject="nobody")


# Round trips.


NASTY = [
    "no",
    "1:30",
    "0o17",
    "1e3",
    "~",
    "- a",
    "a: b",
    "#",
    "a\n\nb",
    " a",
    "é\u2028",
    "'",
    '"',
    "2024-01-01",
    "\\n",
    "|",
]
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
JSON = st.recursive(SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "no", "lineage"]), JSON, min_size=1))
def test_front_matter_means_the_same_to_readers_of_both_yamls(members: dict[str, Any]) -> None:
    text = front_matter(members)
    assert text.startswith("---\n")
    assert text.endswith("\n---\n")
    inside = text[4:-4]
    assert yaml.safe_load(inside) == members
    assert ryaml.loads(inside) == members


def without(tree: Any, losses: tuple[Loss, ...]) -> Any:
    """The tree without the places of these losses; lists that are left empty go."""
    lost = {tuple(loss.path.split("/")[1:]) for loss in losses}
    assert all(len(place) == 2 for place in lost)
    kept = {
        member: [item for i, item in enumerate(value) if (member, str(i)) not in lost]
        if isinstance(value, list)
        else value
        for member, value in tree.items()
    }
    return {member: value for member, value in kept.items() if value != [] or tree[member] == []}


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [here, *(place for key, value in items for place in places(value, (*here, key)))]


PLACES = {name: places(tree) for name, tree in EXAMPLES.items()}


@st.composite
def manifests(draw: st.DrawFn) -> dict[str, Any]:
    """A real example that lost some members, gained some extensions, and has other texts here and there."""
    name = draw(st.sampled_from(sorted(EXAMPLES)))
    tree: dict[str, Any] = json.loads(json.dumps(EXAMPLES[name]))
    for place in draw(st.lists(st.sampled_from(PLACES[name][1:]), max_size=8)):
        node: Any = tree
        try:
            for part in place[:-1]:
                node = node[part]
            if place[-1] in ("name", "note", "description", "title"):
                node[place[-1]] = draw(TEXTS)
            elif draw(st.booleans()):
                del node[place[-1]]
            elif isinstance(node, dict):
                node["x-own"] = draw(JSON)
        except (KeyError, IndexError, TypeError):
            continue  # gone with something above it
    return tree


@settings(max_examples=150, deadline=None)
@given(manifests(), st.data())
def test_what_a_card_keeps_comes_back(tree: dict[str, Any], data: st.DataObject) -> None:
    shaped = shape(json.dumps(tree).encode(), tree)
    if shaped.manifest is None or shaped.findings:
        return
    ids = [record["id"] for noun in ("models", "datasets") for record in tree.get(noun, ())]
    if not ids:
        return
    kept, lost = prune(tree, LOSSES)
    subject = data.draw(st.none() | st.sampled_from(ids))
    exported = to_huggingface(kept, subject=subject)
    whole = HF.write(tree, subject=subject)
    assert (whole.files, whole.losses) == (exported.files, (*lost, *exported.losses))
    draft = Draft(stamp=False)
    assert HF.read(Source("README.md", exported.files["README.md"]), draft) == ()
    assert draft.tree() == without(kept, exported.losses)
