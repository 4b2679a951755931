"""Rules on modalities: which one it is, and units that can measure it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.base import wire_name
from lineage.model.content import ModalityItem, modality_entry
from lineage.model.corpus import Sources
from lineage.pointer import Pointer
from lineage.rules.basis import eu, spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_WORDS: Final = {"tokens", "words", "characters", "conversations", "pages"}
_STILL: Final = {"images", "imageTextPairs"}
_TIME: Final = {"hours", "minutes", "seconds"}
_NEVER: Final = {"datasets", "languages", "languageScriptPairs"}

STRANGE: Final[dict[str, frozenset[str]]] = {
    "text": frozenset(_TIME | _NEVER | {"images", "frames", "clips"}),
    "image": frozenset(_WORDS - {"pages"} | _TIME | _NEVER),
    "audio": frozenset(_WORDS | _STILL | _NEVER | {"frames"}),
    "video": frozenset(_WORDS | _STILL | _NEVER),
}
"""Units that say nothing about how much there is of a modality."""

_ASKED: Final = {"text": "tokens", "image": "images", "audio": "hours", "video": "hours"}


def placed_modalities(manifest: Manifest) -> Iterator[tuple[ModalityItem, Pointer]]:
    """Every modality of a dataset, a corpus, or one of its sources, in file order."""
    for position, dataset in enumerate(entries(manifest.datasets)):
        for i, item in enumerate(entries(dataset.modalities)):
            yield item, ("datasets", position, "modalities", i)
    for position, corpus in enumerate(entries(manifest.corpora)):
        where: Pointer = ("corpora", position)
        for i, item in enumerate(entries(corpus.modalities)):
            yield item, (*where, "modalities", i)
        for name in Sources.model_fields if corpus.sources is not MISSING else ():
            source = getattr(corpus.sources, name)
            if source is not MISSING:
                for i, item in enumerate(entries(source.modalities)):
                    yield item, (*where, "sources", wire_name(name), "modalities", i)


@rule(
    "QTY005",
    "modality-without-name",
    severity=Severity.WARNING,
    basis=(eu("1.3"), spec("Datasets")),
    real="Grok 4.5's filing ticks Other among the modalities of section 2.2.2 and never says what it is.",
)
def modality_without_name(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The modality is `other` and has no name.

    ## Why
    The template lets a provider tick "other" and asks which. Without a name the tick tells nobody anything.

    ## Example
    ```yaml
    datasets:
      - id: sensors
        modalities: [other]
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: sensors
        modalities:
          - modality: other
            name: sensor readings
    ```

    ## References
    EU template, section 1.3.
    """
    for item, where in placed_modalities(manifest):
        entry = modality_entry(item)
        if entry.modality == "other" and context.silent(entry, where, "name"):
            yield Fault(where, 'the modality is "other" and has no name', "write {modality: other, name: …}")


@rule(
    "QTY008",
    "unit-does-not-fit-modality",
    severity=Severity.WARNING,
    basis=(eu("1.3"),),
    real="Meta's filing for Muse Image gives sizes in bands of tokens for modalities that are not text.",
)
def strange_unit(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A modality is measured in a unit that does not measure it.

    ## Why
    Section 1.3 sizes text in tokens, images in images, audio and video in hours. Tokens of an image depend on a
    tokenizer that nobody else has, and are never converted.

    ## Example
    ```yaml
    datasets:
      - id: photos
        modalities:
          - modality: image
            quantity: {value: 3, magnitude: trillion, unit: tokens}
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: photos
        modalities:
          - modality: image
            quantity: {value: 479, magnitude: million, unit: images}
    ```

    ## References
    EU template, section 1.3.
    """
    for item, where in placed_modalities(manifest):
        entry = modality_entry(item)
        if entry.quantity is not MISSING and entry.quantity.unit in STRANGE.get(entry.modality, ()):
            yield Fault(
                (*where, "quantity", "unit"),
                f"{entry.modality} is measured in {entry.quantity.unit}",
                f"count it in {_ASKED[entry.modality]}, which section 1.3 asks for, or in bytes, records or files",
            )
