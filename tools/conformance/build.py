"""Write ``spec/conformance`` again from its sources: ``python -m tools.conformance.build``.

Tests fail where a committed file differs from what this makes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from lineage.finding import Severity
from lineage.rules import PROFILES, rules
from tools.conformance.case import REPOSITORY, SUITE, Case, suite_files
from tools.conformance.fields import field_cases
from tools.conformance.sources import Weights, reader_cases, rule_cases, shape_cases, whole_cases


def files() -> Iterator[tuple[str, str]]:
    """Every file of the suite: its path in the repository, and its text."""
    for theme, cases in reader_cases():
        yield _file("reader", theme, cases)
    for theme, cases in shape_cases():
        yield _file("shape", theme, cases)
    for theme, cases in field_cases():
        yield _file("shape", f"fields-{theme}", cases)
    for theme, cases in rule_cases(_weights()):
        yield _file("rule", theme, cases)
    for theme, cases in whole_cases():
        yield _file("rule", theme, cases)


def _weights() -> dict[str, Weights]:
    return {
        rule.code: Weights(
            rule.law, {profile: rule.severity_in(profile) is not Severity.NOTE for profile in PROFILES}, rule.needs
        )
        for rule in rules().values()
    }


def _file(layer: str, theme: str, cases: list[Case]) -> tuple[str, str]:
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases)
    head = json.dumps({"layer": layer, "theme": theme})[:-1]
    return f"spec/conformance/{layer}/{theme}.json", f'{head}, "cases": [\n{lines}\n]}}\n'


def main() -> int:
    made = dict(files())
    for path in suite_files():
        if path.relative_to(REPOSITORY).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = REPOSITORY / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    sys.stdout.write(f"{len(made)} files in {SUITE.relative_to(REPOSITORY)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
