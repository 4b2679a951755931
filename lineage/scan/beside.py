"""Files of generation tools that lie beside the data: they name models that no row names.

Found by name in the folder of the shards, and in the one above where the folder is called as people call a part of a
set (``data``, ``train``); any other folder above may hold something else. They are read by the importers of
:mod:`lineage.interop`. What they say is declared by the tool or the card, not measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import LineageError

if TYPE_CHECKING:
    from lineage.interop import Loss, Source

NAMES: Final[dict[str, str]] = {
    "datadreamer.json": "datadreamer",
    "pipeline.yaml": "distilabel",
    "pipeline.yml": "distilabel",
    "builder_config.json": "nemo",
    "readme.md": "huggingface",
    "croissant.json": "croissant",
}
"""Names of files, in small letters, and the format each is in when it is what its name says."""
_COMPANIONS: Final[dict[str, tuple[str, ...]]] = {"nemo": ("metadata.json",)}
"""Further files of the same tool, which its importer may want."""
_PART: Final = re.compile(
    r"(?:data|default|train|test|eval|valid|validation|dev|splits?|shards?|parts?|parquet|jsonl?|csv|arrow|warc|files|raw)"
    r"[-_.]?[0-9]*",
    re.IGNORECASE,
)
"""Names of folders that are a part of a set."""
_REFERRING: Final = frozenset({"derivedFrom", "hasPart", "overlaps", "uses", "dataset"})
"""Fields of models and datasets in which datasets stand by their ids."""
_LARGEST: Final = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside the data, and the format that its name promises."""

    path: Path
    format: str


@dataclass(frozen=True, slots=True)
class Described:
    """What one file says of the data, as a manifest in plain data, and the record in it that is of this data.

    ``dataset`` is ``None`` where the file speaks of a model, or of several datasets none of which is made from the
    others: then nobody knows which of them lies here.
    """

    path: str
    sha256: str
    tree: dict[str, Any]
    dataset: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the files say, as a manifest in plain data (``tree``), and file by file (``described``); and those that were
    looked at.

    ``read`` were understood; ``other`` only had the name, as most files called README.md; ``refused`` are damaged or
    too large, each with what is wrong. ``losses`` are what no field of a manifest holds, by file.
    """

    tree: dict[str, Any]
    read: tuple[Beside, ...] = ()
    other: tuple[Beside, ...] = ()
    refused: tuple[tuple[Beside, LineageError], ...] = ()
    losses: tuple[tuple[Beside, tuple[Loss, ...]], ...] = ()
    tags: tuple[str, ...] = field(default=())
    described: tuple[Described, ...] = field(default=())


def find(paths: Iterable[str | Path]) -> tuple[Beside, ...]:
    """The files beside shards, or beside and in folders of them. Addresses such as ``s3://…`` have no folder here."""
    folders: set[Path] = set()
    for path in paths:
        if "://" in str(path):
            continue
        folder = Path(path) if Path(path).is_dir() else Path(path).parent
        folders.add(folder)
        while _PART.fullmatch(folder.name) and folder.parent != folder:
            folder = folder.parent
            folders.add(folder)
    found = []
    for folder in sorted(folders):
        try:
            inside = sorted(folder.iterdir())
        except OSError:  # a folder above may be closed to us; that is no fault of the data
            continue
        found += [Beside(one, NAMES[one.name.lower()]) for one in inside if one.name.lower() in NAMES and one.is_file()]
    return tuple(found)


def read(found: Iterable[Beside]) -> Told:
    """What the files say, in one manifest. A file that is not what its name says is left alone and listed."""
    from lineage.interop import FORMATS, Draft, NotThisFormat

    draft = Draft()
    told: dict[str, list[Any]] = {"read": [], "other": [], "refused": [], "losses": [], "tags": [], "described": []}
    for one in found:
        try:
            source = _source(one)
            format_ = FORMATS[one.format]
            if not format_.looks_like(source):
                told["other"].append(one)
                continue
            told["tags"] += _tags(source) if one.format == "huggingface" else []
            alone = Draft()
            format_.read(source, alone)  # a file that is refused half-way leaves nothing in what all of them say
            losses = format_.read(source, draft)
            tree = alone.tree()
        except NotThisFormat:
            told["other"].append(one)
        except ModuleNotFoundError as error:
            told["refused"].append((one, LineageError(f"nothing here reads it: {error.name} is not installed")))
        except LineageError as error:
            told["refused"].append((one, error))
        else:
            told["read"].append(one)
            told["losses"].append((one, losses))
            told["described"].append(Described(str(one.path), source.sha256, tree, _subject(tree)))
    return Told(draft.tree(), **{key: tuple(rows) for key, rows in told.items()})


def _subject(tree: dict[str, Any]) -> dict[str, Any] | None:
    """The one dataset of a file that no other record of it refers to."""
    datasets = tree.get("datasets", [])
    referred = {
        named
        for noun in ("models", "datasets")
        for record in tree.get(noun, ())
        for named in _names_in({key: value for key, value in record.items() if key != "id"})
    }
    roots = [one for one in datasets if one["id"] not in referred]
    return roots[0] if len(roots) == 1 else None


def _names_in(value: Any) -> Iterator[str]:
    """Every text in a record that may be a reference to another."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in _REFERRING:
                yield from _texts_in(inside)
            else:
                yield from _names_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _names_in(inside)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inside)


def _source(one: Beside) -> Source:
    from lineage.interop import Source
    from lineage.read import Limits
    from lineage.read.source import read_file

    beside = {
        name: read_file(one.path.parent / name, _LARGEST)
        for name in _COMPANIONS.get(one.format, ())
        if (one.path.parent / name).is_file()
    }
    limits = Limits(json_bytes=_LARGEST, yaml_bytes=_LARGEST)
    return Source(one.path.name, read_file(one.path, _LARGEST), limits, beside)


def _tags(source: Source) -> list[str]:
    tags = source.tree.get("tags") if isinstance(source.tree, dict) else None
    return [str(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
