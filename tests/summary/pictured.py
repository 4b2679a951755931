"""A summary with a picture, whatever the summaries of the project hold."""

from __future__ import annotations

import dataclasses

from lineage.summary.blocks import Column, Figure, Paragraph, Prose, Row, Run, Summary, Table
from tests.summary.build import example

TITLE = "Shares of the sources"
DESCRIPTION = "A bar in two parts: public datasets 69 %, synthetic data 31 %."
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 60" width="100%" font-family="Arial, sans-serif">'
    '<rect width="500" height="20" fill="#cfdcf2"/><text x="4" y="50" font-size="12">Public 69 %</text></svg>'
)


def _cell(text: str) -> tuple[Prose]:
    return (Prose((Paragraph((Run(text),)),)),)


def pictured(svg: str = SVG) -> Summary:
    rows = (Row((_cell("Public"), _cell("69 %"))), Row((_cell("Synthetic"), _cell("31 %"))))
    table = Table("Shares as a table", (Column("Source"), Column("Share")), rows)
    figure = Figure(TITLE, DESCRIPTION, svg, table)
    summary = example("minimal")
    annex = dataclasses.replace(summary.annex, body=(figure,))
    return dataclasses.replace(summary, annex=annex)
