"""The form as a whole, or the part of it that one reader gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from lineage.finding import Finding
from lineage.model import Manifest
from lineage.summary.audience import opened
from lineage.summary.blocks import Summary
from lineage.summary.code import amounts, curation, data, general, labels
from lineage.summary.form import Form, Part, Question, document

if TYPE_CHECKING:
    from lineage.rules.context import Context

ANSWERS: Final = {
    number: answer for part in (general, data, amounts, curation) for number, answer in part.ANSWERS.items()
}
"""What answers each field."""


def code_summary(
    manifest: Manifest,
    *,
    corpus: str | None = None,
    at: date | None,
    sha256: str,
    tool_version: str,
    findings: Sequence[Finding] = (),
    context: Context | None = None,
    audience: str | None = None,
) -> Summary:
    """The form for one corpus; called like :func:`lineage.summary.eu.eu_summary`.

    Without an ``audience``, every field with its readers, answered from public records. With one (``aio``, ``nca`` or
    ``downstream``), only what that reader gets, from the records that it may see; findings are the provider's own
    business then, and are left out.
    """
    return document(
        form(audience),
        opened(manifest, labels.READABLE[audience]) if audience else manifest,
        corpus=corpus,
        at=at,
        sha256=sha256,
        tool_version=tool_version,
        findings=None if audience else findings,
        context=context,
    )


def form(audience: str | None) -> Form:
    """The form with all its fields, or with those of one reader."""
    notices = [labels.PARTIAL]
    if audience:
        _, name = labels.AUDIENCES[audience]
        notices.append(f"For {name}. Fields that are not intended for {name} are left out.")
    else:
        notices.append(labels.READERS)
    return Form(
        name="code-form",
        title=labels.TITLE,
        subtitle=labels.SUBTITLE,
        head=_questions(labels.HEAD, audience),
        parts=(
            Part("1", labels.HEADING_GENERAL, _questions(labels.GENERAL, audience)),
            Part("2", labels.HEADING_TRAINING, _questions(labels.TRAINING, audience), help=labels.HELP_TRAINING),
        ),
        answers=ANSWERS,
        notices=tuple(notices),
        annex=labels.ANNEX,
        made=labels.MADE,
    )


def _questions(fields: Iterable[labels.Asked], audience: str | None) -> tuple[Question, ...]:
    """The fields that a reader gets; all of them, each with its readers, where none is named."""
    if audience:
        return tuple(Question(field.number, f"{field.label}:") for field in fields if audience in field.readers)
    return tuple(Question(field.number, f"{field.label} ({_readers(field)}):") for field in fields)


def _readers(field: labels.Asked) -> str:
    return ", ".join(labels.AUDIENCES[reader][0] for reader in field.readers)
