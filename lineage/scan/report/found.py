"""What a scan found: how much, from which domains, in which languages, of which days, by which models."""

from __future__ import annotations

from typing import Literal

from pydantic import MISSING

from lineage.scan.report.parts import Count, Day, Digest, Part, Software


class Totals(Part):
    """Sums over all records. What is absent was not counted: no column has that role."""

    records: Count
    """All records."""
    size_rule: str
    """What the size of a record is: its ``text``, a ``column:NAME``, or ``none``."""
    bytes: Count | MISSING = MISSING
    """Their size by that rule."""
    without_size: Count | MISSING = MISSING
    """Records to which it gives no size."""
    text_bytes: Count | MISSING = MISSING
    """The length of the texts in UTF-8."""
    without_text: Count | MISSING = MISSING
    """Records without a text."""
    words: Count | MISSING = MISSING
    """Runs of characters between white space."""
    characters: Count | MISSING = MISSING
    """Code points."""
    images: Count | MISSING = MISSING
    """Records with an image."""
    audio_ms: Count | MISSING = MISSING
    """Milliseconds of sound."""
    video_ms: Count | MISSING = MISSING
    """Milliseconds of film."""


class Tokens(Part):
    """Tokens by one tokenizer."""

    tokenizer: str
    """Its name."""
    sha256: Digest
    """The digest of its file."""
    tokens: Count
    """Tokens that were counted."""
    texts: Count
    """Texts that they were counted in."""
    text_bytes: Count
    """The length of these texts in UTF-8."""
    estimated: Count | MISSING = MISSING
    """Tokens of all texts, worked out by length, where only a sample was counted."""


class File(Part):
    """A file that goes with the report."""

    name: str
    """Its name."""
    sha256: Digest
    """Its digest."""
    rows: Count
    """How many rows it has."""


class Suffixes(Part):
    """Which Public Suffix List decided what a registrable domain is."""

    version: str | MISSING = MISSING
    """Its version, as it states it."""
    commit: str | MISSING = MISSING
    """Its commit, as it states it."""
    sha256: Digest
    """Its digest."""
    section: str
    """Which of its sections was used."""


class Domain(Part):
    """One domain name."""

    name: str
    """The name."""
    bytes: Count
    """The size of the content from there."""
    records: Count
    """The records from there."""


class Apart(Part):
    """Records whose address leads to no domain name, by why that is so."""

    kind: str
    """Why."""
    authorities: Count
    """In how many ways these addresses are written."""
    bytes: Count
    """Their size."""
    records: Count
    """How many records these are."""


class Domains(Part):
    """Registrable domains behind the addresses of the records."""

    names: Count
    """How many there are."""
    top_tenth: Count
    """How many names the list of the European template has: a tenth of all."""
    top_of_an_sme: Count
    """How many it has for a small or medium-sized enterprise."""
    bytes: Count
    """The size of all records, those without a domain included."""
    records: Count
    """All records."""
    largest: list[Domain]
    """The first few names, those of the most content first."""
    apart: list[Apart]
    """What is counted apart."""
    unlisted: Count
    """Names below a top-level domain that the Public Suffix List does not have."""
    suffixes: Suffixes
    """Which list that was."""
    files: list[File]
    """The files with all names."""


class Value(Part):
    """What a column says, and in how many records."""

    value: str
    """What it says."""
    records: Count
    """In how many records."""


class Languages(Part):
    """Languages of the records, as a column says them or a detector told them."""

    told_by: Literal["column", "detector"]
    """How they were told."""
    column: str | MISSING = MISSING
    """The column."""
    detector: Software | MISSING = MISSING
    """The detector."""
    looked_at: Count
    """Records that were looked at."""
    told: Count
    """Records of which the language was told."""
    floor: str
    """The share below which a language is taken for a mistake, as a decimal number."""
    sure: str | MISSING = MISSING
    """The least probability at which the detector is believed, as a decimal number."""
    found: list[Value]
    """Languages at or above the floor, by tag."""
    rare: list[Value]
    """Languages below the floor, which may be mistakes."""
    unread: list[Value]
    """Values that stand for no language that is known."""
    programming: list[Value]
    """Programming languages."""
    several: Count
    """Records that name more than one."""


class Dates(Part):
    """Dates in a column."""

    column: str
    """The column."""
    event: Literal["collected", "published"] | MISSING = MISSING
    """What happened on them, where the column says so."""
    first: Day | MISSING = MISSING
    """The first."""
    last: Day | MISSING = MISSING
    """The last."""
    read: Count
    """Records whose date was read."""
    missing: Count
    """Records without one."""
    absurd: Count
    """Records with one that no such record has, which were left out."""
    ambiguous: Count
    """Records with one of which nobody knows what is the day and what the month, which were left out."""
    unread: Count
    """Records with one that could not be read."""


class Licences(Part):
    """Licences in a column."""

    column: str
    """The column."""
    spdx: list[Value]
    """Those of which it is sure which one is meant, as SPDX expressions."""
    written: list[Value]
    """All others, as they are written."""
    missing: Count
    """Records that say none."""


class Generator(Part):
    """A model that a column names."""

    name: str
    """As it is written; the commonest spelling."""
    known: str | MISSING = MISSING
    """The model that this is sure to be, by its id in the table of names of this project."""
    records: Count
    """Records that name it."""
    spellings: list[str]
    """All ways it is written."""


class Generators(Part):
    """Models that a column names. What they did is concluded from the name of the column, and is no fact."""

    column: str
    """The column."""
    role: str | MISSING = MISSING
    """What they did."""
    writes: str | MISSING = MISSING
    """Which part of the records they wrote."""
    models: list[Generator]
    """The models, those of most records first."""
    others: list[Value]
    """What the column says that is no model, such as ``human``."""
    missing: Count
    """Records that name none."""
    several: Count
    """Records that name more than one."""
    further: Count
    """Records whose value is not listed, because there are too many values."""


class NamedColumn(Part):
    """A column that is named after a model. Nothing was counted in it: what its name says is inferred."""

    column: str
    """The column."""
    name: str
    """The model."""
    known: str | MISSING = MISSING
    """The model that this is sure to be, by its id in the table of names of this project."""
    role: str
    """What the model did."""
    writes: str
    """Which part of the records it wrote."""


class Position(Part):
    """A record: its file, and its row, the first of which is 0."""

    shard: str
    """The file."""
    row: Count
    """The row."""


class Sign(Part):
    """A sign that a model wrote some of the records, whatever is declared. It is inferred, and never a fact."""

    name: str
    """Its name."""
    strength: Literal["strong", "medium", "weak"]
    """How strong it is."""
    means: str
    """What it can mean."""
    limits: list[str]
    """What it cannot show."""
    records: Count | MISSING = MISSING
    """Records that have it, where it is looked for in records."""
    where: list[str] | MISSING = MISSING
    """The columns, files or tags that it was found in."""
    examples: list[Position] | MISSING = MISSING
    """The first records that have it. Never their text."""


class BesideFile(Part):
    """A file of a generation tool, or a card, that lies beside the data."""

    path: str
    """Where it is."""
    format: str
    """What its name promises."""
    outcome: Literal["read", "other", "refused"]
    """Whether it was understood, only had the name, or is damaged."""
    reason: str | MISSING = MISSING
    """What is wrong with it."""


class Beside(Part):
    """Files beside the data, and the models that they name."""

    files: list[BesideFile]
    """The files."""
    models: list[str]
    """The models that they name. A tool or a card says so; nothing was counted."""
