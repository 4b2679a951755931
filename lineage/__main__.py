"""``python -m lineage`` is the command ``lineage``."""

from lineage.cli import main

main(prog_name="lineage")
