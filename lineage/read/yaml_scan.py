"""A fast search of YAML bytes for what might have to be refused. It may raise a false alarm, but never miss.

The parser that loads valid documents accepts anchors, tags, directives and more. Asking a slower parser each time
would make reading three times as slow, so it is asked only when one of these searches finds something.
"""

from __future__ import annotations

import re

# Digits are zeros, signs stay, an E is small, and all else is an x: what is looked for is then found at the speed of C.
_PLAINLY = bytes(byte if byte in b"eE+-" else 0x30 if byte in b"0123456789" else 0x78 for byte in range(256))
_PLAINLY = _PLAINLY.replace(b"E", b"e")
# Integers of up to 37 digits are either read as integers or refused by the parser; longer ones become floats or text.
_MANY = b"0" * 38
_EXPONENTS = (b"e000", b"e+000", b"e-000")
_LONG = re.compile(rb"0{38,}+")
_HEXADECIMAL = re.compile(rb"0x[0-9a-fA-F]{31}")
_EXPONENT = re.compile(rb"[eE][-+]?[0-9]{3,}+(?![^\s,\[\]{}:?])")
_MANTISSA = re.compile(rb"[-+.0-9]*\Z")
_AROUND = frozenset((b"", *(bytes([byte]) for byte in b" \t\r\n,:[]{}?-")))
_NOT_FINITE = re.compile(rb"\.(?:inf|Inf|INF|nan|NaN|NAN)(?![^\s,\[\]{}:?])")
_INDICATOR = re.compile(rb"[&*!](?<=[\s,:\[\]{}?\"'-].)", re.DOTALL)
_MERGE = re.compile(rb"<<(?![^\s,\[\]{}:?])")
_BEFORE_NODE = b"\r\n,:[]{}?\"'-"

# Possessive throughout, so that no text makes them take more than one look at each byte.
_QUOTED = rb"(?:\"[^\"'\\#\[\]{}\r\n]*+\"|'[^\"'#\[\]{}\r\n]*+')"
_PLAIN = rb"[^\"'\[\]{},#\r\n]*+"
_KEY = rb"(?:(?:[^\"'\[\]{},#:\r\n]++|:(?![ ]))*+:[ ]++|" + _QUOTED + rb":[ ]*+)"
_ITEM = _KEY + rb"?+(?:" + _QUOTED + rb"|" + _PLAIN + rb")"
_FLOW_OF_TEXTS = re.compile(rb"[\[{][ ]*+" + _ITEM + rb"(?:,[ ]*+" + _ITEM + rb")*+[ ]*+[\]}]")
_FLOW = re.compile(rb"[\[{][^\"'\[\]{}#\r\n]*+[\]}]")
_ROUNDS = 8


def is_suspicious(data: bytes, depth: int) -> bool:
    """Whether ``data`` may hold an anchor, alias, tag, directive, merge key, odd number, or too many open brackets."""
    return (
        _has_directive(data)
        or _has_merge_key(data)
        or _has_property(data)
        or _has_odd_number(data)
        or _may_nest_deeply(data, depth)
    )


def _has_directive(data: bytes) -> bool:
    return data.startswith(b"%") or b"\n%" in data or b"\r%" in data


def _has_merge_key(data: bytes) -> bool:
    return b"<<" in data and _MERGE.search(data) is not None


def _has_property(data: bytes) -> bool:
    """An anchor, alias or tag stands first in its node: after a line start or an indicator, and blanks."""
    for found in _INDICATOR.finditer(data):
        at = found.start() - 1
        while at >= 0 and data[at] in b" \t":
            at -= 1
        if at < 0 or data[at] in _BEFORE_NODE:
            return True
    return data[:1] in (b"&", b"*", b"!")


def _has_odd_number(data: bytes) -> bool:
    plainly = data.translate(_PLAINLY)
    for found in _LONG.finditer(plainly) if _MANY in plainly else ():
        if data[found.start() - 1 : found.start()] not in (b'"', b"'"):  # digits right after a quote are text
            return True
    if (b"0x" in data and _HEXADECIMAL.search(data)) or _NOT_FINITE.search(data):
        return True
    for found in _EXPONENT.finditer(data) if any(sign in plainly for sign in _EXPONENTS) else ():
        # With fewer than 38 digits, the part before the exponent fits into this window.
        mantissa = _MANTISSA.search(data, max(0, found.start() - 80), found.start())
        if mantissa and mantissa[0] and data[mantissa.start() - 1 : mantissa.start()] in _AROUND:
            return True
    return False


def _may_nest_deeply(data: bytes, depth: int) -> bool:
    """Whether more than ``depth`` brackets may be open at once, on which the parser takes quadratic time.

    Flow collections that open and close on one line are taken out, innermost first; what is left bounds the depth.
    A bracket that really opens must never be paired with one inside a text or a comment. Hence no brackets within
    quotes, no quote but where a value starts, and quotes in the first round only: taking quotes out would make the
    text mean something else in the next.
    """
    pattern = _FLOW_OF_TEXTS
    for _ in range(_ROUNDS):
        if data.count(b"[") + data.count(b"{") <= depth:
            return False
        data, found = pattern.subn(b"x", data)
        if not found and pattern is _FLOW:
            return True
        pattern = _FLOW
    return True
