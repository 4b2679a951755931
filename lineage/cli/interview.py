"""A few questions on a terminal, and the manifest that the answers make. A blank answer is "not known yet"."""

from __future__ import annotations

from typing import Any, Final

import click

from lineage.interop import values
from lineage.interop.draft import Draft

_PENDING: Final = {"unknown": "pending"}
_ORIGINS: Final = (
    ("public", "publicly available"),
    ("licensed", "licensed commercially by rightsholders"),
    ("thirdPartyPrivate", "private, obtained from other third parties"),
    ("crawled", "crawled or scraped by the provider or on its behalf"),
    ("userModel", "interactions of users with the model"),
    ("userService", "interactions of users with other services"),
    ("synthetic", "made by AI models for the provider"),
    ("other", "anything else"),
)
_MODALITIES: Final = ("text", "image", "audio", "video", "other")


def interview(name: str | None) -> dict[str, Any]:
    """Ask, on standard error; the manifest."""
    click.echo("A first manifest. Enter leaves an answer open; the file marks what is to fill in.", err=True)
    draft = Draft(stamp=False)
    draft.head["id"] = name or _asked_iri()
    provider = _ask("Name of the provider")
    country = _ask("  its country, as two letters", "country") if provider else None
    agent = draft.add("agents", {"id": "provider", "name": provider or _PENDING, **_given(country=country)})
    draft.head["publisher"] = agent["id"]
    model = draft.add("models", {"id": "model", "name": _ask("Name of the model") or _PENDING, "provider": agent["id"]})
    draft.head["subjects"] = [model["id"]]
    base = _ask("Model whose weights it started from (none: from scratch)")
    model["initializedFrom"] = _started(base, draft)
    uses = _datasets(draft)
    model["training"] = [{"stage": "unspecified", "uses": uses}] if uses else _PENDING
    return draft.tree()


def _started(base: str | None, draft: Draft) -> Any:
    if base is None:
        return _PENDING
    if base.casefold() in ("none", "no"):
        return {"none": True}
    model = draft.model(base)
    return [{"model": model}] if model else _PENDING


def _datasets(draft: Draft) -> list[str]:
    """Ask for one dataset after the other."""
    click.echo("Datasets, one after the other. Their origins may be:", err=True)
    for number, (word, meaning) in enumerate(_ORIGINS, 1):
        click.echo(f"  {number}  {word}: {meaning}", err=True)
    found: list[str] = []
    while name := _ask("Name of a dataset (Enter: no more)"):
        url = _ask("  its page", "url")
        record = draft.dataset(name, url=url, origin=_origin(), modalities=_modalities())
        generators = _ask("  models that wrote, rewrote or rated it, with commas between (none: no model did)")
        record.setdefault("modelUses", _model_uses(generators, draft))
        if record["id"] not in found:
            found.append(str(record["id"]))
    return found


def _model_uses(answer: str | None, draft: Draft) -> Any:
    if answer is None:
        return _PENDING
    if answer.casefold() in ("none", "no"):
        return {"none": True}
    named = [draft.model(part) for part in answer.split(",") if part.strip()]
    return [{"model": model, "role": dict(_PENDING)} for model in dict.fromkeys(named) if model] or _PENDING


def _origin() -> Any:
    words = [word for word, _ in _ORIGINS]
    while answer := _ask("  its origin, as a number or word"):
        if answer in words:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(words):
            return words[int(answer) - 1]
        click.echo(f"  write a number from 1 to {len(words)}", err=True)
    return _PENDING


def _modalities() -> Any:
    while answer := _ask("  its modalities, with commas between (text, image, audio, video, other)"):
        given = [part.strip().casefold() for part in answer.split(",") if part.strip()]
        if given and all(part in _MODALITIES for part in given):
            return list(dict.fromkeys(given))
        click.echo(f"  write some of {', '.join(_MODALITIES)}", err=True)
    return _PENDING


def _asked_iri() -> str | None:
    return _ask("Name of this manifest, an IRI that stays (https://example.org/lineage/my-model)", "iri")


def _ask(question: str, form: str = "line") -> str | None:
    """An answer of a form, asked for until it has it; ``None`` for a blank one."""
    fits = getattr(values, form)
    while True:
        answer = click.prompt(question, default="", show_default=False, err=True).strip()
        if not answer:
            return None
        if form == "country":
            answer = answer.upper()
        if found := fits(answer):
            return str(found)
        click.echo(f"  that is no {form}", err=True)


def _given(**facts: Any) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value is not None}
