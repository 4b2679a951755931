"""Graphs: nothing overlaps, nothing is lost, the order given does not matter, and no graph takes long."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.picture.graph import Collapsed, Edge, Node, collapse, describe_graph, draw_graph
from lineage.picture.layers import lay_out
from lineage.picture.nodes import KINDS, STYLES, tidy
from tests.picture.drawn import EDGES, NODES
from tests.picture.reading import boxes, parsed, size, titles

WORDS = {"title": "T", "description": "D", "prefix": "p"}


def drawn(graph: tuple[list[Node], list[Edge]]) -> str:
    return draw_graph(graph[0], graph[1], **WORDS)


LABELS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"]), min_size=1, max_size=30
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    count = draw(st.integers(1, 14))
    kinds = st.sampled_from(list(KINDS))
    nodes = [Node(str(n), draw(LABELS), draw(kinds), draw(st.just("") | LABELS)) for n in range(count)]
    ends = st.integers(0, count).map(str)  # the last one does not exist
    edges = st.builds(
        Edge, ends, ends, st.sampled_from(["", "a", "generate.response", "b, c"]), st.sampled_from(list(STYLES))
    )
    return nodes, draw(st.lists(edges, max_size=30))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_nodes_do_not_overlap_and_stay_on_the_picture(graph: tuple[list[Node], list[Edge]]) -> None:
    svg = drawn(graph)
    found = boxes(svg)
    wide, high = size(svg)
    assert len(found) == len(graph[0])
    for box in found:
        assert box.left >= 0
        assert box.right <= wide
        assert box.top >= 0
        assert box.bottom <= high
    assert not any(one.meets(other) for one, other in combinations(found, 2))


@settings(max_examples=80, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(graph: tuple[list[Node], list[Edge]], chance: random.Random) -> None:
    nodes, edges = graph
    svg, words, small = draw_graph(nodes, edges, **WORDS), describe_graph(nodes, edges), collapse(nodes, edges, 3)
    nodes, edges = chance.sample(nodes, len(nodes)), chance.sample(edges * 2, len(edges) * 2)
    assert draw_graph(nodes, edges, **WORDS) == svg
    assert describe_graph(nodes, edges) == words
    assert collapse(nodes, edges, 3) == small


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_every_label_is_there_in_full(graph: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = graph
    said = " ".join(titles(draw_graph(nodes, edges, **WORDS)))
    text = describe_graph(nodes, edges)
    for node in nodes:
        assert node.label in text
        assert " ".join(node.label.split(" ")) in said
    names = {node.id for node in nodes}
    arrows = {edge for edge in edges if edge.source in names and edge.target in names}
    assert text.count(" → ") - sum(label.count(" → ") for n in nodes for label in (n.label, n.note)) >= len(arrows)


@given(st.integers(1, 25), st.data())
def test_edges_lead_from_left_to_right_unless_they_close_a_cycle(count: int, data: st.DataObject) -> None:
    vertex = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(vertex, vertex), max_size=60))
    heights = data.draw(st.lists(st.floats(10, 80), min_size=count, max_size=count))
    layout = lay_out(heights, edges, [0])
    for source, target in set(edges):
        if source != target:
            forward = layout.layer[source] > layout.layer[target]
            assert forward is ((source, target) not in layout.turned)
    for one, other in combinations(range(count), 2):
        if layout.layer[one] == layout.layer[other]:
            apart = abs(layout.middle[one] - layout.middle[other])
            assert apart >= (heights[one] + heights[other]) / 2


def test_a_graph_without_cycles_keeps_its_arrows() -> None:
    layout = lay_out([20] * 4, [(3, 2), (2, 1), (1, 0), (3, 0)], [0])
    assert layout.layer == [0, 1, 2, 3]
    assert not layout.turned
    assert len(layout.lanes[3, 0]) == 2


def test_a_model_that_teaches_itself_stays_at_the_right() -> None:
    layout = lay_out([20] * 2, [(0, 1), (1, 0)], [0])
    assert layout.layer == [0, 1]
    assert layout.turned == {(0, 1)}


def test_edges_between_nodes_that_do_not_exist_are_left_out() -> None:
    nodes, edges = tidy([Node("a", "A", "model")], [Edge("a", "b"), Edge("b", "a"), Edge("a", "a")])
    assert edges == [Edge("a", "a")]
    assert parsed(draw_graph(nodes, edges, **WORDS)) is not None


def test_one_node_and_none() -> None:
    assert len(boxes(draw_graph([NODES[0]], [], **WORDS))) == 1
    assert boxes(draw_graph([], [], **WORDS)) == []
    assert describe_graph([], []) == ""


def test_the_words_of_a_graph() -> None:
    assert describe_graph(NODES[:2], EDGES) == (
        "Subject: Harbour-1B. Dataset: Harbour Dialogues (filtered). Harbour-1B → Harbour-1B (judge.score). "
        "Harbour Dialogues → Harbour-1B (fine-tuning). Harbour-1B → Harbour Dialogues (generate.response)."
    )


@settings(max_examples=80, deadline=None)
@given(graphs(), st.integers(2, 8))
def test_collapsing_loses_no_node(graph: tuple[list[Node], list[Edge]], limit: int) -> None:
    nodes, edges, merged = collapse(*graph, limit)
    names = {node.id for node in nodes}
    assert len(names) == len(nodes) <= max(limit, len({node.kind for node in graph[0]}))
    assert all(edge.source in names and edge.target in names for edge in edges)
    given_ = {node.id for node in graph[0]}
    groups = [node for node in nodes if node.id not in given_]
    assert merged == sum(int(node.label.split()[0]) for node in groups)
    assert len(nodes) - len(groups) + merged == len(graph[0])


def test_small_graphs_stay_as_they_are() -> None:
    assert collapse(NODES, EDGES) == Collapsed(*tidy(NODES, EDGES), 0)


def test_equal_neighbours_are_put_together_first_and_subjects_last() -> None:
    nodes = [
        Node("s", "S", "subject"),
        Node("m", "M", "model"),
        *(Node(f"d{n}", f"D{n:02}", "dataset") for n in range(70)),
    ]
    edges = [*(Edge(f"d{n}", "s", "pretraining") for n in range(70)), Edge("m", "d0", "generate.response")]
    found, arrows, merged = collapse(nodes, edges)
    assert [node.label for node in found] == ["S", "M", "D00", "69 datasets"]
    assert found[-1].note == "D01, D02, D03 and 66 more"
    assert merged == 69
    assert len(arrows) == 3


def big(seed: int) -> tuple[list[Node], list[Edge]]:
    chance = random.Random(seed)
    nodes = [Node(str(n), f"node {n}", chance.choice(list(KINDS)[1:5])) for n in range(2000)]
    ends = [str(n) for n in range(2000)]
    edges = [Edge(chance.choice(ends), chance.choice(ends), chance.choice("abc")) for _ in range(6000)]
    return nodes, edges


def chain() -> tuple[list[Node], list[Edge]]:
    nodes = [Node(str(n), f"node {n}", "dataset") for n in range(2000)]
    edges = [*(Edge(str(n), str(n + 1)) for n in range(1999)), Edge("1999", "0")]
    return nodes, [*edges, *(Edge("0", str(n)) for n in range(2, 1999, 3))]


@pytest.mark.parametrize("graph", [big(1), chain()], ids=["random", "chain"])
def test_two_thousand_nodes_end(graph: tuple[list[Node], list[Edge]]) -> None:
    start = time.perf_counter()
    assert parsed(drawn(graph)) is not None
    small = collapse(*graph)
    assert len(small.nodes) <= 60
    assert small.merged > 1900
    assert time.perf_counter() - start < 60
