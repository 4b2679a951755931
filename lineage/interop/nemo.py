"""NeMo Data Designer: ``builder_config.json`` says what was asked for, and ``metadata.json`` what came of it.

The configuration names the model of each column; the metadata count the records. Either is read alone, or the one with
the other beside it.
"""

from __future__ import annotations

import re
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

_TEXT: Final = frozenset({"llm-text", "llm-code", "llm-structured", "llm-judge"})
_BY_MODELS: Final = _TEXT | {"embedding", "image"}
_TYPES: Final = _BY_MODELS | {"sampler", "expression", "validation", "seed-dataset", "custom"}
_OTHER: Final = {"builder_config.json": "metadata.json", "metadata.json": "builder_config.json"}
_SEED: Final = re.compile(r"(?:datasets/)?([^/]+/[^/]+)/(.+)")


def looks_like(source: Source) -> bool:
    """Whether the file has columns of the types of Data Designer, or its counts."""
    tree = source.tree
    return isinstance(tree, dict) and (_is_config(tree) or _is_metadata(tree))


def _config(tree: dict[str, Any]) -> dict[str, Any]:
    inside = tree.get("data_designer")
    return inside if isinstance(inside, dict) else tree


def _is_config(tree: dict[str, Any]) -> bool:
    columns = _config(tree).get("columns")
    return isinstance(columns, list) and any(
        isinstance(column, dict) and column.get("column_type") in list(_TYPES) for column in columns
    )


def _is_metadata(tree: dict[str, Any]) -> bool:
    return "target_num_records" in tree and bool({"actual_num_records", "column_statistics"} & tree.keys())


def from_nemo(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add the dataset that a configuration or its metadata speak of.

    Raises :class:`lineage.interop.source.NotThisFormat` for another file.
    """
    tree = source.object("a file of NeMo Data Designer")
    if not (_is_config(tree) or _is_metadata(tree)):
        raise NotThisFormat(
            f'"{one_line(source.name)}" is no file of NeMo Data Designer',
            'such a file has "columns" with "column_type", or "target_num_records"',
        )
    other = _OTHER.get(source.name)
    beside = source.beside.get(other) if other else None
    files = [Reading(tree)]
    if other and beside is not None:
        files.append(Reading(Source(other, beside, source.limits).object("a file of NeMo Data Designer")))
    record = draft.add("datasets", {"tools": [{"name": "NeMo Data Designer"}]}, name="data-designer")
    columns: list[str] = []
    for reading in files:
        if _is_config(reading.root.value):
            columns += _configured(reading.root.get("data_designer") or reading.root, record, draft)
    for reading in files:
        if _is_metadata(reading.root.value):
            _counted(reading.root, record, columns, draft)
    losses = files[0].losses()
    if len(files) > 1:
        losses += tuple(loss._replace(why=f"in {other}: {loss.why}") for loss in files[1].losses())
    return losses


def _configured(config: Place, record: dict[str, Any], draft: Draft) -> list[str]:
    models = {}
    for entry in config.each("model_configs"):
        alias = entry.get("alias")
        if alias is not None and isinstance(alias.value, str):
            models[alias.value] = entry
    kinds: list[str] = []
    uses = []
    for column in config.each("columns"):
        kind = column.get("column_type")
        if kind is not None and isinstance(kind.value, str):
            kinds.append(kind.value)
            if kind.value in _BY_MODELS:
                kind.take()
                uses.append(_use(column, kind.value, models, draft))
    if uses:
        record["modelUses"] = uses
    if sources := list(_seeds(config, draft)):
        record["derivedFrom"] = sources
    return kinds


def _use(column: Place, kind: str, models: dict[str, Place], draft: Draft) -> dict[str, Any]:
    alias = column.get("model_alias")
    entry = models.get(alias.value) if alias is not None and isinstance(alias.value, str) else None
    written = values.line(entry.text("model")) if entry is not None else None
    if alias is not None and entry is not None:
        alias.take()
        entry.pass_over("alias")
    elif alias is not None:
        alias.because("no model is configured under this name")
    use: dict[str, Any] = {"model": (draft.model(written) if written else None) or {"unknown": "notStatedBySource"}}
    name = values.line(column.text("name"))
    dropped = column.get("drop")
    if dropped is not None and dropped.value is True:
        dropped.take()
        use["role"] = {"unknown": "notStatedBySource", "note": "The column was dropped in the end."}
    elif kind == "embedding":
        use |= {"role": {"unknown": "notStatedBySource"}, "means": "embedding"}
    elif kind == "llm-judge":
        use |= {"role": "judge", "writes": ["score"], **({"columns": {"score": name}} if name else {})}
    else:
        use["role"] = "generate"
    return {**use, "purpose": f"Column {name or 'without a name'} ({kind}).", "known": draft.known()}


def _seeds(config: Place, draft: Draft) -> Iterator[dict[str, Any]]:
    seed = config.get("seed_config")
    if seed is None:
        return
    source = seed.get("source")
    place = source.get("path") if source is not None else seed.get("dataset")
    if place is None or not isinstance(place.value, str):
        return
    kind = source.get("seed_type") if source is not None else None
    found = _SEED.fullmatch(place.value)
    if found and (source is None or (kind is not None and kind.value == "hf")) and (url := page("dataset", found[1])):
        place.take()
        note = values.prose(f"The files {found[2]} of it.")
        source_id = str(draft.dataset(found[1], url=url)["id"])
        yield {"dataset": source_id, **({"note": note} if note else {}), "known": draft.known()}
    else:
        place.because("a path, which does not say what dataset it holds")


def _counted(metadata: Place, record: dict[str, Any], columns: list[str], draft: Draft) -> None:
    statistics = [entry.get("column_type") for entry in metadata.each("column_statistics")]
    kinds = columns or [kind.value for kind in statistics if kind is not None and isinstance(kind.value, str)]
    if name := values.line(metadata.text("dataset_name")):
        record.setdefault("name", name)
    if "modelUses" not in record and _BY_MODELS & set(kinds):
        record["modelUses"] = {"unknown": "notStatedBySource"}
    count = metadata.get("actual_num_records")
    number = values.whole_number(count.value) if count is not None else None
    if count is None or number is None:
        return
    if _TEXT & set(kinds) and "image" not in kinds:
        count.take()
        record["modalities"] = [{"modality": "text", "quantity": {"value": number, "unit": "records"}}]
    else:
        count.because("the columns do not say what kind of content it counts")
