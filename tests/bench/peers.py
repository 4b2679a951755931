"""The documents of ``inputs`` as corpuscard 0.1.0 takes them: the same datasets, each with its name, link and modality.

corpuscard holds one summary of training content. Public datasets are its section 2.1, where each has a name and a link;
the modality is said once for all of them. It has no ids: its references are texts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bench.inputs import yaml


def many(folder: Path, count: int, suffix: str) -> Path:
    """As many datasets as ``inputs.many(..., minimal=True)``, with the same facts."""
    path = folder / f"corpuscard-{count}.{suffix}"
    summary = _summary(
        [{"identifier_or_name": f"Dataset {i}", "link": f"https://example.org/datasets/{i}"} for i in range(count)]
    )
    path.write_text(json.dumps(summary) if suffix == "json" else yaml(summary), "utf-8")
    return path


def _summary(datasets: list[dict[str, Any]]) -> dict[str, Any]:
    content = "web pages, forums and encyclopedias in several languages"
    return {
        "version": "1",
        "last_update": "01/11/2026",
        "general_information": {
            "provider_identification": {"provider_name_and_contact": "Example Lab"},
            "model_identification": {
                "versioned_model_names": ["Example 1"],
                "date_of_placement_on_union_market": "01/11/2026",
            },
            "modalities": [
                {"modality": "text", "size_range": "1 billion to 10 trillion tokens", "types_of_content": content}
            ],
            "latest_data_collection_date": "10/2026",
            "continuously_trained_on_new_data": False,
        },
        "data_sources": {
            "publicly_available_datasets": {"used": True, "modalities_covered": ["text"], "large_datasets": datasets},
            "private_third_party_datasets": {
                "licensed": {"has_licensing_agreements": False},
                "other_third_party": {"obtained": False},
            },
            "crawled_data": {"crawlers_used": False},
            "user_data": {"model_interaction_data_used": False, "other_product_interaction_data_used": False},
            "synthetic_data": {"used": False},
            "other_sources": {"used": False},
        },
        "data_processing_aspects": {
            "tdm_reservation_respect": {"is_code_of_practice_signatory": False},
            "illegal_content_removal": {"measures_description": "Filters for illegal content."},
        },
    }
