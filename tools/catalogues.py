"""The words that a translator of a law gets: found in the code, written as a gettext template beside its composers.

``python -m tools.catalogues`` writes the template of every law that has catalogues and says what each of them lacks.
Words are found where they are written: in calls of ``say`` and its relatives, in labels by place, in the form.
"""

from __future__ import annotations

import ast
import importlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from lineage.summary import blocks
from lineage.summary.catalogues import SUFFIX, folder, read

ROOT: Final = Path(__file__).resolve().parents[1]
HOME: Final = ROOT / "lineage" / "summary"
LAWS: Final = ("eu",)
"""The laws with catalogues."""
_CALLS: Final[dict[str, tuple[int, ...]]] = {
    "say": (0,),
    "counted": (1, 2),
    "say_counted": (1, 2),
    "nothing": (1,),
    "Statement": (1,),
    "Section": (1,),
    "Table": (0,),
    "Column": (0, 1),
    "Option": (0,),
    "listed": (1,),
    "_file": (0,),
    "_table": (0,),
}
"""What is translated: which arguments of which calls."""
_MAPPED: Final = frozenset({"say"})
"""Functions that are also handed to ``map``."""
_APART: Final = frozenset({"ab2013", "code", "life", "figures"})
"""Folders whose words are no words of the laws above, or stay English."""
_BACK: Final = frozenset({"eu/figures/__init__.py", "life/records.py"})
"""Files in them that are translated all the same."""


@dataclass(slots=True)
class Words:
    """One entry: English, its plural, a context, and where it stands."""

    message: str
    plural: str | None = None
    context: str | None = None
    places: list[str] = field(default_factory=list)


def found(law: str) -> dict[tuple[str | None, str], Words]:
    """Every entry of a law by context and English words, in the order of the form and then of the files."""
    every: dict[tuple[str | None, str], Words] = {}

    def add(message: str, place: str, plural: str | None = None, context: str | None = None) -> None:
        entry = every.setdefault((context, message), Words(message, None, context))
        entry.plural = entry.plural or plural
        if place not in entry.places:
            entry.places.append(place)

    for message in form(law):
        add(message, f"{law}/labels.py")
    for path in sorted(HOME.rglob("*.py")):
        inside = path.relative_to(HOME)
        if set(inside.parts[:-1]) & (_APART - {law}) and inside.as_posix() not in _BACK:
            continue
        for message, plural, context in in_file(path):
            add(message, inside.as_posix(), plural, context)
    for message in blocks.STATEMENTS.values():
        add(message, "blocks.py")
    return every


def form(law: str) -> Iterator[str]:
    """The words of a form: title, parts, questions, and everything that its labels name."""
    labels = importlib.import_module(f"lineage.summary.{law}.labels")
    seen: dict[str, None] = {labels.TITLE: None, labels.SUBTITLE: None}
    for name in ("HEAD", "FORM"):
        seen |= dict.fromkeys(_inside(getattr(labels, name)))
    seen |= {value: None for name, value in vars(labels).items() if name.isupper() and isinstance(value, str)}
    bands = importlib.import_module("lineage.graph.bands").BANDS
    seen |= {label: None for band in bands.values() for label in band.labels}
    vocabulary = importlib.import_module("lineage.summary.vocabulary")
    seen |= dict.fromkeys((vocabulary.YES, vocabulary.NO, *vocabulary.MODALITY.values()))
    annex = vars(importlib.import_module(f"lineage.summary.{law}.annex"))
    seen |= {text: None for name, text in annex.items() if name.startswith("HEADING") and isinstance(text, str)}
    seen[importlib.import_module("lineage.summary.life.records").HEADING] = None
    yield from seen


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
        return
    for name in ("heading", "help", "label", "footnote"):
        words = getattr(value, name, None)
        if words:
            yield words
    for name in ("questions", "parts"):
        yield from _inside(getattr(value, name, ()))


def in_file(path: Path) -> Iterator[tuple[str, str | None, str | None]]:
    """English, plural and context of every entry in one file."""
    tree = ast.parse(path.read_text("utf-8"))
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    local = _local(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "map" and node.args and getattr(node.args[0], "id", "") in ("say", "Column"):
            continue
        if name not in _CALLS:
            continue
        values = [_strings(node.args[at], module, local) if at < len(node.args) else [] for at in _CALLS[name]]
        if name == "say":
            context = next(iter(_strings(node.args[1], module, local)), None) if len(node.args) > 1 else None
            if len(node.args) > 1 and isinstance(node.args[1], ast.IfExp):
                for other in _strings(node.args[1], module, local):
                    yield from ((message, None, other) for message in values[0])
                continue
            yield from ((message, None, context) for message in values[0])
        elif name == "counted":
            for one in values[0]:
                many = next(iter(values[1]), f"{one}s")
                yield f"{{number}} {one}", f"{{number}} {many}", None
        elif name == "say_counted":
            if isinstance(node.args[1], ast.Starred):
                continue
            yield from ((one, many, None) for one, many in zip(*values, strict=True))
        else:
            yield from ((message, None, None) for argument in values for message in argument)


def _local(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Everything that is assigned to a name inside functions of a file."""
    held: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            held.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else []
            for target, value in zip(node.targets[0].elts, values, strict=False):
                held.setdefault(getattr(target, "id", ""), []).append(value)
    return held


def _strings(node: ast.expr, module: ModuleType, local: dict[str, list[ast.expr]]) -> list[str]:
    """The texts that an argument may be: written out, or held in a table or constant of a module."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return [*_strings(body, module, local), *_strings(other, module, local)]
        case ast.Name(id=name) if hasattr(module, name):
            return _texts(getattr(module, name))
        case ast.Name(id=name):
            plain = [
                value for value in local.get(name, []) if isinstance(value, ast.Constant | ast.Subscript | ast.IfExp)
            ]
            return [text for value in plain for text in _strings(value, module, local)]
        case ast.Subscript(value=value):
            return _strings(value, module, local)
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if isinstance(getattr(module, owner, None), ModuleType):
            return _texts(getattr(getattr(module, owner), name, None))
    return []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        return [item for item in value if isinstance(item, str)]
    return []


def extra(law: str) -> Iterator[Words]:
    """Entries that no call names: plural forms that are kept in tables."""
    from lineage.summary import questions, sizes

    for pairs in (sizes._COUNTED, sizes._SCALED, questions._NOT_SHOWN):
        for one, many in pairs.values():
            yield Words(one, many)
    for ends in sizes._ENDS:
        for _, words in ends:
            yield Words(words)
    for context in dict.fromkeys(sizes._JOINED.values()):
        yield Words("{number} {unit}", None, context)
    from lineage.summary import form, measures
    from lineage.summary.eu import crawled, synthetic
    from lineage.summary.writers import html, pdf

    looped = (crawled._SIGNALS.values(), synthetic._QUESTIONS.values(), form.ORIGINALS.values(), measures._GROUPS)
    for words in (
        *(word for table in looped for word in table),
        *pdf._WORDS,
        *html._COLUMNS,
        "and",
        "or",
        "not stated",
    ):
        yield Words(words)


def template(law: str) -> Catalog:
    """The template of a law, without a date, so that the same code gives the same file."""
    made = Catalog(project="training-lineage", fuzzy=False, charset="utf-8")
    every = found(law)
    for words in extra(law):
        held = every.setdefault((words.context, words.message), words)
        held.plural = held.plural or words.plural
    for (context, message), words in every.items():
        identity = (message, words.plural) if words.plural else message
        made.add(identity, locations=[(place, 0) for place in words.places], context=context)
    return made


def files() -> Iterator[tuple[str, str]]:
    """The template of every law: its path in the repository, and its text."""
    for law in LAWS:
        written = io.BytesIO()
        write_po(written, template(law), width=110, omit_header=True)
        yield (folder(law) / "labels.pot").relative_to(ROOT).as_posix(), written.getvalue().decode()


def gaps(law: str, language: str) -> tuple[list[Any], list[Any]]:
    """What a catalogue lacks, and what it has that nothing asks for."""
    wanted = {(message.context, message.id) for message in template(law) if message.id}
    there = {
        (message.context, message.id): message for message in read(folder(law) / f"{language}{SUFFIX}") if message.id
    }
    whole = {
        key
        for key, message in there.items()
        if message.string and all([message.string] if isinstance(message.string, str) else message.string)
    }
    return sorted(wanted - whole, key=str), sorted(there.keys() - wanted, key=str)


if __name__ == "__main__":
    for name, text in files():
        (ROOT / name).write_text(text, "utf-8")
    for law in LAWS:
        for path in sorted(folder(law).glob(f"*{SUFFIX}")):
            missing, obsolete = gaps(law, path.stem)
            for kind, listed in (("missing", missing), ("not asked for", obsolete)):
                for entry in listed:
                    sys.stdout.write(f"{path.name}: {kind}: {entry}\n")
