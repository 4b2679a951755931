"""Cards of Hugging Face: the README of a dataset or a model.

Reading takes the Hub's own members, or the ``lineage`` block where a card has one: then the card is a manifest, and
members that say otherwise are reported. Writing gives the Hub's members, that block, and a text for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lineage.errors import Unreadable
from lineage.interop import values
from lineage.interop.draft import Draft
from lineage.interop.formats import Exported
from lineage.interop.huggingface import cards, natives
from lineage.interop.huggingface.block import block_of, subject_of
from lineage.interop.huggingface.body import body
from lineage.interop.huggingface.landing import land
from lineage.interop.huggingface.yaml import front_matter
from lineage.interop.losses import ANY, Loss, Lost, shown
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.visible import one_line

_FILING: Final = "it belongs to a filing of the publisher, and a card is of one dataset or model"
_REPOSITORY: Final = "the repository that the card belongs to lists it itself"
_MANIFEST: Final = "it stays with the manifest: cards are public, copied and short"

LOSSES: Final = (
    Lost(("declarations",), _FILING),
    Lost(("publications",), _FILING),
    Lost(("waivers",), _FILING),
    Lost(("datasetDefaults",), _FILING),
    Lost(("supersedes",), _MANIFEST),
    Lost(("agents", ANY, "contact"), _MANIFEST),
    Lost(("agents", ANY, "identifiers"), _MANIFEST),
    Lost(("agents", ANY, "representative"), _FILING),
    Lost(("agents", ANY, "sme"), _FILING),
    Lost(("models", ANY, "placedOnUnionMarket"), _FILING),
    Lost(("models", ANY, "summary"), _FILING),
    Lost(("datasets", ANY, "group"), _FILING),
    Lost(("datasets", ANY, "listAs"), _FILING),
    Lost(("datasets", ANY, "domains"), _MANIFEST),
    Lost(("datasets", ANY, "files"), _REPOSITORY),
    Lost(("datasets", ANY, "measurements"), _MANIFEST),
)
"""Records that the subject does not lead to are reported as well, each by its place."""

_OF_DATASETS: Final = frozenset(
    "annotations_creators configs dataset_info language_creators multilinguality pretty_name size_categories "
    "source_datasets task_categories task_ids train-eval-index".split()
)
_OF_MODELS: Final = frozenset(
    "base_model base_model_relation datasets inference library_name metrics model-index model_name new_version "
    "pipeline_tag widget".split()
)
_OF_BOTH: Final = frozenset("language license license_link license_name tags".split())
_SUBJECT: Final = "lineage_subject"
_NUMBER_AS_KEY: Final = re.compile(rb"^([ \t]+(?:- )?)([0-9]+):(?=[ \t\r\n])", re.MULTILINE)
_HEADING: Final = re.compile(rb"^#[ \t]+([^\r\n]+?)[ \t#]*$", re.MULTILINE)
_BOILERPLATE: Final = re.compile(r"^(?:Dataset|Model) Card (?:for|of) +|^\[?(?:Dataset|Model) Card\]?$", re.IGNORECASE)


def looks_like(source: Source) -> bool:
    """Whether the file is a card whose front matter has members of the Hub."""
    if not source.is_card:
        return False
    tree = _readable(source).tree
    return isinstance(tree, dict) and not (_OF_DATASETS | _OF_MODELS | _OF_BOTH).isdisjoint(tree)


def from_huggingface(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """Add what a card says of its dataset or model.

    Raises :class:`lineage.interop.source.NotThisFormat` for a file that is no card, or of which cannot be told whether
    it is of a dataset or of a model.
    """
    if not source.is_card:
        raise NotThisFormat(f'"{one_line(source.name)}" is no card', "a card is Markdown with front matter")
    source = _readable(source)
    tree = source.object("the front matter of a card")
    reading = Reading(tree)
    card = reading.root
    block = card.get("lineage")
    if block is not None and isinstance(block.value, dict):
        _with_block(card, block, source, draft)
        return reading.losses()
    kind = _kind(tree, _text(source))
    if kind is None:
        raise NotThisFormat(
            f'"{one_line(source.name)}" does not say whether it is of a dataset or of a model',
            "cards of datasets have members such as size_categories, those of models base_model or library_name",
        )
    heading = _heading(_text(source))
    (cards.dataset if kind == "dataset" else cards.model)(card, heading, draft)
    rest = _text(source).strip()
    below = (Loss("", "the text below the front matter is not read", shown(rest.decode("utf-8", "replace"))),)
    return (*reading.losses(), *(below if rest else ()))


def _readable(source: Source) -> Source:
    """The card with numbers that stand as keys in quotes, where it cannot be read otherwise.

    Cards that number the classes of a column (``0: negative``) are common, and the Hub reads them.
    """
    try:
        _ = source.tree
    except Unreadable:
        head = _head(source)
        quoted = _NUMBER_AS_KEY.sub(rb'\1"\2":', head)
        if quoted == head:
            raise
        return Source(source.name, quoted + source.data[len(head) :], source.limits)
    return source


def _with_block(card: Place, block: Place, source: Source, draft: Draft) -> None:
    """A card with a manifest in it: the members that are made from the manifest are compared, not read."""
    from lineage.read import read_bytes
    from lineage.shape import shape

    document = read_bytes(source.data, source.name, "card", source.limits)
    shaped = shape(document.json, document.tree)
    if shaped.manifest is None or shaped.findings:
        first = shaped.findings[0].message if shaped.findings else "it is no manifest"
        raise NotThisFormat(
            f'the lineage block of "{one_line(source.name)}" has faults, the first: {one_line(first)}',
            "see them all with `lineage check` of the card",
        )
    wanted = card.get(_SUBJECT)
    known = {record["id"] for noun in ("models", "datasets") for record in block.value.get(noun, ())}
    expected: dict[str, Any] = {}
    if known:
        subject = wanted.value if wanted is not None and wanted.value in known else None
        noun, record = subject_of(block.value, subject)
        expected = {**_natives(block.value, noun, record), _SUBJECT: record["id"]}
    land(block, draft)
    for member, inside in card.members():
        if member == "lineage":
            continue
        if expected.get(member) == inside.value:
            inside.take()
        else:
            inside.because("the lineage block of the card is read instead")


def to_huggingface(tree: Mapping[str, Any], *, subject: str | None = None) -> Exported:
    """The card of one dataset or model: the one with this id, else the first subject of the manifest.

    Raises :class:`lineage.errors.LineageError` where the manifest has no dataset and no model.
    """
    noun, record = subject_of(tree, subject)
    block, losses = block_of(tree, record["id"])
    members = {**_natives(block, noun, record), _SUBJECT: record["id"], "lineage": block}
    text = front_matter(members) + "\n" + body(block, noun, record)
    return Exported({"README.md": text.encode()}, tuple(losses))


def _natives(block: Mapping[str, Any], noun: str, record: Mapping[str, Any]) -> dict[str, Any]:
    datasets = {entry["id"]: entry for entry in block.get("datasets", ())}
    if noun == "datasets":
        return natives.of_dataset(record, datasets)
    return natives.of_model(record, {entry["id"]: entry for entry in block.get("models", ())}, datasets)


def _text(source: Source) -> bytes:
    """What stands below the front matter."""
    _, _, rest = source.data[len(_head(source)) :].partition(b"\n")
    return rest


def _head(source: Source) -> bytes:
    from lineage.read.card import front_matter as head

    return head(source.data)


def _kind(tree: dict[str, Any], text: bytes) -> str | None:
    of_dataset, of_model = not _OF_DATASETS.isdisjoint(tree), not _OF_MODELS.isdisjoint(tree)
    if of_dataset != of_model:
        return "dataset" if of_dataset else "model"
    start = text[:4000].lower()
    dataset, model = start.find(b"dataset card"), start.find(b"model card")
    if (dataset >= 0) != (model >= 0):
        return "dataset" if dataset >= 0 else "model"
    return None


def _heading(text: bytes) -> str | None:
    found = _HEADING.search(text[:20_000])
    return values.line(_BOILERPLATE.sub("", found[1].decode("utf-8", "replace")).strip("\"'“”")) if found else None
