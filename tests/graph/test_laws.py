"""The laws of composition (spec/composition.md), on invented graphs."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.graph.answers import Answer, downstream, upstream
from lineage.graph.closure import Flow
from lineage.graph.entities import Entity
from lineage.graph.network import Network
from lineage.graph.reach import ALL, QUALITIES, START, Quality
from tests.graph.invented import DATASETS, MODELS, graphs
from tests.graph.tracing import described, network

subjects = st.sampled_from(MODELS + DATASETS)
cases = settings(max_examples=150, deadline=None)


def trace(tree: dict[str, Any], subject: str) -> tuple[Network, list[Answer]]:
    graph = network(tree)
    (entity,) = graph.entities.find(subject)
    return graph, upstream(graph, entity)


def ways(tree: dict[str, Any], subject: str) -> dict[tuple[str, str], set[tuple[Quality, int]]]:
    """The answers by teacher and label. Disputed and unnamed teachers count by their names."""
    graph, found = trace(tree, subject)
    result: dict[tuple[str, str], set[tuple[Quality, int]]] = {}
    for answer in found:
        key = (described(graph, answer)["teacher"], answer.label)
        result.setdefault(key, set()).add((answer.quality, answer.generation))
    return result


def covered(way: tuple[Quality, int], others: set[tuple[Quality, int]]) -> bool:
    return any(quality.covers(way[0]) and generation <= way[1] for quality, generation in others)


@cases
@given(st.lists(st.sampled_from(QUALITIES), min_size=3, max_size=3))
def test_composition_is_associative_commutative_and_never_stronger(chosen: list[Quality]) -> None:
    a, b, c = chosen
    assert a.then(b).then(c) == a.then(b.then(c))
    assert a.then(b) == b.then(a)
    assert a.covers(a.then(b))
    assert b.covers(a.then(b))
    assert QUALITIES[a.code] == a


@cases
@given(graphs, subjects)
def test_a_witness_proves_its_answer(tree: dict[str, Any], subject: str) -> None:
    """Walking the path again gives what is said of it: it is no stronger than any of its steps."""
    graph, found = trace(tree, subject)
    for answer in found:
        states = {(ALL, QUALITIES[START])}
        generation = 0
        for before, leg in zip((None, *answer.path), answer.path, strict=False):
            assert before is None or before.step.target == leg.start
            assert leg.step in graph.steps(leg.start)
            states = {
                ((live & keep) | revive, quality.then(cap))
                for live, quality in states
                for need, keep, revive, cap in leg.step.channels
                if live & need
            }
            generation += leg.step.generation
        assert answer.path[-1].step.target == answer.teacher
        assert generation == answer.generation
        assert answer.quality in {quality for _, quality in states}


@cases
@given(graphs, subjects)
def test_it_finds_what_a_plain_search_finds(tree: dict[str, Any], subject: str) -> None:
    """A search without masks, buckets or pruning by quality: one part at a time, until nothing new comes."""
    graph, found = trace(tree, subject)
    (entity,) = graph.entities.find(subject)
    start = graph.start(entity)
    seen: set[tuple[int, int, Quality, int]] = set()
    pending = [(start, 1 << bit, QUALITIES[START], 0) for bit in range(ALL.bit_length())]
    teachers: dict[tuple[int, str], set[tuple[Quality, int]]] = {}
    while pending:
        state = pending.pop()
        vertex, part, quality, generation = state
        if state in seen or generation > len(MODELS) + 1:
            continue
        seen.add(state)
        for step in graph.steps(vertex):
            for need, keep, revive, cap in step.channels:
                if part & need:
                    after = quality.then(cap)
                    if step.relation in ("modelUses", "initializedFrom"):
                        teachers.setdefault((step.target, step.label), set()).add((after, generation))
                    out = (part & keep) | revive
                    pending += [
                        (step.target, 1 << bit, after, generation + step.generation)
                        for bit in range(ALL.bit_length())
                        if out >> bit & 1
                    ]
    expected = {
        (*key, *way) for key, all_ways in teachers.items() for way in all_ways if not covered(way, all_ways - {way})
    }
    assert {(a.teacher, a.label, a.quality, a.generation) for a in found} == expected


@cases
@given(graphs, subjects, st.data())
def test_adding_an_edge_removes_and_weakens_nothing(tree: dict[str, Any], subject: str, data: st.DataObject) -> None:
    lists = list(edge_lists(tree))
    if not lists:
        return
    owner, key = data.draw(st.sampled_from(lists))
    fewer = copy.deepcopy(tree)
    at = data.draw(st.integers(0, len(owner[key]) - 1))
    smaller = owner_in(fewer, tree, owner)
    del smaller[key][at]
    if not smaller[key]:
        del smaller[key]
    after = ways(tree, subject)
    for key_, before in ways(fewer, subject).items():
        assert all(covered(way, after.get(key_, set())) for way in before)


@cases
@given(graphs, subjects, st.data())
def test_making_a_fact_unknown_makes_no_answer_more_definite(
    tree: dict[str, Any], subject: str, data: st.DataObject
) -> None:
    facts = list(known_facts(tree))
    if not facts:
        return
    holder, key = data.draw(st.sampled_from(facts))
    vaguer = copy.deepcopy(tree)
    copied = owner_in(vaguer, tree, holder)
    if key == "role":
        copied[key] = {"unknown": "notRecorded"}
    else:
        del copied[key]
    before = ways(tree, subject)
    strongest = {
        teacher: [way for (name, _), found in before.items() if name == teacher for way in found]
        for teacher in {name for name, _ in before}
    }
    for (teacher, _), found in ways(vaguer, subject).items():
        for quality, generation in found:
            if quality.sure and quality.stated:
                assert covered((quality, generation), set(strongest.get(teacher, ())))


@cases
@given(graphs, subjects, st.sampled_from(DATASETS))
def test_splitting_a_mixture_changes_hops_only(tree: dict[str, Any], subject: str, mixed: str) -> None:
    """The sources of a dataset, each first copied whole into a dataset of its own."""
    split = copy.deepcopy(tree)
    extra = []
    for dataset in split["datasets"]:
        if dataset["id"] == mixed and "derivedFrom" in dataset:
            for position, edge in enumerate(dataset["derivedFrom"]):
                extra.append({"id": f"copy-{position}", "hasPart": [edge["dataset"]]})
                edge["dataset"] = f"copy-{position}"
    split["datasets"] += extra
    assert ways(split, subject) == ways(tree, subject)


@cases
@given(graphs, subjects, st.data())
def test_stating_what_is_taken_adds_no_teacher(tree: dict[str, Any], subject: str, data: st.DataObject) -> None:
    edges = [edge for dataset in tree["datasets"] for edge in dataset.get("derivedFrom", []) if "takes" not in edge]
    if not edges:
        return
    narrower = copy.deepcopy(tree)
    edge = owner_in(narrower, tree, data.draw(st.sampled_from(edges)))
    edge["takes"] = data.draw(st.lists(st.sampled_from(["prompt", "response", "score"]), min_size=1, unique=True))
    assert {teacher for teacher, _ in ways(narrower, subject)} <= {teacher for teacher, _ in ways(tree, subject)}


@cases
@given(graphs, subjects)
def test_downstream_is_upstream_the_other_way(tree: dict[str, Any], subject: str) -> None:
    graph = network(tree)
    (entity,) = graph.entities.find(subject)
    if entity.kind == "dataset":
        return
    start = graph.vertex("model", entity)
    down: dict[Entity, set[tuple[Quality, int]]] = {}
    for reached in downstream(graph, entity):
        down.setdefault(reached.entity, set()).add((reached.quality, reached.generation))
    flow = Flow(graph)
    for other in graph.entities.all:
        if other is entity:
            continue
        up = set(flow.upstream(graph.start(other)).qualities(start))
        best = {way for way in up if not covered(way, up - {way})}
        assert best == down.get(other, set()), other.id


def edge_lists(tree: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for noun in (*tree["models"], *tree["datasets"]):
        for key in ("derivedFrom", "hasPart", "modelUses", "initializedFrom", "training", "overlaps"):
            if key in noun:
                yield noun, key


def known_facts(tree: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for noun in (*tree["models"], *tree["datasets"]):
        stages = noun.get("training", [])
        for use in (*noun.get("modelUses", []), *(use for stage in stages for use in stage.get("modelUses", []))):
            if isinstance(use["role"], str) and use["role"] != "evaluate":
                yield use, "role"
            if "writes" in use:
                yield use, "writes"
        yield from ((edge, "takes") for edge in noun.get("derivedFrom", []) if "takes" in edge)
        yield from ((edge, "consumes") for stage in stages for edge in stage.get("uses", []) if "consumes" in edge)


def owner_in(copied: Any, original: Any, wanted: Any) -> Any:
    """The object of a copy that stands where another stands in the original."""
    pending = [(original, copied)]
    while pending:
        here, there = pending.pop()
        if here is wanted:
            return there
        if isinstance(here, dict):
            pending += [(here[key], there[key]) for key in here]
        elif isinstance(here, list):
            pending += list(zip(here, there, strict=True))
    raise LookupError(wanted)
