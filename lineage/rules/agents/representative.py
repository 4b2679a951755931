"""Rules on authorised representatives in the Union."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import MISSING

from lineage.finding import Severity
from lineage.graph.union import UNION_COUNTRIES
from lineage.model import Manifest
from lineage.model.agent import Agent, Contact, InlineAgent
from lineage.model.answer import value_of
from lineage.rules.agents.who import providers
from lineage.rules.basis import AI_ACT_54, eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "AGT002",
    "no-representative",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(AI_ACT_54, eu("1.1")),
    real="SmolLM3's summary names no authorised representative and no country; Apertus, from Switzerland, files N/A.",
)
def no_representative(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A provider outside the Union says nothing about an authorised representative.

    ## Why
    Art. 54 asks providers in third countries to appoint one, and section 1.1 asks who it is. Models under a free and
    open licence may be exempt (Art. 54(6)): say so, the field is asked of everybody.

    ## Example
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        country: US
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        country: US
        representative: lab-europe
      - id: lab-europe
        name: Example Lab Europe
        country: IE
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```
    Where none is needed: `representative: {notApplicable: true}`, with a note that says why.

    ## References
    Regulation (EU) 2024/1689, Art. 54; EU template, section 1.1.
    """
    for provider in providers(context):
        agent = provider.agent
        country = value_of(agent.country)
        outside = isinstance(country, str) and country not in UNION_COUNTRIES
        if outside and (isinstance(agent, InlineAgent) or context.silent(agent, provider.pointer, "representative")):
            yield Fault(
                provider.pointer,
                f'provider "{provider.name}" is established in {country}, outside the Union, and says nothing about a '
                "representative",
                "name it under representative of the agent, or say {notApplicable: true} with a note that says why",
            )


@rule(
    "AGT003",
    "representative-is-provider",
    severity=Severity.WARNING,
    law="eu",
    basis=(AI_ACT_54,),
    real="Bria's filing gives the provider's own mailbox as its authorised representative.",
)
def representative_is_provider(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The authorised representative is the provider itself, or shares its mailbox or address.

    ## Why
    A representative is a person or body established in the Union that acts by a written mandate. The provider's own
    mailbox is none, and a provider in the Union needs none.

    ## Example
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        country: IL
        representative: lab
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        country: IL
        representative: lab-europe
      - id: lab-europe
        name: Example Lab Europe
        country: IE
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    Regulation (EU) 2024/1689, Art. 54.
    """
    for provider in providers(context):
        agent = provider.agent
        if isinstance(agent, InlineAgent):
            continue
        other = context.index.agent(agent.representative)
        if other is None:
            continue
        same = "the provider itself" if other is agent or _same_name(other, agent) else _shared(other, agent)
        if same:
            yield Fault(
                (*provider.pointer, "representative"),
                f'the representative of "{provider.name}" is {same}',
                "name the person or body in the Union that holds the mandate, or say {notApplicable: true} with a note",
            )


@rule(
    "AGT004",
    "provider-country-unknown",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    law="eu",
    basis=(AI_ACT_54,),
    real="SmolLM3's summary names its provider without a country: whether it needs a representative cannot be told.",
)
def country_unknown(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The provider's country is not stated, and no representative is named.

    ## Why
    Whether Art. 54 asks for an authorised representative depends on where the provider is established. "Not
    applicable" is an answer that nobody can check without the country.

    ## Example
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        representative: {notApplicable: true}
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    agents:
      - id: lab
        name: Example Lab
        country: FR
        representative: {notApplicable: true}
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    Regulation (EU) 2024/1689, Art. 54.
    """
    for provider in providers(context):
        agent = provider.agent
        named = isinstance(agent, Agent) and isinstance(agent.representative, str | InlineAgent)
        if context.silent(agent, provider.pointer, "country") and not named:
            yield Fault(
                provider.pointer,
                f'provider "{provider.name}" states no country: whether it needs a representative cannot be told',
                "give its country, such as DE, or say {unknown: true}",
            )


def _same_name(one: Agent | InlineAgent, other: Agent) -> bool:
    first, second = value_of(one.name), value_of(other.name)
    return isinstance(first, str) and isinstance(second, str) and first.casefold() == second.casefold()


def _shared(representative: Agent | InlineAgent, provider: Agent) -> str:
    """What a representative shares with the provider, in words; empty where nothing."""
    contacts = (getattr(representative, "contact", MISSING), provider.contact)
    if all(isinstance(contact, Contact) for contact in contacts):
        for name, words in (("email", "at its mailbox"), ("address", "at its address")):
            values = [getattr(contact, name) for contact in contacts]
            if MISSING not in values and _plain(values[0]) == _plain(values[1]):
                return f"{words}, {values[0]}" if isinstance(values[0], str) else words
    return ""


def _plain(text: Any) -> Any:
    return " ".join(text.split()).casefold() if isinstance(text, str) else text
