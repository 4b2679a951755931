"""The Apertus example in every format, byte for byte. ``pytest tests/summary --regenerate-goldens`` writes it anew."""

from __future__ import annotations

import pytest

from lineage.summary import write_html, write_json, write_markdown
from tests.summary.build import REPOSITORY, example

WRITERS = {"md": write_markdown, "html": write_html, "json": write_json}
GOLDEN = REPOSITORY / "tests" / "golden" / "apertus"


@pytest.mark.parametrize("ending", WRITERS)
def test_apertus_is_written_as_before(ending: str, regenerate: bool) -> None:
    path = GOLDEN / f"summary.{ending}"
    written = WRITERS[ending](example("apertus")).encode()
    if regenerate:
        path.write_bytes(written)
    assert path.read_bytes() == written, "run pytest tests/summary --regenerate-goldens and read the difference"
