"""What appeared, went and changed between two documents, question by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from lineage.summary.life.facts import RecordChange, records
from lineage.summary.life.meaning import Entry, Question
from lineage.summary.life.pairs import paired
from lineage.summary.life.sides import Side

Status: TypeAlias = Literal["appeared", "went", "changed"]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One thing that is said differently: the same entry with other details, or one in other words."""

    old: Entry
    new: Entry

    def parts(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """What went and what appeared: first of its own words under ``""``, then heading by heading of its details;
        ``""`` also for details without a heading."""
        if self.old.words != self.new.words:
            yield "", [self.old.words], [self.new.words]
        old, new = self.old.details, self.new.details
        for name in dict.fromkeys(name for name, _ in (*old, *new)):
            before, after = ([words for key, words in details if key == name] for details in (old, new))
            went = list((Counter(before) - Counter(after)).elements())
            appeared = list((Counter(after) - Counter(before)).elements())
            if went or appeared:
                yield name, went, appeared


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One question whose answer differs. ``old`` is ``None`` where the earlier document does not have the question,
    and ``new`` where the later one does not."""

    old: Question | None
    new: Question | None
    went: tuple[Entry, ...]
    appeared: tuple[Entry, ...]
    changed: tuple[EntryChange, ...]

    @property
    def status(self) -> Status:
        """Whether the question itself is new, gone, or answered differently."""
        return "appeared" if self.old is None else "went" if self.new is None else "changed"

    @property
    def question(self) -> Question:
        """The question, as the later document has it where it has it."""
        found = self.new or self.old
        assert found is not None
        return found

    def places(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The places that the difference comes from, in the earlier manifest and in the later one."""
        old = (*self.went, *(pair.old for pair in self.changed))
        new = (*self.appeared, *(pair.new for pair in self.changed))
        return _places(old), _places(new)


def _places(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for entry in entries for place in entry.pointers))


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences between two documents.

    ``records`` is ``None`` where a side is a document alone, so that no records could be compared. ``unlisted`` counts
    the changes that are about records which one of the manifests does not make public.
    """

    old: Side
    new: Side
    answers: tuple[AnswerChange, ...]
    records: tuple[RecordChange, ...] | None
    unlisted: int

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return not (self.answers or self.records or self.unlisted)


def difference(old: Side, new: Side) -> Difference:
    """The differences between two documents of one form, and between the records of their manifests.

    What one of the manifests does not make public is counted and not told, though the other one tells it.
    """

    def gives_away(text: str) -> bool:
        return old.gives_away(text) or new.gives_away(text)

    answers = list(_answers(old, new))
    open_answers = [change for found in answers if (change := _open(found, gives_away)) is not None]
    unlisted = sum(_weight(change) for change in answers) - sum(_weight(change) for change in open_answers)
    changes: tuple[RecordChange, ...] | None = None
    if old.scope is not None and new.scope is not None:
        changes, hidden = records(old.tree, old.scope, new.tree, new.scope)
        unlisted += hidden
    return Difference(old, new, tuple(open_answers), changes, unlisted)


def _weight(change: AnswerChange) -> int:
    return len(change.went) + len(change.appeared) + len(change.changed)


def _open(change: AnswerChange, gives_away: Callable[[str], bool]) -> AnswerChange | None:
    """The part of a change that may be told; ``None`` where nothing is left of it."""

    def may(entry: Entry) -> bool:
        return not any(map(gives_away, entry.texts))

    went, appeared = tuple(filter(may, change.went)), tuple(filter(may, change.appeared))
    changed = tuple(pair for pair in change.changed if may(pair.old) and may(pair.new))
    left = AnswerChange(change.old, change.new, went, appeared, changed)
    return left if _weight(left) or not _weight(change) else None


def _answers(old: Side, new: Side) -> Iterator[AnswerChange]:
    ones, others = (old.arranged, new.arranged) if old.scope and new.scope else (old.printed, new.printed)
    for number in _merged(list(ones), list(others)):
        before, after = ones.get(number), others.get(number)
        went, appeared, changed = paired(before.entries if before else (), after.entries if after else ())
        relabelled = before is not None and after is not None and before.label != after.label
        if not (went or appeared or changed or relabelled or before is None or after is None):
            continue
        first, second = _Words(old.printed.get(number)), _Words(new.printed.get(number))
        yield AnswerChange(
            old.printed.get(number),
            new.printed.get(number),
            first.in_order(went),
            second.in_order(appeared),
            tuple(EntryChange(first.of(one), second.of(other)) for one, other in changed),
        )


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The numbers of both documents, in the order of the later one; one that went follows the one before it."""
    after: dict[str | None, list[str]] = {}
    left: str | None = None
    kept = set(new)
    for number in old:
        if number in kept:
            left = number
        else:
            after.setdefault(left, []).append(number)
    merged = list(after.get(None, ()))
    for number in new:
        merged += [number, *after.get(number, ())]
    return merged


class _Words:
    """The entries of an answer as they are printed, found by those of the same answer put in order."""

    def __init__(self, question: Question | None) -> None:
        self._entries = question.entries if question else ()
        self._place = {id(entry): place for place, entry in enumerate(self._entries)}
        self._exact: dict[Any, list[Entry]] = {}
        self._loose: dict[Any, list[Entry]] = {}
        for entry in self._entries:
            self._exact.setdefault(entry.meaning, []).append(entry)
            self._loose.setdefault(entry.bag, []).append(entry)

    def of(self, entry: Entry) -> Entry:
        """The entry as it is printed."""
        exact = self._exact.get(entry.meaning) or self._loose.get(entry.bag)
        return exact[0] if exact else entry

    def in_order(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Entries as they are printed, in the order of print."""
        found = [self.of(entry) for entry in entries]
        return tuple(sorted(found, key=lambda entry: self._place.get(id(entry), len(self._place))))
