"""Rules on which teachers a project takes."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "POL001",
    "denied-teacher",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Composition"),),
    real="OLMo-7B-Instruct, under an open licence, was trained on the Tulu v2 mixture, which reaches ChatGPT, GPT-4 "
    "and text-davinci-003.",
)
def denied(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A teacher that the project's policy denies reaches a model or dataset.

    ## Why
    A teacher is seldom named where it matters: it wrote a dataset that went into a mixture that somebody else
    published. A policy that looks at one file alone lets it pass.

    ## Example
    ```toml
    [[policy.deny]]
    provider = ["Example AI"]
    reach = "content"
    reason = "Our counsel asked for it."
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
      - id: oracle
        name: Oracle
        provider: {name: Example AI}
    datasets:
      - id: dialogues
        modelUses:
          - model: oracle
            role: generate
            writes: [response]
    ```

    ## Use instead
    Leave the data out, or write down that this teacher may only choose data:
    ```toml
    [[policy.deny]]
    provider = ["Example AI"]
    reach = "content"
    reason = "Our counsel asked for it."
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
      - id: oracle
        name: Oracle
        provider: {name: Example AI}
    datasets:
      - id: dialogues
        modelUses:
          - model: oracle
            role: filter
    ```

    ## References
    Training Lineage 1.0, Composition.
    """
    policy = context.policy
    if context.network is None or policy is None or policy.deny is MISSING:
        return
    from lineage.rules.policy.taught import faults, teaching

    ways = teaching(context)
    for entry in policy.deny:
        yield from faults(
            [way for way in ways if ways.may_be(entry, way)],
            "the policy denies it",
            entry,
            "leave out or replace the data or model that it comes by; where it was agreed, waive this and say why",
        )


@rule(
    "POL002",
    "teacher-not-allowed",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Composition"),),
    real="The card of tulu-3-sft-mixture lists 18 sources with 939,343 rows and not one teacher: a list of what is "
    "allowed is of no use without the chain.",
)
def not_allowed(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A teacher reaches a model or dataset and is not among those that the project's policy allows.

    ## Why
    A list of allowed teachers is only kept if everything upstream is looked at, data of others included. Own models are
    allowed without being listed. One of several models is allowed where each of them is; a model that nobody names is
    not.

    ## Example
    ```toml
    [[policy.allow]]
    model = ["Open Teacher"]
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
      - id: oracle
        name: Oracle
        provider: {name: Example AI}
    datasets:
      - id: dialogues
        modelUses:
          - model: oracle
            role: generate
            writes: [response]
    ```

    ## Use instead
    ```toml
    [[policy.allow]]
    model = ["Open Teacher"]

    [[policy.allow]]
    provider = ["Example AI"]
    reach-at-most = "selection"
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
      - id: oracle
        name: Oracle
        provider: {name: Example AI}
    datasets:
      - id: dialogues
        modelUses:
          - model: oracle
            role: filter
    ```

    ## References
    Training Lineage 1.0, Composition.
    """
    policy = context.policy
    if context.network is None or policy is None or policy.allow is MISSING:
        return
    from lineage.rules.policy.taught import faults, teaching

    ways = teaching(context)
    denied_by = () if policy.deny is MISSING else policy.deny
    allowed = policy.allow
    yield from faults(
        [
            way
            for way in ways
            if not way.party.own
            if not any(ways.surely_is(entry, way) for entry in allowed)
            if not any(ways.may_be(entry, way) for entry in denied_by)
        ],
        "the policy does not allow it",
        None,
        "leave out or replace the data or model that it comes by, or add it to the list and say why",
    )
