"""Pictures are plain, safe and readable: XML, escaped, nothing fetched, contrast in both themes."""

from __future__ import annotations

import re

import pytest

from lineage.picture import svg
from lineage.picture.bars import Bar, Panel, draw_bars
from lineage.picture.graph import Edge, Node, draw_graph
from lineage.picture.stacks import Stack, draw_stacks
from lineage.picture.timeline import Row, Span, draw_timeline
from tests.picture.drawn import GOLDEN, PICTURES
from tests.picture.reading import SVG, parsed

HOSTILE = (
    "</title><script>alert(1)</script>",
    "\"><a href='https://evil.example'>x</a>",
    "]]> &lt; & <!-- x --> {{7*7}} url(#x)",
    "left \u202e right \u0007 \ufffe \n new line",
    "",
    " ",
    "漢字と仮名" * 40,
    "a" * 5000,
)


@pytest.mark.parametrize("name", PICTURES)
def test_golden(name: str) -> None:
    golden = (GOLDEN / f"{name}.svg").read_text("utf-8")
    assert PICTURES[name]() + "\n" == golden, "run python -m tests.picture.drawn and look at the difference"


@pytest.mark.parametrize("name", PICTURES)
def test_named_described_and_alone(name: str) -> None:
    picture = PICTURES[name]()
    root = parsed(picture)
    assert root.attrib["role"] == "img"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert all(identity.startswith(f"{name}-") for identity in ids)
    assert len(ids) == len(set(ids))
    assert root.attrib["aria-labelledby"].split() == [f"{name}-title", f"{name}-desc"]
    assert [element.tag for element in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}style"]
    assert set(re.findall(r"url\((.*?)\)", picture)) <= {f"#{name}-hatch"}


def hostile_pictures(text: str) -> list[str]:
    nodes = [Node(text, text, kind, text) for kind in ("subject", "unknown")]
    nodes += [Node(f"{text}{kind}", text, kind, text) for kind in ("model", "family", "dataset", "group")]
    edges = [Edge(one.id, other.id, text, "dashed") for one in nodes for other in nodes]
    words = {"title": text, "description": text, "prefix": "x"}
    return [
        draw_graph(nodes, edges, **words),
        draw_bars([Panel(text, (Bar(text, None, text),))], **words),
        draw_stacks([Stack(text, (1, 2, 3), text)], (text, text, text), **words),
        draw_timeline([Row(text, (Span(None, None),), text)], **words),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(text: str) -> None:
    for picture in hostile_pictures(text):
        root = parsed(picture)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {
            "svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "path", "text", "g",
        }  # fmt: skip
        for element in root.iter():
            assert not [key for key in element.attrib if key.startswith("on") or "href" in key or key == "style"]
        assert not re.search("[\u202e\u0007\ufffe]", picture)
        assert len(picture) < 500_000


@pytest.mark.parametrize("prefix", ["", "A", "1a", "a b", 'a"', "a" * 99])
def test_a_prefix_is_a_prefix(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        svg.picture((), width=1, height=1, title="", description="", prefix=prefix)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (0.1 + 0.2, "0.3"), (-0.001, "0"), (2.5, "2.5"), (10, "10"), (1 / 3, "0.33"), (0, "0")],
)
def test_numbers_have_no_noise(value: float, text: str) -> None:
    assert svg.number(value) == text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [svg.LIGHT, svg.DARK], ids=["light", "dark"])
def test_contrast(theme: svg.Colours) -> None:
    for ink in (theme.ink, theme.quiet, theme.strong):
        assert contrast(ink, theme.paper) >= 4.5
        assert contrast(ink, theme.tint) >= 4.5
    assert contrast(theme.ink, theme.fill) >= 4.5
    for ground in (theme.paper, theme.tint, theme.fill):
        assert contrast(theme.strong, ground) >= 3, "borders"


def test_a_renderer_without_style_sheets_shows_the_light_version() -> None:
    for draw in PICTURES.values():
        for element in parsed(draw()).iter():
            paint = element.attrib.get("class", "").removeprefix("pic-")
            if paint not in ("", "pic"):
                assert {element.attrib.get("fill"), element.attrib.get("stroke")} & set(svg.LIGHT)


def test_dark_is_for_screens_and_every_paint_has_it() -> None:
    assert svg.STYLE.startswith("@media screen and (prefers-color-scheme:dark){")
    used = {name for draw in PICTURES.values() for name in re.findall(r'class="(pic-[a-z-]+)"', draw())}
    assert used
    assert all(f".{name}{{" in svg.STYLE for name in used)


def test_a_page_can_hold_the_style_once() -> None:
    picture = PICTURES["bars"]()
    bare = svg.without_style(picture)
    assert svg.STYLE in picture
    assert "<style" not in bare
    assert parsed(bare) is not None


def test_typst_draws_them() -> None:
    typst = pytest.importorskip("typst")
    page = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
    for draw in PICTURES.values():
        assert typst.compile(page, sys_inputs={"svg": draw()}, format="png").startswith(b"\x89PNG")
