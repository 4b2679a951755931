"""Small pictures for the golden files. ``python -m tests.picture.drawn`` writes the files anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from lineage.model.quantity import Interval
from lineage.picture.bars import Bar, Panel, draw_bars
from lineage.picture.graph import Edge, Node, describe_graph, draw_graph
from lineage.picture.stacks import Stack, draw_stacks
from lineage.picture.timeline import Row, Span, draw_timeline

GOLDEN: Final = Path(__file__).parent / "golden"

NODES: Final = (
    Node("harbour", "Harbour-1B", "subject"),
    Node("dialogues", "Harbour Dialogues", "dataset", "filtered"),
    Node("pages", "Harbour Pages", "dataset"),
    Node("teacher", "Lighthouse 7B", "model"),
    Node("family", "Beacon", "family"),
    Node("unknown", "a model that is not named", "unknown"),
    Node("many", "12 datasets", "group", "Tides, Winds and 10 more"),
)
EDGES: Final = (
    Edge("dialogues", "harbour", "fine-tuning"),
    Edge("pages", "harbour", "pretraining"),
    Edge("teacher", "dialogues", "generate.response"),
    Edge("family", "dialogues", "generate.prompt, generate.response", "dashed"),
    Edge("family", "harbour", "evaluate", "dotted"),
    Edge("unknown", "dialogues", "rewrite"),
    Edge("many", "pages", "mix"),
    Edge("harbour", "dialogues", "generate.response"),
    Edge("harbour", "harbour", "judge.score"),
)


def bars() -> str:
    """Sizes: known, bounded on one side and on both, not stated."""
    tera = 10**12

    def between(low: float, high: float | None, *, above: bool = False) -> Interval:
        return Interval(Decimal(str(low)) * tera, None if high is None else Decimal(str(high)) * tera, above)

    text = (
        Bar("Publicly available", between(12, 12), "12 trillion tokens"),
        Bar("Crawled", between(3, None, above=True), "more than 3 trillion tokens"),
        Bar("Licensed", between(0, 2), "at most 2 trillion tokens"),
        Bar("Synthetic", between(1, 2.5), "between 1 and 2.5 trillion tokens"),
        Bar("Users of the model, and of every other service there is", None, "size not stated"),
    )
    images = (Bar("Publicly available", Interval(Decimal(300), Decimal(300)), "300 images"),)
    panels = (Panel("Text, in tokens", text), Panel("Image, in images", images))
    return draw_bars(panels, title="Sizes", description="Sizes by origin.", prefix="bars")


def stacks() -> str:
    """Counts of three kinds."""
    found = (
        Stack("Publicly available", (3, 12, 0), "15 datasets"),
        Stack("Synthetic", (1, 0, 2), "3 datasets"),
        Stack("Licensed", (0, 0, 0), "not used, as declared"),
    )
    kinds = ("size stated", "size not stated", "record not public")
    return draw_stacks(found, kinds, title="Datasets", description="Datasets by origin.", prefix="stacks")


def timeline() -> str:
    """Stretches with and without ends."""
    rows = (
        Row("Harbour Pages", (Span(date(2013, 1, 1), date(2024, 3, 31)),), "from 2013 to 2024-03"),
        Row("Own crawl", (Span(date(2024, 1, 1), None, ongoing=True),), "from 2024-01, still going on"),
        Row("Books", (Span(None, date(2020, 12, 31)),), "up to 2020"),
        Row("Chats", (Span(date(2023, 1, 1), None),), "from 2023, end not stated"),
        Row("Letters", (Span(date(2016, 1, 1), date(2018, 12, 31), approximate=True),), "about from 2016 to 2018"),
    )
    return draw_timeline(rows, title="Collection", description="When data was collected.", prefix="timeline")


def graph() -> str:
    """Every kind of node and of arrow, a cycle, and an arrow to itself."""
    return draw_graph(NODES, EDGES, title="Lineage", description=describe_graph(NODES, EDGES), prefix="graph")


PICTURES: Final[dict[str, Callable[[], str]]] = {
    "bars": bars,
    "stacks": stacks,
    "timeline": timeline,
    "graph": graph,
}

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (GOLDEN / f"{name}.svg").write_text(draw() + "\n", "utf-8")
