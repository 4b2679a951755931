"""Options of this room: rewriting its golden files."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-goldens", action="store_true", default=False, help="write tests/golden/*/summary.* anew"
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written. False where the option was not seen: it is known only when pytest is
    given this folder by name."""
    return bool(request.config.getoption("--regenerate-goldens", default=False))
