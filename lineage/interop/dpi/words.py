"""Words of the Data Provenance Initiative in the words of a manifest: licences and languages."""

from __future__ import annotations

from functools import cache
from typing import Final

from lineage.interop.licences import reference

LICENCES: Final = {
    "mit license": "MIT",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "cc by 4.0": "CC-BY-4.0",
    "cc by 3.0": "CC-BY-3.0",
    "cc by 2.5": "CC-BY-2.5",
    "cc by-sa 4.0": "CC-BY-SA-4.0",
    "cc by-sa 3.0": "CC-BY-SA-3.0",
    "cc by-nc 4.0": "CC-BY-NC-4.0",
    "cc by-nc 3.0": "CC-BY-NC-3.0",
    "cc by-nc 2.0": "CC-BY-NC-2.0",
    "cc by-nc-sa 4.0": "CC-BY-NC-SA-4.0",
    "cc by-nc-sa 3.0": "CC-BY-NC-SA-3.0",
    "cc by-nc-nd 4.0": "CC-BY-NC-ND-4.0",
    "cc0 1.0": "CC0-1.0",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "isc license": "ISC",
    "mpl 2.0": "MPL-2.0",
    "epl 1.0": "EPL-1.0",
    "artistic license 2.0": "Artistic-2.0",
    "academic free license v3.0": "AFL-3.0",
    "cdla sharing 1.0": "CDLA-Sharing-1.0",
    "cdla permissive 1.0": "CDLA-Permissive-1.0",
    "odc by 1.0": "ODC-By-1.0",
    "c-uda": "C-UDA-1.0",
    "ogl 3.0": "OGL-UK-3.0",
}
"""Names of licences as the summaries write them, with the SPDX identifier where there is exactly one. The GNU licences
are not here: ``v3.0`` may be ``-only`` or ``-or-later``. The UK's Open Government Licence is the one that has a 3.0."""

UNSTATED: Final = frozenset({"unspecified", ""})
"""The summaries looked for a licence and found none stated."""


def expression(name: str) -> str:
    """A licence as an SPDX expression; ``LicenseRef-…`` made of its name where SPDX has no one identifier for it."""
    known = LICENCES.get(" ".join(name.casefold().split()))
    return known or reference(name)


_ALSO: Final = {
    "bengali": "bn",
    "castilian": "es",
    "farsi": "fa",
    "ilocano": "ilo",
    "iranian persian": "pes",
    "northern kurdish": "kmr",
    "panjabi": "pa",
    "plateau malagasy": "plt",
    "south levantine arabic": "ajp",
    "standard tibetan": "bo",
    "uighur": "ug",
    "mandarin chinese": "cmn",
    "chinese (simplified)": "zh-Hans",
    "chinese (traditional)": "zh-Hant",
    "tagalog": "tl",
    "standard malay": "zsm",
    "portugese (brazilian)": "pt-BR",
    "norwegian bokmål": "nb",
    "norwegian nynorsk": "nn",
    "serbian (latin script)": "sr-Latn",
    "serbian (cyrillic script)": "sr-Cyrl",
    "maori": "mi",
    "haitian": "ht",
    "sinhalese": "si",
}
"""Names that the list of the Unicode Consortium spells in another way."""

CODE: Final = frozenset(
    "assembly bash c c# c++ clojure css dart elixir erlang f# fortran go haskell html java javascript julia kotlin "
    "lua matlab ocaml pascal perl php powershell prolog python r racket ruby rust scala scheme shell smalltalk "
    "solidity sql swift tcl tex typescript verilog vhdl".split()
)
"""Programming languages and their like, which the summaries list among the languages."""


@cache
def _tags() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").languages
    plain = {name.casefold(): tag.replace("_", "-") for tag, name in sorted(names.items(), reverse=True)}
    return {**plain, **_ALSO}


def language(name: str) -> str | None:
    """The BCP 47 tag of a language by its English name."""
    return _tags().get(" ".join(name.casefold().split()))
