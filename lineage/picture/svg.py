"""The elements of a picture, escaped, and the frame around them.

Numbers have at most two decimals, so that the same picture is the same text everywhere. Paint is a class and the plain
attributes of the light version together: a renderer that knows no style sheets (in a PDF, in a word processor) shows
the light version, a browser on a dark screen the dark one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final, NamedTuple, TypeAlias

from lineage.visible import one_line

FAMILY: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH: Final = 720
"""The usual width of a picture, in user units; text of 12 is then as large as the small print around it."""
_PREFIX: Final = re.compile(r"[a-z][a-z0-9-]{0,40}")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


Attributes: TypeAlias = Mapping[str, str | float]


class Colours(NamedTuple):
    """The colours of one theme."""

    paper: str
    ink: str
    quiet: str
    strong: str
    fill: str
    tint: str
    line: str


LIGHT: Final = Colours("#ffffff", "#1a1a1a", "#545c66", "#1d3461", "#cfdcf2", "#f1f4f8", "#c3cad5")
DARK: Final = Colours("#14171c", "#e9ebee", "#aab3bf", "#9db8e8", "#2b3d5e", "#1d222a", "#465161")

_PAINTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "paper": (("fill", "paper"),),
    "ink": (("fill", "ink"),),
    "quiet": (("fill", "quiet"),),
    "head": (("fill", "strong"),),
    "bar": (("fill", "fill"), ("stroke", "strong")),
    "box": (("fill", "tint"), ("stroke", "strong")),
    "open": (("fill", "paper"), ("stroke", "strong")),
    "edge": (("stroke", "strong"),),
    "grid": (("stroke", "line"),),
    "ink-halo": (("fill", "ink"), ("stroke", "paper")),
    "quiet-halo": (("fill", "quiet"), ("stroke", "paper")),
}


def _style() -> str:
    """Dark screens only: paper keeps the light version, whatever the screen."""
    rules = "".join(
        f".pic-{name}{{{';'.join(f'{key}:{getattr(DARK, colour)}' for key, colour in paint)}}}"
        for name, paint in _PAINTS.items()
    )
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}@media print{{.pic{{print-color-adjust:exact}}}}"


STYLE: Final = _style()
"""The style sheet of every picture. It is the same in all, so that a page with several may hold it once."""
_STYLE_ELEMENT: Final = f"<style>{STYLE}</style>"


def without_style(svg: str) -> str:
    """A picture for a page whose own style sheet holds :data:`STYLE`."""
    return svg.replace(_STYLE_ELEMENT + "\n", "", 1)


def number(value: float) -> str:
    """A number as text: at most two decimals, no trailing zeros, no negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def words(text: str) -> str:
    """A text between tags or in an attribute: on one line, escaped, hidden characters spelt out."""
    clean = one_line(text)
    return escape(_NOT_XML.sub(lambda match: f"[U+{ord(match[0]):04X}]", clean), quote=True)


def paint(name: str) -> dict[str, str]:
    """The attributes of one kind of paint: its class, and what it looks like without style sheets."""
    light = {key: getattr(LIGHT, colour) for key, colour in _PAINTS[name]}
    base = {"class": f"pic-{name}", **light}
    return base if "fill" in base else {**base, "fill": "none"}


def element(name: str, attributes: Attributes, *inside: str) -> str:
    """An element. Attributes are escaped; ``inside`` is markup already."""
    said = "".join(
        f' {key}="{words(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 12,
    colour: str = "ink",
    anchor: str = "start",
    bold: bool = False,
    italic: bool = False,
) -> str:
    """One line of text with its base line at ``y``. Colours with a halo have an outline of paper around the letters."""
    attributes: dict[str, str | float] = {"x": x, "y": y, "font-size": size, **paint(colour)}
    if colour.endswith("-halo"):
        attributes |= {"stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke"}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    if bold:
        attributes["font-weight"] = "bold"
    if italic:
        attributes["font-style"] = "italic"
    return element("text", attributes, words(content))


def rect(x: float, y: float, width: float, height: float, *more: Attributes) -> str:
    """A rectangle."""
    return element("rect", {"x": x, "y": y, "width": width, "height": height, **_joined(more)})


def line(x1: float, y1: float, x2: float, y2: float, *more: Attributes) -> str:
    """A line."""
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **_joined(more)})


def path(d: str, *more: Attributes) -> str:
    """A path."""
    return element("path", {"d": d, **_joined(more)})


def pen(thick: float, dashes: str = "") -> Attributes:
    """How a line or border is drawn."""
    return {"stroke-width": thick, **({"stroke-dasharray": dashes} if dashes else {})}


def _joined(more: Iterable[Attributes]) -> dict[str, str | float]:
    return {key: value for attributes in more for key, value in attributes.items()}


def group(parts: Iterable[str], *, title: str = "") -> str:
    """Elements that belong together, with the words that a pointer over them shows."""
    head = [element("title", {}, words(title))] if title else []
    return element("g", {}, *head, *parts)


def hatching(prefix: str) -> str:
    """The pattern of what is not certain: oblique lines. Its fill is :func:`hatched`."""
    attributes: dict[str, str | float] = {
        "id": f"{prefix}-hatch",
        "width": 6,
        "height": 6,
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    inside = (rect(0, 0, 6, 6, paint("paper")), line(1, 0, 1, 6, paint("edge"), pen(1.6)))
    return element("defs", {}, element("pattern", attributes, *inside))


def hatched(prefix: str) -> dict[str, str]:
    """The fill that :func:`hatching` defines, with a border."""
    return {**paint("edge"), "fill": f"url(#{prefix}-hatch)"}


def picture(body: Iterable[str], *, width: float, height: float, title: str, description: str, prefix: str) -> str:
    """A whole picture: as wide as its place, named and described for those who do not see it.

    ``prefix`` begins every id, so that pictures on one page do not meet.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"not a prefix of ids: {prefix!r}")
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "pic" if width <= WIDTH else "pic pic-wide",
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "width": "100%",
        "font-family": FAMILY,
    }
    head = (
        element("title", {"id": f"{prefix}-title"}, words(title)),
        element("desc", {"id": f"{prefix}-desc"}, words(description)),
        _STYLE_ELEMENT,
        rect(0, 0, width, height, paint("paper")),
    )
    return element("svg", attributes, "\n", "\n".join((*head, *body)), "\n")
