"""Data Provenance Standards and corpuscard manifests: what is taken, what is lost, and what garbage does."""

from __future__ import annotations

import json
from typing import Any

import pytest
import ryaml
from hypothesis import given, settings

from lineage.errors import LineageError, Unreadable
from lineage.interop.draft import Draft
from lineage.interop.formats import FORMATS
from lineage.interop.losses import Loss
from lineage.interop.source import NotThisFormat, Source
from tests.interop.mutants import errors, imported, mutants, refused_or_sound

DTS, CORPUSCARD = FORMATS["dts"], FORMATS["corpuscard"]

STANDARD: dict[str, Any] = {
    "source": {
        "version": "1.0.0",
        "title": "Notes on invented loans",
        "id": "b0c5a1de-0000-4000-8000-000000000001",
        "location": "https://example.org/meta/loans.json",
        "issuer": [{"name": "Example Bank", "address": ["Street 1", "Berlin"]}],
        "description": "Notes that clerks could have written.",
    },
    "provenance": {
        "source": "https://example.org/meta/raw-loans.json",
        "origin": [{"name": "Another Bank"}],
        "origin-geography": [{"country": "DE", "state": "Berlin"}, {"country": "France"}],
        "date": "2025-01-02",
        "previous-date": "2024-01-02",
        "generation-period": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31"},
        "generation-method": [
            {"code": "machine-generated-mlops-generative", "system": "codes", "description": "By a language model."},
            {"code": "web-scraping-crawling-textual"},
            {"code": "primary-user-source-interview"},
        ],
        "format": ["text/csv", "text/plain"],
    },
    "use": {
        "classification": [{"regulation": {"code": "pi"}, "evaluated": True}],
        "consents": [],
        "privacy-enhancing": [
            {"tool-category": {"code": "data-masking", "description": "Names are masked."}, "tool-used": "Masker"}
        ],
        "license": ["CC-BY-4.0"],
        "intended-purpose": [{"code": "ai-pre-training", "description": "Training of small models."}],
        "copyright": ["All rights are with Example Bank."],
    },
}


def read(format: Any, tree: Any, name: str = "a.json") -> tuple[dict[str, Any], dict[str, str]]:
    draft = Draft()
    losses: tuple[Loss, ...] = format.read(Source(name, json.dumps(tree).encode()), draft)
    return draft.tree(), {loss.path: loss.why for loss in losses}


def test_a_standard_document_becomes_a_dataset() -> None:
    tree, losses = read(DTS, STANDARD)
    first, second = tree["datasets"]
    known = first["known"]
    assert known["source"] == "a.json"
    assert {key: value for key, value in first.items() if key not in ("known", "documentation", "aliases")} == {
        "id": "notes-on-invented-loans",
        "name": "Notes on invented loans",
        "description": "Notes that clerks could have written.",
        "creators": ["example-bank"],
        "geography": {"countries": ["DE"], "description": "DE, Berlin; France"},
        "issued": "2025-01-02",
        "collected": {"from": "2024-01-01", "to": "2024-12-31"},
        "modelUses": {"unknown": "notStatedBySource", "note": "By a language model.", "known": known},
        "format": "text/csv, text/plain",
        "licence": "CC-BY-4.0",
        "purpose": "Training of small models.",
        "derivedFrom": [{"dataset": second["id"], "known": known}],
    }
    assert tree["agents"][0]["contact"] == {"address": "Street 1\nBerlin"}
    assert tree["measures"][0]["tools"] == [{"name": "Masker"}]
    assert tree["measures"][0]["appliesTo"] == [first["id"]]
    assert tree["measures"][0]["by"] == "example-bank"
    assert set(losses) == {
        "/provenance/origin",
        "/provenance/previous-date",
        "/provenance/generation-method/1/code",
        "/provenance/generation-method/2/code",
        "/use/classification",
        "/use/intended-purpose/0/code",
        "/use/copyright",
    }
    assert errors(tree) == []


def test_a_source_may_be_another_document() -> None:
    raw = json.loads(json.dumps(STANDARD))
    raw["source"] |= {"title": "Raw loans", "location": "https://example.org/meta/raw-loans.json"}
    del raw["provenance"]["source"]
    for documents in ([STANDARD, raw], [raw, STANDARD]):
        tree, _ = read(DTS, documents)
        found = {record["name"]: record for record in tree["datasets"]}
        assert len(found) == 2
        assert found["Notes on invented loans"]["derivedFrom"][0]["dataset"] == found["Raw loans"]["id"]


def test_documents_that_name_each_other_make_no_circle() -> None:
    other = json.loads(json.dumps(STANDARD))
    other["source"]["location"], other["provenance"]["source"] = (
        STANDARD["provenance"]["source"],
        STANDARD["source"]["location"],
    )
    tree, losses = read(DTS, [STANDARD, other])
    assert errors(tree) == []
    assert "datasets do not come from themselves" in losses.values()


def test_the_drafts_of_oasis_are_read_too() -> None:
    document = {
        "$schema": "https://docs.oasis-open.org/dps/prov-meta/v1.0/schema/data-provenance.json",
        "source": {
            "about": {"content": "Abstracts.", "purpose": "Pre-training."},
            "id": {"uuids": ["c0ffee"], "uris": ["https://example.org/d"]},
            "issuer": [{"legal-name": "A Consortium", "url": "https://example.org/"}],
            "name": "Abstracts of papers",
            "data-version": "3.0.0",
        },
        "provenance": {"date": "2026-05-15", "generation-method": [{"code": "machine-generated-mlops-synthetic"}]},
        "use": {"license": ["https://example.org/licence.txt"]},
    }
    tree, losses = read(DTS, document)
    (record,) = tree["datasets"]
    assert (record["name"], record["version"], record["description"]) == ("Abstracts of papers", "3.0.0", "Abstracts.")
    assert record["modelUses"]["unknown"] == "notStatedBySource"
    assert tree["agents"][0]["contact"] == {"url": "https://example.org/"}
    assert set(losses) == {"/use/license"}


@settings(max_examples=150)
@given(mutants([STANDARD]))
def test_whatever_a_standard_document_holds(tree: Any) -> None:
    refused_or_sound(DTS, tree)


CARD: dict[str, Any] = {
    "version": "1.0",
    "last_update": "01/08/25",
    "general_information": {
        "provider_identification": {
            "provider_name_and_contact": "Example Labs, contact@example.org",
            "authorised_representative_name_and_contact": "Example Agents",
        },
        "model_identification": {
            "versioned_model_names": ["Example-1", "Example-1-mini"],
            "model_dependencies": "Llama 3.1-8B",
            "date_of_placement_on_union_market": "02/09/2025",
        },
        "modalities": [
            {
                "modality": "text",
                "size_range": "1 billion to 10 trillion tokens",
                "types_of_content": "novels, papers, source code",
            },
            {
                "modality": "other",
                "other_modality_name": "sensor logs",
                "custom_size_value": "1.5 million",
                "custom_size_unit": "records",
                "types_of_content": "logs of machines in factories",
            },
        ],
        "latest_data_collection_date": "06/2025",
        "continuously_trained_on_new_data": False,
        "linguistic_characteristics": "Mostly English.",
    },
    "data_sources": {
        "publicly_available_datasets": {
            "used": True,
            "modalities_covered": ["text"],
            "large_datasets": [
                {
                    "identifier_or_name": "FineWeb",
                    "link": "https://huggingface.co/datasets/HuggingFaceFW/fineweb",
                    "collection_start_date": "01/2013",
                }
            ],
            "other_datasets_general_description": "Some more.",
        },
        "private_third_party_datasets": {
            "licensed": {"has_licensing_agreements": False, "modalities_covered": []},
            "other_third_party": {"obtained": True, "publicly_known_datasets": ["A News Archive"]},
        },
        "crawled_data": {
            "crawlers_used": True,
            "crawler_names": ["ExampleBot"],
            "crawler_behaviour_description": "It honours robots.txt.",
            "collection_period_start": "01/2024",
            "top_domains_file": "domains.csv",
        },
        "user_data": {
            "model_interaction_data_used": True,
            "other_product_interaction_data_used": False,
            "services_or_products_description": "A chat assistant.",
        },
        "synthetic_data": {
            "used": True,
            "generating_models": ["GPT-4o", "A model of our own"],
            "other_generating_models_description": "A small internal model.",
        },
        "other_sources": {"used": False},
    },
    "data_processing_aspects": {
        "tdm_reservation_respect": {
            "is_code_of_practice_signatory": True,
            "measures_description": "robots.txt is honoured.",
        },
        "illegal_content_removal": {"measures_description": "Lists of hashes."},
        "other_information": "Nothing else.",
    },
    "ab2013": {
        "intended_purpose_description": "To answer questions.",
        "ip_status": {
            "includes_copyrighted_content": True,
            "includes_trademarked_content": True,
            "includes_patented_content": False,
            "includes_public_domain_content": True,
            "additional_comments": "No more is known.",
        },
        "includes_personal_information": True,
        "includes_aggregate_consumer_information": False,
        "data_cleaning_description": "Copies were removed.",
        "first_used_in_development_date": "2025-01",
    },
}


def test_the_card_is_one_that_corpuscard_takes() -> None:
    schema = pytest.importorskip("corpuscard.schema")
    schema.TrainingSummary.model_validate(CARD)


def test_a_card_becomes_a_corpus() -> None:
    tree, losses = read(CORPUSCARD, CARD)
    (corpus,) = tree["corpora"]
    assert corpus["models"] == ["example-1", "example-1-mini"]
    text, other = corpus["modalities"]
    assert text["quantity"] == {"atLeast": 1, "atMost": 10_000, "magnitude": "billion", "unit": "tokens"}
    assert other["quantity"] == {"value": 1.5, "magnitude": "million", "unit": "records"}
    assert corpus["latestCollection"] == "2025-06"
    assert corpus["continuousTraining"] is False
    assert {origin: source["used"] for origin, source in corpus["sources"].items()} == {
        "public": True,
        "licensed": False,
        "thirdPartyPrivate": True,
        "crawled": True,
        "userModel": True,
        "userService": False,
        "synthetic": True,
        "other": False,
    }
    assert corpus["sources"]["userModel"]["description"] == "A chat assistant."
    found = {record["id"]: record for record in tree["datasets"]}
    assert found["fineweb"]["collected"] == {"from": "2013-01"}
    assert found["a-news-archive"]["publiclyKnown"] is True
    assert found["crawled-data"]["domains"] == {"list": {"path": "domains.csv"}}
    models = {record["id"]: record for record in tree["models"]}
    named = [models[use["model"]] for use in found["synthetic-data"]["modelUses"]]
    assert named[1]["name"] == "A model of our own"
    assert named[2]["name"] == {"unknown": "notStatedBySource"}
    assert models["example-1"]["placedOnUnionMarket"] == "2025-09-02"
    assert models["example-1"]["training"][0]["uses"] == list(found)
    assert tree["declarations"][0]["codeOfPractice"] == {"signatory": True}
    assert tree["datasetDefaults"]["all"]["copyright"] == "mixed"
    assert tree["publications"] == [
        {"form": "eu-summary", "corpus": "corpus", "version": "1.0", "updated": "2025-08-01"}
    ]
    assert list(losses) == ["/ab2013/ip_status/additional_comments"]
    assert errors(tree) == []


def test_a_yes_without_a_model_is_an_unknown_generator() -> None:
    card = json.loads(json.dumps(CARD))
    card["data_sources"]["synthetic_data"] = {"used": True, "generating_models": []}
    (made,) = [record for record in read(CORPUSCARD, card)[0]["datasets"] if record.get("origin") == "synthetic"]
    assert made["modelUses"]["unknown"] == "notStatedBySource"
    card["data_sources"]["synthetic_data"] = {"used": False}
    assert not [one for one in read(CORPUSCARD, card)[0]["datasets"] if one.get("origin") == "synthetic"]


def test_a_text_is_not_taken_for_the_name_of_a_model() -> None:
    card = json.loads(json.dumps(CARD))
    card["general_information"]["model_identification"]["model_dependencies"] = "Made from A and B, see the summary."
    tree, losses = read(CORPUSCARD, card)
    assert "initializedFrom" not in tree["models"][0]
    assert "name the model" in losses["/general_information/model_identification/model_dependencies"]


def test_a_card_is_yaml_as_a_rule() -> None:
    for head in ("", "---\n"):
        draft = Draft()
        source = Source("card.yaml", (head + ryaml.dumps(CARD)).encode())
        assert CORPUSCARD.looks_like(source)
        CORPUSCARD.read(source, draft)
        assert draft.tree()["corpora"]


@settings(max_examples=150)
@given(mutants(CARD))
def test_whatever_a_card_holds(tree: Any) -> None:
    refused_or_sound(CORPUSCARD, tree)


@pytest.mark.parametrize("format", [DTS, CORPUSCARD])
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"{}", NotThisFormat),
        (b"[]", NotThisFormat),
        (b'{"source": "a", "provenance": "b", "use": "c"}', NotThisFormat),
        (b'{"source": {', Unreadable),
        (b"", Unreadable),
        (b"{" * 3000, Unreadable),
        (b"\xff\xfe{}", Unreadable),
    ],
)
def test_other_files_are_refused(format: Any, data: bytes, error: type[LineageError]) -> None:
    with pytest.raises(error):
        format.read(Source("a.json", data), Draft())


def test_neither_is_taken_for_the_other() -> None:
    for tree, own, other in ((STANDARD, DTS, CORPUSCARD), (CARD, CORPUSCARD, DTS)):
        source = Source("a.json", json.dumps(tree).encode())
        assert own.looks_like(source)
        assert not other.looks_like(source)
        assert not FORMATS["openlineage"].looks_like(source)
    assert imported(DTS, STANDARD)
