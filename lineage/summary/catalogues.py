"""Catalogues: gettext files beside the composer of a law, one for each language. A file there is all that a language
takes. They are read when they are asked for, never for English.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lineage.errors import LineageError
from lineage.summary.speech import ENGLISH, Messages, Voice

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SUFFIX: Final = ".po"


class NoCatalogue(LineageError):
    """A language was asked for in which the labels of a law do not exist."""


def folder(law: str) -> Path:
    """Where the catalogues of a law lie."""
    package = importlib.util.find_spec(f"lineage.summary.{law}")
    if package is None or not package.submodule_search_locations:
        raise LookupError(law)
    return Path(package.submodule_search_locations[0]) / "locale"


def languages(law: str) -> tuple[str, ...]:
    """The languages in which the labels of a law exist, English first."""
    return (ENGLISH, *sorted(path.stem for path in folder(law).glob(f"*{SUFFIX}")))


def voice_for(law: str, language: str) -> Voice | None:
    """The voice of a language; ``None`` for English.

    Raises :class:`NoCatalogue` with the languages that exist.
    """
    if language == ENGLISH:
        return None
    if language not in languages(law):
        known = ", ".join(languages(law))
        raise NoCatalogue(f'the labels of {law} do not exist in "{language}"', f"they exist in: {known}")
    path = folder(law) / f"{language}{SUFFIX}"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Voice:
    from babel import Locale

    catalogue = read(path)
    plural = _plural(catalogue)
    locale = Locale.parse(path.stem, sep="-")
    return Voice(path.stem, _messages(catalogue), plural, locale)


def read(path: Path) -> Catalog:
    """A catalogue as Babel holds it."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def _messages(catalogue: Catalog) -> Messages:
    found: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        identity = message.id if isinstance(message.id, str) else message.id[0]
        words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if words and all(words):
            found[message.context, identity] = words
    return found


def _plural(catalogue: Catalog):  # type: ignore[no-untyped-def]  # what gettext compiles has no type
    from gettext import c2py

    return c2py(catalogue.plural_expr)
