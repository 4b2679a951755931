"""Which rules are asked for: by code, by the letters a code starts with, by name, or by theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from lineage.checker import Report
from lineage.errors import LineageError
from lineage.finding import Finding, Layer
from lineage.rules import Rule, rules, rules_for
from lineage.rules.registry import NOTHING, Need
from lineage.shape.words import meant

LAYERS: Final = ("reader", "shape")
_PREFIXES: Final = {"RDR": "reader", "SHP": "shape"}


def chosen(words: Iterable[str], *, layers: bool = False) -> frozenset[str]:
    """The codes of the rules that some words stand for. With ``layers``, ``reader`` and ``shape`` are words too, for no
    rule: their faults are always reported.

    Raises :class:`lineage.errors.LineageError` for a word that stands for nothing.
    """
    known = rules()
    codes: set[str] = set()
    for word in words:
        found = {rule.code for rule in known.values() if _is_meant(rule, word)}
        if not found:
            layer = word.lower() if word.lower() in LAYERS else _PREFIXES.get(word[:3].upper())
            if layer and layers:
                continue
            if layer:
                raise LineageError(
                    f'"{word}" stands for {layer} faults, which are no rules and are always reported',
                    "mend them: what they hide, no rule has looked at",
                )
            raise _unknown(word, known)
        codes |= found
    return frozenset(codes)


def narrow(report: Report, select: frozenset[str] | None, ignore: frozenset[str]) -> Report:
    """The report with the findings of rules that are not asked for moved to ``ignored``. Faults of reading and of shape
    stay: without what they hide, nobody knows what the rules would have said."""
    kept: list[Finding] = []
    ignored: list[Finding] = []
    for finding in report.findings:
        wanted = (select is None or finding.code in select) and finding.code not in ignore
        (kept if wanted or finding.layer is not Layer.RULE else ignored).append(finding)
    return replace(report, findings=tuple(kept), ignored=(*report.ignored, *ignored))


def asked_for(
    law: str | None, select: frozenset[str] | None, ignore: frozenset[str], having: frozenset[Need] = NOTHING
) -> Callable[[str], bool]:
    """Whether a run asks for a code. Codes that are no rule's are always asked for."""
    asked = {rule.code for rule in rules_for(law, having=having)} - ignore
    if select is not None:
        asked &= select
    others = set(rules()) - asked
    return lambda code: code not in others


def _is_meant(rule: Rule, word: str) -> bool:
    code = word.upper()
    return rule.code == code or rule.code[:3] == code or word.lower() in (rule.name, rule.theme)


def _unknown(word: str, known: dict[str, Rule]) -> LineageError:
    options = {name for rule in known.values() for name in (rule.code, rule.code[:3], rule.name, rule.theme)}
    likely = meant(word, sorted(options))
    return LineageError(
        f'"{word}" is no code, prefix, name or theme of rules',
        f'did you mean "{likely}"?' if likely else "`lineage rules` lists all of them",
    )
