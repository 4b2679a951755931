"""What the tasks of distilabel do, in the words of its own documentation (1.0 to 1.5): the role of the model, the parts
it writes, and the columns that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Task(NamedTuple):
    """A role with the parts that are written and the columns that hold them. No parts: the documentation names columns
    that are no part."""

    role: str
    columns: Mapping[str, str] = MappingProxyType({})

    @property
    def parts(self) -> list[str]:
        """The parts that the model writes."""
        return list(self.columns)


_ANSWER: Final = Task("generate", {"response": "generation"})
_EVOLVED: Final = Task("rewrite", {"prompt": "evolved_instruction"})
_NEW_PROMPT: Final = Task("generate", {"prompt": "instruction"})
_RATED: Final = Task("judge", {"score": "scores"})

TASKS: Final[dict[str, Task]] = {
    "TextGeneration": _ANSWER,
    "TextGenerationWithImage": _ANSWER,
    "ChatGeneration": _ANSWER,
    "StructuredGeneration": _ANSWER,
    "URIAL": _ANSWER,
    "SelfInstruct": Task("generate", {"prompt": "instructions"}),
    "Genstruct": Task("generate", {"prompt": "user", "response": "assistant"}),
    "EvolInstruct": _EVOLVED,
    "EvolComplexity": _EVOLVED,
    "EvolInstructGenerator": _NEW_PROMPT,
    "EvolComplexityGenerator": _NEW_PROMPT,
    "EvolQuality": Task("rewrite", {"response": "evolved_response"}),
    "CLAIR": Task("rewrite", {"response": "revision"}),
    "Magpie": Task("generate", {"prompt": "instruction", "response": "response"}),
    "MagpieGenerator": Task("generate", {"prompt": "instruction", "response": "response"}),
    "UltraFeedback": Task("judge", {"score": "ratings", "critique": "rationales"}),
    "PrometheusEval": Task("judge", {"critique": "feedback", "score": "result"}),
    "InstructionBacktranslation": Task("judge", {"score": "score", "critique": "reason"}),
    "ComplexityScorer": _RATED,
    "QualityScorer": _RATED,
    "RewardModelScore": Task("judge", {"score": "score"}),
    "PairRM": Task("judge", {"preference": "ranks"}),
    "TextClassification": Task("label", {"label": "labels"}),
    "ArgillaLabeller": Task("label", {"label": "suggestion"}),
    "APIGenGenerator": Task("generate"),
    "APIGenSemanticChecker": Task("judge"),
    "GenerateSentencePair": Task("generate"),
    "EmbeddingTaskGenerator": Task("generate"),
    "GenerateTextRetrievalData": Task("generate"),
    "GenerateShortTextMatchingData": Task("generate"),
    "GenerateLongTextMatchingData": Task("generate"),
    "GenerateTextClassificationData": Task("generate"),
    "MonolingualTripletGenerator": Task("generate"),
    "BitextRetrievalGenerator": Task("generate"),
    "MathShepherdGenerator": Task("generate"),
    "ImageGeneration": Task("generate"),
}
"""Tasks by class. Any other class is somebody's own, and what it does is not known from its name."""

EMBEDS: Final = frozenset({"GenerateEmbeddings", "EmbeddingGeneration"})
"""Steps that keep what a model makes of a text as numbers, which is no part of a record."""

ACCESS: Final = {
    "OpenAILLM": "api",
    "AnthropicLLM": "api",
    "AsyncAnthropicLLM": "api",
    "CohereLLM": "api",
    "MistralLLM": "api",
    "AzureOpenAILLM": "cloud",
    "AnyscaleLLM": "cloud",
    "GroqLLM": "cloud",
    "InferenceEndpointsLLM": "cloud",
    "TogetherLLM": "cloud",
    "VertexAILLM": "cloud",
    "LlamaCppLLM": "weights",
    "MlxLLM": "weights",
    "OllamaLLM": "weights",
    "TransformersLLM": "weights",
    "vLLM": "weights",
    "SentenceTransformerEmbeddings": "weights",
    "vLLMEmbeddings": "weights",
}
"""How a class reaches a model. The class for OpenAI with an address of its own may reach any."""
