"""The cases that people write: tables of the rules, of shape, of the reader and of whole checks, made into one form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import ryaml

from tools.conformance.anchors import of_codes
from tools.conformance.case import AT, REPOSITORY, Case, imported, in_bytes, in_json, slug

TESTS: Final = REPOSITORY / "tests"
SOURCES: Final = TESTS / "conformance" / "sources"
JSON_HEAD: Final = '{"lineage":"1.0-draft","id":"urn:test:case"'
YAML_HEAD: Final = 'lineage: "1.0-draft"\nid: urn:test:case\n'


class Weights(NamedTuple):
    """What the published table says of a rule: the law it belongs to, and in which profiles its findings make a
    manifest invalid (errors and warnings do, notes do not). ``needs`` says what it asks for besides the manifest."""

    law: str | None
    blocks: dict[str, bool]
    needs: str | None = None


def rule_cases(weights: dict[str, Weights]) -> Iterator[tuple[str, list[Case]]]:
    """The tables of ``tests/rules``, by code; and of each rule that weighs differently in another profile, its first
    failing case there."""
    profiles: list[Case] = []
    for path in sorted((TESTS / "rules").glob("*.yaml")):
        code, weight = path.stem, weights[path.stem]
        cases = [_rule_case(code, kind, case, weight) for kind, case in _table(path)]
        failing = next(case for case in cases if case["findings"])
        for profile, blocks in weight.blocks.items():
            if blocks != weight.blocks["lab"]:
                profiles.append(_in_profile(failing, profile, blocks))
        yield code, cases
    yield "profiles", profiles


def _in_profile(case: Case, profile: str, blocks: bool) -> Case:
    (code,) = case["codes"]
    return case | {
        "id": f"rule/profiles/{code}-{profile}",
        "title": f"{code} in the profile {profile}: {case['title']}",
        "options": case["options"] | {"profile": profile},
        "verdict": "invalid" if blocks else "valid",
        "must": of_codes([code], ["B-VAL-6"]),
    }


def _table(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    table = ryaml.loads(path.read_text("utf-8"))
    for kind in ("pass", "fail"):
        for case in table[kind]:
            yield kind, case


def _rule_case(code: str, kind: str, case: dict[str, Any], weight: Weights) -> Case:
    options = {"profile": "lab", "for": case.get("law", weight.law), "at": case.get("at", AT)}
    if weight.needs:
        options["imports"] = True
    if "policy" in case:
        options["policy"] = case["policy"]
    files = {name: imported(name, content) for name, content in case.get("imports", {}).items()}
    return {
        "id": f"rule/{code}/{kind}-{slug(case['name'])}",
        "title": case["name"],
        "layer": "rule",
        "media": "yaml" if "yaml" in case else "json",
        "manifest": {"text": case["yaml"]} if "yaml" in case else in_json(case["manifest"]),
        **({"files": files} if files else {}),
        "options": options,
        "codes": [code],
        "verdict": "invalid" if kind == "fail" and weight.blocks["lab"] else "valid",
        "findings": [[code, pointer] for pointer in case.get("pointers", ())],
        "must": of_codes([code], case.get("must", ())),
    }


def shape_cases() -> Iterator[tuple[str, list[Case]]]:
    """The table of ``tests/shape/cases.yaml``, by the first code of each case."""
    found: dict[str, list[Case]] = {}
    for case in ryaml.loads((TESTS / "shape" / "cases.yaml").read_text("utf-8")):
        if "schema" in case:
            continue  # only the bytes tell it: a case of the reader
        faults = [list(fault) for fault in case.get("faults", ())]
        members = case["manifest"]
        if members.get("version") == "LONG":
            members["version"] = "x" * 1001
        theme = faults[0][0] if faults else "valid"
        found.setdefault(theme, []).append(
            {
                "id": f"shape/{theme}/{slug(case['name'])}",
                "title": case["name"],
                "layer": "shape",
                "media": "json",
                "manifest": in_json(members),
                "options": {},
                "verdict": "invalid" if faults else "valid",
                "findings": sorted(faults),
                "must": of_codes([code for code, _ in faults], case.get("must", ())),
            }
        )
    yield from sorted(found.items())


def reader_cases() -> Iterator[tuple[str, list[Case]]]:
    """The tables of ``reader-*.yaml``: bytes, and the one fault that they have or none."""
    for path in sorted(SOURCES.glob("reader-*.yaml")):
        theme = path.stem.removeprefix("reader-")
        yield theme, [_reader_case(theme, case) for case in ryaml.loads(path.read_text("utf-8"))]


def _reader_case(theme: str, case: dict[str, Any]) -> Case:
    media = case.get("media", "json" if theme == "json" else "card" if theme == "card" else "yaml")
    found = [list(fault) for fault in case.get("faults", ())]
    return {
        "id": f"reader/{theme}/{slug(case['title'])}",
        "title": case["title"],
        "layer": "reader",
        "media": media,
        "manifest": in_bytes(_bytes(case, media)),
        "options": case.get("options", {}),
        "verdict": "invalid" if found else "valid",
        "findings": found,
        "must": of_codes([code for code, _ in found], case.get("must", ())),
    }


def _bytes(case: dict[str, Any], media: str) -> bytes:
    """What a source gives: all ``text``, all ``hex``, or ``parts``; or ``members`` that follow a minimal head."""
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "parts" in case:  # a text, or a text and how many times it stands there
        return "".join(part if isinstance(part, str) else part[0] * part[1] for part in case["parts"]).encode()
    if "members" in case:
        members = case["members"]
        return (f"{JSON_HEAD},{members}}}" if media == "json" else YAML_HEAD + members).encode()
    return str(case["text"]).encode()


def whole_cases() -> Iterator[tuple[str, list[Case]]]:
    """The tables of ``check-*.yaml``: what rules say in profiles, under waivers, and beside faults of shape."""
    for path in sorted(SOURCES.glob("check-*.yaml")):
        theme = path.stem.removeprefix("check-")
        yield theme, [_whole_case(theme, case) for case in ryaml.loads(path.read_text("utf-8"))]


def _written(case: dict[str, Any]) -> dict[str, str]:
    """What a source gives: YAML with comments, JSON members as text (for escapes), or data."""
    if "yaml" in case:
        return {"text": YAML_HEAD + case["yaml"]}
    if "members" in case:
        return {"text": f"{JSON_HEAD},{case['members']}}}"}
    return in_json(_repeated(case["manifest"], case.get("times", 1)))


def _repeated(value: Any, times: int) -> Any:
    """Data in which each entry of a list that holds ``{n}`` stands so many times, numbered from 1."""
    if isinstance(value, dict):
        return {key: _repeated(item, times) for key, item in value.items()}
    if isinstance(value, list):
        found: list[Any] = []
        for item in value:
            text = json.dumps(item)
            inside = any(isinstance(inner, list) and "{n}" in json.dumps(inner) for inner in _below(item))
            if "{n}" in text and not inside:
                found += [json.loads(text.replace("{n}", str(number))) for number in range(1, times + 1)]
            else:
                found.append(_repeated(item, times))
        return found
    return value


def _below(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield item
        yield from _below(item)


def _whole_case(theme: str, case: dict[str, Any]) -> Case:
    findings = [list(fault) for fault in case.get("findings", ())]
    return {
        "id": f"rule/{theme}/{slug(case['title'])}",
        "title": case["title"],
        "layer": "rule",
        "media": "yaml" if "yaml" in case else "json",
        "manifest": _written(case),
        "options": {"profile": "lab", "for": None, "at": AT} | case.get("options", {}),
        "codes": case["codes"],
        "verdict": case.get("verdict", "invalid" if findings else "valid"),
        "findings": findings,
        "must": of_codes({code for code, _ in findings}, case.get("must", ())),
    }
