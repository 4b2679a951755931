"""The documentation as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from lineage.finding import Finding
from lineage.model import Manifest
from lineage.summary.ab2013 import developer, facts, labels, points, processing, sources, synthetic
from lineage.summary.blocks import Summary
from lineage.summary.form import Form, document

if TYPE_CHECKING:
    from lineage.rules.context import Context

FORM: Final = Form(
    name="ab2013",
    title=labels.TITLE,
    subtitle=labels.SUBTITLE,
    head=labels.HEAD,
    parts=labels.FORM,
    answers={
        number: answer
        for part in (developer, sources, facts, points, processing, synthetic)
        for number, answer in part.ANSWERS.items()
    },
    notices=(labels.NOTICE,),
    annex=labels.ANNEX,
    made=labels.MADE,
)


def ab2013_summary(
    manifest: Manifest,
    *,
    corpus: str | None = None,
    at: date | None,
    sha256: str,
    tool_version: str,
    findings: Sequence[Finding] = (),
    context: Context | None = None,
) -> Summary:
    """The documentation of one corpus; called like :func:`lineage.summary.eu.eu_summary`."""
    return document(
        FORM,
        manifest,
        corpus=corpus,
        at=at,
        sha256=sha256,
        tool_version=tool_version,
        findings=findings,
        context=context,
    )
