"""Names of languages and countries, from Unicode's data, with their tags."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from lineage.graph.union import UNION_LANGUAGES
from lineage.summary.speech import spoken, voice

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=1)
def _english() -> Locale:
    from babel import Locale  # heavy: loaded when the first name is printed

    return Locale("en")


def _locale() -> Locale:
    speaker = voice()
    return _english() if speaker is None else speaker.locale


def language(tag: str) -> str:
    """``English (en)``, in the language of the document; the bare tag where Unicode has no name for it."""
    name = _name(tag, _locale())
    return spoken(f"{name} ({tag})") if name else tag


@lru_cache(maxsize=1024)
def _name(tag: str, locale: Locale) -> str | None:
    from babel.core import get_global

    names = locale.languages
    base, _, rest = tag.partition("-")
    base = base.lower()
    alias = str(get_global("language_aliases").get(base, base))
    found: str | None = names.get("_".join((base, rest))) or names.get(base) or names.get(alias)
    return found


def country(code: str) -> str:
    """``Ireland (IE)``."""
    name = _locale().territories.get(code)
    return spoken(f"{name} ({code})") if name else code


def of_the_union(tags: Iterable[str]) -> list[str]:
    """Those tags that name an official language of the Union, in their order."""
    return [tag for tag in tags if tag.split("-")[0].lower() in UNION_LANGUAGES]
