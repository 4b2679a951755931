"""Overlap with sets that models are known to have written: lists of fingerprints, and how they are made and read.

A list (``.fingerprints``) is one line ``lineage-fingerprints 1``, one line of JSON that says what it is of, and the
fingerprints as 8 bytes each, most significant byte first, sorted, each once. It holds no text, and a text cannot be had
back from it; whether one *is* in the set can be asked, so it is as public as the set itself.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError
from lineage.scan.signs.prints import DIGITS, SHORTEST, Normalisation, fingerprint, fingerprint_sql
from lineage.scan.signs.sign import Sign
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.scan.plan import OverlapSign

MAGIC: Final = b"lineage-fingerprints 1\n"
_WIDTH: Final = 8
_LONGEST_HEADER: Final = 65_536

OVERLAP: Final = Sign(
    "overlap",
    "strong",
    "A record equals one of a set that a model is known to have written.",
    (
        "The set may hold texts that people wrote, such as quotations and prompts: see what its list is of.",
        "The other way round is possible: the set may have taken the text from where this data has it, too.",
        "It finds equal texts, not similar ones; one changed word hides a record. No hit, no conclusion.",
        "Stock phrases of assistants are the same in many sets: a few hits among many records say little.",
    ),
    names_model=True,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a list is of. ``models`` are those that wrote the set, as its source names them; ``texts`` says which texts
    of its records were taken."""

    name: str
    source: str
    revision: str
    licence: str
    texts: str
    models: tuple[str, ...] = ()
    normalisation: Normalisation = "folded"


@dataclass(frozen=True, slots=True)
class Index:
    """A list of fingerprints, read. ``digest`` is that of its fingerprints."""

    about: About
    count: int
    digest: str
    prints: bytes

    def __contains__(self, text: object) -> bool:
        """Whether a text is in the set."""
        if not isinstance(text, str) or (made := fingerprint(text, self.about.normalisation)) is None:
            return False
        wanted = bytes.fromhex(made)
        at = bisect_left(range(self.count), wanted, key=lambda i: self.prints[i * _WIDTH : (i + 1) * _WIDTH])
        return at < self.count and self.prints[at * _WIDTH : (at + 1) * _WIDTH] == wanted

    def hexadecimal(self) -> list[str]:
        """The fingerprints as the engines write them, sorted."""
        text = self.prints.hex()
        return [text[at : at + DIGITS] for at in range(0, len(text), DIGITS)]

    def sign(self) -> OverlapSign:
        """The list as a sign of a plan."""
        import pyarrow as pa

        from lineage.scan.plan import OverlapSign

        expression = {dialect: fingerprint_sql(dialect, self.about.normalisation) for dialect in _DIALECTS}
        return OverlapSign(
            f"overlap:{self.about.name}", expression, self.digest, pa.array(self.hexadecimal(), pa.string())
        )


_DIALECTS: Final = ("duckdb", "spark")


def build(texts: Iterable[str], about: About) -> bytes:
    """A list of the fingerprints of texts: the same bytes in whatever order they come. Short ones are left out.

    Raises :class:`lineage.errors.LineageError` where no text is long enough.
    """
    return build_from_prints((made for text in texts if (made := fingerprint(text, about.normalisation))), about)


def build_from_prints(prints: Iterable[str], about: About) -> bytes:
    """A list of fingerprints that an engine has made already, as hexadecimal digits; nulls must be left out."""
    values = sorted({bytes.fromhex(made) for made in prints})
    if not values:
        raise LineageError(
            f'no text of "{one_line(about.name)}" has {SHORTEST} bytes', "name the column that holds the texts"
        )
    data = b"".join(values)
    header = {
        "name": about.name, "source": about.source, "revision": about.revision, "licence": about.licence,
        "texts": about.texts, "models": list(about.models), "normalisation": about.normalisation, "shortest": SHORTEST,
        "count": len(values), "sha256": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip
    return MAGIC + json.dumps(header, ensure_ascii=False).encode() + b"\n" + data


def read(data: bytes, name: str) -> Index:
    """A list, checked: its form, its order, its count and its digest.

    Raises :class:`lineage.errors.LineageError` for anything else.
    """
    if not data.startswith(MAGIC):
        raise _bad(name, "is no list of fingerprints", "make one with lineage fingerprint")
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_HEADER)
    try:
        header: Any = json.loads(data[len(MAGIC) : end]) if end > 0 else None
    except ValueError:
        header = None
    if not isinstance(header, dict) or not all(isinstance(header.get(key), str) for key in _TEXTS):
        raise _bad(name, "does not say what it is of", "make it again")
    if header["normalisation"] not in ("exact", "folded") or header.get("shortest") != SHORTEST:
        raise _bad(name, "was made by another version: its texts were prepared in another way", "make it again")
    prints = data[end + 1 :]
    digest = hashlib.sha256(prints).hexdigest()
    if header.get("count") != len(prints) / _WIDTH or header["sha256"] != digest:
        raise _bad(name, "is damaged: its fingerprints are not those that it says", "get or make it again")
    values = [prints[at : at + _WIDTH] for at in range(0, len(prints), _WIDTH)]
    if any(one >= two for one, two in pairwise(values)):
        raise _bad(name, "is not sorted", "make it again")
    models = header.get("models")
    about = About(
        name=header["name"],
        source=header["source"],
        revision=header["revision"],
        licence=header["licence"],
        texts=header["texts"],
        models=tuple(str(one) for one in models) if isinstance(models, list) else (),
        normalisation=header["normalisation"],
    )
    return Index(about, len(values), digest, prints)


_TEXTS: Final = ("name", "source", "revision", "licence", "texts", "normalisation", "sha256")


@lru_cache(maxsize=1)
def shipped() -> tuple[Index, ...]:
    """The lists that come with this library, by name."""
    folder = files("lineage.scan.signs") / "known"
    found = [one for one in folder.iterdir() if one.name.endswith(".fingerprints")] if folder.is_dir() else []
    return tuple(read(one.read_bytes(), one.name) for one in sorted(found, key=lambda one: one.name))


def _bad(name: str, what: str, advice: str) -> LineageError:
    return LineageError(f'"{one_line(name)}" {what}', advice)
