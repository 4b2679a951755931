"""The looks at the bytes that spare a walk never miss what the walk would find."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lineage.model import Manifest
from lineage.model.dates import bounds
from lineage.rules import context_for
from lineage.rules.dates.forms import _LATE_DAY
from lineage.rules.references.names import _PREFIXED_KEY
from lineage.rules.synthetic.unnamed import _HINTS, _MADE_BY_MODELS
from lineage.rules.text import _PLACEHOLDER_BYTES, is_placeholder

WORDS = ["n/a", "N.A.", "None", "unknown", "TODO", "xxx", "XXXX", "-", "\u2014", "\u2026", "to be done", "coming soon"]
AROUND = st.text(st.sampled_from(" \t\n()[]<>\"'"), max_size=4)


@given(AROUND, st.sampled_from(WORDS) | st.text("-_.?*/\u2010\u2015\u2026", min_size=1, max_size=5), AROUND)
def test_no_placeholder_is_overlooked(before: str, word: str, after: str) -> None:
    text = before + word + after
    if is_placeholder(text):
        assert _PLACEHOLDER_BYTES.search(json.dumps({"note": text}, ensure_ascii=False).encode())


def test_a_key_is_no_placeholder() -> None:
    assert not _PLACEHOLDER_BYTES.search(b'{"purpose": {"unknown": true}, "none" : 1}')


@given(
    st.sampled_from(sorted(_MADE_BY_MODELS)) | st.just("self-instruct"),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_no_hint_is_overlooked(word: str, spelling: Callable[[str], str]) -> None:
    manifest = Manifest.model_validate_json('{"lineage": "1.0-draft", "id": "urn:a:b"}')
    source = json.dumps({"name": f"a {spelling(word)} b"}).encode()
    assert context_for(manifest, source=source).mentions(*_HINTS)


@given(st.integers(1900, 2199), st.integers(1, 12), st.integers(1, 31))
def test_no_impossible_day_is_overlooked(year: int, month: int, day: int) -> None:
    text = f"{year}-{month:02}-{day:02}"
    if bounds(text) is None:
        assert _LATE_DAY.search(json.dumps({"issued": text}).encode())
    else:
        date(year, month, day)


@given(st.from_regex(r"[a-z][a-z0-9-]{0,5}:[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True))
def test_no_extension_prefix_is_overlooked(key: str) -> None:
    assert _PREFIXED_KEY.search(json.dumps({key: 1}).encode())
