"""Which cases notice a mutant: they are answered otherwise than they expect, or the mutant raises or does not end."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

from lineage import checker
from lineage.rules import Rule, rules_for
from tools.conformance.case import Case
from tools.conformance.ours import answer
from tools.conformance.run import judge
from tools.mutate.code import CodeMutant, installed

_SECONDS: Final = 1.0
"""Of processor time for one case, which takes some thousandths. A mutant that takes longer does not end."""
_HURRIED: Final = 0.1
"""The same for the other cases of a mutant that did not end once, which would else wait for each of them."""


def noticing(mutant: CodeMutant, asked: Iterable[Case], *, enough: int = 0) -> list[str]:
    """The ids of the cases that notice a mutant; no more than ``enough``, where that is given."""
    with installed(mutant):
        return killers(asked, enough=enough)


def killers(asked: Iterable[Case], *, enough: int = 0) -> list[str]:
    """The ids of the cases that notice that something is wrong now."""
    found: list[str] = []
    seconds = _SECONDS
    with _alarm():
        for case in asked:
            try:
                wrong = not _right(case, seconds)
            except TimeoutError:
                wrong, seconds = True, _HURRIED
            except Exception:  # a mutant may do anything
                wrong = True
            if wrong:
                found.append(case["id"])
                if len(found) == enough:
                    break
    return found


def _right(case: Case, seconds: float) -> bool:
    """Whether a case is answered rightly, within the time. Rules that it does not ask about do not run: what they say
    does not count, and where they fail a case about something else deserves no merit."""
    codes = case.get("codes")

    def asked(*given: Any, **named: Any) -> Iterator[Rule]:
        return (rule for rule in rules_for(*given, **named) if codes is None or rule.code in codes)

    with patch.object(checker, "rules_for", asked):
        # Again after the same time: what a mutant runs may swallow the first exception.
        signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
        try:
            return judge(case, answer(case)).right
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def _alarm() -> Iterator[None]:
    def stop(number: int, frame: Any) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGPROF, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, previous)
