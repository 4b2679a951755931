"""What a manifest says of a dataset or model, in the Hub's own members.

Values are those that the Hub takes: licences and sizes of its lists, languages as ISO 639 codes, names of repositories.
What it has no word for is left to the ``lineage`` block of the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from lineage.interop.huggingface import licences
from lineage.interop.huggingface.names import repository
from lineage.model.quantity import Interval, Quantity
from lineage.model.roles import creates_data

_K, _M, _B, _T = (Decimal(10) ** power for power in (3, 6, 9, 12))
SIZES: Final[dict[str, tuple[Decimal, Decimal | None]]] = {
    "n<1K": (Decimal(0), _K),
    "1K<n<10K": (_K, 10 * _K),
    "10K<n<100K": (10 * _K, 100 * _K),
    "100K<n<1M": (100 * _K, _M),
    "1M<n<10M": (_M, 10 * _M),
    "10M<n<100M": (10 * _M, 100 * _M),
    "100M<n<1B": (100 * _M, _B),
    "1B<n<10B": (_B, 10 * _B),
    "10B<n<100B": (10 * _B, 100 * _B),
    "100B<n<1T": (100 * _B, _T),
    "n>1T": (_T, None),
}
"""The Hub's bands of sizes: from the first number on, below the second."""
COUNTED: Final = frozenset({"records", "documents", "conversations", "images", "imageTextPairs", "clips"})
"""Units that count the elements of a dataset."""
RELATIONS: Final = ("finetune", "adapter", "merge", "quantized")
"""Relations to a base model that the Hub knows; each is called so here too."""


def of_dataset(record: Mapping[str, Any], datasets: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The members of the card of a dataset. ``datasets`` are the records that its sources refer to, by id."""
    sources = [entry if isinstance(entry, str) else entry["dataset"] for entry in _entries(record.get("derivedFrom"))]
    said = {
        "pretty_name": _plain(record.get("name")),
        **licences.write(record.get("licence")),
        **_languages(record.get("languages")),
        "size_categories": _sizes(_entries(record.get("modalities"))),
        "annotations_creators": ["crowdsourced"] if _annotator(record) == "crowd" else None,
        "source_datasets": _repositories("dataset", sources, datasets),
        "tags": ["training-lineage", *(["synthetic"] if _synthetic(record) else [])],
    }
    return {key: value for key, value in said.items() if value}


def of_model(
    record: Mapping[str, Any], models: Mapping[str, Mapping[str, Any]], datasets: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The members of the card of a model. ``models`` and ``datasets`` are the records that it refers to, by id."""
    starts = [start for start in _entries(record.get("initializedFrom")) if isinstance(start.get("model"), str)]
    bases = _repositories("model", [start["model"] for start in starts], models)
    relations = {start.get("relation") for start in starts if repository("model", models.get(start["model"], {}))}
    used = [
        use if isinstance(use, str) else use["dataset"]
        for stage in _entries(record.get("training"))
        for use in _entries(stage.get("uses"))
        if isinstance(use, str) or use.get("split", "training") == "training"
    ]
    said = {
        "model_name": _plain(record.get("name")),
        **licences.write(record.get("licence")),
        "base_model": bases,
        "base_model_relation": relations.pop() if len(relations) == 1 and relations <= set(RELATIONS) else None,
        "datasets": _repositories("dataset", used, datasets),
        "tags": ["training-lineage"],
    }
    return {key: value for key, value in said.items() if value}


def _plain(answer: Any) -> Any:
    if isinstance(answer, Mapping):
        answer = answer.get("value")
    return answer if isinstance(answer, str) else None


def _entries(listing: Any) -> list[Any]:
    return listing if isinstance(listing, list) else []


def _annotator(record: Mapping[str, Any]) -> str | None:
    annotation = record.get("annotation")
    return annotation.get("by") if isinstance(annotation, Mapping) else None


def _synthetic(record: Mapping[str, Any]) -> bool:
    for use in _entries(record.get("modelUses")):
        role = use.get("role")
        parts = tuple(_entries(use.get("writes")))
        if isinstance(role, str) and creates_data(role, parts):
            return True
    return False


def _languages(languages: Any) -> dict[str, Any]:
    tags: list[str] = languages if isinstance(languages, list) else []
    if isinstance(languages, Mapping):
        tags = [*languages.get("main", ()), *languages.get("also", ())]
    codes = list(dict.fromkeys(tag.partition("-")[0].lower() for tag in tags))
    codes = [code for code in codes if code not in ("mul", "und", "zxx")]
    if not codes:
        return {}
    details = list(dict.fromkeys(tags))
    return {"language": codes, **({"language_details": details} if details != codes else {})}


def _repositories(kind: str, ids: Iterable[str], records: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = (repository(kind, records.get(id, {})) for id in ids)
    return list(dict.fromkeys(name for name in found if name))


def _sizes(modalities: list[Any]) -> list[str]:
    quantities = [entry["quantity"] for entry in modalities if isinstance(entry, Mapping) and "quantity" in entry]
    if len(quantities) != 1 or len(modalities) != 1 or quantities[0]["unit"] not in COUNTED:
        return []
    return list(_bands(Quantity.model_validate(quantities[0]).interval()))


def _bands(interval: Interval) -> Iterator[str]:
    """The one band that the whole interval lies in."""
    for name, (low, high) in SIZES.items():
        above = interval.low >= low
        below = high is None or (
            interval.high is not None and (interval.high < high or (interval.high == high and interval.high_open))
        )
        if above and below:
            yield name
            return
