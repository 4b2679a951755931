"""How a table lies on paper, where no browser decides it: the widths of its columns, and which rows may be cut."""

from __future__ import annotations

from typing import Final

from lineage.summary.blocks import Block, Column, Option, Run, Statement, Table, parts

_LINE: Final = 100
"""Characters on a line across the page, about."""
_MARGIN: Final = 3
"""What the space around the text of a cell costs, in characters."""
_LONGEST_WORD: Final = 16
"""Longer words are broken."""
_ENOUGH: Final = 70
"""A cell with more text than this takes several lines in any case."""
_TALL: Final = 16
"""A row of more lines than this is cut at the end of a page; any other moves to the next page as a whole."""


def is_tall(*cells: tuple[Block, ...]) -> bool:
    """Whether a row is too tall to be kept on one page."""
    return any(sum(1 + len(words) // _ENOUGH for words in _words(cell)) > _TALL for cell in cells)


def shares(table: Table) -> tuple[float, ...]:
    """The part of the page's width that each column gets: room for its words first, then by how much it says."""
    cells = [[words for row in table.rows for words in _words(row.cells[place])] for place in range(len(table.columns))]
    least = [_least(column, inside) for column, inside in zip(table.columns, cells, strict=True)]
    wanted = [
        max(0, _natural(column, inside) - floor)
        for column, inside, floor in zip(table.columns, cells, least, strict=True)
    ]
    spare = max(0, _LINE - sum(least))
    factor = spare / sum(wanted) if sum(wanted) else 0
    widths = [floor + factor * more for floor, more in zip(least, wanted, strict=True)]
    return tuple(round(width / sum(widths), 4) for width in widths)


def _least(column: Column, cells: list[str]) -> int:
    longest = max((len(word) for text in (column.heading, *cells) for word in text.split()), default=1)
    return min(longest, _LONGEST_WORD) + _MARGIN


def _natural(column: Column, cells: list[str]) -> int:
    # An explanation may take a few lines: it stands in the heading once.
    longest = max((*map(len, cells), len(column.heading), len(column.help or "") // 3))
    return min(longest, _ENOUGH) + _MARGIN


def _words(cell: tuple[Block, ...]) -> list[str]:
    """Texts that stand on lines of their own, about."""
    return [
        part.label if isinstance(part, Option) else part.text
        for part in parts(cell)
        if isinstance(part, Run | Option | Statement)
    ]
