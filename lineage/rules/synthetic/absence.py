"""Rules on what is said to be absent or present: "no model had a hand in it" and "synthetic data was used", each
against the uses of models on record."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import NoneDeclared, entries
from lineage.model.derivation import Derivation
from lineage.model.model import Model
from lineage.model.model_use import ModelUse
from lineage.pointer import Pointer
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import answers_yes, creates, named, related, section, whole


@rule(
    "SYN006",
    "enrichment-called-synthetic",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2.5"),),
    real="MAI-Image-2's filing answers section 2.5 with captions that a model wrote; Bria's answers No and says that "
    "captions are left out there.",
)
def enrichment_called_synthetic(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Synthetic data is answered with "yes", and models only enriched data.

    ## Why
    Section 2.5 is for data that models created. By the AI Office's instructions, as Bria's filing reports them, the use
    of models to clean or enrich data, such as captions of images, is left out. Two filers read it two ways, and their
    summaries cannot be compared.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          synthetic: {used: true}
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [captions]
      - id: captioner
        name: Captioner 1
    datasets:
      - id: captions
        origin: synthetic
        modelUses:
          - model: captioner
            role: generate
            writes: [caption]
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
        sources:
          synthetic:
            used: false
            comments: Captions of licensed images were written by a model.
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [images]
      - id: captioner
        name: Captioner 1
    datasets:
      - id: images
        origin: licensed
        modelUses:
          - model: captioner
            role: generate
            writes: [caption]
    ```

    ## References
    EU template, section 2.5.
    """
    for content, where in context.contents:
        synthetic = section(content, where, "synthetic")
        if synthetic.declared is not True or not synthetic.datasets or not whole(content, context):
            continue
        if any(answers_yes(dataset, "synthetic") for dataset, _ in synthetic.datasets):
            continue
        stages = [item.use for item in content.model_uses if isinstance(item.owner, Model)]
        roles = [use for dataset, _ in synthetic.datasets for use in entries(dataset.model_uses)] + stages
        if any(creates(use) or not isinstance(use.role, str) for use in roles):
            continue
        yield Fault(
            (*synthetic.pointer, "used"),
            f"sources.synthetic.used is true, and models only enriched the data of {named(synthetic.datasets)}",
            "answer false and say in comments what models enriched, or correct the roles",
            related=related(synthetic.datasets, "was enriched and not created by models"),
        )


@rule(
    "SYN008",
    "none-against-parent",
    severity=Severity.WARNING,
    basis=(spec("modelUses"),),
    real="Common Pile was selected as not written by models; an open issue of it reports HelpSteer, whose responses a "
    "model wrote.",
)
def none_against_parent(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset is said to hold nothing that a model wrote, and was made from one that does.

    ## Why
    A claimed absence with the scope `anywhere` covers everything upstream. The source's own record speaks against it,
    unless the parts that the model wrote were left behind: then say so with `takes`. Only what is on record one step
    up is compared, and only writing: a filter or a label leaves the text as it was.

    ## Example
    ```yaml
    models:
      - id: in-house
        name: In-house 43B
    datasets:
      - id: pile
        origin: public
        modelUses:
          none: true
          scope: anywhere
        derivedFrom: [ratings]
      - id: ratings
        origin: public
        modelUses:
          - model: in-house
            role: generate
            writes: [response]
    ```

    ## Use instead
    ```yaml
    models:
      - id: in-house
        name: In-house 43B
    datasets:
      - id: pile
        origin: public
        modelUses:
          none: true
          scope: anywhere
        derivedFrom:
          - dataset: ratings
            takes: [prompt]
      - id: ratings
        origin: public
        modelUses:
          - model: in-house
            role: generate
            writes: [response]
    ```

    ## References
    Training Lineage 1.0, modelUses.
    """
    for position, dataset in enumerate(entries(manifest.datasets)):
        absent = dataset.model_uses
        if not isinstance(absent, NoneDeclared) or absent.scope != "anywhere":
            continue
        for number, step in enumerate(dataset.derivations()):
            record = context.index.by_id.get(step.dataset)
            if record is None or record.kind != "dataset":
                continue
            taken = ("datasets", position, "derivedFrom", number)
            for at, use in enumerate(entries(record.node.model_uses)):
                sure = _carried(step, use)
                if sure is None or _lost(context, taken, (*record.pointer, "modelUses", at)):
                    continue
                holds = "holds" if sure else "may hold"
                parts = f"{', '.join(use.written_parts())} that" if use.written_parts() else "text that"
                yield Fault(
                    ("datasets", position, "modelUses"),
                    f'dataset "{dataset.id}" is said to hold nothing that a model wrote, and {holds} {parts} a model '
                    f'wrote for "{step.dataset}"',
                    "list the model under modelUses, narrow the scope, or say with takes which parts were taken",
                    related=(Related((*record.pointer, "modelUses", at), "a model wrote here"),),
                )
                break


def _lost(context: Context, *places: Pointer) -> bool:
    """Whether anything was pruned at or below these places."""
    pruned = (*context.pruning.members, *context.pruning.lists)
    return any(lost[: len(place)] == place for lost in pruned for place in places)


def _carried(step: Derivation, use: ModelUse) -> bool | None:
    """Whether what a model wrote came along: certain, possible (``False``), or not at all (``None``)."""
    if step.as_ not in (MISSING, "content") or use.role not in ("generate", "rewrite", "translate"):
        return None
    taken = set(entries(step.takes))
    written = set(use.written_parts())
    if taken and written and not taken & written:
        return None
    # A selection may have left out just those records, so only whole copies make it certain.
    whole_copy = step.activity in ("copy", "mix", "format") and step.only is MISSING and step.sampling is MISSING
    return bool(taken and written and whole_copy and use.share is MISSING)
