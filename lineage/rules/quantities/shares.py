"""Rules on shares that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.model.model_use import Share
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_Key = tuple[str, str, str, str]


@rule(
    "QTY007",
    "shares-over-one",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Model uses"),),
    real="In UltraFeedback several models answered each prompt, so shares rightly add up to more than one; where each "
    "record has one author, as in Nemotron, they cannot.",
)
def shares_over_one(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Shares of models that each wrote records of their own add up to more than the whole.

    ## Why
    `partition: true` says that each record was touched by exactly one of the models. Then the shares of one role in one
    part of the records cannot exceed 1. Without it they may: several models can have worked on the same record.

    ## Example
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - role: generate
            partition: true
            models:
              - {model: qwen3-32b, share: {value: 0.7}}
              - {model: deepseek-r1, share: {value: 0.4}}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: dialogues
        modelUses:
          - role: generate
            partition: true
            models:
              - {model: qwen3-32b, share: {value: 0.6}}
              - {model: deepseek-r1, share: {value: 0.4}}
    ```

    ## References
    Training Lineage 1.0, Model uses.
    """
    for position, dataset in enumerate(entries(manifest.datasets)):
        groups: dict[_Key, list[tuple[Decimal, Pointer]]] = {}
        for key, share, place in _shares(dataset, ("datasets", position, "modelUses")):
            low = share.value if share.value is not MISSING else share.at_least
            if low is not MISSING:
                groups.setdefault(key, []).append((Decimal(str(low)), place))
        for (role, part, of, unit), found in groups.items():
            total = sum(low for low, _ in found)
            if total > 1:
                what = f"{role}.{part}" if part else role
                yield Fault(
                    ("datasets", position, "modelUses"),
                    f'the shares of {what} in dataset "{dataset.id}" add up to {total} of the {unit} of the {of}',
                    "correct the shares, or drop partition: true if several models touched the same record",
                    related=tuple(Related(place, f"{low}") for low, place in found[:5]),
                )
                break  # the same shares under another part are the same mistake


def _shares(dataset: Dataset, where: Pointer) -> Iterator[tuple[_Key, Share, Pointer]]:
    for position, use in enumerate(entries(dataset.model_uses)):
        if use.partition is not True:
            continue
        place = (*where, position)
        found = [] if use.share is MISSING else [(use.share, (*place, "share"))]
        if use.models is not MISSING:
            counted = enumerate(use.models)
            found = [(one.share, (*place, "models", i, "share")) for i, one in counted if one.share is not MISSING]
        role = use.role if isinstance(use.role, str) else "an unknown role"
        for share, at in found:
            of = "result" if share.of is MISSING else share.of
            unit = "records" if share.unit is MISSING else share.unit
            for part in use.written_parts() or ("",):
                yield (role, part, of, unit), share, at
