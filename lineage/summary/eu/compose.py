"""The EU summary as a whole: the form walked question by question, each answered by the file of its section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pydantic import MISSING

from lineage.finding import Finding
from lineage.graph import Index
from lineage.model import Manifest
from lineage.summary.blocks import Block, Field, Paragraph, Section, Summary
from lineage.summary.dates import long_date
from lineage.summary.eu import (
    characteristics,
    crawled,
    domains,
    general,
    labels,
    models,
    other,
    private,
    processing,
    public,
    synthetic,
    users,
)
from lineage.summary.eu.annex import annex
from lineage.summary.eu.legacy import with_gaps
from lineage.summary.opened import Files
from lineage.summary.prose import FORM_LANGUAGE, linked, listed, sentence
from lineage.summary.relocate import relocated
from lineage.summary.scope import Scope, scope_of
from lineage.summary.speech import say
from lineage.summary.statements import nothing

if TYPE_CHECKING:
    from lineage.rules.context import Context

_SECTIONS: Final[tuple[Any, ...]] = (
    general,
    characteristics,
    public,
    private,
    crawled,
    domains,
    users,
    synthetic,
    other,
    processing,
)
ANSWERS: Final[dict[str, Callable[[Scope], tuple[Block, ...]]]] = {
    number: answer for section in _SECTIONS for number, answer in section.ANSWERS.items()
}
"""What answers each question of the form."""
_ORIGINALS: Final = {"url": "Original", "archive": "Archived copy"}
_TRANSCRIBED: Final = (
    'These are statements of {author} in the document "{title}"{details}, re-encoded by {publisher}. This is not a '
    "publication of {author}. Facts that {publisher} added are marked with how they are known."
)


def eu_summary(
    manifest: Manifest,
    *,
    corpus: str | None = None,
    at: date | None,
    sha256: str,
    tool_version: str,
    findings: Sequence[Finding] = (),
    context: Context | None = None,
    files: Files | None = None,
) -> Summary:
    """The public summary of training content of one corpus: the first one where ``corpus`` names none.

    ``at`` is the date that the document carries, ``sha256`` the digest of the manifest's bytes; ``findings`` are
    printed in the annex, and so are waivers. With the ``context`` of a check, its index is used, and places are those
    of the file even where faulty parts were cut out. ``files`` gives the files that the manifest names: a list of
    domain names is cut from a tally that it gives. Raises :class:`lineage.errors.LineageError` if there is no such
    corpus, or for a file that is not the one that the manifest means.
    """
    index = context.index if context else Index(manifest)
    scope = scope_of(manifest, index, corpus, context.pruning.original if context else None, files)
    head = tuple(field for field in (_field(question, scope) for question in labels.HEAD) if field is not None)
    sections = tuple(_section(part, scope) for part in labels.FORM)
    sections = with_gaps(sections, scope)
    fields = (*head, *(field for section in sections for field in section.all_fields()))
    summary = Summary(
        form="eu-summary",
        title=labels.TITLE,
        subtitle=labels.SUBTITLE,
        language=FORM_LANGUAGE,
        subject=_subject(scope),
        notices=_notices(scope),
        head=head,
        sections=sections,
        annex=annex(scope, fields, findings, at, sha256, tool_version, context.remarks if context else ()),
    )
    if not scope.hidden_places and not (context is not None and context.pruning.lists):
        return summary
    return relocated(summary, scope.printed_place)


def _section(part: labels.Part, scope: Scope) -> Section:
    alone = len(part.questions) == 1  # a section is never left empty, even where its only question is optional
    fields = (_field(question, scope, keep=alone) for question in part.questions)
    return Section(
        number=part.number,
        heading=part.heading,
        anchor=f"section-{part.number.replace('.', '-')}",
        help=part.help,
        fields=tuple(field for field in fields if field is not None),
        sections=tuple(_section(inner, scope) for inner in part.parts),
    )


def _field(question: labels.Question, scope: Scope, *, keep: bool = False) -> Field | None:
    answer = ANSWERS[question.number](scope)
    if not answer:
        if question.optional and not keep:
            return None
        answer = (nothing(scope.place),)
    name = question.number.replace(".", "-")
    return Field(
        number=question.number,
        label=question.label,
        anchor=f"field-{name}",
        answer=answer,
        optional=question.optional,
        wide=question.wide,
        footnote=question.footnote,
        source=f"source-{name}",
    )


def _subject(scope: Scope) -> str:
    names = [models.name(model, place, scope) for model, place in scope.models]
    return listed(names) or say("models that are not named")


def _notices(scope: Scope) -> tuple[Paragraph, ...]:
    """For a re-encoding: whose statements these are, from which document, and who encoded them."""
    source = scope.manifest.transcribed_from
    if source is MISSING:
        return ()
    author = scope.who(source.by)
    by = say("its publisher") if scope.manifest.publisher is MISSING else scope.who(scope.manifest.publisher)
    details = [say("dated {date}", date=long_date(source.date))] if source.date is not MISSING else []
    details += [say("read {date}", date=long_date(source.retrieved))] if source.retrieved is not MISSING else []
    details += [say("section: {section}", section=source.section)] if source.section is not MISSING else []
    where = f" ({', '.join(details)})" if details else ""
    found = [
        sentence(
            say(_TRANSCRIBED, author=author, title=source.title, details=where, publisher=by),
            ("transcribedFrom",),
        )
    ]
    for key, words in _ORIGINALS.items():
        if getattr(source, key) is not MISSING:
            found.append(linked(say(words), getattr(source, key), ("transcribedFrom", key), between=": "))
    if source.sha256 is not MISSING:
        words = say("SHA-256 of the document: {digest}", digest=source.sha256)
        found.append(sentence(words, ("transcribedFrom", "sha256")))
    return tuple(found)
