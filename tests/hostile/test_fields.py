"""Every field of the schema that takes text is filled, so that what the other tests of this room show holds for all."""

from __future__ import annotations

from functools import partial

from tests.hostile import fields, strings
from tests.hostile.documents import CALM, manifest, summary
from tests.summary.build import manifest_of


def test_every_field_that_takes_text_is_there() -> None:
    assert fields.fields() - fields.holders(fields.whole()) == set()


def test_many_places_are_filled_with_every_string() -> None:
    kinds = [place.kind for place in fields.places()]
    assert len(kinds) > 300
    assert {kind: kinds.count(kind) > 0 for kind in (*fields.FREE, *fields.BOUND)} == dict.fromkeys(
        (*fields.FREE, *fields.BOUND), True
    )
    lines = {strings.of(turn, 0, "Line") for turn in range(strings.ROUNDS)}
    assert lines == set(strings.LINES)


def test_the_filled_manifest_is_valid() -> None:
    """Otherwise faulty parts would be cut out, and nothing would be shown by their absence."""
    for turn in range(strings.ROUNDS):
        manifest_of(fields.filled(partial(strings.of, turn)))
    assert b"calm words" in manifest(CALM)


def test_the_strings_are_printed() -> None:
    """A document that left them all out would pass every other test."""
    from lineage.summary import write_json

    printed = write_json(summary(0, "eu"))
    assert sum(printed.count(word) for word in ("DROP TABLE", "alert(1)", "7*7", "HYPERLINK", "DDEAUTO")) > 100
