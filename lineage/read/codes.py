"""The faults of the reader as data: code, name, advice, and what ``lineage explain`` says about each.

Codes are stable and never reused. The reader stops at the first fault, since nothing after it can be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Fault(NamedTuple):
    """One kind of reader fault: ``what`` is refused, ``why`` it matters, an ``example``, what to write ``instead``."""

    code: str
    name: str
    advice: str
    what: str
    why: str
    example: str
    instead: str

    @property
    def explanation(self) -> str:
        """The whole explanation as Markdown, under the same four headings for every code."""
        return (
            f"## What it does\n{self.what}\n\n## Why it matters\n{self.why}\n\n"
            f"## Example\n{self.example}\n\n## Use instead\n{self.instead}\n"
        )


_ALL = (
    Fault(
        "RDR001",
        "not-a-regular-file",
        "Give the path of an ordinary file, or `-` to read standard input.",
        "Refuses a path that is a directory, a named pipe, a socket or a device.",
        "A pipe or a device such as `/dev/zero` may never end; reading it would hang the check or fill the memory.",
        "`lineage check datasets/`",
        "`lineage check datasets/manifest.yaml`, or pipe the text in: `make-manifest | lineage check -`.",
    ),
    Fault(
        "RDR002",
        "cannot-open",
        "Check the spelling of the path and the permissions of the file.",
        "Refuses a path that cannot be opened: nothing is there, or reading it is not allowed.",
        "A gate that treats a missing manifest as an empty one would pass everything.",
        "`lineage check manifets.yaml` when the file is called `manifest.yaml`.",
        "The path of a file that exists and that the user who runs the check may read.",
    ),
    Fault(
        "RDR003",
        "too-large",
        "Split the manifest with `imports`, or raise the limit.",
        "Refuses a file over the size limit: 512 MiB of JSON, 256 MiB of YAML, unless other limits were asked for.",
        "Models built from a document take several times its size in memory; the limit turns a crash into a message.",
        "A manifest that lists every file of a crawl one by one.",
        "A manifest for each group of datasets, joined by `imports`; or JSON, which takes less memory to read.",
    ),
    Fault(
        "RDR004",
        "not-utf8",
        "Save the file as UTF-8.",
        "Refuses bytes that are not UTF-8, and text in UTF-16 or UTF-32.",
        "A guessed encoding shows different text to different readers. Exchanged JSON must be UTF-8 (RFC 8259).",
        "`publisher: Universit\\xe9`, written by an editor that saves Latin-1.",
        "The same text saved as UTF-8: in most editors under *Save with encoding*.",
    ),
    Fault(
        "RDR005",
        "byte-order-mark",
        "Save the file as UTF-8 without a byte order mark.",
        "Refuses the three bytes EF BB BF at the start of a file.",
        "Some parsers skip the mark, some refuse it, some make it part of the first key; digests differ by it as well.",
        "A file saved as *UTF-8 with BOM*, as some editors on Windows do.",
        "The same file saved as plain *UTF-8*.",
    ),
    Fault(
        "RDR006",
        "syntax",
        "Correct the text at this place; the cause may be a little before it.",
        "Refuses text that is not JSON, or not YAML, by their grammars. Comments and trailing commas are not JSON.",
        "A parser that repairs text guesses, and two parsers guess differently.",
        '`{"id": "a",}` in JSON; `note: see: below` or a tab as indentation in YAML.',
        '`{"id": "a"}`; `note: "see: below"`; spaces as indentation.',
    ),
    Fault(
        "RDR007",
        "duplicate-key",
        "Keep one of the two, or turn their values into one list.",
        "Refuses an object that has the same key twice, however the key is spelt (`a` and `\\u0061` are the same).",
        "Most parsers silently keep the last value, some the first, so two readers of one file see different facts.",
        "`licence: CC-BY-4.0` and, forty lines further down in the same dataset, `licence: proprietary`.",
        "One `licence` key.",
    ),
    Fault(
        "RDR008",
        "alias-or-anchor",
        "Write the value out, or give the record an id and refer to that.",
        "Refuses YAML anchors (`&name`) and aliases (`*name`).",
        "A few hundred bytes of aliases stand for billions of values, and JSON has no equivalent of them.",
        "`terms: &t [a, b]` and later `terms: *t`.",
        "The value in both places. A text that starts with `&` or `*` goes in quotes.",
    ),
    Fault(
        "RDR009",
        "merge-key",
        "Write the members out; facts shared by many datasets go in `datasetDefaults`.",
        "Refuses the YAML 1.1 merge key `<<`.",
        "It is not part of YAML 1.2: some parsers merge, others keep a key called `<<`; nested merges take for ever.",
        "`<<: {country: FR}`",
        "`country: FR`",
    ),
    Fault(
        "RDR010",
        "tag",
        "Remove the tag; a number that is meant as text goes in quotes.",
        "Refuses explicit YAML tags such as `!!str`, `!!int`, `!local` or a lone `!`.",
        "Tags make parsers build objects, and JSON has no equivalent of them, so the two spellings would differ.",
        "`version: !!str 1.0`",
        '`version: "1.0"`. A text that starts with `!` goes in quotes.',
    ),
    Fault(
        "RDR011",
        "directive",
        "Remove the line that starts with `%`; documents are always read as YAML 1.2.",
        "Refuses YAML directives (`%YAML`, `%TAG`).",
        "`%YAML 1.1` would turn `no` into false, `010` into 8 and `1:30` into 90 in some parsers.",
        "`%YAML 1.1` as the first line.",
        "No directive.",
    ),
    Fault(
        "RDR012",
        "several-documents",
        "Put each document in a file of its own, or join them with `imports`.",
        "Refuses a YAML file that holds more than one document.",
        "Readers that take only the first document would never see what the second one says.",
        "Two manifests in one file with a line `---` between them.",
        "Two files. A single `---` on the first line is fine.",
    ),
    Fault(
        "RDR013",
        "not-a-finite-number",
        "Write a finite number, or say that it is not known with `{unknown: …}`.",
        "Refuses NaN and infinities, and numbers too large to be anything else, such as `1e400`.",
        "JSON has no such values; parsers that accept them print what others cannot read, and sums become meaningless.",
        '`"share": NaN`, `share: .nan`, `value: 1e400`',
        "`share: {unknown: not recorded}`",
    ),
    Fault(
        "RDR014",
        "number-out-of-range",
        "Write a smaller number with a `magnitude` (`value: 9.1`, `magnitude: quadrillion`), or put an id in quotes.",
        "Refuses integers beyond ±9007199254740991 (2^53 - 1).",
        "Many readers of JSON hold numbers as doubles and would silently read a different number; canonical JSON "
        "(RFC 8785), which signatures rest on, cannot hold such integers at all.",
        "`value: 15000000000000000000`",
        '`value: 15000` with `magnitude: quadrillion`; an identifier is text: `id: "15000000000000000000"`.',
    ),
    Fault(
        "RDR015",
        "too-deep",
        "Flatten the data; no part of a manifest needs this many levels.",
        "Refuses objects and lists nested more than 100 levels deep, unless another limit was asked for.",
        "Deep nesting makes parsers overflow their stack or take minutes.",
        "Two hundred opening brackets in a row.",
        "References by id between records, in place of records inside records.",
    ),
    Fault(
        "RDR016",
        "lone-surrogate",
        "Write the character itself, or both halves of the pair.",
        "Refuses an escape for one half of a UTF-16 pair, such as `\\ud800` without its other half.",
        "Such text cannot be written as UTF-8: printing, hashing or signing it fails later, far from the cause.",
        '`"name": "\\ud83d"`',
        '`"name": "😀"`, or `"\\ud83d\\ude00"` in JSON and `"\\U0001F600"` in YAML.',
    ),
    Fault(
        "RDR017",
        "key-not-text",
        "Put the key in quotes.",
        "Refuses YAML keys that are not text: numbers, true, false, null, lists and mappings.",
        "JSON has only text as keys. Turning `1.10` into text would give `1.1` in one parser and `1.10` in another.",
        "`2024: collected`, `null: x`, `[a, b]: c`",
        '`"2024": collected`',
    ),
    Fault(
        "RDR018",
        "not-an-object",
        'Start the document with a member, such as `lineage: "1.0-draft"`.',
        "Refuses a document whose outermost value is not an object, and an empty file.",
        "A manifest is one object. An empty file is most often one that another program failed to write.",
        "`[]`, `42`, a file with nothing but comments.",
        '`lineage: "1.0-draft"` and the other members of a manifest.',
    ),
    Fault(
        "RDR019",
        "no-lineage-block",
        "Add a `lineage:` key with the manifest under it to the front matter, between the two lines `---`.",
        "Refuses a card (a Markdown file) whose front matter holds no `lineage:` block.",
        "A card without the block says nothing about lineage, and that must not be read as a manifest without faults.",
        "A `README.md` that starts with `# My model`.",
        "`---`, then `lineage:` with the manifest indented below it, then `---`, then the text of the card.",
    ),
    Fault(
        "RDR020",
        "control-character",
        "Remove the character, or write it as an escape inside double quotes.",
        "Refuses raw control characters: everything below U+0020 that is not a tab or a line end, in YAML also U+007F "
        "to U+009F, U+FFFE, U+FFFF and the line separators U+0085, U+2028 and U+2029.",
        "They are invisible. YAML parsers disagree on whether the last three end a line: a key may hide behind one.",
        "A line pasted from a word processor, which holds U+2028 where it shows a line break.",
        'An ordinary line break; where the character is meant, `"\\u2028"`.',
    ),
)

FAULTS: Mapping[str, Fault] = MappingProxyType({fault.code: fault for fault in _ALL})
