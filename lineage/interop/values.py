"""Foreign values in the forms of a manifest. Each gives ``None`` for what does not fit: the caller then takes nothing,
and the value is reported as lost."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from lineage.model.scalars import COUNTRY, DATE, EMAIL, IRI, LANGUAGE, SHA256, URL
from lineage.visible import HIDDEN

_LONGEST_LINE: Final = 1000
_LONGEST_PROSE: Final = 100_000
_MOMENT: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ].*)?")
_NAMES_NOTHING: Final = frozenset({"none", "n/a", "na", "null", "nil", "unknown", "unspecified", "undisclosed", "tbd",
                                   "-", "not specified", "not applicable", "not available", "not stated"})  # fmt: skip
_NOT_IN_IDS: Final = re.compile(r"[^A-Za-z0-9._-]+")


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _fits(value: Any, pattern: str, longest: int = 2000) -> str | None:
    return value if isinstance(value, str) and len(value) <= longest and _form(pattern).search(value) else None


def line(value: Any) -> str | None:
    """A text on one line: runs of blanks become one blank, hidden characters go."""
    if not isinstance(value, str):
        return None
    joined = HIDDEN.sub("", " ".join(value.split()))
    return joined if joined and len(joined) <= _LONGEST_LINE else None


def name(value: Any) -> str | None:
    """A name on one line; ``None`` also for words that stand where nothing is named, such as ``N/A``."""
    said = line(value)
    return None if said is None or said.casefold().strip(". ") in _NAMES_NOTHING else said


def prose(value: Any) -> str | None:
    """A text in paragraphs, hidden characters left out."""
    if not isinstance(value, str):
        return None
    clear = HIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return clear if clear and len(clear) <= _LONGEST_PROSE else None


def url(value: Any) -> str | None:
    """A web address."""
    return _fits(value.strip() if isinstance(value, str) else value, URL)


def iri(value: Any) -> str | None:
    """An absolute IRI."""
    return _fits(value.strip() if isinstance(value, str) else value, IRI)


def email(value: Any) -> str | None:
    """An e-mail address."""
    return _fits(value, EMAIL, 320)


def sha256(value: Any) -> str | None:
    """A SHA-256 digest, in lower case."""
    return _fits(value.strip().lower() if isinstance(value, str) else value, SHA256, 64)


def country(value: Any) -> str | None:
    """An ISO 3166-1 alpha-2 code."""
    return _fits(value, COUNTRY, 2)


def date(value: Any) -> str | None:
    """A date, of a year, a month or a day; of a moment, its day as it is written."""
    if isinstance(value, str) and (found := _MOMENT.fullmatch(value.strip())):
        return _fits(found[1], DATE, 10) and _on_the_calendar(found[1])
    return None


def _on_the_calendar(text: str) -> str | None:
    import datetime

    if len(text) == 10:
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            return None
    return text


def language(value: Any) -> str | None:
    """A BCP 47 tag as it is written; names of languages are not tags."""
    return _fits(value.replace("_", "-") if isinstance(value, str) else value, LANGUAGE, 35)


def slug(name: str) -> str:
    """An id made of a name: ``HuggingFaceH4/ultrachat_200k`` is ``huggingfaceh4-ultrachat_200k``; ``record`` where
    nothing is left."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_IN_IDS.sub("-", plain.lower()).strip("-._")[:80].strip("-._") or "record"


def whole_number(value: Any) -> int | None:
    """A count: an integer that is not negative, or digits with separators as people write them."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(?:[,_ ][0-9]{3})+|[0-9]{1,15}", value.strip()):
        value = int(re.sub(r"[,_ ]", "", value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and 0 <= value <= 9_007_199_254_740_991 else None
