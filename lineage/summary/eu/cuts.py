"""The list of domain names that is cut from a tally: which rule cut it, what it covers, and what the tally is like."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import value_of
from lineage.model.dataset import Domains
from lineage.model.link import File
from lineage.pointer import Pointer
from lineage.summary.agents import place_of
from lineage.summary.blocks import Block, Item, Items, Paragraph, Prose, Run
from lineage.summary.eu.tally import Cut, Tally, cut, read_tally
from lineage.summary.opened import content
from lineage.summary.prose import listed, sentence
from lineage.summary.scope import Scope
from lineage.summary.sizes import number
from lineage.summary.speech import say, say_counted
from lineage.summary.statements import nothing
from lineage.summary.traits import percent

_COVERED: Final = {
    False: "{number} of {all}: the top 10 % of all domain names by the size of the content.",
    True: "{number} of {all}: the top 5 % of all domain names by the size of the content, or 1 000 where that is "
    "fewer.",
}
"""What the list covers, by whether the rule for small and medium-sized enterprises holds."""

_DECLARED: Final = {
    True: "{provider} declares that it is a small or medium-sized enterprise in the sense of Recommendation "
    "2003/361/EC.",
    False: "{provider} declares that it is not a small or medium-sized enterprise in the sense of Recommendation "
    "2003/361/EC.",
    None: "{provider} does not declare whether it is a small or medium-sized enterprise in the sense of Recommendation "
    "2003/361/EC.",
}


def cut_list(domains: Domains, place: Pointer, scope: Scope, name: str) -> list[Block]:
    """The names that the template asks for of the dataset called ``name``, if its tally is at hand; nothing where it is
    not, or where a statement stands in place of the list.

    Raises :class:`lineage.errors.LineageError` for a tally that is not the one pinned, or that cannot be read.
    """
    kept_back = domains.list_ is not MISSING and not isinstance(domains.list_, File)
    if domains.tally is MISSING or kept_back:
        return []
    where = (*place, "tally")
    data = content(domains.tally, scope.files)
    if data is None:
        missing = domains.list_ is MISSING and domains.tally.path is not MISSING
        return [nothing(where, "the tally was not at hand, so no list was cut from it")] if missing else []
    tally = read_tally(data, str(domains.tally.path))
    sme, said = _rule(scope)
    top = cut(tally, sme)
    about = [*_covered(top, sme, where), *said, *_noticed(tally, where)]
    if domains.total is not MISSING and domains.total != top.of:
        words = say(
            "The manifest states {stated} domain names in all; the tally holds {held}.",
            stated=number(domains.total),
            held=number(top.of),
        )
        about.append(sentence(words, (*place, "total"), where))
    names = tuple(Item((Paragraph((Run(name),)),)) for name, _ in top.names)  # their place is that of the heading
    heading = sentence(say("Domain names of {dataset}, largest first by the size of the content:", dataset=name), where)
    return [Prose(tuple(about)), Items(names, heading)]


def _covered(top: Cut, sme: bool, where: Pointer) -> list[Paragraph]:
    names = say("1 domain name") if top.of == 1 else say("{number} domain names", number=number(top.of))
    said = [sentence(say(_COVERED[sme], number=number(len(top.names)), all=names), where)]
    if top.all_bytes:
        share = percent(round(Decimal(top.bytes) / Decimal(top.all_bytes), 3))
        said.append(sentence(say("They hold {share} of the bytes counted.", share=share), where))
    return [*said, sentence(say("Names of the same size are in alphabetical order."), where)]


def _rule(scope: Scope) -> tuple[bool, list[Paragraph]]:
    """Whether the rule for small and medium-sized enterprises holds, and from which declarations that follows. It holds
    only where every provider declares to be one."""
    said: list[Paragraph] = []
    declared: list[bool] = []
    for reference, place in scope.providers:
        agent = scope.agent(reference)
        answer: Any = value_of(getattr(agent, "sme", MISSING))
        where = (*place_of(reference, place, scope), "sme")
        said.append(sentence(say(_DECLARED[answer], provider=scope.who(reference)), where))
        declared.append(answer is True)
    if not said:
        return False, [sentence(say("No provider is named, and so none declares its size."), ("models",))]
    return all(declared), said


def _noticed(tally: Tally, where: Pointer) -> list[Paragraph]:
    counts = (
        (tally.repeated, "{number} row that repeats a name and is added to it",
         "{number} rows that repeat a name and are added to it"),
        (tally.alike, "{number} name that differs from another in capital letters or a final dot alone",
         "{number} names that differ from another in capital letters or a final dot alone"),
        (tally.addresses, "{number} name that is an IP address", "{number} names that are IP addresses"),
        (tally.undotted, "{number} name of one part only", "{number} names of one part only"),
    )  # fmt: skip
    found = [say_counted(times, one, many) for times, one, many in counts if times]
    if not found:
        return []
    words = "In the tally: {remarks}. All names are counted and printed as they are written."
    return [sentence(say(words, remarks=listed(found)), where)]
