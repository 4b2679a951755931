"""What files beside the data say of it: models, sources, licence, languages, where the manifest does not say.

The file is named as the source of each fact that has a place for it. What the manifest says otherwise stays, and the
difference is told. A fact that an older form of the same file gave is brought up to date: it says where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from lineage.model.answer import entries
from lineage.rules.measured.generators import is_named, named_by
from lineage.scan.merge.edit import Add, Append, Edit, Replace
from lineage.scan.merge.records import Records
from lineage.scan.report.safe import line

if TYPE_CHECKING:
    from lineage.scan.beside import Described
    from lineage.scan.merge.changes import Changes, Target

_KEPT: Final = ("role", "writes", "means", "columns", "elicitedBy", "accessedVia", "share", "amount", "partition",
                "purpose", "tasks", "note")  # fmt: skip
"""What is taken of a use. The rest refers to records of the file, which are not here."""
_SHOWN: Final = 80


class Told:
    """What one file says of the dataset, ready to be compared with what its manifest says."""

    def __init__(self, described: Described, target: Target) -> None:
        self.path, self.sha256 = line(described.path, 1000), described.sha256
        self.data: Mapping[str, Any] = described.dataset or {}
        self.known = {"how": "declared", "source": self.path, "sha256": self.sha256}
        self._records = {
            record["id"]: record for noun in ("models", "datasets") for record in described.tree.get(noun, ())
        }

    def named(self, reference: str) -> tuple[str, tuple[str, ...]]:
        """The name of a record of the file, and all its names."""
        record = self._records.get(reference, {})
        name = record.get("name")
        aliases = tuple(one["name"] for one in record.get("aliases", ()) if "name" in one)
        first = name if isinstance(name, str) else next(iter(aliases), reference)
        return first, (first, *aliases)

    def model(self, reference: str, records: Records) -> str:
        """The id, in the manifest, of a model of the file. The importer has looked it up; here it is not looked up
        again, since the name of somebody's deployment may sound like a model."""
        from lineage.scan.rows.generators import Named

        record = self._records.get(reference, {})
        name, spellings = self.named(reference)
        known = reference if "level" in record else None
        more = {key: record[key] for key in ("url",) if key in record} | {"known": self.known}
        return records.model(Named(name, known, 0, spellings), more)

    def record(self, reference: str) -> Mapping[str, Any] | None:
        """A record of the file."""
        return self._records.get(reference)

    def uses(self) -> Iterator[Mapping[str, Any]]:
        """The uses of models, each once."""
        listed = self.data.get("modelUses")
        seen: list[Any] = []
        for use in listed if isinstance(listed, list) else ():
            if use not in seen:
                seen.append(use)
                yield use

    def sources(self) -> Iterator[Mapping[str, Any]]:
        """The sources, the short spelling written out."""
        listed = self.data.get("derivedFrom")
        for one in listed if isinstance(listed, list) else ():
            yield {"dataset": one} if isinstance(one, str) else one


def uses_of_files(target: Target, told: Sequence[Told], records: Records, made: Changes) -> list[dict[str, Any]]:
    """The uses that are new; those that an older form of a file gave are brought up to date."""
    listed = target.data.get("modelUses")
    told = [one for one in told if any(one.uses())]
    if not told:
        return []
    if listed is not None and not isinstance(listed, list):
        for one in told:
            names = ", ".join(dict.fromkeys(name for use in one.uses() for name, _ in map(one.named, _references(use))))
            made.differs.append(f"{one.path} names models ({names or 'without their names'}), and here none are listed")
        return []
    sure = {name for one in told for use in one.uses() if isinstance(use["role"], str)
            for reference in _references(use) for name in one.named(reference)[1]}  # fmt: skip
    new: list[dict[str, Any]] = []
    for one in told:
        old = {n: use for n, use in enumerate(listed or ()) if target.comes_from(use.get("known"), one)}
        for use in one.uses():
            vague = not isinstance(use["role"], str) and any(one.named(r)[0] in sure for r in _references(use))
            if not vague and (made_use := _use(target, one, use, old, records, made)) is not None:
                new.append(made_use)
        for use in old.values():
            if use["known"].get("sha256") != one.sha256:
                made.differs.append(f"{one.path} no longer has the use of {_spelt(use.get('model', 'several models'))}")
    if new:
        made.written.append(f"{len(new)} model use{'s' if len(new) > 1 else ''} that files beside the data name")
    return new


def _references(use: Mapping[str, Any]) -> list[str]:
    named = [one["model"] for one in use["models"]] if "models" in use else [use.get("model")]
    return [name for one in named for name in (one.get("oneOf", []) if isinstance(one, Mapping) else [one]) if name]


def _use(
    target: Target, told: Told, use: Mapping[str, Any], old: dict[int, Any], records: Records, made: Changes
) -> dict[str, Any] | None:
    """A use as the manifest has it, where it is new. ``old`` are uses that came from this file, and lose those met."""
    references = _references(use)
    ids = {records.known_model(told.named(one)[1]) for one in references}
    alike = [n for n, one in old.items() if {*_references(one)} == ids]
    same = [n for n in alike if old[n].get("role") == use["role"] and old[n].get("purpose") == use.get("purpose")]
    number = next(iter([*same, *alike]), None)
    if number is None and _is_declared(target, told, use, references, made):
        return None
    now = {**_model_of(told, use, records), **_taken(use), "known": told.known}
    if number is None:
        return now
    before = old.pop(number)
    if before["known"].get("sha256") == told.sha256:
        if before.get("role") != use["role"] and isinstance(use["role"], str):
            made.differs.append(f"{told.path} says {_spelt(use['role'])} of {_names(told, references)}")
    elif {**before, **now} != before:
        made.edits.append(Replace((*target.place, "modelUses", number), {**before, **now}))
        made.written.append(f"the use of {_names(told, references)}, anew from {told.path}")
    return None


def _taken(use: Mapping[str, Any]) -> dict[str, Any]:
    """What can be taken of a use; how a model was reached, unless that names agents of the file."""
    taken = {key: use[key] for key in _KEPT if key in use}
    if "access" in taken.get("accessedVia", {}):
        taken["accessedVia"] = {key: use["accessedVia"][key] for key in ("access", "note") if key in use["accessedVia"]}
    return taken


def _model_of(told: Told, use: Mapping[str, Any], records: Records) -> dict[str, Any]:
    def of(model: Any) -> Any:
        if isinstance(model, str):
            return told.model(model, records)
        return {"oneOf": [told.model(one, records) for one in model["oneOf"]]} if "oneOf" in model else model

    if "models" not in use:
        return {"model": of(use["model"])}
    kept = ("count", "share")
    return {
        "models": [
            {"model": of(one["model"]), **{key: one[key] for key in kept if key in one}} for one in use["models"]
        ]
    }


def _is_declared(target: Target, told: Told, use: Mapping[str, Any], references: Sequence[str], made: Changes) -> bool:
    """Whether a declared use of the dataset names the model; where it says another role, that is told."""
    data = target.data.get("modelUses", [])
    declared = [
        (one, set(named_by(one.model_references(), target.context)))
        for one, written in zip(entries(target.dataset.model_uses), data, strict=True)
        if not target.is_found(written)
    ]
    if not references:
        if declared:
            made.differs.append(f"{told.path} has a use of a model that it does not name")
        return bool(declared)
    found = [
        one for one, names in declared if all(any(is_named(n, names) for n in told.named(r)[1]) for r in references)
    ]
    roles = {one.role if isinstance(one.role, str) else "" for one in found}
    if found and isinstance(use["role"], str) and use["role"] not in roles:
        said = " and ".join(sorted(filter(None, roles))) or "no role"
        made.differs.append(
            f"{told.path} says {_spelt(use['role'])} of {_names(told, references)}, and the declared use {said}"
        )
    return bool(found)


def _names(told: Told, references: Sequence[str]) -> str:
    return ", ".join(told.named(one)[0] for one in references) or "a model without a name"


def sources(target: Target, told: Sequence[Told], records: Records, made: Changes) -> None:
    """Add the datasets that files name as what this one was made from."""
    listed = target.data.get("derivedFrom")
    new: list[dict[str, Any]] = []
    items = listed if isinstance(listed, list) else []
    there = {one if isinstance(one, str) else one["dataset"]: number for number, one in enumerate(items)}
    for one in told:
        for source in one.sources():
            record = one.record(source["dataset"])
            if record is None:
                continue
            known = records.known_dataset(record)
            shown = one.named(source["dataset"])[0]
            if listed is not None and not isinstance(listed, list):
                made.differs.append(f"{one.path} names {shown} as a source, and here none are listed")
            elif known in there:
                _known_anew(target, one, items, there[known], made)
            elif known is not None and _comes_from(target, known):
                made.differs.append(f"{one.path} names {shown} as a source, which is itself made from this dataset")
            else:
                id_ = records.dataset(record, one.known)
                there[id_] = len(items) + len(new)
                facts = {key: source[key] for key in ("activity", "as", "takes", "revision") if key in source}
                new.append({"dataset": id_, **facts, "known": one.known})
    if new:
        place = (*target.place, "derivedFrom")
        edits: list[Edit] = [Append(place, one) for one in new] if listed else [Add(target.place, "derivedFrom", new)]
        made.edits += edits
        made.written.append(f"{len(new)} source{'s' if len(new) > 1 else ''} that files beside the data name")


def _known_anew(target: Target, told: Told, items: Sequence[Any], number: int, made: Changes) -> None:
    """Of a source that an older form of the file named, the digest of the file."""
    known = items[number].get("known") if number < len(items) and isinstance(items[number], Mapping) else None
    if isinstance(known, Mapping) and target.comes_from(known, told) and known.get("sha256") != told.sha256:
        made.edits.append(Replace((*target.place, "derivedFrom", number, "known"), {**known, **told.known}))


def _comes_from(target: Target, dataset: str) -> bool:
    """Whether a dataset of the manifest is this one, or was made from it."""
    pending, seen = [dataset], set[str]()
    while pending:
        here = pending.pop()
        if here == target.data["id"]:
            return True
        node = None if here in seen else target.context.index.get(here, "dataset")
        seen.add(here)
        if node is not None:
            pending += [*(one.dataset for one in node.derivations()), *entries(node.has_part)]
    return False


def plain_facts(target: Target, told: Sequence[Told], made: Changes) -> None:
    """Licence and languages, which have no place for where they come from."""
    here = dict(target.data) | {
        edit.key: edit.value for edit in made.edits if isinstance(edit, Add) and edit.place == target.place
    }
    for one in told:
        for key in ("licence", "languages"):
            if key not in one.data:
                continue
            if key not in here and not (key == "languages" and target.stated(key)):
                here[key] = one.data[key]
                made.edits.append(Add(target.place, key, one.data[key]))
                made.written.append(f"the {key} that {one.path} gives")
            elif key not in here:
                made.differs.append(f"{one.path} gives as {key} {_spelt(one.data[key])}; here it is stated for many")
            elif _differs(here[key], one.data[key]):
                made.differs.append(
                    f"{one.path} gives as {key} {_spelt(one.data[key])}, and here stands {_spelt(here[key])}"
                )


def _differs(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list) and all(isinstance(text, str) for text in (*one, *other)):
        return {text.casefold() for text in one} != {text.casefold() for text in other}
    return bool(one != other)


def _spelt(value: Any) -> str:
    import json

    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
