"""Rules on what an import is known by: its digest and its id."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.imports.places import faults
from lineage.rules.registry import Fault, rule


@rule(
    "IMP003",
    "import-digest-differs",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("Import"),),
    real='mlcroissant accepts a file whose SHA-256 digest is given as "zz".',
)
def digest_differs(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The bytes of an imported manifest are not those whose digest is pinned.

    ## Why
    A digest says which state was reviewed. Somebody changed the file since then, and what is read now is not what was
    looked at: a teacher may have been added or taken out.

    ## Example
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
        sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    ```

    ## Use instead
    Review what changed, then pin the new digest (`sha256sum teachers.yaml`):
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
        sha256: 931d483952e710bf3a93fab7a744f91ce030b2c0cac9a146653424e67deb9464
    ```

    ## References
    Training Lineage 1.0, Import.
    """
    yield from faults(context, frozenset({"digest"}))


@rule(
    "IMP004",
    "import-is-another",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References across manifests"),),
    real="Two records of the Data Provenance Collection have the identifier pii-masking-200k: who asks for it by name "
    "gets one of them.",
)
def is_another(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Two manifests that are read together have the same id.

    ## Why
    The id of a manifest is its name in the world: an import by id may lead to either of them, and records of both count
    as the same where their local ids are. Nearly always a file was copied and its id was not changed.

    ## Example
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: urn:example:teachers
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    # judges.yaml
    lineage: "1.0-draft"
    id: urn:example:teachers
    models:
      - id: prometheus
        name: Prometheus
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
      - manifest: judges.yaml
        alias: judges
    ```

    ## Use instead
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: urn:example:teachers
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    # judges.yaml
    lineage: "1.0-draft"
    id: urn:example:judges
    models:
      - id: prometheus
        name: Prometheus
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
      - manifest: judges.yaml
        alias: judges
    ```

    ## References
    Training Lineage 1.0, References across manifests.
    """
    yield from faults(context, frozenset({"wrongId"}))
