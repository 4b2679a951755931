"""docs/signs.md from what was measured: a table per group of sets, and what was published elsewhere, said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lineage.scan.columns import choose, fields_of_rows
from lineage.scan.signs import SIGNS, of_columns
from tests.bench.sign_sets import GET
from tests.scan.columns.sets import SETS

_HEAD = """\
# Signs of model output: what they find, and what they miss

`lineage scan` looks for signs that a model wrote records without anybody having declared it. This page says how far
each can be trusted. It is written by `python -m tests.bench.signs` from counts over texts whose authors are known.

A sign is **inferred**, never a fact. It shows that something is there; where it is absent, nothing follows. No sign is
a percentage of synthetic text, and none but those that name a model says which model it was. Read them from the top:
structure, then overlap, then phrases and tokens.

Two limits of these counts. Most of the texts of people are from before 2023: people who quote chat models, as they have
done since, are hardly among them, so false positives on pages of today are not measured here. And the phrases are
English: in other languages they find what was left in English, and no more.

## The signs

| sign | strength | what it can mean | what it cannot |
|---|---|---|---|
"""

_STRUCTURE = """\
## Signs in the structure, on columns of well-known sets

The columns of the Common Crawl index, FineWeb, WildChat and Magpie were checked against a schema or card; the others
are as this project knows them. Where models wrote part of a set and nothing is found, its columns do not say so.

| set | models wrote part of it | found in the columns |
|---|---|---|
"""

_PUBLISHED = """\
## Counted before, on well-known sets

Counted for this project in November 2026 on the files of those repositories, with an earlier list of phrases ("as an
AI", naming oneself, knowledge cut-off, chat and think tokens). The packages above do not hold these sets, so they were
not counted again with the patterns of today.

| set | who wrote it | texts | with a sign | what the hits were |
|---|---|---:|---:|---|
| GPTeacher Roleplay | GPT-4, by its README | 1,923 | 3 | all three in fiction or role play; no disclosure |
| GPTeacher Codegen | GPT-4, by its README | 4,535 | 1 | a string in code about GPT-3 |
| GPTeacher Toolformer | GPT-4, by its README | 7,673 | 0 | |
| GSM8K, training part | people | 7,473 | 0 | |
| targets of T0 and P3 | people | 55,185 | 0 | |
| HH-RLHF, harmless, test part, chosen | a model of Anthropic | 2,312 | 1 | one "as an AI"; five refusals |

So a set can be entirely a model's work and show nothing: removing such phrases is a usual step. OpenHermes, UltraChat
200k and the open-instruct pipeline say that they do. The sets above show the other side: raw answers do disclose
themselves, up to two or three in a hundred.

"""

_OVERLAP = """\
## Overlap

A fingerprint is 64 bits of a digest of the text, exact or *folded* (small letters; punctuation and blanks
left out). Texts under 64 bytes have none. Two different texts share one by chance in one of 2^64 pairs: a
billion records against a list of a million make 10^15 pairs, and a single false hit in about one of 18,000 such scans.
What is found is the same text; which of the two was first, it does not say.

{shipped}
Lists of other sets are made with `lineage fingerprint`; only the licence of a set says whether its list may be passed
on. In sets of messages the whole record is one text, so a list made of single answers does not find them there.

"""

_DETECTORS = """\
## Languages

Where no column names the language, a detector looks at a sample. Two were compared on paragraphs whose language is
known (the Declaration of Human Rights and translated manual pages). *Near* counts Bosnian, Croatian and Serbian as one,
Indonesian and Malay, and the kinds of Norwegian. Many of the mistakes on manual pages are paragraphs that were left in
English. The scan uses py3langid and takes its answer from a probability of 0.9 up; what is below is *not told apart*.

| detector | texts | n | languages | right | right or near | sure (0.9 or more) | of these right or near | µs each |
|---|---|---:|---:|---:|---:|---:|---:|---:|
"""


def page(measured: dict[str, Any]) -> str:
    """The whole page."""
    parts = [_HEAD, *(_sign_row(name) for name in SIGNS), "\n"]
    groups = (
        ("Texts of people: every hit is a false positive", ("people",)),
        ("Texts about models, by whomever: hits are quotations, code and examples", ("about models",)),
        ("Texts of models", ("models",)),
        ("Answers in sets for training assistants: the package does not say who wrote them", ("not said",)),
        ("Made to be found", ("on purpose",)),
    )
    for title, authors in groups:
        sets = [one for one in measured["sets"] if one["author"] in authors]
        parts += [f"## {title}\n\n", *_table(sets)]
    parts += [
        _STRUCTURE,
        *_structure(),
        "\n",
        _PUBLISHED,
        _OVERLAP.format(shipped=_shipped()),
        *_detectors(measured["detectors"]),
    ]
    parts.append(f"## Measuring again\n\n```{GET}```\nThen `python -m tests.bench.signs FOLDER`.\n")
    return "".join(parts).replace("\n\n\n", "\n\n")


def _sign_row(name: str) -> str:
    sign = SIGNS[name]
    return f"| `{name}` | {sign.strength} | {sign.means} | {' '.join(sign.limits)} |\n"


def _table(sets: Sequence[dict[str, Any]]) -> list[str]:
    names = sorted({name for one in sets for name in one["hits"]}, key=list(SIGNS).index)
    rows = [
        "| set | from | texts | MB |" + "".join(f" {name} |" for name in names),
        "|---|---|---:|---:|" + "---:|" * len(names),
    ]
    for one in sets:
        about = "; ".join(part for part in (one["source"], one["licence"], one["models"] and f"models {one['models']}",
                                            one["note"]) if part)  # fmt: skip
        hits = "".join(f" {one['hits'].get(name, 0):,} |" for name in names)
        rows.append(f"| {one['name']} | {about} | {one['texts']:,} | {one['bytes'] / 1e6:.2f} |{hits}")
    texts = sum(one["texts"] for one in sets)
    total = "".join(f" {sum(one['hits'].get(name, 0) for one in sets):,} |" for name in names)
    if len(sets) > 1:
        rows.append(f"| **all** | | {texts:,} | {sum(one['bytes'] for one in sets) / 1e6:.2f} |{total}")
    silent = [name for name, sign in SIGNS.items() if (sign.pattern or name == "overlap") and name not in names]
    rows.append("")
    rows.append(f"Never there: {', '.join(f'`{name}`' for name in silent)}.\n" if silent else "")
    return ["\n".join(rows), "\n"]


def _structure() -> Iterator[str]:
    for known in SETS:
        columns = choose(fields_of_rows(known.rows), known.rows).choices
        named = [one.column for one in columns if one.role == "generator"]
        found = of_columns(known.columns, named)
        said = "; ".join(f"`{one.sign.name}`: {', '.join(one.where)}" for one in found) or "nothing"
        yield f"| {known.name} | {'yes' if known.models else 'not as far as known'} | {said} |\n"


def _shipped() -> str:
    from lineage.scan.signs.overlap import shipped

    rows = [
        f"| `{one.about.name}` | {one.about.source} | {one.about.licence} | {one.about.texts} |"
        f" {', '.join(one.about.models) or 'not stated'} | {one.count:,} |\n"
        for one in shipped()
    ]
    if not rows:
        return "No list comes with this library: no set could be had with a licence that says so.\n\n"
    head = "| list | source | licence | texts | models | fingerprints |\n|---|---|---|---|---|---:|\n"
    return "Comes with this library:\n\n" + head + "".join(rows) + "\n"


def _detectors(found: dict[str, dict[str, Any]]) -> list[str]:
    rows = []
    for name, one in found.items():
        detector, texts = name.split(", ", 1)
        share = [f"{one[key]:,} ({one[key] / one['texts']:.1%})" for key in ("right", "right or near")]
        sure, right = one["confidence 0.9 or more"], one["of those right or near"]
        rows.append(
            f"| {detector} | {texts} | {one['texts']:,} | {one['languages']} | {share[0]} | {share[1]} |"
            f" {sure:,} ({sure / one['texts']:.1%}) | {right:,} ({right / sure:.1%}) | {one['microseconds']:,} |\n"
        )
    loading = {name.split(", ")[0]: one["loading seconds"] for name, one in found.items()}
    said = ", ".join(f"{name} in {seconds} s" for name, seconds in loading.items())
    return [
        _DETECTORS,
        *rows,
        f"\nLoaded: {said}. Times are of one machine on one day. py3langid takes 4.5 MB on disk, lingua 96 MB.\n\n",
    ]
