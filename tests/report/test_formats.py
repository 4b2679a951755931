"""The formats for pipelines: what each must look like, and that nothing in a manifest or a name can forge any of it."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lineage import Report, Unreadable, check, read_bytes
from lineage.checker import refused
from lineage.gate.selection import chosen, narrow
from lineage.report.github import command, render_github
from lineage.report.gitlab import render_gitlab
from lineage.report.inert import inert
from lineage.report.junit import render_junit
from lineage.report.markdown import render_markdown
from lineage.report.paths import posix, uri
from lineage.report.sarif import render_sarif
from lineage.report.text import render_text
from tests.report.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, MANIFEST

HEAD: dict[str, Any] = {"lineage": "1.0-draft", "id": "urn:test:formats"}


def report_on(manifest: dict[str, Any], name: str = "data/case.json", **options: Any) -> Report:
    return check(read_bytes(json.dumps(HEAD | manifest).encode(), name, "json"), **options)


def unreadable(name: str = "broken.json") -> Report:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(b"{", name)
    return refused(name, refusal.value.finding)


@pytest.fixture
def report() -> Report:
    return narrow(report_on(MANIFEST), None, chosen(["TXT"]))


def hostile_reports() -> list[Report]:
    reports = [report_on(MANIFEST, name) for name in HOSTILE_NAMES]
    for text in HOSTILE_TEXTS:
        manifest = {
            "datasets": [{"id": "a", "name": text, "origin": "synthetic", text: 1}, {"id": "b", "origin": text}],
            "waivers": [{"code": "SYN003", "reason": text}],
        }
        reports.append(report_on(manifest, f"{text}.json"))
    return reports


# JUnit


def test_junit_has_a_case_for_each_layer_and_theme(report: Report) -> None:
    root = ElementTree.fromstring(render_junit([report, unreadable()]))
    sound, broken = root.findall("testsuite")
    names = [case.get("name") for case in sound.findall("testcase")]
    assert names[:3] == ["reader", "shape", "references"]
    assert len(set(names)) == len(names)
    failed = {case.get("name"): case.find("failure") for case in sound.iter("testcase")}
    assert {name for name, failure in failed.items() if failure is not None} == {"shape", "synthetic"}
    failure = failed["synthetic"]
    assert failure is not None
    assert failure.get("type") == "SYN003"
    assert "data/case.json:1:" in (failure.text or "")
    first, *others = broken.findall("testcase")
    assert first.find("failure") is not None
    assert all(case.find("skipped") is not None for case in others)
    assert root.get("failures") == "3"
    assert root.get("tests") == str(2 * len(names))


def test_junit_says_what_does_not_count(report: Report) -> None:
    root = ElementTree.fromstring(render_junit([report]))
    said = "\n".join(element.text or "" for element in root.iter("system-out"))
    assert "waived SYN003" in said
    assert "Accepted for now." in said
    assert "1 ignored: TXT003" in said


def test_junit_fails_by_the_weight_that_is_asked_for() -> None:
    from dataclasses import replace

    report = replace(report_on({"datasets": [{"id": "a", "origin": "synthetic"}]}), fail_on="never")
    assert ElementTree.fromstring(render_junit([report])).get("failures") == "0"
    assert ElementTree.fromstring(render_junit([replace(unreadable(), fail_on="never")])).get("failures") == "1"


# What the schema of Jenkins (junit-10.xsd) lets an element have: attributes, those it must have, and children.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set(), {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"},
        {"name", "tests", "failures", "errors"},
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, {"name", "value"}, set()),
    "testcase": ({"name", "time", "classname"}, {"name"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set(), set()),
    "skipped": ({"type", "message"}, set(), set()),
    "system-out": (set(), set(), set()),
}


def test_junit_keeps_to_the_schema_of_build_servers(report: Report) -> None:
    root = ElementTree.fromstring(render_junit([report, unreadable(), *hostile_reports()]))
    assert root.tag == "testsuites"
    for element in root.iter():
        may, must, below = JUNIT[element.tag]
        assert must <= set(element.keys()) <= may, element.tag
        assert {child.tag for child in element} <= below


def test_junit_is_xml_whatever_is_said() -> None:
    ElementTree.fromstring(render_junit(hostile_reports()))


# GitLab


def test_gitlab_has_what_its_documentation_asks_for(report: Report) -> None:
    issues = json.loads(render_gitlab([report, unreadable()]))
    assert issues
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"].keys() == {"path", "lines"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert any("waived: Accepted for now." in issue["description"] for issue in issues)
    assert any("1 ignored: TXT003" in issue["description"] for issue in issues)


def test_gitlab_knows_a_finding_again_when_entries_move() -> None:
    a, b = {"id": "a", "origin": "synthetic"}, {"id": "b", "name": "B"}
    one, other = (json.loads(render_gitlab([report_on({"datasets": order})])) for order in ([a, b], [b, a]))
    assert [issue["fingerprint"] for issue in one] == [issue["fingerprint"] for issue in other]


def test_gitlab_tells_equal_places_apart() -> None:
    derivations = [{"relation": "x"}, {"relation": "y"}]
    issues = json.loads(render_gitlab([report_on({"datasets": [{"id": "a", "derivedFrom": derivations}]})]))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) >= 2


# GitHub

COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]*)(?:,[A-Za-z]+=[^,:\r\n]*)*)::([^\r\n]*)")


def test_github_annotates_lines(report: Report) -> None:
    lines = render_github([report]).splitlines()
    parsed = [COMMAND.fullmatch(line) for line in lines]
    assert all(parsed)
    properties = [dict(pair.split("=", 1) for pair in match[2].split(",")) for match in parsed if match]
    assert properties[0].keys() >= {"file", "line", "col", "title"}
    assert properties[0]["file"] == "data/case.json"
    assert "1 waived" in lines[-1]
    assert any("waived%3A SYN003" in line for line in lines)
    assert any("1 ignored" in line for line in lines)


def test_github_commands_cannot_be_forged() -> None:
    text = render_github(hostile_reports())
    for line in text.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        assert not re.search(r"##[A-Za-z]*\[", line)
    assert "\r" not in text
    assert "\x1b" not in text
    assert "set-output" in text, "the attack is there, as data"


def unescape(text: str) -> str:
    """As the runner does."""
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n%:,=")).map(inert)
)
def test_github_escapes_and_loses_nothing(text: str) -> None:
    line = command("error", text, file=text)
    match = COMMAND.fullmatch(line.rstrip("\n"))
    assert match
    assert unescape(match[3]) == text
    assert unescape(match[2].removeprefix("file=")) == text


def test_github_shows_the_heaviest_first_to_stay_and_counts_the_rest() -> None:
    text = render_github([report_on({"datasets": [{"id": f"d{i}", "origin": "x"} for i in range(60)]})])
    assert text.count("::error") == 50
    assert "10 more findings are not listed" in text


def test_text_in_a_log_is_no_command_either() -> None:
    text = render_text([*hostile_reports(), report_on(MANIFEST, "::error::forged.json")])
    assert "\\::error::forged.json" in text
    for line in text.splitlines():
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##[A-Za-z]*\[", line)


# Markdown


def test_markdown_has_a_table_for_a_file(report: Report) -> None:
    html = MarkdownIt("commonmark").enable("table").render(render_markdown([report]))
    assert html.count("<table>") == 2
    assert "SYN003 unnamed-generator" in html
    assert "Accepted for now." in html
    assert "1 ignored: TXT003" in html


def test_markdown_holds_no_html_no_image_and_no_link() -> None:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    rows = 0
    for token in parser.parse(render_markdown(hostile_reports())):
        rows += token.type == "tr_open"
        assert token.type not in {"html_block", "fence", "code_block", "blockquote_open"}
        for inner in token.children or ():
            assert inner.type not in {
                "html_inline",
                "image",
                "link_open",
                "code_inline",
                "em_open",
                "strong_open",
                "s_open",
            }
    assert rows > len(HOSTILE_TEXTS)


def test_every_row_of_a_markdown_table_has_as_many_cells() -> None:
    for line in render_markdown(hostile_reports()).splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 6, line


# Names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (str(PureWindowsPath("C:/data/a b.yaml")), "file:///C:/data/a%20b.yaml"),
        (str(PureWindowsPath("//server/share/lineage.yaml")), "file://server/share/lineage.yaml"),
        ("C:/data/lineage.yaml", "file:///C:/data/lineage.yaml"),
        ("data/lineage.yaml", "data/lineage.yaml"),
        ("/data/lineage.yaml", "file:///data/lineage.yaml"),
        ("../a:b,c%.yaml", "../a%3Ab%2Cc%25.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_uris(name: str, expected: str) -> None:
    assert uri(name, PurePosixPath) == expected


def test_a_backslash_separates_on_windows_alone() -> None:
    name = str(PureWindowsPath("data/deep/lineage.yaml"))
    assert uri(name, PureWindowsPath) == posix(name, PureWindowsPath) == "data/deep/lineage.yaml"
    assert uri(name, PurePosixPath) == "data%5Cdeep%5Clineage.yaml"


def test_a_windows_path_is_a_uri_in_sarif() -> None:
    (run,) = json.loads(render_sarif([report_on(MANIFEST, r"C:\data\lineage.json")]))["runs"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert places == {"file:///C:/data/lineage.json"}


def test_sarif_says_what_does_not_count(report: Report) -> None:
    from dataclasses import replace

    known = replace(report, known=report.findings, findings=(), notices=("the baseline is old",))
    (run,) = json.loads(render_sarif([known]))["runs"]
    kinds = [result["suppressions"][0]["kind"] for result in run["results"]]
    assert kinds.count("inSource") == 1
    assert kinds.count("external") == len(report.findings)
    said = [notice["message"]["text"] for notice in run["invocations"][0]["toolExecutionNotifications"]]
    assert said == ["data/case.json: 1 ignored: TXT003", "data/case.json: the baseline is old"]
