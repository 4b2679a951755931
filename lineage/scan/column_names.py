"""What columns are called in the data sets that people train on: names by role, the surest first."""

from __future__ import annotations

from typing import Final

TEXT: Final = "text"
WHOLE: Final = "whole number"
NUMBER: Final = "number"
TIME: Final = "time"
LIST: Final = "list"
STRUCT: Final = "struct"
BYTES: Final = "bytes"
OTHER: Final = "other"

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "url": (
        "url warc_target_uri target_uri",
        "source_url original_url document_url doc_url web_url canonical_url uri",
        "page_url image_url video_url audio_url post_url repo_url",
        "link href permalink source_link source",
    ),
    "host": ("url_host_name host hostname netloc", "url_host_registered_domain domain base_url_domain"),
    "text": (
        "text raw_content",
        "content document body article page_content raw_text full_text cleaned_text markdown",
        "sentence transcript transcription story passage abstract",
        "caption top_caption",
    ),
    "messages": (
        "messages conversations conversation dialogue dialog chat turns",
        "chosen_messages",
    ),
    "prompt": ("prompt instruction question query user_prompt", "problem task input inputs"),
    "response": ("response completion output answer generation assistant", "responses targets solution generated_text"),
    "chosen": ("chosen chosen_response",),
    "rejected": ("rejected rejected_response",),
    "system": ("system system_prompt",),
    "reasoning": ("reasoning thinking thought thoughts chain_of_thought cot rationale deepseek_reasoning",),
    "size": (
        "content_bytes num_bytes byte_size size_bytes byte_length length_bytes text_bytes",
        "content_length size bytes",
        "warc_record_length length",
    ),
    "language": (
        "language lang",
        "content_languages languages language_code lang_code lang_id detected_language language_iso locale",
    ),
    "programming_language": ("programming_language code_language", "lang language"),
    "licence": (
        "license licence license_type license_expression",
        "licenses licences detected_licenses max_stars_repo_licenses",
    ),
    "date": (
        "timestamp date fetch_time crawl_date warc_date date_download",
        "created created_at publish_date published published_at date_published publication_date pub_date created_utc",
        "added updated updated_at last_modified modified accessed",
    ),
    "image": ("image images", "image_path image_file jpg png img"),
    "audio_ms": ("audio_ms audio_duration_ms audio_length_ms",),
    "audio_seconds": ("audio_seconds audio_duration_s audio_duration_seconds audio_length_s audio_duration_sec",),
    "video_ms": ("video_ms video_duration_ms video_length_ms",),
    "video_seconds": ("video_seconds video_duration_s video_duration_seconds video_length_s video_duration_sec",),
    "id": ("id", "uuid doc_id document_id record_id warc_record_id conversation_id conversation_hash prompt_id"),
}
"""For each role tiers of names, the surest first. Names are lower case with underscores: see :func:`spelt`."""

MANY: Final = frozenset({"generator", "licence", "date"})
"""Roles that several columns may have at once: each of them is counted for itself."""

KINDS: Final[dict[str, frozenset[str]]] = {
    "url": frozenset({TEXT}),
    "host": frozenset({TEXT}),
    "text": frozenset({TEXT}),
    "messages": frozenset({LIST}),
    "prompt": frozenset({TEXT, LIST}),
    "response": frozenset({TEXT, LIST}),
    "chosen": frozenset({TEXT, LIST, STRUCT}),
    "rejected": frozenset({TEXT, LIST, STRUCT}),
    "system": frozenset({TEXT}),
    "reasoning": frozenset({TEXT}),
    "size": frozenset({WHOLE, TEXT}),
    "language": frozenset({TEXT, LIST}),
    "programming_language": frozenset({TEXT}),
    "licence": frozenset({TEXT, LIST}),
    "date": frozenset({TEXT, TIME, WHOLE, NUMBER}),
    "image": frozenset({TEXT, BYTES, STRUCT, LIST}),
    "audio_ms": frozenset({WHOLE, NUMBER, TEXT}),
    "audio_seconds": frozenset({WHOLE, NUMBER, TEXT}),
    "video_ms": frozenset({WHOLE, NUMBER, TEXT}),
    "video_seconds": frozenset({WHOLE, NUMBER, TEXT}),
    "id": frozenset({TEXT, WHOLE, BYTES}),
    "generator": frozenset({TEXT, LIST}),
}
"""What kinds of values a role may have. In CSV all values are text."""

UNSAID_UNIT: Final = frozenset({"duration", "length_s", "audio_duration", "video_duration", "audio_length", "seconds",
                                "duration_ms", "duration_seconds", "duration_s"})  # fmt: skip
"""Names that speak of a length in time, and not of what and in which unit both."""


def spelt(name: str) -> str:
    """A name of a column as the tables have it: ``WARC-Target-URI`` and ``warcTargetUri`` are ``warc_target_uri``."""
    made: list[str] = []
    before = ""
    for sign in name.strip():
        if sign.isupper() and before and (before.islower() or before.isdigit()):
            made.append("_")
        made.append(sign.lower() if sign.isalnum() else "_")
        before = sign
    return "_".join(part for part in "".join(made).split("_") if part)


def tier_of(role: str, name: str) -> int | None:
    """How sure a name is of a role: 0 is the surest; ``None`` where the role does not have it."""
    return next((tier for tier, names in enumerate(NAMES.get(role, ())) if spelt(name) in names.split()), None)
