"""Cards of DataDreamer, ``datadreamer.json`` beside the data.

A card lists models and datasets by step. It says the class of the last step only, so what a model did in another one is
not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.huggingface.names import page
from lineage.interop.losses import Loss, Lost
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.visible import one_line

LOSSES: Final[tuple[Lost, ...]] = ()

_ROLES: Final[dict[str, dict[str, Any]]] = {
    "Prompt": {"role": "generate"},
    "FewShotPrompt": {"role": "generate"},
    "FewShotPromptWithRetrieval": {"role": "generate"},
    "RAGPrompt": {"role": "generate"},
    "DataFromPrompt": {"role": "generate"},
    "DataFromAttributedPrompt": {"role": "generate"},
    "FilterWithPrompt": {"role": "filter", "means": "prompted"},
    "RankWithPrompt": {"role": "judge"},
    "JudgePairsWithPrompt": {"role": "judge"},
    "JudgeGenerationPairsWithPrompt": {"role": "judge"},
}
"""What a model does in a step of this class, as the class says it."""


def looks_like(source: Source) -> bool:
    """Whether the file has a data card by step and the version of DataDreamer."""
    tree = source.tree
    return isinstance(tree, dict) and _is_card(tree)


def _is_card(tree: dict[str, Any]) -> bool:
    cards = tree.get("data_card")
    return (
        isinstance(cards, dict)
        and all(isinstance(card, dict) for card in cards.values())
        and isinstance(tree.get("__version__"), str)
        and ("fingerprint" in tree or "req_versions" in tree)
    )


def from_datadreamer(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the dataset of a card, with the models and datasets that its steps list.

    Raises :class:`lineage.interop.source.NotThisFormat` for another file, and for the card of a trained model.
    """
    tree = source.object("a card of DataDreamer")
    if "model_card" in tree and "__version__" in tree:
        raise NotThisFormat(
            f'"{one_line(source.name)}" is the card of a model that DataDreamer trained', "cards of datasets are read"
        )
    if not _is_card(tree):
        raise NotThisFormat(
            f'"{one_line(source.name)}" is no card of DataDreamer', 'such a file has "data_card" and "__version__"'
        )
    reading = Reading(tree)
    root = reading.root
    name, kind = values.line(root.text("name")), root.get("type")
    tool: dict[str, Any] = {"name": "DataDreamer"}
    if version := values.line(root.text("__version__")):
        tool["version"] = version
    record = draft.add("datasets", {**({"name": name} if name else {}), "tools": [tool]}, name=name or "datadreamer")
    cards = root.get("data_card")
    steps = list(cards.members()) if cards is not None else []
    sources = dict.fromkeys(id for _, step in steps for id in _sources(step, draft))
    if sources:
        record["derivedFrom"] = [{"dataset": id, "known": draft.known()} for id in sources if id != record["id"]]
    role = _ROLES.get(kind.value, {}) if kind is not None and isinstance(kind.value, str) else {}
    uses = [use for title, step in steps for use in _uses(title, step, role if title == name else {}, draft)]
    if uses:
        record["modelUses"] = uses
    if kind is not None and role and any(use["role"] == role["role"] for use in uses):
        kind.take()
    links = dict.fromkeys(address for _, step in steps for address in _links(step))
    if links:
        record["documentation"] = [{"url": address} for address in links]
    return reading.losses()


def _sources(step: Place, draft: Draft) -> Iterator[str]:
    for inside in step.each("Dataset Name"):
        if (said := values.line(inside.value)) is not None:
            inside.take()
            yield str(draft.dataset(said, url=page("dataset", said))["id"])


def _uses(title: str, step: Place, role: dict[str, Any], draft: Draft) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for inside in step.each("Model Name"):
        said = values.line(inside.value)
        model = draft.model(said) if said else None
        if model is None:
            continue
        inside.take()
        if model not in seen:
            seen.add(model)
            step_name = values.prose(title)
            purpose = {"purpose": f"Step {step_name}."} if step_name else {}
            said_role = role or {"role": {"unknown": "notStatedBySource"}}
            yield {"model": model, **said_role, **purpose, "known": draft.known()}


def _links(step: Place) -> Iterator[str]:
    for key in ("URL", "Dataset Card"):
        for inside in step.each(key):
            if (address := values.url(inside.value)) is not None:
                inside.take()
                yield address
