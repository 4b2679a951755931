"""Languages of texts that no column names, told by a small detector on a declared sample.

The detector is py3langid (4.5 MB, naive Bayes on byte n-grams). Where it is sure it is as often right as lingua (96 MB)
on paragraphs of the Universal Declaration of Human Rights and of translated manual pages. It is sure a little less
often, loads in under a second against fourteen, and is about ten times as fast: see docs/signs.md. What it is not sure
of, and what is too short, is *not told apart*; its figures are estimates, whatever their digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lineage.errors import LineageError
from lineage.scan.rows.languages import read_tag

SURE: Final = 0.9
"""The least probability, as the detector gives it, at which its answer is taken."""
SHORTEST: Final = 40
"""The fewest characters that are asked about: below, a detector guesses."""
FLOOR: Final = 0.005
"""The least part of the texts that were told apart at which a language is said to be there. Below it, what is found is
as likely a mistake: names, lists and formulas look like rare languages."""
_ASKED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Detected:
    """What the detector found in a sample.

    ``tags`` are languages with the number of texts, most first; ``rare`` those under the floor, which may be mistakes;
    ``unsure`` texts were not told apart, ``short`` ones not asked about.
    """

    method: str
    version: str
    sample: int
    tags: tuple[tuple[str, int], ...]
    rare: tuple[tuple[str, int], ...]
    unsure: int
    short: int
    sure: float = SURE
    floor: float = FLOOR


def detect(texts: Iterable[str]) -> Detected:
    """The languages of a sample of texts.

    Raises :class:`lineage.errors.LineageError` where the detector is not installed.
    """
    detector = _detector()
    found: Counter[str] = Counter()
    sample = unsure = short = 0
    for text in texts:
        sample += 1
        plain = " ".join(text[:_ASKED].split())
        if len(plain) < SHORTEST and not _dense(plain):
            short += 1
            continue
        label, confidence = detector.classify(plain)
        tag = read_tag(str(label))
        if tag is None or float(confidence) < SURE:
            unsure += 1
        else:
            found[tag] += 1
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    told = sum(found.values())
    tags = tuple(item for item in ordered if item[1] >= FLOOR * told)
    return Detected("py3langid", _version(), sample, tags, tuple(ordered[len(tags) :]), unsure, short)


def _dense(text: str) -> bool:
    """Scripts that say in ten characters what others say in forty."""
    return len(text) >= SHORTEST // 4 and sum(sign >= "\u3040" for sign in text) * 2 > len(text)


@lru_cache(maxsize=1)
def _detector() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError as error:
        raise LineageError(
            "the language detector is not installed", "install training-lineage[scan], or name the column of languages"
        ) from error
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _version() -> str:
    from importlib.metadata import version

    return version("py3langid")
