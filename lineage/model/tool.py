"""Tools: software that is not an AI model."""

from pydantic import MISSING

from lineage.model.base import Node
from lineage.model.scalars import Line, Url


class Tool(Node):
    """Software that is not an AI model."""

    name: Line
    """Its name."""
    version: Line | MISSING = MISSING
    """Its version."""
    url: Url | MISSING = MISSING
    """Its page."""
