"""Languages in a column: names and codes as people write them, read as BCP 47 tags.

A three-letter code becomes the two-letter one where there is one, a script is left out where everybody writes the
language in it, and a name in English is looked up in Unicode's data. What is no language is listed as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from lineage.scan.rows.counted import Value, merged

_TAG: Final = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
_SPLIT: Final = re.compile(r"[,;|]")
_NOT_SAID: Final = frozenset({"", "und", "unknown", "unk", "none", "null", "nan", "n/a", "na", "other", "others", "xx",
                              "un", "?", "-", "undefined", "undetermined", "multi", "mul", "multiple", "multilingual",
                              "mixed", "zxx", "no linguistic content", "code"})  # fmt: skip
"""Values that name no single language. ``na`` is among them: Nauruan is rarer than a missing value."""
_TWO_SCRIPTS: Final = frozenset({"zh", "sr", "yue"})
"""Languages whose script is kept even where it is the usual one."""
_KEPT: Final = frozenset({"tl"})
"""Codes that Unicode replaces by another, and the registry of tags does not."""
_ALSO: Final = {
    "mandarin": "zh", "mandarin chinese": "zh", "chinese (simplified)": "zh-Hans", "chinese (traditional)": "zh-Hant",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "farsi": "fa", "flemish": "nl",
    "castilian": "es", "modern greek": "el", "norwegian bokmal": "nb", "norwegian nynorsk": "nn", "filipino": "fil",
    "brazilian portuguese": "pt-BR", "haitian": "ht", "burmese": "my", "tagalog": "tl", "panjabi": "pa",
    "uyghur": "ug", "sinhalese": "si", "kirghiz": "ky", "javanese": "jv",
}  # fmt: skip
"""Names that Unicode's data spells in another way."""
PROGRAMMING: Final = frozenset(
    (
        "python java javascript typescript c c++ cpp c# c-sharp csharp go golang rust ruby php perl swift kotlin scala "
        "haskell lua r julia matlab shell bash powershell sql html css xml json yaml markdown tex dockerfile makefile "
        "cmake assembly batchfile fortran visual-basic groovy dart elixir erlang clojure ocaml f# solidity verilog "
        "vhdl cuda jupyter-notebook common-lisp emacs-lisp scheme racket pascal prolog cobol ada zig nim coffeescript"
    ).split()
)
"""Programming languages, in lower case with hyphens: where a column holds these, it is not one of languages."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a column by tag, and what else stands there.

    A record whose value names several languages counts for each of them; ``several`` says how many records do, so that
    shares are not added up as if they were parts of one whole.
    """

    tags: tuple[Value, ...]
    programming: tuple[Value, ...] = ()
    not_said: tuple[Value, ...] = ()
    unread: tuple[Value, ...] = ()
    several: int = 0


def read(values: Iterable[Value]) -> Languages:
    """The languages that values name. Every record is in one of the lists at least."""
    found: dict[str, list[Value]] = {"tags": [], "programming": [], "not_said": [], "unread": []}
    several = 0
    for value in values:
        said = parts(value.text)
        several += value.records if len(said) > 1 else 0
        for part in said or ("",):
            tag = read_tag(part)
            if tag is not None:
                found["tags"].append(Value(tag, value.records, value.bytes))
            elif part.strip().lower() in _NOT_SAID:
                found["not_said"].append(Value(part.strip() or None, value.records, value.bytes))
            else:
                kind = "programming" if is_programming(part) else "unread"
                found[kind].append(Value(part, value.records, value.bytes))
    return Languages(**{kind: merged(rows) for kind, rows in found.items()}, several=several)


def parts(value: object) -> tuple[str, ...]:
    """The languages that one value names: a list, JSON of one, or several with commas between. Each once."""
    if isinstance(value, str) and value[:1] == "[":
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    listed = value if isinstance(value, list | tuple) else [value]
    texts = [one for one in listed if isinstance(one, str)]
    said = [part.strip() for one in texts for part in ([one] if _by_name(one) else _SPLIT.split(one))]
    return tuple(dict.fromkeys(part for part in said if part))


def is_programming(value: str) -> bool:
    """Whether a value is the name of a programming language."""
    return value.strip().lower().replace(" ", "-").replace("_", "-") in PROGRAMMING


@lru_cache(maxsize=4096)
def read_tag(value: str) -> str | None:
    """The BCP 47 tag that a value stands for; ``None`` where it stands for none, or it is not sure for which."""
    said = value.strip()
    if said.lower() in _NOT_SAID:
        return None
    if (found := _by_name(said)) is not None:
        return found
    shaped = _TAG.fullmatch(said)
    if shaped is None:
        return None
    code, rest = shaped[1].lower(), re.split("[-_]", shaped[2])[1:]
    language = _base(code)
    if language is None and len(code) == 3 and rest and len(rest[0]) == 4 and rest[0].isalpha():
        language = code  # such as abt_Latn: Unicode has no name for it, and nothing but a language is written so
    return None if language is None else _with_rest(language, rest)


def _by_name(said: str) -> str | None:
    name = " ".join(said.lower().replace("_", " ").split())
    if len(name) < 4 and name.isascii():
        return None
    return _ALSO.get(name) or _english_names().get(name) or (_own_names().get(name) if len(name) < 40 else None)


@cache
def _english_names() -> dict[str, str]:
    from babel import Locale

    found = {name.lower(): code.replace("_", "-") for code, name in Locale("en").languages.items()}
    return {name: code for name, code in found.items() if name not in _NOT_SAID and code not in _NOT_SAID}


@cache
def _own_names() -> dict[str, str]:
    """Names of languages in themselves: *deutsch*, *français*."""
    from babel import Locale, localedata

    codes = [code for code in localedata.locale_identifiers() if len(code) == 2 and code in Locale("en").languages]
    names = {code: str(Locale(code).languages.get(code, "")).lower() for code in sorted(codes)}
    return {name: code for code, name in names.items() if len(name) > 1 and name not in _NOT_SAID}


@cache
def _base(code: str) -> str | None:
    from babel import Locale
    from babel.core import get_global

    made = code if code in _KEPT else str(get_global("language_aliases").get(code, code))
    known = Locale("en").languages
    if made.partition("_")[0] in known or code in known:
        return made.replace("_", "-")
    return None


def _with_rest(language: str, rest: list[str]) -> str | None:
    """A tag from its parts, in the usual capital and small letters; ``None`` where a part is not one of a tag."""
    base, *had = language.split("-")
    made = [base]
    for part in (*had, *rest):
        if len(part) == 4 and part.isalpha():
            if part.title() != _usual_script(base) or base in _TWO_SCRIPTS or _base(base) is None:
                made.append(part.title())
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            made.append(part.upper())
        elif 5 <= len(part) <= 8 or (len(part) == 4 and part[0].isdigit()):
            made.append(part.lower())
        else:
            return None
    return "-".join(dict.fromkeys(made))


@cache
def _usual_script(language: str) -> str:
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(language, ""))
    return next((part for part in likely.split("_")[1:] if len(part) == 4), "")
