"""Names of languages and countries, from Unicode's data, with their tags."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from lineage.graph.union import UNION_LANGUAGES

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=1)
def _locale() -> Locale:
    from babel import Locale  # heavy: loaded when the first name is printed

    return Locale("en")


def language(tag: str) -> str:
    """``English (en)``; the bare tag where Unicode has no name for it."""
    from babel.core import get_global

    names = _locale().languages
    base, _, rest = tag.partition("-")
    base = base.lower()
    alias = str(get_global("language_aliases").get(base, base))
    name = names.get("_".join((base, rest))) or names.get(base) or names.get(alias)
    return f"{name} ({tag})" if name else tag


def country(code: str) -> str:
    """``Ireland (IE)``."""
    name = _locale().territories.get(code)
    return f"{name} ({code})" if name else code


def of_the_union(tags: Iterable[str]) -> list[str]:
    """Those tags that name an official language of the Union, in their order."""
    return [tag for tag in tags if tag.split("-")[0].lower() in UNION_LANGUAGES]
