"""The form: a head, the developer, and the twelve items of California Civil Code 3111(a). The law has no template.

What was confirmed, and how. Of section 3111, the opening and items (a)(1) to (a)(8) were read in full, and (a)(9) up to
the words on its purpose, in two independent copies of the code; the definitions of section 3110 were read in full in
three. Items (a)(10) to (a)(12) and the exemptions in (b) were read only in summaries by law firms and others, which
agree; whether an item may be left out where it does not apply was not looked into. Labels and explanations are ours.
"""

from __future__ import annotations

from typing import Final

from lineage.summary.form import Part, Question

TITLE: Final = "Training data documentation"
SUBTITLE: Final = "High-level summary of the datasets used, California Civil Code 3111(a) (AB 2013)"
DOCUMENT: Final = "documentation"
"""What this document calls itself in a sentence."""

HEAD: Final = (
    Question("0.a", "Version:"),
    Question("0.b", "Last update:"),
)

_DEVELOPER: Final = Part(
    "0",
    "Developer and systems",
    (
        Question("0.c", "Developer:"),
        Question("0.d", "Systems or services:"),
        Question("0.e", "First made available:"),
        Question("0.f", "Exemption relied on, Civil Code 3111(b):", optional=True),
    ),
    help="Training includes testing, validation and fine-tuning by the developer (Civil Code 3110(f)).",
)

ITEMS: Final = (
    ("Sources or owners", "Where the datasets come from, or who owns them."),
    ("Purpose of the datasets", "How the datasets further what the system or service is meant for."),
    ("Number of data points", "Ranges will do, and estimates for datasets that change."),
    ("Types of data points", "The types of labels, where there are labels; general characteristics, where not."),
    ("Copyright, trademark, patent", "Whether there is protected data, or all of it is in the public domain."),
    ("Purchased or licensed", "Whether the developer purchased or licensed the datasets."),
    ("Personal information", "As Civil Code 1798.140(v) defines it."),
    ("Aggregate consumer information", "As Civil Code 1798.140(b) defines it."),
    ("Cleaning, processing, modification", "What the developer did to the datasets, and what for."),
    ("Time of collection", "The period in which the data was collected, with a notice where collection goes on."),
    ("First use", "When the datasets were first used in development."),
    ("Synthetic data generation", "Whether it was or is used in development; a word on what for is allowed."),
)
"""Heading and explanation of each item, in the order of the law."""


def _item(number: int, heading: str, words: str) -> Part:
    clause = f"Civil Code 3111(a)({number}). {words}"
    return Part(str(number), heading, (Question(str(number), heading, wide=True),), help=clause)


FORM: Final = (_DEVELOPER, *(_item(number, *item) for number, item in enumerate(ITEMS, 1)))

NOTICE: Final = (
    'Nothing here is inferred: "No information available" means that the manifest does not say. Datasets are numbered '
    "in item 1, and these numbers are used in the other items."
)
ANNEX: Final = "Annex (not asked for by the law)"
MADE: Final = (
    "Generated from a manifest; to be reviewed by the developer before it is posted. The law gives no template: "
    "headings and explanations are ours. Sentences that no record holds word for word are composed from its records."
)
