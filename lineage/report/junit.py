"""Findings as JUnit XML, the format that every build server reads: a suite per file, a test case per layer and theme.

A test case fails where a finding of it has the weight that makes the check fail; everything else that was found, waived
or known stands in its ``system-out``. A layer that could not be reached is skipped, not passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lineage.checker import Report
from lineage.finding import Finding, Layer
from lineage.report.aside import remainder, set_aside
from lineage.report.placed import Placed, placed, select
from lineage.rules import rules, rules_for
from lineage.visible import one_line

LIMIT: Final = 1_000
_NO_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(reports: Sequence[Report], *, limit: int | None = LIMIT) -> str:
    """The reports of one run as one XML document."""
    root = Element("testsuites", name="lineage")
    suites = [_suite(root, report, limit) for report in reports]
    _count(root, suites)
    del root.attrib["skipped"]  # which the schema of build servers has for a suite alone
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _suite(root: Element, report: Report, limit: int | None) -> Element:
    suite = SubElement(root, "testsuite", name=_text(report.name))
    properties = SubElement(suite, "properties")
    facts = {
        "profile": report.profile,
        "law": report.law,
        "at": report.at.isoformat() if report.at else None,
        "sha256": report.document.sha256 if report.document else None,
        "settings": report.settings,
        "failOn": report.fail_on,
    }
    for name, value in facts.items():
        if value:
            SubElement(properties, "property", name=name, value=_text(value))
    chosen, _ = select(report, limit)
    found = placed(report, chosen)
    asides = list(set_aside(report, limit))
    for name in _cases(report):
        case = SubElement(suite, "testcase", classname=_text(report.name), name=name, time="0")
        reached = {"reader": True, "shape": report.document is not None}.get(name, report.manifest is not None)
        if not reached:
            SubElement(case, "skipped", message="not checked: what it would look at cannot be read")
            continue
        entries = [entry for entry in found if _case(entry.finding) == name]
        failing = [entry for entry in entries if report.fails(entry.finding)]
        if failing:
            first = failing[0].finding
            message = _text(
                f"{first.code}: {first.message}" + (f" (and {len(failing) - 1} more)" if failing[1:] else "")
            )
            failure = SubElement(case, "failure", type=first.code, message=message)
            failure.text = "\n".join(_line(report, entry) for entry in failing)
        others = [_line(report, entry) for entry in entries if not report.fails(entry.finding)]
        others += [
            _text(f"{a.word} {a.finding.code}: {a.finding.message} ({a.reason})")
            for a in asides
            if _case(a.finding) == name
        ]
        if others:
            SubElement(case, "system-out").text = "\n".join(others)
    lines = [_text(line) for line in remainder(report, limit)]
    if lines:
        SubElement(suite, "system-out").text = "\n".join(lines)
    _count(suite, [suite])
    return suite


def _cases(report: Report) -> list[str]:
    return ["reader", "shape", *dict.fromkeys(rule.theme for rule in rules_for(report.law, having=report.having))]


def _case(finding: Finding) -> str:
    return rules()[finding.code].theme if finding.layer is Layer.RULE else finding.layer.value


def _line(report: Report, entry: Placed) -> str:
    finding = entry.finding
    place = f"{report.name}:{entry.span.line}:{entry.span.column}" if entry.span else report.name
    return _text(
        f"{place}: {finding.severity.value} {finding.code} {finding.name}: {finding.message}. {finding.advice}"
    )


def _count(element: Element, suites: Iterable[Element]) -> None:
    listed = list(suites)
    for key, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(key, str(sum(len(list(suite.iter(tag))) for suite in listed)))
    element.set("errors", "0")


def _text(text: str) -> str:
    """A text on one line that XML can hold."""
    return _NO_XML.sub("\ufffd", one_line(text))
