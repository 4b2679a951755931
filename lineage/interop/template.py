"""What ``lineage init`` writes: a manifest in YAML with comments on where its facts come from and what is missing.

The comments are made of what a check says, so they are as exact as its findings: each stands above the line that it
speaks of. A comment is never data; the manifest reads the same without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lineage.errors import Unreadable
from lineage.finding import Finding, Layer, Part, Severity
from lineage.pointer import Pointer
from lineage.visible import one_line

if TYPE_CHECKING:
    from lineage.read import Document

MARK: Final = "FILL IN"
"""What every comment on something missing begins with."""
PLACEHOLDER: Final = "urn:lineage:imported"
"""The id of a manifest that nobody has named yet."""
_MOST: Final = 200
"""Comments on findings; a long import says the rest by code in its head."""
_WIDTH: Final = 116
_HEAD_HINTS: Final = (
    ("publisher", "publisher: who publishes this manifest and stands for what it says (an id of agents)"),
    ("subjects", "subjects: the models or datasets that this manifest is about"),
)


def template() -> str:
    """A manifest to fill in by hand."""
    return Path(__file__).with_name("template.yaml").read_text("utf-8")


def commented(tree: Mapping[str, Any], origin: Sequence[str], law: str | None, at: date | None) -> str:
    """A manifest as YAML. ``origin`` is said at its head, line by line; what a check for a law finds missing or wrong
    is said above the place it is about."""
    from lineage.checker import check

    text, document = as_yaml(dict(tree))
    findings = [
        finding
        for finding in check(document, profile="lab", law=law, at=at).findings
        if finding.severity is not Severity.NOTE and finding.layer is Layer.RULE
    ]
    shown = findings[:_MOST]
    targets = [(finding.pointer, _part(finding)) for finding in shown]
    pending = [(pointer, Part.KEY) for pointer in _pending(tree)]
    places = document.locate([*targets, *pending]) if targets or pending else {}
    notes: dict[int, list[str]] = {}
    for finding, target in zip(shown, targets, strict=True):
        words = f"{MARK} ({finding.code}): {one_line(finding.message)}; {one_line(finding.advice)}"
        notes.setdefault(places[target].line if finding.pointer else 1, []).append(words)
    marked = {places[target].line for target in pending}
    head = [*origin, *_hints(tree), *_rest(findings[_MOST:])]
    return _with_notes(text, head, notes, marked)


def as_yaml(tree: dict[str, Any]) -> tuple[str, Document]:
    """A manifest as text, and read back. One with signs that YAML must not hold as they are is written with escapes,
    in braces: JSON is YAML."""
    import json

    import ryaml

    from lineage.read import read_bytes

    text = ryaml.dumps(tree)
    try:
        return text, read_bytes(text.encode(), "lineage.yaml", "yaml")
    except Unreadable:
        text = json.dumps(tree, indent=2).replace("\x7f", "\\u007F") + "\n"
        return text, read_bytes(text.encode(), "lineage.yaml", "yaml")


def _part(finding: Finding) -> Part:
    """The key of a member; an entry of a list has none."""
    return Part.KEY if finding.pointer and isinstance(finding.pointer[-1], str) else Part.VALUE


def _hints(tree: Mapping[str, Any]) -> list[str]:
    said = [f"{MARK}: {words}" for key, words in _HEAD_HINTS if key not in tree]
    if tree.get("id") == PLACEHOLDER:
        said.insert(0, f"{MARK}: id: a name for this manifest that stays, such as https://example.org/lineage/my-model")
    return said


def _rest(findings: Sequence[Finding]) -> list[str]:
    """Findings without a comment of their own, counted by code."""
    counted: dict[str, int] = {}
    for finding in findings:
        words = f"{finding.code} {finding.name}"
        counted[words] = counted.get(words, 0) + 1
    return [f"{MARK}: {words}, at {number} more places" for words, number in counted.items()]


def _pending(value: Any, here: Pointer = ()) -> Iterator[Pointer]:
    """Answers that are still to come."""
    if isinstance(value, dict) and value.get("unknown") == "pending":
        yield (*here, "unknown")
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from _pending(item, (*here, key))


def _with_notes(text: str, head: Sequence[str], notes: Mapping[int, Sequence[str]], marked: set[int]) -> str:
    lines = _comment("", head)
    if lines:
        lines.append("")
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if number in notes:
            lines += _comment(line[: len(line) - len(line.lstrip(" "))], notes[number])
        lines.append(f"{line}  # {MARK}" if number in marked else line)
    return "\n".join(lines) + "\n"


def _comment(indent: str, texts: Sequence[str]) -> list[str]:
    """Comments at an indentation, each wrapped to the width of a page."""
    import textwrap

    wrapped: list[str] = []
    for text in texts:
        wrapped += textwrap.wrap(
            one_line(text),
            width=max(_WIDTH, len(indent) + 40),
            initial_indent=f"{indent}# ",
            subsequent_indent=f"{indent}#   ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return wrapped
