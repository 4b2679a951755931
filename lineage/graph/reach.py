"""The algebra of reach: in what form a teacher's output arrives, and how forms compose along a path.

Normative in spec/composition.md. A *quality* is what a path carries besides its live parts and its generation: an
interval of reach, whether the path is sure, and whether the parts it took were stated. Qualities compose by minimum and
"and", so a path is never stronger than any of its steps. There are few of them, so each is a small number and composing
two is a look into a table: a walk over a large graph spends its time on edges, not on objects.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple, get_args

from lineage.model.roles import Part

REACHES: Final = ("none", "selection", "signal", "content", "distribution", "weights")
"""From weakest to strongest. The order says in what form output arrives, not how much it matters."""

NONE, SELECTION, SIGNAL, CONTENT, DISTRIBUTION, WEIGHTS = range(6)

PARTS: Final[dict[str, int]] = {part: 1 << position for position, part in enumerate(get_args(Part.__value__))}
"""The bit of each part."""

RECORDS: Final = 1 << len(PARTS)
"""The pseudo-part that every derivation passes: dropping columns does not undo the choice of rows."""

ALL: Final = (RECORDS << 1) - 1
REJECTED: Final = PARTS["rejected"]
VALUES: Final = PARTS["label"] | PARTS["score"] | PARTS["preference"]
TEXT: Final = ALL & ~(RECORDS | REJECTED | VALUES | PARTS["test"])
"""Parts that are text somebody may learn to write: prompts, answers, documents, critiques …"""


def mask(parts: object) -> int:
    """The bits of some parts; every part where they are not stated."""
    return sum({PARTS[part] for part in parts}) if isinstance(parts, list | tuple) else ALL & ~RECORDS


def part_names(bits: int) -> tuple[str, ...]:
    """The parts behind some bits, in the order of the standard; the pseudo-part left out."""
    return tuple(part for part, bit in PARTS.items() if bits & bit)


class Quality(NamedTuple):
    """Reach as an interval, certainty, and whether every step on the way said which parts it took."""

    least: int
    most: int
    sure: bool = True
    stated: bool = True

    @property
    def code(self) -> int:
        """This quality as a small number."""
        return ((self.least * 6 + self.most) * 2 + self.sure) * 2 + self.stated

    def then(self, other: Quality) -> Quality:
        """Both, one after the other."""
        return Quality(
            min(self.least, other.least),
            min(self.most, other.most),
            self.sure and other.sure,
            self.stated and other.stated,
        )

    def covers(self, other: Quality) -> bool:
        """Whether this says at least as much as the other in every respect."""
        return all(mine >= theirs for mine, theirs in zip(self, other, strict=True))

    @property
    def words(self) -> str:
        """The reach in words; "form not known" where only bounds are."""
        return REACHES[self.most] if self.least == self.most else "form not known"


COUNT: Final = 144
QUALITIES: Final = tuple(Quality(code // 24, code // 4 % 6, bool(code & 2), bool(code & 1)) for code in range(COUNT))
"""Every quality, at the position of its code."""

START: Final = Quality(WEIGHTS, WEIGHTS).code
"""Where a walk begins: nothing has weakened it yet."""

RANK: Final = tuple(sum((q.least, q.most, q.sure, q.stated)) for q in QUALITIES)
"""A quality is covered only by qualities of a higher rank: a walk that takes the highest first looks at each once."""


@cache
def composed_with(cap: Quality) -> bytes:
    """For each quality, the code of it followed by ``cap``."""
    return bytes(quality.then(cap).code for quality in QUALITIES)


COVERS: Final = tuple(
    bytes([a <= least and b <= most and c <= sure and d <= stated for a, b, c, d in QUALITIES])
    for least, most, sure, stated in QUALITIES
)
"""``COVERS[a][b]`` is 1 where quality ``a`` says at least as much as ``b``."""
