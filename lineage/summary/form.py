"""A form as data, and how a document is made from it: walked question by question, each answered by a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic import MISSING

from lineage.finding import Finding
from lineage.graph import Index
from lineage.model import Manifest
from lineage.summary import annexes, models
from lineage.summary.blocks import Block, Field, Paragraph, Section, Summary
from lineage.summary.dates import long_date
from lineage.summary.life.records import used_records
from lineage.summary.prose import FORM_LANGUAGE, linked, listed, sentence
from lineage.summary.relocate import relocated
from lineage.summary.scope import Scope, scope_of
from lineage.summary.speech import say
from lineage.summary.statements import nothing

if TYPE_CHECKING:
    from lineage.rules.context import Context

ORIGINALS: Final = {"url": "Original", "archive": "Archived copy"}
_TRANSCRIBED: Final = (
    'These are statements of {author} in the document "{title}"{details}, re-encoded by {publisher}. This is not a '
    "publication of {author}. Facts that {publisher} added are marked with how they are known."
)

Answers: TypeAlias = Mapping[str, Callable[[Scope], tuple[Block, ...]]]
"""What answers each question, by its number."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. An optional one is left out where there is no answer."""

    number: str
    label: str
    optional: bool = False
    wide: bool = False
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its questions, then its subsections."""

    number: str
    heading: str
    questions: tuple[Question, ...] = ()
    parts: tuple[Part, ...] = ()
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a law. ``name`` is its word in ``publications``. Ours are the ``notices`` on the first page, the
    heading of the ``annex``, and in ``made`` a word on how the document and its labels came about."""

    name: str
    title: str
    subtitle: str
    head: tuple[Question, ...]
    parts: tuple[Part, ...]
    answers: Answers
    notices: tuple[str, ...]
    annex: str
    made: str


def document(
    form: Form,
    manifest: Manifest,
    *,
    corpus: str | None = None,
    at: date | None,
    sha256: str,
    tool_version: str,
    findings: Sequence[Finding] | None = (),
    context: Context | None = None,
) -> Summary:
    """The document of a form for one corpus: the first one where ``corpus`` names none.

    ``at`` is the date that it carries, ``sha256`` the digest of the manifest's bytes; ``findings`` are printed in the
    annex, and so are waivers; ``None`` leaves both out. With the ``context`` of a check, places are those of the file
    even where faulty parts were cut out. Raises :class:`lineage.errors.LineageError` if there is no such corpus.
    """
    shared = context is not None and context.index.manifest is manifest
    index = context.index if context is not None and shared else Index(manifest)
    scope = scope_of(manifest, index, corpus, context.pruning.original if context else None)
    head = tuple(found for question in form.head if (found := field_of(question, form.answers, scope)))
    sections = tuple(section_of(part, form.answers, scope) for part in form.parts)
    fields = (*head, *(field for section in sections for field in section.all_fields()))
    parts = [annexes.sources("A", fields, scope)]
    if findings is not None:
        parts.append(annexes.findings("B", findings, scope))
        parts.append(annexes.waivers("C", scope, context.remarks if context else ()))
    parts.append(annexes.made("ABCD"[len(parts)], scope, form.made, at, sha256, tool_version))
    parts.append(used_records("ABCDE"[len(parts)], fields, scope))
    summary = Summary(
        form=form.name,
        title=form.title,
        subtitle=form.subtitle,
        language=FORM_LANGUAGE,
        subject=subject(scope),
        notices=(*transcription(scope), *map(sentence, form.notices)),
        head=head,
        sections=sections,
        annex=Section("Annex", form.annex, "annex", sections=tuple(parts)),
    )
    if not scope.hidden_places and not (context is not None and context.pruning.lists):
        return summary
    return relocated(summary, scope.printed_place)


def section_of(part: Part, answers: Answers, scope: Scope) -> Section:
    """A section of the form with its answers."""
    alone = len(part.questions) == 1  # a section is never left empty, even where its only question is optional
    fields = (field_of(question, answers, scope, keep=alone) for question in part.questions)
    return Section(
        number=part.number,
        heading=part.heading,
        anchor=f"section-{part.number.replace('.', '-')}",
        help=part.help,
        fields=tuple(field for field in fields if field is not None),
        sections=tuple(section_of(inner, answers, scope) for inner in part.parts),
    )


def field_of(question: Question, answers: Answers, scope: Scope, *, keep: bool = False) -> Field | None:
    """A question with its answer; nothing where it is optional and not answered, unless it is to be kept."""
    answer = answers[question.number](scope)
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


def subject(scope: Scope) -> str:
    """The models that the document is about."""
    names = [models.name(model, place, scope) for model, place in scope.models]
    return listed(names) or say("models that are not named")


def transcription(scope: Scope) -> tuple[Paragraph, ...]:
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
    for key, words in ORIGINALS.items():
        if getattr(source, key) is not MISSING:
            found.append(linked(say(words), getattr(source, key), ("transcribedFrom", key), between=": "))
    if source.sha256 is not MISSING:
        words = say("SHA-256 of the document: {digest}", digest=source.sha256)
        found.append(sentence(words, ("transcribedFrom", "sha256")))
    return tuple(found)
