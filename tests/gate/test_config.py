"""The settings of a project: where they are found, what they may say, and how they are refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lineage import LineageError
from lineage.cli.settings import _NAMES
from lineage.gate.config import OWN, SHARED, Config, config_schema, find_config, read_config

ALL: dict[str, Any] = {
    "profile": "regulator",
    "for": "eu",
    "select": ["SYN", "terms"],
    "ignore": ["TXT001"],
    "fail-on": "note",
    "format": "junit",
    "baseline": "known.json",
    "limit": 0,
    "max-size": 1,
    "imports": True,
    "search": ["manifests"],
    "policy": {
        "deny": [{"provider": ["OpenAI"], "reach": "content", "generation": 0, "reason": "Counsel asked for it."}],
        "allow": [{"model": ["DeepSeek-R1"], "role": ["generate", "initialize"], "access": ["weights"]}],
        "require": [{"what": ["terms", "permission"], "certainty": "sure", "reach-at-most": "signal"}],
        "limit": {"silent-datasets": 0, "unnamed-models": 1, "possible-teachers": 2},
    },
}


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def toml(settings: dict[str, Any]) -> str:
    return "".join(f"{key} = {inline(value)}\n" for key, value in settings.items())


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {inline(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def test_the_nearest_wins_and_in_one_folder_its_own_file(tmp_path: Path) -> None:
    write(tmp_path, SHARED, '[tool.lineage]\nprofile = "draft"\n')
    deep = tmp_path / "a" / "b"
    write(deep, SHARED, "[tool.ruff]\nline-length = 120\n")
    found = find_config(deep)
    assert found
    assert (found[0], found[1].profile) == (tmp_path / SHARED, "draft")
    own = write(tmp_path, OWN, 'profile = "regulator"\n')
    found = find_config(deep)
    assert found
    assert (found[0], found[1].profile) == (own, "regulator")
    write(deep, SHARED, '[tool.lineage]\nprofile = "lab"\n')
    found = find_config(deep)
    assert found
    assert found[1].profile == "lab"


def test_commas_part_words(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, OWN, 'select = ["SYN, terms", "shape"]\nignore = ["TXT001"]\n'))
    assert config
    assert config.given() == {"select": ["SYN, terms", "shape"], "ignore": ["TXT001"]}


def test_a_link_that_leads_nowhere_is_no_missing_file(tmp_path: Path) -> None:
    (tmp_path / OWN).symlink_to("missing.toml")
    with pytest.raises(LineageError, match="No such file"):
        find_config(tmp_path)
    (tmp_path / OWN).unlink()
    (tmp_path / OWN).symlink_to(OWN)
    with pytest.raises(LineageError, match="symbolic links"):
        find_config(tmp_path)
    (tmp_path / OWN).unlink()
    (tmp_path / OWN).mkdir()
    find_config(tmp_path)


def test_everything_can_be_set(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, OWN, toml(ALL)))
    assert config
    assert len(config.given()) == len(ALL) == len(Config.model_fields)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (OWN, 'profil = "lab"', 'lineage.toml:1: there is no setting "profil"; did you mean "profile"?'),
        (OWN, 'law = "eu"', 'there is no setting "law"; settings are profile, for,'),
        (OWN, '\n# x\nprofile = "strict"', ':3: "profile" is "strict", not one of "draft", "lab" or "regulator"'),
        (OWN, "limit = true", '"limit" is true: input should be a valid integer'),
        (OWN, "limit = -1", '"limit" is -1'),
        (OWN, 'select = "SYN"', '"select" is "SYN": input should be a valid list'),
        (OWN, "ignore = []", '"ignore" is \\[\\]'),
        (OWN, 'format = "text=out.txt"', "not one of"),
        (OWN, "a b", "not TOML: .*line 1"),
        (SHARED, "[tool.lineage]\na b", "not TOML: .*line 2"),
        (SHARED, "[tool]\nlineage = 3", "tool.lineage is no table"),
        (
            SHARED,
            '[tool.ruff]\nlimit = 1\n[tool.lineage]\nlimit = "many"\n',
            r"pyproject.toml:4: \"limit\" is \"many\"",
        ),
        (SHARED, 'tool.lineage.limit = "many"\n', 'toml:1: "limit" is "many"'),
        (OWN, "search = 3", '"search" is 3: input should be a valid list'),
        (OWN, "policy = 3", 'lineage.toml:1: "policy" is 3: input should be a valid dictionary'),
        (OWN, "[policy]\ndenny = []", 'lineage.toml:2: there is no setting "policy.denny"; did you mean "deny"?'),
        (OWN, "[policy]\ndeny = []", 'lineage.toml:2: "policy.deny" is'),
        (
            OWN,
            '[[policy.deny]]\nreach = "content"\n[[policy.deny]]\n# x\nreach = "words"\n',
            r'lineage.toml:5: "policy.deny\[1\].reach" is "words", not one of "selection", "signal", "content", ',
        ),
        (
            OWN,
            '[[policy.deny]]\nproviders = ["OpenAI"]',
            r'lineage.toml:2: there is no setting "policy.deny\[0\].providers"; did you mean "provider"?',
        ),
        (OWN, "[[policy.require]]\ngeneration = 0\n", r'lineage.toml:1: "policy.require\[0\].what" is missing'),
        (OWN, '[[policy.require]]\nwhat = ["licence"]\n', r'toml:2: "policy.require\[0\].what\[0\]" is "licence"'),
        (OWN, "[policy.limit]\nsilent = 0\n", "settings are silent-datasets, unnamed-models or possible-teachers"),
        (SHARED, "[tool.lineage.policy.limit]\nunnamed-models = -1\n", 'toml:2: "policy.limit.unnamed-models" is -1'),
        (OWN, "profile = 2026-01-01", 'toml:1: "profile" is 2026-01-01, not one of'),
        (OWN, "limit = 07:30:00", '"limit" is 07:30:00'),
        (OWN, "profile = [2026-01-01]", '"profile" is a list'),
        (OWN, "profile = {a = 2026-01-01T00:00:00Z}", '"profile" is a table'),
        (OWN, f"limit = {'[' * 5000}{']' * 5000}", "too deep"),
        (OWN, '\ufeffprofile = "lab"', "starts with a byte order mark"),
        (OWN, '\n\nignore = [\n  "SYN",\n  "XYZ",\n]', 'toml:3: "ignore": "XYZ" is no code'),
        (OWN, 'select = ["SYM"]', 'toml:1: "select": "SYM" is no code, prefix, name or theme of rules'),
        (OWN, 'ignore = ["SHP001"]', 'toml:1: "ignore": "SHP001" stands for shape faults'),
        (
            SHARED,
            '[tool.x]\na = """\n[tool.lineage]\nsyn = 1\n"""\n[tool.lineage]\n\nsyn = 1',
            'pyproject.toml:8: there is no setting "syn"',
        ),
        (SHARED, "[x]\n[tool.lineage]\npolicy.limit.unnamed-models = true\n", 'toml:3: "policy.limit.unnamed-models"'),
    ],
)
def test_faults_are_named_with_their_place(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(LineageError, match=words):
        read_config(write(tmp_path, name, text))


@pytest.mark.parametrize(
    "text",
    ["", "[tool.ruff]\n", "a b", "[project]\nname = 'lineage'\n", "tool = 3", "tool = [1]", "[[tool]]\nlineage = 1"],
)
def test_a_shared_file_without_settings_is_passed_over(tmp_path: Path, text: str) -> None:
    assert read_config(write(tmp_path, SHARED, text)) is None


def test_the_published_schema_says_the_same(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(config_schema())
    validator.check_schema(config_schema())
    assert validator.is_valid(ALL)
    faulty: list[dict[str, Any]] = [
        {"profil": "lab"},
        {"limit": True},
        {"limit": -1},
        {"select": "SYN"},
        {"ignore": []},
        {"format": "x"},
        {"policy": {"deny": []}},
        {"policy": {"deny": [{"reach": "none"}]}},
        {"policy": {"allow": [{"role": ["evaluate"]}]}},
        {"policy": {"require": [{"generation": 0}]}},
        {"policy": {"limit": {"silent": 0}}},
    ]
    for bad in faulty:
        assert not validator.is_valid(bad), bad
        with pytest.raises(LineageError):
            read_config(write(tmp_path, OWN, toml(bad)))
    tables = [config_schema(), *config_schema()["$defs"].values()]
    assert all(entry.get("description") for table in tables for entry in table["properties"].values())


def test_the_command_looks_for_the_same_names() -> None:
    assert _NAMES == (OWN, SHARED)


def test_the_settings_in_the_documents_are_read(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "pipelines.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        assert read_config(write(tmp_path, OWN, block))
