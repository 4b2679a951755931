"""The numbered list of the datasets, and tables in which datasets with the same answer share a row.

Datasets are numbered in the order of the origins, then of the file. Each answer takes one row, for all the datasets
that share it; long lists of names are cut down to numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from lineage.model.answer import value_of
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.summary.blocks import Block, Column, Lines, Paragraph, Row, Run, Statement, Table, parts, pointers
from lineage.summary.datasets import name
from lineage.summary.prose import capital, counted, listed, sentence
from lineage.summary.scope import SOURCES, Scope
from lineage.summary.statements import nothing

KINDS: Final = {
    "public": "public datasets",
    "licensed": "licensed datasets",
    "thirdPartyPrivate": "private datasets of other third parties",
    "crawled": "crawled datasets",
    "userModel": "datasets from interactions with the model",
    "userService": "datasets from other services",
    "synthetic": "synthetic datasets",
    "other": "datasets from other sources",
    "": "datasets whose origin is not stated",
}
"""What datasets of an origin are called."""

_NAMES: Final = 8
"""How many datasets are named in one cell before their numbers stand in their place, where a form numbers them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset with its number, under the first of its origins."""

    number: int
    origin: str
    dataset: Dataset
    place: Pointer

    @property
    def named(self) -> bool:
        """Whether its name may be printed: not that of a private dataset which is not publicly known."""
        known = value_of(self.dataset.publicly_known)
        return known is True or (known is not False and "thirdPartyPrivate" not in self.dataset.origins())


def register(scope: Scope) -> list[Entry]:
    """The datasets that may be printed, numbered from 1."""
    order = [*SOURCES, ""]
    found = [((*item[0].origins(), "")[0], item) for item in scope.printable()]
    found.sort(key=lambda entry: order.index(entry[0]))
    return [Entry(number, origin, *item) for number, (origin, item) in enumerate(found, 1)]


def called(entry: Entry, scope: Scope) -> str | None:
    """Its name, where it has one that may be printed."""
    stated = isinstance(value_of(entry.dataset.name), str)
    return name(entry.dataset, entry.place, scope) if entry.named and stated else None


def numbered(entry: Entry, scope: Scope) -> str:
    """Its name, else its number."""
    return called(entry, scope) or f"dataset {entry.number}"


def by_origin(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Entries in groups of one origin."""
    for origin, group in groupby(entries, key=lambda entry: entry.origin):
        yield origin, list(group)


def unused(scope: Scope) -> tuple[Statement]:
    """What stands in place of a table where no dataset is recorded."""
    if scope.datasets():
        return (nothing(("datasets",), "no dataset is described in public"),)
    where = (*scope.models[0][1], "training") if scope.models else ("models",)
    return (nothing(where, "no dataset is recorded"),)


Said = TypeVar("Said", tuple[Block, ...], tuple[Paragraph, ...])


def table(
    caption: str, heading: str, answers: Sequence[tuple[Entry, tuple[Block, ...]]], scope: Scope
) -> tuple[Block, ...]:
    """Answers of datasets as a table; the statement that there are none where there are none."""
    if not answers:
        return unused(scope)
    rows = tuple(Row(((Lines((who,)),), blocks)) for who, blocks in shared(answers, scope))
    return (Table(caption, (Column("Datasets"), Column(heading)), rows),)


def shared(
    answers: Sequence[tuple[Entry, Said]], scope: Scope, *, numbers: bool = True
) -> Iterator[tuple[Paragraph, Said]]:
    """Each answer once, with the datasets that share it and the places of all. ``numbers`` says whether the form
    numbers its datasets."""
    same: dict[str, list[tuple[Entry, Said]]] = {}
    for answer in answers:
        same.setdefault(_key(answer[1]), []).append(answer)
    everyone = Counter(entry.origin for entry, _ in answers)
    for found in same.values():
        places = dict.fromkeys(place for _, blocks in found for place in pointers(blocks))
        words = capital(group([entry for entry, _ in found], everyone, scope, numbers=numbers))
        yield sentence(words, *places), found[0][1]


def group(entries: Sequence[Entry], everyone: Counter[str], scope: Scope, *, numbers: bool = True) -> str:
    """Some of the datasets in words: all of an origin as such, few by name, many by number if they are numbered.
    ``everyone`` says how many there are of each origin."""
    if len(entries) == everyone.total() > 1:
        return f"{_all(len(entries))} datasets{_described(scope.hidden())}"
    words: list[str] = []
    for origin, some in by_origin(entries):
        if len(some) == everyone[origin] > 1:
            hidden = scope.hidden(origin) if origin else 0
            words.append(f"{_all(len(some))} {KINDS[origin]}{_described(hidden)}")
        elif numbers:
            words += [numbered(entry, scope) for entry in some]
        else:
            words += [found for entry in some if (found := called(entry, scope))]
            silent = sum(called(entry, scope) is None for entry in some)
            words += [f"{silent} of the {KINDS[origin]}, without a name"] if silent else []
    if len(words) <= _NAMES or not numbers:
        return listed(words)
    return f"{counted(len(entries), 'dataset')}: numbers {ranges([entry.number for entry in entries])}"


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _described(hidden: int) -> str:
    return " described here" if hidden else ""


def ranges(numbers: Sequence[int]) -> str:
    """``1 to 4, 7 and 9``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _key(said: tuple[Block, ...] | tuple[Paragraph, ...]) -> str:
    """The words of an answer: answers with the same words share a row."""
    return "\n".join(part.text for part in parts(said) if isinstance(part, Run | Statement))
