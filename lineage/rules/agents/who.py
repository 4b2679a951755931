"""The models that summaries speak of, and their providers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lineage.model.agent import Agent, InlineAgent
from lineage.model.model import Model
from lineage.pointer import Pointer
from lineage.rules.context import Context


class Provider(NamedTuple):
    """Who provides a model that a summary speaks of, where that is written, and the name for messages."""

    agent: Agent | InlineAgent
    pointer: Pointer
    name: str


def subjects(context: Context) -> Iterator[tuple[Model, Pointer]]:
    """The models that summaries speak of, each once, in file order."""
    found = {where: model for content, _ in context.contents for model, where in content.models}
    yield from ((found[where], where) for where in sorted(found, key=lambda place: place[1]))


def providers(context: Context) -> Iterator[Provider]:
    """Their providers that are described here, each once."""
    seen: set[Pointer] = set()
    for model, where in subjects(context):
        agent = context.index.agent(model.provider)
        place: Pointer = (*where, "provider")
        if isinstance(model.provider, str) and agent is not None:
            place = context.index.by_id[model.provider].pointer
        if agent is not None and place not in seen:
            seen.add(place)
            yield Provider(agent, place, context.agent_name(model.provider if isinstance(agent, Agent) else agent.name))
