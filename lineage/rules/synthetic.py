"""Rules on data that models made: who generated it, how exactly the generator is named, and what that opens."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.rules.basis import ab2013, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "SYN003",
    "unnamed-generator",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(eu("2.5"), ab2013(12)),
    real="Of 15 filed summaries with synthetic data only 5 name any third-party generator; Phi-4 answers a bare Yes.",
)
def unnamed_generator(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Synthetic data names no generating model.

    ## Why
    Section 2.5 asks for the models that generated synthetic data, and a reader who wants to know who taught a model
    has nothing to follow. Absent is not "none": the manifest simply does not say. Data that software without any AI
    model made is different: name it under `tools`.

    ## Example
    ```yaml
    datasets:
      - id: maths-dialogues
        origin: synthetic
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: maths-dialogues
        origin: synthetic
        modelUses:
          - model: qwen3-32b
            role: generate
            writes: [response]
    ```
    Where it is not known: `modelUses: {unknown: notRecorded}`.

    ## References
    EU template, section 2.5; California Civil Code 3111(a)(12).
    """
    for position, dataset in enumerate(entries(manifest.datasets)):
        where = ("datasets", position)
        if "synthetic" in dataset.origins() and context.silent(dataset, where, "model_uses"):
            if not context.silent(dataset, where, "tools"):
                continue
            yield Fault(
                (*where, "origin"),
                f'dataset "{dataset.id}" is synthetic and does not say which model generated it',
                "list the models under modelUses, or say modelUses: {unknown: notRecorded}; "
                "name software that is no AI model under tools",
            )
