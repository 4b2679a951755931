"""The scorecard: every metric with its outcome, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lineage.score.grades import TRANSPARENCY, USEFULNESS, grade
from lineage.score.outcome import Outcome
from lineage.score.rubric import SECTIONS, Metric

HALVES: Final = {"transparency": TRANSPARENCY, "usefulness": USEFULNESS}
"""The two scores, each with the dimensions that it adds up."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A metric and what became of it. A metric for a person is ``open``."""

    metric: Metric
    outcome: Outcome

    @property
    def counts(self) -> bool:
        """Whether it counts in a score."""
        return self.outcome.state == "scored"

    @property
    def points(self) -> float:
        """Its points times its weight."""
        return self.outcome.points * self.metric.weight if self.counts else 0

    @property
    def lost(self) -> float:
        """What is missing of its weight."""
        return self.metric.weight - self.points if self.counts else 0


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of those that could be had. There is none where nothing counts."""

    points: float
    weight: int

    @property
    def percent(self) -> float | None:
        """The share in percent."""
        return 100 * self.points / self.weight if self.weight else None

    @property
    def grade(self) -> str | None:
        """Its letter."""
        return None if self.percent is None else grade(self.percent)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one summary."""

    subject: str
    judged: tuple[Judged, ...]

    def of(self, section: str | None = None) -> tuple[Judged, ...]:
        """The metrics of a section; all of them without one."""
        return tuple(entry for entry in self.judged if section in (None, entry.metric.section))

    def score(self, half: str, section: str | None = None) -> Score:
        """Transparency or usefulness, of the whole or of a section: raw weights pooled, as the rubric does it."""
        return _sum(entry for entry in self.of(section) if entry.metric.dimension in HALVES[half])

    def total(self, section: str | None = None) -> Score:
        """Both together: not a score of the rubric, but of what can be decided here."""
        return _sum(self.of(section))

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections in the order of the rubric."""
        return tuple(SECTIONS)

    def raising(self, section: str | None = None) -> tuple[Judged, ...]:
        """What would raise the score: metrics that lost points, the heaviest losses first."""
        return tuple(sorted((entry for entry in self.of(section) if entry.lost), key=lambda entry: -entry.lost))

    def count(self, state: str, section: str | None = None) -> int:
        """How many automated metrics have a state."""
        return sum(entry.metric.automated and entry.outcome.state == state for entry in self.of(section))

    def for_people(self, section: str | None = None) -> int:
        """How many metrics only a person can judge."""
        return sum(not entry.metric.automated for entry in self.of(section))


def _sum(judged: Iterable[Judged]) -> Score:
    counted = [entry for entry in judged if entry.counts]
    return Score(sum(entry.points for entry in counted), sum(entry.metric.weight for entry in counted))
