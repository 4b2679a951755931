"""Rules on declared languages against those that a scan found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.content import LanguageProfile, language_tags
from lineage.model.measurement import CountedLanguages
from lineage.pointer import Pointer
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.facts import stated
from lineage.rules.measured.pairs import Measured, measured
from lineage.rules.registry import Fault, rule

_WITHIN: Final[dict[str, str]] = {
    "arb": "ar",
    "arz": "ar",
    "cmn": "zh",
    "ekk": "et",
    "lvs": "lv",
    "nb": "no",
    "nn": "no",
    "pes": "fa",
    "prs": "fa",
    "swh": "sw",
    "yue": "zh",
    "zsm": "ms",
}
"""Languages that are often called by the tag of the group that they belong to."""
_NO_LANGUAGE: Final = frozenset({"und", "zxx"})
_SHOWN: Final = 12


class _Pair(NamedTuple):
    """Declared languages beside those found: the tags, where they are declared, and what was found."""

    of: Measured
    languages: Any
    place: Pointer
    counted: CountedLanguages


def _pairs(context: Context) -> Iterator[_Pair]:
    for found in measured(context):
        counted = found.measurement.languages
        fact = stated(context, found.dataset, found.place, "languages")
        if counted is not MISSING and fact is not None and isinstance(fact[0], list | LanguageProfile):
            yield _Pair(found, fact[0], fact[1], counted)


def language(tag: str) -> str:
    """The language of a tag, without script and region; that of its group where it is often called by that."""
    first = tag.partition("-")[0].lower()
    return _WITHIN.get(first, first)


@rule(
    "SCN002",
    "declared-language-not-found",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("1.3"), spec("Measurements")),
    real="A filed summary claims a substantial representation of the languages of the Union, and gives nothing by "
    "which a reader could test it.",
)
def declared_language_not_found(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A language is declared, and a scan of all files did not find it.

    ## Why
    Whoever looks for data in a small language goes by what is declared. A scan looks at what is there. Below the floor
    that a measurement states, it says nothing: of languages under `also`, which are those that there is little of,
    this rule speaks only where the floor is 0 and every record was looked at.

    ## Example
    ```yaml
    datasets:
      - id: web
        languages: [en, ga]
        measurements:
          - report: {path: scan.json}
            records: 1000
            languages:
              found:
                - {language: en, records: 1000}
              column: lang
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        languages: [en]
        measurements:
          - report: {path: scan.json}
            records: 1000
            languages:
              found:
                - {language: en, records: 1000}
              column: lang
    ```

    ## References
    EU template, section 1.3; Training Lineage 1.0, Measurements.
    """
    for pair in _pairs(context):
        if not pair.of.whole:
            continue
        there = {language(entry.language) for entry in pair.counted.found}
        asked = _asked(pair)
        missing = [tag for tag in asked if language(tag) not in there | _NO_LANGUAGE | {"mul"}]
        if missing:
            looked = pair.counted.looked_at
            of = "all records" if looked is MISSING else f"{looked:,} records"
            least = "" if _floor(pair) == 0 else f", or less than {_floor(pair):%}"
            yield Fault(
                pair.place,
                f'dataset "{pair.of.dataset.id}" declares {_listed(missing)}, '
                f"and a scan of {of} found none of it{least}",
                "take out what is not there, or write languages that there is little of under also",
                related=pair.of.counted("languages"),
            )


def _asked(pair: _Pair) -> list[str]:
    """The declared languages that the scan would have found."""
    looked, records = pair.counted.looked_at, pair.of.measurement.records
    sampled = looked is not MISSING and (records is MISSING or looked < records)
    if isinstance(pair.languages, LanguageProfile) and (sampled or _floor(pair) > 0):
        return [] if pair.languages.main is MISSING else list(pair.languages.main)
    return language_tags(pair.languages)


def _floor(pair: _Pair) -> Decimal:
    return Decimal(0) if pair.counted.floor is MISSING else Decimal(str(pair.counted.floor))


@rule(
    "SCN003",
    "found-language-not-declared",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("1.3"), spec("Measurements")),
    real="WildChat-1M's card counts 68 languages, and English has about half of the turns; a record that says English "
    "alone hides the other half.",
)
def found_language_not_declared(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A scan found a language that is not declared.

    ## Why
    Section 1.3 asks for the languages of the training content. Languages that nobody meant to collect are there all
    the same. Only those at or above the floor of the measurement are listed in it.

    ## Example
    ```yaml
    datasets:
      - id: web
        languages: [en]
        measurements:
          - report: {path: scan.json}
            records: 1000
            languages:
              found:
                - {language: en, records: 900}
                - {language: ga, records: 100}
              column: lang
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        languages: [en, ga]
        measurements:
          - report: {path: scan.json}
            records: 1000
            languages:
              found:
                - {language: en, records: 900}
                - {language: ga, records: 100}
              column: lang
    ```

    ## References
    EU template, section 1.3; Training Lineage 1.0, Measurements.
    """
    for pair in _pairs(context):
        tags = language_tags(pair.languages)
        declared = {language(tag) for tag in tags}
        if not tags or "mul" in declared:
            continue  # a profile may only count them
        extra = [one.language for one in pair.counted.found if language(one.language) not in declared | _NO_LANGUAGE]
        if extra:
            yield Fault(
                pair.place,
                f'a scan found {_listed(extra)} in dataset "{pair.of.dataset.id}", which does not declare it',
                "add it to the languages; where there is little of it, under also",
                related=pair.of.counted("languages"),
            )


def _listed(tags: Sequence[str]) -> str:
    rest = len(tags) - _SHOWN
    return ", ".join(tags[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
