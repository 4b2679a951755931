"""Signs in the structure: columns, files beside the data, and tags of its card. The strongest there are."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from lineage.scan.column_names import spelt
from lineage.scan.rows.generators import NAMED_BY, part_of
from lineage.scan.signs.sign import Found, Sign

_ABSENT: Final = "Tools can be told to leave it out, and users remove it: where it is absent, nothing follows."

GENERATOR_COLUMN: Final = Sign(
    "structure.generator-column",
    "strong",
    "A column names models record by record: they had a hand in these records.",
    (_ABSENT, "What they did is concluded from the name of the column.", "A column called model can be about cars."),
    names_model=True,
)
NAMED_COLUMN: Final = Sign(
    "structure.column-named-after-a-model",
    "strong",
    "The name of a column says whose output it holds.",
    (_ABSENT, "Versions are not told, and the values may since have been edited."),
    names_model=True,
)
METADATA_COLUMN: Final = Sign(
    "structure.generation-metadata",
    "strong",
    "A column that a generation tool writes for every record.",
    (_ABSENT, "Some steps of such tools call no model; the column does not name one."),
)
PIPELINE_FILE: Final = Sign(
    "structure.pipeline-file",
    "strong",
    "A file of a generation tool lies beside the data.",
    (_ABSENT, "It may belong to other data in the same folder."),
)
CARD_TAG: Final = Sign(
    "structure.card-tag",
    "strong",
    "The card of the set has a tag that says it is synthetic, or which tool made it.",
    (_ABSENT, "A tag speaks of the whole set and not of its records; tags are set by hand."),
)
SIGNS: Final = (GENERATOR_COLUMN, NAMED_COLUMN, METADATA_COLUMN, PIPELINE_FILE, CARD_TAG)

_METADATA: Final = frozenset(
    (
        "distilabel_metadata",
        "generation_metadata",
        "gen_input_configs",
        "gen_response_configs",
        "raw_generation_responses",
    )
)
_FILES: Final = ("datadreamer.json", "pipeline.yaml", "pipeline.yml", "builder_config.json")
_TAGS: Final = ("synthetic", "synthetic-data", "distilabel", "datadreamer", "datadesigner", "data-designer", "curator",
                "rlaif", "gpt-*", "gpt4", "gpt3.5", "chatgpt", "gemini*", "claude*", "machine-generated")  # fmt: skip


def of_columns(columns: Iterable[str], generators: Iterable[str] | None = None) -> tuple[Found, ...]:
    """The signs in the names of columns. ``generators`` are those that were found to name models, where that was looked
    at; else all that are called so."""
    names = list(columns)
    chosen = [name for name in names if part_of(name)] if generators is None else list(generators)
    by_sign = (
        (GENERATOR_COLUMN, chosen),
        (NAMED_COLUMN, [name for name in names if spelt(name) in NAMED_BY]),
        (METADATA_COLUMN, [name for name in names if spelt(name) in _METADATA]),
    )
    return tuple(Found(sign, tuple(sorted(where))) for sign, where in by_sign if where)


def of_files(paths: Iterable[str]) -> tuple[Found, ...]:
    """The signs in the names of files beside the data."""
    found = tuple(sorted(path for path in paths if PurePath(path).name.lower() in _FILES))
    return (Found(PIPELINE_FILE, found),) if found else ()


def of_tags(tags: Iterable[str]) -> tuple[Found, ...]:
    """The signs in the tags of a card."""
    found = {tag for tag in tags if any(fnmatch.fnmatchcase(tag.strip().lower(), form) for form in _TAGS)}
    return (Found(CARD_TAG, tuple(sorted(found))),) if found else ()
