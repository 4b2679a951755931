"""Names of models as people write them: a table that ships as data.

A name is only looked up where it is sure to mean one thing. Levels are never merged: the name of a family gives the
family, the name of a service the service, and a dated name its snapshot. A name that could mean two things gives
nothing, and so does one that the table does not have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).resolve().parent / "data"
"""The folder of the table: YAML files by maker, and ``names.json``, which is made from them."""

_LONGEST: Final = 200
_PAGE: Final = re.compile(
    r"(?:https?://(?:www\.)?(?:huggingface\.co|hf\.co)/|pkg:huggingface/|hf://)(.+?)/?", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(r"[\s_/·‐‑–-]+|(?<![0-9])\.|\.(?![0-9])")
_BETWEEN_NUMBERS: Final = re.compile(r"(?<=[0-9]) (?=[0-9])")


@dataclass(frozen=True)
class KnownModel:
    """A model on the table of names: its id there, its name as its maker writes it, its maker, its level and its kind.
    ``iri`` is its page on Hugging Face, as a package URL, where it has one."""

    id: str
    name: str
    provider: str
    level: str
    kind: str = "llm"
    iri: str = ""

    def record(self, agent: Callable[[str], str | None]) -> dict[str, Any]:
        """As a record of a manifest; ``agent`` gives the id for the name of its maker."""
        provider = agent(self.provider)
        record: dict[str, Any] = {"id": self.id, "name": self.name, "level": self.level, "kind": self.kind}
        if provider:
            record["provider"] = provider
        if self.iri:
            record["aliases"] = [{"iri": self.iri}]
        return record


@lru_cache(maxsize=65536)
def known_model(written: str) -> KnownModel | None:
    """The model that this name is sure to mean; ``None`` where the table has none, or more than one.

    Case, spaces, hyphens and underscores make no difference. What stands before a slash must be an owner of its maker's
    models: somebody's copy or version of a model is another one.
    """
    if len(written) > _LONGEST:
        return None
    name = written.strip()
    if page := _PAGE.fullmatch(name):
        name = page[1]
    owner, slash, rest = name.rpartition("/")
    table = _table()
    found = table["keys"].get(f"{owner.casefold()}/{key(rest)}" if slash else key(name))
    return _models()[found] if found is not None else None


def key(name: str) -> str:
    """A name in the form in which the table is searched: without case and separators, numbers kept apart.

    ``Llama 2 7B``, ``llama-2-7b`` and ``LLaMA2-7B`` are one; ``Llama 3.1 8B`` and ``Llama 3 1.8B`` are two.
    """
    spaced = _SEPARATOR.sub(" ", name.strip().casefold())
    return _BETWEEN_NUMBERS.sub("_", spaced).replace(" ", "")


def owner_keys(owners: list[str], name: str) -> list[str]:
    """The keys of a name behind each of these owners."""
    return [f"{owner.casefold()}/{key(name)}" for owner in owners]


@cache
def _models() -> dict[str, KnownModel]:
    return {row["id"]: KnownModel(**row) for row in _table()["models"]}


@cache
def _table() -> dict[str, Any]:
    import json

    from lineage.errors import LineageError

    try:
        table: dict[str, Any] = json.loads((DATA / "names.json").read_bytes())
    except (OSError, ValueError) as error:
        raise LineageError("the packaged table of names is missing or damaged", "install the package again") from error
    return table
