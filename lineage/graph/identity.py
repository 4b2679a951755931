"""Which names mean the same thing: ids, IRIs, Hugging Face names and package URLs, brought to one form.

Only strong names identify: the manifest's own IRI with an id, an alias that is an IRI and is sure, a page on Hugging
Face. Revisions are kept: a name with a revision is another thing than the name without. A name in plain words never
identifies anything by itself; it only helps to find a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import entries, value_of

_HOST: Final = re.compile(
    r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(datasets/)?([^/?#@]+)/([^/?#@]+)(?:/tree/([^/?#]+))?/?$"
)
_PURL: Final = re.compile(r"^pkg:huggingface/([^/?#@]+)/([^/?#@]+)(?:@([^/?#]+))?$")
_NO_OWNERS: Final = frozenset("datasets spaces collections docs papers blog models organizations api".split())
_SEPARATORS: Final = re.compile(r"[\s_./-]+")


def canonical(kind: str, name: str) -> str:
    """One form for an IRI: Hugging Face pages and package URLs become ``hf:KIND:owner/name[@revision]``.

    Any other IRI is kept as it is: nothing is known about what its parts mean.
    """
    if "huggingface" not in name and "hf.co" not in name:
        return name  # as nearly all are: neither pattern need be tried
    if found := _PURL.match(name):
        owner, repository, revision = found.groups()
    elif (found := _HOST.match(name)) and found[2] not in _NO_OWNERS:
        listed, owner, repository, revision = found.groups()
        kind = "dataset" if listed else kind
        revision = None if revision == "main" else revision
    else:
        return name
    return f"hf:{kind}:{owner.lower()}/{repository.lower()}" + (f"@{revision}" if revision else "")


def strong_names(kind: str, record: Any) -> Iterator[tuple[str, str]]:
    """The names that identify a model or dataset, each with the key of the record that holds it."""
    if record.url is not MISSING and (name := canonical(kind, record.url)).startswith("hf:"):
        yield name, "url"
    for alias in entries(record.aliases):
        if alias.iri is not MISSING and alias.sure is not False:
            yield canonical(kind, alias.iri), "aliases"


def plain_names(record: Any) -> Iterator[str]:
    """Every name in words by which a person may ask for a record."""
    if isinstance(name := value_of(record.name) if record.name is not MISSING else None, str):
        yield name
    for alias in entries(record.aliases):
        if alias.name is not MISSING:
            yield alias.name


def folded(name: str) -> str:
    """A name without regard to case, spaces, hyphens, underscores, dots and slashes, for finding, never for merging."""
    return _SEPARATORS.sub("", name).casefold()
