"""How long the summary of a very large manifest takes, against the check that it is made after.

``tables`` gives lines for ``docs/performance.md``; ``python -m tests.bench.summaries`` prints them.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.bench.inputs import HEAD

LINEAGE: Final = str(Path(sys.executable).parent / "lineage")
DATASETS: Final = 100_000
DOMAINS: Final = 1_000_000
ROUNDS: Final = 3
_ORIGINS: Final = ("public", "crawled", "public", "synthetic", "public", "licensed", "public", "userService")
_TEACHERS: Final = 20


def used(folder: Path, count: int) -> Path:
    """A model trained on many datasets, half of them with the use of a model, some of them made from others."""
    ids = [f"d{i}" for i in range(count)]
    teachers = [{"id": f"teacher{i}", "name": f"Teacher {i}", "generalPurpose": True} for i in range(_TEACHERS)]
    pupil = {"id": "pupil", "name": "Pupil", "training": [{"stage": "pretraining", "uses": ids}]}
    manifest = HEAD | {
        "subjects": ["pupil"],
        "models": [pupil, *teachers],
        "datasets": [_dataset(i) for i in range(count)],
        "corpora": [{"id": "corpus", "models": ["pupil"]}],
    }
    return _written(folder / f"used-{count}.json", manifest)


def _dataset(i: int) -> dict[str, Any]:
    dataset: dict[str, Any] = {
        "id": f"d{i}",
        "name": f"Dataset {i}",
        "version": f"1.{i}",
        "origin": _ORIGINS[i % len(_ORIGINS)],
        "url": f"https://example.org/datasets/{i}",
        "modalities": ["text"],
        "languages": ["en", "de"],
        "collected": {"from": "2022-11", "to": "2024-05"},
        "description": f"Web pages of kind {i}, cleaned and deduplicated.",
    }
    if i % 2:
        dataset["derivedFrom"] = [{"dataset": f"d{i // 2}", "activity": "filter"}]
    if i % 4 < 2:
        dataset["modelUses"] = [
            {"model": f"teacher{i % _TEACHERS}", "role": "generate", "writes": ["response"]},
            {"model": f"teacher{(i + 1) % _TEACHERS}", "role": "filter"},
        ][: 1 + i % 2]
    return dataset


def domains(folder: Path, count: int) -> Path:
    """A model trained on one crawl with a tally of very many domain names beside the manifest."""
    # A name that a spreadsheet would compute now and then, as the web has them.
    names = (f"{'-' if i % 1000 == 7 else ''}site-{i}.example,{(count - i) * 1000}\n" for i in range(count))
    tally = ("domain,bytes\n" + "".join(names)).encode()
    (folder / "tally.csv").write_bytes(tally)
    pinned = {"path": "tally.csv", "bytes": len(tally), "sha256": hashlib.sha256(tally).hexdigest()}
    crawl = {
        "id": "crawl",
        "name": "Own crawl",
        "origin": "crawled",
        "modalities": ["text"],
        "domains": {"total": count, "rankedBy": "contentSize", "tally": pinned},
    }
    pupil = {"id": "pupil", "name": "Pupil", "training": [{"stage": "pretraining", "uses": ["crawl"]}]}
    manifest = HEAD | {
        "subjects": ["pupil"],
        "models": [pupil],
        "datasets": [crawl],
        "corpora": [{"id": "corpus", "models": ["pupil"]}],
    }
    return _written(folder / f"domains-{count}.json", manifest)


def _written(path: Path, manifest: dict[str, Any]) -> Path:
    path.write_text(json.dumps(manifest), "utf-8")
    return path


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall seconds and peak memory in MiB of a process. Exit codes 0 and 1 are both verdicts."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def tables() -> list[str]:
    """The table: the check and the page in turn, best of each, and what lies on the disk afterwards."""
    rows = [
        "| manifest | MB | check, s | summary as HTML, s | summary / check | peak memory, MiB | page, MB | lists, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words, path in (
            (f"{DATASETS:,} datasets behind one model", used(folder, DATASETS)),
            (f"one crawl, with a tally of {DOMAINS:,} domain names beside it", domains(folder, DOMAINS)),
        ):
            target = folder / f"{path.stem}.html"
            check = [LINEAGE, "check", "--for", "eu", str(path)]
            summary = [LINEAGE, "summary", "eu", str(path), "-o", str(target)]
            pairs = [(measured(check, folder), measured(summary, folder)) for _ in range(ROUNDS)]
            first, second = (min(pair[side][0] for pair in pairs) for side in (0, 1))
            ratio = min(b[0] / a[0] for a, b in pairs)
            lists = sum(file.stat().st_size for file in folder.glob(f"{path.stem}.*.csv"))
            rows.append(
                f"| {words} | {path.stat().st_size / 1e6:.0f} | {first:.1f} | {second:.1f} | **{ratio:.2f}** | "
                f"{max(b[1] for _, b in pairs):.0f} | {target.stat().st_size / 1e6:.1f} | {lists / 1e6:.1f} |"
            )
    return rows


if __name__ == "__main__":
    sys.stdout.write("\n".join(tables()) + "\n")
