"""Nothing is dropped in silence: over all formats, each value of a document is lost by its path or matters to what
comes of it. The few that say nothing about data or models are listed here, with why."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import ryaml

from lineage.interop.formats import FORMATS
from lineage.read import read_path
from tests.interop.accounted import unaccounted, values
from tests.interop.cyclonedx.test_import import BILL
from tests.interop.spdx.test_import import GRAPH, document
from tests.interop.test_dpi import summary
from tests.interop.test_dts_and_corpuscard import CARD as CORPUS
from tests.interop.test_dts_and_corpuscard import STANDARD
from tests.interop.test_generator_tools import CARD, CONFIG, METADATA, PIPELINE
from tests.interop.test_huggingface import DATASET, MODEL
from tests.interop.test_openlineage import GOOD

REPOSITORY: Final = Path(__file__).resolve().parents[2]
SHARED: Final = REPOSITORY.parent / "shared/data"
CREATORS: Final = {"language_creators": ["found", "machine-generated"], "pretty_name": "X", "license": "mit"}
SUMMARIES: Final = {
    "a": summary("a", Collection="One", Collection_URL="https://example.org/one", Model_Generated=["ChatGPT"]),
    "b": summary("b", Collection="Two", Collection_URL="https://example.org/two"),
    "c": summary("c", Collection="Two", Collection_URL="https://example.org/other"),
}
LAST: Final = {**CARD, "type": "SomethingOfOurOwn"}
PARTS: Final = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [
        {"type": "data", "bom-ref": "a", "name": "a", "data": [{"type": "configuration", "name": "b"}]},
        {"type": "data", "bom-ref": "c", "name": "c", "data": [{"type": "dataset", "name": "d"}]},
    ],
}
HOMES: Final = {
    "type": "ai_AIPackage",
    "spdxId": "https://lab.example/spdx/1/homes",
    "name": "Homes",
    "software_packageVersion": "2",
    "software_homePage": "https://lab.example/home",
    "software_downloadLocation": "https://lab.example/download",
    "originatedBy": ["https://lab.example/spdx/1/lab", "https://lab.example/spdx/1/other"],
}
PEOPLE: Final = {
    "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/", "prov": "http://prov/"},
    "@type": "Dataset",
    "conformsTo": "http://mlcommons.org/croissant/1.1",
    "name": "n",
    "prov:wasGeneratedBy": {
        "@type": "prov:Activity",
        "prov:startedAtTime": "2024-01-01",
        "prov:hadRole": "generation",
        "prov:wasAssociatedWith": {"@type": "Person", "name": "Ann"},
    },
}

DOCUMENTS: Final[list[tuple[str, str, Any]]] = [
    ("huggingface", "dataset", ryaml.loads(DATASET)),
    ("huggingface", "model", ryaml.loads(MODEL)),
    ("huggingface", "creators", CREATORS),
    ("distilabel", "pipeline", PIPELINE),
    ("datadreamer", "card", CARD),
    ("datadreamer", "another last step", LAST),
    ("nemo", "configuration", CONFIG),
    ("nemo", "metadata", METADATA),
    ("openlineage", "events", GOOD),
    ("dts", "document", STANDARD),
    ("corpuscard", "manifest", CORPUS),
    ("cyclonedx", "bill", BILL),
    ("cyclonedx", "parts", PARTS),
    ("spdx", "document", document(*GRAPH, HOMES)),
    ("dpi", "summaries", SUMMARIES),
    ("croissant", "people", PEOPLE),
]

SAYS_NOTHING: Final = {
    "croissant": {
        r"/@context(/.*)?|.*/?(dct:)?conformsTo(/.*)?": "which words the document uses",
        r".*/@type(/[0-9]+)?": "what kind of thing an object is, where the key says it already",
        r"/(distribution|prov:wasDerivedFrom|prov:wasGeneratedBy)(/[0-9]+)?(/.*)?/@id": "a name inside the document",
    },
    "spdx": {
        r"/@context": "which words the document uses",
        r".*/(spdxId|creationInfo|@id|type)": "names inside the document, and kinds that the place says already",
        r".*/(specVersion|created|createdBy/[0-9]+)": "when and by whom the document was written, not the data",
    },
    "cyclonedx": {
        r"/(specVersion|version|metadata/timestamp)": "about the document, not the data",
        r".*/(bom-ref|uid)": "names inside the document",
    },
    "openlineage": {
        r"/[0-9]+/(eventType|schemaURL)": "that the run went well, and what an event is",
        r".*/(_producer|_schemaURL)": "what a facet is",
    },
    "dts": {
        r"/source/version": "the version of the standard",
        r".*/generation-method/[0-9]+/system": "the list that a code is of",
    },
}


def silent(format: str, paths: list[str]) -> list[str]:
    allowed = SAYS_NOTHING.get(format, {})
    return [path for path in paths if not any(re.fullmatch(pattern, path) for pattern in allowed)]


@pytest.mark.parametrize(("format", "what", "tree"), DOCUMENTS, ids=lambda value: value if type(value) is str else "")
def test_no_value_is_dropped_in_silence(format: str, what: str, tree: Any) -> None:
    assert silent(format, unaccounted(FORMATS[format], tree)) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the files are not here")
@pytest.mark.parametrize("format", ["croissant", "dpi"])
def test_nor_is_one_of_real_files(format: str) -> None:
    if format == "croissant":
        paths = [path for path in sorted((SHARED / "croissant").iterdir()) if ".json" in path.suffix]
    else:
        paths = [path for path in sorted((SHARED / "dpi/data_summaries").glob("*.json")) if path.name[0] != "_"][::60]
    found = {}
    for path in paths:
        tree = json.loads(path.read_bytes())
        if format == "dpi":
            tree = dict(list(tree.items())[:4])
        if dropped := silent(format, unaccounted(FORMATS[format], tree, most=60)):
            found[path.name] = dropped
    assert found == {}


ONE_WAY: Final = ["prov", "rdf"]


@pytest.mark.parametrize("format", ONE_WAY)
@pytest.mark.parametrize("name", ["ultrafeedback-zephyr", "wildchat"])
def test_what_is_only_written_holds_every_value_as_well(format: str, name: str) -> None:
    tree = read_path(REPOSITORY / f"examples/{name}/lineage.yaml").tree()
    made = FORMATS[format].write(tree)
    lost = [f"{loss.path}/" for loss in made.losses]
    text = "\n".join(content.decode() for content in made.files.values())
    missing = []
    for place, value in values(tree):
        path = "/" + "/".join(map(str, place))
        if isinstance(value, str) and not any(f"{path}/".startswith(one) for one in lost):
            written = [json.dumps(value, ensure_ascii=ascii)[1:-1] for ascii in (True, False)]
            record = value.rpartition("@")[0] or value  # a version of terms; an import has the name of its manifest
            if path != "/lineage" and not any(form in text for form in (*written, record, record.rpartition(":")[2])):
                missing.append((path, value))
    assert missing == []
