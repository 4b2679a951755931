"""Rules on ids and references: what names something names one thing, and that thing is there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args
from weakref import WeakKeyDictionary

from pydantic import MISSING

from lineage.finding import Part, Related, Severity
from lineage.graph import Index
from lineage.graph.references import ANY, EDGE, references
from lineage.graph.walk import nodes
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.model.dataset import Dataset, Origin
from lineage.model.derivation import Derivation
from lineage.model.model import Model
from lineage.model.model_use import ModelUse
from lineage.model.training import Initialization
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

Edge = ModelUse | Derivation | Initialization

_EDGE_WORDS: Final = {ModelUse: "model use", Derivation: "derivation", Initialization: "initialisation"}
_COMPARISONS: Final = 200_000
"""How many ids are compared at most in search of what was meant: a broken catalogue must not take minutes."""


@dataclass(frozen=True, slots=True)
class _Astray:
    """A reference that does not name what it should: ``found`` is the kind of record that it names, if any."""

    reference: str
    pointer: Pointer
    allowed: frozenset[str]
    found: str | None


_ASTRAY: Final[WeakKeyDictionary[Index, list[_Astray]]] = WeakKeyDictionary()  # three rules share one pass


def edges(manifest: Manifest) -> Iterator[tuple[Edge, Pointer]]:
    """Every model use, derivation and initialisation, with its place."""
    for key in ("models", "datasets", "measures"):
        for position, node in enumerate(entries(getattr(manifest, key))):
            where: Pointer = (key, position)
            lists = [("initialized_from", "initializedFrom"), ("derived_from", "derivedFrom"), ("model_uses", "modelUses")]
            for i, stage in enumerate(entries(getattr(node, "training", MISSING))):
                for j, use in enumerate(entries(stage.model_uses)):
                    yield use, (*where, "training", i, "modelUses", j)
            for name, wire in lists:
                for j, edge in enumerate(entries(getattr(node, name, MISSING))):
                    if not isinstance(edge, str):
                        yield edge, (*where, wire, j)


def untouched(context: Context, *keys: str) -> bool:
    """Whether nothing was pruned anywhere below these root keys."""
    return not any(place and place[0] in keys for place in (*context.pruning.members, *context.pruning.lists))


def meant(word: str, among: Iterable[str]) -> str:
    """``did you mean "…"? `` where one of the words is close, else nothing."""
    close = difflib.get_close_matches(word, among, 1, 0.7)
    return f'did you mean "{close[0]}"? Otherwise ' if close else ""


def _astray(context: Context) -> list[_Astray]:
    index = context.index
    if index not in _ASTRAY:
        _ASTRAY[index] = list(_judge(index))
    return _ASTRAY[index]


def _judge(index: Index) -> Iterator[_Astray]:
    # Where an id stands for records of several kinds, any of them will do here: REF002 reports the id.
    kinds: dict[str, set[str]] = {}
    for record in index.records():
        if index.by_id[record.node.id].kind != record.kind:
            kinds.setdefault(record.node.id, {index.by_id[record.node.id].kind}).add(record.kind)
    edge_kinds: dict[str, str] | None = None
    words = {"origin": frozenset(get_args(Origin)), "curators": frozenset({"curators"})}
    for reference, pointer, allowed in references(index.manifest):
        record_found = index.by_id.get(reference)
        found = None
        if record_found:
            found = record_found.kind
            if found in allowed or not allowed.isdisjoint(kinds.get(reference, ())):
                continue
        if ":" in reference and index.is_foreign(reference):
            continue
        if any(kind in allowed and reference in known for kind, known in words.items()):
            continue
        if found is None and ":" not in reference:
            if edge_kinds is None:
                edge_kinds = {edge.id: _EDGE_WORDS[type(edge)] for edge, _ in edges(index.manifest) if edge.id is not MISSING}
            found = edge_kinds.get(reference)
            if found and "edge" in allowed:
                continue
        yield _Astray(reference, pointer, allowed, found)


def _told(allowed: frozenset[str]) -> str:
    if allowed >= ANY:
        return "record"
    if allowed == EDGE:
        return "model use, derivation or initialisation with an id"
    return " or ".join(sorted(allowed - {"curators"}))


def _names(index: Index, allowed: frozenset[str]) -> list[str]:
    names = [key for key, record in index.by_id.items() if record.kind in allowed]
    if "edge" in allowed:
        names += [edge.id for edge, _ in edges(index.manifest) if edge.id is not MISSING]
    return names + [word for word in get_args(Origin) if "origin" in allowed]


@rule(
    "REF001",
    "dangling-reference",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("references"),),
    real="In the Data Provenance Collection only 23 of 375 derived-from names resolve inside the collection.",
)
def dangling_reference(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A reference names nothing that is declared.

    ## Why
    A trail of training data ends at the first name that stands for nothing. A reference is a local `id`, `alias:id`
    for something in an imported manifest, or an IRI.

    ## Example
    ```yaml
    datasets:
      - id: fineweb
      - id: my-subset
        derivedFrom: [fine-web]
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: fineweb
      - id: my-subset
        derivedFrom: [fineweb]
    ```
    Something that is not described here can be named by its IRI: `derivedFrom: [https://commoncrawl.org/]`.

    ## References
    Training Lineage 1.0, references.
    """
    names: dict[frozenset[str], list[str]] = {}
    advice: dict[tuple[str, frozenset[str]], str] = {}
    budget = _COMPARISONS
    for astray in _astray(context):
        reference, allowed = astray.reference, astray.allowed
        if astray.found or ":" in reference or not context.pruning.ids.isdisjoint({reference, reference.split("@")[0]}):
            continue
        if (reference, allowed) not in advice:
            if allowed not in names:
                names[allowed] = _names(context.index, allowed)
            hint = meant(reference, names[allowed]) if budget > 0 else ""
            budget -= len(names[allowed])
            advice[reference, allowed] = hint + "declare it, import the manifest that does, or name it by its IRI"
        yield Fault(
            astray.pointer, f'"{reference}" names no {_told(allowed)} of this manifest', advice[reference, allowed]
        )


@rule(
    "REF002",
    "duplicate-id",
    severity=Severity.ERROR,
    basis=(spec("references"),),
    real="Ids of the Data Provenance Collection come from 108 files that are merged into one; "
    "nothing in the format keeps two records from sharing an id.",
)
def duplicate_id(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Two records have the same id.

    ## Why
    References would mean either of them. Ids are unique among all nouns of a manifest; only versions of the same terms
    share one, and are told apart as `id@version`.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora 7B
    datasets:
      - id: aurora
        name: Aurora instructions
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora-7b
        name: Aurora 7B
    datasets:
      - id: aurora-instructions
        name: Aurora instructions
    ```

    ## References
    Training Lineage 1.0, references.
    """
    first: dict[str, tuple[str, Pointer]] = {}
    versions: set[tuple[str, str]] = set()

    def taken(name: str, kind: str, where: Pointer) -> Iterator[Fault]:
        if name not in first:
            first[name] = (kind, where)
            return
        yield Fault(
            (*where, "id"),
            f'the id "{name}" is already that of a {first[name][0]}',
            "give one of them another id, and change the references to it",
            related=(Related((*first[name][1], "id"), "first used here"),),
        )

    for record in context.index.records():
        node: Any = record.node
        if record.kind == "terms":
            version = (node.id, str(value_of(node.version)))
            seen = version in versions
            versions.add(version)
            unsure = not context.silent(node, record.pointer, "version") and node.version is MISSING
            if first.get(node.id, ("",))[0] == "terms" and (unsure or not seen):
                continue
        yield from taken(node.id, record.kind, record.pointer)
    for edge, where in edges(manifest):
        if edge.id is not MISSING:
            yield from taken(edge.id, _EDGE_WORDS[type(edge)], where)


@rule(
    "REF003",
    "wrong-kind-of-record",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("references"),),
    real="corpuscard keeps generating models as plain strings: a dataset or a company passes for a model.",
)
def wrong_kind(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A reference names a record of a kind that has no place there.

    ## Why
    A model that is named where a dataset belongs is followed by nobody: the trace looks for data and finds none.

    ## Example
    ```yaml
    agents:
      - id: openai
        name: OpenAI
    datasets:
      - id: dialogues
        modelUses:
          - model: openai
            role: generate
    ```

    ## Use instead
    ```yaml
    agents:
      - id: openai
        name: OpenAI
    models:
      - id: gpt-4
        name: GPT-4
        provider: openai
    datasets:
      - id: dialogues
        modelUses:
          - model: gpt-4
            role: generate
    ```

    ## References
    Training Lineage 1.0, references.
    """
    for astray in _astray(context):
        if astray.found and astray.reference not in context.pruning.ids:
            yield Fault(
                astray.pointer,
                f'"{astray.reference}" is a {astray.found}; a {_told(astray.allowed)} belongs here',
                f"name a {_told(astray.allowed)}, or move the reference to the key it is meant for",
            )


@rule(
    "REF004",
    "undeclared-prefix",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    basis=(spec("references"), spec("extensions")),
    real="corpuscard ignores keys that it does not know (`crawler_nammes`) and reports no issue; "
    "a misspelt prefix would be lost in the same way.",
)
def undeclared_prefix(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A prefix is used that the head does not declare.

    ## Why
    `alias:id` points into a manifest that the head imports under that alias, and an extension key `prefix:name` takes
    its meaning from `namespaces`. Without the declaration nobody can tell what is meant.

    ## Example
    ```yaml
    datasets:
      - id: my-subset
        derivedFrom: ["upstream:fineweb"]
    ```

    ## Use instead
    ```yaml
    imports:
      - manifest: upstream.yaml
        alias: upstream
    datasets:
      - id: my-subset
        derivedFrom: ["upstream:fineweb"]
    ```

    ## References
    Training Lineage 1.0, references and extensions.
    """
    if untouched(context, "imports"):
        for astray in _astray(context):
            prefix, colon, _ = astray.reference.partition(":")
            if colon:
                yield Fault(
                    astray.pointer,
                    f'"{astray.reference}": no import has the alias "{prefix}"',
                    meant(prefix, context.index.aliases) + f"import its manifest in the head with alias: {prefix}",
                )
    if not untouched(context, "namespaces"):
        return
    declared = {} if manifest.namespaces is MISSING else manifest.namespaces
    for node, where in nodes(manifest):
        for key in node.__pydantic_extra__ or ():
            prefix, colon, _ = key.partition(":")
            if colon and prefix not in declared:
                yield Fault(
                    (*where, key),
                    f'the key "{key}" has a prefix that is not declared',
                    meant(prefix, declared) + f"declare {prefix} under namespaces, or start the key with x-",
                    Part.KEY,
                )


@rule(
    "REF005",
    "dataset-without-use",
    severity=Severity.NOTE,
    basis=(spec("corpora"),),
    real="None of the 8 filings that were encoded says how its datasets were used; a dataset that no model lists "
    "is in the file and in no summary.",
)
def dataset_without_use(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset is described and no corpus reaches it.

    ## Why
    A summary speaks of the data that the models of a corpus were trained on. A dataset that no stage of training uses,
    no mixture holds and no used dataset comes from is left out of it.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [wikipedia]
    datasets:
      - id: wikipedia
        origin: public
      - id: fineweb
        origin: public
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    models:
      - id: aurora
        name: Aurora
        training:
          - stage: pretraining
            uses: [wikipedia, fineweb]
    datasets:
      - id: wikipedia
        origin: public
      - id: fineweb
        origin: public
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    Training Lineage 1.0, corpora.
    """
    if not entries(manifest.corpora) or not untouched(context, "corpora", "models", "datasets", "subjects", "measures"):
        return
    starts = [*entries(manifest.subjects), *(model for corpus in entries(manifest.corpora) for model in corpus.models)]
    if any(context.index.get(model, "model") is None for corpus in entries(manifest.corpora) for model in corpus.models):
        return  # a model that is described elsewhere may have been trained on anything here
    starts += [name for measure in entries(manifest.measures) for use in entries(measure.model_uses) for name in use.model_references()]
    reached = _reached(context.index, starts)
    for position, dataset in enumerate(entries(manifest.datasets)):
        if dataset.id not in reached and dataset.origin is not MISSING:
            yield Fault(
                ("datasets", position),
                f'no corpus reaches dataset "{dataset.id}": it will appear in no summary',
                "list it under uses of a stage of training, or under hasPart or derivedFrom of a dataset that is used",
            )


def _reached(index: Index, starts: list[str]) -> set[str]:
    """Everything behind these records: data, its sources, the models that had a hand in it, and their data."""
    stack, seen = list(starts), set()
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        record = index.by_id.get(name)
        if record is None or not isinstance(record.node, Dataset | Model):
            continue
        node: Any = record.node
        uses = list(entries(node.model_uses))
        if isinstance(node, Dataset):
            stack += entries(node.has_part)
            stack += [source.dataset for source in node.derivations()]
        else:
            for stage in entries(node.training):
                stack += [use.dataset for use in stage.dataset_uses()]
                uses += entries(stage.model_uses)
            stack += [base.model for base in entries(node.initialized_from) if isinstance(base.model, str)]
        stack += [model for use in uses for model in use.model_references()]
    return seen


@rule(
    "REF006",
    "derivation-cycle",
    severity=Severity.ERROR,
    basis=(spec("datasets"),),
    real="Merged without versions, real chains close on themselves: Nemotron v1 and v2 under one name, or Grok taught by Grok.",
)
def derivation_cycle(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset comes from itself.

    ## Why
    What a dataset was made from existed before it. A circle of `derivedFrom` and `hasPart` means that two versions share
    one record, or that one arrow points the wrong way.

    ## Example
    ```yaml
    datasets:
      - id: instructions
        derivedFrom: [dialogues]
      - id: dialogues
        derivedFrom: [instructions]
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: instructions-v2
        derivedFrom: [dialogues]
      - id: dialogues
        derivedFrom: [instructions-v1]
      - id: instructions-v1
    ```

    ## References
    Training Lineage 1.0, datasets.
    """
    done: set[str] = set()
    told: set[str] = set()
    for dataset in entries(manifest.datasets):
        if dataset.id in done or context.index.get(dataset.id, "dataset") is None:
            continue
        path, place = [dataset.id], {dataset.id: 0}
        stack = [_links(context.index, dataset.id)]
        while stack:
            name, where = next(stack[-1], ("", ()))
            if not name:
                stack.pop()
                done.add(last := path.pop())
                del place[last]
            elif name in place:
                if told.isdisjoint({name, path[-1]}):
                    told |= {name, path[-1]}
                    yield Fault(
                        where,
                        f"circle of datasets: {_circle(path, place[name])}",
                        "turn round the arrow that is wrong, or give each version of a dataset a record of its own",
                    )
            elif name not in done:
                place[name] = len(path)
                path.append(name)
                stack.append(_links(context.index, name))


def _links(index: Index, name: str) -> Iterator[tuple[str, Pointer]]:
    record = index.by_id[name]
    for position, item in enumerate(entries(record.node.derived_from)):
        where = (*record.pointer, "derivedFrom", position)
        target, where = (item, where) if isinstance(item, str) else (item.dataset, (*where, "dataset"))
        if index.get(target, "dataset") is not None:
            yield target, where
    for position, part in enumerate(entries(record.node.has_part)):
        if index.get(part, "dataset") is not None:
            yield part, (*record.pointer, "hasPart", position)


def _circle(path: list[str], start: int) -> str:
    shown = path[start : start + 8]
    rest = len(path) - start - len(shown)
    return " > ".join([*shown, *([f"({rest} more)"] if rest else []), path[start]])


_HUGGING_FACE: Final = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([^/?#]+)/([^/?#@]+)")
_NO_OWNERS: Final = frozenset({"datasets", "spaces", "collections", "docs", "papers", "blog", "models", "organizations", "api"})


@rule(
    "REF007",
    "name-and-link-disagree",
    severity=Severity.WARNING,
    basis=(spec("models"),),
    real="SmolLM3's summary names Qwen3-0.6B as a generator and links to Qwen3-Embedding-0.6B, another model.",
)
def name_and_link(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model's name and the repository that its link points at are not the same.

    ## Why
    The name says which model it was, and so does the link; where they differ, a reader cannot tell which is right.
    Capitals, spaces, `_` and `-` do not count. A name that only others use goes under `aliases`.

    ## Example
    ```yaml
    models:
      - id: qwen3
        name: Qwen3-0.6B
        url: https://huggingface.co/Qwen/Qwen3-Embedding-0.6B
    ```

    ## Use instead
    ```yaml
    models:
      - id: qwen3
        name: Qwen3-0.6B
        url: https://huggingface.co/Qwen/Qwen3-0.6B
    ```

    ## References
    Training Lineage 1.0, models; EU template, section 2.5.
    """
    for position, model in enumerate(entries(manifest.models)):
        link = None if model.url is MISSING else _HUGGING_FACE.match(model.url)
        name = value_of(model.name)
        vague = model.identified in ("family", "class") or model.level in ("provider", "family", "service")
        if link is None or link[1] in _NO_OWNERS or not isinstance(name, str) or vague:
            continue
        names = [name, name.rpartition("/")[2], *(alias.name for alias in entries(model.aliases) if alias.name is not MISSING)]
        if model.version is not MISSING:
            names.append(f"{name} {model.version}")
        if _bare(link[2]) not in map(_bare, names):
            yield Fault(
                ("models", position, "url"),
                f'the model is named "{name}" and links to the repository "{link[2]}"',
                "correct the one that is wrong; if both mean the same model, list the other name under aliases",
            )


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()
