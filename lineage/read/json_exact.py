"""The exact pass over JSON text: the first fault in reading order, with its place. For bad documents only."""

from __future__ import annotations

import json
import math
import re

from lineage.errors import Unreadable
from lineage.read.faults import refusal, shown, shown_number
from lineage.read.lines import Lines
from lineage.read.plain import MAX_INTEGER

# A text that does not end runs to the end of the file: giving up there would make the search try again and again.
_TOKEN = re.compile(
    rb'(?P<text>"(?:[^"\\]++|\\.)*+"?)(?P<colon>[ \t\r\n]*+:)?'
    rb"|(?P<open>[\[{])|(?P<close>[\]}])"
    rb"|(?P<number>-?[0-9]++(?P<rest>(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?))",
    re.DOTALL,
)
_HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def first_fault(data: bytes, depth: int, stop: int | None = None) -> Unreadable | None:
    """The first duplicate key, bad number, lone surrogate or level too deep in ``data``; None when there is none.

    ``data`` is JSON up to the offset ``stop`` (its end, when that is not given), where the search ends.
    """
    stop = len(data) if stop is None else stop
    keys: list[dict[str, int]] = []  # for each open object or list, its keys and where they are
    for token in _TOKEN.finditer(data):
        if token.start() > stop:
            break
        if token["text"] is not None:
            fault = _text(data, token, keys)
        elif token["open"] is not None:
            keys.append({})
            if len(keys) <= depth:
                continue
            message = f"this is level {len(keys)} of nesting; at most {depth} are read"
            fault = refusal("RDR015", message, Lines(data).point(token.start()))
        elif token["close"] is not None:
            if keys:
                keys.pop()
            continue
        else:
            fault = _number(data, token)
        if fault:
            return fault
    return None


def _text(data: bytes, token: re.Match[bytes], keys: list[dict[str, int]]) -> Unreadable | None:
    text = token["text"]
    if b"\\" in text:
        for found in _HALF.finditer(text):
            if found["lone"]:
                start = token.start() + found.start()
                message = f"{found['lone'].decode()} is one half of a pair whose other half is missing"
                return refusal("RDR016", message, Lines(data).span(start, start + 6))
    if token["colon"] is None or not keys:
        return None
    key: str = json.loads(text) if b"\\" in text else text[1:-1].decode()
    first = keys[-1].setdefault(key, token.start())
    if first == token.start():
        return None
    lines = Lines(data)
    message = f"the key {shown(key)} is already in this object, on line {lines.place(first)[0]}"
    return refusal("RDR007", message, lines.span(token.start(), token.end("text")))


def _number(data: bytes, token: re.Match[bytes]) -> Unreadable | None:
    digits = token["number"]
    if not token["rest"]:
        if len(digits) < 16 or (len(digits) <= 18 and abs(int(digits)) <= MAX_INTEGER):
            return None
        code, problem = "RDR014", f"is beyond ±{MAX_INTEGER}"
    elif math.isinf(float(digits)):
        code, problem = "RDR013", "is too large for a number"
    else:
        return None
    return refusal(code, f"{shown_number(digits.decode())} {problem}", Lines(data).span(token.start(), token.end()))
