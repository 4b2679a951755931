"""Names as they are printed: by name, with the id where two records of the manifests have the same one."""

from __future__ import annotations

from collections import Counter

from lineage.graph.entities import Entity
from lineage.graph.network import Network


class Names:
    """The names of one network."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._plain = {entity: entity.name for entity in network.entities.all}
        counted = Counter(self._plain.values())
        self._twice = {name for name, number in counted.items() if number > 1}

    def of(self, vertex: int) -> str:
        """The name of a vertex."""
        found = self.network.vertices[vertex]
        return self.of_entity(found.entity) if found.entity else found.name

    def of_entity(self, entity: Entity) -> str:
        """The name of a model or dataset."""
        name = self._plain[entity]
        return f"{name} ({entity.id})" if name in self._twice else name
