"""How long the summary of a very large manifest takes, against the check that it is made after.

``tables`` gives lines for ``docs/performance.md``; ``python -m tests.bench.summaries`` prints them.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.bench.inputs import HEAD
from tests.bench.measure import BIN, CHECK, in_turn

LINEAGE: Final = str(BIN / "lineage")
DATASETS: Final = 100_000
DOMAINS: Final = 1_000_000
ROUNDS: Final = 3
_ORIGINS: Final = ("public", "crawled", "public", "synthetic", "public", "licensed", "public", "userService")
_TEACHERS: Final = 20


def used(folder: Path, count: int, names: int) -> Path:
    """A model trained on many datasets, half of them with the use of a model, some of them made from others; and on a
    crawl with a tally of domain names, where there are any."""
    ids = [f"d{i}" for i in range(count)] + ["crawl"] * bool(names)
    teachers = [{"id": f"teacher{i}", "name": f"Teacher {i}", "generalPurpose": True} for i in range(_TEACHERS)]
    pupil = {"id": "pupil", "name": "Pupil", "training": [{"stage": "pretraining", "uses": ids}]}
    manifest = HEAD | {
        "subjects": ["pupil"],
        "models": [pupil, *teachers],
        "datasets": [_dataset(i) for i in range(count)] + ([crawl(folder, names)] if names else []),
        "corpora": [{"id": "corpus", "models": ["pupil"]}],
    }
    path = folder / f"used-{count}-{names}.json"
    path.write_text(json.dumps(manifest), "utf-8")
    return path


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


def crawl(folder: Path, count: int) -> dict[str, Any]:
    """A crawl with a tally of very many domain names beside the manifest."""
    # A name that a spreadsheet would compute now and then, as the web has them.
    names = (f"{'-' if i % 1000 == 7 else ''}site-{i}.example,{(count - i) * 1000}\n" for i in range(count))
    tally = ("domain,bytes\n" + "".join(names)).encode()
    (folder / "tally.csv").write_bytes(tally)
    pinned = {"path": "tally.csv", "bytes": len(tally), "sha256": hashlib.sha256(tally).hexdigest()}
    return {
        "id": "crawl",
        "name": "Own crawl",
        "origin": "crawled",
        "modalities": ["text"],
        "domains": {"total": count, "rankedBy": "contentSize", "tally": pinned},
    }


def tables() -> list[str]:
    """The table: the page and the check in turn, and what lies on the disk afterwards."""
    rows = [
        "| manifest | MB | check, s | summary as HTML, s | summary / check | peak memory, MiB | page, MB | lists, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words, count, names in (
            (f"{DATASETS:,} datasets behind one model", DATASETS, 0),
            (f"the same and one crawl, with a tally of {DOMAINS:,} domain names beside it", DATASETS, DOMAINS),
        ):
            path = used(folder, count, names)
            target = folder / f"{path.stem}.html"
            pair = in_turn(
                [LINEAGE, "summary", "eu", str(path), "-o", str(target)], [*CHECK, "--for", "eu", str(path)], ROUNDS
            )
            lists = sum(file.stat().st_size for file in folder.glob(f"{path.stem}.*.csv"))
            rows.append(
                f"| {words} | {path.stat().st_size / 1e6:.0f} | {pair.theirs:.1f} | {pair.ours:.1f} | "
                f"**{pair.ratio:.2f}** | {pair.our_mebibytes:.0f} | {target.stat().st_size / 1e6:.1f} | "
                f"{lists / 1e6:.1f} |"
            )
    return rows


if __name__ == "__main__":
    sys.stdout.write("\n".join(tables()) + "\n")
