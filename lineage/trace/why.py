"""Why a path is only possible: the steps on it that are not certain, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lineage.graph.answers import Leg
from lineage.graph.network import COLLECTIVE, Network
from lineage.graph.steps import UNKNOWN


def reasons(network: Network, path: Sequence[Leg]) -> tuple[str, ...]:
    """Every reason on a path, nearest to the subject first."""
    return tuple(dict.fromkeys(_reasons(network, path)))


def _reasons(network: Network, path: Sequence[Leg]) -> Iterator[str]:
    found = False
    for leg in path:
        step, here, there = leg.step, network.vertices[leg.start], network.vertices[leg.step.target]
        certain = any(channel.cap.sure for channel in step.channels)
        if step.relation == "overlaps":
            yield f"{here.name} and {there.name} hold the same records, and the direction is not known"
        elif step.relation == "oneOf":
            yield f"one of {here.name}, and it is not known which"
        elif step.relation == "partOf":
            yield f"it is said of {there.name}, and {here.name} is one member of that"
        elif step.relation == "member":
            yield f"{there.name} is one of several that {here.name} may stand for"
        elif step.relation == "making" and not certain:
            level = there.entity.first("level") if there.entity else ""
            yield f"it is said of {there.name}, a {level if level in COLLECTIVE else 'family'}: some member"
        elif any(channel.cap == UNKNOWN for channel in step.channels):
            yield "in what role is not known"
        elif not certain and here.only is not None:
            yield f"only what {here.only.name} wrote was taken, and that may be this one"
        else:
            continue
        found = True
    if path and not found:
        # A judge whose parts are not stated may have written critiques: the one use that is both.
        yield "whether it wrote critiques is not stated"
