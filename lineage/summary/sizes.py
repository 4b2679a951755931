"""Quantities in words, with the digits that the manifest gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pydantic import MISSING

from lineage.model.quantity import MAGNITUDES, Interval, Quantity
from lineage.summary.speech import say, spoken, together, voice

_COUNTED: Final = {
    "tokens": ("{number} token", "{number} tokens"),
    "words": ("{number} word", "{number} words"),
    "characters": ("{number} character", "{number} characters"),
    "bytes": ("{number} byte", "{number} bytes"),
    "documents": ("{number} document", "{number} documents"),
    "records": ("{number} record", "{number} records"),
    "images": ("{number} image", "{number} images"),
    "imageTextPairs": ("{number} image-text pair", "{number} image-text pairs"),
    "hours": ("{number} hour", "{number} hours"),
    "minutes": ("{number} minute", "{number} minutes"),
    "seconds": ("{number} second", "{number} seconds"),
    "frames": ("{number} frame", "{number} frames"),
    "clips": ("{number} clip", "{number} clips"),
    "conversations": ("{number} conversation", "{number} conversations"),
    "pages": ("{number} page", "{number} pages"),
    "files": ("{number} file", "{number} files"),
    "datasets": ("{number} dataset", "{number} datasets"),
    "languages": ("{number} language", "{number} languages"),
    "languageScriptPairs": ("{number} language-script pair", "{number} language-script pairs"),
}
"""Units with a number, for languages in which the number changes the word. English prints the unit as it is written."""
_SCALED: Final = {
    "thousand": ("{number} thousand", "{number} thousand"),
    "million": ("{number} million", "{number} million"),
    "billion": ("{number} billion", "{number} billion"),
    "trillion": ("{number} trillion", "{number} trillion"),
    "quadrillion": ("{number} quadrillion", "{number} quadrillion"),
}
_ENDS: Final = (
    (("at_least", "at least {amount}"), ("more_than", "more than {amount}")),
    (("at_most", "at most {amount}"), ("less_than", "less than {amount}")),
)
_JOINED: Final = {
    (True, False): "with a thousand",
    (True, True): "with a thousand",
    (False, False): "with a million or more",
    (False, True): "with a million or more, before a vowel",
}
"""How a scale and a unit are joined: many languages put a word between them, and some shorten it."""
_VOWELS: Final = frozenset("aeiouhéèêîô")
_MANY: Final = 100
"""Stands for the number of a unit after a word such as million."""
UNITS: Final = {"imageTextPairs": "image-text pairs", "languageScriptPairs": "language-script pairs"}
"""Units in words, where they are not their own."""


def number(value: int | float | Decimal) -> str:
    """A number with a space between thousands, as the template writes them."""
    exact = Decimal(str(value))
    if exact and not -9 < exact.adjusted() < 30:
        return str(exact)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    speaker = voice()
    if speaker is not None:
        from babel.numbers import format_decimal

        return format_decimal(exact, locale=speaker.locale, decimal_quantization=False)
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + dot + rest


def size(quantity: Quantity) -> str:
    """``15 trillion tokens``, ``more than 10 trillion tokens``, ``about 1 000 images``."""
    if voice() is not None:
        return _in_its_manner(quantity)
    unit = UNITS.get(quantity.unit, quantity.unit)
    if quantity.unit == "other":
        unit = quantity.unit_name if quantity.unit_name is not MISSING else "units"
    scale = "" if quantity.magnitude is MISSING else f" {quantity.magnitude}"
    about = "about " if quantity.approximate is True else ""
    low = _bound(quantity, ("at_least", "at least"), ("more_than", "more than"))
    high = _bound(quantity, ("at_most", "at most"), ("less_than", "less than"))
    if quantity.value is not MISSING:
        words = number(quantity.value)
    else:
        words = " and ".join(part for part in (low, high) if part) or "an unstated number of"
    return f"{about}{words}{scale} {unit}"


def _in_its_manner(quantity: Quantity) -> str:
    """A size in the manner of the language that is spoken: number, scale and unit agree with one another."""
    scale = "" if quantity.magnitude is MISSING else str(quantity.magnitude)
    unit: str = quantity.unit
    if unit == "other":
        unit = quantity.unit_name if quantity.unit_name is not MISSING else say("units")
    if quantity.value is not MISSING:
        words = amount(quantity.value, scale, unit)
    else:
        low, high = (_end(quantity, ends, scale, unit) for ends in _ENDS)
        words = together(f"{low} {say('and')} {high}", low, high) if low and high else low or high
    words = words or say("{unit}: number not stated", unit=unit)
    return say("about {amount}", amount=words) if quantity.approximate is True else words


def _end(quantity: Quantity, ends: tuple[tuple[str, str], ...], scale: str, unit: str) -> str:
    for key, words in ends:
        value = getattr(quantity, key)
        if value is not MISSING:
            return say(words, amount=amount(value, scale, unit))
    return ""


def amount(value: int | float | Decimal, scale: str, unit: str) -> str:
    """A number with its unit, in the language that is spoken."""
    speaker = voice()
    words, exact = number(value), Decimal(str(value))
    if speaker is None:
        return " ".join(part for part in (words, scale, unit) if part)
    if scale:
        many = speaker.find_counted(_SCALED[scale][0], float(exact))
        words = (many or _SCALED[scale][1]).format(number=words)
    one, other = _COUNTED.get(unit, ("", ""))
    if scale and one:
        found = speaker.find_counted(one, _MANY) or other
        bare = found.format(number="").strip()
        joined = say("{number} {unit}", _JOINED[scale == "thousand", bare[:1].casefold() in _VOWELS])
        return spoken(joined.format(number=words, unit=bare))
    own = speaker.find_counted(one, float(exact)) if one else None
    return spoken((own or other).format(number=words) if one else f"{words} {unit}")


def _bound(quantity: Quantity, *names: tuple[str, str]) -> str:
    for name, words in names:
        value = getattr(quantity, name)
        if value is not MISSING:
            return f"{words} {number(value)}"
    return ""


def interval(value: Interval, unit: str) -> str:
    """A computed size, scaled so that it can be read."""
    top = value.low if value.high is None else value.high
    scale, factor = max(((name, f) for name, f in MAGNITUDES.items() if top >= f), key=lambda x: x[1], default=("", 1))
    words = " ".join(part for part in (scale, unit) if part)
    if voice() is not None:
        low = amount(value.low / factor, scale, unit)
        if value.high is None:
            return say("more than {amount}", amount=low) if value.low_open else say("at least {amount}", amount=low)
        if value.low == value.high:
            return low
        top_words = amount(value.high / factor, scale, unit)
        return say("between {start} and {end}", start=number(value.low / factor), end=top_words)
    low = number(value.low / factor)
    if value.high is None:
        return f"{'more than' if value.low_open else 'at least'} {low} {words}"
    if value.low == value.high:
        return f"{low} {words}"
    return f"between {low} and {number(value.high / factor)} {words}"
