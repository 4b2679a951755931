"""Rules on how much may be unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

if TYPE_CHECKING:
    from lineage.rules.policy.taught import Subject

_SHOWN: Final = 5


@rule(
    "POL006",
    "too-many-unknowns",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Composition"), spec("Answers")),
    real="Common Pile was selected as not written by models, from lists of which an empty one was read as none; the "
    "responses of HelpSteer, whose list is empty, come from a model.",
)
def too_many_unknowns(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """More is unknown upstream of a model or dataset than the project's policy takes.

    ## Why
    A policy on teachers holds for those that are described. Where datasets do not say whether models had a hand in
    them, models are not named, or teachers are only possible, it says less than it seems to.

    ## Example
    ```toml
    [policy.limit]
    silent-datasets = 0
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
    datasets:
      - id: dialogues
    ```

    ## Use instead
    ```toml
    [policy.limit]
    silent-datasets = 0
    ```
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: sft
            uses: [dialogues]
    datasets:
      - id: dialogues
        modelUses: {none: true, scope: anywhere}
    ```

    ## References
    Training Lineage 1.0, Composition and Answers.
    """
    policy = context.policy
    if context.network is None or policy is None or policy.limit is MISSING:
        return
    from lineage.rules.policy.taught import teaching

    limit = policy.limit
    for subject in teaching(context).subjects:
        silent = subject.unknowns.silent
        if limit.silent_datasets is not MISSING and len(silent) > limit.silent_datasets:
            yield Fault(
                subject.pointer,
                f"upstream of {subject.entity.name} {_count(len(silent), 'dataset does', 'datasets do')} not say "
                f"whether models had a hand in {'it' if len(silent) == 1 else 'them'}, and the policy takes "
                f"{limit.silent_datasets}: {_names(silent)}",
                "say it under modelUses of each: {none: true} where there were none, {unknown: true} where nobody "
                "knows",
            )
        unnamed = subject.unknowns.unnamed
        if limit.unnamed_models is not MISSING and unnamed > limit.unnamed_models:
            yield Fault(
                subject.pointer,
                f"upstream of {subject.entity.name} {_count(unnamed, 'model is', 'models are')} not named, and the "
                f"policy takes {limit.unnamed_models}",
                "name them, or leave out what they had a hand in",
            )
        yield from _possible(subject, MISSING if limit.possible_teachers is MISSING else limit.possible_teachers)


def _possible(subject: Subject, most: int | MISSING) -> Iterator[Fault]:
    found = subject.possible
    if most is not MISSING and len(found) > most:
        yield Fault(
            subject.pointer,
            f"{_count(len(found), 'teacher', 'teachers')} of {subject.entity.name} "
            f"{'is' if len(found) == 1 else 'are'} only possible, and the policy takes {most}: {_names(found)}",
            "find out what they did: which member of a family, which of several models, in which direction records "
            "went",
        )


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _names(names: tuple[str, ...]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")
