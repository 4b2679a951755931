"""Measure the graph: plain questions against the library that answers them, the walk with states against a search
without, and a whole trace against a whole check.

Processor time, ours and theirs in turn; the best of a few rounds, and the median of the ratios. No garbage is looked
for, as in the command line.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rustworkx

from lineage.graph import plain
from lineage.graph.closure import Flow
from lineage.graph.imports import of_manifest
from lineage.graph.network import Network
from lineage.model import Manifest

REPOSITORY = Path(__file__).resolve().parents[2]
ATLAS = REPOSITORY / "examples" / "atlas"
ROUNDS = 5


def tables() -> list[str]:
    """The rows, as Markdown."""
    gc.disable()
    return [
        "| graph | what | ours, s | peer | peer, s | ours / peer |",
        "|---|---|---|---|---|---|",
        *_plain(1_000_000, 2_000_000),
        *_states(60_000, rich=False),
        *_states(60_000, rich=True),
        *_trace(),
    ]


def _plain(nodes: int, edges: int) -> list[str]:
    """Closure and circles without states. Both sides get edges whose ends are numbers already."""
    numbers = random.Random(1)
    pairs = [(numbers.randrange(nodes), numbers.randrange(nodes)) for _ in range(edges)]
    forward = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    size = f"{nodes:,} nodes, {edges:,} edges"

    def bare_closure() -> Any:
        graph: Any = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from_no_data(pairs)
        return rustworkx.descendants(graph, 0)

    def bare_circles() -> Any:
        graph: Any = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from_no_data(forward)
        return rustworkx.is_directed_acyclic_graph(graph)

    assert plain.closure(nodes, pairs, 0) == bare_closure()
    assert plain.acyclic(nodes, forward) is bare_circles() is True
    assert not plain.acyclic(nodes, [*forward, (forward[0][1], forward[0][0])])
    return [
        _row(size, "everything upstream of a node", lambda: plain.closure(nodes, pairs, 0), "rustworkx", bare_closure),
        _row(size, "whether it has a circle", lambda: plain.acyclic(nodes, forward), "rustworkx", bare_circles),
    ]


def _states(datasets: int, *, rich: bool) -> list[str]:
    """The walk that a trace takes, with live parts and qualities, against a search that only marks what it has seen."""
    network = Network(of_manifest(Manifest.model_validate_json(invented(datasets, rich=rich))))
    whole = network.whole()
    near = {vertex: [step.target for step in network.steps(vertex)] for vertex in whole}
    (subject,) = network.entities.find("subject")
    start = network.start(subject)
    flow = Flow(network)
    flow.upstream(start)  # channels are made flat at the first walk

    def search() -> set[int]:
        seen, pending = {start}, [start]
        while pending:
            for target in near[pending.pop()]:
                if target not in seen:
                    seen.add(target)
                    pending.append(target)
        return seen

    found = flow.upstream(start)
    assert set(found.at) <= search()  # where nothing is live any more, the walk stops
    size = f"{len(found.at):,} of {len(whole):,} vertices, {sum(map(len, near.values())):,} steps"
    states = len(found.arrivals) / len(found.at)
    what = f"walk with states, {states:.1f} for each vertex"
    return [_row(size, what, lambda: flow.upstream(start), "plain search in dictionaries", search)]


def invented(datasets: int, *, rich: bool) -> str:
    """A manifest whose datasets come from each other, with models that wrote them and learnt from them; ``rich`` in
    roles, parts and stages, so that more than one state comes to most vertices."""
    numbers = random.Random(2)
    models = datasets // 3

    def source() -> dict[str, Any]:
        edge: dict[str, Any] = {"dataset": f"d{numbers.randrange(datasets)}"}
        if rich and numbers.random() < 0.1:
            edge["takes"] = numbers.choice([["prompt"], ["prompt", "response"], ["response", "score"]])
        return edge

    def use() -> dict[str, Any]:
        role = numbers.choice(["generate", "generate", "judge", "filter", "rewrite"]) if rich else "generate"
        writes = {"writes": ["response"]} if role == "generate" else {}
        return {"model": f"m{numbers.randrange(models)}", "role": role, **writes}

    def stage() -> dict[str, Any]:
        name = numbers.choice(["sft", "preference", "pretraining", "rl"]) if rich else "sft"
        return {"stage": name, "uses": [f"d{numbers.randrange(datasets)}"]}

    subject = {"id": "subject", "name": "Subject", "training": [{"stage": "sft", "uses": ["d0", "d1"]}]}
    return json.dumps(
        {
            "lineage": "1.0-draft",
            "id": "urn:bench:graph",
            "datasets": [
                {"id": f"d{number}", "derivedFrom": [source(), source()], "modelUses": [use()]}
                for number in range(datasets)
            ],
            "models": [
                *({"id": f"m{number}", "name": f"Model {number}", "training": [stage()]} for number in range(models)),
                subject,
            ],
        }
    )


def _trace() -> list[str]:
    """A whole process that traces the atlas, against one that checks the same files."""
    if not (REPOSITORY / "lineage" / "cli" / "trace.py").is_file():
        return []
    lineage = str(Path(sys.executable).parent / "lineage")
    files = [str(path) for path in sorted(ATLAS.glob("*.yaml"))]
    subject = "zephyr-7b-beta"
    trace = [lineage, "trace", subject, *files]
    check = [lineage, "check", *files]
    size, peer = f"the atlas, {len(files)} files", "`lineage check`"
    return [_row(size, f"`lineage trace`, {subject}", _process(trace), peer, _process(check), clock=_children)]


def _process(command: Sequence[str]) -> Callable[[], object]:
    def run() -> int:
        code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        if code not in (0, 1):
            raise SystemExit(f"{command} ended with {code}")
        return code

    return run


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _row(
    size: str,
    what: str,
    ours: Callable[[], object],
    peer: str,
    theirs: Callable[[], object],
    clock: Callable[[], float] = time.process_time,
) -> str:
    def timed(run: Callable[[], object]) -> float:
        start = clock()
        run()
        return clock() - start

    pairs = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (min(times) for times in zip(*pairs, strict=True))
    return f"| {size} | {what} | {mine:.2f} | {peer} | {other:.2f} | **{ratio:.2f}** |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(tables()) + "\n")
