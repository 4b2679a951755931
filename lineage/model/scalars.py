"""Scalar types of the standard: identifiers, references, links, tags, digests and prose.

Patterns use ``[0-9]``, never ``\\d`` (which also takes other scripts' digits), and every one sits beside a maximum
length. They must mean the same in Rust's, Python's and JavaScript's regular expressions.
"""

from typing import Annotated, Final

from pydantic import Field
from typing_extensions import TypeAliasType

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_IRI_REST = r'[^\s<>"{}|^`\\]+'

ID: Final = rf"^{_NAME}$"
REFERENCE: Final = rf"^({_NAME}(:{_NAME})?|[a-z][a-z0-9+.-]*://{_IRI_REST}|(urn|pkg):{_IRI_REST})$"
TERMS_REFERENCE: Final = rf"^{_NAME}(:{_NAME})?(@{_NAME})?$"
IRI: Final = rf"^([a-z][a-z0-9+.-]*://|urn:|pkg:){_IRI_REST}$"
URL: Final = rf"^https?://{_IRI_REST}$"
EMAIL: Final = r'^[^\s@<>"]+@[^\s@<>"]+$'
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
COUNTRY: Final = r"^[A-Z]{2}$"
SHA256: Final = r"^[0-9a-f]{64}$"
LINE: Final = r"^[^\r\n\t]*[^\s][^\r\n\t]*$"
PROSE: Final = r"[^\s]"
DATE: Final = r"^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
DURATION: Final = r"^P[0-9]+[YMWD]$"
PREFIX: Final = r"^[a-z][a-z0-9-]*$"
CODE: Final = r"^[A-Z]{3}[0-9]{3}$"

FORMS: Final[dict[str, tuple[str, str]]] = {
    ID: ("an id", "letters, digits, dots, hyphens and underscores, starting with a letter or digit"),
    REFERENCE: ("a reference", "a local id, alias:id for something in an import, or an IRI"),
    TERMS_REFERENCE: ("a reference to terms", "the id of an entry of terms, or id@version"),
    IRI: ("an IRI", "such as https://example.org/lineage/my-model or urn:example:my-model"),
    URL: ("a web address", "it must start with http:// or https:// and hold no spaces"),
    EMAIL: ("an e-mail address", "such as contact@example.org"),
    LANGUAGE: ("a language tag", "BCP 47, such as en, pt-BR or zh-Hant"),
    COUNTRY: ("a country code", "ISO 3166-1 alpha-2, two capital letters, such as DE"),
    SHA256: ("a SHA-256 digest", "64 lower-case hexadecimal digits"),
    LINE: ("a line of text", "not blank, without line breaks or tabs"),
    DATE: ("a date", "write YYYY, YYYY-MM or YYYY-MM-DD"),
    DURATION: ("a duration", "ISO 8601, such as P10Y or P6M"),
    PREFIX: ("a prefix", "lower-case letters, digits and hyphens"),
    CODE: ("a rule code", "three capital letters and three digits, such as SYN003"),
}
"""What each pattern stands for, in words, and how to write it."""

Id = TypeAliasType("Id", Annotated[str, Field(pattern=ID, max_length=200)])
"""A local name, unique among all nouns of a manifest. No colon, slash or ``@``: those mean something in references."""

Reference = TypeAliasType("Reference", Annotated[str, Field(pattern=REFERENCE, max_length=2000)])
"""A local id, ``alias:id`` for something in an import, or an IRI."""

TermsReference = TypeAliasType("TermsReference", Annotated[str, Field(pattern=TERMS_REFERENCE, max_length=400)])
"""An entry of ``terms``, as ``id`` or ``id@version``."""

Iri = TypeAliasType("Iri", Annotated[str, Field(pattern=IRI, max_length=2000)])
"""An absolute IRI. Nothing is ever fetched from it."""

Url = TypeAliasType("Url", Annotated[str, Field(pattern=URL, max_length=2000)])
"""A web address, ``http`` or ``https`` only: links in a summary must be safe to follow."""

Email = TypeAliasType("Email", Annotated[str, Field(pattern=EMAIL, max_length=320)])
"""An e-mail address."""

LanguageTag = TypeAliasType("LanguageTag", Annotated[str, Field(pattern=LANGUAGE, max_length=35)])
"""A BCP 47 language tag. ``mul``, ``und`` and ``zxx`` are allowed."""

CountryCode = TypeAliasType("CountryCode", Annotated[str, Field(pattern=COUNTRY, max_length=2)])
"""An ISO 3166-1 alpha-2 code."""

Sha256 = TypeAliasType("Sha256", Annotated[str, Field(pattern=SHA256, max_length=64)])
"""A SHA-256 digest, 64 lower-case hexadecimal digits."""

Line = TypeAliasType("Line", Annotated[str, Field(pattern=LINE, max_length=1000)])
"""A short text on one line: a name, a title. Not blank."""

Prose = TypeAliasType("Prose", Annotated[str, Field(pattern=PROSE, max_length=100_000)])
"""Plain text in paragraphs. Not blank. No markup; bare ``https`` links only."""

Text = TypeAliasType("Text", Prose | Annotated[dict[LanguageTag, Prose], Field(min_length=1)])
"""Prose in the manifest's language, or a map from language tag to prose."""
