"""Section 2.3: the list of domain names that is cut from a tally, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.cli.beside import beside
from lineage.errors import LineageError
from lineage.summary import Summary, eu_summary, write_docx, write_html, write_json, write_markdown, write_pdf
from lineage.summary.attachments import SHOWN, abridged
from lineage.summary.blocks import Items
from lineage.summary.eu.tally import Tally, cut, how_many, read_tally
from tests.conftest import REPOSITORY, Run
from tests.summary.build import AT, field, manifest_of, words
from tests.summary.same_text import from_docx, from_html, from_json, from_markdown, from_pdf

MADE = datetime(2026, 11, 22, tzinfo=UTC)


def tally_of(sizes: dict[str, int]) -> bytes:
    return ("domain,bytes\n" + "".join(f"{name},{size}\n" for name, size in sizes.items())).encode()


def site(number: int) -> str:
    return f"site-{number:05d}.example"


TEN = {site(number): 1000 - number for number in range(10)}


def data_of(domains: dict[str, Any], sme: Any = None) -> dict[str, Any]:
    return {
        "lineage": "1.0-draft",
        "id": "urn:test:domains",
        "agents": [{"id": "lab", "name": "Lab", **({} if sme is None else {"sme": sme})}],
        "models": [
            {"id": "m", "name": "M", "provider": "lab", "training": [{"stage": "pretraining", "uses": ["crawl"]}]}
        ],
        "datasets": [{"id": "crawl", "name": "Our crawl", "origin": "crawled", "domains": domains}],
        "corpora": [{"id": "c", "models": ["m"]}],
    }


def summary(data: dict[str, Any], files: Callable[[str], bytes] | None) -> Summary:
    return eu_summary(manifest_of(data), at=AT, sha256="0" * 64, tool_version="0.1.0", files=files)


def told(content: bytes, sme: Any = None, **more: Any) -> Summary:
    def files(path: str) -> bytes:
        assert path == "tally.csv"
        return content

    return summary(data_of({"tally": {"path": "tally.csv"}, **more}, sme), files)


def names(made: Summary) -> list[str]:
    lists = [block for block in field(made, "2.3.h").answer if isinstance(block, Items)]
    found = next(block for block in lists if block.heading and "largest first" in block.heading.text)
    return [item.paragraphs[0].text for item in found.items]


def said(made: Summary) -> str:
    return " ".join(words(field(made, "2.3.h").answer))


@pytest.mark.parametrize(
    ("all_names", "tenth", "of_an_sme"),
    [
        (1, 1, 1),
        (9, 1, 1),
        (10, 1, 1),
        (11, 2, 1),
        (20, 2, 1),
        (21, 3, 2),
        (1000, 100, 50),
        (19_999, 2000, 1000),
        (20_000, 2000, 1000),
        (20_001, 2001, 1000),
        (1_000_000, 100_000, 1000),
    ],
)
def test_how_many_names_the_list_has(all_names: int, tenth: int, of_an_sme: int) -> None:
    assert (how_many(all_names, False), how_many(all_names, True)) == (tenth, of_an_sme)


@pytest.mark.parametrize("number", [1, 9, 10, 11, 1000, 19_999, 20_000, 20_001])
@pytest.mark.parametrize("sme", [False, True])
def test_the_largest_are_in_the_list(number: int, sme: bool) -> None:
    sizes = {site(at): at for at in range(number)}
    found = cut(read_tally(tally_of(sizes), "t"), sme)
    expected = [site(at) for at in reversed(range(number))][: how_many(number, sme)]
    assert [name for name, _ in found.names] == expected
    assert (found.of, found.all_bytes) == (number, sum(sizes.values()))
    assert found.bytes == sum(sizes[name] for name in expected)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,3}\.example", fullmatch=True), st.integers(0, 5), min_size=1, max_size=60),
    st.booleans(),
)
def test_the_cut_is_minimal_and_takes_the_top(sizes: dict[str, int], sme: bool) -> None:
    found = cut(Tally(sizes), sme)
    inside = dict(found.names)
    outside = {name: size for name, size in sizes.items() if name not in inside}
    part = 20 if sme else 10
    assert (len(inside) - 1) * part < len(sizes) <= len(inside) * part
    assert inside.items() <= sizes.items()
    worst = max((-size, name) for name, size in inside.items())
    assert all((-size, name) > worst for name, size in outside.items())
    assert found.names == sorted(inside.items(), key=lambda item: (-item[1], item[0]))


def test_equal_sizes_are_told_apart_by_name_and_not_by_row() -> None:
    sizes = {f"{letter}.example": 7 for letter in "kjihgfedcba"}
    assert names(told(tally_of(sizes))) == ["a.example", "b.example"]


def test_numbers_and_denominators_are_printed() -> None:
    made = told(tally_of({"large.example": 600, **{site(number): 40 for number in range(10)}}))
    assert "2 of 11 domain names: the top 10 % of all domain names" in said(made)
    assert "They hold 64 % of the bytes counted." in said(made)
    assert names(made) == ["large.example", site(0)]
    assert "Domain names of Our crawl, largest first" in said(made)


def test_a_tally_without_a_byte_has_no_share() -> None:
    made = told(tally_of({"a.example": 0}))
    assert names(made) == ["a.example"]
    assert "of the bytes" not in said(made)


@pytest.mark.parametrize(
    ("sme", "number", "declares"),
    [
        (True, 1000, "Lab declares that it is a small or medium-sized enterprise"),
        ({"value": True, "note": "Twelve people."}, 1000, "Lab declares that it is a small"),
        (False, 2001, "Lab declares that it is not a small or medium-sized enterprise"),
        (None, 2001, "Lab does not declare whether it is a small or medium-sized enterprise"),
        ({"unknown": True}, 2001, "Lab does not declare whether"),
        ({"other": "Until last year."}, 2001, "Lab does not declare whether"),
    ],
)
def test_the_rule_follows_from_a_declaration_and_never_from_anything_else(sme: Any, number: int, declares: str) -> None:
    made = told(tally_of({site(at): at for at in range(20_001)}), sme)
    assert len(names(made)) == number
    assert declares in said(made)
    assert ("top 5 %" in said(made)) == (number == 1000)
    assert ("agents", 0, "sme") in field(made, "2.3.h").pointers


def test_of_several_providers_all_have_to_be_small() -> None:
    data = data_of({"tally": {"path": "t"}}, True)
    data["agents"].append({"id": "giant", "name": "Giant"})
    data["models"].append({"id": "n", "name": "N", "provider": "giant"})
    data["corpora"][0]["models"].append("n")
    made = summary(data, lambda _: tally_of({site(at): at for at in range(100)}))
    assert len(names(made)) == 10
    assert "Lab declares that it is a small" in said(made)
    assert "Giant does not declare" in said(made)


def test_without_a_provider_nobody_declares() -> None:
    data = data_of({"tally": {"path": "t"}})
    del data["models"][0]["provider"]
    assert "No provider is named, and so none declares its size." in said(summary(data, lambda _: tally_of(TEN)))


def test_nothing_is_mended_in_silence() -> None:
    rows = ["a.example", "a.example", "A.example", "b.example.", "b.example", "192.0.2.1", "2001:db8::1", "localhost"]
    made = told(("domain,bytes\n" + "".join(f"{name},5\n" for name in rows)).encode(), total=9)
    for words_ in (
        "1 of 7 domain names",
        "1 row that repeats a name and is added to it",
        "2 names that differ from another in capital letters or a final dot alone",
        "2 names that are IP addresses",
        "1 name of one part only",
        "All names are counted and printed as they are written.",
        "The manifest states 9 domain names in all; the tally holds 7.",
    ):
        assert words_ in said(made)
    assert names(made) == ["a.example"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, 'has the header ""'),
        ("host,hits\n", 1, 'has the header "host,hits"'),
        ("domain,bytes\na.example,1\nb.example\n", 3, "has 1 fields instead of 2"),
        ("domain,bytes\na.example,1,2\n", 2, "has 3 fields"),
        ("domain,bytes\n\n\na.example,-1\n", 4, 'has "-1" where a number'),
        ("domain,bytes\na.example,1e9\n", 2, 'has "1e9"'),
        ('domain,bytes\na.example,"1,000"\n', 2, 'has "1,000"'),
        ("domain,bytes\na.example,٣\n", 2, "where a number of bytes"),
        ("domain,bytes\na.example,1234567890123456789\n", 2, "where a number of bytes"),
        ("domain,bytes\na.example, 1\n", 2, 'has " 1"'),
        ("domain,bytes\n,1\n", 2, 'has "" where a domain name'),
        ("domain,bytes\nhttps://a.example/,1\n", 2, 'has "https://a.example/"'),
        ("domain,bytes\na.example:80,1\n", 2, "where a domain name"),
        ("domain,bytes\na..example,1\n", 2, "where a domain name"),
        ("domain,bytes\n=HYPERLINK(1),1\n", 2, "where a domain name"),
        ("domain,bytes\n@sum.example,1\n", 2, "where a domain name"),
        ("domain,bytes\n<b>.example,1\n", 2, "where a domain name"),
        ("domain,bytes\na\u202eb.example,1\n", 2, "a[U+202E]b.example"),
        ("domain,bytes\na\u200d.example,1\n", 2, "where a domain name"),
        ("domain,bytes\na b.example,1\n", 2, "where a domain name"),
        ("domain,bytes\na\x00.example,1\n", 2, "where a domain name"),
        ('domain,bytes\n"a\nb.example",1\n', 3, "where a domain name"),
        (f"domain,bytes\n{'a' * 250}.example,1\n", 2, "where a domain name"),
        ('domain,bytes\n"a.example" x,1\n', 2, "is not CSV"),
        (f"domain,bytes\n{'a' * 200_000},1\n", 2, "is not CSV"),
    ],
)
def test_a_bad_row_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(LineageError) as caught:
        told(text.encode())
    assert caught.value.message.startswith(f'line {line} of the tally "tally.csv" ')
    assert what in caught.value.message
    assert caught.value.advice
    assert len(caught.value.message) < 160


def test_what_is_no_text_is_told_with_its_line() -> None:
    with pytest.raises(LineageError, match=r'line 3 of the tally "tally\.csv" is not UTF-8'):
        told(b"domain,bytes\na.example,1\n\xff.example,1\n")


def test_a_tally_of_nothing_is_refused() -> None:
    with pytest.raises(LineageError, match="holds no domain name"):
        told(b"domain,bytes,records\n")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfdomain,bytes\r\nb.example,2\r\na.example,1\r\n",
        b'domain,bytes,records\n"b.example","2","9"\na.example,1,\n',
        b"domain,bytes\n\na.example,1\n\nb.example,2",
    ],
)
def test_dialects_of_csv(content: bytes) -> None:
    assert names(told(content)) == ["b.example"]


@pytest.mark.parametrize(
    "name", ["bücher.example", "ไทย.example", "उदाहरण.example", "xn--bcher-kva.example", "_dmarc.example"]
)
def test_names_of_all_scripts(name: str) -> None:
    assert names(told(tally_of({name: 1}))) == [name]


def test_hostile_names_are_words_in_every_format() -> None:
    odd = ["-1.example", "_a_.example", "1.example", "javascript.example", "b-.example.", "192.0.2.1"]
    made = told(tally_of(dict.fromkeys(odd, 1) | {site(number): 1 for number in range(54)}))
    expected = from_json(write_json(made))
    assert "192.0.2.1" in expected
    assert from_markdown(write_markdown(made)) == expected
    assert from_html(write_html(made)) == expected
    assert from_docx(write_docx(made, made=MADE)) == expected
    assert from_pdf(write_pdf(made, made=MADE)) == expected


def test_a_long_list_is_cut_on_paper_and_whole_in_a_file_that_computes_nothing() -> None:
    sizes = {"-cmd.example": 10**6} | {site(number): number for number in range(9_999)}
    made = told(tally_of(sizes))
    short, (attached,) = abridged(made, "lab")
    assert len(names(made)) == 1000
    assert len(names(short)) == SHOWN
    assert attached.name == "lab.2.3.h.csv"
    assert "500 further entries are not printed. The file lab.2.3.h.csv beside this document has all 1000" in said(
        short
    )
    lines = attached.content.decode().split("\r\n")
    assert lines[:3] == ["Entry", "'-cmd.example", site(9_998)]
    assert len(lines) == 1002


# which file


def test_the_pinned_digest_and_size_are_checked() -> None:
    content = tally_of(TEN)
    digest = hashlib.sha256(content).hexdigest()
    right = {"path": "t.csv", "sha256": digest, "bytes": len(content)}
    assert names(summary(data_of({"tally": right}), lambda _: content)) == [site(0)]
    with pytest.raises(LineageError, match=f'the file "t.csv" has the SHA-256 .* the manifest says {digest}'):
        summary(data_of({"tally": right}), lambda _: content[:-2] + b"9\n")
    with pytest.raises(LineageError, match=f"has {len(content) + 1} bytes, and the manifest says {len(content)}"):
        summary(data_of({"tally": right}), lambda _: content + b"\n")


def missing(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.mark.parametrize("files", [None, missing])
def test_a_tally_that_is_not_at_hand(files: Callable[[str], bytes] | None) -> None:
    made = summary(data_of({"tally": {"path": "t.csv"}}), files)
    assert "No information available (the tally was not at hand, so no list was cut from it)" in said(made)
    both = data_of({"tally": {"path": "t.csv"}, "list": {"path": "l.csv"}})
    assert "at hand" not in said(summary(both, files))


def refuse(path: str) -> bytes:
    raise AssertionError(f"{path} was opened")


@pytest.mark.parametrize(
    "domains",
    [
        {"list": {"path": "l.csv"}},
        {"tally": {"url": "https://lab.example/t.csv"}},
        {"tally": {"path": "t.csv"}, "list": {"withheld": "tradeSecret"}},
        {"tally": {"path": "t.csv"}, "list": {"unknown": True}},
        {"withheld": True},
    ],
)
def test_nothing_is_opened_that_is_not_needed_or_is_kept_back(domains: dict[str, Any]) -> None:
    made = summary(data_of(domains), refuse)
    assert "largest first" not in said(made)


def test_nothing_of_a_hidden_crawl_is_opened() -> None:
    data = data_of({"tally": {"path": "t.csv"}})
    data["datasets"][0]["visibility"] = "internal"
    assert "largest first" not in said(summary(data, refuse))


def test_what_is_withheld_is_said_even_where_there_is_a_tally() -> None:
    made = summary(data_of({"tally": {"path": "t.csv"}, "list": {"withheld": "tradeSecret"}}), refuse)
    assert "Withheld (as a trade secret)" in said(made)


# the command


def test_files_beside_a_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "t.csv").write_bytes(b"inside")
    (tmp_path / "secret.csv").write_bytes(b"outside")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "circle.csv").symlink_to(folder / "circle.csv")
    files = beside(str(folder / "lineage.yaml"))
    assert files is not None
    assert files("lists/t.csv") == b"inside"
    with pytest.raises(FileNotFoundError):
        files("lists/other.csv")
    with pytest.raises(LineageError, match='the file "lists": the path is a'):
        files("lists")
    outside = ["../secret.csv", "lists/../../secret.csv", str(tmp_path / "secret.csv"), "link.csv", "C:\\t.csv", "a\0b"]
    for path in (*outside, "..\\secret.csv", "\\\\host\\share\\t.csv"):
        with pytest.raises(LineageError, match="is not in its folder"):
            files(path)
    with pytest.raises(LineageError, match=r"is not in its folder|too many symbolic links"):  # as Python 3.13 says it
        files("circle.csv")
    assert beside("-") is None


def test_the_size_of_a_file_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lineage.cli.beside.MOST_BYTES", 4)
    (tmp_path / "t.csv").write_bytes(b"12345")
    files = beside(str(tmp_path / "lineage.yaml"))
    assert files is not None
    with pytest.raises(LineageError, match=r'the file "t\.csv": .*over the limit of 4 bytes'):
        files("t.csv")


def test_the_command_cuts_the_list(lineage: Run, tmp_path: Path) -> None:
    source = REPOSITORY / "examples" / "aurora"
    for name in ("lineage.yaml", "tally-prism-media.csv"):
        (tmp_path / name).write_bytes((source / name).read_bytes())
    run = lineage("summary", "eu", "lineage.yaml", "--at", "2026-11-22")
    assert run.returncode == 0
    assert "15 of 150 domain names: the top 10 %" in run.stdout
    assert "Example Lab Inc. declares that it is not a small" in run.stdout
    (tmp_path / "tally-prism-media.csv").write_bytes(b"domain,bytes\nother.example,1\n")
    run = lineage("summary", "eu", "lineage.yaml", "--at", "2026-11-22")
    assert run.returncode == 2
    assert run.stdout == ""
    assert 'the file "tally-prism-media.csv" has 29 bytes, and the manifest says 4649' in " ".join(run.stderr.split())


def test_the_list_of_the_example_is_the_one_that_its_tally_gives() -> None:
    folder = REPOSITORY / "examples" / "aurora"
    found = cut(read_tally((folder / "tally-prism-media.csv").read_bytes(), "t"), False)
    listed = (folder / "domains-prism-media.csv").read_text("utf-8").split("\n")
    assert [f"{name},{size}" for name, size in found.names] == listed[1:-1]
