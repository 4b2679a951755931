"""The rule on declared sizes against those that a scan counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph.identity import folded
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.content import modality_entry
from lineage.model.measurement import Measurement
from lineage.model.quantity import Interval, Quantity
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.measured.pairs import meaning, measured
from lineage.rules.quantities.numbers import doubled
from lineage.rules.registry import Fault, rule
from lineage.rules.sizes import SECONDS, spell


@rule(
    "SCN001",
    "size-against-measured",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    basis=(eu("1.3"), spec("Measurements")),
    real="WildChat-1M was described with 1.04 million conversations; two removals later its file held 838 thousand "
    "rows.",
)
def size_against_measured(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The declared size of a dataset is not what a scan counted.

    ## Why
    Bands and totals are worked out from declared sizes, and a dataset changes while the number on its card stays. More
    is as wrong as less. Sizes are compared in the same unit, tokens by the same tokenizer. A rounded number counts as
    all that it can stand for, a rough or estimated one as a tenth more or less; where files could not be read, what was
    counted is only the least it can be.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        modalities:
          - modality: text
            quantity: {value: 1.04, magnitude: million, unit: records}
        measurements:
          - report: {path: scan.json}
            records: 838204
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        modalities:
          - modality: text
            quantity: {value: 838, magnitude: thousand, unit: records}
        measurements:
          - report: {path: scan.json}
            records: 838204
    ```

    ## References
    EU template, section 1.3; Training Lineage 1.0, Measurements.
    """
    for found in measured(context):
        for position, item in enumerate(entries(found.dataset.modalities)):
            entry = modality_entry(item)
            if entry.quantity is MISSING or doubled(entry.quantity) or entry.quantity.interval().empty:
                continue
            counted = _counted(found.measurement, entry.modality, entry.quantity)
            if counted is None:
                continue
            least = counted if found.whole else Interval(counted.low, None)
            if not meaning(entry.quantity).meets(least):
                yield Fault(
                    (*found.place, "modalities", position, "quantity"),
                    f'dataset "{found.dataset.id}" declares {spell(entry.quantity.interval())} {entry.quantity.unit} '
                    f"of {entry.modality}, and a scan counted {spell(counted)}",
                    "correct the size, or measure the files that it speaks of; if both are right, say in a note why",
                    related=found.counted(),
                )


def _counted(measurement: Measurement, modality: str, declared: Quantity) -> Interval | None:
    """How much a scan counted of a modality, in the unit of what is declared; ``None`` where it cannot be compared."""
    if declared.unit == "records":
        if measurement.records is MISSING:
            return None
        return Interval(Decimal(measurement.records), Decimal(measurement.records))
    for counted in entries(measurement.modalities):
        if counted.modality != modality:
            continue
        for quantity in counted.quantities:
            if quantity.unit == declared.unit and _same_tokenizer(quantity, declared) and not doubled(quantity):
                return meaning(quantity)
            if quantity.unit in SECONDS and declared.unit in SECONDS and not doubled(quantity):
                return _converted(meaning(quantity), Decimal(SECONDS[quantity.unit]) / SECONDS[declared.unit])
    return None


def _same_tokenizer(counted: Quantity, declared: Quantity) -> bool:
    if counted.unit != "tokens":
        return True
    if counted.tokenizer is MISSING or declared.tokenizer is MISSING:
        return False
    return folded(counted.tokenizer) == folded(declared.tokenizer)


def _converted(size: Interval, factor: Decimal) -> Interval:
    """Hours are declared in whole numbers or a digit more, and counted in milliseconds."""
    slack = Decimal("0.5")
    high = None if size.high is None else size.high * factor + slack
    return Interval(max(Decimal(0), size.low * factor - slack), high)
