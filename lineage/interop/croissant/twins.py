"""Fields of a dataset that Croissant has a word for: how each is read, and how it is written.

Reading is pure: it takes a value of the document and gives that of the manifest, or ``None`` for what does not fit. So
the exporter can read back what it writes, and say in our own words whatever came back differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from lineage.interop import values
from lineage.interop.croissant import licences
from lineage.interop.croissant.document import words
from lineage.model.answer import plain_text


class Twin(NamedTuple):
    """A field, the short names that it is read from (the first one is written), and the two directions."""

    field: str
    names: tuple[str, ...]
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _line(value: Any) -> str | None:
    return values.line(words(value))


def _prose(value: Any) -> Any:
    """Prose; texts that each have a language are a map of them."""
    if isinstance(value, list) and value and all(isinstance(part, dict) and "@language" in part for part in value):
        found = {values.language(part["@language"]): values.prose(words(part)) for part in value}
        return found if len(found) == len(value) and None not in found and all(found.values()) else None
    return values.prose(words(value))


def plain(answer: Any) -> Any:
    """The plain value of an answer as data: of a value with a note, the value; ``None`` for a statement."""
    if isinstance(answer, dict):
        if "value" in answer:
            return answer["value"]
        return None if answer.keys() & {"none", "unknown", "withheld", "notApplicable", "other"} else answer
    return answer


def _text(answer: Any) -> str | None:
    value = plain(answer)
    return plain_text(value) if isinstance(value, str | dict) and value else None


def _date(value: Any) -> str | None:
    return values.date(words(value)) if not isinstance(value, list) else None


def _written(value: Any) -> str | None:
    return None if value is None else str(value)


def _url(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    return values.url(value.get("@id") if isinstance(value, dict) else value)


def _same(value: Any) -> Any:
    return value


def _languages(value: Any) -> list[str] | None:
    found = [_language(part) for part in (value if isinstance(value, list) else [value])]
    return [tag for tag in found if tag] if found and all(found) else None


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        short = {key.rpartition(":")[2].lstrip("@"): text for key, text in value.items()}
        return next(
            (tag for key in ("alternateName", "identifier", "value", "name") if (tag := _tag(short.get(key)))), None
        )
    return _tag(value)


def _tag(value: Any) -> str | None:
    tag = values.language(value.strip() if isinstance(value, str) else value)
    return tag if tag and (len(tag.partition("-")[0]) == 2 or tag.islower()) else None


def _language_list(value: Any) -> Any:
    return value if isinstance(value, list) else None


def read_period(value: Any) -> dict[str, Any] | None:
    """``FROM/TO`` as in ISO 8601, one date, or a list of the two; ``..`` is open. ``None`` where they run backwards."""
    if isinstance(value, list):
        parts = [words(part) or "" for part in value]
    else:
        text = words(value)
        parts = re.split(r"\s*/\s*", text.strip()) if text else []
    if len(parts) == 1 and (day := values.date(parts[0])):
        return {"from": day, "to": day}
    if len(parts) != 2:
        return None
    ends = [None if part in ("", "..") else values.date(part) for part in parts]
    if ends == [None, None] or any(
        end is None and part not in ("", "..") for end, part in zip(ends, parts, strict=True)
    ):
        return None
    first, last = ends
    if first and last and first[: len(last)] > last[: len(first)]:
        return None
    return {
        **({"from": first} if first else {}),
        **({"to": last} if last else {}),
        **({"ongoing": True} if parts[1] == ".." else {}),
    }


def write_period(period: Any) -> str | None:
    """A period in the form of ISO 8601; ``None`` where it has no dates."""
    if not isinstance(period, dict) or not period.keys() & {"from", "to"}:
        return None
    first, last = period.get("from", ".."), period.get("to", ".." if period.get("ongoing") else "")
    return str(first) if first == last else f"{first}/{last}"


def _timeframe(value: Any) -> dict[str, Any] | None:
    found = read_period(value)
    if found is None and (said := values.prose(words(value))):
        return {"note": said}
    return found


def _write_timeframe(period: Any) -> Any:
    if isinstance(period, dict) and period.keys() & {"from", "to"}:
        return [str(day) for day in (period.get("from", ".."), period.get("to", ".."))]
    return period.get("note") if isinstance(period, dict) else None


def _personal(value: Any) -> Any:
    said = values.prose(words(value))
    return {"other": said} if said else None


def _write_personal(answer: Any) -> str | None:
    if isinstance(answer, dict) and isinstance(answer.get("other"), str | dict):
        return plain_text(answer["other"])
    value = plain(answer)
    return None if not isinstance(value, bool) else "Yes." if value else "No."


def _annotation(value: Any) -> Any:
    said = values.prose(words(value))
    return {"description": said} if said else None


def _write_annotation(annotation: Any) -> str | None:
    return _text(annotation.get("description")) if isinstance(annotation, dict) else None


def _citation(value: Any) -> Any:
    parts = value if isinstance(value, list) else [value]
    found = [_cited(part) for part in parts]
    return [link for link in found if link] if found and all(found) else None


def _cited(value: Any) -> dict[str, str] | None:
    if isinstance(value, dict) and "@value" not in value:
        short = {key.rpartition(":")[2].lstrip("@"): text for key, text in value.items()}
        title, url = values.line(short.get("name")), values.url(short.get("url")) or values.url(short.get("id"))
        return {**({"title": title} if title else {}), **({"url": url} if url else {})} or None
    text = words(value)
    if text and (url := values.url(text)):
        return {"url": url}
    title = values.line(text)
    return {"title": title} if title else None


def _write_citation(links: Any) -> Any:
    first = links[0]
    return first.get("title") or first.get("url")


def _places(value: Any) -> Any:
    parts = value if isinstance(value, list) else [value]
    found = [words(part.get("name") if isinstance(part, dict) and "name" in part else part) for part in parts]
    if not found or not all(found):
        return None
    countries = [values.country(place) for place in found]
    if all(countries):
        return {"countries": countries}
    said = values.prose(", ".join(place for place in found if place))
    return {"description": said} if said else None


def _write_places(geography: Any) -> Any:
    return geography.get("countries") or _text(geography.get("description"))


TWINS: Final = (
    Twin("name", ("sc:name", "prov:label"), _line, lambda name: plain(name)),
    Twin("version", ("sc:version",), _line, _same),
    Twin("description", ("sc:description", "prov:description"), _prose, _text),
    Twin("url", ("sc:url",), _url, _same),
    Twin("licence", ("sc:license", "dct:license"), licences.read, licences.write),
    Twin("issued", ("sc:datePublished", "dct:issued"), _date, _written),
    Twin("modified", ("sc:dateModified", "dct:modified"), _date, _written),
    Twin("languages", ("sc:inLanguage", "dct:language"), _languages, _language_list),
    Twin("temporalCoverage", ("sc:temporalCoverage", "dct:temporal"), read_period, write_period),
    Twin("geography", ("sc:spatialCoverage", "dct:spatial"), _places, _write_places),
    Twin("documentation", ("cr:citeAs", "sc:citation"), _citation, _write_citation),
    Twin("format", ("sc:encodingFormat",), _line, _same),
    Twin("collected", ("rai:dataCollectionTimeframe", "rai:dataCollectionTimeFrame"), _timeframe, _write_timeframe),
    Twin("annotation", ("rai:dataAnnotationProtocol",), _annotation, _write_annotation),
    Twin("personalData", ("rai:personalSensitiveInformation",), _personal, _write_personal),
)
