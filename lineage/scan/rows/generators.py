"""Models that columns name: who wrote the records, counted; what they did, concluded from the name of the column.

The counts are measured. That a column called ``model`` says who wrote the response is how people use that name, and no
more: the role is inferred, and says so. No name of a model is made up; one that the table of names does not know stays
as it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from lineage.scan.column_names import spelt
from lineage.scan.rows.counted import Value, values_of

if TYPE_CHECKING:
    from lineage.scan.result import Tally

_COLUMNS: Final[dict[tuple[str, str], str]] = {
    ("generate", "response"): (
        "model model_name models generator generation_model generator_model model_id llm llm_model response_model "
        "answer_model response_generator completion_model chosen_model teacher teacher_model assistant_model solver"
    ),
    ("generate", "rejected"): "rejected_model",
    ("generate", "prompt"): (
        "input_generator prompt_generator prompt_model instruction_model instruction_generator question_model "
        "question_generator user_model"
    ),
    ("generate", "reasoning"): "reasoning_model reasoning_generator",
    ("generate", "critique"): "critique_model critic_model",
    ("generate", "caption"): "caption_model captioner",
    ("rewrite", "document"): "rewrite_model rephrase_model rephraser",
    ("translate", "document"): "translation_model translator",
    ("label", "label"): (
        "difficulty_generator quality_generator task_category_generator annotation_model annotator_model "
        "classifier_model labeler_model"
    ),
    ("judge", "score"): "judge judge_model reward_model grader_model evaluator_model scoring_model",
}
"""What a model did, by the columns that name it, as public sets call them (spelt as in the tables of names)."""
NAMED_BY: Final[dict[str, tuple[str, str, str]]] = {
    "deepseek_reasoning": ("DeepSeek", "generate", "reasoning"),
    "deepseek_solution": ("DeepSeek", "generate", "response"),
    "llama_guard_2": ("Llama Guard 2", "label", "label"),
    "gpt4_response": ("GPT-4", "generate", "response"),
    "chatgpt_answers": ("ChatGPT", "generate", "response"),
    "r1_generation": ("DeepSeek-R1", "generate", "response"),
}
"""Columns named after a model: whose output they hold as their name has it, and the role and part it says."""
_PARTS: Final = {name: use for use, names in _COLUMNS.items() for name in names.split()}
_OUTER: Final = frozenset({"", "meta", "metadata", "gen_input_configs", "generation_config", "info", "extra"})
_FAMILY: Final = re.compile(
    r"(?:^|[/_ :.-])(?:chat)?(?:gpt|claude|gemini|gemma|llama|mistral|mixtral|ministral|codestral|qwen|qwq|deepseek|phi"
    r"|falcon|vicuna|alpaca|wizard(?:lm|coder|math)|nemotron|command-?[ra]|yi|glm|palm|bard|dolly|olmo|tulu|zephyr|grok"
    r"|kimi|hermes|openhermes|starcoder|starchat|codellama|codegen|text-davinci|davinci|ultralm|mpt|pythia|internlm"
    r"|baichuan|smollm|granite|jamba|dbrx|cohere|aya|o[134]|bloomz?|t5|flan|armorm|solar|minimax|hunyuan|ernie|nova"
    r"|whisper|nllb|guanaco|koala|oasst|stablelm|redpajama|magistral|prometheus|pairrm|starling)(?![a-z])",
    re.IGNORECASE,
)
"""Beginnings of names of models, at the beginning of a word. It tells a column of models from one of cars; which model
is meant is for the table of names to say."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A model as it is written (the commonest spelling), its id in the table of names if that knows it, and records."""

    written: str
    known: str | None
    records: int
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generators:
    """The models that one column names, most records first, of ``records`` in all.

    ``missing`` records name none; ``several`` name more than one; ``further`` name models that are not listed.
    """

    column: str
    role: str
    part: str
    models: tuple[Named, ...]
    records: int
    missing: int = 0
    several: int = 0
    further: int = 0

    def share(self, model: Named) -> Fraction:
        """The part of all records that name a model, exact."""
        return Fraction(model.records, self.records) if self.records else Fraction(0)


def part_of(column: str) -> tuple[str, str] | None:
    """What a model did that this column names: a role and a part; ``None`` for a column that names none."""
    outer, _, inner = column.rpartition(".")
    return _PARTS.get(spelt(inner)) if spelt(outer) in _OUTER else None


def written_names(value: object) -> tuple[str, ...]:
    """The names in one value: a text, or a list of them, or a list as JSON. Each once."""
    if isinstance(value, str) and value[:1] == "[":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = [value]
    listed = value if isinstance(value, list | tuple) else [value]
    said = (" ".join(one.split()) for one in listed if isinstance(one, str))
    return tuple(dict.fromkeys(name for name in said if name and len(name) <= _LONGEST))


@lru_cache(maxsize=4096)
def looks_like_model(name: str) -> bool:
    """Whether a name is that of a model, or begins as those of a family do."""
    return known_id(name) is not None or _FAMILY.search(name) is not None


@lru_cache(maxsize=4096)
def known_id(name: str) -> str | None:
    """The id in the table of names; ``None`` where it knows no such model, or more than one."""
    from lineage.interop.names import known_model

    found = known_model(name)
    return None if found is None else found.id


def read(tally: Tally, records: int) -> Generators:
    """The models that a column names. ``records`` are all that were scanned."""
    return read_values(tally.column, values_of(tally), records, tally.further_records)


def read_values(column: str, values: Iterable[Value], records: int, further: int = 0) -> Generators:
    """The models among values with their counts. Spellings of one known model are one."""
    sums: dict[str, dict[str, int]] = {}
    missing = several = 0
    for value in values:
        names = written_names(value.text)
        missing += 0 if names else value.records
        several += value.records if len(names) > 1 else 0
        keys = {known_id(name) or f"={name}": name for name in reversed(names)}
        for key, name in keys.items():
            spellings = sums.setdefault(key, {})
            spellings[name] = spellings.get(name, 0) + value.records
    models = [_named(key, spellings) for key, spellings in sums.items()]
    role, part = part_of(column) or ("", "")
    ordered = tuple(sorted(models, key=lambda one: (-one.records, one.written)))
    return Generators(column, role, part, ordered, records, missing, several, further)


def _named(key: str, spellings: Mapping[str, int]) -> Named:
    ordered = sorted(spellings, key=lambda name: (-spellings[name], name))
    known = None if key.startswith("=") else key
    return Named(ordered[0], known, sum(spellings.values()), tuple(sorted(spellings)))


def model_use(
    generators: Generators,
    model_id: Callable[[Named], str],
    scan: Mapping[str, str],
    held_in: str | None = None,
) -> dict[str, Any] | None:
    """The use of models that a column speaks of, as an entry of ``modelUses``; ``None`` where it names none.

    ``model_id`` gives the id of the manifest's record of a model; ``scan`` is the report, as a file with its digest;
    ``held_in`` is the column that holds the part, where that is known.
    """
    if not generators.models:
        return None
    measured = {"how": "measured", "by": "lineage scan"}
    if source := scan.get("path") or scan.get("url"):
        measured |= {"source": source, **({"sha256": scan["sha256"]} if "sha256" in scan else {})}
    use: dict[str, Any] = {}
    counted = [(model_id(one), one) for one in generators.models]
    if len(counted) == 1:
        use["model"] = counted[0][0]
    else:
        use["models"] = [{"model": id_, "count": one.records, "share": _share(generators, one)} for id_, one in counted]
    use["role"] = generators.role or {"unknown": "notRecorded"}
    if generators.part:
        use["writes"] = [generators.part]
        if held_in:
            use["columns"] = {generators.part: held_in}
    if len(counted) == 1:
        use["share"] = {**_share(generators, counted[0][1]), "known": measured}
        use["amount"] = {"value": counted[0][1].records, "unit": "records", "known": measured}
    elif not generators.several:
        use["partition"] = True
    use["from"] = {"column": generators.column, "scan": dict(scan)}
    method = f'the column "{generators.column}" names models; what they did is concluded from what it is called'
    use["known"] = {"how": "inferred", "by": "lineage scan", "method": method}
    return use


def named_after(column: str) -> tuple[Named, str, str] | None:
    """The model that a column is named after, with the role and the part that the name says; ``None`` for any other
    column."""
    found = NAMED_BY.get(spelt(column.rpartition(".")[2]))
    if found is None:
        return None
    name, role, part = found
    return Named(name, known_id(name), 0, (name,)), role, part


def model_use_of_column(
    column: str, model_id: Callable[[Named], str], scan: Mapping[str, str]
) -> dict[str, Any] | None:
    """The use of a model that a column is named after, as an entry of ``modelUses``; ``None`` for any other column.

    Nothing is counted: that all of it comes from the model is what the name says, and no more than that.
    """
    found = named_after(column)
    if found is None:
        return None
    named, role, part = found
    return {
        "model": model_id(named),
        "role": role,
        "writes": [part],
        "columns": {part: column},
        "from": {"column": column, "scan": dict(scan)},
        "known": {"how": "inferred", "by": "lineage scan", "method": f'the column "{column}" is named after the model'},
    }


def _share(generators: Generators, model: Named) -> dict[str, Any]:
    """To nine digits, rounded down: the parts of a whole then never add up to more than it. The count is exact."""
    share = generators.share(model)
    return {"unit": "records", "value": 1 if share == 1 else share.numerator * 10**9 // share.denominator / 10**9}
