"""What a bill of materials does not hold of a manifest: what speaks of whole training contents, of companies, and of
who said what. SPDX and CycloneDX have the same room, so the table is one."""

from __future__ import annotations

from typing import Final

from lineage.interop.losses import ANY, Lost

_WHOLE: Final = (
    "a bill of materials lists models and datasets; what is stated about a whole training content stays here"
)
_COMPANY: Final = "it is about a company or its products, not about a model or a dataset"
_CLAIM: Final = "who said what, and who contests it, stays in the manifest"
_NOUN: Final = "the records that it names are not held"

LOSSES: Final = (
    Lost(("corpora",), _WHOLE),
    Lost(("measures",), _WHOLE),
    Lost(("publications",), _WHOLE),
    Lost(("datasetDefaults",), "facts for many datasets at once have no place in a list of single ones"),
    Lost(("waivers",), "it is about findings of a check, not about a model or a dataset"),
    Lost(("crawlers",), _COMPANY),
    Lost(("services",), _COMPANY),
    Lost(("declarations",), _COMPANY),
    Lost(("claims",), _CLAIM),
    Lost(("datasets", ANY, "crawlers"), _NOUN),
    Lost(("datasets", ANY, "services"), _NOUN),
    *(
        Lost(("datasets", *[ANY] * depth, "claims"), _CLAIM)
        for depth in (2, 3, 4)  # none, a use or a source, a statement about one
    ),
    *(
        Lost(("models", *[ANY] * depth, "claims"), _CLAIM)
        for depth in (2, 3, 4, 5, 6)  # the same, and within a stage
    ),
    Lost(("terms", ANY, "claims"), _CLAIM),
)
