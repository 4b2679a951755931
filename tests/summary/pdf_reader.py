"""What a PDF says to a screen reader: the text under every element of its structure, in the order of the structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Element:
    """An element of the structure: its kind without the slash, what is inside, and its PDF dictionary."""

    kind: str
    inside: list[Element | str] = field(default_factory=list)
    raw: Any = None

    def all(self, *kinds: str) -> Iterator[Element]:
        """The element and those below it, of some kinds or all."""
        if not kinds or self.kind in kinds:
            yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all(*kinds)

    def text(self) -> str:
        """All text below, without what only marks the items of a list."""
        return "".join(
            part if isinstance(part, str) else part.text()
            for part in self.inside
            if isinstance(part, str) or part.kind != "Lbl"
        )


def open_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def structure(pdf: pikepdf.Pdf) -> Element:
    texts = {page.obj.objgen: dict(_marked(page)) for page in pdf.pages}
    return _element(pdf.Root.StructTreeRoot, texts, None, "Root")


def _element(node: Any, texts: dict[Any, dict[int, str]], page: Any, kind: str) -> Element:
    page = node.get("/Pg", page)
    made = Element(kind, raw=node)
    inside = node.get("/K", [])
    children: list[Any] = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    for part in children:
        if isinstance(part, int):
            made.inside.append(texts[page.objgen].get(part, ""))
        elif "/S" in part:
            made.inside.append(_element(part, texts, page, str(part.S)[1:]))
        elif part.get("/Type") == "/MCR":
            made.inside.append(texts[part.get("/Pg", page).objgen].get(part.MCID, ""))
    return made


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The marked parts of a page with their text. Text that is not marked is not part of the document."""
    fonts: dict[str, dict[int, str]] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    found: dict[int, str] = {}
    current = ""

    def say(text: str) -> None:
        number = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
        if number is not None and not any(instead for _, instead in open_marks):
            found[number] = found.get(number, "") + text

    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                about = operands[1]
                instead = str(about["/ActualText"]) if "/ActualText" in about else None
                if instead is not None:
                    say(instead)
                open_marks.append((int(about["/MCID"]) if "/MCID" in about else None, instead))
            case "BMC":
                open_marks.append((None, None))
            case "EMC":
                open_marks.pop()
            case "Tf":
                current = str(operands[0])
                if current not in fonts:
                    fonts[current] = _characters(page.resources["/Font"][current])
            case "Tj":
                say(_decoded(bytes(operands[0]), fonts[current]))
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        say(_decoded(bytes(part), fonts[current]))
    yield from found.items()


def _decoded(codes: bytes, characters: dict[int, str]) -> str:
    return "".join(characters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[int, str]:
    """What the codes of a font stand for, by its own table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
