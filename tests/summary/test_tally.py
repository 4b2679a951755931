"""A plain tally is read all at once, any other row by row, and both are read alike."""

from __future__ import annotations

import pytest

from lineage.errors import LineageError
from lineage.summary.eu.tally import read_tally


@pytest.mark.parametrize("header", ["domain,bytes", "domain,bytes,records"])
def test_a_plain_tally_is_read_as_any_other(header: str) -> None:
    """Plain rows are taken all at once; a quoted cell makes the same tally be read row by row."""
    more = ",7" if header.endswith("records") else ""
    rows = [
        f"{name},{size}{more}" for size, name in enumerate(("b.example", "a.example", "1.2.3.4", "x.com.", "x.com"))
    ]
    plain = "\n".join([header, *rows])
    quoted = plain.replace("b.example", '"b.example"')
    assert read_tally(plain.encode(), "t") == read_tally(quoted.encode(), "t")
    assert read_tally(plain.replace("\n", "\r\n").encode(), "t") == read_tally(quoted.encode(), "t")
    for bad in (plain + "\nb.example,1" + more, plain + "\nc d,1" + more, plain + "\nc.example,x" + more):
        told = [_said(text) for text in (bad, bad.replace("a.example", '"a.example"'))]
        assert told[0] == told[1]


def _said(text: str) -> object:
    try:
        return read_tally(text.encode(), "t")
    except LineageError as error:
        return error.message
