"""Write every generated file again: ``make generate``. Tests fail where a committed file differs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lineage.gate.config import artefacts as settings
from lineage.interop.names.generate import artefacts as names
from lineage.interop.openlineage.facets import artefacts as facets
from lineage.scan.report.schema import artefacts as scans
from lineage.schema.generate import artefacts
from lineage.summary.writers.json_schema import artefacts as summaries
from lineage.terms.generate import artefacts as terms
from tools.catalogues import files as catalogue_templates
from tools.conformance.build import files as conformance_files
from tools.conformance.trace import files as trace_files
from tools.field_tables import field_tables
from tools.formats_page import formats_page
from tools.pages import pages

REPOSITORY = Path(__file__).resolve().parent.parent


def generated() -> Iterator[tuple[str, str]]:
    """Every generated file: its path in the repository, and its text."""
    yield from artefacts()
    yield from settings()
    yield from summaries()
    yield from scans()
    yield from terms()
    yield from names()
    yield from facets()
    yield from pages()
    yield from formats_page()
    yield from field_tables()
    yield from conformance_files()
    yield from trace_files()
    yield from catalogue_templates()


def main() -> int:
    changed = False
    for name, text in generated():
        path = REPOSITORY / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {name}\n")
            changed = True
    if not changed:
        sys.stdout.write("nothing to write: all generated files are up to date\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
