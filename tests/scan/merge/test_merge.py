"""What a measurement changes in a manifest: only what nobody stated, and what an older measurement had filled in."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

import pytest
import ryaml

from lineage import check
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.scan.merge import Merged, Source, merge
from lineage.scan.report.build import as_bytes
from lineage.scan.report.model import ScanReport
from tests.scan.report.made import report

HEAD = 'lineage: "1.0-draft"\nid: urn:a:b\n'


def source(made: ScanReport) -> Source:
    return Source("web.scan.json", hashlib.sha256(as_bytes(made)).hexdigest(), "web.scan")


def merged(text: str, made: ScanReport | None = None, **more: Any) -> tuple[dict[str, Any], Merged]:
    """The first dataset of the manifest afterwards, and what was said."""
    made = made or report()
    document = read_bytes((HEAD + text).encode(), "lineage.yaml")
    manifest = Manifest.model_validate_json(document.json)
    outcome = merge(document, manifest, more.pop("dataset", "web"), made, source(made), **more)
    again = read_bytes(outcome.content, "lineage.yaml")
    assert check(again, profile="draft").manifest is not None
    assert not [finding for finding in check(again).findings if finding.code[:3] in ("SHP", "REF", "QTY", "SCN", "SYN")
                and finding.severity == "error"]  # fmt: skip
    tree = again.tree()
    return next(one for one in tree["datasets"] if one["id"] == "web") | {"": tree}, outcome


BARE = "datasets:\n  - id: web\n"


def test_a_bare_dataset_gets_everything() -> None:
    made, outcome = merged(BARE)
    assert made["languages"] == ["en", "ga"]
    assert made["collected"] == {"from": "2025-01-03", "to": "2025-06-19"}
    (entry,) = made["modalities"]
    assert (entry["modality"], entry["quantity"]["value"], entry["quantity"]["unit"]) == ("text", 5000, "bytes")
    known = entry["quantity"]["known"]
    assert known == {"how": "measured", "by": "lineage scan", "source": "web.scan.json",
                     "sha256": source(report()).sha256}  # fmt: skip
    assert made["domains"]["tally"]["path"] == "web.scan/tally.csv"
    assert made["domains"]["list"]["path"] == "web.scan/domains-top.csv"
    assert (made["domains"]["rankedBy"], made["domains"]["total"]) == ("contentSize", 40)
    (measurement,) = made["measurements"]
    assert measurement["report"] == {"path": "web.scan.json", "sha256": source(report()).sha256}
    assert measurement["domains"] == {"names": 40, "ipAddresses": 2, "unusable": 5, "suffixList": "2026-10-22"}
    assert not outcome.kept


def test_what_was_filled_in_disagrees_with_nothing() -> None:
    _, outcome = merged(BARE)
    found = check(read_bytes(outcome.content, "lineage.yaml")).findings
    assert not [finding.code for finding in found if finding.code.startswith("SCN")]


def test_models_that_a_column_names_become_uses_with_records() -> None:
    made, _ = merged(BARE)
    (use,) = made["modelUses"]
    assert [(one["model"], one["count"]) for one in use["models"]] == [
        ("gpt-4o-2024-05-13", 600),
        ("house-model-7", 250),
    ]
    assert (use["role"], use["writes"], use["from"]["column"]) == ("generate", ["response"], "model")
    assert use["known"]["how"] == "inferred", "what a model did is concluded from the name of a column"
    records = {one["id"]: one for one in made[""]["models"]}
    assert records["gpt-4o-2024-05-13"]["level"] == "snapshot"
    assert records["house-model-7"] == {
        "id": "house-model-7", "name": "house/model-7", "aliases": [{"name": "House/model-7"}],
    }  # fmt: skip
    assert "human" not in str(made["modelUses"]) + str(made["measurements"])


DECLARED = """\
agents: [{id: openai, name: OpenAI}]
models:
  - {id: g, name: GPT-4o}
datasets:
  - id: web
    languages: [fr]        # said by us
    collected: {from: 2020}
    licence: {column: rights}
    modalities:
      - modality: text
        quantity: {value: 7, unit: bytes}
    domains: {list: {path: our.csv}, rankedBy: contentSize, total: 12}
    modelUses:
      - {model: g, role: generate}
"""


def test_a_declared_fact_is_never_changed() -> None:  # B-MSR-1
    before = ryaml.loads(HEAD + DECLARED)["datasets"][0]
    made, outcome = merged(DECLARED)
    for key, value in before.items():
        if key != "modelUses":
            assert made[key] == value, key
    assert made["modelUses"][0] == before["modelUses"][0]
    assert b"languages: [fr]        # said by us\n" in outcome.content
    kept = " ".join(outcome.kept)
    for word in ("languages", "collected", "size of the text", "domain names", "model"):
        assert word in kept, word
    found = {finding.code for finding in check(read_bytes(outcome.content, "lineage.yaml")).findings}
    assert {"SCN001", "SCN002", "SCN003", "SCN006"} <= found, "where the two disagree, the check says so"


def test_a_model_that_a_declared_use_names_is_not_added_again() -> None:
    made, _ = merged(DECLARED)
    (added,) = made["modelUses"][1:]
    assert added["model"] == "house-model-7"
    assert added["share"]["value"] == 0.25
    assert [one["id"] for one in made[""]["models"]] == ["g", "house-model-7"]


@pytest.mark.parametrize("uses", ["{none: true}", "{unknown: true}", "{withheld: true}"])
def test_a_statement_in_place_of_model_uses_stays(uses: str) -> None:
    made, outcome = merged(f"{BARE}    modelUses: {uses}\n")
    assert made["modelUses"] == ryaml.loads(uses)
    assert "models" not in made[""]
    assert any("model uses" in one for one in outcome.kept)
    found = {finding.code for finding in check(read_bytes(outcome.content, "lineage.yaml")).findings}
    assert "SCN007" in found


@pytest.mark.parametrize("key", ["domains", "languages", "collected", "modalities"])
def test_a_statement_in_place_of_a_fact_stays(key: str) -> None:
    made, outcome = merged(f"{BARE}    {key}: {{unknown: true}}\n")
    assert made[key] == {"unknown": True}
    assert outcome.kept


def test_facts_for_many_datasets_are_stated() -> None:
    made, outcome = merged(f"{BARE}datasetDefaults:\n  all:\n    languages: [fr]\n")
    assert "languages" not in made
    assert any("stated for many" in one for one in outcome.kept)


def test_the_same_report_again_changes_nothing() -> None:
    _, first = merged(BARE)
    _, second = merged(first.content.decode().removeprefix(HEAD))
    assert second.content == first.content
    assert not second.written


def later() -> ScanReport:
    """The report of a second scan: more records, another language, other dates, more domains, other shares."""
    old = report().model_dump(mode="json")
    new = copy.deepcopy(old)
    new["totals"] |= {"records": 2000, "bytes": 9000, "textBytes": 9000}
    new["languages"]["found"].append({"value": "cy", "records": 3})
    new["dates"][0]["last"] = "2025-09-30"
    new["domains"]["names"] = 50
    return report(**{key: new[key] for key in ("totals", "languages", "dates", "domains")})


def test_what_an_older_measurement_filled_in_is_brought_up_to_date() -> None:
    _, first = merged(BARE)
    made, second = merged(first.content.decode().removeprefix(HEAD), later())
    assert made["modalities"][0]["quantity"]["value"] == 9000
    assert made["languages"] == ["en", "ga", "cy"]
    assert made["collected"]["to"] == "2025-09-30"
    assert made["domains"]["total"] == 50
    assert len(made["measurements"]) == len(made["modelUses"]) == 1
    assert made["modelUses"][0]["models"][0]["share"]["value"] == 0.3
    assert not second.kept


def test_what_a_person_wrote_since_stays() -> None:
    _, first = merged(BARE)
    text = first.content.decode().removeprefix(HEAD).replace("languages: [en, ga]", "languages: [en, ga, gd]")
    made, second = merged(text, later())
    assert made["languages"] == ["en", "ga", "gd"]
    assert any("languages" in one for one in second.kept)


def test_another_report_stands_beside() -> None:
    made, _ = merged(
        f"{BARE}    measurements:\n      - report: {{path: other.json, sha256: {'0' * 64}}}\n        records: 1000\n"
    )
    assert [one["report"]["path"] for one in made["measurements"]] == ["other.json", "web.scan.json"]


def test_a_new_dataset() -> None:
    made, _ = merged("models: [{id: m, name: M}]\n", new=True)
    assert made["id"] == "web"
    with pytest.raises(KeyError):
        merged("models: [{id: m, name: M}]\n")


def test_an_sme_gets_its_own_list() -> None:
    made, _ = merged(BARE, sme=True)
    assert made["domains"]["list"]["path"] == "web.scan/domains-top-sme.csv"


def test_tokens_of_a_sample_are_an_estimate() -> None:
    from tests.scan.report.made import DIGEST

    tokens = {"tokenizer": "tok", "sha256": DIGEST, "tokens": 100, "texts": 10, "textBytes": 500, "estimated": 1000}
    made, _ = merged(BARE, report(tokens=tokens))
    quantity = made["modalities"][0]["quantity"]
    assert (quantity["unit"], quantity["tokenizer"], quantity["known"]["how"]) == ("tokens", "tok", "estimated")


def test_files_that_were_left_out_are_said() -> None:
    made, _ = merged(BARE, report(filesLeftOut=2))
    assert made["measurements"][0]["filesLeftOut"] == 2


def test_a_part_described_elsewhere_may_name_the_models() -> None:
    text = 'imports: [{manifest: "urn:x:y", alias: up}]\ndatasets:\n  - id: web\n    derivedFrom: ["up:a"]\n'
    made, outcome = merged(text)
    assert "modelUses" not in made
    assert any("another manifest" in one for one in outcome.kept)


def test_a_column_of_very_many_models_is_none_of_teachers() -> None:
    models = [{"name": f"model-{n}", "records": 1, "spellings": [f"model-{n}"]} for n in range(51)]
    column = {"column": "model", "models": models, "others": [], "missing": 0, "several": 0, "further": 0}
    made, outcome = merged(BARE, report(generators=[column]))
    assert "modelUses" not in made
    assert any("too many" in one for one in outcome.kept)


def test_without_sizes_there_is_no_ranking() -> None:
    made, _ = merged(BARE, report(totals={"records": 1000, "sizeRule": "none"}))
    assert made["domains"] == {"total": 40}
    assert "modalities" not in made


def test_of_several_columns_of_dates_only_those_of_collection_count() -> None:
    rest = {"read": 1000, "missing": 0, "absurd": 0, "ambiguous": 0, "unread": 0}
    dates = [
        {"column": "published", "event": "published", "first": "1999-01-01", "last": "2025-01-01", **rest},
        {"column": "fetched", "event": "collected", "first": "2025-02-01", "last": "2025-02-03", **rest},
        {"column": "date", "first": "2001-01-01", "last": "2025-01-01", **rest},
        {"column": "empty", **rest},
    ]
    made, _ = merged(BARE, report(dates=dates))
    assert made["collected"] == {"from": "2025-02-01", "to": "2025-02-03"}
    assert [one["column"] for one in made["measurements"][0]["dates"]] == ["published", "fetched", "date"]


AFTER = [{"column": "deepseek_reasoning", "name": "DeepSeek", "role": "generate", "writes": "reasoning"},
         {"column": "gpt4_response", "name": "GPT-4", "known": "gpt-4", "role": "generate",
          "writes": "response"}]  # fmt: skip


def test_a_column_that_is_named_after_a_model_is_an_inferred_use() -> None:
    made, first = merged(BARE, report(generators=[], namedAfter=AFTER))
    assert [(one["model"], one["role"], one["writes"], one["columns"]) for one in made["modelUses"]] == [
        ("deepseek", "generate", ["reasoning"], {"reasoning": "deepseek_reasoning"}),
        ("gpt-4", "generate", ["response"], {"response": "gpt4_response"}),
    ]
    for use in made["modelUses"]:
        assert use["known"]["how"] == "inferred"
        assert not {"share", "amount"} & use.keys(), "nothing was counted"
    _, second = merged(first.content.decode().removeprefix(HEAD), report(generators=[], namedAfter=AFTER))
    assert second.content == first.content


@pytest.mark.parametrize("declared", ["DeepSeek-R1", "DeepSeek"])
def test_a_declared_model_of_that_family_is_the_one_that_is_meant(declared: str) -> None:
    text = f"models: [{{id: t, name: {declared}}}]\n{BARE}    modelUses: [{{model: t, role: generate}}]\n"
    made, outcome = merged(text, report(generators=[], namedAfter=AFTER[:1]))
    assert [one["model"] for one in made["modelUses"]] == ["t"]
    assert any("deepseek_reasoning" in one for one in outcome.kept)


def test_facts_that_a_person_added_to_a_use_stay() -> None:
    _, first = merged(BARE)
    text = (
        first.content.decode()
        .removeprefix(HEAD)
        .replace("writes: [response]", "writes: [response]\n        note: by us")
    )
    made, _ = merged(text, later())
    (use,) = made["modelUses"]
    assert use["note"] == "by us"
    assert use["models"][0]["share"]["value"] == 0.3


def test_another_number_that_a_person_wrote_stays() -> None:
    _, first = merged(BARE)
    text = first.content.decode().removeprefix(HEAD)
    assert "count: 250" in text
    made, outcome = merged(text.replace("count: 250", "count: 251"), later())
    assert [one["count"] for one in made["modelUses"][0]["models"]] == [600, 251]
    assert any("changed since" in one for one in outcome.kept)
