"""The house holds: floors, file sizes, what is imported where, and what the library never does."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "lineage"

FLOORS = {
    "finding": 0,
    "pointer": 0,
    "errors": 0,
    "visible": 0,
    "markup": 0,
    "version": 0,
    "fingerprint": 1,
    "model": 1,
    "schema": 2,
    "read": 2,
    "graph": 3,
    "picture": 3,
    "shape": 3,
    "terms": 3,
    "trace": 4,
    "rules": 5,
    "checker": 6,
    "explain": 6,
    "interop": 7,
    "redact": 7,
    "report": 7,
    "score": 7,
    "summary": 7,
    "gate": 8,
    "scan": 8,
    "cli": 9,
    "__init__": 9,
    "__main__": 10,
}
"""A room may import rooms on lower floors, and itself; on the ground floor everybody shares everything."""

SOURCES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Modules that a file imports, and whether only for type checkers."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in typing_only


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_lower_floors(path: Path) -> None:
    here = room(path)
    for module, _ in imports(path):
        parts = module.split(".")
        if parts[0] == "lineage" and len(parts) > 1 and parts[1] != here:
            below = FLOORS[parts[1]] < FLOORS[here] or FLOORS[parts[1]] == FLOORS[here] == 0
            assert below, f"{path.name} on floor {FLOORS[here]} imports {module}"


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in SOURCES} == set(FLOORS)


@pytest.mark.parametrize("package", ["click", "rich"])
def test_terminal_libraries_stay_in_the_command_line(package: str) -> None:
    users = {room(path) for path in SOURCES for module, _ in imports(path) if module.split(".")[0] == package}
    assert users <= {"cli"}


def test_files_are_small_rooms() -> None:
    long = {
        str(path.relative_to(REPOSITORY)): lines
        for folder in ("lineage", "tests", "tools")
        for path in (REPOSITORY / folder).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_every_file_says_what_lives_there() -> None:
    silent = [str(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_no_drawer_for_odds_and_ends() -> None:
    assert not [path for path in SOURCES if path.stem in {"utils", "helpers", "common", "misc"}]


CLOCK_AND_ENVIRONMENT = {"today", "now", "utcnow", "environ", "getenv", "time_ns"}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if room(path) != "cli"], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_library_reads_neither_clock_nor_environment_nor_network(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & CLOCK_AND_ENVIRONMENT
    assert not used
    modules = {module.split(".")[0] for module, _ in imports(path)}
    assert not modules & {"socket", "http", "requests", "httpx", "ssl", "ftplib"}
    assert not {module for module, _ in imports(path) if module.startswith("urllib.request")}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "tests").rglob("*.py")), ids=lambda path: path.name)
def test_no_input_holds_the_time_it_was_packed(path: Path) -> None:
    """Names of cases are made of inputs, and the processes of one run must give the same names."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    packed = [call for call in calls if ast.unparse(call.func) in ("gzip.compress", "gzip.GzipFile", "gzip.open")]
    assert all("mtime" in {keyword.arg for keyword in call.keywords} for call in packed)


def loaded_after(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    return set(run.stdout.split())


def test_importing_the_package_is_cheap() -> None:
    assert not loaded_after("import lineage") & {"click", "rich", "pyld", "jsonschema", "pydantic", "yaml", "babel"}


def test_checking_json_loads_no_yaml_and_nothing_heavy() -> None:
    code = (
        "from pathlib import Path\nimport lineage\n"
        "path = Path('examples/minimal/lineage.yaml')\n"
        'lineage.check(lineage.read_bytes(b\'{"lineage": "1.0-draft", "id": "urn:a:b"}\', \'a.json\'))'
    )
    assert not loaded_after(code) & {"click", "rich", "pyld", "jsonschema", "yaml", "ryaml", "babel", "rdflib"}


def test_the_public_names_exist_and_are_all() -> None:
    import lineage

    for name in lineage.__all__:
        assert getattr(lineage, name) is not None
    assert sorted(lineage.__all__) == lineage.__all__
    assert dir(lineage) == lineage.__all__
