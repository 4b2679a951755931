"""A document with its labels in another language.

Sentences are put together in that language while they are composed (:mod:`lineage.summary.speech`). What is a label by
its place, such as a heading, a question or an option, is translated here, in the finished document: nothing that a
manifest says can stand in such a place. Numbers, order, anchors and places stay as they are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from pydantic import MISSING

from lineage.summary.blocks import (
    Column,
    Field,
    Figure,
    Option,
    Paragraph,
    Run,
    Section,
    Statement,
    Summary,
    Table,
)
from lineage.summary.catalogues import voice_for
from lineage.summary.speech import ENGLISH, Voice, say, speaking

if TYPE_CHECKING:
    from lineage.model import Manifest

UNOFFICIAL: Final = (
    "Unofficial translation: headings, questions and standing sentences were translated from English by the makers of "
    "this software; no authority has approved them. Facts are printed in the language in which they were recorded."
)
"""Stands first in every translated document, in its language and in English."""

LABELS: Final[dict[type, tuple[str, ...]]] = {
    Summary: ("title", "subtitle"),
    Section: ("heading", "help"),
    Field: ("label", "footnote"),
    Option: ("label",),
    Statement: ("reason",),
    Table: ("caption",),
    Column: ("heading", "help"),
}
"""Where a text is a label by its place."""


def written_in(language: str, law: str, manifest: Manifest, build: Callable[[], Summary]) -> Summary:
    """What ``build`` makes of a manifest for a law, with labels in a language. English is what it makes anyway.

    Raises :class:`lineage.summary.catalogues.NoCatalogue` for a language without labels.
    """
    found = voice_for(law, language)
    if found is None:
        return build()
    facts = ENGLISH if manifest.language is MISSING else str(manifest.language)
    speaker = found.of_facts_in(facts)
    with speaking(speaker):
        return localised(build(), speaker)


def localised(summary: Summary, speaker: Voice) -> Summary:
    """The document with its labels translated and a notice that says so, to be called while speaking."""
    translated: Summary = _walk(summary)
    notice = Paragraph((Run(say(UNOFFICIAL)),)), Paragraph((Run(UNOFFICIAL, lang=speaker.tag(ENGLISH)),))
    return dataclasses.replace(
        translated, language=speaker.language, voice=speaker, notices=(*notice, *translated.notices)
    )


def _walk(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_walk(item) for item in value)
    if isinstance(value, Figure):
        # A picture, its description and its data hold together, and are drawn in English.
        return dataclasses.replace(value, lang=ENGLISH)
    if not dataclasses.is_dataclass(value) or isinstance(value, type | Run | Paragraph):
        return value
    labels = LABELS.get(type(value), ())
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if isinstance(held, str) and field.name in labels:
            changes[field.name] = say(held)
        elif field.name != "pointers" and (isinstance(held, tuple) or dataclasses.is_dataclass(held)):
            changes[field.name] = _walk(held)
    return dataclasses.replace(value, **changes) if changes else value
