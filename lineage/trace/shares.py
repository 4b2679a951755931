"""Shares: how much of a dataset a teacher wrote, as an interval, through subsets and mixtures of datasets.

A share lives inside the datasets between two models. It never crosses a model, a stage of training or two units, and
there is none for filters, seeds and judges: what those touch is coverage. Where nothing can be said, the reason is
given instead of a blank. Exact fractions throughout: 25.53 % is not a binary number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from pydantic import MISSING

from lineage.graph.answers import Leg
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.graph.steps import WRITING
from lineage.model.answer import entries
from lineage.model.derivation import Derivation
from lineage.model.model_use import ModelUse, Share

NOT_STATED: Final = "not stated"
NOT_MEANINGFUL: Final = "not meaningful"

_WHOLE: Final = frozenset({"copy", "format"})
_DRAWN: Final = frozenset({"copy", "subset", "filter", "clean", "deduplicate", "format"})
"""Activities whose result holds records of the source and nothing else."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole: bounds that always hold, and the share to expect where every draw was random or whole."""

    low: Fraction
    high: Fraction
    expected: Fraction | None = None

    @property
    def words(self) -> str:
        """As it is printed: ``25.53 %``, ``0 to 51.06 %``, ``about 25.53 % (0 to 100 %)``."""
        if self.low == self.high:
            return percent(self.low)
        bounds = f"{percent(self.low).removesuffix(' %')} to {percent(self.high)}"
        return bounds if self.expected is None else f"about {percent(self.expected)} ({bounds})"


ANY: Final = Part(Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Portion:
    """What can be said of a teacher's share: of which dataset, how much, in which unit; or why not. It is the share
    that arrives on one path: where there are several, each has its own."""

    of: str
    part: Part | None
    unit: str
    reason: str
    remarks: tuple[str, ...] = ()
    along: bool = False
    """Whether datasets lie between, so that other paths may bring more."""


def percent(share: Fraction) -> str:
    """A share in per cent, with at most two decimals."""
    return f"{float(round(share * 100, 2)):g} %"


def subset(share: Part, fraction: Part, *, even: bool) -> Part:
    """The share in a subset that is the fraction of its source; ``even`` where it was drawn at random, so that about
    the same is expected.

    With ``f`` the fraction, the bounds are ``max(0, (s - (1 - f)) / f)`` and ``min(1, s / f)``: all that was left
    behind may have been the teacher's, or none of it. They are widest for the smallest fraction.
    """
    smallest = fraction.low
    expected = share.expected if share.expected is not None else share.low if share.low == share.high else None
    if smallest == 0:
        return Part(ANY.low, ANY.high, expected if even else None)
    if smallest == 1:
        return share
    low = max(Fraction(0), (share.low - (1 - smallest)) / smallest)
    high = min(Fraction(1), share.high / smallest)
    return Part(low, high, expected if even else None)


def within(share: Part, fraction: Part) -> Part:
    """The share in a result of which the fraction holds the share."""
    known = share.expected if share.expected is not None else share.low if share.low == share.high else None
    exact = fraction.low == fraction.high and known is not None
    expected = known * fraction.low if exact and known is not None else None
    return Part(share.low * fraction.low, share.high * fraction.high, expected)


def of_share(share: Share | MISSING) -> Part | None:
    """A stated share as an interval; ``None`` where it is absent or its bounds cross."""
    if share is MISSING:
        return None
    if share.value is not MISSING:
        exact = Fraction(str(share.value))
        return Part(exact, exact)
    low = Fraction(0) if share.at_least is MISSING else Fraction(str(share.at_least))
    high = Fraction(1) if share.at_most is MISSING else Fraction(str(share.at_most))
    return Part(low, high) if low <= high and (share.at_least, share.at_most) != (MISSING, MISSING) else None


def portion(network: Network, path: Sequence[Leg]) -> Portion:
    """What can be said of the share of the teacher at the end of a path, in the dataset nearest to the student."""
    last, vertices = path[-1], network.vertices
    if vertices[last.start].kind != "dataset" or not isinstance(last.step.record, ModelUse):
        return Portion("", None, "", NOT_MEANINGFUL)
    first = next(at for at in range(len(path) - 1, -1, -1) if at == 0 or vertices[path[at - 1].start].kind != "dataset")
    segment = path[first:]
    name = vertices[segment[0].start].name
    if last.step.record.role not in WRITING or any(leg.step.label in ("seed", "reference") for leg in segment[:-1]):
        return Portion(name, None, "", NOT_MEANINGFUL, ("what it touched is coverage, not a share",))
    stated = _stated(last, network)
    if stated is None:
        return Portion(name, None, "", NOT_STATED)
    unit = _unit(stated)
    part = of_share(stated)
    remarks: list[str] = []
    for leg in reversed(segment[:-1]):
        if part is None:
            break
        part, reason = _through(leg, part, unit, network, vertices[last.step.target].entity, remarks)
        if reason:
            return Portion(name, None, unit, reason)
    if part is None or (part.low, part.high, part.expected) == (ANY.low, ANY.high, None):
        return Portion(name, None, unit, NOT_STATED, tuple(dict.fromkeys(remarks)))
    return Portion(name, part, unit, "", tuple(dict.fromkeys(remarks)), len(segment) > 1)


def _stated(last: Leg, network: Network) -> Share | None:
    """The share that a use states for one model: its own, or that of the use where it names one model."""
    use: ModelUse = last.step.record
    share: Any = use.share
    if use.models is not MISSING:
        position = last.step.place.pointer[-1]
        share = use.models[position].share if isinstance(position, int) else MISSING
        if share is MISSING and len(use.models) == 1:
            share = use.share
    return None if share is MISSING or share.of == "source" else share


def _unit(share: Share) -> str:
    return "records" if share.unit is MISSING else share.unit


def _through(
    leg: Leg, part: Part, unit: str, network: Network, teacher: Entity | None, remarks: list[str]
) -> tuple[Part | None, str]:
    """The share on the near side of one step between datasets, or why there is none."""
    if leg.step.relation == "hasPart":
        remarks.append("what each part contributes is not stated")
        return None, ""
    if leg.step.relation != "derivedFrom" or not isinstance(leg.step.record, Derivation):
        return None, NOT_MEANINGFUL
    edge = leg.step.record
    if edge.only is not MISSING:
        kept = network.entities.resolve(leg.step.place.source, edge.only.model)
        part = Part(Fraction(1), Fraction(1)) if kept is not None and kept is teacher else ANY
    share = of_share(edge.share)
    if share is not None and edge.share is not MISSING and _unit(edge.share) != unit:
        return None, f"{NOT_MEANINGFUL}: the units differ ({_unit(edge.share)} and {unit})"
    even = edge.sampling in ("random", "all")
    of_source = share is not None and edge.share is not MISSING and edge.share.of == "source"
    # Which fraction of the source was taken.
    if edge.sampling == "all" or (share is None and edge.activity in _WHOLE and edge.sampling is MISSING):
        pass
    elif part.low != part.high or part.low not in (0, 1):
        taken = share if of_source and share is not None else ANY
        part = subset(part, taken, even=even)
        if not even and taken.low < 1:
            remarks.append("how it was drawn is not stated" if edge.sampling is MISSING else f"drawn {_draw(edge)}")
    # How much of the result that makes up.
    if share is not None and not of_source:
        return within(part, share), ""
    if _alone(leg, network):
        return part, ""
    remarks.append("what else it was made from, and how much of it, is not stated")
    return within(part, ANY), ""


def _draw(edge: Derivation) -> str:
    words = {
        "byQuality": "by quality",
        "byGenerator": "by generator",
        "stratified": "by strata",
    }
    return words.get(str(edge.sampling), "in a way that is not known")


def _alone(leg: Leg, network: Network) -> bool:
    """Whether a dataset holds records of this source and nothing else, by what is stated."""
    entity = network.vertices[leg.start].entity
    edges = [edge for described in entity.records for edge in described.record.derivations()] if entity else []
    parts = [part for described in entity.records for part in entries(described.record.has_part)] if entity else []
    kept = [edge for edge in edges if edge.as_ not in ("seed", "reference")]
    return len(kept) == 1 and not parts and kept[0].activity in _DRAWN
