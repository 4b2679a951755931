"""Measurements: what one scan counted in the files of a dataset, and the report that says how.

A measurement stands beside what is declared and never in its place. Where the two disagree, that is a finding.
"""

from typing import Annotated, Literal

from pydantic import MISSING, Field
from typing_extensions import TypeAliasType

from lineage.model.base import Node
from lineage.model.content import Modality
from lineage.model.dates import DateText, Period
from lineage.model.link import File
from lineage.model.model_use import Fraction
from lineage.model.named import Some
from lineage.model.quantity import Quantity
from lineage.model.scalars import LanguageTag, Line, Text
from lineage.model.tool import Tool

Count = TypeAliasType("Count", Annotated[int, Field(ge=0, le=9_007_199_254_740_991)])
"""A whole number of things that were counted."""


class CountedModality(Node):
    """How much there is of one modality."""

    modality: Modality
    """Which modality."""
    quantities: Some[Quantity]
    """How much: bytes, words, tokens, images, hours. Each unit once."""


class CountedLanguage(Node):
    """One language that was found, with the records in it."""

    language: LanguageTag
    """The language."""
    records: Count
    """How many records are in it, among those that were looked at."""


class CountedLanguages(Node):
    """The languages that were found, and how they were told."""

    found: Some[CountedLanguage]
    """The languages at or above the floor, those of most records first."""
    looked_at: Count | MISSING = MISSING
    """How many records the languages were told of. All of them where absent."""
    floor: Fraction | MISSING = MISSING
    """The share of these records below which a language is not told apart from a mistake. 0 where absent."""
    column: Line | MISSING = MISSING
    """The column that says the language."""
    method: Line | MISSING = MISSING
    """How the languages were told where no column says them."""


class CountedDates(Node):
    """The first and the last date that a column gives for the records."""

    period: Period
    """The first and the last date."""
    column: Line | MISSING = MISSING
    """The column; absent where the format of the files has a place for dates."""
    event: Literal["collected", "published"] | MISSING = MISSING
    """What happened to the records on these dates: whether they were collected, or written and published. Absent: the
    column does not tell."""


class CountedDomains(Node):
    """The addresses of the records, by registrable domain."""

    names: Count
    """How many domain names there are."""
    ip_addresses: Count | MISSING = MISSING
    """How many records come from an address of the Internet Protocol instead of a name."""
    unusable: Count | MISSING = MISSING
    """How many records have no address, or one that names no host on the public internet."""
    suffix_list: Line | MISSING = MISSING
    """The version of the Public Suffix List that decided what a registrable domain is."""


class CountedGenerator(Node):
    """A model that a column of the data names, with the records that name it."""

    name: Line
    """What the column says, as it is written there."""
    records: Count
    """How many records name it."""
    column: Line | MISSING = MISSING
    """The column; absent where a file beside the data names it."""


class Measurement(Node):
    """What one scan counted in the files of a dataset."""

    report: File
    """The scan report, which says what was read, how, and with what."""
    date: DateText | MISSING = MISSING
    """When the scan was made."""
    tool: Tool | MISSING = MISSING
    """What counted."""
    records: Count | MISSING = MISSING
    """How many records there are."""
    files_left_out: Count | MISSING = MISSING
    """How many files could not be read, so that what was counted is less than what there is. None where absent."""
    size_rule: Line | MISSING = MISSING
    """What counts as the size of a record: its ``text``, or the column that states it."""
    modalities: Some[CountedModality] | MISSING = MISSING
    """How much there is of each modality."""
    languages: CountedLanguages | MISSING = MISSING
    """The languages that were found."""
    dates: Some[CountedDates] | MISSING = MISSING
    """The dates that columns of the data give for the records."""
    domains: CountedDomains | MISSING = MISSING
    """The domain names that the addresses of the records lead to."""
    generators: Some[CountedGenerator] | MISSING = MISSING
    """The models that columns of the data name."""
    note: Text | MISSING = MISSING
    """Anything that qualifies it."""
