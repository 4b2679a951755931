"""Licences, periods and sizes as Croissant documents write them."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.interop.croissant import licences
from lineage.interop.croissant.files import exact_bytes
from lineage.interop.croissant.twins import read_period, write_period

SURE = {
    "https://choosealicense.com/licenses/odc-by/": "ODC-By-1.0",
    "https://choosealicense.com/licenses/mit": "MIT",
    "http://creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.en": "CC-BY-NC-SA-4.0",
    "https://www.apache.org/licenses/LICENSE-2.0.txt": "Apache-2.0",
    "https://opensource.org/licenses/MIT": "MIT",
    "https://spdx.org/licenses/BSD-3-Clause.html": "BSD-3-Clause",
    "Creative Commons Attribution-NonCommercial 4.0 International": "CC-BY-NC-4.0",
    "cc-by-4.0": "CC-BY-4.0",
    "MIT OR Apache-2.0": "MIT OR Apache-2.0",
}


@pytest.mark.parametrize(("written", "expected"), SURE.items())
def test_licences_that_are_sure(written: str, expected: str) -> None:
    assert licences.read(written) == expected
    assert licences.read(licences.write(expected)) == expected


PAGE = "https://lab.example/terms"
GNU = "https://www.gnu.org/licenses/gpl-3.0.html"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (PAGE, [{"expression": "LicenseRef-lab.example-terms", "url": PAGE}]),
        (GNU, [{"expression": "LicenseRef-gnu.org-licenses-gpl-3.0.html", "url": GNU}]),
        ("Harbour licence", [{"expression": "LicenseRef-Harbour-licence", "note": "Harbour licence"}]),
        ("other", "LicenseRef-other"),
        (["MIT", "CC0-1.0"], [{"expression": "MIT"}, {"expression": "CC0-1.0"}]),
        ({"@type": "CreativeWork", "name": "MIT", "url": PAGE}, [{"expression": "MIT", "url": PAGE}]),
        ({"@id": "https://opensource.org/licenses/MIT"}, "MIT"),
        ("", None),
        ([], None),
        ({}, None),
        (5, None),
        ([["MIT"]], None),
    ],
)
def test_licences_that_are_not(written: Any, expected: Any) -> None:
    assert licences.read(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2019-01-01/2020", {"from": "2019-01-01", "to": "2020"}),
        ("2025-10-05T11:42:39Z/2025-10-19T01:06:58Z", {"from": "2025-10-05", "to": "2025-10-19"}),
        ("2019/..", {"from": "2019", "ongoing": True}),
        ("../2019", {"to": "2019"}),
        (["2019", "2020"], {"from": "2019", "to": "2020"}),
        ("2020", {"from": "2020", "to": "2020"}),
        ("2020/2019", None),
        ("2019-13/2020", None),
        ("last year", None),
        ("/", None),
        (["2019"] * 3, None),
        (None, None),
    ],
)  # fmt: skip
def test_periods(written: Any, expected: Any) -> None:
    assert read_period(written) == expected
    if expected:
        assert read_period(write_period(expected)) == expected


@pytest.mark.parametrize(
    ("written", "size"),
    [("120 B", 120), ("120", 120), (120, 120), ("1.2 MB", None), ("97.73 TiB", None), (-1, None), (True, None)],
)
def test_only_exact_sizes_count(written: Any, size: int | None) -> None:
    assert exact_bytes(written) == size
