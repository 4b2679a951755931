"""The version of this release, as a constant: reading it from package metadata would cost a tenth of a check."""

from typing import Final

VERSION: Final = "0.1.0"
HOMEPAGE: Final = "https://w3id.org/training-lineage/"
