"""Making ``names.json`` from the YAML files: the models, and under which keys each is found.

Run by ``make generate``; a test compares the file with what is made here. A key that two models claim is left out:
such a name is not sure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lineage.interop.names import DATA, key, owner_keys


def artefacts() -> Iterator[tuple[str, str]]:
    """The generated file: its path in the repository, and its text."""
    models = [_shipped(maker, model) for maker in makers() for model in maker["models"]]
    rows = ",\n".join(json.dumps(model, ensure_ascii=False, separators=(",", ":")) for model in models)
    keys = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(id)}" for name, id in sorted(_keys().items())
    )
    yield "lineage/interop/names/data/names.json", f'{{"models":[\n{rows}\n],\n"keys":{{\n{keys}\n}}}}\n'


def makers() -> list[dict[str, Any]]:
    """The makers of all YAML files with their models, in the order of the files."""
    from lineage.read import read_path

    return [maker for path in sorted(DATA.glob("*.yaml")) for maker in read_path(path).tree()["makers"]]


def claims() -> dict[str, set[str]]:
    """Every key with the models that claim it. The last part of a repository's name gives way to a model of that name:
    ``gpt2`` is the family, and ``openai-community/gpt2`` its smallest member."""
    found: dict[str, set[str]] = {}
    for maker in makers():
        for model in maker["models"]:
            for name in _written_keys(maker, [model["name"], *model.get("written", [])]):
                found.setdefault(name, set()).add(model["id"])
    taken = frozenset(found)
    for maker in makers():
        for model in maker["models"]:
            if repo := model.get("repo"):
                owner, _, last = repo.partition("/")
                tails = (name for name in _written_keys(maker, [last]) if name not in taken)
                for name in (*owner_keys([owner], last), *tails):
                    found.setdefault(name, set()).add(model["id"])
    return found


def _keys() -> dict[str, str]:
    return {name: next(iter(ids)) for name, ids in claims().items() if len(ids) == 1}


def _written_keys(maker: dict[str, Any], written: list[str]) -> Iterator[str]:
    prefixes = maker.get("prefixes", [])
    owners = maker.get("owners", [*prefixes, maker["name"]])
    for name in written:
        yield key(name)
        yield from (key(f"{prefix} {name}") for prefix in prefixes)
        yield from owner_keys(owners, name)


def _shipped(maker: dict[str, Any], model: dict[str, Any]) -> dict[str, Any]:
    repo = model.get("repo")
    return {
        "id": model["id"],
        "name": model["name"],
        "provider": maker["name"],
        "level": model["level"],
        **({"kind": model["kind"]} if "kind" in model else {}),
        **({"iri": f"pkg:huggingface/{repo}"} if repo else {}),
    }
