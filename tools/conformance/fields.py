"""Cases for every constraint of the published schema: each names one thing that a validator might forget to check.

Two kinds for each definition: valid ones that use all of it (every key, option, alternative and limit), and invalid
ones with a single fault (a key left out, a key too many, a value of the wrong type, a word that is no option, a number
or length beyond its limit, an empty list).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import ryaml

from tools.conformance.anchors import of_codes, of_required, of_type
from tools.conformance.case import REPOSITORY, Case, in_json, slug
from tools.conformance.hosts import (
    ROOT,
    Host,
    Schema,
    embed,
    hosts,
    leaves,
    repeats,
    resolve,
    sample,
    schema,
    type_name,
)

VALUES: Final = REPOSITORY / "tests/conformance/sources/values.yaml"
_TELLING: Final = ("value", "none", "notApplicable", "unknown", "withheld", "other", "self", "oneOf", "column")
"""Keys by which a statement is told from a plain value: without its key it is no such statement."""
_NAMELESS: Final = ("LicenceColumn", "Self", "OneOf", "DateChoice", "StatedText")
"""Those whose other keys alone make something else of them; their cases are written by hand."""
_STARTS: Final = {"Iri": "urn:", "Url": "https://", "Email": "a@", "LanguageTag": "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-"}
_FIXED: Final = ("CountryCode", "Sha256", "DateText", "Waiver.code")
"""Texts whose form alone fixes their length."""


def field_cases() -> Iterator[tuple[str, list[Case]]]:
    """The cases by definition, in the order of the schema."""
    for name in (ROOT, *schema()["$defs"]):
        cases = list(_of_definition(name, hosts()[name]))
        if cases:
            yield name, cases


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    texts: dict[str, dict[str, list[str]]] = ryaml.loads(VALUES.read_text("utf-8"))
    return texts


def _of_definition(name: str, host: Host) -> Iterator[Case]:
    node: Schema = schema() if name == ROOT else schema()["$defs"][name]
    if node.get("type") == "object" and "properties" in node:
        yield from _of_object(name, node, host)
    elif "anyOf" in node:
        yield from _valid(name, "every alternative", host, [sample(branch) for branch in node["anyOf"]])
        for branch in node["anyOf"]:
            if "$ref" not in branch:
                yield from _of_inline(name, branch, host)
    else:
        yield from _of_inline(name, node, host)


def _of_object(name: str, node: Schema, host: Host) -> Iterator[Case]:
    full = {key: sample(value) for key, value in node["properties"].items()} | {"x-own": None, "acme:own": [1, {}]}
    if name == ROOT:
        full |= {"lineage": "1.0-draft"}
    yield from _valid(name, "every key and two extensions", host, [full])
    least = {key: sample(node["properties"][key]) for key in node.get("required", ())}
    if least:
        yield from _valid(name, "no more than it needs", host, [least])
    else:
        yield from _valid(name, "nothing but an extension", host, [{"x-own": 1}])
    yield _invalid(name, "a key that is not known", host, {**(least or full), "surprise": 1}, "SHP001", "/surprise")
    for key in node.get("required", ()):
        rest = {other: value for other, value in least.items() if other != key}
        if key in _TELLING and name not in ("Identifier", "Tally"):
            if name not in _NAMELESS:
                code = "SHP004" if "enum" in resolve(node["properties"][key]) and key == "value" else "SHP003"
                yield _invalid(name, f"no {key}", host, {"note": "text"}, code, must=["M-ANS-6"])
        elif name == ROOT:
            manifest = {"lineage": "1.0-draft", "id": "urn:test:case"}
            del manifest[key]
            must = of_required(name, key)
            yield _case(name, f"no {key}", manifest, [["SHP002", ""]], must)
        else:
            value = {**rest, "x-own": 1}
            yield _invalid(name, f"no {key}", host, value, "SHP002", must=of_required(name, key))
    for key, part in node["properties"].items():
        inside = Host((*host.steps, key), (*host.owners, name))
        wrong, code = _wrong(part)
        must = of_type(f"{name}/{key}", code=code) if code == "SHP004" else of_codes([], ["M-ANS-4"])
        yield _invalid(f"{name}.{key}", "of the wrong type", inside, wrong, code, must=must)
        yield from _of_inline(f"{name}.{key}", part, inside)


def _of_inline(name: str, node: Schema, host: Host) -> Iterator[Case]:
    """The constraints that stand at this place itself: options, limits, lengths, entries."""
    kind = node.get("type")
    anchor = name.replace(".", "/")
    if "enum" in node:
        yield from _valid(name, "every option", host, node["enum"], of_type(anchor, code="SHP004"))
        yield _invalid(name, "no such option", host, "noSuchOption", "SHP004", must=of_type(anchor, code="SHP004"))
    if "const" in node and node["const"] is True:
        yield _invalid(name, "false", host, False, "SHP004", must=of_type(anchor, code="SHP004"))
    if kind in ("integer", "number") and "minimum" in node:
        low, high = node["minimum"], node["maximum"]
        must = of_type("Year" if low else anchor) or ["M-QTY-6"]
        yield from _valid(name, "its least and its greatest", host, [low, high], must)
        yield _invalid(name, "less than its least", host, low - 1, "SHP006", must=must)
        if high < 9_000_000_000_000_000 or isinstance(high, float):
            more = high * 1.5 if isinstance(high, float) else high + 1
            yield _invalid(name, "more than its greatest", host, more, "SHP006", must=must)
    if kind == "integer":
        yield _invalid(name, "a number with a fraction", host, 2000.5, "SHP003", must=["M-ANS-4"])
    if kind == "array":
        yield from _of_array(name, node, host)
    if kind == "string":
        yield from _of_text(name, node, host)
    if kind == "object" and "minProperties" in node:
        yield _invalid(name, "an empty object", host, {}, "SHP007")


def _of_array(name: str, node: Schema, host: Host) -> Iterator[Case]:
    entry = node["items"]
    wrong, code = _wrong(entry)
    inside = Host((*host.steps, 0), (*host.owners, ""))
    entries = [wrong, *[sample(entry)] * (node.get("minItems", 1) - 1)]
    yield _invalid(name, "an entry of the wrong type", host, entries, code, "/0", must=_must_of(entry, code))
    yield from _of_inline(f"{name}[]", entry, inside)
    if node.get("minItems"):
        yield _invalid(name, "an empty list", host, [], "SHP007", must=["M-ANS-2"])
    if node.get("minItems", 0) > 1:
        yield _invalid(name, "a single entry", host, [sample(entry)], "SHP003", must=["M-USE-5"])
    if "maxItems" in node:
        options = resolve(entry)["enum"]
        yield from _valid(name, "as many entries as it takes", host, [options[: node["maxItems"]]], ["M-DAT-3"])
        yield _invalid(name, "an entry too many", host, options[: node["maxItems"] + 1], "SHP006", must=["M-DAT-3"])


def _of_text(name: str, node: Schema, host: Host) -> Iterator[Case]:
    texts = _texts().get(name, {})
    must = of_type(name.replace(".", "/"))
    for number, value in enumerate(texts.get("good", ()), start=1):
        yield from _valid(name, f"good {number}: {_words(value)}", host, [value], must)
    for number, value in enumerate(texts.get("bad", ()), start=1):
        blank = not value.strip()
        wanted = ["M-ANS-3"] if blank else must
        yield _invalid(
            name, f"bad {number}: {_words(value)}", host, value, "SHP007" if blank else "SHP005", must=wanted
        )
    if "maxLength" in node and name not in _FIXED:
        limit = node["maxLength"]
        start = _STARTS.get(name, "P" if "duration" in name else "")
        end = "Y" if "duration" in name else ""
        for length in (limit, limit + 1):
            value = start + "1" * (length - len(start) - len(end)) + end
            if length == limit:
                yield from _valid(name, f"{length} characters", host, [value], ["M-ANS-12"])
            else:
                yield _invalid(name, f"{length} characters", host, value, "SHP006", must=["M-ANS-12"])


def _must_of(node: Schema, code: str) -> list[str]:
    return of_type(type_name(node), code=code) if code == "SHP004" else of_codes([code], ["M-ANS-4"])


def _wrong(node: Schema) -> tuple[Any, str]:
    """A value that no alternative of a part takes, and the code that says so."""
    found = leaves(node)
    if "enum" in found[0]:
        return "noSuchOption", "SHP004"
    if found[0].get("const") == "1.0-draft":
        return "2.0", "SHP009"
    if found[0].get("const") is True:
        return "yes", "SHP004"
    taken = {leaf.get("type") for leaf in found}
    if not taken & {"integer", "number"}:
        return 5, "SHP003"
    return (
        ("five", "SHP003") if "string" not in taken else (True, "SHP003") if "boolean" not in taken else ([5], "SHP003")
    )


def _valid(name: str, what: str, host: Host, values: list[Any], must: list[str] | None = None) -> Iterator[Case]:
    groups = [values] if repeats(host) or len(values) == 1 else [[value] for value in values]
    for position, group in enumerate(groups):
        tree, _ = embed(host, group)
        number = f", {position + 1}" if len(groups) > 1 else ""
        yield _case(name, what + number, tree, [], must or [])


def _invalid(
    name: str, what: str, host: Host, value: Any, code: str, below: str = "", *, must: list[str] | None = None
) -> Case:
    tree, (pointer,) = embed(host, [value])
    return _case(name, what, tree, [[code, pointer + below]], of_codes([code], must or ()))


def _case(name: str, what: str, tree: dict[str, Any], findings: list[list[str]], must: list[str]) -> Case:
    manifest = in_json(tree)
    if "lineage" not in tree or "id" not in tree:
        manifest = {"text": json.dumps(tree, separators=(",", ":"))}
    return {
        "id": f"shape/fields/{name.replace('.', '/').replace('[]', '/entry')}/{slug(what)}",
        "title": f"{name}: {what}",
        "layer": "shape",
        "media": "json",
        "manifest": manifest,
        "options": {},
        "verdict": "invalid" if findings else "valid",
        "findings": findings,
        "must": must,
    }


def _words(value: Any) -> str:
    text = str(value).encode("unicode_escape").decode("ascii")
    return text if len(text) <= 40 else f"{text[:28]}… of {len(str(value))} characters"
