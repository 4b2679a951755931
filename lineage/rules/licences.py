"""Rules on licences: named so that a machine knows them, and stated where data is public."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.pointer import Pointer
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.guess import hint
from lineage.rules.registry import Fault, rule
from lineage.rules.text import is_placeholder

_HINTS = 200
"""How many licences are compared with the list of SPDX: each takes a millisecond, and catalogues are long."""


@rule(
    "LIC001",
    "not-an-spdx-expression",
    severity=Severity.WARNING,
    basis=(spec("Licences"), "SPDX 2.3, Annex D"),
    real="The dataset cards of huggingface_hub accept the licence `not-a-license`.",
)
def not_spdx(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A licence is no SPDX expression.

    ## Why
    "CC BY 4" and "Creative Commons" may be the same licence or not; an SPDX identifier is one text. A licence that SPDX
    does not list is written `LicenseRef-` and a name.

    ## Example
    ```yaml
    datasets:
      - id: web
        licence: CC-BY-4
    ```

    ## Use instead
    ```yaml
    datasets:
      - id: web
        licence: CC-BY-4.0
    ```

    ## References
    SPDX licence list; SPDX 2.3, Annex D.
    """
    advice: dict[str, str] = {}
    for expression, where in _expressions(manifest):
        if _is_spdx(expression) or (where[-1] == "licence" and is_placeholder(expression)):
            continue  # TXT003 reports a placeholder where a statement can stand in its place
        if expression not in advice:
            likely = hint(expression, _spdx_ids()) if len(advice) < _HINTS else ""
            advice[expression] = likely + "use an identifier of the SPDX list, or LicenseRef- and a name of your own"
        yield Fault(where, f'"{expression}" is no SPDX licence expression', advice[expression])


def _expressions(manifest: Manifest) -> Iterator[tuple[str, Pointer]]:
    for key in ("models", "datasets"):
        for position, node in enumerate(entries(getattr(manifest, key))):
            licence: Any = node.licence
            where: Pointer = (key, position, "licence")
            if isinstance(licence, str):
                yield licence, where
            for i, term in enumerate(entries(licence)):
                yield term.expression, (*where, i, "expression")


@lru_cache(maxsize=4096)
def _is_spdx(expression: str) -> bool:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        return False
    return True


@lru_cache(maxsize=1)
def _spdx_ids() -> tuple[str, ...]:
    try:
        from packaging.licenses._spdx import LICENSES
    except ImportError:  # the list is no public part of packaging: without it there is no hint
        return ()
    return tuple(entry["id"] for entry in LICENSES.values() if not entry["deprecated"])


_NAMED: Final = 5
"""How many datasets the note on missing licences names."""


@rule(
    "LIC002",
    "licence-not-stated",
    severity=Severity.NOTE,
    regulator=Severity.WARNING,
    basis=(spec("Licences"),),
    real="669 of 2,311 records of the Data Provenance Collection have no specified licence; its audit found that "
    "hosting sites leave out more than 70 %.",
)
def licence_not_stated(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A public dataset does not say under which licence it came.

    ## Why
    Public is not free to use. Whoever builds on the data has to look the licence up again, and it may have changed by
    then. Only datasets that a corpus uses or that the manifest is about are looked at.

    ## Example
    ```yaml
    subjects: [web]
    datasets:
      - id: web
        origin: public
    ```

    ## Use instead
    ```yaml
    subjects: [web]
    datasets:
      - id: web
        origin: public
        licence: ODC-By-1.0
    ```
    Where it is not known: `licence: {unknown: notStatedBySource}`. Terms of use go under `terms`.

    ## References
    Training Lineage 1.0, Licences.
    """
    found: dict[Pointer, Dataset] = {}
    for subject in entries(manifest.subjects):
        if context.index.get(subject, "dataset") is not None:
            record = context.index.by_id[subject]
            found[record.pointer] = record.node
    for content, _ in context.contents:
        found |= {where: dataset for dataset, where in content.datasets}
    silent = [
        (where, dataset)
        for where, dataset in sorted(found.items(), key=lambda item: item[0][1])
        if "public" in dataset.origins()
        and context.silent(dataset, where, "licence")
        and context.silent(dataset, where, "terms")
    ]
    if silent:
        # One note for all of them: a filing lists dozens, and a page of equal notes hides the rest.
        named = ", ".join(f'"{dataset.id}"' for _, dataset in silent[:_NAMED])
        more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
        yield Fault(
            silent[0][0],
            f"public datasets state no licence: {named}{more}"
            if len(silent) > 1
            else f"public dataset {named} states no licence",
            "give the SPDX expression under licence, or say licence: {unknown: notStatedBySource}",
            related=tuple(Related(where, f'"{dataset.id}"') for where, dataset in silent[1:_NAMED]),
        )
