"""Requirements on software that no other test of the reference implementation shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lineage import check
from lineage.explain import explanations
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.summary import write_markdown
from tests.conftest import Run
from tests.interop.accounted import source_of
from tests.interop.test_every_value import DOCUMENTS
from tests.summary.build import everything, field, summary_of, text

HEAD = {"lineage": "1.0-draft", "id": "urn:test:behaviour"}


def trained_on(*datasets: dict[str, Any], corpus: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A manifest with one model that was trained on the first of some datasets."""
    stage = {"stage": "sft", "uses": [datasets[0]["id"]]}
    return {
        **HEAD,
        "models": [{"id": "m", "name": "M", "training": [stage]}],
        "datasets": list(datasets),
        "corpora": [{"id": "c", "models": ["m"], **(corpus or {})}],
        **more,
    }


def of_text(id: str, billions: int, **more: Any) -> dict[str, Any]:
    size = {"value": billions, "magnitude": "billion", "unit": "tokens"}
    return {"id": id, "origin": "public", "modalities": [{"modality": "text", "quantity": size}], **more}


def test_extensions_survive_a_round_trip() -> None:  # B-EXT-1
    inner: dict[str, Any] = {"a": [1, None, {"b": []}], "c": {}}
    tree: dict[str, Any] = {**HEAD, "namespaces": {"acme": "https://acme.example/"}, "x-all": inner}
    tree["datasets"] = [{"id": "d", "acme:owner": inner, "modalities": [{"modality": "text", "x-none": None}]}]
    manifest = Manifest.model_validate_json(json.dumps(tree))
    assert json.loads(manifest.model_dump_json()) == tree


def test_sizes_of_ancestors_are_not_added() -> None:  # B-QTY-1
    summary = summary_of(trained_on(of_text("child", 3, derivedFrom=["parent"]), of_text("parent", 20_000)))
    assert "1billion to 10 trillions tokens" in re.findall("☒ ([^☐☒\n]+)", text(field(summary, "1.3.a-c")))[-1]


def test_a_fact_is_the_datasets_own_then_its_origins_then_that_of_all() -> None:  # B-DAT-1
    defaults = {"all": {"collected": {"from": "2001-01"}}, "public": {"collected": {"from": "2002-02"}}}
    own = of_text("d", 3, name="D", listAs="large", collected={"from": "2003-03"})
    expected = {"2003": ("all", "public"), "2002": ("all", "public"), "2001": ("all",)}
    for year, stated in expected.items():
        dataset = own if year == "2003" else {key: value for key, value in own.items() if key != "collected"}
        printed = text(
            field(summary_of(trained_on(dataset, datasetDefaults={key: defaults[key] for key in stated})), "2.1.c")
        )
        assert [found for found in expected if found in printed] == [year], printed
        assert ("as stated for all" in printed) == (year != "2003"), printed


def test_what_is_declared_is_printed_and_a_difference_is_told() -> None:  # B-COR-2
    total = {"value": 20, "magnitude": "trillion", "unit": "tokens"}
    tree = trained_on(of_text("d", 3), corpus={"modalities": [{"modality": "text", "quantity": total}]})
    summary = summary_of(tree)
    assert "☒ More than 10 trillions tokens" in text(field(summary, "1.3.a-c"))
    assert re.search("20 trillion.*3 billion", text(summary.annex)), "what the records say is told too"


def test_a_transcription_is_called_one_on_the_first_page() -> None:  # B-HEAD-1
    tree = everything() | {"transcribedFrom": {"title": "A public summary", "by": {"name": "Somebody Else"}}}
    first = write_markdown(summary_of(tree)).partition("\n## ")[0]
    assert "A public summary" in first
    assert "Somebody Else" in first


def test_waivers_are_printed() -> None:  # B-WVR-3
    tree = everything() | {"waivers": [{"code": "SYN003", "reason": "Named by next summer.", "until": 2099}]}
    assert "Named by next summer." in text(summary_of(tree).annex)


def test_neither_shape_nor_rules_on_waivers_are_waived() -> None:  # B-WVR-2
    waivers = [{"code": code, "reason": "We accept it."} for code in ("SHP004", "WVR001", "WVR002", "WVR004")]
    tree = {
        **HEAD,
        "datasets": [{"id": "d", "origin": "nowhere"}],
        "waivers": [*waivers, {**waivers[0], "until": 2020}],
    }
    report = check(read_bytes(json.dumps(tree).encode(), "manifest.json"), at=date(2026, 11, 22))
    assert {finding.code for finding in report.findings} >= {"SHP004", "WVR001", "WVR002"}
    assert not report.waived


def test_findings_cite_and_never_judge() -> None:  # B-TRM-1
    for page in explanations().values():
        assert not re.search(r"\b(violat|illegal use|unlawful|infring(es|ed)\b|breach(es|ed) of law)", page.body), (
            page.code
        )


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects(below)


def made_of(format: str, tree: Any) -> dict[str, Any]:
    draft = Draft()
    FORMATS[format].read(source_of(FORMATS[format], tree), draft)
    return draft.tree()


def without_answers(tree: Any) -> Any:
    """A document in which no question is answered by yes or no."""
    if isinstance(tree, dict):
        return {key: without_answers(value) for key, value in tree.items() if not isinstance(value, bool)}
    return [without_answers(item) for item in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize(("format", "what", "tree"), DOCUMENTS, ids=lambda value: value if type(value) is str else "")
def test_nothing_is_attested_that_nobody_attested(format: str, what: str, tree: Any) -> None:  # B-USE-1, B-DEC-1
    made = made_of(format, without_answers(tree))
    for entry in made.get("declarations", ()):
        assert not {"codeOfPractice", "ab2013Exemption"} & set(entry), "only a yes or no says that"
    assert "waivers" not in made
    for node in objects(made):
        assert "none" not in node
        assert "permission" not in node
        assert node.get("used") is not False
        if "role" in node:
            assert node["known"]["how"] in ("declared", "inferred"), node


def test_what_was_attested_is_kept() -> None:  # so that the test above would notice it
    ((_, _, card),) = [entry for entry in DOCUMENTS if entry[0] == "corpuscard"]
    made = made_of("corpuscard", card)
    assert any("codeOfPractice" in entry for entry in made["declarations"])
    assert any(node.get("used") is False for node in objects(made))


def test_an_unknown_version_is_never_without_findings() -> None:  # B-VER-1
    for version in ("0.9", "1.0", "1.1", "2.0"):
        document = read_bytes(json.dumps(HEAD | {"lineage": version}).encode(), "manifest.json")
        report = check(document, at=date(2026, 11, 22))
        assert [finding.code for finding in report.findings] == ["SHP009"]
        assert report.failed


def test_no_summary_is_made_of_another_version(lineage: Run, tmp_path: Path) -> None:  # B-VER-2
    (tmp_path / "lineage.yaml").write_text('lineage: "2.0"\nid: urn:a:b\nmodels: [{id: m, name: M}]\n', "utf-8")
    run = lineage("summary", "eu", "lineage.yaml", "-o", "summary.md")
    assert run.returncode == 1
    assert "SHP009" in run.stderr + run.stdout
    assert not (tmp_path / "summary.md").exists()
