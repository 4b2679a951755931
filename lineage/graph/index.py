"""The index of a manifest: every record that has an id, where it stands, and what a reference resolves to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from pydantic import MISSING

from lineage.model import Manifest
from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import entries, value_of
from lineage.model.base import Node
from lineage.model.claim import Claim
from lineage.model.corpus import Corpus
from lineage.model.crawler import Crawler
from lineage.model.dataset import Dataset
from lineage.model.measure import Measure
from lineage.model.model import Model
from lineage.model.service import Service
from lineage.model.terms import Terms
from lineage.pointer import Pointer

NOUNS: Final[dict[str, tuple[str, type[Node]]]] = {
    "agents": ("agent", Agent),
    "models": ("model", Model),
    "datasets": ("dataset", Dataset),
    "corpora": ("corpus", Corpus),
    "crawlers": ("crawler", Crawler),
    "services": ("service", Service),
    "measures": ("measure", Measure),
    "terms": ("terms", Terms),
    "claims": ("claim", Claim),
}
"""Root lists whose entries have an id: key, singular, class."""


class Record(NamedTuple):
    """A record with an id: its noun in the singular, the object, and where it stands."""

    kind: str
    node: Any
    pointer: Pointer


class Index:
    """Look-ups over one manifest. Imported manifests are not opened: ``alias:id`` is *foreign*, not unresolved."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.contents: dict[int, Any] = {}
        """What :func:`lineage.graph.content.content_of` has worked out."""

    def records(self) -> Iterator[Record]:
        """Every record of the root lists, in file order."""
        for key, (kind, _) in NOUNS.items():
            nodes = getattr(self.manifest, key)
            if nodes is not MISSING:
                for position, node in enumerate(nodes):
                    yield Record(kind, node, (key, position))

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """The first record of each id. Versions of terms may share an id; ``id@version`` finds each."""
        found: dict[str, Record] = {}
        for key, (kind, _) in NOUNS.items():
            for position, node in enumerate(entries(getattr(self.manifest, key))):
                if node.id not in found:
                    found[node.id] = Record(kind, node, (key, position))
                if kind == "terms":
                    found.setdefault(f"{node.id}@{version_text(node)}", Record(kind, node, (key, position)))
        return found

    @cached_property
    def aliases(self) -> frozenset[str]:
        """Prefixes under which other manifests are imported."""
        imports = self.manifest.imports
        return frozenset() if imports is MISSING else frozenset(entry.alias for entry in imports)

    def get(self, reference: Any, kind: str) -> Any:
        """The object a reference stands for when it is a local record of that kind, else ``None``."""
        record = self.by_id.get(reference) if isinstance(reference, str) else None
        return record.node if record and record.kind == kind else None

    def agent(self, reference: Any) -> Agent | InlineAgent | None:
        """The agent a reference stands for, or the agent named in place."""
        if isinstance(reference, InlineAgent):
            return reference
        found: Agent | None = self.get(reference, "agent")
        return found

    def is_foreign(self, reference: str) -> bool:
        """Whether a reference points outside this manifest: an IRI, or something in an import."""
        alias, colon, _ = reference.partition(":")
        return "://" in reference or (bool(colon) and (alias in ("urn", "pkg") or alias in self.aliases))


def version_text(terms: Terms) -> str:
    """The version of an entry of ``terms`` as it is written after the ``@``."""
    version = value_of(terms.version)
    return "" if version is None else str(version)
