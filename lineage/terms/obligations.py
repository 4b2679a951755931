"""How far a duty reaches along a path from the model that terms speak of to the model that is looked at.

The duty is what the record of the terms says; whether it binds anybody is for lawyers. A duty that reaches nobody
downstream of the model that it first met is ``upstreamOnly``: it may be listed, and is never a finding.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from pydantic import MISSING

from lineage.model.terms import Obligation
from lineage.terms.registry import TermsRow

Reach = Literal["weights", "distribution", "content", "signal", "selection"]
Link = Literal["weights", "outputs"]
Distance = Literal["direct", "derivativeChain", "carried", "upstreamOnly"]

SELECTION_OPEN: Final = "whether the clause covers selection is open"
"""The sentence for paths on which outputs only chose data."""

NAME_CHECK: Final = (
    "The name was compared as the record gives it, without regard to case, spaces, hyphens and underscores; "
    "the path of a repository was not."
)
"""What the comparison of names looks at; printed with its result."""


class PathFacts(NamedTuple):
    """What matters of a path."""

    reach: Reach
    """In what form the teacher's output arrives at the model that is looked at."""
    crossed: tuple[Link, ...] = ()
    """For each model between the two, nearest to the teacher first: whether it was made from the weights of the one
    before, or learnt from its outputs. Their number is the generation."""
    last: Link | None = None
    """The same for the model that is looked at; concluded from the reach where it is not given."""

    @property
    def generation(self) -> int:
        """How many models stand between."""
        return len(self.crossed)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every step from the teacher to the model that is looked at."""
        return (*self.crossed, self.last or ("weights" if self.reach == "weights" else "outputs"))


def distance(obligation: Obligation, path: PathFacts) -> Distance | None:
    """How a duty stands to the model at the end of a path; ``None`` where it was never brought about.

    - ``direct``: the model itself uses what triggers the duty;
    - ``derivativeChain``: every model between is a derivative of the terms' own, because its weights came from the one
      before or, where the clause says so (``carries``), because it learnt from outputs;
    - ``carried``: a duty that carries met a model on the way, and the model looked at stands in a relation to it that
      the clause does not name;
    - ``upstreamOnly``: the duty met a model on the way, and the clause is silent about what was made with that one.
      So too where outputs only chose data, since it is open whether clauses cover that, and where the record does not
      say what triggers the duty.
    """
    if obligation.triggered_by is MISSING:
        return "upstreamOnly"
    triggers, carries = set(obligation.triggered_by), obligation.carries is True
    links = path.links
    met = False
    for step, link in enumerate(links):
        fires = link in triggers
        if step == len(links) - 1:
            if fires:
                return "upstreamOnly" if path.reach == "selection" else ("derivativeChain" if step else "direct")
            return ("carried" if carries else "upstreamOnly") if met else None
        met = met or fires
        if link == "outputs" and not (carries and fires):
            # The next model is no derivative any more, so what is done with it is not done with the terms' material.
            return ("carried" if carries else "upstreamOnly") if met else None
    return None


def open_question(path: PathFacts) -> str | None:
    """What a clause leaves open about a path; ``None`` where nothing."""
    return SELECTION_OPEN if path.reach == "selection" else None


def bound(row: TermsRow) -> Literal["actor", "artefact"] | None:
    """Whom terms bind: a contract stops at whoever accepted it, a licence goes with the artefact. ``None`` where the
    record does not say."""
    if row.terms.bound_by is MISSING:
        return None
    return "actor" if row.terms.bound_by == "contract" else "artefact"


def name_begins(name: str, prefix: str) -> bool:
    """Whether a model's name begins as a duty asks, without regard to case, spaces, hyphens and underscores.

    It is the ``name`` of the record that counts, never the path of a repository: of ``deepseek-ai/…`` the caller must
    not pass the part before the slash as the name.
    """
    return _squeezed(name).startswith(_squeezed(prefix))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter not in " -_\u00a0")
