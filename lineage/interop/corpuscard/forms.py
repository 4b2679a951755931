"""Values as corpuscard writes them: days first, sizes as the bands of the template, lists of modalities."""

from __future__ import annotations

import re
from typing import Any, Final

from lineage.interop import values
from lineage.interop.reading import Place
from lineage.model.quantity import MAGNITUDES

MODALITIES: Final = ("text", "image", "audio", "video", "other")
_BANDS: Final[dict[str, dict[str, Any]]] = {
    "Less than 1 billion tokens": {"lessThan": 1, "magnitude": "billion", "unit": "tokens"},
    "1 billion to 10 trillion tokens": {"atLeast": 1, "atMost": 10_000, "magnitude": "billion", "unit": "tokens"},
    "More than 10 trillion tokens": {"moreThan": 10, "magnitude": "trillion", "unit": "tokens"},
    "Less than 1 million images": {"lessThan": 1, "magnitude": "million", "unit": "images"},
    "1 million to 1 billion images": {"atLeast": 1, "atMost": 1000, "magnitude": "million", "unit": "images"},
    "More than 1 billion images": {"moreThan": 1, "magnitude": "billion", "unit": "images"},
    "Less than 10,000 hours": {"lessThan": 10_000, "unit": "hours"},
    "10,000 to 1 million hours": {"atLeast": 10_000, "atMost": 1_000_000, "unit": "hours"},
    "More than 1 million hours": {"moreThan": 1, "magnitude": "million", "unit": "hours"},
}
_UNITS: Final = frozenset({"tokens", "words", "characters", "bytes", "documents", "records", "images", "hours",
                           "minutes", "seconds", "frames", "clips", "conversations", "pages", "files"})  # fmt: skip
_EUROPEAN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_SIZE: Final = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?)(?: ?({'|'.join(MAGNITUDES)}))?")


def day(value: Any) -> str | None:
    """A date as DD/MM/YYYY, DD/MM/YY or MM/YYYY, or as ISO 8601 writes it."""
    if not isinstance(value, str):
        return None
    if found := _EUROPEAN.fullmatch(value.strip()):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return values.date(f"{year}-{int(found[2]):02}-{int(found[1]):02}")
    if found := _MONTH.fullmatch(value.strip()):
        return values.date(f"{found[2]}-{int(found[1]):02}")
    return values.date(value)


def modality(entry: Place) -> dict[str, Any] | None:
    """A row of the table of modalities, without its size."""
    word = entry.get("modality")
    if word is None or word.value not in MODALITIES:
        return None
    record: dict[str, Any] = {"modality": word.take()}
    if (name := entry.get("other_modality_name")) is not None and (said := values.line(name.value)):
        name.take()
        record["name"] = said
    if (types := entry.get("types_of_content")) is not None and (text := values.prose(types.value)):
        types.take()
        record["description"] = text
    return record


def quantity(entry: Place) -> dict[str, Any] | None:
    """The size in a row: a figure in its own unit, which is more exact, else the band."""
    figure, unit = entry.get("custom_size_value"), entry.get("custom_size_unit")
    band = entry.get("size_range")
    if figure is not None and unit is not None and (found := _figure(figure.value, unit.value)):
        figure.take()
        unit.take()
        if band is not None and isinstance(band.value, str) and band.value in _BANDS:
            band.take()  # the figure says more
        return found
    if band is not None and isinstance(band.value, str) and band.value in _BANDS:
        band.take()
        return dict(_BANDS[band.value])
    return None


def _figure(figure: Any, unit: Any) -> dict[str, Any] | None:
    if not isinstance(unit, str) or not isinstance(figure, str | int | float) or isinstance(figure, bool):
        return None
    text = f"{figure}".strip()
    counted = unit.strip().casefold()
    magnitude, _, rest = counted.partition(" ")
    if magnitude in MAGNITUDES and rest in _UNITS:
        text, counted = f"{text} {magnitude}", rest
    found = _SIZE.fullmatch(text.casefold())
    if found is None or counted not in _UNITS or len(found[1]) > 15:
        return None
    digits = found[1].replace(",", "")
    record: dict[str, Any] = {"value": float(digits) if "." in digits else int(digits)}
    return {**record, **({"magnitude": found[2]} if found[2] else {}), "unit": counted}


def modalities(place: Place, key: str = "modalities_covered") -> list[str]:
    """A list of modalities; an empty one says nothing."""
    return list(dict.fromkeys(str(entry.take()) for entry in place.each(key) if entry.value in MODALITIES))
