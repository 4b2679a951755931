"""``python -m lineage`` is the command ``lineage``."""

from lineage.cli import run

run()
