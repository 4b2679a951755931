"""What files beside the data say, in a manifest: where it says nothing itself, with the file as the source."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import ryaml

from lineage import check
from lineage.model import Manifest
from lineage.read import read_bytes
from lineage.scan import beside
from lineage.scan.merge import Merged, Source, merge
from lineage.scan.report.build import as_bytes
from tests.scan.report.made import report

HEAD = 'lineage: "1.0-draft"\nid: urn:a:b\n'
BARE = "datasets:\n  - id: web\n"
PIPELINE = """\
distilabel: {version: 1.5.3}
pipeline:
  name: breads
  steps:
  - step:
      name: load
      repo_id: example/loaves
      type_info: {module: distilabel.steps, name: LoadDataFromHub}
    name: load
  - step:
      name: answer
      type_info: {module: distilabel.steps.tasks, name: TextGeneration}
      llm:
        model: gpt-4o-mini
        type_info: {module: distilabel.models.llms.openai, name: OpenAILLM}
    name: answer
  - step:
      name: rate
      type_info: {module: distilabel.steps.tasks, name: UltraFeedback}
      llm:
        model: example/rater-7b
        type_info: {module: distilabel.models.llms.vllm, name: vLLM}
    name: rate
  connections: []
"""
CARD = """\
---
license: mit
language: [en, de]
tags: [synthetic]
size_categories: [n<1K]
source_datasets: [extended|example/crumbs]
---
# Breads
"""


def told(folder: Path, **files: str) -> tuple[beside.Described, ...]:
    """What these files say, by their paths from the folder."""
    from dataclasses import replace

    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    read = beside.read(beside.find([folder]))
    assert not read.refused
    return tuple(replace(one, path=f"data/{Path(one.path).name}") for one in read.described)


def merged(text: str, described: tuple[beside.Described, ...], **changes: Any) -> tuple[dict[str, Any], Merged]:
    """The first dataset of the manifest afterwards, and what was said."""
    made = report(**({"generators": [], "languages": None} | changes))
    document = read_bytes((HEAD + text.removeprefix(HEAD)).encode(), "lineage.yaml")
    source = Source("web.scan.json", hashlib.sha256(as_bytes(made)).hexdigest(), "web.scan")
    manifest = Manifest.model_validate_json(document.json)
    outcome = merge(document, manifest, "web", made, source, described=described)
    again = read_bytes(outcome.content, "lineage.yaml")
    assert not [one for one in check(again).findings if one.code[:3] in ("SHP", "REF", "SYN", "GRA", "TXT")]
    tree = again.tree()
    return next(one for one in tree["datasets"] if one["id"] == "web") | {"": tree}, outcome


def test_models_and_sources_of_a_pipeline(tmp_path: Path) -> None:
    made, outcome = merged(BARE, told(tmp_path, pipeline_yaml=PIPELINE))
    known = {"how": "declared", "source": "data/pipeline.yaml", "sha256": hashlib.sha256(PIPELINE.encode()).hexdigest()}
    assert made["modelUses"] == [
        {"model": "gpt-4o-mini", "role": "generate", "writes": ["response"], "columns": {"response": "generation"},
         "accessedVia": {"access": "api"}, "purpose": "Step answer.", "known": known},
        {"model": "example-rater-7b", "role": "judge", "writes": ["score", "critique"],
         "columns": {"score": "ratings", "critique": "rationales"}, "accessedVia": {"access": "weights"},
         "purpose": "Step rate.", "known": known},
    ]  # fmt: skip
    assert made["derivedFrom"] == [{"dataset": "example-loaves", "known": known}]
    models = {one["id"]: one for one in made[""]["models"]}
    assert models["gpt-4o-mini"]["provider"] == "openai"
    assert models["example-rater-7b"]["url"] == "https://huggingface.co/example/rater-7b"
    (source,) = made[""]["datasets"][1:]
    assert (source["name"], source["known"]) == ("example/loaves", known)
    assert not outcome.differs


def test_licence_and_languages_of_a_card(tmp_path: Path) -> None:
    made, outcome = merged(BARE, told(tmp_path, README_md=CARD))
    assert (made["licence"], made["languages"]) == ("MIT", ["en", "de"])
    assert [one["dataset"] for one in made["derivedFrom"]] == ["example-crumbs"]
    assert "modelUses" not in made, "that it is synthetic names no model"
    assert any("licence that data/README.md gives" in one for one in outcome.written)


def test_what_was_counted_comes_before_what_a_card_says(tmp_path: Path) -> None:
    languages = {"toldBy": "column", "column": "lang", "lookedAt": 9, "told": 9, "floor": "0", "rare": [], "unread": [],
                 "found": [{"value": "en", "records": 9}], "programming": [], "several": 0}  # fmt: skip
    licences = [{"column": "rights", "spdx": [{"value": "CC0-1.0", "records": 9}], "written": [], "missing": 0}]
    made, outcome = merged(BARE, told(tmp_path, README_md=CARD), languages=languages, licences=licences)
    assert (made["licence"], made["languages"]) == ({"column": "rights"}, ["en"])
    assert [one for one in outcome.differs if "languages en, de, and here stands en" in one]


@pytest.mark.parametrize("twice", [False, True])
def test_a_second_scan_changes_nothing(tmp_path: Path, twice: bool) -> None:
    generators = {"generators": report().model_dump(mode="json")["generators"]} if twice else {}
    described = told(tmp_path, README_md=CARD, pipeline_yaml=PIPELINE)
    _, first = merged(BARE, described, **generators)
    _, second = merged(first.content.decode(), described, **generators)
    assert second.content == first.content
    assert not second.written
    assert not second.differs


DECLARED = """\
models:
  - {id: g, name: GPT-4o mini}
datasets:
  - id: web
    languages: [fr]
    licence: Apache-2.0
    derivedFrom: [loaves]
    modelUses:
      - {model: g, role: rewrite, note: ours}
  - id: loaves
    url: https://huggingface.co/datasets/example/loaves
"""


def test_what_is_declared_stays_and_what_differs_is_said(tmp_path: Path) -> None:
    before = ryaml.loads(HEAD + DECLARED)["datasets"]
    made, outcome = merged(DECLARED, told(tmp_path, README_md=CARD, pipeline_yaml=PIPELINE))
    for key in ("languages", "licence"):
        assert made[key] == before[0][key]
    assert made["modelUses"][0] == before[0]["modelUses"][0]
    assert [one["model"] for one in made["modelUses"]] == ["g", "example-rater-7b"]
    assert made["derivedFrom"][0] == "loaves"
    assert [one["dataset"] for one in made["derivedFrom"][1:]] == ["example-crumbs"]
    said = "\n".join(outcome.differs)
    assert "data/pipeline.yaml says generate of GPT-4o-mini, and the declared use rewrite" in said
    assert "data/README.md gives as licence MIT, and here stands Apache-2.0" in said
    assert "data/README.md gives as languages en, de, and here stands fr" in said
    assert len(outcome.differs) == 3


@pytest.mark.parametrize("key", ["modelUses", "derivedFrom"])
def test_a_statement_in_place_of_a_list_stays(tmp_path: Path, key: str) -> None:
    made, outcome = merged(f"{BARE}    {key}: {{none: true}}\n", told(tmp_path, pipeline_yaml=PIPELINE))
    assert made[key] == {"none": True}
    word = "GPT-4o-mini" if key == "modelUses" else "example/loaves"
    assert [one for one in outcome.differs if word in one and "none are listed" in one]


def test_of_a_file_that_changed_the_facts_are_brought_up_to_date(tmp_path: Path) -> None:
    _, first = merged(BARE, told(tmp_path, pipeline_yaml=PIPELINE))
    text = first.content.decode().replace(
        "        writes: [response]", "        note: we looked\n        writes: [response]"
    )
    assert "we looked" in text
    later = PIPELINE.replace("gpt-4o-mini\n", "gpt-4o-mini\n        base_url: https://x.example\n").replace(
        "example/rater-7b", "example/rater-8b"
    )
    made, outcome = merged(text, told(tmp_path, pipeline_yaml=later))
    digest = hashlib.sha256(later.encode()).hexdigest()
    uses = {one["model"]: one for one in made["modelUses"]}
    assert uses["gpt-4o-mini"]["known"]["sha256"] == made["derivedFrom"][0]["known"]["sha256"] == digest
    assert uses["gpt-4o-mini"]["note"] == "we looked"
    assert "example-rater-8b" in uses
    assert [one for one in outcome.differs if "no longer has the use of example-rater-7b" in one]
    assert len(made["derivedFrom"]) == 1


def test_what_a_person_changed_since_stays(tmp_path: Path) -> None:
    described = told(tmp_path, pipeline_yaml=PIPELINE)
    _, first = merged(BARE, described)
    text = first.content.decode().replace("role: judge", "role: filter")
    made, outcome = merged(text, described)
    assert [one["role"] for one in made["modelUses"]] == ["generate", "filter"]
    assert outcome.differs == ("data/pipeline.yaml says judge of example/rater-7b",)


def test_a_manifest_that_was_made_of_the_same_file_names_it_once(tmp_path: Path) -> None:
    """`lineage init` names the file alone, without its folder."""
    described = told(tmp_path, pipeline_yaml=PIPELINE)
    _, first = merged(BARE, described)
    text = first.content.decode().replace("source: data/pipeline.yaml", "source: pipeline.yaml")
    made, _ = merged(text, described)
    assert len(made["modelUses"]) == 2


def test_a_source_that_is_made_from_this_dataset_makes_no_circle(tmp_path: Path) -> None:
    text = f"{BARE}  - id: loaves\n    name: example/loaves\n    derivedFrom: [web]\n"
    made, outcome = merged(text, told(tmp_path, pipeline_yaml=PIPELINE))
    assert "derivedFrom" not in made
    assert [one for one in outcome.differs if "itself made from this dataset" in one]


def test_the_card_of_a_model_says_nothing_of_the_data(tmp_path: Path) -> None:
    card = "---\nlibrary_name: transformers\nlicense: mit\ndatasets: [example/loaves]\n---\n# Baker\n"
    described = told(tmp_path, README_md=card)
    made, outcome = merged(BARE, described)
    assert not {"licence", "derivedFrom", "modelUses"} & made.keys()
    assert all(one.dataset is None for one in described)
    assert outcome.differs == ("data/README.md does not say which of the datasets in it lies here",)


def test_a_model_of_a_pipeline_and_of_a_column_is_one_record(tmp_path: Path) -> None:
    named = {"name": "gpt-4o-mini", "known": "gpt-4o-mini", "records": 1000, "spellings": ["gpt-4o-mini"]}
    column: dict[str, Any] = {
        "column": "model",
        "role": "generate",
        "writes": "response",
        "models": [named],
        "others": [],
    }
    column |= {"missing": 0, "several": 0, "further": 0}
    made, _ = merged(BARE, told(tmp_path, pipeline_yaml=PIPELINE), generators=[column])
    assert [one["known"]["how"] for one in made["modelUses"]] == ["inferred", "declared", "declared"]
    assert [one["id"] for one in made[""]["models"]] == ["gpt-4o-mini", "example-rater-7b"]


def test_the_name_of_a_deployment_is_not_looked_up(tmp_path: Path) -> None:
    pipeline = PIPELINE.replace("name: OpenAILLM", "name: AzureOpenAILLM")
    made, _ = merged(BARE, told(tmp_path, pipeline_yaml=pipeline))
    model = made[""]["models"][0]
    assert (model["name"], "provider" in model) == ("gpt-4o-mini", False)


BLOCK = """\
---
license: mit
lineage_subject: breads
lineage:
  lineage: "1.0-draft"
  id: urn:x:breads
  agents: [{id: baker, name: Baker}]
  models: [{id: m, name: GPT-4o}, {id: n, name: Own 7B}]
  terms: [{id: t, provider: baker, title: Terms}]
  datasets:
    - id: breads
      derivedFrom: [loaves]
      modelUses:
        - models: [{model: m, count: 3, accessedVia: {access: api, account: baker}}, {model: {oneOf: [m, n]}}]
          role: generate
          actor: baker
          terms: [t]
          accessedVia: {access: api, servedBy: baker}
        - {model: n, role: {unknown: notStatedBySource}, accessedVia: {unknown: notRecorded}}
        - {model: {unknown: notStatedBySource}, role: translate}
    - {id: loaves, name: Loaves}
---
"""


def test_of_a_card_with_a_manifest_in_it_no_reference_is_left_hanging(tmp_path: Path) -> None:
    described = told(tmp_path, README_md=BLOCK)
    made, first = merged(BARE, described)
    known = {"how": "declared", "source": "data/README.md", "sha256": hashlib.sha256(BLOCK.encode()).hexdigest()}
    assert made["modelUses"] == [
        {"models": [{"model": "gpt-4o", "count": 3}, {"model": {"oneOf": ["gpt-4o", "own-7b"]}}], "role": "generate",
         "accessedVia": {"access": "api"}, "known": known},
        {"model": {"unknown": "notStatedBySource"}, "role": "translate", "known": known},
    ]  # fmt: skip
    assert [one["dataset"] for one in made["derivedFrom"]] == ["loaves"]
    _, second = merged(first.content.decode(), described)
    assert second.content == first.content
