"""Licences in rows: SPDX where it is sure, else as written."""

from __future__ import annotations

import pytest

from lineage.scan.rows.counted import Value
from lineage.scan.rows.licences import read, read_licence


@pytest.mark.parametrize(
    ("written", "expression"),
    [("MIT", "MIT"), ("mit", "MIT"), ("MIT License", "MIT"), ("apache-2.0", "Apache-2.0"),
     ("Apache License 2.0", "Apache-2.0"), ("cc-by-4.0", "CC-BY-4.0"), ("CC BY 4.0", "CC-BY-4.0"),
     ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"), ("cc_by_sa_3.0", "CC-BY-SA-3.0"), ("cc0", "CC0-1.0"), ("odc-by",
     "ODC-By-1.0"),
     ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-SA-4.0"),
     ("http://creativecommons.org/licenses/by/4.0/deed.en", "CC-BY-4.0"),
     ("http://creativecommons.org/licenses/by/3.0/de/", "CC-BY-3.0-DE"),
     ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"), ("MIT AND bsd-3-clause", "MIT AND BSD-3-Clause"),
     ("LicenseRef-our-terms", "LicenseRef-our-terms")],
)  # fmt: skip
def test_sure(written: str, expression: str) -> None:
    assert read_licence(written) == expression


@pytest.mark.parametrize(
    "written", ["gpl", "bsd", "cc-by", "cc", "openrail", "llama3", "creative commons", "CC BY 5.0", "by-nc",
    "MIT or so",
                "https://creativecommons.org/licenses/by-sa/2.5/it/", "https://example.com/licence", "a" * 1000]
)  # fmt: skip
def test_not_sure(written: str) -> None:
    assert read_licence(written) is None


def test_nothing_is_dropped() -> None:
    found = read(
        [
            Value("mit", 5),
            Value("MIT", 1),
            Value('["MIT","Apache-2.0"]', 2),
            Value("gpl", 3),
            Value(None, 4),
            Value("other", 6),
        ]
    )
    assert found.spdx == (Value("MIT", 8), Value("Apache-2.0", 2))
    assert found.written == (Value("gpl", 3),)
    assert found.not_said == (Value("other", 6), Value(None, 4))
    assert found.several == 2
