"""What the measurement of the suite rests on: changes are made one at a time, and every case that notices is told."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from itertools import pairwise

from tools.mutate.code import CodeMutant, mutants
from tools.mutate.notice import killers, noticing
from tools.mutate.operators import changes
from tools.mutate.rules import asking, cases

WITHOUT_A_DAY = "rule/laws/without-a-day-nothing-is-in-the-future-and-nothing-is-stale"


def _mutant(module: str, name: str) -> CodeMutant:
    return next(mutant for mutant in mutants(module) if mutant.name == f"{module}.{name}")


def test_every_change_is_made_alone() -> None:
    source = "def f(a, b):\n if a and not b:\n  return\n for x in b:\n  if x > 1: continue\n  yield x if a else b\n"
    found = []
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    for change in changes(function, decisions=True, refusals=False):
        changed = ast.parse(source).body[0]
        assert isinstance(changed, ast.FunctionDef)
        found.append(change(changed))
        assert ast.unparse(changed) != ast.unparse(function)
    assert sorted(found) == sorted(
        [
            ("a and (not b)", "a or not b"),
            ("a and (not b)", "not a and (not b)"),
            ("a and (not b)", "a and b"),
            ("if a and (not b): return", "pass"),
            ("x > 1", "x >= 1"),
            ("if x > 1: continue", "pass"),
            ("a", "not a"),
        ]
    )


def test_a_mutant_has_another_code_than_the_original() -> None:
    found = list(mutants("lineage.rules.dates.future"))
    assert len(found) > 10
    assert all(mutant.code != mutant.target.__code__ for mutant in found)
    assert all(one.code != other.code for one, other in pairwise(found))


def test_every_case_that_notices_is_told() -> None:
    own = asking(["DTE003", "SUM011"])
    stale = _mutant("lineage.rules.summaries.publications", "summary_stale: context.at > due -> context.at >= due")
    assert "rule/SUM011/pass-on-the-last-day" in noticing(stale, own)
    told = noticing(
        _mutant("lineage.rules.dates.future", "date_in_the_future: if context.at is None: return -> pass"), own
    )
    assert told == [WITHOUT_A_DAY]
    assert killers(own) == [], "the original is back"


def test_a_mutant_that_does_not_end_is_noticed_where_it_hangs_and_nowhere_else() -> None:
    endless = _mutant("lineage.rules.measures", "_scope: if reference in seen: continue -> pass")
    circle = "rule/circles/what-a-measure-applies-to-where-datasets-are-made-from-each-other"
    assert noticing(endless, [cases()[circle], cases()[WITHOUT_A_DAY], cases()[circle]]) == [circle, circle]


def test_a_mutant_that_raises_is_noticed_where_it_raises_and_nowhere_else() -> None:
    module = importlib.import_module("lineage.rules.summaries.publications")

    def raising(manifest: object, context: object) -> Iterator[object]:
        yield from ()
        raise KeyError

    name = "summary_stale"
    broken = CodeMutant(module.__name__, name, "", "", getattr(module, name), raising.__code__)
    own, other = asking(["SUM011"]), asking(["DTE003"])
    assert set(noticing(broken, [*own, *other])) == {case["id"] for case in own}
    assert noticing(broken, own, enough=1) == [own[0]["id"]]
