"""A manifest as an SPDX 3.0.1 document: one list of elements, whose order means nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from lineage.errors import LineageError
from lineage.interop.cyclonedx.components import moment
from lineage.interop.draft import NOUNS
from lineage.interop.formats import Exported
from lineage.interop.spdx.builds import write_builds, write_terms
from lineage.interop.spdx.graph import CREATION, Graph, write_agents
from lineage.interop.spdx.packages import Packages
from lineage.interop.spdx.words import CONTEXT, NAMESPACE

_PROFILES: Final = ("core", "software", "ai", "dataset", "build", "simpleLicensing")
"""Those that it follows. Extensions are a profile too, but the context of SPDX 3.0.1 reads its name as the property."""
_SHOWN: Final = 5


def to_spdx(tree: Mapping[str, Any], created: str | None = None, strict: bool = False, **options: Any) -> Exported:
    """A manifest as SPDX. ``created`` is the day on which the document is made: that of the manifest where absent.

    SPDX wants of a dataset when it was built and released, and of a model when it was released. A day that the
    manifest does not give is not made up: it is left out, and ``doesNotSay`` in the extension names it; with
    ``strict`` it is an error. Texts and agents that are not known are ``NOASSERTION``.

    Raises :class:`lineage.errors.LineageError` where a day is needed that nothing gives, or for an unknown option.
    """
    if options:
        raise LineageError(f'SPDX has no option "{next(iter(options))}"', "the options are created and strict")
    made = moment(created) or moment(tree.get("modified")) or moment(tree.get("issued"))
    if made is None or (created is not None and moment(created) is None):
        raise LineageError(
            "an SPDX document says on which day it was made, and the manifest gives no such day",
            "give the manifest issued or modified as YYYY-MM-DD, or give created",
        )
    graph = Graph(tree)
    graph.elements.append(
        {
            "type": "CreationInfo",
            "@id": CREATION,
            "specVersion": "3.0.1",
            "created": made,
            "createdBy": [graph.agent(tree.get("publisher"))],
        }
    )
    write_agents(graph)
    packages = Packages(graph)
    packages.write()
    if strict and packages.unsaid:
        raise _incomplete(packages.unsaid)
    write_terms(graph)
    write_builds(graph)
    _document(graph, tree)
    text = json.dumps({"@context": CONTEXT, "@graph": graph.elements}, ensure_ascii=False, indent=2)
    return Exported({"bom.spdx3.json": (text + "\n").encode()})


def _document(graph: Graph, tree: Mapping[str, Any]) -> None:
    names = [element["spdxId"] for element in graph.elements if "spdxId" in element]
    packages = {name for name in names if name.removeprefix(graph.base) in graph.local}
    subjects = [name for id in tree.get("subjects", []) if (name := graph.name(id)) in packages]
    roots = subjects or [name for name in names if name in packages] or names[:1]
    bill = graph.add("software_Sbom", "training-lineage/bill", {"element": names, "rootElement": roots})
    facts = {key: value for key, value in tree.items() if key not in NOUNS}
    outside = sorted(graph.outside)
    graph.add(
        "SpdxDocument",
        "training-lineage/document",
        {
            "element": [*names, bill],
            "rootElement": [bill],
            "profileConformance": list(_PROFILES),
            "namespaceMap": [{"type": "NamespaceMap", "prefix": "training-lineage", "namespace": NAMESPACE}],
            "import": [{"type": "ExternalMap", "externalSpdxId": name} for name in outside] or None,
        },
        {key: facts[key] for key in sorted(facts)},
    )


def _incomplete(unsaid: list[tuple[str, str, str]]) -> LineageError:
    shown = "; ".join(f"{id} has no {wanted} (for {theirs})" for id, wanted, theirs in unsaid[:_SHOWN])
    more = f"; and {len(unsaid) - _SHOWN} more" if len(unsaid) > _SHOWN else ""
    return LineageError(
        f"SPDX wants days that the manifest does not give: {shown}{more}",
        "add them as YYYY-MM-DD, or leave strict out",
    )
