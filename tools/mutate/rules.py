"""What the cases of the rules notice: a rule that is switched off, and a comparison in a rule that is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from lineage.rules import registry, rules
from tools.conformance.case import Case, suite
from tools.conformance.ours import answer
from tools.conformance.run import judge
from tools.mutate.code import CodeMutant, installed, modules_of, mutants

_NO_RULES = ("registry", "guess", "basis")
"""The list of rules, and words for messages."""


_OPENED = ("IMP", "POL")
"""Rules that look at more than the manifest; what surrounds them has to open it."""


@cache
def cases() -> dict[str, list[Case]]:
    """The cases of the rule layer by the code or theme in their id."""
    found: dict[str, list[Case]] = {}
    for case in suite():
        if case["layer"] == "rule":
            found.setdefault(case["id"].split("/")[1], []).append(case)
    return found


def notices(asked: Sequence[Case]) -> bool:
    """Whether one of the cases is answered otherwise than it expects."""
    return any(not judge(case, answer(case)).right for case in asked)


def killed(mutant: CodeMutant, asked: Sequence[Case]) -> bool:
    """Whether a case notices a mutant; one that raises or does not end is noticed."""
    try:
        with installed(mutant):
            return notices(asked)
    except Exception:  # a mutant may do anything
        return True


def disabled() -> Iterator[tuple[str, bool]]:
    """Every rule, and whether a case notices that it says nothing."""
    for code, rule in rules().items():
        registry._RULES[code] = rule._replace(check=lambda manifest, context: iter(()))
        try:
            yield code, notices(cases().get(code, ()))
        finally:
            registry._RULES[code] = rule


def changed(room: str = "rules") -> Iterator[tuple[CodeMutant, bool]]:
    """Every changed comparison in the rules, and whether a case notices."""
    everything = [case for group in cases().values() for case in group]
    for module in modules_of(room):
        if module.rpartition(".")[2] in _NO_RULES:
            continue
        here = [rule.code for rule in rules().values() if rule.check.__module__ == module]
        own = [case for code in here for case in cases().get(code, ())]
        for mutant in mutants(module):
            yield mutant, (bool(own) and killed(mutant, own)) or killed(mutant, everything)


def around() -> Iterator[tuple[CodeMutant, bool]]:
    """Every changed comparison in what surrounds the rules: waivers, what faults of shape cut out, what is opened."""
    apart = [theme for theme in cases() if theme not in rules() or theme.startswith(_OPENED)]
    whole = [case for theme in apart for case in cases()[theme]]
    for module in ("lineage.checker", "lineage.shape.prune"):
        for mutant in mutants(module):
            yield mutant, killed(mutant, whole)
