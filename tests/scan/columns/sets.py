"""Columns of well-known public sets, with rows made up in their manner.

Those of the Common Crawl index, FineWeb, WildChat and Magpie were checked against a schema or a card; the others are
written down as they are known, and a set may since have changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Known:
    """A set: its columns with Arrow types, rows, and the roles that are expected (all of them, in any order).

    ``models``: models wrote part of it, as its makers say."""

    name: str
    columns: dict[str, str]
    rows: list[dict[str, Any]]
    roles: dict[str, str]
    doubts: set[str] = field(default_factory=set)
    models: bool = False


TEXT = "A page of text about the making of bread, which is long enough to be one."
MESSAGES = "messages"

SETS = [
    Known(
        "Common Crawl index, flat",
        {"url_surtkey": "string", "url": "string", "url_host_name": "string", "url_host_tld": "string",
         "url_host_registered_domain": "string", "url_protocol": "string", "url_path": "string",
         "fetch_time": "timestamp", "fetch_status": "int16", "content_digest": "string", "content_mime_type": "string",
         "content_mime_detected": "string", "content_charset": "string", "content_languages": "string",
         "warc_filename": "string", "warc_record_offset": "int32", "warc_record_length": "int32", "crawl": "string"},
        [{"url": "https://www.example.com/a", "url_host_name": "www.example.com", "content_languages": "fra,eng",
          "url_host_registered_domain": "example.com", "warc_record_length": 24662}],
        {"url": "url", "size": "warc_record_length", "language": "content_languages", "date": "fetch_time"},
    ),
    Known(
        "FineWeb",
        {"text": "string", "id": "string", "dump": "string", "url": "string", "date": "string", "file_path": "string",
         "language": "string", "language_score": "double", "token_count": "int64"},
        [{"text": TEXT, "id": "<urn:uuid:1>", "dump": "CC-MAIN-2013-20", "url": "http://example.com/a",
          "date": "2013-05-18T10:42:15Z", "file_path": "s3://x/y.warc.gz", "language": "en", "token_count": 12}],
        {"url": "url", "text": "text", "language": "language", "date": "date", "id": "id"},
    ),
    Known(
        "FineWeb 2",
        {"text": "string", "id": "string", "dump": "string", "url": "string", "date": "string", "language": "string",
         "language_score": "double", "language_script": "string", "minhash_cluster_size": "int64"},
        [{"text": TEXT, "url": "http://example.com/a", "date": "2013-05-18T10:42:15Z", "language": "abt",
          "language_script": "Latn", "id": "1"},
         {"text": TEXT, "url": "http://example.com/b", "date": "2013-05-18T10:42:15Z", "language": "deu", "id": "2"}],
        {"url": "url", "text": "text", "language": "language", "date": "date", "id": "id"},
    ),
    Known(
        "C4",
        {"text": "string", "timestamp": "timestamp", "url": "string"},
        [{"text": TEXT, "url": "https://example.com/"}],
        {"url": "url", "text": "text", "date": "timestamp"},
    ),
    Known(
        "RedPajama v2",
        {"raw_content": "string", "doc_id": "string", "meta": "struct:url=string,date_download=string,language=string",
         "quality_signals": "string"},
        [{"raw_content": TEXT, "doc_id": "2023-06/0", "meta": {"url": "https://example.com/a",
          "date_download": "2023-01-26T15:00:00Z", "language": "en"}}],
        {"text": "raw_content", "url": "meta.url", "language": "meta.language", "date": "meta.date_download",
         "id": "doc_id"},
    ),
    Known(
        "The Stack",
        {"hexsha": "string", "size": "int64", "ext": "string", "lang": "string", "max_stars_repo_path": "string",
         "max_stars_repo_name": "string", "max_stars_repo_licenses": "list", "content": "string",
         "avg_line_length": "double", "max_line_length": "int64", "alphanum_fraction": "double"},
        [{"size": 300, "ext": "py", "lang": "Python", "max_stars_repo_licenses": ["MIT"], "content": "import os\n"},
         {"size": 300, "ext": "rs", "lang": "Rust", "max_stars_repo_licenses": ["Apache-2.0"], "content": "fn main"}],
        {"text": "content", "programming_language": "lang", "licence": "max_stars_repo_licenses"},
        {"size", "language"},
    ),
    Known(
        "Dolma",
        {"id": "string", "text": "string", "source": "string", "added": "string", "created": "string",
         "metadata": "struct:url=string,length=int64"},
        [{"id": "1", "text": TEXT, "source": "cc_en_head", "added": "2023-04-11T09:57:03.044571+00:00",
          "created": "2020-01-17T12:48:23Z", "metadata": {"url": "https://example.com/a", "length": 10}}],
        {"id": "id", "text": "text", "date": "created", "url": "metadata.url"},
    ),
    Known(
        "UltraChat 200k",
        {"prompt": "string", "prompt_id": "string", "messages": "list"},
        [{"prompt": "How is bread made?", "prompt_id": "a", "messages": [{"role": "user", "content": "How?"}]}],
        {"prompt": "prompt", "messages": "messages", "id": "prompt_id"},
        models=True,
    ),
    Known(
        "UltraFeedback Binarized",
        {"prompt": "string", "prompt_id": "string", "chosen": "list", "rejected": "list", "messages": "list",
         "score_chosen": "double", "score_rejected": "double"},
        [{"prompt": "How?", "messages": [{"role": "user", "content": "How?"}], "chosen": [{}], "rejected": [{}]}],
        {"prompt": "prompt", "messages": "messages", "chosen": "chosen", "rejected": "rejected", "id": "prompt_id"},
        models=True,
    ),
    Known(
        "UltraFeedback",
        {"source": "string", "instruction": "string", "models": "list", "completions": "list",
         "correct_answers": "list", "incorrect_answers": "list"},
        [{"source": "evol_instruct", "instruction": "Why?", "models": ["gpt-4", "starchat", "wizardlm-7b"]}],
        {"prompt": "instruction", "generator": "models"},
        models=True,
    ),
    Known(
        "OpenHermes 2.5",
        {"custom_instruction": "bool", "topic": "string", "model_name": "string", "model": "string", "source": "string",
         "conversations": "list", "language": "string", "category": "string", "id": "string",
         "system_prompt": "string"},
        [{"model": "gpt-4", "model_name": "gpt-4", "source": "airoboros2.2", "language": "English",
          "conversations": [{"from": "human", "value": "Why?"}]}],
        {"messages": "conversations", "generator": "model model_name", "language": "language", "id": "id",
         "system": "system_prompt"},
        models=True,
    ),
    Known(
        "Magpie",
        {"uuid": "string", "model": "string", "gen_input_configs": "struct:temperature=double,input_generator=string",
         "instruction": "string", "response": "string", "conversations": "list", "task_category": "string",
         "difficulty": "string", "difficulty_generator": "string", "quality_generator": "string",
         "task_category_generator": "string", "llama_guard_2": "string", "reward_model": "string",
         "language": "string"},
        [{"model": "meta-llama/Meta-Llama-3-70B-Instruct", "instruction": "Why?", "response": "Because it is so.",
          "gen_input_configs": {"temperature": 1.0, "input_generator": "meta-llama/Meta-Llama-3-70B-Instruct"},
          "conversations": [{"from": "human", "value": "Why?"}], "language": "EN", "llama_guard_2": "safe",
          "difficulty_generator": "meta-llama/Meta-Llama-3-8B-Instruct", "quality_generator": "Llama-3-8B",
          "task_category_generator": "Llama-3-8B", "reward_model": "sfairXC/FsfairX-LLaMA3-RM-v0.1"}],
        {"id": "uuid", "prompt": "instruction", "response": "response", "messages": "conversations",
         "generator": "difficulty_generator gen_input_configs.input_generator model quality_generator reward_model "
                      "task_category_generator", "language": "language"},
        models=True,
    ),
    Known(
        "WildChat",
        {"conversation_hash": "string", "model": "string", "timestamp": "timestamp", "conversation": "list",
         "turn": "int64", "language": "string", "openai_moderation": "list", "detoxify_moderation": "list",
         "toxic": "bool", "redacted": "bool", "state": "string", "country": "string", "hashed_ip": "string",
         "header": "struct:user-agent=string"},
        [{"conversation_hash": "a", "model": "gpt-4-0314", "conversation": [{"role": "user", "content": "Hi"}],
          "language": "English"}],
        {"id": "conversation_hash", "generator": "model", "date": "timestamp", "messages": "conversation",
         "language": "language"},
        models=True,
    ),
    Known(
        "LAION",
        {"URL": "string", "TEXT": "string", "WIDTH": "int32", "HEIGHT": "int32", "similarity": "double",
         "hash": "int64",
         "punsafe": "double", "pwatermark": "double", "LANGUAGE": "string"},
        [{"URL": "https://cdn.example.com/a.jpg", "TEXT": "a loaf of bread on a table", "WIDTH": 640, "HEIGHT": 480,
          "LANGUAGE": "en"}],
        {"url": "URL", "text": "TEXT", "language": "LANGUAGE", "image": "URL"},
    ),
    Known(
        "Common Voice",
        {"client_id": "string", "path": "string", "audio": "struct:bytes=binary,path=string", "sentence": "string",
         "up_votes": "int64", "down_votes": "int64", "age": "string", "gender": "string", "accent": "string",
         "locale": "string", "segment": "string"},
        [{"client_id": "a", "sentence": "The bread is in the oven.", "locale": "en", "age": "thirties"}],
        {"text": "sentence", "language": "locale"},
    ),
    Known(
        "distilabel, text generation",
        {"instruction": "string", "generation": "string", "distilabel_metadata": "struct:raw_output=string",
         "model_name": "string"},
        [{"instruction": "Why?", "generation": "Because it is so.",
         "model_name": "mistralai/Mistral-7B-Instruct-v0.2"}],
        {"prompt": "instruction", "response": "generation", "generator": "model_name"},
        models=True,
    ),
    Known(
        "Nemotron post-training",
        {"input": "list", "output": "string", "category": "string", "license": "string", "reasoning": "string",
         "generator": "string", "used_in_training": "string", "version": "string", "system_prompt": "string"},
        [{"input": [{"role": "user", "content": "Why?"}], "output": "Because.", "license": "CC BY 4.0",
          "generator": "DeepSeek-R1", "reasoning": "on"}],
        {"prompt": "input", "response": "output", "licence": "license", "generator": "generator",
         "reasoning": "reasoning", "system": "system_prompt"},
        models=True,
    ),
    Known(
        "OpenThoughts, metadata",
        {"problem": "string", "deepseek_reasoning": "string", "deepseek_solution": "string", "domain": "string",
         "source": "string"},
        [{"problem": "What is 2 + 2?", "deepseek_reasoning": "Two and two make four.", "domain": "math"}],
        {"prompt": "problem", "reasoning": "deepseek_reasoning"},
        models=True,
    ),
    Known(
        "Wikipedia",
        {"id": "string", "url": "string", "title": "string", "text": "string"},
        [{"id": "12", "url": "https://en.wikipedia.org/wiki/Bread", "title": "Bread", "text": TEXT}],
        {"id": "id", "url": "url", "text": "text"},
    ),
    Known(
        "Alpaca",
        {"instruction": "string", "input": "string", "output": "string", "text": "string"},
        [{"instruction": "Name a bread.", "input": "", "output": "Rye.", "text": "Below is an instruction … ### Rye."}],
        {"prompt": "instruction", "response": "output", "text": "text"},
        models=True,
    ),
    Known(
        "cars, which have models too",
        {"model": "string", "year": "int64", "description": "string"},
        [{"model": "Corolla", "year": 1999, "description": "A car."}, {"model": "Panda", "year": 2004}],
        {},
        {"generator"},
    ),
    Known(
        "two addresses, of a page and of an image",
        {"page_url": "string", "image_url": "string", "caption_reference_description": "string"},
        [{"page_url": "https://example.com/a", "image_url": "https://example.com/a.jpg"}],
        {},
        {"url"},
    ),
    Known(
        "recordings with lengths in an unknown unit",
        {"path": "string", "duration": "double", "text": "string"},
        [{"path": "a.mp3", "duration": 3.2, "text": "The bread is in the oven."}],
        {"text": "text"},
        {"audio_seconds"},
    ),
]  # fmt: skip
