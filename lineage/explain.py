"""The long explanation of a code, whichever layer it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.errors import LineageError
from lineage.read.codes import Fault as ReaderFault


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means. ``asked`` is what makes it be looked for, empty where it always is. ``body`` is
    Markdown: a paragraph, then headed sections. ``status`` is where a rule is in its life: preview, stable, deprecated
    or retired; ``replaced_by`` is what takes the place of one that is deprecated."""

    code: str
    name: str
    layer: str
    severity: dict[str, str]
    law: str | None
    asked: str
    since: str
    basis: tuple[str, ...]
    real: str
    body: str
    status: str = "stable"
    replaced_by: str = ""

    @property
    def title(self) -> str:
        """Its first line."""
        return self.body.partition("\n")[0]


def _reader_text(fault: ReaderFault) -> str:
    return f"{fault.what}\n\n## Why\n{fault.why}\n\n## Example\n{fault.example}\n\n## Use instead\n{fault.instead}"


def explain(code: str) -> Explanation:
    """Explain a code such as ``SYN003`` or a name such as ``unnamed-generator``; a code that was retired too.

    Raises :class:`lineage.errors.LineageError` for a code that no layer knows.
    """
    known = explanations() | {entry.code: entry for entry in retired()}
    for key, explanation in known.items():
        if code.upper() == key or code.casefold() == explanation.name:
            return explanation
    from lineage.shape.words import meant

    likely = meant(code, [*known, *(entry.name for entry in known.values())])
    raise LineageError(
        f'no rule or fault has the code "{code}"',
        f"did you mean {likely}?" if likely else "`lineage rules` lists all codes",
    )


def explanations() -> dict[str, Explanation]:
    """Every code with its explanation: reader faults, shape faults, rules."""
    from lineage.read import FAULTS
    from lineage.rules import PROFILES, rules
    from lineage.shape.codes import SHAPE_CODES

    errors = dict.fromkeys(PROFILES, "error")
    found = {
        fault.code: Explanation(fault.code, fault.name, "reader", errors, None, "", "1.0", (), "", _reader_text(fault))
        for fault in FAULTS.values()
    }
    for shape in SHAPE_CODES.values():
        found[shape.code] = Explanation(
            shape.code, shape.name, "shape", errors, None, "", "1.0", (), "", shape.explanation.strip()
        )
    for rule in rules().values():
        found[rule.code] = Explanation(
            rule.code,
            rule.name,
            "rule",
            {profile: rule.severity_in(profile).value for profile in PROFILES},
            rule.law,
            rule.asked,
            rule.since,
            rule.basis,
            rule.real,
            rule.document,
            rule.status,
            rule.replaced_by,
        )
    return found


def retired() -> list[Explanation]:
    """The codes that are never given out again, each with the reason."""
    from lineage.rules.registry import RETIRED

    return [
        Explanation(code, "retired", "rule", {}, None, "never", "", (), "", f"Retired: {reason}", "retired")
        for code, reason in RETIRED.items()
    ]
