"""States of a walk: live parts with a quality, and sets of them, as small numbers with tables between them.

There are few states, few sets of them and few kinds of channels, while a large graph has very many edges. So what a
channel does to a state, and what of a state is new where others have been, is worked out once and then looked up.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from lineage.graph.reach import ALL, COUNT, COVERS, NONE, QUALITIES, RANK

Kind: TypeAlias = tuple[int, int, int, bytes]
"""What a channel does: need, keep, revive, composition table."""

_OCCURRING: Final = [
    code
    for code in sorted(range(COUNT), key=lambda code: -RANK[code])
    if QUALITIES[code].least == QUALITIES[code].most or (QUALITIES[code].least == NONE and not QUALITIES[code].sure)
]
"""The qualities that the table of spec/composition.md can give: one level, or bounds that begin at none, not sure."""

_WIDTH: Final = ALL.bit_length()
_SHIFT: Final = {code: slot * _WIDTH for slot, code in enumerate(_OCCURRING)}
"""What has arrived at a vertex is one number: for each quality that can occur, the parts for which something at least
as good has arrived."""
_SPREAD: Final = {code: sum(1 << _SHIFT[other] for other in _OCCURRING if COVERS[code][other]) for code in _OCCURRING}
"""Parts times this are the parts in the place of each quality that a quality covers."""


class States:
    """The states of the walks over one graph, numbered as they come up. The tables are for reading: what they do not
    hold yet is asked for by the methods, which fill them."""

    def __init__(self) -> None:
        self.live: list[int] = []
        self.quality: list[int] = []
        self.turn: list[int] = []
        """When a state is looked at: the best quality comes first, and of one quality that with the most parts."""
        self.after: list[list[int | None]] = []
        """For each state, by kind of channel: the state behind it, -1 for none, ``None`` where not asked for yet."""
        self.fresh: list[dict[int, int]] = []
        """For each set of what has arrived: of a state, the one that is left of it, -1 for none."""
        self.joined: list[dict[int, int]] = []
        """For each set of what has arrived: the set that it is with one more state."""
        self._numbers: dict[tuple[int, int], int] = {}
        self._kinds: dict[Kind, int] = {}
        self._known_kinds: list[Kind] = []
        self._sets: dict[int, int] = {}
        self._bits: list[int] = []
        self._set(0)

    def number(self, live: int, quality: int) -> int:
        """The number of a state."""
        found = self._numbers.get((live, quality))
        if found is None:
            found = self._numbers[live, quality] = len(self.live)
            self.live.append(live)
            self.quality.append(quality)
            self.turn.append(RANK[quality] * (_WIDTH + 1) + live.bit_count())
            self.after.append([None] * len(self._known_kinds))
        return found

    def kind(self, need: int, keep: int, revive: int, table: bytes) -> int:
        """The number of a kind of channel."""
        kind = (need, keep, revive, table)
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = len(self._known_kinds)
            self._known_kinds.append(kind)
            for row in self.after:
                row.append(None)
        return found

    def doing(self, kind: int) -> Kind:
        """What a kind of channel does."""
        return self._known_kinds[kind]

    def pass_through(self, state: int, kind: int) -> int:
        """The state behind a channel; -1 where nothing passes."""
        need, keep, revive, table = self._known_kinds[kind]
        live = self.live[state]
        parts = (live & keep) | revive if live & need else 0
        found = self.number(parts, table[self.quality[state]]) if parts else -1
        self.after[state][kind] = found
        return found

    def left(self, arrived: int, state: int) -> int:
        """The state with those parts alone for which nothing at least as good has arrived; -1 where none is left."""
        quality = self.quality[state]
        live = self.live[state]
        new = live & ~(self._bits[arrived] >> _SHIFT[quality])
        found = self.number(new, quality) if new else -1
        self.fresh[arrived][state] = found
        return found

    def with_one_more(self, arrived: int, state: int) -> int:
        """The set of what has arrived, once this has."""
        found = self._set(self._bits[arrived] | self.live[state] * _SPREAD[self.quality[state]])
        self.joined[arrived][state] = found
        return found

    def _set(self, bits: int) -> int:
        found = self._sets.get(bits)
        if found is None:
            found = self._sets[bits] = len(self._bits)
            self._bits.append(bits)
            self.fresh.append({})
            self.joined.append({})
        return found
