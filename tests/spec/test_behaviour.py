"""Requirements on software that no other test of the reference implementation shows."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from lineage import check
from lineage.explain import explanations
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.summary import write_markdown
from tests.conftest import Run
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


def test_findings_cite_and_never_judge() -> None:  # B-TRM-1
    for page in explanations().values():
        assert not re.search(r"\b(violat|illegal use|unlawful|infring(es|ed)\b|breach(es|ed) of law)", page.body), (
            page.code
        )


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
