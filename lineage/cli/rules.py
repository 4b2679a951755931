"""``lineage rules``: all rules with their severity in a profile."""

from __future__ import annotations

import json

import click

from lineage.cli import gating, options, output, verdict
from lineage.finding import Severity
from lineage.rules import LAWS, Rule, rules
from lineage.rules.registry import THEMES


@click.command("rules")
@options.PROFILE
@click.option("--law", type=click.Choice(LAWS), default=None, help="Rules that are asked for with this law alone.")
@click.option("--theme", type=click.Choice(list(THEMES)), default=None, help="Rules of one theme.")
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=None,
    help="Rules of one severity.",
)
@gating.SELECT
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    profile: str, law: str | None, theme: str | None, severity: str | None, select: tuple[str, ...], format_: str
) -> None:
    """List all rules, or those that all the options given agree on."""
    selected = verdict.rules_in(select) if select else None
    listed = [
        rule
        for rule in rules().values()
        if law in (None, rule.law)
        and theme in (None, rule.theme)
        and severity in (None, rule.severity_in(profile).value)
        and (selected is None or rule.code in selected)
    ]
    if format_ == "json":
        rows = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity_in(profile).value,
                "law": rule.law,
                "needs": rule.needs,
                "theme": rule.theme,
                "since": rule.since,
                "status": rule.status,
                "title": rule.title,
            }
            for rule in listed
        ]
        output.write(json.dumps(rows, indent=2) + "\n", None)
        return
    output.write(_text(listed, profile), None)


def _text(listed: list[Rule], profile: str) -> str:
    width = max((len(rule.name) for rule in listed), default=0)
    lines: list[str] = []
    theme = ""
    for rule in listed:
        if rule.theme != theme:
            theme = rule.theme
            lines.append(f"{chr(10) if lines else ''}{theme}")
        status = "" if rule.status == "stable" else rule.status
        marks = "".join(f"  [{word}]" for word in (rule.asked, status) if word)
        lines.append(f"  {rule.code}  {rule.severity_in(profile).value:<7}  {rule.name:<{width}}  {rule.title}{marks}")
    return "\n".join(lines or ["no rule is all of that"]) + "\n"
