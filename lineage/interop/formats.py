"""The formats, by name: what each is called, which module speaks it, and in which direction."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import Unreadable
from lineage.interop.losses import Loss, Lost, prune

if TYPE_CHECKING:
    from lineage.interop.draft import Draft
    from lineage.interop.source import Source


@dataclass(frozen=True)
class Exported:
    """A manifest in another format: files by name (most formats write one), the first of them the main one; and what
    they do not hold."""

    files: dict[str, bytes]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Format:
    """A format. ``extra`` is the optional dependency group that writing it needs."""

    name: str
    title: str
    module: str
    reads: bool
    writes: bool
    suffix: str = ".json"
    extra: str = ""
    aliases: tuple[str, ...] = field(default=())

    def _of(self, name: str) -> Any:
        return getattr(importlib.import_module(f"lineage.interop.{self.module}"), name)

    def looks_like(self, source: Source) -> bool:
        """Whether a file says, by its structure or its own mark, that it is of this format."""
        looks: Callable[[Source], bool] = self._of("looks_like")
        return looks(source)

    def read(self, source: Source, draft: Draft) -> tuple[Loss, ...]:
        """Add what a file says to a draft. What no field holds is returned, and what an earlier file said otherwise, by
        its place in the manifest.

        Raises :class:`lineage.interop.source.NotThisFormat` for another kind of document, and
        :class:`lineage.errors.Unreadable` for one that cannot be read.
        """
        reader: Callable[[Source, Draft], tuple[Loss, ...]] = self._of("from_" + self.module.partition(".")[0])
        before = len(draft.contested)
        with draft.importing(source):
            losses = reader(source, draft)
        return (*losses, *draft.contested[before:])

    def write(self, tree: Mapping[str, Any], **options: Any) -> Exported:
        """A manifest, as plain data that has passed the shape, in this format.

        Raises :class:`lineage.errors.LineageError` where it has nothing that this format speaks of, or an option is
        needed that was not given.
        """
        writer: Callable[..., Exported] = self._of("to_" + self.module.partition(".")[0])
        kept, losses = prune(tree, self.losses)
        made = writer(kept, **options)
        return Exported(made.files, (*losses, *made.losses))

    @property
    def options(self) -> frozenset[str]:
        """The names of what ``write`` may be told besides the manifest."""
        import inspect

        if not self.writes:
            return frozenset()
        writer: Callable[..., Exported] = self._of("to_" + self.module.partition(".")[0])
        _, *more = inspect.signature(writer).parameters.values()
        return frozenset(one.name for one in more if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY))

    @property
    def losses(self) -> tuple[Lost, ...]:
        """The places of a manifest that this format does not hold."""
        table: tuple[Lost, ...] = self._of("LOSSES")
        return table


FORMATS: Final[dict[str, Format]] = {
    format.name: format
    for format in (
        Format("croissant", "Croissant 1.1", "croissant", True, True),
        Format("huggingface", "Hugging Face card", "huggingface", True, True, ".md", aliases=("hf",)),
        Format("spdx", "SPDX 3.0.1", "spdx", True, True, ".spdx3.json"),
        Format("cyclonedx", "CycloneDX 1.7 or 1.6", "cyclonedx", True, True, ".cdx.json"),
        Format("openlineage", "OpenLineage", "openlineage", True, True),
        Format("prov", "PROV-JSON or PROV in Turtle", "prov", False, True),
        Format("rdf", "RDF (N-Quads or Turtle)", "rdf", False, True, ".nq", extra="rdf"),
        Format("distilabel", "distilabel pipeline", "distilabel", True, False),
        Format("datadreamer", "DataDreamer card", "datadreamer", True, False),
        Format("nemo", "NeMo Data Designer", "nemo", True, False),
        Format("dpi", "Data Provenance Initiative summary", "dpi", True, False),
        Format("dts", "Data & Trust Alliance Data Provenance Standards 1.0.0", "dts", True, False),
        Format("corpuscard", "corpuscard manifest", "corpuscard", True, False),
    )
}


def looks(source: Source) -> list[Format]:
    """Every format that a file looks like.

    Raises :class:`lineage.errors.Unreadable` for a file that no format can read: a stream of lines is no JSON
    document, and is of a format all the same.
    """
    found: list[Format] = []
    fault: Unreadable | None = None
    for format in FORMATS.values():
        if not format.reads:
            continue
        try:
            if format.looks_like(source):
                found.append(format)
        except Unreadable as refusal:
            fault = fault or refusal
    if fault and not found:
        raise fault
    return found


def detect(source: Source) -> Format | None:
    """The format that a file looks like; ``None`` where it looks like none, or where it cannot be told.

    Raises :class:`lineage.errors.Unreadable` for a file that cannot be read at all.
    """
    found = looks(source)
    return found[0] if len(found) == 1 else None
