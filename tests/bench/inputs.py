"""The documents that are measured: generated, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lineage.interop.croissant.writer import CONTEXT

HEAD = {"lineage": "1.0-draft", "id": "https://example.org/lineage/bench", "version": "1", "issued": "2026-11-01"}
LANGUAGES = ("en", "de", "fr", "pl", "es", "it")


def small(folder: Path) -> tuple[Path, Path, Path]:
    """One dataset as our JSON, as our YAML, and the same facts as Croissant 1.0."""
    dataset = {
        "id": "reviews",
        "name": "reviews",
        "version": "1.0.0",
        "url": "https://example.org/reviews",
        "description": "Reviews of books.",
        "licence": "CC-BY-4.0",
        "issued": "2025-01-01",
        "creators": [{"name": "Example Lab"}],
        "files": [{"name": "reviews.csv", "url": "https://example.org/reviews.csv", "sha256": "ab" * 32}],
    }
    croissant = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "reviews",
        "version": "1.0.0",
        "url": "https://example.org/reviews",
        "description": "Reviews of books.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "datePublished": "2025-01-01",
        "creator": {"@type": "sc:Organization", "name": "Example Lab", "url": "https://example.org/"},
        "citeAs": "Example Lab, Reviews.",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "reviews.csv",
                "name": "reviews.csv",
                "contentUrl": "https://example.org/reviews.csv",
                "encodingFormat": "text/csv",
                "sha256": "ab" * 32,
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "reviews",
                "name": "reviews",
                "field": [
                    {
                        "@type": "cr:Field",
                        "@id": f"reviews/{name}",
                        "name": name,
                        "dataType": "sc:Text",
                        "source": {"fileObject": {"@id": "reviews.csv"}, "extract": {"column": name}},
                    }
                    for name in ("title", "review", "language")
                ],
            }
        ],
    }
    manifest = HEAD | {"datasets": [dataset]}
    paths = folder / "small.json", folder / "small.yaml", folder / "croissant.json"
    paths[0].write_text(json.dumps(manifest, indent=2), "utf-8")
    paths[1].write_text(yaml(manifest), "utf-8")
    paths[2].write_text(json.dumps(croissant, indent=2), "utf-8")
    return paths


def many(folder: Path, count: int, suffix: str, *, minimal: bool) -> Path:
    """Many datasets, in a chain of derivations. ``minimal``: five fields each; else about 1.5 kB each."""
    manifest: dict[str, Any] = HEAD | {
        "models": [{"id": "teacher", "name": "Teacher 1", "provider": {"name": "Example Lab"}}],
        "datasets": [_minimal(i) if minimal else _full(i) for i in range(count)],
    }
    path = folder / f"{'minimal' if minimal else 'full'}-{count}.{suffix}"
    path.write_text(json.dumps(manifest) if suffix == "json" else yaml(manifest), "utf-8")
    return path


def faulty(path: Path) -> Iterator[tuple[str, Path]]:
    """A large YAML file with one fault in its last dataset, of each kind: what is wrong, and the file."""
    text = path.read_text("utf-8")
    kinds = {
        "a word that is no option": ('origin: "public"', 'origin: "nowhere"'),
        "an unknown key": ('origin: "public"', 'orign: "public"'),
        "a reference to nothing (a rule)": ('model: "teacher"', 'model: "teachr"'),
        "a quote that is missing": ('origin: "public"', 'origin: "public'),
        "the same key twice": ('    origin: "public"\n', '    origin: "public"\n    origin: "public"\n'),
    }
    for number, (name, (right, wrong)) in enumerate(kinds.items()):
        head, _, tail = text.rpartition(right)
        broken = path.with_name(f"faulty-{number}.yaml")
        broken.write_text(head + wrong + tail, "utf-8")
        yield name, broken


def _minimal(i: int) -> dict[str, Any]:
    return {
        "id": f"d{i}",
        "name": f"Dataset {i}",
        "origin": "public",
        "url": f"https://example.org/datasets/{i}",
        "modalities": ["text"],
    }


def _full(i: int) -> dict[str, Any]:
    language = LANGUAGES[i % len(LANGUAGES)]
    return _minimal(i) | {
        "version": f"1.{i}",
        "description": f"Web pages of kind {i}, cleaned and deduplicated, with the texts of their forums. " * 3,
        "languages": [language, "en"] if language != "en" else ["en"],
        "modalities": [
            {
                "modality": "text",
                "quantity": {"value": 1 + i % 900, "magnitude": "million", "unit": "tokens", "tokenizer": "example"},
                "contentTypes": ["web pages", "forums"],
            }
        ],
        "issued": "2025-02-19",
        "collected": {"from": "2022-11", "to": "2024-05"},
        "acquired": "2025-03",
        "licence": "CC-BY-4.0",
        "copyright": "mixed",
        "personalData": {"value": True, "note": "Names of authors."},
        "creators": [{"name": f"Maker {i % 50}", "url": "https://example.org/maker"}],
        "derivedFrom": [{"dataset": f"d{max(i - 1, 0) // 2}", "activity": "filter", "takes": ["document"]}]
        if i
        else {"none": True},
        "modelUses": [
            {
                "model": "teacher",
                "role": "filter",
                "means": "classifier",
                "accessedVia": {"access": "weights"},
                "period": {"from": "2024-06", "to": "2024-07"},
                "permission": {"basis": "licence"},
                "share": {"value": 0.5, "unit": "records"},
            }
        ],
        "files": [{"name": f"part-{i}.parquet", "bytes": 1_000_000 + i, "sha256": f"{i:064x}"}],
        "documentation": [{"title": "Data card", "url": f"https://example.org/datasets/{i}/card"}],
        "x-team": "data",
    }


def yaml(value: Any, indent: int = 0) -> str:
    """Block-style YAML of plain data, every text quoted as JSON."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_below(item, indent)}" for key, item in value.items())
    lines = []
    for item in value:
        if isinstance(item, dict):
            lines.append(pad + "- " + yaml(item, indent + 2).lstrip())
        else:
            lines.append(f"{pad}- {json.dumps(item)}\n")
    return "".join(lines)


def _below(value: Any, indent: int) -> str:
    if isinstance(value, dict | list):
        return "\n" + yaml(value, indent + 2)
    return f" {json.dumps(value)}\n"
