"""Section 3: the Code of Practice, reservations of rights, illegal content, other information."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from lineage.model.agent import Contact
from lineage.model.declaration import CodeOfPractice
from lineage.model.link import Link
from lineage.pointer import Pointer
from lineage.summary import dates, measures, questions
from lineage.summary.agents import contact_lines, declarations
from lineage.summary.blocks import Block, Lines, Paragraph
from lineage.summary.prose import linked, listed, sentence
from lineage.summary.scope import Scope
from lineage.summary.speech import say
from lineage.summary.statements import nothing, silence, text_answer

Blocks = tuple[Block, ...]
_CHAPTERS = {"transparency": "transparency", "copyright": "copyright", "safetyAndSecurity": "safety and security"}


def signatory(scope: Scope) -> Blocks:
    """3.1: signatory or not; never inferred. Said of each provider where there are several."""
    blocks: list[Block] = []
    several = len(scope.providers) > 1
    for declaration, place in declarations(scope):
        answer = declaration.code_of_practice
        where = (*place, "codeOfPractice")
        if answer is MISSING:
            continue
        if several:
            blocks.append(Lines((sentence(say("{names}:", names=scope.who(declaration.by)), (*place, "by")),)))
        if isinstance(answer, CodeOfPractice):
            blocks += questions.yes_or_no(answer.signatory, (*where, "signatory"), scope)
            lines = _details(answer, where)
            blocks += [Lines(tuple(lines))] if lines else []
        else:
            blocks += questions.yes_or_no(answer, where, scope)
    return tuple(blocks) or questions.yes_or_no(MISSING, ("declarations",), scope)


def _details(code: CodeOfPractice, place: Pointer) -> list[Paragraph]:
    lines: list[Paragraph] = []
    if code.chapters is not MISSING:
        words = say(
            "Chapters signed: {chapters}.", chapters=listed(say(_CHAPTERS[chapter]) for chapter in code.chapters)
        )
        lines.append(sentence(words, (*place, "chapters")))
    if code.since is not MISSING:
        lines.append(sentence(say("Since {date}.", date=dates.long_date(code.since)), (*place, "since")))
    return lines


def reservations(scope: Scope) -> Blocks:
    """3.1: measures on reservations of rights, the provider's first, in the order in which they were taken."""
    return tuple(measures.described(scope, measures.with_purpose(scope, "rightsReservation"))) or (
        nothing(("measures",), "no measure is stated"),
    )


def reservation_comments(scope: Scope) -> Blocks:
    """3.1: copyright policy, and where rightsholders can turn."""
    blocks: list[Block] = []
    for declaration, place in declarations(scope):
        lines: list[Paragraph] = []
        policy: Any = declaration.copyright_policy
        where = (*place, "copyrightPolicy")
        if isinstance(policy, Link):
            named = "" if policy.title is MISSING else policy.title
            title = say("Copyright policy: {title}", title=named) if named else say("Copyright policy")
            lines.append(linked(title, None if policy.url is MISSING else policy.url, where))
        elif policy is not MISSING and (stated := silence(policy, where, scope)):
            lines += [sentence(say("Copyright policy: {title}", title=stated.text), where), *stated.note]
        contact: Any = declaration.complaints
        where = (*place, "complaints")
        if isinstance(contact, Contact):
            lines += [sentence(say("Contact for rightsholders:"), where), *contact_lines(contact, where, scope)]
        elif contact is not MISSING and (stated := silence(contact, where, scope)):
            lines += [
                sentence(say("Contact for rightsholders: {statement}", statement=stated.text), where),
                *stated.note,
            ]
        blocks += [Lines(tuple(lines))] if lines else []
    return tuple(blocks)


def illegal_content(scope: Scope) -> Blocks:
    """3.2: measures on illegal content. Those for quality alone are left out, as the template asks."""
    return tuple(measures.described(scope, measures.with_purpose(scope, "illegalContent"))) or (
        nothing(("measures",), "no measure is stated"),
    )


def other_information(scope: Scope) -> Blocks:
    """3.3: what is declared; then measures on memorisation, personal data and bias that are not said above."""
    blocks: list[Block] = []
    for declaration, place in declarations(scope):
        blocks += text_answer(declaration.other_processing, (*place, "otherProcessing"), scope)
    said = {measure.id for measure, _ in measures.with_purpose(scope, "rightsReservation", "illegalContent")}
    found = measures.with_purpose(scope, "memorization", "personalData", "bias")
    return (*blocks, *measures.described(scope, [item for item in found if item[0].id not in said]))


ANSWERS = {
    "3.1.a": signatory,
    "3.1.b": reservations,
    "3.1.c": reservation_comments,
    "3.2.a": illegal_content,
    "3.3.a": other_information,
}
"""Question by question, what this file answers."""
