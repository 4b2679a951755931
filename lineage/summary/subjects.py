"""The models that a document is about: their names, what they were made from, when they came to the Union market."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from lineage.model.answer import Stated, entries, value_of
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.summary import dates, models
from lineage.summary.blocks import Block, Item, Items, Lines, Paragraph, Prose, Statement
from lineage.summary.prose import linked, listed, sentence
from lineage.summary.scope import Scope, is_public
from lineage.summary.speech import say, together
from lineage.summary.statements import nothing, remarks, silence

Blocks = tuple[Block, ...]

_MADE: Final = {
    "": "{name} was made from {start}",
    "finetune": "{name} was made from {start} by fine-tuning",
    "continued": "{name} was made from {start} by continued training",
    "adapter": "{name} was made from {start} as an adapter",
    "merge": "{name} was made from {start} by merging",
    "quantized": "{name} was made from {start} by quantization",
    "pruned": "{name} was made from {start} by pruning",
    "upcycled": "{name} was made from {start} by upcycling",
    "tokenizer": "{name} was made from {start}, whose tokenizer it uses",
    "embeddings": "{name} was made from {start}, whose embeddings it uses",
}
_COVERED: Final = {
    "Summary": "{sentence}, which this Summary covers too.",
    "documentation": "{sentence}, which this documentation covers too.",
}
_NONE_OUTSIDE: Final = {
    "Summary": "none outside this Summary",
    "documentation": "none outside this documentation",
}


def model_names(scope: Scope) -> Blocks:
    """The models with versions and links."""
    items = []
    for position, reference in enumerate(scope.corpus.models):
        record = scope.index.by_id.get(reference)
        where = scope.at("models", position)
        if record is None or record.kind != "model":
            items.append(Item((sentence(say("{name} (described in another manifest)", name=reference), where),)))
        elif is_public(record.node):
            items.append(Item(tuple(_model_lines(record.node, record.pointer, scope))))
        else:
            items.append(Item((sentence(say("A model whose record is not public"), where),)))
    return (Items(tuple(items)),) if items else (nothing(scope.at("models")),)


def _model_lines(model: Model, place: Pointer, scope: Scope) -> list[Paragraph]:
    lines = [models.identity(model, place, scope)]
    for position, link in enumerate(entries(model.documentation)):
        url = None if link.url is MISSING else link.url
        named = "" if link.title is MISSING else link.title
        title = say("Documentation: {title}", title=named) if named else say("Documentation")
        lines.append(linked(title, url, (*place, "documentation", position)))
    return lines


def dependencies(scope: Scope, document: str = "Summary") -> Blocks:
    """Models that these were made from, with links to their summaries. Absent is not "none". ``document`` is what the
    form calls itself."""
    items: list[Item] = []
    inside: list[Paragraph] = []
    statements: dict[str, tuple[Statement, list[str]]] = {}
    own = set(scope.corpus.models)
    for model, place in scope.models:
        where = (*place, "initializedFrom")
        stated = silence(model.initialized_from, where, scope)
        if stated:
            key = stated.text + "".join(note.text for note in stated.note)
            statements.setdefault(key, (stated, []))[1].append(models.name(model, place, scope))
        for position, start in enumerate(entries(model.initialized_from)):
            here = (*where, position)
            made = _MADE["" if start.relation is MISSING else start.relation]
            name = models.name(model, place, scope)
            if start.model in own:
                words = say(made, name=name, start=models.of_reference(start.model, here, scope))
                inside.append(sentence(say(_COVERED[document], sentence=words), here))
            else:
                items.append(Item(tuple(_dependency(name, start.model, made, here, scope))))
    blocks: list[Block] = [Items(tuple(items))] if items else []
    for stated, names in statements.values():
        if len(names) == len(scope.models) or (not items and not stated.missing and len(statements) == 1):
            blocks.append(stated)
        else:
            blocks += [Lines((sentence(say("{names}:", names=listed(names)), *stated.pointers),)), stated]
    if not blocks:
        where = (*scope.models[0][1], "initializedFrom") if scope.models else ("models",)
        blocks = [Statement("none", say(_NONE_OUTSIDE[document]), (), (where,))] if inside else [nothing(where)]
    return (*blocks, *((Prose(tuple(inside)),) if inside else ()))


def _dependency(name: str, reference: Any, made: str, place: Pointer, scope: Scope) -> list[Paragraph]:
    record = scope.index.by_id.get(reference) if isinstance(reference, str) else None
    if record is None or record.kind != "model" or not is_public(record.node):
        words = say(made, name=name, start=models.of_reference(reference, place, scope))
        return [sentence(together(f"{words}.", words), place)]
    target, where = record.node, record.pointer
    url = None if target.url is MISSING else target.url
    known = say(made, name=name, start=models.name(target, where, scope))
    return [linked(known, url, place, where), models.summary_link(target, where, scope)]


def placed_on_market(scope: Scope) -> Blocks:
    """Dates of placement on the Union market; said once where all models share one."""
    said: dict[str, tuple[list[str], list[Pointer], Lines | Statement]] = {}
    for model, place in scope.models:
        where = (*place, "placedOnUnionMarket")
        block = _market_date(model, where, scope)
        key = repr((block.text, block.note)) if isinstance(block, Statement) else repr([p.text for p in block.lines])
        names, places, _ = said.setdefault(key, ([], [], block))
        names.append(models.name(model, place, scope))
        places.append(where)
    if len(said) == 1:
        _, places, block = next(iter(said.values()))
        if isinstance(block, Lines):
            first, *rest = block.lines
            block = Lines((Paragraph(first.runs, tuple(places)), *rest))
        return (block,)
    blocks: list[Block] = []
    for names, places, block in said.values():
        blocks += [Lines((sentence(say("{names}:", names=listed(names)), *places),)), block]
    return tuple(blocks) or (nothing(("models",)),)


def _market_date(model: Model, where: Pointer, scope: Scope) -> Lines | Statement:
    answer = model.placed_on_union_market
    stated = silence(answer, where, scope)
    if stated:
        return stated
    value = answer.value if isinstance(answer, Stated) else answer
    if value is True:
        words = say("On the Union market; date not stated")
    elif value is False:
        words = say("Not placed on the Union market")
    else:
        words = dates.long_date(value_of(value))
    return Lines((sentence(words, where), *remarks(answer, where, scope)))


def released(scope: Scope) -> Blocks:
    """When each model was first made available anywhere; said once where all share a date."""
    said: dict[str, tuple[list[str], list[Pointer]]] = {}
    for model, place in scope.models:
        if model.released is not MISSING:
            names, places = said.setdefault(dates.long_date(model.released), ([], []))
            names.append(models.name(model, place, scope))
            places.append((*place, "released"))
    if not said:
        return (nothing((*scope.models[0][1], "released") if scope.models else ("models",)),)
    alone = len(said) == 1 and len(next(iter(said.values()))[0]) == len(scope.models)
    lines = [sentence(date if alone else f"{listed(names)}: {date}", *places) for date, (names, places) in said.items()]
    silent = len(scope.models) - sum(len(names) for names, _ in said.values())
    if silent:
        lines.append(sentence("The others: no information available (not stated)."))
    return (Lines(tuple(lines)),)
