"""The head of the form and sections 1.1 and 1.2: version and date, who provides, which models, since when."""

from __future__ import annotations

from typing import Final

from pydantic import MISSING

from lineage.graph.union import UNION_COUNTRIES
from lineage.model.answer import value_of
from lineage.model.dates import latest
from lineage.rules.summaries.due import due_after
from lineage.summary import dates, publications
from lineage.summary.agents import agent_lines, place_of, providers
from lineage.summary.blocks import Block, Lines, Statement
from lineage.summary.languages import country
from lineage.summary.prose import sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say
from lineage.summary.statements import nothing, silence
from lineage.summary.subjects import dependencies, model_names, placed_on_market

Blocks = tuple[Block, ...]

FORM: Final = "eu-summary"
"""The word for this form in ``publications``."""

_TEMPLATES: Final = {
    "draft-2025-01": "draft of January 2025",
    "2025-07": "C(2025) 5235 of 24 July 2025",
    "2025-12": "C(2025) 8311 of 5 December 2025",
}


def version(scope: Scope) -> Blocks:
    """0.a: the version, where it is published, what changed, earlier versions; and which template it follows."""
    return (*publications.version(scope, FORM, "Summary"), *_template(scope))


def _template(scope: Scope) -> Blocks:
    found = publications.publication(scope, FORM)
    if found is None:
        return ()
    stated = found[0].template_version
    words = say("no information available (not stated)") if stated is MISSING else say(_TEMPLATES[stated])
    return (
        Lines((sentence(say("Version of the template: {version}", version=words), (*found[1], "templateVersion")),)),
    )


def last_update(scope: Scope) -> Blocks:
    """0.b: DD/MM/YY; and when the next one is due, where training goes on."""
    return (*publications.last_update(scope, FORM, dates.day), *_next_update(scope))


def _next_update(scope: Scope) -> Blocks:
    """The day by which an update is due. It is due every six months where the model is trained on further data, which
    only a declaration tells."""
    found = publications.publication(scope, FORM)
    day = None if found is None or found[0].updated is MISSING else latest(found[0].updated)
    if found is None or day is None or value_of(scope.corpus.continuous_training) is not True:
        return ()
    due = dates.long_date(due_after(day).isoformat())
    words = say("Next update due by {date}: six months after this one, as training goes on with new data.", date=due)
    return (Lines((sentence(words, (*found[1], "updated"), scope.at("continuousTraining")),)),)


def representative(scope: Scope) -> Blocks:
    """1.1: the authorised representative; not applicable only where it is said, or where the provider is in the
    Union."""
    blocks: list[Block] = []
    for reference, place in scope.providers:
        agent = scope.agent(reference)
        where = place_of(reference, place, scope)
        answer = getattr(agent, "representative", MISSING)
        code = value_of(agent.country) if agent else None
        stated = silence(answer, (*where, "representative"), scope)
        if answer is MISSING and code in UNION_COUNTRIES:
            words = say("The provider is established in the Union: {country}.", country=country(code))
            note = sentence(words, (*where, "country"))
            blocks.append(Statement("notApplicable", None, (note,), ((*where, "country"),)))
        elif stated:
            blocks.append(stated)
        else:
            blocks.append(Lines(tuple(agent_lines(answer, (*where, "representative"), scope))))
    return tuple(blocks) or (nothing(("agents",)),)


ANSWERS = {
    "0.a": version,
    "0.b": last_update,
    "1.1.a": providers,
    "1.1.b": representative,
    "1.2.a": model_names,
    "1.2.b": dependencies,
    "1.2.c": placed_on_market,
}
"""Question by question, what this file answers."""
