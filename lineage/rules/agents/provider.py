"""Rules on providers: each model has one, and it can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.finding import Severity
from lineage.model import Manifest
from lineage.model.agent import Contact, InlineAgent
from lineage.rules.agents.who import providers, subjects
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule


@rule(
    "AGT001",
    "provider-without-contact",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("1.1"),),
    real="None of the ten findings of corpuscard's check looks at the provider's contact details.",
)
def provider_without_contact(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """The provider of a model has no contact details.

    ## Why
    Section 1.1 asks for the provider's name and contact details: a rightsholder must know whom to write to.

    ## Example
    ```yaml
    agents:
      - id: lab
        name: Example Lab
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
        contact:
          email: ai-act@lab.example
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    EU template, section 1.1.
    """
    for provider in providers(context):
        agent, where = provider.agent, provider.pointer
        if isinstance(agent, InlineAgent):
            advice = "list the provider under agents, with contact, and name its id here"
        elif isinstance(agent.contact, Contact):
            names = ("address", "email", "phone", "url")
            if not all(context.silent(agent.contact, (*where, "contact"), name) for name in names):
                continue
            where, advice = (*where, "contact"), "give an address, email, phone or url"
        elif context.silent(agent, where, "contact"):
            advice = "give contact with an address, email, phone or url"
        else:
            continue
        yield Fault(where, f'provider "{provider.name}" has no contact details', advice)


@rule(
    "AGT005",
    "model-without-provider",
    severity=Severity.ERROR,
    draft=Severity.WARNING,
    law="eu",
    basis=(eu("1.1"),),
    real="ml-validate gives a record of nothing but a type and a name 70 of 100 points; nobody stands behind it.",
)
def model_without_provider(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A model that a summary speaks of has no provider.

    ## Why
    Section 1.1 begins with the provider. Who is third party, whose terms apply and who needs a representative all
    depend on it.

    ## Example
    ```yaml
    models:
      - id: aurora
        name: Aurora
    corpora:
      - id: all
        models: [aurora]
    ```

    ## Use instead
    ```yaml
    agents:
      - id: lab
        name: Example Lab
    models:
      - id: aurora
        name: Aurora
        provider: lab
    corpora:
      - id: all
        models: [aurora]
    ```

    ## References
    EU template, section 1.1.
    """
    for model, where in subjects(context):
        if context.silent(model, where, "provider"):
            yield Fault(
                where,
                f'model "{model.id}" names no provider',
                "list the provider under agents and name its id under provider",
            )
