"""Pictures for Word: each as PNG, which every version shows, and as the SVG it was made from, which stays sharp."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from lineage.summary.blocks import Figure
from lineage.summary.writers import extras
from lineage.summary.writers.paper import shown
from lineage.summary.writers.pen import LINE_WIDTH, Element, Pen, element

if TYPE_CHECKING:
    from docx.opc.part import Part

_PER_INCH: Final = 192
_TALLEST: Final = 20.0
"""Centimetres; a taller picture would not fit on a page with its caption."""
_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def png(svg: str) -> bytes:
    """An SVG as pixels, drawn by Typst with the fonts that it brings."""
    typst = extras.load("typst", "docx", "a picture in a Word document")
    drawn: bytes = typst.compile(
        _PAGE, sys_inputs={"svg": svg}, format="png", ppi=_PER_INCH, ignore_system_fonts=True, timestamp=0
    )
    return drawn


def draw(pen: Pen, place: Element, figure: Figure, number: int) -> None:
    """The picture in a paragraph of its own, with its text alternative."""
    from docx.oxml.ns import qn
    from docx.oxml.shape import CT_Inline
    from docx.shared import Cm, Inches, Length, Twips

    pixels = png(figure.svg)
    relation, image = pen.part.get_or_add_image(io.BytesIO(pixels))
    width, height = image.px_width / _PER_INCH, image.px_height / _PER_INCH
    factor = min(1.0, Twips(LINE_WIDTH).inches / width, Cm(_TALLEST).inches / height)
    size: tuple[Length, Length] = Inches(width * factor), Inches(height * factor)
    inline = CT_Inline.new_pic_inline(number, relation, f"figure-{number}.png", *size)
    inline.docPr.set("name", f"Figure {number}")
    inline.docPr.set("title", shown(figure.title))
    inline.docPr.set("descr", shown(figure.description))
    blip = next(iter(inline.iter(qn("a:blip"))))
    sharp = blip.makeelement(f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    sharp.set(qn("r:embed"), _vector(pen, figure.svg, number))
    extensions, extension = (blip.makeelement(f"{{{_DRAWING}}}{name}") for name in ("extLst", "ext"))
    extension.set("uri", _EXTENSION)
    extension.append(sharp)
    extensions.append(extension)
    blip.append(extensions)
    run, drawing = element("w:r"), element("w:drawing")
    drawing.append(inline)
    run.append(drawing)
    pen.line(place, "Picture").append(run)


def _vector(pen: Pen, svg: str, number: int) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    name = PackURI(f"/word/media/figure-{number}.svg")
    part: Part = Part(name, "image/svg+xml", svg.encode("utf-8"), pen.part.package)
    return pen.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
