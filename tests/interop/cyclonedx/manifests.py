"""Manifests to convert: those of the examples, and invented ones that use every field of models and datasets."""

from __future__ import annotations

import json
import random
from typing import Any

import ryaml
from hypothesis import strategies as st

from lineage.interop.cyclonedx.sound import sound
from lineage.interop.draft import NOUNS, Draft
from lineage.interop.formats import FORMATS
from lineage.interop.losses import prune
from lineage.interop.source import Source
from lineage.schema import resource

EXAMPLES = {
    f"{path.parent.name}/{path.name}": json.loads(json.dumps(ryaml.loads(path.read_text("utf-8")), default=str))
    for path in sorted(resource("examples", "minimal").parent.glob("*/*.yaml"))
}
SCHEMA = json.loads((resource("schema", "v1.0") / "manifest.schema.json").read_text("utf-8"))
LINES = [
    "A name",
    "1.10",
    "2024",
    "true",
    "null",
    "{}",
    '"quoted"',
    " two  blanks ",
    "a/b~c",
    "é ü",
    "NOASSERTION",
    "x=y",
]
PROSE = [*LINES, "Two\nlines, and a: colon.", "[1, 2", "NONE"]
TEXTS: dict[str, list[Any]] = {
    "Line": LINES,
    "Prose": PROSE,
    "Url": ["https://lab.example/a", "https://huggingface.co/Lab/Model-1", "http://lab.example/?q=1&r=[2]"],
    "Iri": ["urn:example:m", "pkg:huggingface/Lab/Model-1", "https://lab.example/iri"],
    "LanguageTag": ["en", "pt-BR", "zh-Hant"],
    "CountryCode": ["IE", "DE"],
    "Sha256": ["ab" * 32, "01" * 32],
    "Email": ["a@lab.example"],
    "DateText": [2024, "2024-05", "2024-05-06", "2023-02-01"],
    "TermsReference": ["t0", "t0@1", "t1"],
}
IDS = {"agents": ["a0", "a1"], "models": ["m0", "m1", "m2"], "datasets": ["d0", "d1", "d2"], "terms": ["t0", "t1"]}
REFERENCES = ["up:far", "https://lab.example/other", "urn:example:else", "pkg:huggingface/Lab/Other"]
LICENCES = [
    "Apache-2.0",
    "MIT OR Apache-2.0",
    "Custom Licence 1",
    "LicenseRef-own AND MIT",
    "apache-2.0",
    "MIT-Khronos-old",
]
CLASSES = {"agents": "Agent", "models": "Model", "datasets": "Dataset", "terms": "Terms"}


class Maker:
    """Values of the published schema, by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.used: set[str] = {id for ids in IDS.values() for id in ids}

    def value(self, schema: dict[str, Any], depth: int, key: str = "") -> Any:
        chance = self.chance
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            if name == "Id":
                id = f"edge-{len(self.used)}"
                self.used.add(id)
                return id
            if name in ("Reference", "AgentRef") and chance.random() < 0.95:
                return self.reference(key)
            if (name == "Licence" and chance.random() < 0.7) or key == "expression":
                return chance.choice(LICENCES)
            if name in TEXTS:
                return chance.choice(TEXTS[name])
            return self.value(SCHEMA["$defs"][name], depth, key)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return chance.choice(schema["enum"])
        for several in ("anyOf", "oneOf"):
            if several in schema:
                return self.value(chance.choice(schema[several]), depth, key)
        return self.plain(schema, depth, key)

    def plain(self, schema: dict[str, Any], depth: int, key: str) -> Any:
        chance, type = self.chance, schema.get("type")
        if type == "array":
            count = max(schema.get("minItems", 1), chance.choice([1, 1, 2, 3]))
            return [self.value(schema["items"], depth + 1, key) for _ in range(min(count, schema.get("maxItems", 9)))]
        if type == "object":
            return self.object(schema, depth)
        if type == "boolean":
            return chance.random() < 0.5
        if type == "integer":
            return chance.choice([0, 1]) if schema.get("maximum") == 1 else chance.choice([1950, 2024])
        if type == "number":
            return chance.choice([0, 1, 0.25]) if schema.get("maximum") == 1 else chance.choice([3, 0.5, 1e12, 1.0])
        if "P[0-9]" in schema.get("pattern", ""):
            return "P10Y"
        return chance.choice(LINES)

    def object(self, schema: dict[str, Any], depth: int, every: float = 0.35) -> dict[str, Any]:
        if "properties" not in schema:
            names = schema.get("propertyNames", {})
            key = self.value(names, depth) if names else "response"
            return {str(key): self.value(schema["additionalProperties"], depth + 1)}
        made = {}
        for name, inner in schema["properties"].items():
            wanted = every if depth < 2 else every / depth
            if name in schema.get("required", []) or self.chance.random() < wanted:
                made[name] = self.value(inner, depth + 1, name)
        if self.chance.random() < 0.03:
            made["x-own"] = self.chance.choice([{"0": [], "a/b": {"": None}}, [1, "2", None], "true", 5e-7, {}])
        return made

    def reference(self, key: str) -> str:
        noun = "agents"
        if key in ("model", "oneOf", "partOf"):
            noun = "models"
        elif key in ("dataset", "uses", "hasPart", "derivedFrom"):
            noun = "datasets"
        return self.chance.choice([*IDS[noun], *REFERENCES] if noun != "agents" else IDS[noun])

    def manifest(self) -> dict[str, Any]:
        head = ("version", "issued", "modified", "language", "supersedes", "transcribedFrom", "publisher")
        made: dict[str, Any] = {"lineage": "1.0-draft", "id": self.chance.choice(["urn:example:m", "https://a.b/c#d"])}
        for key in head:
            if self.chance.random() < 0.5:
                made[key] = self.value(SCHEMA["properties"][key], 2, key)
        made["imports"] = [{"manifest": self.chance.choice(["up.yaml", "https://a.b/up"]), "alias": "up"}]
        made["subjects"] = self.chance.sample(["m0", "d1", "up:far"], 2)
        for noun, ids in IDS.items():
            made[noun] = [
                {**self.object(SCHEMA["$defs"][CLASSES[noun]], 0), "id": id}
                for id in ids[: self.chance.randint(1, len(ids))]
            ]
        return made


@st.composite
def manifests(draw: st.DrawFn) -> dict[str, Any]:
    """A manifest without faults, with models, datasets, agents and terms."""
    return sound(Maker(draw(st.integers(0, 2**32))).manifest())[0]


def there_and_back(format: str, tree: dict[str, Any], **options: Any) -> tuple[dict[str, Any], list[Any]]:
    """A manifest after it was written in a format and read again, and what reading lost."""
    written = FORMATS[format].write(tree, **options)
    draft = Draft(stamp=False)
    losses = FORMATS[format].read(Source("bom.json", next(iter(written.files.values()))), draft)
    return draft.tree(), list(losses)


def kept(format: str, tree: dict[str, Any]) -> dict[str, Any]:
    """What the format is to give back."""
    left: dict[str, Any] = prune(tree, FORMATS[format].losses)[0]
    return left


def ordered(tree: dict[str, Any]) -> dict[str, Any]:
    """The same with records in the order of their ids: a graph has no other."""
    return {
        key: sorted(value, key=lambda record: (record["id"], json.dumps(record.get("version"))))
        if key in NOUNS
        else value
        for key, value in tree.items()
    }
