"""Looking into what was written: the strings of JSON data, and pictures that may do nothing."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {"svg", "title", "desc", "style", "defs", "pattern", "g", "rect", "path", "line", "text", "tspan"}


def strings_of(value: Any, key: str = "") -> list[tuple[str, str]]:
    """Every string of JSON data with the key that it stands under."""
    if isinstance(value, str):
        return [(key, value)]
    if isinstance(value, dict):
        return [found for name, item in value.items() for found in strings_of(item, name)]
    return [found for item in value for found in strings_of(item, key)] if isinstance(value, list) else []


def assert_inert(svg: str) -> None:
    """A picture has shapes and words, and nothing that leads anywhere, runs or is fetched."""
    for element in ElementTree.fromstring(svg).iter():
        assert element.tag.removeprefix(_SVG) in _DRAWN
        for name, value in element.attrib.items():
            assert "href" not in name
            assert not name.startswith("on")
            assert "url(" not in value.replace("url(#", "")
