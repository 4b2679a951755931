"""The form: the fields of the Model Documentation Form that a manifest can answer, and who gets which.

What was confirmed, and how. The form itself (a PDF of 10 July 2025) was not read. The labels of the general information
were read in two copies of it; those of the training data only as questions in a third, so they are in our words. That
downstream providers get type, provenance and curation of the data follows from Annex XII, point 2(c), of the AI Act;
that authorities get number, scope, how it was obtained, and measures on unsuitable sources and biases from Annex XI,
section 1, point 2(c); both were read. Who gets the general information, and modalities, was read in a copy with a flag
for each reader. That the number of data points is answered twice, apart for the AI Office and for national authorities,
was read in the third copy; how many significant figures each answer has was not confirmed. An introduction to the
chapter says that authorities get their part only on request.
"""

from __future__ import annotations

from typing import Final, NamedTuple

TITLE: Final = "Model Documentation Form"
SUBTITLE: Final = "Code of Practice for general-purpose AI models: general information and training data"
DOCUMENT: Final = "documentation"
"""What this document calls itself in a sentence."""

AUDIENCES: Final = {
    "aio": ("AIO", "the AI Office"),
    "nca": ("NCAs", "national competent authorities"),
    "downstream": ("DPs", "downstream providers"),
}
"""Every reader: the form's abbreviation, and who that is."""

READABLE: Final = {
    "aio": ("public", "downstream", "authorities"),
    "nca": ("public", "downstream", "authorities"),
    "downstream": ("public", "downstream"),
}
"""The visibilities that a reader may see. What downstream providers may read, authorities may too."""

_ALL: Final = ("aio", "nca", "downstream")
_AUTHORITIES: Final = ("aio", "nca")


class Asked(NamedTuple):
    """A field of the form with its readers."""

    number: str
    label: str
    readers: tuple[str, ...]


HEAD: Final = (
    Asked("0.a", "Date this document was last updated", _ALL),
    Asked("0.b", "Document version number", _ALL),
)
GENERAL: Final = (
    Asked("1.a", "Legal name for the model provider", _ALL),
    Asked("1.b", "Model name", _ALL),
    Asked("1.c", "Model authenticity", _AUTHORITIES),
    Asked("1.d", "Release date", _ALL),
    Asked("1.e", "Union market release date", _ALL),
    Asked("1.f", "Model dependencies", _ALL),
)
TRAINING: Final = (
    Asked("2.a", "Data type and modality", _ALL),
    Asked("2.b", "Data provenance", _ALL),
    Asked("2.c", "How data was obtained and selected", _AUTHORITIES),
    Asked("2.d", "Number of data points", ("aio",)),
    Asked("2.e", "Number of data points, one significant figure", ("nca",)),
    Asked("2.f", "Scope and main characteristics", _AUTHORITIES),
    Asked("2.g", "Data curation methodologies", _ALL),
    Asked("2.h", "Measures to detect unsuitable data sources", _AUTHORITIES),
    Asked("2.i", "Measures to detect identifiable biases", _AUTHORITIES),
)

HEADING_GENERAL: Final = "General information"
HEADING_TRAINING: Final = "Training data"
HELP_TRAINING: Final = "The data used for training, testing and validation."

PROVENANCE: Final = {
    "Web crawling": ("crawled",),
    "Private datasets, not publicly available, obtained from third parties": ("licensed", "thirdPartyPrivate"),
    "User data": ("userModel", "userService"),
    "Publicly available datasets": ("public",),
    "Synthetic data, not publicly accessible, created by the provider or on its behalf": ("synthetic",),
    "Data collected through other means": ("other",),
}
"""The options of provenance, with the origins that stand for each."""

PARTIAL: Final = (
    "This is a part of the form. Model properties, distribution and licences, use, training process, computational "
    "resources and energy are not in a manifest."
)
READERS: Final = (
    "Behind each field stands who it is intended for: the AI Office (AIO), national competent authorities (NCAs), "
    "downstream providers (DPs). Authorities get it on request."
)
ANNEX: Final = "Annex (not part of the form)"
MADE: Final = (
    "Generated from a manifest; to be reviewed by the provider before anybody gets it. Labels are in part those of "
    "copies of the form, in part ours. Sentences that no record holds word for word are composed from its records."
)
