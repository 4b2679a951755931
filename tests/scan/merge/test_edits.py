"""Edits in the text of a manifest: what is meant is made, and everything else stays as it was, byte for byte."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
import ryaml
from hypothesis import given
from hypothesis import strategies as st

from lineage.errors import LineageError
from lineage.read import Document, read_bytes
from lineage.scan.merge.edit import Add, Append, Edit, Replace, edited
from lineage.scan.merge.write import with_edits
from lineage.scan.merge.yaml_write import block, member

REPOSITORY = Path(__file__).resolve().parents[3]
MANIFESTS = sorted([*REPOSITORY.glob("examples/*/lineage.yaml"), *REPOSITORY.glob("tests/summary/everything.yaml")])
DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
RECORD: dict[str, Any] = {
    "report": {"path": "scan.json", "sha256": DIGEST},
    "date": "2026-11-22",
    "tool": {"name": "lineage scan", "version": "0.1.0"},
    "modalities": [{"modality": "text", "quantities": [{"value": 3, "unit": "tokens", "tokenizer": "a, b: c #d"}]}],
    "note": "two\nlines: # and more",
}
QUANTITY = {"value": 5, "unit": "bytes", "known": {"how": "measured", "source": "scan.json", "sha256": DIGEST}}


def edits_everywhere(tree: dict[str, Any]) -> list[Edit]:
    """An edit of each kind wherever a dataset gives occasion for one."""
    edits: list[Edit] = []
    for number, dataset in enumerate(tree.get("datasets", [])):
        place = ("datasets", number)
        known = "measurements" in dataset
        edits.append(Append((*place, "measurements"), RECORD) if known else Add(place, "measurements", [RECORD]))
        edits.append(Add(place, "x-more", True))
        for at, entry in enumerate(dataset["modalities"] if isinstance(dataset.get("modalities"), list) else ()):
            here = (*place, "modalities", at)
            if isinstance(entry, str):
                edits.append(Replace(here, {"modality": entry, "quantity": QUANTITY}))
            elif "quantity" in entry:
                edits.append(Replace((*here, "quantity"), QUANTITY))
            else:
                edits.append(Add(here, "quantity", QUANTITY))
        if isinstance(dataset.get("modelUses"), list):
            edits.append(Append((*place, "modelUses"), {"model": "m", "role": "generate", "writes": ["response"]}))
        if isinstance(dataset.get("languages"), list):
            edits.append(Replace((*place, "languages"), ["en", "ga"]))
    record = {"id": "m", "name": "M"}
    return [*edits, Append(("models",), record) if "models" in tree else Add((), "models", [record])]


def written(path: Path, form: str) -> bytes:
    data = path.read_bytes()
    if form == "yaml":
        return data
    if form == "crlf":
        return data.replace(b"\n", b"\r\n")
    tree = ryaml.loads(data.decode())
    return json.dumps(tree, indent=None if form == "json" else int(form[4:]), ensure_ascii=False).encode()


def document(data: bytes, form: str) -> Document:
    return read_bytes(data, f"lineage.{'json' if form.startswith('json') else 'yaml'}")


@pytest.mark.parametrize("form", ["yaml", "crlf", "json", "json2", "json4"])
@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_every_edit_says_what_was_meant(path: Path, form: str) -> None:
    before = document(written(path, form), form)
    edits = edits_everywhere(before.tree())
    after = document(with_edits(before, edits), form)
    assert after.tree() == edited(before.tree(), edits)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_what_is_added_adds_lines_and_changes_none(path: Path) -> None:
    before = document(path.read_bytes(), "yaml")
    numbers = range(len(before.tree().get("datasets", [])))
    if any(before.in_flow_mapping(("datasets", number, "id")) for number in numbers):
        pytest.skip("a dataset on one line has no lines to add to")
    edits = [Add(("datasets", number), "x-measured", [RECORD]) for number in numbers]
    old, new = (data.decode().splitlines() for data in (before.source, with_edits(before, edits)))
    changed = [line for line in difflib.ndiff(old, new) if line[:2] == "- "]
    assert not changed


@pytest.mark.parametrize("form", ["crlf", "json2", "json4"])
def test_line_breaks_and_indentation_are_those_of_the_file(form: str) -> None:
    path = REPOSITORY / "examples/wildchat/lineage.yaml"
    before = written(path, form)
    after = with_edits(document(before, form), edits_everywhere(document(before, form).tree()))
    if form == "crlf":
        assert after.count(b"\n") == after.count(b"\r\n") > before.count(b"\n")
    else:
        step = int(form[4:])
        assert all((len(line) - len(line.lstrip(b" "))) % step == 0 for line in after.splitlines())


ODD = """\
# head
lineage: "1.0-draft"   # draft
id:  urn:a:b

datasets:

- id: 'one'     # not indented, quoted, with blanks
  name: >-
    folded
    over lines

  # between
  note: |
    kept

    as it is


- { id: two , modalities: [ text,image ] }
- id: three
  modalities:
    - text   # words
    - modality: image

  languages: [en]  # a language
# the end
"""


def test_comments_blank_lines_and_odd_styles_stay() -> None:
    before = document(ODD.encode(), "yaml")
    edits: list[Edit] = [
        Add(("datasets", 0), "x-a", ["b"]),
        Add(("datasets", 1), "x-a", {"b": "c, d"}),
        Replace(("datasets", 2, "modalities", 0), {"modality": "text", "quantity": QUANTITY}),
        Add(("datasets", 2, "modalities", 1), "name", "no"),
        Append(("datasets", 2, "modalities"), "audio"),
        Replace(("datasets", 2, "languages"), {"main": ["en"], "count": {"value": 3, "unit": "languages"}}),
    ]
    assert with_edits(before, edits).decode() == ODD.replace("    as it is\n", "    as it is\n  x-a: [b]\n").replace(
        "[ text,image ] }", '[ text,image ], x-a: {b: "c, d"} }'
    ).replace(
        "    - text   # words\n    - modality: image\n",
        "    - modality: text\n      quantity:\n        value: 5\n        unit: bytes\n        known:\n"
        f"          how: measured\n          source: scan.json\n          sha256: {DIGEST}   # words\n"
        '    - modality: image\n      name: "no"\n    - audio\n',
    ).replace(
        "  languages: [en]  # a language",
        "  languages:\n    main: [en]\n    count: {value: 3, unit: languages}  # a language",
    )


@pytest.mark.parametrize(
    ("text", "edit", "made"),
    [
        ('{"a": {}}', Add(("a",), "b", 1), '{"a": {"b": 1}}'),
        ('{\n  "a": {}\n}\n', Add(("a",), "b", [1]), '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}\n'),
        ('{\n\t"a": [\n\t\t1\n\t]\n}', Append(("a",), 2), '{\n\t"a": [\n\t\t1,\n\t\t2\n\t]\n}'),
        ('{"a": [1]}', Append(("a",), {"b": "ü"}), '{"a": [1, {"b": "ü"}]}'),
        ('{"a": "x\\u00e9", "b": 1.50}', Replace(("a",), "y"), '{"a": "y", "b": 1.50}'),
    ],
)
def test_json_is_changed_where_it_is_meant_alone(text: str, edit: Edit, made: str) -> None:
    assert with_edits(document(text.encode(), "json"), [edit]).decode() == made


def test_a_card_is_not_written_to() -> None:
    card = read_bytes(b"---\nlineage:\n  lineage: 1.0-draft\n  id: urn:a:b\n---\n", "README.md")
    with pytest.raises(LineageError, match="card"):
        with_edits(card, [Add((), "version", "1")])


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
DATA = st.recursive(
    PLAIN
    | st.integers(-(10**6), 10**6)
    | st.booleans()
    | st.sampled_from(["no", "1.0", "2026-11-22", "~", "a: b", "'"]),
    lambda inside: (
        st.lists(inside, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "on", "x-b", "k:l"]), inside, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(DATA)
def test_what_is_written_is_read_as_what_it_was(value: Any) -> None:
    text = "\n".join(member("key", value)) + "\n"
    assert read_bytes(text.encode(), "a.yaml").tree() == {"key": value}


def test_short_objects_stand_on_one_line() -> None:
    assert block({"a": {"b": 1, "c": "x"}, "d": {"e": 1}}) == ["a: {b: 1, c: x}", "d:", "  e: 1"]


@pytest.mark.parametrize(
    "inside",
    [
        "name: One, # hello\n  ",
        "name: One # hello\n  ",
        "name: One\n  # hello\n  , # there\n  ",
        "name: One,",
        "name: a#b",
    ],
)
def test_comments_in_brackets_stay(inside: str) -> None:
    text = f'lineage: "1.0-draft"\nid: urn:a:b\ndatasets: [\n  {{id: web, {inside}}}, # last\n]\n'
    document = read_bytes(text.encode(), "a.yaml", format="yaml")
    edits: list[Edit] = [Add(("datasets", 0), "x-a", True), Add(("datasets", 0), "x-b", {"c": ["d"]})]
    edits.append(Append(("datasets",), {"id": "books"}))
    made = with_edits(document, edits).decode()
    assert read_bytes(made.encode(), "a.yaml", format="yaml").tree() == edited(document.tree(), edits)
    assert [line for line in text.splitlines() if "#" in line and "# hello" in line] == [] or "# hello" in made
    assert "# last" in made
