"""Redaction: what readers may not see is counted and provable, and stands nowhere in the manifest that they get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import ryaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage import check, load
from lineage.finding import Severity
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.redact import AUDIENCES, digest, proved, redact
from tests.conftest import Run

KEY = bytes(range(32))
HEAD = {"lineage": "1.0-draft", "id": "https://lab.example/lineage/aurora"}


def full() -> dict[str, Any]:
    """A manifest with something hidden in every noun that can be."""
    return {
        **HEAD,
        "publisher": "lab",
        "namespaces": {"acme": "https://acme.example/"},
        "x-notes": "call the archive before filing",
        "agents": [
            {"id": "lab", "name": "Example Lab"},
            {"id": "archive", "name": "Discreet Archive", "visibility": "authorities"},
            {"id": "seller", "name": "Quiet Seller"},
            {"id": "annotators", "name": "Annotators", "visibility": "downstream"},
        ],
        "models": [
            {
                "id": "aurora",
                "name": "Aurora",
                "provider": "lab",
                "training": [{"stage": "pretraining", "uses": ["web", "films", "deals", "sea"]}],
                "modelUses": [{"model": "in-house", "role": "judge", "id": "use-1", "claims": ["c-1"]}],
            },
            {"id": "in-house", "name": "Prototype 7", "visibility": "internal"},
        ],
        "datasets": [
            {"id": "web", "name": "Web", "origin": "public", "x-path": "/data/web"},
            {
                "id": "films",
                "name": "Films of the archive",
                "origin": "licensed",
                "licensor": "archive",
                "visibility": "authorities",
                "modalities": [{"modality": "video", "quantity": {"value": 9, "unit": "hours"}}],
            },
            {"id": "deals", "origin": "licensed", "visibility": "internal", "modalities": ["text"]},
            {
                "id": "sea",
                "name": "Sea Collection",
                "origin": "thirdPartyPrivate",
                "publiclyKnown": False,
                "licensor": "seller",
                "url": "https://seller.example/sea",
                "modalities": ["image"],
                "description": "Photographs of coasts.",
            },
        ],
        "measures": [
            {"id": "secret-filter", "kind": "classifier", "purposes": ["quality"], "visibility": "internal"},
            {"id": "filter", "kind": "classifier", "purposes": ["quality"], "by": "annotators"},
        ],
        "claims": [
            {"id": "c-1", "about": {"edge": "use-1"}, "by": "lab", "kind": "declaration", "says": {"text": "So."}},
            {"id": "c-2", "about": {"entity": "films"}, "by": "lab", "kind": "audit", "says": {"text": "Seen."}},
        ],
    }


def redacted(tree: dict[str, Any], audience: str = "public", **options: Any) -> Any:
    return redact(tree, Manifest.model_validate_json(json.dumps(tree)), audience=audience, key=KEY, **options)


SECRETS = {
    "archive", "Discreet Archive", "seller", "Quiet Seller", "in-house", "Prototype 7", "films", "Films of the archive",
    "deals", "sea", "Sea Collection", "https://seller.example/sea", "secret-filter",
}  # fmt: skip


def values(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return {text for item in tree.values() for text in values(item)}
    if isinstance(tree, list):
        return {text for item in tree for text in values(item)}
    return {tree} if isinstance(tree, str) else set()


def test_nothing_hidden_is_left() -> None:
    result = redacted(full())
    assert result.mentions == ()
    assert values(result.tree).isdisjoint(SECRETS)
    assert result.hidden == {"agents": 3, "models": 1, "datasets": 3, "measures": 1}
    assert result.dropped == {"claims": 1, "extensions": 2, "namespaces": 1}
    assert "x-notes" not in result.tree


def test_what_is_left_is_a_manifest_without_errors() -> None:
    for audience in AUDIENCES:
        tree = redacted(full(), audience).tree
        report = check(read_bytes(json.dumps(tree).encode(), "public.json"))
        assert not [finding for finding in report.findings if finding.severity is Severity.ERROR], report.findings


def test_more_may_be_seen_by_some() -> None:
    assert redacted(full(), "downstream").hidden == {"agents": 1, "models": 1, "datasets": 2, "measures": 1}
    authorities = redacted(full(), "authorities")
    assert authorities.hidden == {"models": 1, "datasets": 1, "measures": 1}
    assert "Discreet Archive" in values(authorities.tree)


def test_stand_ins_keep_what_is_counted_and_no_size() -> None:
    films, deals, sea = redacted(full()).tree["datasets"][1:]
    assert films["origin"] == deals["origin"] == "licensed"
    assert films["modalities"] == ["video"]
    assert films["visibility"] == "authorities"
    assert sea["description"] == "Photographs of coasts."
    assert sea["publiclyKnown"] is False
    assert redacted(full()).without_total == ("video",)


def test_references_lead_to_stand_ins() -> None:
    tree = redacted(full()).tree
    uses = tree["models"][0]["training"][0]["uses"]
    assert uses == ["web", *(dataset["id"] for dataset in tree["datasets"][1:])]
    assert tree["models"][0]["modelUses"][0]["model"] == tree["models"][1]["id"]


def test_digests_prove_what_stood_there_with_the_key_alone() -> None:
    tree = redacted(full()).tree
    assert set(proved(full(), tree, KEY).values()) == {True}
    assert set(proved(full(), tree, bytes(32)).values()) == {False}
    changed = full()
    changed["datasets"][1]["name"] = "Other films"
    outcome = proved(changed, tree, KEY)
    assert [name for name, holds in outcome.items() if not holds] == [tree["datasets"][1]["id"]]
    with pytest.raises(ValueError, match="at least 32 bytes"):
        digest({}, b"short")


def test_the_same_input_gives_the_same_bytes_and_leaves_it_alone() -> None:
    tree = full()
    assert redacted(tree) == redacted(tree)
    assert tree == full()


def test_a_text_that_names_something_hidden_is_found() -> None:
    tree = full()
    tree["datasets"][0]["description"] = "Joined with the films of the archive (see SEA COLLECTION)."
    (mention,) = redacted(tree).mentions
    assert mention.pointer == ("datasets", 0, "description")
    tree["datasets"][0]["description"] = "Seashores, filmstrips."
    assert redacted(tree).mentions == ()


def test_extensions_stay_when_asked_for() -> None:
    result = redacted(full(), keep_extensions=True)
    assert result.tree["x-notes"]
    assert result.dropped == {"claims": 1}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_hidden_leaves_no_name(data: st.DataObject) -> None:
    tree = full()
    for noun in ("agents", "datasets", "models", "measures"):
        for position, record in enumerate(tree[noun]):
            record["visibility"] = data.draw(st.sampled_from(["public", "downstream", "authorities", "internal"]))
            if "name" in record:
                record["name"] = f"Zz{noun}{position}"
    for audience, seen in AUDIENCES.items():
        result = redacted(tree, audience)
        for noun in ("agents", "datasets", "models", "measures"):
            for position, record in enumerate(tree[noun]):
                if record["visibility"] not in seen:
                    assert f"Zz{noun}{position}" not in json.dumps(result.tree)
                    assert result.tree[noun][position]["id"].startswith("withheld-")
        Manifest.model_validate_json(json.dumps(result.tree))


def test_the_command(lineage: Run, tmp_path: Path) -> None:
    (tmp_path / "full.yaml").write_text(ryaml.dumps(full()), "utf-8")
    (tmp_path / "key").write_bytes(KEY)
    assert lineage("redact", "full.yaml").returncode == 2
    assert "a digest without a key can be guessed" in lineage("redact", "full.yaml").stderr
    done = lineage("redact", "full.yaml", "--key", "key", "-o", "public.yaml")
    assert done.returncode == 0
    assert "hidden from public: 3 agents, 1 model, 3 datasets, 1 measure" in done.stderr
    assert "the sizes of hidden video data are in no declared total" in done.stderr
    assert ryaml.loads((tmp_path / "public.yaml").read_text("utf-8")) == redacted(full()).tree
    proof = lineage("redact", "full.yaml", "--key", "key", "--verify", "public.yaml")
    assert proof.returncode == 0
    assert proof.stdout.count("stands for a record of the full manifest") == 8
    (tmp_path / "key").write_bytes(bytes(32))
    assert lineage("redact", "full.yaml", "--key", "key", "--verify", "public.yaml").returncode == 1


def test_the_command_writes_nothing_that_names_something_hidden(lineage: Run, tmp_path: Path) -> None:
    tree = full()
    tree["datasets"][0]["note"] = "Cleaned by Discreet Archive."
    (tmp_path / "full.json").write_text(json.dumps(tree, indent=1), "utf-8")
    (tmp_path / "key").write_bytes(KEY)
    done = lineage("redact", "full.json", "--key", "key", "-o", "public.json")
    assert done.returncode == 1
    assert 'this text names "Discreet Archive", which is hidden' in done.stderr
    assert not (tmp_path / "public.json").exists()


def test_what_is_published_can_be_read_again(lineage: Run, tmp_path: Path) -> None:
    """YAML must not hold U+2028 as it is, JSON may: the file that is written is one that the reader takes."""
    manifest = {"lineage": "1.0-draft", "id": "urn:test:a", "datasets": [{"id": "a", "description": "one\u2028two"}]}
    (tmp_path / "full.json").write_text(json.dumps(manifest), "utf-8")
    (tmp_path / "key").write_bytes(bytes(32))
    assert lineage("redact", "full.json", "--key", "key", "-o", "public.yaml").returncode == 0
    assert load(tmp_path / "public.yaml").tree() == manifest
