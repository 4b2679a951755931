"""What a policy may say, as it stands in ``[policy]`` of ``lineage.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias, get_args

from pydantic import MISSING, BaseModel, ConfigDict, Field

from lineage.graph.reach import REACHES
from lineage.model.model_use import Access
from lineage.model.roles import Role

Words = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]

INITIALIZE: Final = "initialize"
"""The role of a model whose weights were the starting point."""

_ROLES: Final = tuple(role for role in get_args(Role.__value__) if role != "evaluate")
"""What counts as teaching: an evaluation is no part of a trace."""

if TYPE_CHECKING:
    Reach: TypeAlias = str
    Roles: TypeAlias = list[str]
    Ways: TypeAlias = list[str]
    Wanted: TypeAlias = list[str]
else:  # the options are written down where they are used
    Reach = Literal[REACHES[1:]]
    Roles = Annotated[list[Literal[(*_ROLES, INITIALIZE)]], Field(min_length=1)]
    Ways = Annotated[list[Literal[get_args(Access.__value__)]], Field(min_length=1)]
    Wanted = Annotated[list[Literal["terms", "permission", "evidence"]], Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Match(_Table):
    """Which teachers an entry is about: those that fit all of it. An entry without any condition is about every one."""

    provider: Annotated[Words | MISSING, Field(description="By one of these providers, as far as that is stated.")] = (
        MISSING
    )
    model: Annotated[
        Words | MISSING,
        Field(description="One of these models, or a member of one of these families: ids, names or IRIs."),
    ] = MISSING
    reach: Annotated[Reach | MISSING, Field(description="Its output arrives in this form or a stronger one.")] = MISSING
    reach_at_most: Annotated[
        Reach | MISSING, Field(alias="reach-at-most", description="Its output arrives in this form or a weaker one.")
    ] = MISSING
    role: Annotated[Roles | MISSING, Field(description="It did one of these things.")] = MISSING
    access: Annotated[Ways | MISSING, Field(description="It was reached in one of these ways.")] = MISSING
    generation: Annotated[
        int | MISSING, Field(ge=0, description="At most so many other models stand between; 0 is direct.")
    ] = MISSING
    certainty: Annotated[
        Literal["sure", "possible"] | MISSING, Field(description="Only what is sure, or only what is possible.")
    ] = MISSING
    reason: Annotated[str | MISSING, Field(min_length=1, description="Why: printed with each finding.")] = MISSING


class Requirement(Match):
    """What must be on record for the third-party teachers that fit."""

    what: Annotated[Wanted, Field(description="What the record of the use must state.")]


class Limit(_Table):
    """How much may be unknown upstream of each subject."""

    silent_datasets: Annotated[
        int | MISSING,
        Field(
            alias="silent-datasets",
            ge=0,
            description="Most datasets that do not say whether models had a hand in them.",
        ),
    ] = MISSING
    unnamed_models: Annotated[
        int | MISSING, Field(alias="unnamed-models", ge=0, description="Most models that nobody names.")
    ] = MISSING
    possible_teachers: Annotated[
        int | MISSING, Field(alias="possible-teachers", ge=0, description="Most teachers that are only possible.")
    ] = MISSING


class Policy(_Table):
    """Which teachers a project takes, and what it wants to see on record of them."""

    deny: Annotated[list[Match] | MISSING, Field(min_length=1, description="Teachers that are not taken.")] = MISSING
    allow: Annotated[
        list[Match] | MISSING,
        Field(min_length=1, description="The only teachers that are taken, besides the project's own models."),
    ] = MISSING
    require: Annotated[
        list[Requirement] | MISSING, Field(min_length=1, description="What is asked of third-party teachers.")
    ] = MISSING
    limit: Annotated[Limit | MISSING, Field(description="How much may be unknown.")] = MISSING
