"""Rules on links that name something else than the record does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pydantic import MISSING

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.answer import entries, value_of
from lineage.rules.basis import spec
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule

_HUGGING_FACE: Final = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([^/?#]+)/([^/?#@]+)")
_NO_OWNERS: Final = frozenset(
    {"datasets", "spaces", "collections", "docs", "papers", "blog", "models", "organizations", "api"}
)


@rule(
    "REF007",
    "name-and-link-disagree",
    severity=Severity.WARNING,
    basis=(spec("Models"),),
    real="SmolLM3's summary names Qwen3-0.6B as a generator and links to Qwen3-Embedding-0.6B, another model.",
)
def name_and_link(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model's name and the repository that its link points at are not the same.

    ## Why
    The name says which model it was, and so does the link; where they differ, a reader cannot tell which is right.
    Capitals, spaces, `_` and `-` do not count. A name that only others use goes under `aliases`.

    ## Example
    ```yaml
    models:
      - id: qwen3
        name: Qwen3-0.6B
        url: https://huggingface.co/Qwen/Qwen3-Embedding-0.6B
    ```

    ## Use instead
    ```yaml
    models:
      - id: qwen3
        name: Qwen3-0.6B
        url: https://huggingface.co/Qwen/Qwen3-0.6B
    ```

    ## References
    Training Lineage 1.0, Models; EU template, section 2.5.
    """
    for position, model in enumerate(entries(manifest.models)):
        link = None if model.url is MISSING else _HUGGING_FACE.match(model.url)
        name = value_of(model.name)
        vague = model.identified in ("family", "class") or model.level in ("provider", "family", "service")
        if link is None or link[1] in _NO_OWNERS or not isinstance(name, str) or vague:
            continue
        names = [
            name,
            name.rpartition("/")[2],
            *(alias.name for alias in entries(model.aliases) if alias.name is not MISSING),
        ]
        if model.version is not MISSING:
            names.append(f"{name} {model.version}")
        if _bare(link[2]) not in map(_bare, names):
            yield Fault(
                ("models", position, "url"),
                f'the model is named "{name}" and links to the repository "{link[2]}"',
                "correct the one that is wrong; if both mean the same model, list the other name under aliases",
            )


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()
