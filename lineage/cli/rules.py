"""``lineage rules``: all rules with their severity in a profile."""

from __future__ import annotations

import json

import click

from lineage.cli import options, output
from lineage.rules import rules


@click.command("rules")
@options.PROFILE
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(profile: str, format_: str) -> None:
    """List all rules."""
    listed = list(rules().values())
    if format_ == "json":
        rows = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity_in(profile).value,
                "law": rule.law,
                "theme": rule.theme,
                "since": rule.since,
                "title": rule.title,
            }
            for rule in listed
        ]
        output.write(json.dumps(rows, indent=2) + "\n", None)
        return
    width = max(len(rule.name) for rule in listed)
    lines: list[str] = []
    theme = ""
    for rule in listed:
        if rule.theme != theme:
            theme = rule.theme
            lines.append(f"{chr(10) if lines else ''}{theme}")
        law = f"  [--for {rule.law}]" if rule.law else ""
        lines.append(f"  {rule.code}  {rule.severity_in(profile).value:<7}  {rule.name:<{width}}  {rule.title}{law}")
    output.write("\n".join(lines) + "\n", None)
