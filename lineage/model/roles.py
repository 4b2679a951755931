"""What a model did (a verb) and to which parts of the records: ``generate`` + ``[response]`` is ``generate.response``.

The question that decides between ``evaluate`` and everything else has an answer: *did anything about the trained
model change because of the output?* If not, ``evaluate``. If only by choosing checkpoints, mixtures or settings,
``steer``. Otherwise one of the stronger roles.
"""

from typing import Final, Literal

from typing_extensions import TypeAliasType

Role = TypeAliasType(
    "Role",
    Literal[
        "generate",
        "rewrite",
        "translate",
        "extract",
        "label",
        "judge",
        "reward",
        "filter",
        "softTargets",
        "steer",
        "evaluate",
    ],
)

ROLES: Final[dict[str, str]] = {
    "generate": "composed the part",
    "rewrite": "changed the wording or the difficulty of text that existed",
    "translate": "put the same content into another language",
    "extract": "turned audio, images or page layouts into text",
    "label": "wrote a value from a closed set that is kept as data",
    "judge": "scored or compared candidates; the scores, preferences or critiques are kept as data",
    "reward": "scored during training, online",
    "filter": "decided which records stay, with what weight, or in what order",
    "softTargets": "gave its probabilities or internal states as the target",
    "steer": "was used to choose checkpoints, mixtures or settings",
    "evaluate": "was used for nothing that changed the trained model",
}

Part = TypeAliasType(
    "Part",
    Literal[
        "system",
        "prompt",
        "response",
        "rejected",
        "reasoning",
        "trajectory",
        "document",
        "caption",
        "critique",
        "label",
        "score",
        "preference",
        "test",
    ],
)

PARTS: Final[dict[str, str]] = {
    "system": "a system prompt that steers the answers",
    "prompt": "an instruction, question or opening turn",
    "response": "an answer or later turn",
    "rejected": "an answer kept to be trained against",
    "reasoning": "a chain of thought before an answer",
    "trajectory": "a sequence of actions and observations",
    "document": "a free-standing text or work",
    "caption": "a description of an image, sound or film",
    "critique": "a judgement in words",
    "label": "a value from a closed set",
    "score": "a number that rates",
    "preference": "which of several is better",
    "test": "a test, rubric or verifier",
}

ENRICHMENT: Final = frozenset({"label", "filter", "translate", "extract", "judge", "reward", "steer", "evaluate"})
"""Roles that clean or enrich data and do not create synthetic data in the sense of section 2.5 of the EU template.
``generate`` of nothing but captions or labels is enrichment too: see :func:`creates_data`."""


def creates_data(role: str, parts: tuple[str, ...]) -> bool:
    """Whether a use opens section 2.5: the model created data, not captions, labels or scores on somebody's data."""
    if role in ENRICHMENT:
        return False
    return not parts or not set(parts) <= {"caption", "label", "score", "preference"}
