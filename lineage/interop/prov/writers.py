"""PROV-JSON, and PROV-O in Turtle: the same statements in two forms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from lineage.interop.prov.graph import ENDS, Attributes, Graph, Iri, Relation, Tagged, Value
from lineage.schema.alignment import PREFIXES
from lineage.version import HOMEPAGE

OWN: Final = {
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "odrl", "prov", "schema", "skos", "spdx", "tl", "xsd")},
    "tlp": f"{HOMEPAGE}prov#",
}
"""Prefixes. ``tlp`` is for paths: ``tlp:share.value`` is the value in a share."""
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_NEVER: Final = frozenset('<>{}|^`"\\')
_QUALIFIED: Final = {
    "used": ("qualifiedUsage", "Usage", "entity"),
    "wasGeneratedBy": ("qualifiedGeneration", "Generation", "activity"),
    "wasDerivedFrom": ("qualifiedDerivation", "Derivation", "entity"),
    "wasInformedBy": ("qualifiedCommunication", "Communication", "activity"),
    "wasAttributedTo": ("qualifiedAttribution", "Attribution", "agent"),
    "wasAssociatedWith": ("qualifiedAssociation", "Association", "agent"),
    "actedOnBehalfOf": ("qualifiedDelegation", "Delegation", "agent"),
}


def written_json(graph: Graph, manifest: str) -> str:
    """PROV-JSON."""
    names = _Names(manifest)
    document: dict[str, Any] = {}
    for kind, elements in graph.elements.items():
        for name, attributes in elements.items():
            document.setdefault(kind, {})[names.short(name)] = _members(attributes, names)
    for number, relation in enumerate(graph.relations, 1):
        first, second = ENDS[relation.kind]
        record: dict[str, Any] = {f"prov:{first}": names.short(relation.subject)}
        if relation.target is not None:
            record[f"prov:{second}"] = names.short(relation.target)
        if relation.activity:
            record["prov:activity"] = names.short(relation.activity)
        name = names.short(relation.id) if relation.id else f"_:r{number}"
        document.setdefault(relation.kind, {})[name] = {**record, **_members(relation.attributes, names)}
    return json.dumps({"prefix": names.prefixes, **document}, indent=2, ensure_ascii=False) + "\n"


class _Names:
    """Short names, with a prefix for everything that one is needed for."""

    def __init__(self, manifest: str) -> None:
        self.prefixes = {**OWN, "m": manifest + ("/" if "#" in manifest else "#")}
        self._known = {iri: name for name, iri in self.prefixes.items()}

    def short(self, iri: str) -> str:
        """A name with a prefix."""
        for sign in ("#", "/", ":"):
            for name in ("m", "tl", "prov"):
                if iri.startswith(self.prefixes[name]) and len(iri) > len(self.prefixes[name]):
                    return f"{name}:{iri.removeprefix(self.prefixes[name])}"
            head, found, local = iri.rpartition(sign)
            if found and local:
                base = head + found
                if base not in self._known:
                    self._known[base] = f"n{len(self._known) - len(OWN)}"
                    self.prefixes[self._known[base]] = base
                return f"{self._known[base]}:{local}"
        return iri


def _members(attributes: Attributes, names: _Names) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for key, value in attributes:
        written = _json_value(value, names)
        if written not in found.setdefault(key, []):
            found[key].append(written)
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _json_value(value: Value, names: _Names) -> Any:
    if isinstance(value, Iri):
        return {"$": names.short(value), "type": "xsd:QName"}
    if isinstance(value, Tagged):
        return {"$": value.text, "lang": value.language}
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return {"$": str(value), "type": "xsd:integer"}
    if isinstance(value, float):
        return {"$": repr(value), "type": "xsd:double"}
    return value


def written_turtle(graph: Graph) -> str:
    """PROV-O."""
    about: dict[str, list[str]] = {}
    for kind, elements in graph.elements.items():
        for name, attributes in elements.items():
            about.setdefault(name, []).append(f"a prov:{kind.capitalize()}")
            about[name] += _pairs(attributes)
    for relation in graph.relations:
        about.setdefault(relation.subject, []).extend(_related(relation))
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted({**OWN, "rdfs": _RDFS}.items()))
    blocks = (f"{_named(name)}\n  " + " ;\n  ".join(dict.fromkeys(lines)) + " .\n" for name, lines in about.items())
    return "\n".join((prefixes, *blocks))


def _related(relation: Relation) -> Iterable[str]:
    if relation.target is not None:
        yield f"prov:{relation.kind} {_named(relation.target)}"
    if relation.kind not in _QUALIFIED or not (relation.attributes or relation.activity):
        return
    qualified, cls, end = _QUALIFIED[relation.kind]
    inside = [f"a prov:{cls}"]
    if relation.target is not None:
        inside.append(f"prov:{end} {_named(relation.target)}")
    if relation.activity:
        inside.append(f"prov:hadActivity {_named(relation.activity)}")
    inside += _pairs(relation.attributes)
    yield f"prov:{qualified} [ " + " ; ".join(dict.fromkeys(inside)) + " ]"


def _pairs(attributes: Attributes) -> list[str]:
    terms = {"prov:type": "a", "prov:label": "rdfs:label", "prov:role": "prov:hadRole"}
    return [f"{terms.get(key, key)} {_turtle_value(value)}" for key, value in attributes]


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return _named(value)
    if isinstance(value, Tagged):
        return f"{_text(value.text)}@{value.language}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f'"{value}"^^xsd:integer'
    if isinstance(value, float):
        return f'"{value!r}"^^xsd:double'
    return _text(value)


def _text(text: str) -> str:
    """A string literal: Turtle escapes as JSON does, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _named(iri: str) -> str:
    escaped = (f"%{ord(sign):02X}" if sign in _NEVER or sign <= " " else sign for sign in iri)
    return f"<{''.join(escaped)}>"
