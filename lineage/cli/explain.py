"""``lineage explain``: what a code means, why it matters, and what to write instead."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from lineage.cli import gating, output
from lineage.errors import LineageError
from lineage.explain import Explanation, explain


@click.command("explain")
@click.argument("code", shell_complete=gating.complete_rules)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(code: str, format_: str) -> None:
    """Explain a code such as SYN003, or a name such as unnamed-generator."""
    try:
        explanation = explain(code)
    except LineageError as error:
        raise click.UsageError(f"{error.message}; {error.advice}") from error
    if format_ == "json":
        output.write(json.dumps(asdict(explanation), indent=2) + "\n", None)
    else:
        output.write(_text(explanation), None)


def _text(explanation: Explanation) -> str:
    head = [f"{explanation.code} {explanation.name}", ""]
    if explanation.status == "retired":
        return "\n".join([*head, explanation.body, "", "its code is never used again"]) + "\n"
    severities = set(explanation.severity.values())
    if len(severities) == 1:
        weight = f"{severities.pop()} in every profile"
    else:
        weight = ", ".join(f"{level} in profile {profile}" for profile, level in explanation.severity.items())
    facts = [f"{explanation.layer} fault, {weight}, since {explanation.since}"]
    if explanation.status != "stable":
        instead = f": {explanation.replaced_by} takes its place" if explanation.replaced_by else ""
        facts.append(f"{explanation.status}{instead}")
    if explanation.law:
        facts.append(f"asked only with --for {explanation.law}")
    tail = ["", "## Seen in practice", explanation.real] if explanation.real else []
    return "\n".join([*head, explanation.body, *tail, "", *facts]) + "\n"
