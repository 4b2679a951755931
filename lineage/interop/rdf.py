"""RDF: the whole manifest as N-Quads or Turtle, through the published context. Nothing is lost, and nothing is fetched.

Lines are sorted, so that the same manifest makes the same bytes. It is written and not read: a manifest is the
normative form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.formats import Exported
from lineage.interop.losses import Lost
from lineage.schema.alignment import PREFIXES

LOSSES: Final[tuple[Lost, ...]] = ()
"""RDF holds whatever a manifest says."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD_STRING: Final = f"{PREFIXES['xsd']}string"


def to_rdf(tree: Mapping[str, Any], syntax: str = "nquads") -> Exported:
    """A manifest in RDF: ``syntax`` is ``nquads`` or ``turtle``. Needs the package ``pyld``."""
    if syntax not in ("nquads", "turtle"):
        raise LineageError(f'RDF is not written as "{syntax}"', "write nquads or turtle")
    quads = _quads(tree)
    if syntax == "nquads":
        lines = sorted(f"{_term(s)} {_term(p)} {_term(o)} .\n" for s, p, o in quads)
        return Exported({"lineage.nq": "".join(lines).encode()})
    return Exported({"lineage.ttl": _turtle(quads).encode()})


def _quads(tree: Mapping[str, Any]) -> list[tuple[dict[str, str], dict[str, str], dict[str, str]]]:
    """Subject, predicate and object of every statement, in pyld's terms."""
    try:
        from pyld import jsonld
    except ModuleNotFoundError as error:
        raise LineageError("RDF needs the package pyld", "pip install 'training-lineage[rdf]'") from error
    from lineage.schema.rdf import expanded

    dataset = jsonld.to_rdf(expanded(tree))
    return [(quad["subject"], quad["predicate"], quad["object"]) for quad in dataset["@default"]]


def _term(node: Mapping[str, str]) -> str:
    if node["type"] == "IRI":
        return f"<{_escaped(node['value'])}>"
    if node["type"] == "blank node":
        return node["value"]
    text = f'"{_quoted(node["value"])}"'
    if node.get("language"):
        return f"{text}@{node['language']}"
    return text if node["datatype"] == _XSD_STRING else f"{text}^^<{node['datatype']}>"


def _quoted(text: str) -> str:
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(sign, written)
    return "".join(sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04X}" for sign in text)


def _escaped(iri: str) -> str:
    return "".join(f"\\u{ord(sign):04X}" if sign in '<>"{}|^`\\' or sign <= " " else sign for sign in iri)


def _turtle(quads: Iterable[tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]]) -> str:
    """Statements by subject, in the order in which the manifest names them; those without a name come last."""
    about: dict[str, list[tuple[str, str]]] = {}
    for subject, predicate, target in quads:
        verb = "a" if predicate["value"] == f"{_RDF}type" else _short(predicate)
        about.setdefault(_term(subject), []).append((verb, _short(target)))
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted({**PREFIXES, "rdf": _RDF}.items()))
    blocks = []
    for name, pairs in sorted(about.items(), key=lambda entry: entry[0].startswith("_:")):
        pairs.sort(key=lambda pair: (pair[0] != "a", pair))
        said = " ;\n".join(f"  {verb} {target}" for verb, target in pairs)
        blocks.append(f"{name}\n{said} .\n")
    return "\n".join((prefixes, *blocks))


def _short(node: Mapping[str, str]) -> str:
    """A term with a prefix where one fits."""
    if node["type"] == "literal" and node["datatype"].startswith(PREFIXES["xsd"]) and not node.get("language"):
        local = node["datatype"].removeprefix(PREFIXES["xsd"])
        return f'"{_quoted(node["value"])}"' + ("" if local == "string" else f"^^xsd:{local}")
    if node["type"] != "IRI":
        return _term(node)
    value = node["value"]
    for name, iri in (*PREFIXES.items(), ("rdf", _RDF)):
        local = value.removeprefix(iri)
        # What follows a prefix may hold dots inside, and no sign that Turtle would want escaped.
        if local != value and local and local.replace(".", "a").isalnum() and local.isascii() and local[-1] != ".":
            return f"{name}:{local}"
    return _term(node)
