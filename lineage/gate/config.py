"""The file in which a project sets once how its manifests are checked: ``lineage.toml``, or ``[tool.lineage]`` in
``pyproject.toml``. Options on the command line win over it.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from pydantic import MISSING, BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from lineage.checker import FAIL_ON
from lineage.errors import LineageError
from lineage.gate.selection import chosen
from lineage.report import FORMATS
from lineage.rules.policy.model import Policy, Words
from lineage.rules.registry import LAWS, PROFILES
from lineage.shape.words import either, meant, show
from lineage.version import HOMEPAGE

OWN: Final = "lineage.toml"
SHARED: Final = "pyproject.toml"
SCHEMA_ID: Final = f"{HOMEPAGE}schema/v1.0/config.schema.json"

if TYPE_CHECKING:
    Profile: TypeAlias = str
    Law: TypeAlias = str
    FailOn: TypeAlias = str
    Format: TypeAlias = str
else:  # the options are written down where they are used
    Profile, Law, FailOn, Format = Literal[PROFILES], Literal[LAWS], Literal[FAIL_ON], Literal[FORMATS]


class Config(BaseModel):
    """Settings for `lineage check`."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    profile: Annotated[Profile | MISSING, Field(description="How strict.")] = MISSING
    law: Annotated[Law | MISSING, Field(alias="for", description="The law whose requirements are asked for too.")] = (
        MISSING
    )
    select: Annotated[
        Words | MISSING, Field(description="The only rules to ask for: codes, their first letters, names or themes.")
    ] = MISSING
    ignore: Annotated[
        Words | MISSING, Field(description="Rules not to ask for: codes, their first letters, names or themes.")
    ] = MISSING
    fail_on: Annotated[
        FailOn | MISSING,
        Field(alias="fail-on", description="The lightest severity that makes a check fail."),
    ] = MISSING
    format: Annotated[Format | MISSING, Field(description="How to report.")] = MISSING
    baseline: Annotated[
        str | MISSING,
        Field(min_length=1, description="A file of known findings, relative to the folder of these settings."),
    ] = MISSING
    limit: Annotated[int | MISSING, Field(ge=0, description="Most findings to print for one file; 0 for all.")] = (
        MISSING
    )
    max_size: Annotated[int | MISSING, Field(alias="max-size", ge=1, description="Largest file to read, in MiB.")] = (
        MISSING
    )

    imports: Annotated[
        bool | MISSING, Field(description="Whether imported manifests are opened and checked together with the rest.")
    ] = MISSING
    search: Annotated[
        Words | MISSING,
        Field(description="Directories in which imports are looked for, relative to the folder of these settings."),
    ] = MISSING
    policy: Annotated[
        Policy | MISSING, Field(description="Which teachers are taken, and what is asked of them. Opens imports.")
    ] = MISSING

    def given(self) -> dict[str, Any]:
        """What is set, by Python name."""
        return {name: getattr(self, name) for name in type(self).model_fields if getattr(self, name) is not MISSING}


def find_config(start: Path) -> tuple[Path, Config] | None:
    """The nearest settings in a folder or above it. In one folder ``lineage.toml`` wins, and a ``pyproject.toml``
    without a table ``[tool.lineage]`` has none.

    Raises :class:`lineage.errors.LineageError` for settings with a fault, with file and, where known, line.
    """
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            path = folder / name
            broken = name == OWN and os.path.islink(path)  # noqa: PTH114  a link that leads nowhere was meant to lead on
            if os.path.isfile(path) or broken:  # noqa: PTH113  pathlib raises for names that no file can have
                config = read_config(path)
                if config is not None:
                    return path, config
    return None


def read_config(path: Path) -> Config | None:
    """The settings in a file, or ``None`` for a shared file that has none. Raises as ``find_config`` does."""
    import tomllib

    try:
        text = path.read_text("utf-8")
        content: Any = tomllib.loads(text)
    except OSError as error:
        raise LineageError(f"{path}: {error.strerror}", "make it readable, or use --no-config") from error
    except RecursionError as error:
        raise LineageError(f"{path}: not TOML that can be read: too deep", "mend it, or use --no-config") from error
    except ValueError as error:  # no UTF-8, or no TOML
        if path.name == SHARED and b"lineage" not in path.read_bytes():
            return None  # somebody else's fault
        marked = path.read_bytes().startswith(BOM_UTF8)
        reason = "it starts with a byte order mark" if marked else error
        raise LineageError(f"{path}: not TOML: {reason}", "mend it, or use --no-config") from error
    own = path.name == OWN
    tools = content.get("tool")
    table = content if own else tools.get("lineage") if isinstance(tools, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise LineageError(f"{path}: tool.lineage is no table", "write [tool.lineage] on a line of its own")
    try:
        config = Config.model_validate(table)
    except ValidationError as error:
        faults = [_fault(path, text, own, entry) for entry in error.errors(include_url=False)]
        raise LineageError("; ".join(faults), "schema/v1.0/config.schema.json has all settings") from error
    for name, words in (("select", config.select), ("ignore", config.ignore)):
        if words is not MISSING:
            try:
                chosen([part.strip() for word in words for part in word.split(",")], layers=name == "select")
            except LineageError as error:
                line = _line(text, own, [name])
                place = f"{path}:{line}" if line else path
                raise LineageError(f'{place}: "{name}": {error.message}', error.advice) from error
    return config


def artefacts() -> Iterator[tuple[str, str]]:
    """The generated file of this room: its path in the repository, and its text."""
    import json

    yield "schema/v1.0/config.schema.json", json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"


def config_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the settings: of the whole of ``lineage.toml``, and of ``[tool.lineage]``."""
    raw = Config.model_json_schema(schema_generator=_Untitled)
    return {
        "$schema": _Untitled.schema_dialect,
        "$id": SCHEMA_ID,
        **raw,
        "title": "Training Lineage settings, version 1.0 (draft)",
        "x-status": "draft",
    }


class _Untitled(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _fault(path: Path, text: str, own: bool, error: Any) -> str:
    loc = list(error["loc"])
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
    line = _line(text, own, loc)
    place = f"{path}:{line}" if line else str(path)
    if error["type"] == "extra_forbidden":
        keys = _keys(loc[:-1])
        likely = meant(str(loc[-1]), keys)
        hint = f'did you mean "{likely}"?' if likely else f"settings are {either(keys)}"
        return f'{place}: there is no setting "{key}"; {hint}'
    if error["type"] == "missing":
        return f'{place}: "{key}" is missing'
    value = _as_written(error["input"])
    if error["type"] == "literal_error":
        expected = error["ctx"]["expected"].replace("'", '"')
        return f'{place}: "{key}" is {value}, not one of {expected}'
    return f'{place}: "{key}" is {value}: {error["msg"][0].lower()}{error["msg"][1:]}'


def _as_written(value: Any) -> str:
    """A value as JSON; a day or a time, which JSON does not have, as TOML writes it."""
    if isinstance(value, date | time):  # what has a day and a time is a day too
        return value.isoformat()
    try:
        return show(value)
    except TypeError:  # there is one inside
        return "a table" if isinstance(value, dict) else "a list"


_HEADER: Final = re.compile(r"\s*\[(\[?)([^\[\]]+)\]")
_LONG: Final = re.compile(r'"""[\s\S]*?"""|' + r"'''[\s\S]*?'''")
_KEY: Final = re.compile(r"""\s*([\w"'.\s-]+?)\s*=""")


def _keys(loc: list[str | int]) -> list[str]:
    """The settings that there are in a table: those of the policy are tables below tables."""
    if not loc:
        return [field.alias or name for name, field in Config.model_fields.items()]
    table = config_schema()
    for part in loc:
        table = table["items"] if isinstance(part, int) else table["properties"][part]
        if "$ref" in table:
            table = config_schema()["$defs"][table["$ref"].rpartition("/")[2]]
    return list(table.get("properties", ()))


def _line(text: str, own: bool, loc: list[str | int]) -> int | None:
    """The line on which a setting is written, or the table or list that holds it, as far as a look at the lines can
    tell."""
    names = tuple(part for part in loc if isinstance(part, str))
    wanted = next((part for part in loc if isinstance(part, int)), 0)  # which of several tables of one name
    table: tuple[str, ...] = ()
    seen: Counter[tuple[str, ...]] = Counter()
    nearest = (0, 0)  # how much of the place it is, and minus the line
    text = _LONG.sub(lambda match: "\n" * match[0].count("\n"), text)  # what looks like settings in it is none
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _dotted(header[2])
            seen[table] += 1
        elif not key:
            continue
        full = table if header or not key else (*table, *_dotted(key[1]))
        written = full if own else full[2:] if full[:2] == ("tool", "lineage") else ("",)
        if written == names[: len(written)] and seen[table] - 1 in (-1, wanted):
            nearest = max(nearest, (len(written), -number))
    return -nearest[1] if nearest[0] else None


def _dotted(name: str) -> tuple[str, ...]:
    return tuple(part.strip(" \t\"'") for part in name.split("."))
