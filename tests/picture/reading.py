"""Pictures read back: XML, its texts, and the boxes of a graph."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.etree import ElementTree

SVG: Final = "{http://www.w3.org/2000/svg}"


class Rectangle(NamedTuple):
    """A place in a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def size(svg: str) -> tuple[float, float]:
    left, top, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def titles(svg: str) -> list[str]:
    """The words that a pointer over a part shows."""
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}title")][1:]


def boxes(svg: str) -> list[Rectangle]:
    """The outlines of a graph's nodes: groups that hold text."""
    found = []
    for group in parsed(svg).iter(f"{SVG}g"):
        if group.find(f"{SVG}title") is not None and group.find(f"{SVG}text") is not None:
            outline = next(element for element in group if element.tag in (f"{SVG}rect", f"{SVG}path"))
            found.append(_outline(outline))
    return found


def _outline(element: ElementTree.Element) -> Rectangle:
    if element.tag == f"{SVG}rect":
        x, y, wide, high = (float(element.attrib[key]) for key in ("x", "y", "width", "height"))
        return Rectangle(x, y, x + wide, y + high)
    numbers = re.findall(r"([MHLV])([-\d. ]+)", element.attrib["d"])
    (_, start), (_, across), *_, (_, down), _ = numbers
    x, y = map(float, start.split())
    corner = re.search(r"L([-\d.]+) ", element.attrib["d"])
    assert corner
    assert float(across) < float(corner[1])
    return Rectangle(x, y, float(corner[1]), float(down))
