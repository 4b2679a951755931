"""The EU summary as a whole: the form walked question by question, each answered by the file of its section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lineage.finding import Finding
from lineage.graph import Index
from lineage.model import Manifest
from lineage.summary.blocks import Block, Summary
from lineage.summary.eu import (
    characteristics,
    crawled,
    domains,
    general,
    labels,
    other,
    private,
    processing,
    public,
    synthetic,
    users,
)
from lineage.summary.eu.annex import annex
from lineage.summary.eu.legacy import with_gaps
from lineage.summary.form import field_of, section_of, subject, transcription
from lineage.summary.opened import Files
from lineage.summary.prose import FORM_LANGUAGE
from lineage.summary.relocate import relocated
from lineage.summary.scope import Scope, scope_of

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
    head = tuple(
        field for field in (field_of(question, ANSWERS, scope) for question in labels.HEAD) if field is not None
    )
    sections = tuple(section_of(part, ANSWERS, scope) for part in labels.FORM)
    sections = with_gaps(sections, scope)
    fields = (*head, *(field for section in sections for field in section.all_fields()))
    summary = Summary(
        form="eu-summary",
        title=labels.TITLE,
        subtitle=labels.SUBTITLE,
        language=FORM_LANGUAGE,
        subject=subject(scope),
        notices=transcription(scope),
        head=head,
        sections=sections,
        annex=annex(scope, fields, findings, at, sha256, tool_version, context.remarks if context else ()),
    )
    if not scope.hidden_places and not (context is not None and context.pruning.lists):
        return summary
    return relocated(summary, scope.printed_place)
