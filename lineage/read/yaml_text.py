"""The guard of YAML text: YAML 1.2 core, without what JSON cannot say, into JSON bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lineage.errors import Unreadable
from lineage.read.faults import refusal
from lineage.read.limits import LARGE, Limits
from lineage.read.lines import Lines
from lineage.read.plain import collector_paused, is_plain
from lineage.read.yaml_scan import is_suspicious

if TYPE_CHECKING:
    from lineage.read.yaml_parts import Part

# The last two characters end a line in YAML 1.1 and in the parsers used here, but not in YAML 1.2.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029]")

_ASCII_CONTROLS = bytes(byte for byte in range(0x80) if _CONTROL.match(chr(byte)))


def load_yaml(data: bytes, limits: Limits) -> tuple[Any, tuple[Part, ...]]:
    """The data in ``data`` (strict UTF-8): dicts with text keys, lists, texts, numbers, booleans and None; and the
    parts that it was read in, if it was.

    Raises Unreadable RDR006 to RDR017 and RDR020 for the first thing that is refused. PyYAML is imported only when
    a search of the bytes found something suspicious, or the fast parser refused them.
    """
    import ryaml

    _refuse_controls(data)
    if is_suspicious(data, limits.depth):
        _refuse_first(data, limits)
    with collector_paused():
        if len(data) >= LARGE and (found := _in_parts(data, limits)):
            return found
        try:
            tree: Any = ryaml.loads(data.decode())  # not in its list of exports
        except Exception as error:  # the parser lets errors of several kinds through, among them bare ValueError
            raise _explained(data, limits, str(error)) from error
        plain = is_plain(tree, limits.depth)
    if not plain:
        _refuse_first(data, limits)
        raise refusal("RDR017", "a key is not text, or a number is out of range")
    return tree, ()


def _in_parts(data: bytes, limits: Limits) -> tuple[Any, tuple[Part, ...]] | None:
    from lineage.read.yaml_parts import load_in_parts

    return load_in_parts(data, limits.depth)


def _refuse_controls(data: bytes) -> None:
    if data.isascii() and len(data.translate(None, _ASCII_CONTROLS)) == len(data):
        return
    text = data.decode()
    control = _CONTROL.search(text)
    if control:
        message = f"there is a raw control character U+{ord(control[0]):04X}"
        raise refusal("RDR020", message, Lines(data).point(len(text[: control.start()].encode())))


def check_top(tree: Any, data: bytes) -> None:
    """Raises Unreadable RDR018 unless the outermost value is a mapping."""
    if type(tree) is dict:
        return
    start = len(data) - len(data.lstrip())
    if tree is None:
        raise refusal("RDR018", "the file is empty" if start == len(data) else "the document is empty")
    kind = "a list" if type(tree) is list else "a single value"
    raise refusal("RDR018", f"the document is {kind}, not a mapping", _first_node(data))


def _first_node(data: bytes) -> Any:
    from lineage.finding import Part
    from lineage.read.wanted import Wanted
    from lineage.read.yaml_locate import locate

    wanted = Wanted.of([((), Part.VALUE)])
    locate(data, wanted, Lines(data))
    return wanted.span((), Part.VALUE)


def _refuse_first(data: bytes, limits: Limits) -> None:
    from lineage.read.yaml_exact import first_fault

    fault = first_fault(data, limits.depth)
    if fault:
        raise fault


def _explained(data: bytes, limits: Limits, problem: str) -> Unreadable:
    from lineage.read.yaml_exact import first_fault
    from lineage.read.yaml_syntax import fallback_fault

    return first_fault(data, limits.depth) or fallback_fault(data, problem)
