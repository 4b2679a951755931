"""Rules on single quantities and shares: a number or bounds, not both, not crossing, in a named unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.base import Node, wire_name
from lineage.model.model_use import Share
from lineage.model.quantity import Quantity
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_BOUNDS: Final[dict[type[Node], tuple[str, ...]]] = {
    Quantity: ("at_least", "more_than", "at_most", "less_than"),
    Share: ("at_least", "at_most"),
}
_NUMBERED: Final = frozenset(_BOUNDS)
_ANY_BOUND: Final = frozenset(name for names in _BOUNDS.values() for name in names)


def _bounded(node: Any) -> bool:
    return not _ANY_BOUND.isdisjoint(node.__dict__)


def _numberless(node: Any) -> bool:
    return node.value is MISSING and not _given(node)


def _given(node: Any) -> list[str]:
    """The bounds that are there, by their wire names."""
    return [wire_name(name) for name in _BOUNDS[type(node)] if getattr(node, name) is not MISSING]


def doubled(node: Quantity | Share) -> list[str]:
    """What says the same thing twice: a value beside a bound, or two bounds on one side."""
    given = _given(node)
    if node.value is not MISSING:
        return ["value", *given] if given else []
    for pair in (["atLeast", "moreThan"], ["atMost", "lessThan"]):
        if all(name in given for name in pair):
            return pair
    return []


@rule(
    "QTY001",
    "no-number",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Quantities"),),
    real="None of 8 filings gives a size for any dataset: the 3 % test of section 2.1 could be run on none of them.",
)
def no_number(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A quantity or share gives no number.

    ## Why
    A unit without a number looks like an answer and is none. Bounds are enough: `moreThan: 10` says more than nothing.

    ## Example
    ```yaml
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {unit: tokens, approximate: true}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {moreThan: 10, magnitude: trillion, unit: tokens}
    ```
    or leave the quantity out.

    ## References
    Training Lineage 1.0, Quantities.
    """
    for node, where in context.suspects(_NUMBERED, _numberless):
        if all(context.silent(node, where, name) for name in ("value", *_BOUNDS[type(node)])):
            yield Fault(
                where,
                f"this {_called(node)} gives no number",
                f"give value, or bounds: {', '.join(map(wire_name, _BOUNDS[type(node)]))}; or leave it out",
            )


@rule(
    "QTY002",
    "value-and-bound",
    severity=Severity.ERROR,
    basis=(spec("Quantities"),),
    real="Filings tick a size band and write a number beside it, as SmolLM3's does; a manifest keeps one of the two.",
)
def value_and_bound(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A quantity or share gives a value and also a bound, or two bounds on one side.

    ## Why
    Two numbers for one thing can disagree, and a reader has to choose. A quantity is a point or an interval.

    ## Example
    ```yaml
    datasets:
      - id: web
        datasetCount: {value: 6, moreThan: 5, unit: datasets}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        datasetCount: {value: 6, unit: datasets}
    ```

    ## References
    Training Lineage 1.0, Quantities.
    """
    for node, where in context.suspects(_NUMBERED, _bounded):
        if names := doubled(node):
            yield Fault(
                where,
                f"this {_called(node)} gives {' and '.join(names)}",
                "keep the value, or keep one bound on each side",
            )


@rule(
    "QTY003",
    "bounds-cross",
    severity=Severity.ERROR,
    basis=(spec("Quantities"),),
    real="Filings give sizes as intervals, such as 5 to 6 trillion; typed the wrong way round, no band fits any more.",
)
def bounds_cross(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The bounds of a quantity or share leave no number.

    ## Why
    No size is both above and below. Nothing can be computed from it, and no size band fits.

    ## Example
    ```yaml
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {atLeast: 6, atMost: 5, magnitude: trillion, unit: tokens}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        modalities:
          - modality: text
            quantity: {atLeast: 5, atMost: 6, magnitude: trillion, unit: tokens}
    ```

    ## References
    Training Lineage 1.0, Quantities.
    """
    for node, where in context.suspects(_NUMBERED, _bounded):
        if node.value is not MISSING or doubled(node):
            continue
        if isinstance(node, Quantity):
            crossed = node.interval().empty
        else:
            crossed = node.at_least is not MISSING and node.at_most is not MISSING and node.at_least > node.at_most
        if crossed:
            said = [(wire_name(name), getattr(node, name)) for name in _BOUNDS[type(node)]]
            bounds = [f"{name} {bound}" for name, bound in said if bound is not MISSING]
            yield Fault(
                where,
                f"no number is {' and '.join(bounds)}",
                "swap the bounds if they were confused, or correct one of them",
            )


@rule(
    "QTY004",
    "unit-without-name",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Quantities"),),
    real='Domyn\'s filing counts "tokens or bytes": a reader who is not told the unit cannot use the number.',
)
def unit_without_name(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The unit is `other` and has no name.

    ## Why
    A number without a unit cannot be compared with anything.

    ## Example
    ```yaml
    datasets:
      - id: models-3d
        modalities:
          - modality: other
            name: 3D models
            quantity: {value: 40, magnitude: thousand, unit: other}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: models-3d
        modalities:
          - modality: other
            name: 3D models
            quantity: {value: 40, magnitude: thousand, unit: other, unitName: meshes}
    ```

    ## References
    Training Lineage 1.0, Quantities.
    """
    for node, where in context.suspects(frozenset({Quantity}), lambda quantity: quantity.unit == "other"):
        if context.silent(node, where, "unit_name"):
            yield Fault((*where, "unit"), 'the unit is "other" and has no name', "name it under unitName")


def _called(node: Any) -> str:
    return "share" if isinstance(node, Share) else "quantity"
