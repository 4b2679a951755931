"""Rules on the models that a dataset's rows name against those that it declares."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from typing import Final

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.graph.identity import canonical, folded, plain_names, strong_names
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.model.model_use import ModelUse, OneOf, Share
from lineage.model.quantity import Interval
from lineage.pointer import Pointer
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.measured.pairs import Measured, measured, share_meaning
from lineage.rules.registry import Fault, rule

_DATED: Final = re.compile(r"(?:\d{4}|\d{6}|\d{8})(?:preview|latest)?|preview|latest")
"""What stands behind the name of a model where one of its snapshots is meant, without separators."""
_SHOWN: Final = 8


@rule(
    "SCN007",
    "generator-not-declared",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    basis=(eu("2.5"), spec("Measurements")),
    real="A catalogue of datasets has WildChat as written by GPT-3; the column `model` of its rows names the models "
    "that wrote it, which are GPT-3.5 and GPT-4.",
)
def generator_not_declared(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A column of a dataset names a model, and no model use of the dataset does.

    ## Why
    The rows say who taught. Where the manifest does not, a chain of models ends there for every reader. Model uses of
    the datasets that this one was made from, or that are part of it, count as well.

    ## Example
    ```yaml
    models:
      - id: teacher-3
        name: Teacher 3
    datasets:
      - id: dialogues
        modelUses:
          - model: teacher-3
            role: generate
        measurements:
          - report: {path: scan.json}
            records: 1000
            generators:
              - {name: example/teacher-3, column: model, records: 600}
              - {name: example/teacher-4, column: model, records: 400}
    ```

    ## Use instead
    ```yaml
    models:
      - id: teacher-3
        name: Teacher 3
      - id: teacher-4
        name: Teacher 4
    datasets:
      - id: dialogues
        modelUses:
          - model: teacher-3
            role: generate
          - model: teacher-4
            role: generate
        measurements:
          - report: {path: scan.json}
            records: 1000
            generators:
              - {name: example/teacher-3, column: model, records: 600}
              - {name: example/teacher-4, column: model, records: 400}
    ```

    ## References
    EU template, section 2.5; Training Lineage 1.0, Measurements.
    """
    for found in measured(context):
        listed = entries(found.measurement.generators)
        declared = declared_names(context, found.place) if listed else None
        if declared is None:
            continue
        unnamed = [(number, one) for number, one in enumerate(listed) if not is_named(one.name, declared)]
        if not unnamed:
            continue
        shown = [f"{one.name} ({one.records:,} records)" for _, one in unnamed[:_SHOWN]]
        rest = len(unnamed) - len(shown)
        columns = list(dict.fromkeys(f'"{one.column}"' for _, one in unnamed if one.column is not MISSING))
        named_in = f"column {' and '.join(columns)}" if columns else "a file beside the data"
        silent = found.dataset.model_uses is MISSING
        where = found.place if silent else (*found.place, "modelUses")
        yield Fault(
            where,
            f'{named_in} of dataset "{found.dataset.id}" names {", ".join(shown)}'
            f"{f' and {rest} more' if rest else ''}, and no model use does",
            "add a model use for each; or give the model that is meant this name as an alias",
            related=tuple(Related((*found.where, "generators", number), one.name) for number, one in unnamed[:5]),
        )


def named_by(references: Iterable[str], context: Context) -> Iterator[str]:
    """Every name of some models, folded."""
    for reference in references:
        yield _last_part(canonical("model", reference))
        record = context.index.by_id.get(reference)
        if record is None or record.kind != "model":
            continue
        for name in plain_names(record.node):
            yield folded(name)
            yield _last_part(name)
        yield from (_last_part(name) for name, _ in strong_names("model", record.node))
        if record.node.version is not MISSING:
            yield from (folded(f"{name} {record.node.version}") for name in plain_names(record.node))


def _last_part(name: str) -> str:
    return folded(re.split(r"[/#:]", name.rstrip("/").partition("@")[0])[-1])


def declared_names(context: Context, place: Pointer, leaving_out: Container[int] = ()) -> set[str] | None:
    """The names of all models that uses of the dataset at a place name, or of what it was made from; ``None`` where a
    part of that is described elsewhere. ``leaving_out`` are uses of the dataset itself, by position."""
    found: set[str] = set()
    dataset: Dataset = entries(context.index.manifest.datasets)[int(place[1])]
    pending, seen = [dataset], set()
    while pending:
        here = pending.pop()
        if here.id in seen:
            continue
        seen.add(here.id)
        for position, use in enumerate(entries(here.model_uses)):
            if here is not dataset or position not in leaving_out:
                found.update(named_by(use.model_references(), context))
        for reference in [*(one.dataset for one in here.derivations()), *entries(here.has_part)]:
            upstream = context.index.get(reference, "dataset")
            if upstream is None:
                return None
            pending.append(upstream)
    return found


def is_named(written: str, names: set[str], *, snapshots: bool = True) -> bool:
    """Whether what a column says is one of some names of models, or that of a snapshot of one."""
    for name in (folded(written), _last_part(written)):
        if name in names or (snapshots and any(_is_snapshot(name, other) for other in names)):
            return True
    return False


def _is_snapshot(name: str, of: str) -> bool:
    return bool(of) and name.startswith(of) and _DATED.fullmatch(name[len(of) :]) is not None


@rule(
    "SCN008",
    "share-against-measured",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    regulator=Severity.ERROR,
    basis=(spec("Model uses"), spec("Measurements")),
    real="WildChat's card gives GPT-4 a share of 25.53 %, a sentence that was left as it was when conversations were "
    "removed; the paper says about 24 %.",
)
def share_against_measured(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The declared share of a model in the records is not what a scan counted.

    ## Why
    The share says how much of the data a teacher wrote, and is worked on along chains of datasets. Shares of the
    records of the result are compared, where the model is named by one column alone. A share is taken as rounded to
    its last digit, and to whole per cents where it has fewer.

    ## Example
    ```yaml
    models:
      - id: teacher-3
        name: Teacher 3
    datasets:
      - id: dialogues
        modelUses:
          - model: teacher-3
            role: generate
            share: {value: 0.25}
        measurements:
          - report: {path: scan.json}
            records: 1000
            generators:
              - {name: teacher-3, column: model, records: 600}
    ```

    ## Use instead
    ```yaml
    models:
      - id: teacher-3
        name: Teacher 3
    datasets:
      - id: dialogues
        modelUses:
          - model: teacher-3
            role: generate
            share: {value: 0.6}
        measurements:
          - report: {path: scan.json}
            records: 1000
            generators:
              - {name: teacher-3, column: model, records: 600}
    ```

    ## References
    Training Lineage 1.0, Model uses, Measurements.
    """
    for found in measured(context):
        records = found.measurement.records
        if not found.measurement.generators or records is MISSING or not records or not found.whole:
            continue
        for position, use in enumerate(entries(found.dataset.model_uses)):
            for model, share, where in _shares(use, (*found.place, "modelUses", position)):
                declared = share_meaning(share)
                counted = _counted(found, set(named_by([model], context)), use)
                if declared is None or counted is None:
                    continue
                actual = Decimal(counted) / Decimal(records)
                if not declared.meets(Interval(actual, actual)):
                    yield Fault(
                        where,
                        f'dataset "{found.dataset.id}" declares a share of {_spelt(share)} for "{model}", and a scan '
                        f"counted {counted:,} of {records:,} records, which is {actual:.4f}",
                        "correct the share, or measure the files that it speaks of",
                        related=found.counted("generators"),
                    )


def _shares(use: ModelUse, where: Pointer) -> Iterator[tuple[str, Share, Pointer]]:
    """The single models of a use with the share of the records that each is declared to have."""
    if isinstance(use.model, str) and use.share is not MISSING and _of_records(use.share):
        yield use.model, use.share, (*where, "share")
    if use.models is not MISSING:
        for number, one in enumerate(use.models):
            if not isinstance(one.model, OneOf) and one.share is not MISSING and _of_records(one.share):
                yield one.model, one.share, (*where, "models", number, "share")


def _of_records(share: Share) -> bool:
    return share.of in (MISSING, "result") and share.unit in (MISSING, "records")


def _counted(found: Measured, names: set[str], use: ModelUse) -> int | None:
    """How many records name a model; ``None`` where none does, or several columns do and nobody says which is meant."""
    naming = [one for one in entries(found.measurement.generators) if is_named(one.name, names)]
    if use.from_ is not MISSING:
        naming = [one for one in naming if one.column == use.from_.column]
    if not naming or len({one.column for one in naming}) > 1:
        return None
    counts: list[int] = [one.records for one in naming]
    return sum(counts)


def _spelt(share: Share) -> str:
    if share.value is not MISSING:
        return str(share.value)
    bounds = (("at least", share.at_least), ("at most", share.at_most))
    return " and ".join(f"{words} {bound}" for words, bound in bounds if bound is not MISSING)
