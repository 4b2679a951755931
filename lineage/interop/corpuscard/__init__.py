"""corpuscard manifests: one summary of training content in the order of the EU template, with items of AB 2013.

The facts are of one corpus; the few datasets that are named become records, and so do the crawled and the synthetic
data where something is said about them that a corpus does not hold: crawlers, domain names, generating models.
"""

from __future__ import annotations

from typing import Any, Final

from lineage.interop.corpuscard import sources
from lineage.interop.corpuscard.forms import day, modality, quantity
from lineage.interop.draft import Draft
from lineage.interop.losses import Loss, Lost
from lineage.interop.reading import Place, Reading
from lineage.interop.source import NotThisFormat, Source
from lineage.interop.values import line, prose

LOSSES: Final[tuple[Lost, ...]] = ()
"""It is only read."""
_GROUPS: Final = ("general_information", "data_sources", "data_processing_aspects")
_LONGEST_NAME: Final = 80


def looks_like(source: Source) -> bool:
    """Whether it has the three groups of the summary."""
    tree = source.tree
    return isinstance(tree, dict) and sum(isinstance(tree.get(key), dict) for key in _GROUPS) >= 2


def from_corpuscard(source: Source, draft: Draft) -> tuple[Loss, ...]:
    """The provider, its models, their corpus, and what is declared about it."""
    if not looks_like(source):
        raise NotThisFormat(
            "it is no corpuscard manifest",
            f"such a manifest has {', '.join(_GROUPS)}; check that this is the file you mean",
        )
    reading = Reading(source.tree)
    root = reading.root
    general = root.get("general_information") or root
    provider = _provider(general, draft)
    models = _models(general, provider, draft)
    corpus = draft.add("corpora", {"models": models}, name="corpus")
    _whole(general, corpus)
    if (data := root.get("data_sources")) is not None:
        used = sources.take(data, corpus, draft)
        if used:
            for record in draft.records("models"):
                if record["id"] in models:
                    record.setdefault("training", [{"stage": "unspecified", "uses": list(used)}])
    if (processing := root.get("data_processing_aspects")) is not None:
        _processing(processing, provider, draft)
    if (items := root.get("ab2013")) is not None:
        _items(items, corpus, draft)
    _publication(root, corpus, draft)
    draft.head.setdefault("subjects", models)
    return reading.losses(empty=False)


def _provider(general: Place, draft: Draft) -> str:
    place = general.at("provider_identification", "provider_name_and_contact")
    name = line(place.value) if place is not None else None
    agent = draft.agent(name) if name else None
    if agent and place is not None:
        place.take()
    else:
        agent = str(draft.add("agents", {"name": {"unknown": "notStatedBySource"}}, name="provider")["id"])
    other = general.at("provider_identification", "authorised_representative_name_and_contact")
    if other is not None and (said := line(other.value)):
        other.take()
        for record in draft.records("agents"):
            if record["id"] == agent:
                record.setdefault("representative", {"name": said})
    return agent


def _models(general: Place, provider: str, draft: Draft) -> list[str]:
    place = general.get("model_identification") or general
    facts: dict[str, Any] = {"provider": provider}
    if (date := place.get("date_of_placement_on_union_market")) is not None:
        if placed := day(date.value):
            date.take()
            facts["placedOnUnionMarket"] = placed
        else:
            date.because("no single date")
    if (base := place.get("model_dependencies")) is not None and (said := line(base.value)):
        one = len(said) <= _LONGEST_NAME and not any(sign in said for sign in (". ", ", ", "; ", " and "))
        if one and (model := draft.model(said)):
            base.take()
            facts["initializedFrom"] = [{"model": model, "known": draft.known()}]
        else:
            base.because("a text on what it started from; name the model under initializedFrom")
    named: list[str] = []
    for entry in place.each("versioned_model_names"):
        if isinstance(entry.value, str) and (model := draft.model(entry.value, **facts)):
            entry.take()
            named.append(model)
    if not named:
        record = {"name": {"unknown": "notStatedBySource"}, **facts}
        named.append(str(draft.add("models", record, name="model")["id"]))
    for record in draft.records("models"):
        if record["id"] in named and [entry["model"] for entry in record.get("initializedFrom", ())] == [record["id"]]:
            del record["initializedFrom"]  # its own name says nothing
    return list(dict.fromkeys(named))


def _whole(general: Place, corpus: dict[str, Any]) -> None:
    """What section 1.3 says of all data together."""
    entries = []
    for entry in general.each("modalities"):
        if (record := modality(entry)) is not None:
            if amount := quantity(entry):
                record["quantity"] = amount
            entries.append(record)
    if entries:
        corpus["modalities"] = entries
    if (date := general.get("latest_data_collection_date")) is not None and (found := day(date.value)):
        date.take()
        corpus["latestCollection"] = found
    yes_or_no(general, "continuously_trained_on_new_data", corpus, "continuousTraining")
    if (place := general.get("linguistic_characteristics")) is not None and (text := prose(place.value)):
        place.take()
        corpus["languages"] = {"description": text}
    in_words(general, "other_characteristics", corpus, "otherCharacteristics")
    in_words(general, "additional_comments", corpus, "comments")


def _processing(place: Place, provider: str, draft: Draft) -> None:
    declaration: dict[str, Any] = {}
    rights = place.get("tdm_reservation_respect")
    if rights is not None:
        signatory: dict[str, Any] = {}
        yes_or_no(rights, "is_code_of_practice_signatory", signatory, "signatory")
        if signatory:
            declaration["codeOfPractice"] = signatory
        in_words(rights, "additional_comments", declaration, "note")
        _measure(rights, "measures_description", "other", "rightsReservation", draft)
    if (illegal := place.get("illegal_content_removal")) is not None:
        _measure(illegal, "measures_description", "other", "illegalContent", draft)
    in_words(place, "other_information", declaration, "otherProcessing")
    if declaration:
        # Declarations are told by who makes them: they have no id.
        draft.records("declarations").append({"by": provider, **declaration})


def _items(place: Place, corpus: dict[str, Any], draft: Draft) -> None:
    """The items of AB 2013, which are said of all datasets at once."""
    in_words(place, "intended_purpose_description", corpus, "purpose")
    facts: dict[str, Any] = {}
    if (status := place.get("ip_status")) is not None:
        _copyright(status, facts)
        yes_or_no(status, "includes_trademarked_content", facts, "trademark")
        yes_or_no(status, "includes_patented_content", facts, "patent")
    yes_or_no(place, "includes_personal_information", facts, "personalData")
    yes_or_no(place, "includes_aggregate_consumer_information", facts, "aggregateConsumerInformation")
    if (date := place.get("first_used_in_development_date")) is not None and (found := day(date.value)):
        date.take()
        facts["firstUsed"] = found
    if facts:
        draft.head.setdefault("datasetDefaults", {"all": facts})
    _measure(place, "data_cleaning_description", "cleaning", "quality", draft)


def _copyright(place: Place, facts: dict[str, Any]) -> None:
    protected, free = place.get("includes_copyrighted_content"), place.get("includes_public_domain_content")
    said = (protected.value if protected else None, free.value if free else None)
    status = {(True, True): "mixed", (True, False): "protected", (False, True): "publicDomain"}
    for known, word in status.items():
        if protected is not None and free is not None and said[0] is known[0] and said[1] is known[1]:
            protected.take()
            free.take()
            facts["copyright"] = word


def _measure(place: Place, key: str, kind: str, purpose: str, draft: Draft) -> None:
    if (inside := place.get(key)) is not None and (text := prose(inside.value)):
        inside.take()
        record = {"kind": kind, "purposes": [purpose], "description": text, "known": draft.known()}
        draft.add("measures", record, name=purpose)


def _publication(root: Place, corpus: dict[str, Any], draft: Draft) -> None:
    record: dict[str, Any] = {"form": "eu-summary", "corpus": corpus["id"]}
    if (version := root.get("version")) is not None and (text := line(version.value)):
        version.take()
        record["version"] = text
    if (date := root.get("last_update")) is not None and (found := day(date.value)):
        date.take()
        record["updated"] = found
    if len(record) > 2:
        draft.records("publications").append(record)


def in_words(place: Place, key: str, record: dict[str, Any], field: str) -> None:
    """A text, into a field that takes one."""
    if (inside := place.get(key)) is not None and (text := prose(inside.value)):
        inside.take()
        record[field] = text


def yes_or_no(place: Place, key: str, record: dict[str, Any], field: str) -> None:
    """A yes or no, into a field that takes one."""
    if (inside := place.get(key)) is not None and isinstance(inside.value, bool):
        record[field] = inside.take()
