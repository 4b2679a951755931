"""Tables and numbers that are written by hand: the words of the model, all of them, and the limits of the reader."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from typing_extensions import TypeAliasType

from lineage.finding import Severity
from lineage.model import roles, scalars
from lineage.model.agent import Visibility
from lineage.model.dataset import Origin
from lineage.model.derivation import Derivation
from lineage.model.model import Level
from lineage.model.roles import PARTS, ROLES, creates_data
from lineage.model.training import StageKind
from lineage.read.limits import MIB, Limits
from lineage.rules import rules
from tests.spec.chapters import CHAPTERS, SPEC, prose, text


def options(alias: TypeAliasType) -> set[str]:
    return set(get_args(alias.__value__))


def table(chapter: str, first: str) -> list[list[str]]:
    """The rows of the table whose head begins with a word."""
    found = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text(SPEC / chapter), re.MULTILINE)
    assert found, (chapter, first)
    return [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in found[1].splitlines()]


@pytest.mark.parametrize(
    ("chapter", "first", "alias"),
    [
        ("model-uses.md", "role", roles.Role),
        ("model-uses.md", "part", roles.Part),
        ("datasets.md", "origin", Origin),
        ("identity.md", "level", Level),
        ("confidentiality.md", "word", Visibility),
    ],
)
def test_a_table_has_every_option_once(chapter: str, first: str, alias: TypeAliasType) -> None:
    words = [row[0].strip("`") for row in table(chapter, first)]
    assert sorted(words) == sorted(options(alias))


def test_roles_and_parts_are_told_in_the_words_of_the_model() -> None:
    for role, told, created in table("model-uses.md", "role"):
        assert told == ROLES[role.strip("`")]
        assert created.startswith("yes") is creates_data(role.strip("`"), ()), role
    for part, told, _ in table("model-uses.md", "part"):
        assert told == PARTS[part.strip("`")]


def test_the_composition_table_speaks_of_every_role_activity_and_stage() -> None:
    steps = " ".join(row[0] for row in table("composition.md", "step, going upstream"))
    activities = _literals(Derivation.model_fields["activity"].annotation)
    for word in options(roles.Role) | options(StageKind) | activities:
        assert re.search(rf"\b{word}\b", steps), word


def _literals(annotation: Any) -> set[str]:
    inner = get_args(annotation)
    return {annotation} if isinstance(annotation, str) else set().union(*map(_literals, inner)) if inner else set()


def test_limits_are_those_of_the_reader() -> None:
    limits, chapter = Limits(), text(SPEC / "documents.md")
    for number, unit in ((limits.json_bytes // MIB, "MiB of JSON"), (limits.yaml_bytes // MIB, "MiB of YAML")):
        assert f"{number} {unit}" in chapter
    assert f"more than {limits.depth} levels deep" in chapter
    for alias, words in ((scalars.Id, "an id 200 characters"), (scalars.Line, "a line 1000")):
        length = next(item.max_length for item in get_args(alias.__value__)[1].metadata if hasattr(item, "max_length"))
        assert str(length) in words
        assert words in chapter


def test_what_should_be_is_no_error_and_what_a_law_asks_is_that_laws() -> None:
    for path in CHAPTERS:
        for sentence in re.split(r"(?<=[.)])\s+(?=[A-Z])|\n\n", prose(path)):
            codes = [code for code in re.findall(r"rules/([A-Z]{3}[0-9]{3})\.md", sentence) if code in rules()]
            if "`--for eu`" in sentence:
                assert all(rules()[code].law == "eu" for code in codes), sentence
            elif re.search(r"\bSHOULD\b", sentence):
                assert all(rules()[code].severity is not Severity.ERROR for code in codes), sentence
                assert all(rules()[code].law is None for code in codes), sentence
