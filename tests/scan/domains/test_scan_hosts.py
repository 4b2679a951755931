"""Hosts in authorities: one spelling for each, and a kind for what is none; one by one, and in an array."""

from __future__ import annotations

from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.scan.domains import PUBLIC_SUFFIX, UNREGISTRABLE
from lineage.scan.hosts import KINDS, read_host, read_hosts
from lineage.scan.suffixes import Suffixes, kept
from tests.scan.domains.authorities import APART, NAMES
from tests.scan.domains.suffix_vectors import PRIVATE, VECTORS

ASTRAY = st.text(
    st.sampled_from("ab1xn-_.:@[]%/?#\\ =\t\u00ad\u200dßüא１。0") | st.characters(codec="utf-8"), max_size=40
)
"""Authorities that are mostly wrong, in all ways that matter."""


def test_the_table_is_long_enough() -> None:
    assert len({authority for authority, *_ in [*NAMES, *APART]}) == len(NAMES) + len(APART) >= 80


@pytest.mark.parametrize(("authority", "host", "domain"), NAMES)
def test_names(authority: str, host: str, domain: str) -> None:
    assert read_host(authority) == ("name", host)
    assert kept().registrable(host) == domain


@pytest.mark.parametrize(("authority", "why"), APART)
def test_what_is_no_name(authority: str | None, why: str) -> None:
    found = read_host(authority)
    if why in {PUBLIC_SUFFIX, UNREGISTRABLE}:
        assert found.kind in {"name", "undotted"}
    else:
        assert found.kind == why
        assert (found.name is None) == why.startswith(("bad", "no"))


@pytest.mark.parametrize(
    ("authority", "address"),
    [
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("1.2.3", "1.2.0.3"),
        ("0x", "0.0.0.0"),
        ("1.2.65535", "1.2.255.255"),
        ("[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]"),
        ("2001:db8::1", "[2001:db8::1]"),
        ("[::ffff:1.2.3.4]", "[::ffff:102:304]"),
    ],
)
def test_addresses_have_one_spelling(authority: str, address: str) -> None:
    found = read_host(authority).name
    assert found is not None
    assert read_host(found).name == found
    assert found == address or found.replace("1.2.3.4", "102:304") == address


@pytest.mark.parametrize(("host", "domain"), VECTORS)
def test_the_vectors_of_the_list(host: str, domain: str | None) -> None:
    read = read_host(host)
    found = None if read.name is None else kept().registrable(read.name)
    assert found == PRIVATE.get(host, domain)


def registrable(hosts: list[str]) -> list[str | None]:
    found: list[str | None] = kept().registrable_all(pyarrow.array(hosts, pyarrow.string())).to_pylist()
    return found


def test_an_array_of_hosts_is_as_the_library_has_it() -> None:
    hosts = [host for authority, *_ in [*NAMES, *APART] if (host := read_host(authority).name) and "." in host]
    hosts = [host for host in hosts if read_host(host).kind == "name"]
    hosts += [host.lower() for host, _ in VECTORS if read_host(host).kind == "name" and host.isascii()]
    assert registrable(hosts) == [kept().registrable(host) for host in hosts]
    assert registrable([]) == []


def rules() -> list[str]:
    """Each rule of the list that holds, as names that it is about."""
    from pathlib import Path

    from publicsuffixlist import PSLFILE

    section = Path(PSLFILE).read_text("utf-8").split("END ICANN")[0]
    lines = [line for line in section.splitlines() if line and not line.startswith("//")]
    return [line.removeprefix("!").removeprefix("*.").encode("idna").decode() for line in lines]


def test_every_rule_of_the_list_in_an_array() -> None:
    names = rules()
    hosts = [f"{front}{name}" for name in names for front in ("", "a.", "b.a.", "c.b.a.")]
    hosts = [host for host in hosts if "." in host]
    assert len(hosts) > 20_000
    assert registrable(hosts) == [kept().registrable(host) for host in hosts]


def test_the_list_says_which_it_is() -> None:
    source = kept().source
    assert source.version is not None
    assert source.version[:2] == "20"
    assert source.commit is not None
    assert len(source.sha256) == 64
    assert source.section == "icann"
    assert source.library.startswith("publicsuffixlist ")


def test_a_list_of_ones_own() -> None:
    text = (
        "// VERSION: today\n// ===BEGIN ICANN DOMAINS===\ncom\n*.deep.example\n!not.deep.example\n"
        "// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\nhoster.com\n// ===END PRIVATE DOMAINS===\n"
    )
    own = Suffixes(text, "by hand")
    assert (own.source.version, own.source.commit) == ("today", None)
    hosts = ["me.hoster.com", "a.b.c.deep.example", "c.deep.example", "a.not.deep.example", "x.other"]
    expected = ["hoster.com", "b.c.deep.example", None, "not.deep.example", "x.other"]
    assert own.registrable_all(pyarrow.array(hosts)).to_pylist() == expected


@given(ASTRAY)
@settings(deadline=None, max_examples=500)
def test_a_host_is_the_host_of_itself(authority: str) -> None:
    found = read_host(authority)
    assert found.kind in KINDS
    if found.name is not None:
        assert read_host(found.name) == found
        assert found.name.isascii()
        assert found.kind == "ipv6" or set(found.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    else:
        assert found.kind.startswith(("bad", "no"))


def test_an_array_of_the_whole_table() -> None:
    authorities = [authority for authority, *_ in [*NAMES, *APART]]
    rows: list[dict[str, Any]] = read_hosts(pyarrow.array(authorities, pyarrow.string())).to_pylist()
    assert [(row["kind"], row["host"]) for row in rows] == [read_host(authority) for authority in authorities]


@given(st.lists(st.none() | ASTRAY | st.sampled_from([name for name, *_ in [*NAMES, *APART]]), max_size=30))
@settings(deadline=None)
def test_an_array_of_authorities_is_as_one_by_one(authorities: list[str | None]) -> None:
    table = read_hosts(pyarrow.array(authorities, pyarrow.string()))
    rows: list[dict[str, Any]] = table.to_pylist()
    assert [(row["kind"], row["host"]) for row in rows] == [read_host(authority) for authority in authorities]
