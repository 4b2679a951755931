"""The host in the authority of a URL, by the rules that browsers follow (the URL standard of the WHATWG).

An authority is what stands after ``scheme://``, as an engine cut it: user information, a port, capital letters, a final
dot, a query or percent signs may be in it, and anything else. Each one gets a kind, and none is dropped. What a browser
would refuse is junk of a kind that says why; so is what browsers take but no domain name can hold, such as ``a=b.com``.

Internationalised names become ``xn--`` names as UTS 46 says, non-transitional, without its rules on hyphens and with
those on joiners and direction. That is what browsers do, so ``☃.net`` is a name although IDNA 2008 does not allow it.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args
from unicodedata import bidirectional, is_normalized
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    import pyarrow

Kind = Literal[
    "name",  # a domain name of two or more parts
    "undotted",  # a name of one part, such as localhost
    "ipv4",
    "ipv6",
    "noUrl",  # the record has no URL
    "noHost",  # the URL names no host
    "noHostScheme",  # the URL is of a scheme without hosts, such as data:
    "badPort",  # what stands after the last colon is not a port
    "badAddress",  # it ends in a number, or stands in brackets, and is not an address
    "badCharacters",  # a character that no domain name holds
    "badLabels",  # an empty part, or more characters than the domain name system takes
    "badIdna",  # an internationalised name that UTS 46 refuses
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Host(NamedTuple):
    """A host in the one spelling that stands for all of its spellings. Junk has none."""

    kind: Kind
    name: str | None = None


_USUAL: Final = r"^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*$"
"""Names that need no work, unless they are long or hold ``xn--``. A last part that begins with a letter is no number.
"""
_TAIL: Final = r"\.?(?::[0-9]{0,4})?$"
_LONGEST: Final = 253
_LONGEST_LABEL: Final = 63
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:")
_END: Final = re.compile(r"[/?#\\]")
_REMOVED: Final = {ord(sign): None for sign in "\t\n\r"}
_BLANKS: Final = "".join(map(chr, range(0x21)))
_PLAIN: Final = re.compile(r"[a-z0-9._-]*")
_DIGITS: Final = re.compile(r"[0-9]+")
_HEXADECIMAL: Final = re.compile(r"0[xX][0-9A-Fa-f]*")
_OCTAL: Final = re.compile(r"0[0-7]+")
_JOINERS: Final = "\u200c\u200d"
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL", "AN"))


def read_host(authority: str | None) -> Host:
    """The host in one authority. None is a record without a URL; ``data:`` a URL of a scheme that has no hosts."""
    if authority is None:
        return Host("noUrl")
    text = authority.translate(_REMOVED).rstrip(_BLANKS)
    if _SCHEME.fullmatch(text):
        return Host("noHostScheme")
    text = _END.split(text, maxsplit=1)[0].rpartition("@")[2]
    if text.count(":") > 1 and "[" not in text:  # perhaps an address that somebody took out of its brackets
        address = _ipv6(text)
        return address if address.name else Host("badPort")
    host, port = text, ""
    if not text.endswith("]") and ":" in text:
        host, _, port = text.rpartition(":")
    if port and not (_DIGITS.fullmatch(port) and len(port.lstrip("0")) <= 5 and int(port) <= 0xFFFF):
        return Host("badPort")
    if host.startswith("["):
        return _ipv6(host[1:-1]) if host.endswith("]") else Host("badAddress")
    return _name(host) if host else Host("noHost")


def _name(host: str) -> Host:
    if "%" in host:
        host = unquote_to_bytes(host.encode("utf-8", "replace")).decode("utf-8", "replace")
    host = host.lower() if host.isascii() else host
    if not host.isascii() or "xn--" in host:
        mapped = _to_ascii(host)
        if mapped is None:
            return Host("badIdna")
        host = mapped
    if not _PLAIN.fullmatch(host):
        return Host("badCharacters")
    host = host.removesuffix(".")
    labels = host.split(".")
    if _is_number(labels[-1]):
        return _ipv4(labels)
    if not all(labels) or len(host) > _LONGEST or len(max(labels, key=len)) > _LONGEST_LABEL:
        return Host("badLabels")
    return Host("name" if len(labels) > 1 else "undotted", host)


def _to_ascii(host: str) -> str | None:
    """UTS 46, ToASCII, with the switches that the URL standard sets. None where it refuses."""
    import idna

    try:
        labels = [_decoded(label) for label in idna.uts46_remap(host, std3_rules=False).split(".")]
        right_to_left = any(bidirectional(sign) in _RIGHT_TO_LEFT for label in labels for sign in label)
        for label in labels:
            if label.isascii() and not right_to_left:
                continue
            if label:
                idna.check_initial_combiner(label)
            if right_to_left and label:
                idna.check_bidi(label, check_ltr=True)
            if not all(idna.valid_contextj(label, at) for at, sign in enumerate(label) if sign in _JOINERS):
                return None
        return ".".join(label if label.isascii() else f"xn--{_punycode(label)}" for label in labels)
    except (idna.IDNAError, ValueError):  # ValueError: of the joiner's neighbour, or of the codec
        return None


def _decoded(label: str) -> str:
    """The label in its own script. Raises ValueError for an ``xn--`` label that stands for none, or for another."""
    if not label.startswith("xn--"):
        return label
    import idna

    own = label[4:].encode("ascii").decode("punycode")
    same = not own.isascii() and is_normalized("NFC", own) and idna.uts46_remap(own, std3_rules=False) == own
    if not same or own.startswith("xn--") or _punycode(own) != label[4:]:
        raise ValueError(label)
    return own


def _punycode(label: str) -> str:
    return label.encode("punycode").decode("ascii")


def _is_number(label: str) -> bool:
    return bool(_DIGITS.fullmatch(label) or _HEXADECIMAL.fullmatch(label))


def _ipv4(parts: list[str]) -> Host:
    """An address of one to four numbers, each decimal, octal or hexadecimal; the last fills the bytes that are left."""
    numbers = [_number(part) for part in parts]
    if len(parts) > 4 or None in numbers:
        return Host("badAddress")
    *head, last = [number for number in numbers if number is not None]
    if any(number > 255 for number in head) or last >= 256 ** (5 - len(parts)):
        return Host("badAddress")
    value = last + sum(number << (8 * (3 - at)) for at, number in enumerate(head))
    return Host("ipv4", str(IPv4Address(value)))


def _number(part: str) -> int | None:
    if len(part) > 40:  # of which no address is made, and no zeros that anybody writes
        return None
    if _HEXADECIMAL.fullmatch(part):
        return int(part[2:] or "0", 16)
    if _OCTAL.fullmatch(part):
        return int(part, 8)
    return int(part) if _DIGITS.fullmatch(part) and (part == "0" or part[0] != "0") else None


def _ipv6(text: str) -> Host:
    try:
        return Host("ipv6", f"[{IPv6Address(text).compressed}]") if "%" not in text else Host("badAddress")
    except ValueError:
        return Host("badAddress")


def read_hosts(authorities: pyarrow.Array) -> pyarrow.Table:
    """The columns ``kind`` and ``host`` for an array of authorities, row by row.

    Usual names cost no Python, nor do those that are usual but for capital letters, a final dot or a short port.
    """
    import pyarrow
    import pyarrow.compute as compute

    odd = compute.invert(_usual(authorities))
    left = authorities.filter(odd)
    mended = compute.replace_substring_regex(compute.ascii_lower(left), _TAIL, "")
    odder = compute.invert(_usual(mended))
    read = [read_host(one) for one in left.filter(odder).to_pylist()]
    names = compute.replace_with_mask(mended, odder, pyarrow.array([host.name for host in read], authorities.type))
    kinds = compute.cast(odder, pyarrow.int8())  # 0, the first kind, is a name
    found = pyarrow.array([KINDS.index(host.kind) for host in read], pyarrow.int8())
    kinds = compute.replace_with_mask(kinds, odder, found)
    kind = compute.replace_with_mask(compute.cast(odd, pyarrow.int8()), odd, kinds)
    return pyarrow.table(
        {
            "kind": pyarrow.DictionaryArray.from_arrays(kind, pyarrow.array(KINDS, pyarrow.string())),
            "host": compute.replace_with_mask(authorities, odd, names),
        }
    )


def _usual(authorities: pyarrow.Array) -> pyarrow.Array:
    import pyarrow.compute as compute

    usual = compute.match_substring_regex(authorities, _USUAL)
    usual = compute.and_(usual, compute.invert(compute.match_substring(authorities, "xn--")))
    short = compute.less_equal(compute.binary_length(authorities), _LONGEST_LABEL)
    return compute.fill_null(compute.and_(usual, short), False)
