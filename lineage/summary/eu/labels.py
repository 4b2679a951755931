"""The form: headings and questions of the Commission's template, in its order.

The wording is as seen in filings that keep the template's layout; the Commission's own text was confirmed only in part.
Annex E of every summary says so. The letters that number the questions of a section are ours.
"""

from __future__ import annotations

from typing import Final

from lineage.summary.form import Part as Part
from lineage.summary.form import Question as Question

TITLE: Final = "Public Summary of Training Content for General-Purpose AI models"
SUBTITLE: Final = "required by Article 53(1)(d) of Regulation (EU) 2024/1689 (AI Act)"

COLUMN_MODALITY: Final = "Modality"
COLUMN_SIZE: Final = "Training data size"
COLUMN_TYPES: Final = "Types of content"
HELP_MODALITY: Final = "Select the modalities present in the training data, to the extent that they are identifiable"
HELP_SIZE: Final = (
    "For each selected modality, select the range within which the estimated total training data size for that "
    "modality falls. Dynamic datasets may be excluded from the estimation."
)
HELP_TYPES: Final = (
    "For each selected modality, provide a general description of the type of content that has been included in the "
    "training data."
)
OTHER_UNIT: Final = "Alternatively, specify the approximate size in a different measurement unit:"
OTHER_SIZE: Final = "Specify the modality and for each one indicate approximate size and unit of measurement"
AUDIO_FOOTNOTE: Final = (
    'Excluding audio that is part of video, as this should be reported under the "video" modality instead. '
    "Furthermore, the Commission understands the modality of 'audio' to include 'speech'."
)

_COMMENTS: Final = "Additional comments (optional):"
_MODALITIES: Final = "If yes, specify the modality(ies) of the content covered by the datasets concerned:"
_COVERED: Final = "Type of modality covered:"


HEAD: Final = (
    Question("0.a", "Version of the Summary:"),
    Question("0.b", "Last update:"),
)

_GENERAL: Final = Part(
    "1",
    "General information",
    parts=(
        Part(
            "1.1",
            "Provider identification",
            (
                Question("1.1.a", "Provider name and contact details:"),
                Question("1.1.b", "Authorised representative name and contact details:"),
            ),
        ),
        Part(
            "1.2",
            "Model identification",
            (
                Question("1.2.a", "Versioned model name(s):"),
                Question("1.2.b", "Model dependencies:"),
                Question("1.2.c", "Date of placement of the model on the Union market:"),
            ),
        ),
        Part(
            "1.3",
            "Modalities, overall training data size and other characteristics",
            (
                Question(
                    "1.3.a-c",
                    f"{COLUMN_MODALITY}, {COLUMN_SIZE}, {COLUMN_TYPES}",
                    wide=True,
                    footnote=f"Audio: {AUDIO_FOOTNOTE}",
                ),
                Question("1.3.d", "Latest date of data acquisition/collection for model training:"),
                Question("1.3.e", "Description of the linguistic characteristics of the overall training data:"),
                Question("1.3.f", "Other relevant characteristics of the overall training data:"),
                Question("1.3.g", _COMMENTS, optional=True),
            ),
            help="This Section requires general information about the overall training data after pre-processing and "
            "before the training of the model.",
        ),
    ),
)

_SOURCES: Final = Part(
    "2",
    "List of data sources",
    parts=(
        Part(
            "2.1",
            "Publicly available datasets",
            (
                Question("2.1.a", "Have you used publicly available datasets to train the model?"),
                Question("2.1.b", _MODALITIES),
                Question("2.1.c", "List of large publicly available datasets:"),
                Question("2.1.d", "General description of other publicly available datasets not listed above:"),
                Question("2.1.e", _COMMENTS, optional=True),
            ),
        ),
        Part(
            "2.2",
            "Private non-publicly available datasets obtained from third parties",
            parts=(
                Part(
                    "2.2.1",
                    "Datasets commercially licensed by rightsholders or their representatives",
                    (
                        Question(
                            "2.2.1.a",
                            "Have you concluded transactional commercial licensing agreement(s) with rightsholder(s) "
                            "or with their representatives?",
                        ),
                        Question("2.2.1.b", _MODALITIES),
                    ),
                ),
                Part(
                    "2.2.2",
                    "Private datasets obtained from other third parties",
                    (
                        Question(
                            "2.2.2.a",
                            "Have you obtained private datasets from third parties that are not licensed as described "
                            "in Section 2.2.1, such as data obtained from providers of private databases, or data "
                            "intermediaries?",
                        ),
                        Question("2.2.2.b", _MODALITIES),
                        Question(
                            "2.2.2.c",
                            "If publicly known, list private datasets obtained from other third parties:",
                        ),
                        Question(
                            "2.2.2.d",
                            "General description of non-publicly known private datasets obtained from third parties",
                        ),
                        Question("2.2.2.e", _COMMENTS, optional=True),
                    ),
                ),
            ),
        ),
        Part(
            "2.3",
            "Data crawled and scraped from online sources",
            (
                Question("2.3.a", "Were crawlers used by the provider or on behalf of?"),
                Question("2.3.b", "If yes, specify crawler name(s)/identifier(s):"),
                Question("2.3.c", "Purposes of the crawler(s):"),
                Question("2.3.d", "General description of crawler behaviour:"),
                Question("2.3.e", "Period of data collection:"),
                Question("2.3.f", "Comprehensive description of the type of content and online sources crawled:"),
                Question("2.3.g", _COVERED),
                Question("2.3.h", "Summary of the most relevant domain names crawled:"),
                Question("2.3.i", _COMMENTS, optional=True),
            ),
        ),
        Part(
            "2.4",
            "User data",
            (
                Question(
                    "2.4.a",
                    "Was data from user interactions with the AI model (e.g. user input and prompts) used to train the "
                    "model?",
                ),
                Question(
                    "2.4.b",
                    "Was data collected from user interactions with the provider's other services or products used to "
                    "train the model?",
                ),
                Question(
                    "2.4.c",
                    "If yes, provide a general description of the provider's services or products that were used to "
                    "collect the user data:",
                ),
                Question("2.4.d", _COVERED),
                Question("2.4.e", _COMMENTS, optional=True),
            ),
        ),
        Part(
            "2.5",
            "Synthetic data",
            (
                Question(
                    "2.5.a",
                    "Was synthetic AI-generated data created by the provider or on their behalf to train the model?",
                ),
                Question("2.5.b", "If yes, modality of the synthetic data:"),
                Question(
                    "2.5.c",
                    "If yes, specify the general-purpose AI model(s) used to generate the synthetic data if available "
                    "on the market:",
                ),
                Question(
                    "2.5.d",
                    "Information about other AI models, including provider's own AI model(s) not available on the "
                    "market, used to generate synthetic data to train the model to which this Summary applies:",
                ),
                Question("2.5.e", _COMMENTS, optional=True),
            ),
        ),
        Part(
            "2.6",
            "Other sources of data",
            (
                Question(
                    "2.6.a",
                    "Have data sources other than those described in Sections 2.1 to 2.5 been used to train the model?",
                ),
                Question("2.6.b", "If yes, provide a narrative description of these data sources and the data:"),
                Question("2.6.c", _COMMENTS, optional=True),
            ),
        ),
    ),
)

_PROCESSING: Final = Part(
    "3",
    "Data processing aspects",
    parts=(
        Part(
            "3.1",
            "Respect of reservation of rights from text and data mining exception or limitation",
            (
                Question(
                    "3.1.a",
                    "Are you a Signatory to the Code of Practice for general-purpose AI models that includes "
                    "commitments to respect reservations of rights from the TDM exception or limitation?",
                ),
                Question(
                    "3.1.b",
                    "Describe the measures implemented before model training to respect reservations of rights from "
                    "the TDM exception or limitation before and during data collection, including the opt-out "
                    "protocols and solutions honoured by the provider or, as applicable, by third parties from which "
                    "datasets have been obtained:",
                ),
                Question("3.1.c", _COMMENTS, optional=True),
            ),
        ),
        Part(
            "3.2",
            "Removal of illegal content",
            (Question("3.2.a", "General description of measures taken:"),),
        ),
        Part(
            "3.3",
            "Other information (optional)",
            (Question("3.3.a", "Other relevant information about data processing (optional):", optional=True),),
        ),
    ),
)

FORM: Final = (_GENERAL, _SOURCES, _PROCESSING)
"""The three parts of the form."""
