"""Documents of a format with something wrong in them: a good one that lost members, or got any JSON in their place."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

from lineage import check, read_bytes
from lineage.errors import LineageError
from lineage.finding import Severity
from lineage.interop.draft import Draft
from lineage.interop.formats import Format
from lineage.interop.source import Source

_TEXTS = st.sampled_from(
    ["", " ", "a\nb", "https://example.org/x", "2025-02-30", "[unknown]", "\x00", "é" * 300, "MODEL"]
)
_SCALARS = st.none() | st.booleans() | st.integers(-5, 10**16) | st.floats(allow_nan=False, allow_infinity=False)
ANY = st.recursive(
    _SCALARS | _TEXTS | st.text(max_size=8),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=8,
)


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document but the whole."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found: list[tuple[Any, ...]] = []
    for key, value in items:
        found += [(*here, key), *places(value, (*here, key))]
    return found


@st.composite
def mutants(draw: st.DrawFn, good: Any) -> Any:
    """The document with up to four places changed."""
    tree = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 4))):
        known = places(tree)
        if not known:
            break
        *path, last = draw(st.sampled_from(known))
        node = tree
        for part in path:
            node = node[part]
        change = draw(st.sampled_from(["delete", "replace", "empty", "double"]))
        if change == "delete":
            del node[last]
        elif change == "replace":
            node[last] = draw(ANY)
        elif change == "empty":
            node[last] = draw(st.sampled_from([[], {}, "", None]))
        elif isinstance(node, list):
            node.append(copy.deepcopy(node[last]))
        else:
            node[last] = [node[last], copy.deepcopy(node[last])]
    return tree


def imported(format: Format, tree: Any, name: str = "a.json") -> dict[str, Any]:
    """A document as a manifest."""
    draft = Draft()
    format.read(Source(name, json.dumps(tree).encode()), draft)
    return draft.tree()


def errors(tree: Any) -> list[str]:
    """The errors of a manifest as a draft."""
    report = check(read_bytes(json.dumps(tree).encode(), "lineage.json"), profile="draft")
    return [f"{one.code} {one.message}" for one in report.findings if one.severity is Severity.ERROR]


def refused_or_sound(format: Format, tree: Any) -> None:
    """Whatever a file holds, it is refused with a reason, or makes a manifest without errors."""
    try:
        made = imported(format, tree)
    except LineageError:
        return
    assert errors(made) == []
