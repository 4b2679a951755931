"""How fast other formats are read: a Croissant document of ten thousand files, against its validation by mlcroissant.

``python -m tests.bench.interop`` prints a table. Whole processes in turn, ours and the peer, by processor time.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from lineage.interop.croissant.writer import CONTEXT
from tests.bench.measure import BIN, REPOSITORY

FILES: Final = (1_000, 10_000)
ROUNDS: Final = 3
BOUND: Final = 0.1
"""Most that reading may take of the time that mlcroissant takes to validate."""


def document(files: int) -> dict[str, Any]:
    """A Croissant document with this many files, and one record set over the first of them."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "harbour-pages",
        "description": "Web pages about harbours and ferries.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://lab.example/harbour-pages",
        "creator": {"@type": "Organization", "name": "Example Lab", "url": "https://lab.example"},
        "datePublished": "2026-03-01",
        "version": "1.0.0",
        "citeAs": "https://lab.example/harbour-pages",
        "rai:hasSyntheticData": True,
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "name": "answers",
            "prov:wasAssociatedWith": {"@type": "prov:SoftwareAgent", "name": "GPT-4"},
        },
        "distribution": [_file(number) for number in range(files)],
        "recordSet": [
            {"@type": "cr:RecordSet", "@id": "pages", "name": "pages", "field": [_field("url"), _field("text")]}
        ],
    }


def _file(number: int) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"shard-{number:05}",
        "name": f"shard-{number:05}.jsonl",
        "contentUrl": f"https://lab.example/harbour-pages/shard-{number:05}.jsonl",
        "encodingFormat": "application/jsonlines",
        "contentSize": f"{1_000_000 + number} B",
        "sha256": f"{number:064x}",
    }


def _field(name: str) -> dict[str, Any]:
    source = {"fileObject": {"@id": "shard-00000"}, "extract": {"jsonPath": f"$.{name}"}}
    return {"@type": "cr:Field", "@id": f"pages/{name}", "name": name, "dataType": "sc:Text", "source": source}


def processor_seconds(command: Sequence[str]) -> float:
    """The processor time of a command, which must succeed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=REPOSITORY) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def tables(rounds: int = ROUNDS) -> Iterator[str]:
    """The table, line by line."""
    yield "| Croissant document | MB | read by ours, s | validated by mlcroissant 1.1.1, s | ours / peer | bound |"
    yield "|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        for files in FILES:
            path = Path(folder) / f"{files}.json"
            path.write_text(json.dumps(document(files), indent=2), "utf-8")
            ours = [
                str(BIN / "lineage"),
                "convert",
                str(path),
                "--format=croissant",
                "--to=lineage",
                "-o",
                str(path.with_suffix(".out.json")),
            ]
            peer = [str(BIN / "mlcroissant"), "validate", "--jsonld", str(path)]
            pairs = [(processor_seconds(ours), processor_seconds(peer)) for _ in range(rounds)]
            ratio = statistics.median(a / b for a, b in pairs)
            yield (
                f"| {files:,} files | {path.stat().st_size / 1e6:.1f} | {statistics.median(a for a, _ in pairs):.2f} | "
                f"{statistics.median(b for _, b in pairs):.2f} | **{ratio:.3f}** | {BOUND if files > 1000 else ''} |"
            )


if __name__ == "__main__":
    sys.stdout.write("\n".join(tables()) + "\n")
