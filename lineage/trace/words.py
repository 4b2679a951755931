"""The words of a trace: names, paths and counts in sentences that every format shares.

Nothing here is a verdict. It is said what is described, by whom, and what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lineage.graph.answers import Leg
from lineage.trace.conflicts import Conflict
from lineage.trace.names import Names
from lineage.trace.result import FORMS, Entry, Party, Trace, Way
from lineage.trace.unknowns import Unknowns
from lineage.trace.ways import TEACHING

MEANINGS: Final = {
    "weights": "its weights were the starting point",
    "distribution": "its probabilities or internal states were the target",
    "content": "its words are in the data",
    "signal": "its judgements, or words trained against, are in the data",
    "selection": "it decided what is in the data",
}
"""What each form says of a teacher that acted directly."""

_KINDS: Final = {"provider": "not told apart", "family": "some member", "service": "a service"}
_NAMED: Final = 3


def plural(number: int, one: str, many: str | None = None) -> str:
    """``1 dataset``, ``2 datasets``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


def first_line(trace: Trace) -> str:
    """What is not known, before anything else."""
    known = trace.unknowns
    if trace.direction == "down":
        data = f"of {plural(len(known.datasets), 'dataset')} described, {_silent(known)}"
        data = data if known.datasets else "no dataset is described"
        return f"Only what is described can be found: {data}{_partial(known)}."
    ends = (
        f"; {plural(len(known.ends), 'model')} end{'s' if len(known.ends) == 1 else ''} the trail: nothing upstream of "
    )
    ends += f"{'it' if len(known.ends) == 1 else 'them'} is recorded"
    head = f"Of {plural(len(known.datasets), 'dataset')} described, {_silent(known)}"
    text = f"{head if known.datasets else 'No dataset is described'}{_partial(known)}"
    text += ends if known.ends else ""
    if known.unnamed:
        text += f"; {plural(known.unnamed, 'model')} not named"
    if known.outside:
        text += f"; {plural(len(known.outside), 'reference')} to what no manifest here describes"
    text += "."
    if known.unstated:
        text += (
            f" On {known.unstated:,} of {plural(known.ways, 'way')} it is not stated which parts were taken or written:"
            " what is listed for them is an upper bound."
        )
    return text


def _silent(known: Unknowns) -> str:
    number = len(known.silent)
    if not number:
        return "each says whether models had a hand"
    return f"{number:,} {'does' if number == 1 else 'do'} not say whether models had a hand"


def _partial(known: Unknowns) -> str:
    number = len(known.partial)
    return f", {plural(number, 'list')} {'is' if number == 1 else 'are'} partial" if number else ""


def empty(trace: Trace) -> str:
    """What is said where nothing was found."""
    silent = len(trace.unknowns.silent)
    what = "No teacher found" if trace.direction == "up" else "Nothing found that it reaches"
    text = f"{what} in what is described; {plural(silent, 'dataset')} {'does' if silent == 1 else 'do'} not say."
    return f"{text} {trace.filters.words}".rstrip()


def taken(trace: Trace) -> Iterator[str]:
    """Of which sources the subject takes only some parts: a sentence for each."""
    entity = trace.subject
    if entity.kind != "dataset":
        return
    for record, (source, _) in entity.records:
        for edge in record.derivations():
            if isinstance(edge.takes, list):
                other = trace.network.entities.resolve(source, edge.dataset)
                name = other.name if other else edge.dataset
                yield f"Of {name} only this is taken: {', '.join(edge.takes)}."


def remarks_on(party: Party) -> list[str]:
    """What has to be said beside the name of a teacher: that it is a family, or own, or not described."""
    remarks = []
    if party.kind == "family" and party.entity:
        level = party.entity.first("level")
        described = party.entity.first("identified") == "class"
        remarks.append(_KINDS.get(level, "not told apart" if described else "some member"))
    if party.kind == "outside":
        remarks.append("not described here")
    return [*remarks, "own"] if party.own else remarks


def party_name(party: Party) -> str:
    """The name of a teacher; of one of several the names of all, each with who names it."""
    if party.candidates:
        return " or ".join(f"{name} ({source})" if source else name for name, source in party.candidates)
    return party.name


def with_remarks(party: Party, provider: bool = False) -> str:
    """The name with what has to be said beside it, and the provider where it has no column of its own."""
    remarks = ([party.provider] if provider and party.provider else []) + remarks_on(party)
    return f"{party_name(party)} ({', '.join(remarks)})" if remarks else party_name(party)


def way_label(way: Way) -> str:
    """What a teacher did, and by way of what it arrives."""
    return f"{way.label}, by way of {way.by_way_of.step.label}" if way.by_way_of else way.label


def share_words(way: Way, subject: str) -> str:
    """The share where there is one: ``25.53 % of the records of WildChat``, or of its own records."""
    found = way.portion
    if found.part is None:
        return ""
    remarks = f" ({'; '.join(found.remarks)})" if found.remarks else ""
    whose = f"its {found.unit}" if found.of == subject else f"the {found.unit} of {found.of}"
    return f"{found.part.words} of {whose}{' on this path' if found.along else ''}{remarks}"


def path_words(names: Names, path: Sequence[Leg], end: str | None = None) -> str:
    """A path from the subject to the teacher on one line; ``end`` in place of the teacher's name. Crossings of a model
    are left out: the next step starts at the same one."""
    legs = [leg for leg in path if leg.step.relation != "making"]
    shown = [names.of(path[0].start), *(f"{names.of(leg.step.target)} ({leg.step.label})" for leg in legs)]
    if end is not None:
        shown[-1] = f"{end} ({path[-1].step.label})"
    return " ← ".join(shown)


def chain_words(names: Names, way: Way, last: str) -> str:
    """The models between and what each learnt from: ``alpaca-7b, which learnt from text-davinci-003``. ``last`` stands
    for the teacher."""
    taught = [leg for leg in way.path if leg.step.relation in TEACHING]
    crossed = [leg for leg in way.path if leg.step.generation]
    text = names.of(crossed[0].start) if crossed else ""
    for leg in taught[1:]:
        verb = "started" if leg.step.relation == "initializedFrom" else "learnt"
        text += f", which {verb} from {last if leg is taught[-1] else names.of(leg.step.target)}"
    return text


def conflict_words(names: Names, conflict: Conflict) -> str:
    """A claim of absence beside what is described otherwise. Which of the two holds is not said."""
    text = f"{conflict.absence.words} Described otherwise: {path_words(names, conflict.path)}."
    if not conflict.stated:
        text += " Which parts were taken is not stated on all of it."
    return f"{text} Source of the second statement: {conflict.source}."


def form_word(form: str) -> str:
    """A form as it is printed."""
    return FORMS.get(form, "form not known")


def heading(entry: Entry) -> str:
    """A form with what it means, for what acted directly."""
    meaning = MEANINGS.get(entry.form)
    return f"{form_word(entry.form)}: {meaning}" if meaning else form_word(entry.form)


def by_form(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by form, the strongest first, as they come."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.form, []).append(entry)
    return found
