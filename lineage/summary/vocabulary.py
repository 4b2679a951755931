"""Words that several forms share: yes and no, modalities, how data was acquired, who labelled it."""

from __future__ import annotations

from typing import Final

YES: Final = "Yes"
NO: Final = "No"

MODALITIES_OF_SOURCES: Final = ("text", "image", "video", "audio", "other")
"""The order in sections 2.1 to 2.5 of the EU template. It is not that of section 1.3."""

MODALITIES_OF_TOTAL: Final = ("text", "image", "audio", "video", "other")
"""The order in section 1.3 of the EU template, and everywhere else."""

MODALITY: Final = {"text": "Text", "image": "Image", "audio": "Audio", "video": "Video", "other": "Other"}

INSIDE: Final = {"text": "text", "image": "image", "audio": "audio", "video": "video", "other": "other"}
"""Modalities inside a sentence."""

ACQUISITION: Final = {
    "licensed": "Licensed",
    "purchased": "Purchased",
    "free": "Not purchased: obtained free of charge",
    "own": "Own data",
}
"""How the provider came by data."""
ANNOTATORS: Final = {
    "humans": "people",
    "models": "models",
    "crowd": "crowd workers",
    "contractors": "contractors",
    "authors": "the authors",
    "mixed": "people and models of several kinds",
}
"""Who labelled data."""
