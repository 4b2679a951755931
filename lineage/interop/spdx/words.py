"""Words of SPDX 3.0.1 that reader and writer share."""

from __future__ import annotations

from typing import Final

CONTEXT: Final = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
TERMS: Final = "https://spdx.org/rdf/3.0.1/terms/"
NAMESPACE: Final = "https://w3id.org/training-lineage/"
NO_ASSERTION: Final = "NOASSERTION"
"""What stands in a text that SPDX wants, where the manifest does not say."""
NOTHING_SAID: Final = TERMS + "Core/NoAssertionElement"
"""What stands in for an element that may or may not exist: the list is unknown."""
NONE: Final = TERMS + "Core/NoneElement"
"""What stands in for an element that does not exist: the list is empty."""
NO_LICENCE_SAID: Final = TERMS + "ExpandedLicensing/NoAssertionLicense"

PACKAGES: Final = {"models": "ai_AIPackage", "datasets": "dataset_DatasetPackage"}
DATASET_TYPES: Final = {"text": "text", "image": "image", "audio": "audio", "video": "video", "other": "other"}
"""Types of datasets by modality. A synthetic dataset has no type of its own in SPDX 3.0.1."""
EXTENSION: Final = "extension_CdxPropertiesExtension"
ENTRY: Final = "extension_CdxPropertyEntry"
ENTRY_NAME: Final = "extension_cdxPropName"
ENTRY_VALUE: Final = "extension_cdxPropValue"
LIST: Final = "extension_cdxProperty"
