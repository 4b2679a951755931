"""Registrable domains by the Public Suffix List: the name that a registry gave, ``b.co.uk`` of the host ``a.b.co.uk``.

The rules of the ICANN section hold, those of the private section do not: ``user.github.io`` is ``github.io``. What the
law wants is names of "top and second-level domain", and ``github.io`` is the one that was registered (spec/adr/0011).
Where the list has no rule, its own rule ``*`` holds: the last part is the suffix.

The list is the one of the package publicsuffixlist. Two were compared, on 1,000,000 hosts and on the list's own tests;
they give the same names. pslr takes 0.5 s and publicsuffixlist 2.1 s, but pslr has the list compiled in and tells only
a checksum of it, while publicsuffixlist brings the file, which states its version and commit, and is published anew
when the list changes. A count that cannot say which list it used cannot be made again, so it is publicsuffixlist. The
time is won back: of what the list says, only the last two parts of most hosts are needed, and Arrow looks these up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyarrow

_BEGIN: Final = "// ===BEGIN ICANN DOMAINS==="
_END: Final = "// ===END ICANN DOMAINS==="
_STATED: Final = re.compile(r"^// (VERSION|COMMIT): (\S+)$", re.MULTILINE)
_UNKNOWN: Final = "a-part-that-no-rule-has"


@dataclass(frozen=True, slots=True)
class SuffixSource:
    """Which list it was, as the report states it. ``version`` and ``commit`` are what the file says of itself."""

    name: str
    version: str | None
    commit: str | None
    sha256: str
    section: str
    library: str


class Suffixes:
    """The ICANN section of one Public Suffix List, in the text that its maintainers publish."""

    def __init__(self, text: str, library: str) -> None:
        import hashlib

        from publicsuffixlist import PublicSuffixList

        stated = dict(_STATED.findall(text[:4096]))
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.source = SuffixSource(
            "Public Suffix List", stated.get("VERSION"), stated.get("COMMIT"), digest, "icann", library
        )
        section = text.partition(_BEGIN)[2].partition(_END)[0]
        self._list = PublicSuffixList(section, accept_unknown=True)
        nodes = _nodes(section)
        self._first = self._level({node for node in nodes if "." not in node}, nodes)
        self._second = self._level({node for node in nodes if node.count(".") == 1}, nodes)

    @property
    def top(self) -> pyarrow.Array:
        """The top-level domains that the list knows."""
        return self._first["node"]

    def registrable(self, host: str) -> str | None:
        """The registrable domain of a host in lower case; None for a public suffix."""
        found = self._list.privatesuffix(host)
        return None if found is None else str(found)

    def registrable_all(self, hosts: pyarrow.Array) -> pyarrow.Array:
        """The same for an array of hosts of two or more parts.

        The rules make a tree of names. How much of a host is public follows from the deepest name of the tree that it
        ends in. The first two levels of the tree are looked up in Arrow, and the library is asked about the few hosts
        that are in the tree themselves or may be deeper in it.
        """
        import pyarrow
        import pyarrow.compute as compute

        first_level, second_level = self._first["node"].cast(hosts.type), self._second["node"].cast(hosts.type)
        dot = pyarrow.scalar(".", hosts.type)
        labels = compute.split_pattern(hosts, ".")
        flat, end, count = labels.flatten(), labels.offsets.slice(1), compute.list_value_length(labels)

        def tails(ends: pyarrow.Array, parts: int) -> pyarrow.Array:
            picked = [flat.take(compute.subtract(ends, part)) for part in range(parts, 0, -1)]
            return compute.binary_join_element_wise(*picked, dot)

        result = tails(end, 2)
        first = compute.index_in(flat.take(compute.subtract(end, 1)), first_level)
        second = compute.index_in(result, second_level)
        public = compute.coalesce(
            self._second["public"].take(second), self._first["public"].take(first), pyarrow.scalar(1, pyarrow.int8())
        )
        for parts in compute.unique(public).to_pylist():
            if parts > 1:
                so = compute.equal(public, parts)
                enough = compute.and_(so, compute.greater(count, parts))
                blank = compute.and_(so, compute.less_equal(count, parts))
                result = compute.replace_with_mask(result, enough, tails(end.filter(enough), parts + 1))
                result = compute.if_else(blank, pyarrow.scalar(None, hosts.type), result)
        itself = compute.and_(compute.is_valid(second), compute.equal(count, 2))
        asked = compute.or_(itself, compute.fill_null(self._second["deeper"].take(second), False))
        answers = [self.registrable(host) for host in hosts.filter(asked).to_pylist()]
        return compute.replace_with_mask(result, asked, pyarrow.array(answers, hosts.type))

    def _level(self, level: set[str], nodes: set[str]) -> dict[str, pyarrow.Array]:
        import pyarrow

        names = sorted(level)
        public = [str(self._list.publicsuffix(f"{_UNKNOWN}.{name}")).count(".") + 1 for name in names]
        parents = {node.partition(".")[2] for node in nodes}
        return {
            "node": pyarrow.array(names, pyarrow.string()),
            "public": pyarrow.array(public, pyarrow.int8()),
            "deeper": pyarrow.array([name in parents for name in names], pyarrow.bool_()),
        }


def _nodes(section: str) -> set[str]:
    """The names in the rules of a section, and all that they end in, as ``xn--`` names."""
    nodes: set[str] = set()
    for line in section.splitlines():
        rule = line.partition(" ")[0].lower().removeprefix("!").removeprefix("*.")
        if not rule or rule.startswith("//"):
            continue
        name = rule if rule.isascii() else rule.encode("idna").decode("ascii")
        while name and name not in nodes:
            nodes.add(name)
            name = name.partition(".")[2]
    return nodes


@lru_cache(maxsize=1)
def kept() -> Suffixes:
    """The list that the installed package brings."""
    from importlib.metadata import version
    from pathlib import Path

    from publicsuffixlist import PSLFILE

    return Suffixes(Path(PSLFILE).read_text("utf-8"), f"publicsuffixlist {version('publicsuffixlist')}")
