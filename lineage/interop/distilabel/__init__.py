"""Pipelines of distilabel, as ``pipeline.yaml`` or ``pipeline.json`` beside the data (versions 1.0 to 1.5).

Each step that asks a model is a use of that model. Its role is what distilabel says of the task; of a class that is not
distilabel's own nothing is known but its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lineage.graph.identity import folded
from lineage.interop import values
from lineage.interop.distilabel.tasks import ACCESS, EMBEDS, TASKS
from lineage.interop.draft import Draft
from lineage.interop.huggingface.names import REPOSITORY, page
from lineage.interop.losses import Loss, Lost
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.visible import one_line

LOSSES: Final[tuple[Lost, ...]] = ()

_MODEL_KEYS: Final = ("model", "model_id", "model_name", "path_or_hf_repo", "model_path")
_FROM_HUB: Final = frozenset({"LoadDataFromHub", "LoadHubDataset"})


def looks_like(source: Source) -> bool:
    """Whether the file has a pipeline with steps that name their classes."""
    tree = source.tree
    return isinstance(tree, dict) and _is_pipeline(tree)


def _is_pipeline(tree: dict[str, Any]) -> bool:
    pipeline = tree.get("pipeline")
    steps = pipeline.get("steps") if isinstance(pipeline, dict) else None
    if not isinstance(steps, list) or not steps:
        return False
    first = steps[0].get("step") if isinstance(steps[0], dict) else None
    return isinstance(first, dict) and isinstance(first.get("type_info"), dict)


def from_distilabel(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the dataset that a pipeline makes, with the models and datasets that it uses.

    Raises :class:`lineage.interop.source.NotThisFormat` where the file holds no pipeline.
    """
    tree = source.object("a pipeline of distilabel")
    if not _is_pipeline(tree):
        raise NotThisFormat(
            f'"{one_line(source.name)}" holds no pipeline of distilabel',
            'such a file has "pipeline" with "steps", each with a "step" that has "type_info"',
        )
    reading = Reading(tree)
    pipeline = reading.root.get("pipeline")
    assert pipeline is not None  # as _is_pipeline found
    tool: dict[str, Any] = {"name": "distilabel"}
    if (made_by := reading.root.get("distilabel")) and (version := values.line(made_by.text("version"))):
        tool["version"] = version
    facts: dict[str, Any] = {"tools": [tool]}
    name = values.line(pipeline.text("name"))
    if name:
        facts["name"] = name
    if description := values.prose(pipeline.text("description")):
        facts["description"] = description
    record = draft.add("datasets", facts, name=name or "distilabel-pipeline")
    steps = [step for entry in pipeline.each("steps") if (step := entry.get("step")) is not None]
    for entry in pipeline.each("steps"):
        if (named := entry.get("name")) is not None and named.value == getattr(entry.at("step", "name"), "value", None):
            named.take()  # the step says it again
    sources = list(dict.fromkeys(_sources(steps, draft)))
    if sources:
        record["derivedFrom"] = [{"dataset": id, "known": draft.known()} for id in sources]
    if uses := [use for step in steps for use in _uses(step, draft)]:
        record["modelUses"] = uses
    return reading.losses()


def _class(place: Place) -> str | None:
    """The name of a class. It is taken only where something is concluded from it."""
    name = place.at("type_info", "name")
    return values.line(name.value) if name is not None else None


def _take_class(place: Place) -> None:
    if (name := place.at("type_info", "name")) is not None:
        name.take()


def _sources(steps: list[Place], draft: Draft) -> Iterator[str]:
    for step in steps:
        if _class(step) in _FROM_HUB and (repository := values.line(step.text("repo_id"))):
            _take_class(step)
            yield str(draft.dataset(repository, url=page("dataset", repository))["id"])


def _uses(step: Place, draft: Draft) -> Iterator[dict[str, Any]]:
    kind = _class(step) or ""
    llm = step.get("llm")
    if llm is not None:
        proposers = [proposer for key in ("proposers_llms", "proposer_llms") for proposer in llm.each(key)]
        for proposer in proposers:
            yield {**_model(proposer, draft), "role": {"unknown": "notStatedBySource"}, **_about(step, draft)}
        aggregator = llm.get("aggregator_llm") or llm
        yield from _task(step, kind, _model(aggregator, draft), draft)
    elif kind in EMBEDS and (embeddings := step.get("embeddings")) is not None:
        _take_class(step)
        use = {**_model(embeddings, draft), "role": {"unknown": "notStatedBySource"}, "means": "embedding"}
        yield {**use, **_about(step, draft)}
    elif kind in TASKS and step.get("model") is not None:
        yield from _task(step, kind, _model(step, draft), draft)


def _task(step: Place, kind: str, model: dict[str, Any], draft: Draft) -> Iterator[dict[str, Any]]:
    task = TASKS.get(kind)
    _take_class(step)
    if task is None:
        unknown = {"unknown": "notStatedBySource", **({"note": f"A task of the class {kind}."} if kind else {})}
        yield {**model, "role": unknown, **_about(step, draft)}
        return
    columns = dict(task.columns)
    only_prompt = step.get("only_instruction")
    if kind.startswith("Magpie") and only_prompt is not None and only_prompt.value is True:
        only_prompt.take()
        columns.pop("response")
    mode = step.get("mode")
    if kind == "PrometheusEval" and mode is not None and mode.value == "relative":
        mode.take()
        columns = {"critique": "feedback", "preference": "result"}
    yield {**model, "role": task.role, **_written(step, columns), **_about(step, draft)}
    answers = step.get("generate_answers")
    if kind.startswith(("EvolInstruct", "EvolComplexity")) and answers is not None and answers.value is True:
        answers.take()
        yield {**model, "role": "generate", **_written(step, {"response": "answer"}), **_about(step, draft)}


def _written(step: Place, columns: dict[str, str]) -> dict[str, Any]:
    """Parts and columns, with the names that the pipeline gives to the columns."""
    if not columns:
        return {}
    renamed = step.get("output_mappings")
    named: dict[str, str] = {}
    for part, column in columns.items():
        new = values.line(renamed.text(column)) if renamed is not None else None
        named[part] = new or column
    return {"writes": list(columns), "columns": named}


def _about(step: Place, draft: Draft) -> dict[str, Any]:
    name = values.prose(step.text("name"))
    return {**({"purpose": f"Step {name}."} if name else {}), "known": draft.known()}


def _model(llm: Place, draft: Draft) -> dict[str, Any]:
    kind = _class(llm) or ""
    key = next((key for key in _MODEL_KEYS if llm.get(key) is not None), None)
    written = values.line(llm.text(key)) if key else None
    if written is None:
        use: dict[str, Any] = {"model": {"unknown": "notStatedBySource"}}
    elif kind == "AzureOpenAILLM":  # the name of a deployment, which its owner chose
        record = draft.add("models", {"name": written}, name=written, keys=(f"azure:{folded(written)}",))
        use = {"model": record["id"]}
    else:
        address = page("model", written) if REPOSITORY.fullmatch(written) and ACCESS.get(kind) == "weights" else None
        use = {"model": draft.model(written, url=address) or {"unknown": "notStatedBySource"}}
    access = ACCESS.get(kind)
    if access and not (kind == "OpenAILLM" and _is_elsewhere(llm.get("base_url"))):
        _take_class(llm)
        use["accessedVia"] = {"access": access}
    return use


def _is_elsewhere(address: Place | None) -> bool:
    """Whether a class for OpenAI is told an address that is not OpenAI's own, which stands in every file by default."""
    return address is not None and not str(address.value).startswith("https://api.openai.com/")
