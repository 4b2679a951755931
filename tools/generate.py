"""Write every generated file again: ``make generate``. A test fails where a committed file differs."""

from __future__ import annotations

import sys
from pathlib import Path

from lineage.schema.generate import write


def main() -> int:
    repository = Path(__file__).resolve().parent.parent
    changed = write(repository)
    for path in changed:
        sys.stdout.write(f"wrote {path.relative_to(repository)}\n")
    if not changed:
        sys.stdout.write("nothing to write: all generated files are up to date\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
