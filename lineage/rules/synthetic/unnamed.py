"""Rules on datasets that a model made, by their origin or by their name, and that name no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import NoneDeclared, NotApplicable, entries
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.rules.basis import ab2013, eu, spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""Words of a name, also where capitals alone separate them, as in ``EvolInstruct``."""

_MADE_BY_MODELS: Final = frozenset(
    {
        "synthetic",
        "synth",
        "synthesized",
        "synthesised",
        "distil",
        "distill",
        "distilled",
        "distillation",
        "generated",
        "evol",
    }
)
_HINTS: Final = (b"synth", b"distil", b"generated", b"evol", b"instruct")
"""One of these is in every name that gives a hint."""
_TERMS_OF_ART: Final = frozenset({("synthetic", "aperture"), ("synthetic", "biology"), ("synthetic", "chemistry")})
"""What is called synthetic and is about something else than data that was made up."""
_MADE_BY_OTHERS: Final = frozenset({"user", "users", "human", "crowd", "hand", "randomly", "procedurally"})
"""Words before ``generated`` that say that no model did it."""


@rule(
    "SYN001",
    "synthetic-by-name",
    severity=Severity.WARNING,
    basis=(spec("modelUses"), ab2013(12)),
    real="Apertus lists EuroBlocks-SFT-Synthetic-1124 in section 2.1 and names no model that had a hand in it.",
)
def synthetic_by_name(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset is synthetic by its name and does not say which models had a hand in it.

    ## Why
    Section 2.5 does not ask for the models behind public datasets that others made. So the trail of who taught whom
    ends there, unless the manifest follows it. A name is a hint, not a proof: `modelUses: {none: true}` answers it too.

    ## Example
    ```yaml
    datasets:
      - id: maths-chats
        name: Maths-Chats-Synthetic
        origin: public
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: maths-chats
        name: Maths-Chats-Synthetic
        origin: public
        modelUses: {unknown: notStatedBySource}
    ```

    ## References
    Training Lineage 1.0, modelUses; California Civil Code 3111(a)(12).
    """
    silent = [place for place in enumerate(entries(manifest.datasets)) if place[1].model_uses is MISSING]
    if not silent or not context.mentions(*_HINTS):
        return
    for position, dataset in silent:
        where = ("datasets", position)
        if "synthetic" in dataset.origins() or not context.silent(dataset, where, "model_uses"):
            continue
        told = not (context.silent(dataset, where, "tools") and context.silent(dataset, where, "has_part"))
        hint = None if told or _told_upstream(dataset, where, context) else _hint(dataset)
        if hint:
            key, word = hint
            yield Fault(
                (*where, key),
                f'dataset "{dataset.id}" has "{word}" in its {key} and does not say which models had a hand in it',
                "list them under modelUses, or say modelUses: {none: true} or modelUses: {unknown: notStatedBySource}",
            )


def _hint(dataset: Dataset) -> tuple[str, str] | None:
    """The first field whose words say that a model made the data, with the word."""
    for key, text in (("name", dataset.name), ("id", dataset.id), ("url", dataset.url)):
        words = _WORD.findall(text) if isinstance(text, str) else []
        before = ""
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            lower = word.lower()
            if lower in _MADE_BY_MODELS and not (lower == "generated" and before in _MADE_BY_OTHERS):
                if (lower, after.lower()) not in _TERMS_OF_ART:
                    return key, word
            elif lower == "instruct" and before == "self":
                return key, "self-instruct"
            before = lower
    return None


def _told_upstream(dataset: Dataset, where: Pointer, context: Context) -> bool:
    """Whether a dataset it was made from says which models were used, or is not described here."""
    if dataset.derived_from is MISSING:
        return not context.silent(dataset, where, "derived_from")
    for step in dataset.derivations():
        record = context.index.by_id.get(step.dataset)
        if record is None or not isinstance(record.node, Dataset):
            return True
        if not context.silent(record.node, record.pointer, "model_uses"):
            return True
    return False


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
    has nothing to follow. Absent is not "none": the manifest simply does not say. A model that only judged or filtered
    wrote none of it. A mixture may leave the answer to its parts. Data that software without any AI model made is
    different: name it under `tools`.

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
        if "synthetic" not in dataset.origins() or not context.silent(dataset, where, "tools"):
            continue
        missing = _missing(dataset, where, context)
        if missing and not _told_by_parts(dataset, where, context):
            yield Fault(
                (*where, "origin"),
                f'dataset "{dataset.id}" is synthetic and {missing}',
                "list the models under modelUses, or say modelUses: {unknown: notRecorded}; "
                "name software that is no AI model under tools",
            )


_WRITES_NOTHING: Final = frozenset({"judge", "reward", "filter", "steer", "evaluate"})


def _missing(dataset: Dataset, where: Pointer, context: Context) -> str | None:
    """What a synthetic dataset leaves open, in words; nothing where something may have been pruned."""
    if context.silent(dataset, where, "model_uses"):
        return "does not say which model generated it"
    if context.cut_below((*where, "modelUses")):
        return None
    if isinstance(dataset.model_uses, NoneDeclared | NotApplicable):
        return "says that no model had a hand in it"
    roles = [use.role for use in entries(dataset.model_uses)]
    if roles and all(isinstance(role, str) and role in _WRITES_NOTHING for role in roles):
        return "names models that judged or chose, and none that generated it"
    return None


def _told_by_parts(dataset: Dataset, where: Pointer, context: Context) -> bool:
    """Whether a part of a mixture says which models were used, or is asked that itself."""
    if dataset.has_part is MISSING:
        return not context.silent(dataset, where, "has_part")
    parts, seen = list(entries(dataset.has_part)), {dataset.id}
    while parts:
        name = parts.pop()
        record = context.index.by_id.get(name)
        if name in seen or record is None or not isinstance(record.node, Dataset):
            continue
        seen.add(name)
        part = record.node
        # A mixture of its own is asked by its parts, so that one circle of mixtures cannot excuse another.
        asked = "synthetic" in part.origins() and part.has_part is MISSING
        if asked or not context.silent(part, record.pointer, "model_uses"):
            return True
        parts += entries(part.has_part)
    return False
