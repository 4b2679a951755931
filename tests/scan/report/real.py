"""Real text for a scan: what the packages installed beside this project say of themselves, paragraph by paragraph, and
the labels of this project's summaries in six languages. Each paragraph is a record with the address of its page.

Everything is read where it is installed and nothing of it is kept in the repository: each text stays under the licence
of its package. How much there is depends on what is installed.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]
OWN = "https://w3id.org/training-lineage/labels"
SHORTEST = 80


def records() -> Iterator[dict[str, Any]]:
    """Every paragraph as a record: address, text, package, licence."""
    for package in sorted(_packages(), key=lambda one: one.name.lower()):
        page = _page(package)
        licence = _said(package, "License-Expression")
        for number, paragraph in enumerate(_paragraphs(_description(package))):
            url = None if page is None else f"{page}#{number}"
            yield {"url": url, "text": paragraph, "package": package.name, "license": licence or None}
    for catalogue in sorted((REPOSITORY / "lineage/summary").rglob("*.po")):
        for number, label in enumerate(_labels(catalogue)):
            url = f"{OWN}/{catalogue.stem}#{number}"
            yield {"url": url, "text": label, "package": "training-lineage", "license": "Apache-2.0"}


def shards(folder: Path, count: int = 4) -> int:
    """Write the records into shards; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    found = list(records())
    for number in range(count):
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found[number::count])
        (folder / f"part-{number}.jsonl.gz").write_bytes(gzip.compress(lines.encode("utf-8", "replace"), mtime=0))
    return len(found)


def _packages() -> list[Distribution]:
    named = {one.name.lower(): one for one in distributions() if one.name}
    return [one for name, one in named.items() if name != "training-lineage"]


def _said(package: Distribution, key: str) -> str:
    return next(iter(package.metadata.get_all(key) or ()), "")


def _page(package: Distribution) -> str | None:
    listed = [_said(package, "Home-page")]
    listed += [entry.partition(",")[2].strip() for entry in package.metadata.get_all("Project-URL") or ()]
    # A page on the package index is the same for all packages and says nothing of where the project is.
    return next((url for url in listed if url.startswith("http") and "/project/" not in url), None)


def _description(package: Distribution) -> str:
    body = package.metadata.get_payload()  # type: ignore[attr-defined]  # every metadata is a message
    return str(body or _said(package, "Description"))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split())
        if len(words) >= SHORTEST:
            yield words


def _labels(catalogue: Path) -> Iterator[str]:
    """The translations in a catalogue, the long ones."""
    text = re.sub(r'"\n"', "", catalogue.read_text("utf-8"))
    for label in re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', text, re.MULTILINE):
        if len(label) >= SHORTEST:
            yield label
