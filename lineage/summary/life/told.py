"""A difference as a document for people, in Markdown: what was said, what is said now, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from pydantic import MISSING

from lineage.markup import escape
from lineage.pointer import to_text
from lineage.summary.life.compare import AnswerChange, Difference, EntryChange
from lineage.summary.life.facts import HEAD, FactChange, RecordChange, written
from lineage.summary.life.meaning import Entry, said
from lineage.summary.prose import capital, counted, listed
from lineage.visible import one_line

_LONGEST: Final = 300
"""Characters of a value that Markdown shows; JSON has it whole."""
_PLACES: Final = 6
"""Places of an answer that Markdown shows."""
NOUNS: Final = {"corpus": "corpora", "terms": "terms"}


def write_markdown(found: Difference) -> str:
    """The difference as Markdown, with a line break at the end."""
    chunks = [
        f"# Changes to the {escape(found.new.title)}",
        f"For: {escape(found.new.subject)}",
        _documents(found),
        verdict(found),
    ]
    section = ""
    for change in found.answers:
        if change.question.section != section:
            section = change.question.section
            chunks.append(f"## {escape(section)}")
        chunks += _answer(change)
    chunks += _records(found)
    if found.unlisted:
        chunks.append(unlisted(found.unlisted))
    return "\n\n".join(chunk for chunk in chunks if chunk) + "\n"


def verdict(found: Difference) -> str:
    """What differs, in one paragraph."""
    if found.same:
        return "Nothing changed: both say the same."
    words = [f"**{counted(len(found.answers), 'answer')} changed**" if found.answers else "No answer changed"]
    if found.records:
        words.append(f"**{counted(len(found.records), 'record')} changed**")
    compared = f"{counted(len(found.new.printed), 'question')} compared"
    text = f"{' and '.join(words)}; {compared}. Another order or another layout is no change."
    if found.records is None:
        text += " Records were not compared: that takes both manifests."
    return text


def unlisted(number: int) -> str:
    """How many changes are not told."""
    return f"{counted(number, 'change')} about records that are not public: counted, not told."


def _documents(found: Difference) -> str:
    rows = [
        ("File", *(escape(side.name) for side in (found.old, found.new))),
        ("Version", *(escape(side.version or "not stated") for side in (found.old, found.new))),
        ("Last update", *(escape(side.updated or "not stated") for side in (found.old, found.new))),
        ("SHA-256", *(f"`{side.sha256[:16]}…`" for side in (found.old, found.new))),
    ]
    return "\n".join(("|  | Earlier | Later |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)))


def _answer(change: AnswerChange) -> Iterator[str]:
    question = change.question
    number = f"{question.number} " if question.number[:1].isdigit() else ""
    yield f"### {escape(number + question.label)}"
    if change.status == "appeared":
        yield "The earlier document does not have this question."
    elif change.status == "went":
        yield "The later document does not have this question."
    if change.old and change.new and change.old.label != change.new.label:
        yield f"The question was: {escape(change.old.label)}"
    if len(change.changed) == 1 and not (change.went or change.appeared or change.changed[0].new.details):
        old, new = _redlined(*(said(entry)[0] for entry in (change.changed[0].old, change.changed[0].new)))
        yield f"Earlier: {old}"
        yield f"Now: {new}"
    else:
        lines = [f"- Removed: {_entry(entry)}" for entry in change.went]
        lines += [f"- Added: {_entry(entry)}" for entry in change.appeared]
        for pair in change.changed:
            lines += _pair(pair)
        if lines:
            yield "\n".join(lines)
    earlier, later = map(_places, change.places())
    if earlier == later:
        yield f"At {earlier} in both manifests." if earlier else ""
    else:
        where = [f"{words} {places}" for words, places in (("earlier at", earlier), ("now at", later)) if places]
        yield f"{capital('; '.join(where))}."


def _entry(entry: Entry) -> str:
    first, *rest = said(entry)
    return escape(first) + "".join(f"\\\n  {escape(words)}" for words in rest)


def _pair(pair: EntryChange) -> Iterator[str]:
    parts = list(pair.parts())
    reworded = pair.old.words != pair.new.words
    if reworded:
        old, new = _redlined(*(said(entry)[0] for entry in (pair.old, pair.new)))
        yield f"- Earlier: {old}\\\n  Now: {new}"
    else:
        yield f"- Changed: {escape(pair.new.words)}"
    for name, went, appeared in parts[1:] if reworded else parts:
        lead = f"{escape(name)}: " if name else ""
        if len(went) == len(appeared) == 1:
            old, new = _redlined(went[0], appeared[0])
            yield f"  - {lead}earlier {old}; now {new}"
        else:
            yield from (f"  - {lead}removed: {escape(words)}" for words in went)
            yield from (f"  - {lead}added: {escape(words)}" for words in appeared)


def _redlined(old: str, new: str) -> tuple[str, str]:
    """Both texts with the words in bold that the other one does not have."""
    before, after = old.split(), new.split()
    if len(before) * len(after) > 250_000:
        return escape(old), escape(new)
    stretches = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    earlier: list[str] = []
    now: list[str] = []
    for kind, start, end, begin, stop in stretches:
        for parts, words in ((earlier, before[start:end]), (now, after[begin:stop])):
            if words:
                text = escape(" ".join(words))
                parts.append(text if kind == "equal" else f"**{text}**")
    return " ".join(earlier), " ".join(now)


def _places(places: Iterable[str]) -> str:
    listing = list(places)
    shown = [f"`{_code(place)}`" for place in listing[:_PLACES]]
    rest = len(listing) - len(shown)
    return listed([*shown, *([counted(rest, "further place")] if rest else [])])


def _code(text: str) -> str:
    """A text between backticks, on one line and without signs that mislead."""
    return one_line(text).replace("`", "'") or "the whole manifest"


def _records(found: Difference) -> Iterator[str]:
    if not found.records:
        return
    yield "## Records of the manifest"
    kinds: dict[str, list[RecordChange]] = {}
    for change in found.records:
        kinds.setdefault(change.kind, []).append(change)
    for kind, changes in kinds.items():
        yield f"### {'The manifest itself' if kind == HEAD else _plural(kind).capitalize()}"
        yield "\n".join(line for change in changes for line in _record(change))


def _plural(kind: str) -> str:
    return NOUNS.get(kind, f"{kind}s")


def _record(change: RecordChange) -> Iterator[str]:
    place = change.old_place if change.new_place is None else change.new_place
    at = f" at `{_code(to_text(place))}`" if place else ""
    was = " of the earlier manifest" if change.status == "removed" else ""
    yield f"- {change.status.capitalize()}: **{escape(change.id)}**{at}{was}"
    for fact in change.facts:
        yield f"  - `{_code(fact.path)}`: {_fact(fact)}"


def _fact(fact: FactChange) -> str:
    if fact.order:
        return "in another order"
    if fact.old is MISSING:
        return f"added: {_cut(fact.new)}"
    if fact.new is MISSING:
        return f"removed: {_cut(fact.old)}"
    old, new = _redlined(written(fact.old), written(fact.new))
    if len(old) + len(new) > 2 * _LONGEST:
        old, new = _cut(fact.old), _cut(fact.new)
    return f"earlier {old}; now {new}"


def _cut(value: Any) -> str:
    text = written(value)
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
