"""The demonstration: check real examples, trace who taught a real model, write summaries. ``make demo``.

Everything goes through the command line, as a stranger would use it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SUMMARISED = ("apertus", "smollm3", "grok-4.5")
FORMATS = ("html", "pdf", "docx", "md", "json")
ATLAS = "examples/atlas/atlas.yaml"


def lineage(*arguments: str) -> int:
    """Run the command in the repository, show it, and pass its exit code on."""
    sys.stdout.write(f"\n$ lineage {' '.join(arguments)}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", "lineage", *arguments], cwd=REPOSITORY, check=False).returncode


def main(target: str) -> int:
    folder = Path(target)
    (REPOSITORY / folder).mkdir(parents=True, exist_ok=True)
    # One real manifest in full, then all of them in short. Findings are what the demonstration shows, not a failure.
    if lineage("check", "examples/smollm3/lineage.yaml", "--for", "eu", "--limit", "4") > 1:
        return 1
    if lineage("check", "examples", "--limit", "1", "--format", "json", "-o", str(folder / "check.json")) > 1:
        return 1
    if lineage("trace", "zephyr-7b-beta", ATLAS):
        return 1
    picture = folder / "zephyr.svg"
    if lineage("trace", "zephyr-7b-beta", ATLAS, "--format", "svg", "-o", str(picture)):
        return 1
    written = [folder / "check.json", picture]
    for name in SUMMARISED:
        for suffix in FORMATS:
            path = folder / f"{name}.{suffix}"
            if lineage("summary", "eu", f"examples/{name}/lineage.yaml", "--format", suffix, "-o", str(path)):
                return 1
            written.append(path)
    sys.stdout.write("\nWritten, to be opened:\n")
    for path in written:
        sys.stdout.write(f"  {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
