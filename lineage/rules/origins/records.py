"""Rules on the origin of a dataset: that it is said, that it has its records, and that it fits who made the data."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import MISSING

from lineage.finding import Related, Severity
from lineage.model import Manifest
from lineage.model.agent import Agent, InlineAgent
from lineage.model.answer import entries
from lineage.model.dataset import Dataset
from lineage.rules.basis import eu
from lineage.rules.context import Context
from lineage.rules.registry import Fault, rule
from lineage.rules.sections import creating_uses, used_datasets


@rule(
    "ORI004",
    "own-dataset-called-public",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2.1"), eu("2.5")),
    real="SmolTalk2 was made by Hugging Face and used for its model SmolLM3; the filing tells of it in sections 2.1 "
    "and 2.5.",
)
def own_dataset_called_public(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset that the provider made with models is called public and nothing else.

    ## Why
    Section 2.1 is for datasets that third parties compiled; section 2.5 for data that models created for the provider
    or on its behalf. Publishing a dataset does not move it. Where both sections speak of it, it has two origins.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: aurora-lab
        training:
          - stage: sft
            uses: [aurora-chats]
      - id: teacher
        name: Teacher 2
    datasets:
      - id: aurora-chats
        origin: public
        creators: [aurora-lab]
        modelUses:
          - model: teacher
            role: generate
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        provider: aurora-lab
        training:
          - stage: sft
            uses: [aurora-chats]
      - id: teacher
        name: Teacher 2
    datasets:
      - id: aurora-chats
        origin: [public, synthetic]
        creators: [aurora-lab]
        modelUses:
          - model: teacher
            role: generate
    ```

    ## References
    EU template, sections 2.1 and 2.5.
    """
    seen = set()
    for content, _ in context.contents:
        providers: dict[str, str] = {}
        for model, _ in content.models:
            for name in _identities(model.provider, context):
                providers.setdefault(name, model.id)
        for dataset, where in content.datasets:
            if dataset.origins() != ("public",) or where in seen:
                continue
            maker = next((name for name in _makers(dataset, context) if name in providers), None)
            uses = creating_uses(dataset, where) if maker is not None else []
            if maker is not None and uses:
                seen.add(where)
                yield Fault(
                    (*where, "origin"),
                    f'dataset "{dataset.id}" has origin public alone; a model wrote parts of it, and it was made by '
                    f'"{maker}", who provides model "{providers[maker]}"',
                    "say origin: [public, synthetic] if it was created for training a model of this provider",
                    related=(Related(uses[0].pointer, "a model created data here"),),
                )


def _identities(reference: object, context: Context) -> list[str]:
    """What an agent may be called by in another place: its id, its name, and the same of its members."""
    if reference is MISSING:
        return []
    agent = context.index.agent(reference)
    found = [reference] if isinstance(reference, str) else []
    if isinstance(agent, Agent | InlineAgent) and isinstance(agent.name, str):
        found.append(agent.name)
    if isinstance(agent, Agent):
        found += [member if isinstance(member, str) else member.name for member in entries(agent.members)]
    return found


def _makers(dataset: Dataset, context: Context) -> list[str]:
    makers = [*entries(dataset.creators), dataset.publisher]
    return [maker if isinstance(maker, str) else maker.name for maker in makers if maker is not MISSING]


@rule(
    "ORI010",
    "dataset-without-origin",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2"),),
    real="Phi-4's form leaves out whole sections on sources; where its data belongs cannot be told.",
)
def dataset_without_origin(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """A dataset that is used does not say where it came from.

    ## Why
    The origin decides which section of a summary speaks of a dataset. Without one it is in none of them. A mixture
    needs no origin: its parts have theirs.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [books]
    datasets:
      - id: books
        name: Books
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [books]
    datasets:
      - id: books
        name: Books
        origin: licensed
    ```
    Where it is not known: `origin: {unknown: notRecorded}`.

    ## References
    EU template, section 2.
    """
    for dataset, where in used_datasets(context):
        if context.silent(dataset, where, "origin") and context.silent(dataset, where, "has_part"):
            yield Fault(
                where,
                f'dataset "{dataset.id}" is used for training and does not say where it came from',
                "add its origin, seen from the provider: public, licensed, thirdPartyPrivate, crawled, userModel, "
                "userService, synthetic or other",
            )


@rule(
    "ORI011",
    "origin-needs-its-records",
    severity=Severity.WARNING,
    draft=Severity.NOTE,
    basis=(eu("2.3"), eu("2.4")),
    real='Inkling\'s filing says that crawlers were used and gives "N/A" as their name.',
)
def origin_needs_its_records(manifest: Manifest, context: Context) -> Iterator[Fault]:
    """Crawled data names no crawler, or user data no service.

    ## Why
    Section 2.3 asks who crawled and how; section 2.4 asks for the services whose users' data was used. Both are
    records of their own, because several datasets share them.

    ## Example
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
    ```

    ## Use instead
    ```yaml
    corpora:
      - id: training
        models: [aurora]
    models:
      - id: aurora
        name: Aurora 1
        training:
          - stage: pretraining
            uses: [web-crawl]
    datasets:
      - id: web-crawl
        origin: crawled
        crawlers: [aurora-bot]
    crawlers:
      - id: aurora-bot
        name: AuroraBot
    ```

    ## References
    EU template, sections 2.3 and 2.4.
    """
    for dataset, where in used_datasets(context):
        origins = dataset.origins()
        if "crawled" in origins and context.silent(dataset, where, "crawlers"):
            yield Fault(
                where,
                f'dataset "{dataset.id}" was crawled and does not say by which crawlers',
                "list the crawlers by id and describe each under crawlers",
            )
        if {"userModel", "userService"} & set(origins) and context.silent(dataset, where, "services"):
            yield Fault(
                where,
                f'dataset "{dataset.id}" holds users\' data and does not say of which services',
                "list the services by id and describe each under services",
            )
