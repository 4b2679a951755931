"""The golden texts of this room. ``python -m tests.trace.goldens`` writes them anew; read the difference."""

from __future__ import annotations

from lineage.trace.text import render_text
from tests.trace.build import HERE, traced

CASES: dict[str, tuple[str, str, bool]] = {
    "zephyr": ("ultrafeedback-zephyr", "zephyr-7b-beta", False),
    "zephyr-down": ("ultrafeedback-zephyr", "gpt-3.5-turbo", True),
    "dclm-baseline": ("dclm", "dclm-baseline", False),
    "grok-4.5": ("grok-4.5", "grok-4.5", False),
    "grok": ("grok-4.5", "grok", False),
    "grok-down": ("grok-4.5", "openai-models", True),
    "wildchat": ("wildchat", "wildchat-1m", False),
    "wildchat-first-state": ("wildchat", "wildchat-1m-2024-05", False),
    "allegation": ("allegation", "deepseek-models", False),
    "distill": ("chains", "distill-8b", False),
    "carried": ("chains", "borealis", False),
    "silent-clause": ("chains", "third-model", False),
    "own-between": ("chains", "wren-2", False),
    "possible": ("chains", "magpie", False),
    "absence": ("absence", "anywhere", False),
    "only-prompts": ("absence", "prompts", False),
}
"""Manifest, subject, and whether downstream."""


def written(name: str) -> str:
    """What a golden file must hold."""
    manifest, subject, down = CASES[name]
    return render_text(traced(manifest, subject, down=down))


if __name__ == "__main__":
    for case in CASES:
        (HERE / "golden" / f"{case}.txt").write_text(written(case), "utf-8")
