"""The published artefacts: found wherever the package is installed, and generated from the model.

``resources`` finds files at run time. ``generate`` writes them (``make generate``), never at run time: it asks
``fields`` what the model holds, ``alignment`` what that is called, and ``context``, ``vocabulary``, ``shapes`` and
``samples`` for the text. ``rdf`` turns a manifest into JSON-LD, by way of ``linked`` and ``names``.
"""

from __future__ import annotations

from lineage.schema.resources import example_names, resource

__all__ = ["example_names", "resource"]
