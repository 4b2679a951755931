"""What a Croissant document does not hold of a manifest: it describes one dataset, with what that was made from."""

from __future__ import annotations

from typing import Final

from lineage.interop.losses import ANY, Lost

_WHOLE: Final = "a Croissant document describes a dataset, not the training of models"
_MADE: Final = "how a model was made does not belong to the description of a dataset"
_GONE: Final = "what it refers to is not in the document"

NOT_REACHED: Final = "nothing leads there from the dataset that the document is about"

LOSSES: Final = (
    Lost(("subjects",), "the document is about one dataset"),
    Lost(("supersedes",), "the document replaces no manifest"),
    Lost(("transcribedFrom",), "the document is not a copy of the one that was transcribed"),
    Lost(("datasetDefaults",), "facts are stated of each dataset, and these are stated of none"),
    Lost(("corpora",), _WHOLE),
    Lost(("declarations",), _WHOLE),
    Lost(("publications",), _WHOLE),
    Lost(("services",), _WHOLE),
    Lost(("crawlers",), "Croissant has no word for a crawler and how it behaves"),
    Lost(("measures",), "Croissant has a text for each step of preparation, and no measures with a purpose"),
    Lost(("claims",), "Croissant says nothing about who contests what"),
    Lost(("waivers",), "they are about the check of the manifest"),
    Lost(("models", ANY, "training"), _MADE),
    Lost(("models", ANY, "initializedFrom"), _MADE),
    Lost(("models", ANY, "modelUses"), _MADE),
    Lost(("models", ANY, "complete"), _MADE),
    Lost(("models", ANY, "placedOnUnionMarket"), _WHOLE),
    Lost(("datasets", ANY, "crawlers"), _GONE),
    Lost(("datasets", ANY, "services"), _GONE),
    Lost(("datasets", ANY, ANY, "claims"), _GONE),
    Lost(("datasets", ANY, "modelUses", ANY, "claims"), _GONE),
    Lost(("datasets", ANY, "modelUses", ANY, ANY, "claims"), _GONE),
    Lost(("datasets", ANY, "derivedFrom", ANY, "claims"), _GONE),
    Lost(("datasets", ANY, "modelUses", ANY, "id"), "only claims and other manifests speak of it"),
    Lost(("datasets", ANY, "derivedFrom", ANY, "id"), "only claims and other manifests speak of it"),
    Lost(("terms", ANY, "claims"), _GONE),
)
