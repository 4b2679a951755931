"""The detector: real text in several languages, and what it must not be asked."""

from __future__ import annotations

import importlib.resources
import sys

import pytest

from lineage.errors import LineageError
from lineage.scan.rows import detect

pytest.importorskip("py3langid")

TEXTS = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón.",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem.",
    "fi": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью.",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神互相对待。",
}
"""The first article of the Universal Declaration of Human Rights."""


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_one_language(tag: str, text: str) -> None:
    found = detect.detect([text])
    assert found.tags == ((tag, 1),)
    assert (found.method, found.sample, found.unsure, found.short) == ("py3langid", 1, 0, 0)


def test_many() -> None:
    found = detect.detect([*TEXTS.values(), TEXTS["en"], "Hello.", "", "12"])
    assert found.tags[0] == ("en", 2)
    assert dict(found.tags) == dict.fromkeys(TEXTS, 1) | {"en": 2}
    assert found.short == 3


def test_what_is_rare_is_not_said_to_be_there() -> None:
    found = detect.detect([TEXTS["en"]] * 400 + [TEXTS["fi"]])
    assert found.tags == (("en", 400),)
    assert found.rare == (("fi", 1),)


def test_formulas_are_not_told_apart() -> None:
    found = detect.detect(["0x1f 0x2e 0x3d 0x4c 0x5b 0x6a 0x79 0x88 0x97 0xa6 0xb5"])
    assert sum(number for _, number in found.tags) + found.unsure == 1


def test_the_same_texts_give_the_same_answer() -> None:
    assert detect.detect(TEXTS.values()) == detect.detect(TEXTS.values())


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    detect._detector.cache_clear()
    with pytest.raises(LineageError, match="not installed") as raised:
        detect.detect([TEXTS["en"]])
    assert "training-lineage[scan]" in raised.value.advice
    detect._detector.cache_clear()


def test_it_carries_its_model() -> None:
    assert (importlib.resources.files("py3langid") / "data").is_dir()
