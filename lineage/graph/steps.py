"""What one recorded edge passes on: the composition table of spec/composition.md, row by row.

A step leads upstream, from what was made to what it was made from. It has *channels*: where one of the parts in
``need`` is live, the parts in ``keep`` that are live stay so and those in ``revive`` become live, and the quality of
the path is followed by ``cap``. Several channels of one step act side by side, so that a score may be lost as a score
and yet have chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from pydantic import MISSING

from lineage.graph.reach import (
    ALL,
    CONTENT,
    DISTRIBUTION,
    NONE,
    PARTS,
    RECORDS,
    REJECTED,
    SELECTION,
    SIGNAL,
    TEXT,
    VALUES,
    WEIGHTS,
    Quality,
    mask,
)
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse
from lineage.model.training import DatasetUse, Initialization


class Channel(NamedTuple):
    """One way through a step."""

    need: int
    keep: int
    revive: int
    cap: Quality


def _cap(reach: int, stated: bool = True) -> Quality:
    return Quality(reach, reach, True, stated)


FREE: Final = Quality(WEIGHTS, WEIGHTS)
POSSIBLE: Final = Quality(WEIGHTS, WEIGHTS, sure=False)
UNKNOWN: Final = Quality(NONE, DISTRIBUTION, sure=False)
"""A role that is not known: nothing definite about the form, and not sure."""

PASS: Final = (Channel(ALL, ALL, 0, FREE),)
"""Everything passes: a collection and its parts, a candidate of a disputed edge."""

PASS_PERHAPS: Final = (Channel(ALL, ALL, 0, POSSIBLE),)
"""Everything passes, and it is not sure: overlaps, families and their members."""

PASS_UNSTATED: Final = (Channel(ALL, ALL, 0, Quality(WEIGHTS, WEIGHTS, stated=False)),)
"""Everything passes, and nobody says so: a source of which it is not stated what was taken."""

WRITING: Final = frozenset({"generate", "rewrite", "translate", "extract"})
REWORDING: Final = frozenset({"rewrite", "translate", "summarize"})
"""Activities after which the meaning is still there and the wording is not."""

_WHOLE_MODEL: Final[dict[str, int]] = {
    "generate": CONTENT,
    "rewrite": CONTENT,
    "translate": CONTENT,
    "extract": CONTENT,
    "label": SIGNAL,
    "judge": SIGNAL,
    "reward": SIGNAL,
    "filter": SELECTION,
    "steer": SELECTION,
    "softTargets": DISTRIBUTION,
}
"""What a role amounts to where it acted on the training itself and not on a dataset."""


def derivation(edge: Derivation) -> tuple[Channel, ...]:
    """A dataset made from another: ``takes``, ``becomes``, ``selectedBy``, seeds and references."""
    if edge.as_ is edge.takes is edge.becomes is edge.selected_by is MISSING:
        return PASS_UNSTATED  # as nearly all are, of very many
    chosen = () if edge.selected_by is MISSING else (Channel(ALL, 0, mask(edge.selected_by), _cap(SELECTION)),)
    if edge.as_ in ("seed", "reference"):
        return (Channel(ALL, 0, TEXT | RECORDS, _cap(SELECTION)), *chosen)
    stated = edge.takes is not MISSING
    taken = mask(edge.takes) if stated else ALL
    free = Quality(WEIGHTS, WEIGHTS, True, stated)
    renamed = {} if edge.becomes is MISSING else edge.becomes
    channels = [Channel(ALL, (taken & ~mask(list(renamed))) | RECORDS, 0, free)]
    for part, names in renamed.items():
        bit, called = PARTS[part] & taken, mask(list(names))
        against = called & REJECTED if part != "rejected" else 0
        channels.append(Channel(called & ~against, 0, bit, free))
        channels.append(Channel(against, 0, bit, Quality(SIGNAL, SIGNAL, True, stated)))
    return (*(channel for channel in channels if channel.need and (channel.keep or channel.revive)), *chosen)


def training(edge: DatasetUse, stage: str) -> tuple[Channel, ...]:
    """A dataset that a stage of training used. Empty where it only tested the model: nothing changed by that."""
    split = None if edge.split is MISSING else edge.split
    return _training(split, tuple(edge.consumes) if isinstance(edge.consumes, list) else None, stage)


@cache
def _training(split: str | None, consumes: tuple[str, ...] | None, stage: str) -> tuple[Channel, ...]:
    # There are few such answers, and there may be very many datasets.
    if split == "testing":
        return ()
    if split == "validation":
        return (Channel(ALL, 0, ALL, _cap(SELECTION)),)
    stated = consumes is not None
    free = Quality(WEIGHTS, WEIGHTS, True, stated)
    if consumes is not None:
        learnt = mask(consumes)
    elif stage in ("pretraining", "midtraining", "sft"):
        learnt = TEXT | PARTS["label"]
    elif stage == "rl":
        learnt = PARTS["prompt"]
    else:
        learnt = ALL
    channels = [Channel(ALL, 0, learnt | RECORDS, free)]
    if stage in ("pretraining", "midtraining", "sft"):
        # A value that is not learnt from may still have chosen what is.
        channels.append(Channel(ALL, 0, VALUES & ~learnt, _cap(SELECTION, stated)))
    if stage == "rl":
        # Rewards are computed with these; the model's own answers take the place of the recorded ones.
        rewarding = PARTS["test"] | PARTS["score"]
        if stated:
            rewarding &= learnt
            channels[0] = Channel(ALL, 0, (learnt & ~rewarding) | RECORDS, free)
        channels.append(Channel(ALL, 0, rewarding, Quality(SIGNAL, SIGNAL, True, stated)))
    return tuple(channel for channel in channels if channel.revive)


def initialization(edge: Initialization) -> tuple[Channel, ...]:
    """A model whose weights were the starting point. A tokenizer is no weights: it chose how text is cut."""
    return (Channel(ALL, 0, ALL, _cap(SELECTION) if edge.relation == "tokenizer" else FREE),)


def use_on_dataset(use: ModelUse) -> tuple[Channel, ...]:
    """A model that had a hand in a dataset. Empty for ``evaluate``, which is listed apart."""
    role = use.role if isinstance(use.role, str) else None
    return _use_on_dataset(role, tuple(use.writes) if isinstance(use.writes, list) else None)


@cache
def _use_on_dataset(role: str | None, writes: tuple[str, ...] | None) -> tuple[Channel, ...]:
    # As with training: few answers, very many datasets.
    if role is None:
        return (Channel(ALL, 0, ALL, UNKNOWN),)
    if role == "evaluate":
        return ()
    if role in ("filter", "steer"):
        return (Channel(RECORDS, 0, ALL, _cap(SELECTION)),)
    stated = writes is not None
    written = _by_role(role) if writes is None else mask(writes)
    channels = [Channel(need, 0, ALL, _cap(reach, stated)) for need, reach in _written(role, written) if need]
    if role == "judge" and not stated:
        # A judge may have written critiques as well; nobody says that it did.
        channels.append(Channel(PARTS["critique"], 0, ALL, Quality(CONTENT, CONTENT, False, False)))
    return tuple(channels)


def use_in_training(use: ModelUse) -> tuple[Channel, ...]:
    """A model that took part in training itself: soft targets, online rewards and judges."""
    role = use.role
    if not isinstance(role, str):
        return (Channel(ALL, 0, ALL, UNKNOWN),)
    if role == "evaluate":
        return ()
    reach = _WHOLE_MODEL[role]
    stated = isinstance(use.writes, list) or role in ("filter", "steer")
    if role in WRITING and isinstance(use.writes, list) and not mask(use.writes) & TEXT:
        reach = SIGNAL  # tests, scores and answers that are trained against
    if role == "judge" and isinstance(use.writes, list) and "critique" in use.writes:
        reach = CONTENT
    return (Channel(ALL, 0, ALL, _cap(reach, stated)),)


def _by_role(role: str) -> int:
    """The parts that a role may write, where it is not said which."""
    if role == "label":
        return PARTS["label"]
    if role in ("judge", "reward"):
        return VALUES
    return ALL & ~RECORDS


def _written(role: str, written: int) -> Iterator[tuple[int, int]]:
    """Groups of written parts with the strongest reach that each can have."""
    if role == "softTargets":
        yield written & ~VALUES, DISTRIBUTION
        return
    yield written & (TEXT | PARTS["test"]), CONTENT
    yield written & (REJECTED | VALUES), SIGNAL


def label(use: ModelUse) -> str:
    """A use in print: ``generate.response+reasoning``; the role alone where its parts are not stated."""
    if not isinstance(use.role, str):
        return "role not known"
    return f"{use.role}.{'+'.join(use.writes)}" if isinstance(use.writes, list) else use.role
