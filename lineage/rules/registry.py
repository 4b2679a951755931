"""The registry of rules. A rule is a small generator that says what is wrong and where, and nothing else.

Severity is data: ``severity`` holds in the profile ``lab``; ``draft`` and ``regulator`` override it where a rule says
so. A rule with a ``law`` runs only when that law is asked for (``--for eu``).
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lineage.finding import Finding, Layer, Part, Related, Severity, Span
from lineage.pointer import Pointer

if TYPE_CHECKING:
    from lineage.model import Manifest
    from lineage.rules.context import Context

PROFILES: Final = ("draft", "lab", "regulator")
LAWS: Final = ("eu", "ab2013", "code")

Status = Literal["preview", "stable", "deprecated"]
"""``preview``: new, runs only when asked for, may change or go; ``stable``; ``deprecated``: still runs, will go."""

RETIRED: Final[dict[str, str]] = {}
"""Codes of rules that are gone, with the reason. A code is never used again."""

THEMES: Final[dict[str, str | None]] = {
    "references": None,
    "dates": None,
    "quantities": None,
    "text": None,
    "licences": None,
    "agents": "eu",
    "origins": None,
    "synthetic": None,
    "terms": None,
    "crawl": None,
    "measured": None,
    "measures": None,
    "summaries": "eu",
    "california": "ab2013",
    "code": "code",
    "imports": None,
    "policy": None,
    "waivers": None,
}
"""The files and packages of this room that hold rules, in the order they are documented. A theme with a law holds rules
of that law alone, and is loaded only when they are asked for."""

Need = Literal["imports", "policy"]
"""What there is besides the manifest: its imports are opened, and somebody set a policy."""

NEEDS: Final[dict[str, Need]] = {"imports": "imports", "policy": "policy"}
"""Themes whose rules say nothing without what they need. They are loaded only where it is there."""

NOTHING: Final[frozenset[Need]] = frozenset()


class Fault(NamedTuple):
    """What a rule yields: where, what is wrong (with the value), and what to do. ``span`` is set for a comment alone,
    which no pointer leads to."""

    pointer: Pointer
    message: str
    advice: str
    part: Part = Part.VALUE
    related: tuple[Related, ...] = ()
    span: Span | None = None


Check = Callable[["Manifest", "Context"], Iterator[Fault]]


class Rule(NamedTuple):
    """A rule with its documentation. ``basis`` cites clauses; ``real`` names the real failure that it catches;
    ``replaced_by`` what takes the place of one that is deprecated."""

    code: str
    name: str
    severity: Severity
    draft: Severity
    regulator: Severity
    since: str
    law: str | None
    basis: tuple[str, ...]
    real: str
    check: Check
    theme: str
    status: Status = "stable"
    replaced_by: str = ""

    @property
    def needs(self) -> Need | None:
        """What its theme needs besides the manifest, if anything."""
        return NEEDS.get(self.theme)

    @property
    def asked(self) -> str:
        """What makes it run, where it does not always: an option, or a policy."""
        words = {"imports": "--imports", "policy": "with a policy", None: f"--for {self.law}" if self.law else ""}
        return words[self.needs]

    def severity_in(self, profile: str) -> Severity:
        """Its severity in a profile. A rule that is deprecated still runs, as a note."""
        if self.status == "deprecated":
            return Severity.NOTE
        return {"draft": self.draft, "regulator": self.regulator}.get(profile, self.severity)

    @property
    def document(self) -> str:
        """Its documentation in Markdown: a title line, then headed sections."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def title(self) -> str:
        """The first line of its documentation."""
        return self.document.partition("\n")[0]

    def run(self, manifest: Manifest, context: Context, profile: str) -> Iterator[Finding]:
        """Its findings on a manifest."""
        for fault in self.check(manifest, context):
            yield Finding(
                code=self.code,
                name=self.name,
                severity=self.severity_in(profile),
                layer=Layer.RULE,
                message=fault.message,
                advice=fault.advice,
                pointer=fault.pointer,
                part=fault.part,
                related=fault.related,
                basis=self.basis,
                span=fault.span,
            )


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    real: str,
    draft: Severity | None = None,
    regulator: Severity | None = None,
    since: str = "1.0",
    law: str | None = None,
    basis: tuple[str, ...] = (),
    status: Status = "stable",
    replaced_by: str = "",
) -> Callable[[Check], Check]:
    """Register a rule. Raises ``ValueError`` on a code or name that is taken, or was by a rule that is gone, and on a
    deprecated rule that does not say what takes its place."""

    def register(check: Check) -> Check:
        if (status == "deprecated") != bool(replaced_by):
            raise ValueError(f"rule {code} {name}: what is deprecated, and nothing else, says what takes its place")
        if code in RETIRED:
            raise ValueError(f"rule {code} {name}: the code belonged to a rule that is gone, and is never used again")
        if code in _RULES or any(other.name == name for other in _RULES.values()):
            raise ValueError(f"rule {code} {name}: code or name is taken")
        theme = check.__module__.split(".")[2]  # a theme is a file or a package of this room
        _RULES[code] = Rule(
            code,
            name,
            severity,
            draft or severity,
            regulator or severity,
            since,
            law,
            basis,
            real,
            check,
            theme,
            status,
            replaced_by,
        )
        return check

    return register


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, in the order of themes, then of codes."""
    for theme in THEMES:
        importlib.import_module(f"lineage.rules.{theme}")
    order = list(THEMES)
    return dict(sorted(_RULES.items(), key=lambda entry: (order.index(entry[1].theme), entry[0])))


def rules_for(law: str | None, *, preview: bool = False, having: frozenset[Need] = NOTHING) -> Iterator[Rule]:
    """The rules that run when a law is asked for, or none is. Rules in preview run only when they are asked for, and
    rules that need more than the manifest where that is there."""
    for theme, only in THEMES.items():
        if (only is None or only == law) and (theme not in NEEDS or NEEDS[theme] in having):
            importlib.import_module(f"lineage.rules.{theme}")
    for rule in list(_RULES.values()):
        asked = (rule.law is None or rule.law == law) and (preview or rule.status != "preview")
        if asked and (rule.needs is None or rule.needs in having):
            yield rule
