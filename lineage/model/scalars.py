"""Scalar types of the standard: identifiers, references, links, tags, digests and prose.

Patterns use ``[0-9]``, never ``\\d`` (which also takes other scripts' digits), and every one sits beside a maximum
length. They must mean the same in Rust's, Python's and JavaScript's regular expressions.
"""

from typing import Annotated, TypeAlias

from pydantic import Field

Id: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200)]
"""A local name, unique among all nouns of a manifest. No colon, slash or ``@``: those mean something in references."""

Reference: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)?"
        r"|[a-z][a-z0-9+.-]*://[^\s<>\"{}|^`]+|(urn|pkg):[^\s<>\"{}|^`]+)$",
        max_length=2000,
    ),
]
"""A local id, ``alias:id`` for something in an import, or an IRI."""

TermsReference: TypeAlias = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)?(@[A-Za-z0-9][A-Za-z0-9._-]*)?$", max_length=400),
]
"""An entry of ``terms``, as ``id`` or ``id@version``."""

Iri: TypeAlias = Annotated[
    str, Field(pattern=r"^([a-z][a-z0-9+.-]*://|urn:|pkg:)[^\s<>\"{}|^`]+$", max_length=2000)
]
"""An absolute IRI. Nothing is ever fetched from it."""

Url: TypeAlias = Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|^`]+$", max_length=2000)]
"""A web address, ``http`` or ``https`` only: links in a summary must be safe to follow."""

Email: TypeAlias = Annotated[str, Field(pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+$", max_length=320)]
"""An e-mail address."""

LanguageTag: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
"""A BCP 47 language tag. ``mul``, ``und`` and ``zxx`` are allowed."""

CountryCode: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z]{2}$", max_length=2)]
"""An ISO 3166-1 alpha-2 code."""

Sha256: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", max_length=64)]
"""A SHA-256 digest, 64 lower-case hexadecimal digits."""

Line: TypeAlias = Annotated[str, Field(pattern=r"^[^\r\n\t]*[^\s][^\r\n\t]*$", max_length=1000)]
"""A short text on one line: a name, a title. Not blank."""

Prose: TypeAlias = Annotated[str, Field(pattern=r"[^\s]", max_length=100_000)]
"""Plain text in paragraphs. Not blank. No markup; bare ``https`` links only."""

Text: TypeAlias = Prose | Annotated[dict[LanguageTag, Prose], Field(min_length=1)]
"""Prose in the manifest's language, or a map from language tag to prose."""

