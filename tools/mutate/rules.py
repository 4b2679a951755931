"""What the cases of the rules notice: a rule that is switched off, and one thing changed in a rule, around the rules,
or in what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from lineage.rules import registry, rules
from tools.conformance.case import Case, suite
from tools.mutate.code import CodeMutant, modules_of, mutants
from tools.mutate.notice import killers, noticing

_NO_RULES: Final = ("registry", "guess", "basis")
"""The list of rules, and words for messages."""
_AROUND: Final[dict[str, tuple[str, ...]]] = {"lineage.checker": (), "lineage.shape.prune": ()}
_GROUNDS: Final[dict[str, tuple[str, ...]]] = {
    "lineage.graph.content": (),
    "lineage.graph.identity": (),
    "lineage.graph.imports": (),
    "lineage.graph.index": (),
    "lineage.graph.walk": (),
    "lineage.model.dates": (),
    "lineage.model.quantity": (),
    "lineage.read.yaml_remarks": (),
    "lineage.rules.registry": ("rules_for",),
}
"""Modules, with the functions that are changed in them where not all are: rules are registered before a mutant is."""

Outcome = tuple[str, list[str]]
"""The name of a mutant, and the ids of cases that notice it."""


@cache
def cases() -> dict[str, Case]:
    """The cases of the rule layer by id."""
    return {case["id"]: case for case in suite() if case["layer"] == "rule"}


def asking(codes: Iterable[str]) -> list[Case]:
    """The cases that ask about one of some rules."""
    wanted = set(codes)
    return [case for case in cases().values() if not wanted.isdisjoint(case["codes"])]


def disabled() -> Iterator[tuple[str, bool]]:
    """Every rule, and whether a case notices that it says nothing."""
    for code, rule in rules().items():
        registry._RULES[code] = rule._replace(check=lambda manifest, context: iter(()))
        try:
            yield code, bool(killers(asking([code]), enough=1))
        finally:
            registry._RULES[code] = rule


def changed(idle: set[str]) -> Iterator[Outcome]:
    """Every change in the rules, and who notices: all of a rule's own cases are asked, and others where none does.

    A change in what several rules share is shown to the cases that are ``idle``, then to others until one notices.
    Whoever notices something is idle no more.
    """
    for module in _modules(shared=False):
        own = _own(module)
        for mutant in mutants(module):
            found = noticing(mutant, own) or _first(mutant, own)
            idle.difference_update(found)
            yield mutant.name, found
    yield from _shown(dict.fromkeys(_modules(shared=True), ()), idle)


def around(idle: set[str]) -> Iterator[Outcome]:
    """Every change in what surrounds the rules: waivers, what faults of shape cut out, what is opened."""
    yield from _shown(_AROUND, idle)


def grounds(idle: set[str]) -> Iterator[Outcome]:
    """Every change in what the rules rest on: days and quantities, what a corpus holds, what an import opens."""
    yield from _shown(_GROUNDS, idle)


def borrowed(idle: set[str]) -> None:
    """Let the cases that are still idle look at the rules that they do not ask about, whose parts may be shared."""
    for module in _modules(shared=False):
        for mutant in mutants(module) if idle else ():
            idle.difference_update(noticing(mutant, _of(idle)))


def _modules(*, shared: bool) -> list[str]:
    """The modules of the room that hold no rule, or those that hold one."""
    every = [module for module in modules_of("rules") if module.rpartition(".")[2] not in _NO_RULES]
    return [module for module in every if bool(_own(module)) is not shared]


@cache
def _own(module: str) -> list[Case]:
    return asking(rule.code for rule in rules().values() if rule.check.__module__ == module)


def _of(idle: set[str]) -> list[Case]:
    return [case for name, case in cases().items() if name in idle]


def _shown(modules: dict[str, tuple[str, ...]], idle: set[str]) -> Iterator[Outcome]:
    for module, functions in modules.items():
        for mutant in mutants(module, functions=functions):
            asked = _of(idle)
            found = noticing(mutant, asked) or _first(mutant, asked)
            idle.difference_update(found)
            yield mutant.name, found


def _first(mutant: CodeMutant, asked: list[Case]) -> list[str]:
    """The first case that notices a mutant, besides those that were asked."""
    done = {case["id"] for case in asked}
    return noticing(mutant, [case for name, case in cases().items() if name not in done], enough=1)
