"""Rules on opening imports: each leads to one manifest that can be read, and not back to where it began."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.imports.places import OWN, faults, sight
from lineage.rules.registry import Fault, rule


@rule(
    "IMP001",
    "import-not-found",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References across manifests"),),
    real="Of the 109 summary files of the Data Provenance Collection one, Dynosaur, was missing from the copy that was "
    "read: what it described was not there for the others.",
)
def not_found(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """An imported manifest is not found, may not be opened, or cannot be read.

    ## Why
    What a manifest takes from another is as good as absent while that one is not there. Nothing is fetched from the
    network: an import is a path relative to the file, or the id of a manifest in a directory that is named with
    `--search`. A path that leads out of the directories that are searched, by `..` or by a link, is not opened.

    ## Example
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
    datasets:
      - id: dialogues
        modelUses:
          - model: teachers:gpt-4
            role: generate
    ```

    ## Use instead
    The file beside this one:
    ```yaml
    # base/teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    imports:
      - manifest: base/teachers.yaml
        alias: teachers
    datasets:
      - id: dialogues
        modelUses:
          - model: teachers:gpt-4
            role: generate
    ```

    ## References
    Training Lineage 1.0, References across manifests.
    """
    yield from faults(context, frozenset({"notFound", "outside", "unreadable", "tooMany"}))


@rule(
    "IMP002",
    "import-faulty",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("References across manifests"),),
    real="mlcroissant looks at the source of a dataset in place of the dataset for 5 of 10 spellings, and passes a "
    "file with an error in it.",
)
def faulty(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """An imported manifest has faults of shape.

    ## Why
    A manifest with such faults is not taken into the graph: some of it would be missing, and nobody could tell what.
    Its own check says what is wrong with it.

    ## Example
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    models:
      - id: gpt-4
        nmae: GPT-4
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
    ```

    ## Use instead
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
    ```

    ## References
    Training Lineage 1.0, References across manifests.
    """
    yield from faults(context, frozenset({"faulty"}))


@rule(
    "IMP005",
    "import-of-itself",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(spec("References across manifests"),),
    real="mlcroissant ends with a traceback on a dataset that refers to itself, and on a circle of two files.",
)
def of_itself(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A manifest imports itself, directly or through others.

    ## Why
    Nothing is lost by it, since each file is read once. But whoever pins the digests of both files cannot: each holds
    the digest of the other. What both need belongs into a third file.

    ## Example
    ```yaml
    # teachers.yaml
    lineage: "1.0-draft"
    id: https://example.org/lineage/teachers
    imports:
      - manifest: lineage.yaml
        alias: students
    models:
      - id: gpt-4
        name: GPT-4
    ```
    ```yaml
    imports:
      - manifest: teachers.yaml
        alias: teachers
    ```

    ## Use instead
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
    ```

    ## References
    Training Lineage 1.0, References across manifests.
    """
    yield from faults(context, frozenset({"self"}))
    if context.network is None:
        return
    bundle = context.network.bundle
    if not any(OWN in source.imports.values() for source in bundle.sources):
        return
    for position in sight(context.network).entries_to(OWN):
        alias = bundle.sources[OWN].manifest.imports[position].alias  # type: ignore[index]  # it has entries
        yield Fault(
            ("imports", position),
            f'the import "{alias}" leads back to this manifest',
            "nothing is lost by it; to pin digests, put what both need into a third manifest",
        )
