"""Signs in the text itself: what models say of themselves, and marks that tools leave behind.

The patterns are read alike by RE2 (DuckDB), by Java (Spark) and by Python: no backslashes, no flags, no look-around, no
word boundaries. Those differ between the three; character classes do not. Capital and small letters are spelt out.
"""

from __future__ import annotations

from typing import Final

from lineage.scan.signs.sign import ENGLISH, PRESENCE_ONLY, Sign

_BLANK: Final = "[ \t\r\n]+"
_START: Final = "(^|[^0-9A-Za-z_])"
_END: Final = "($|[^0-9A-Za-z_])"
_SPECIAL: Final = frozenset("|.?*+(){}$")
"""Signs that a class of one sign makes plain. ``]`` needs none outside of a class. The opening bracket, ``^`` and the
backslash have no spelling that all three engines read alike: no pattern holds them."""


def words(text: str) -> str:
    """A pattern for words in capital or small letters, with any blanks between and either apostrophe."""
    made = []
    for sign in text:
        if sign == " ":
            made.append(_BLANK)
        elif sign == "'":
            made.append("['’]")
        elif sign.isascii() and sign.isalpha():
            made.append(f"[{sign.upper()}{sign.lower()}]")
        else:
            made.append(exactly(sign))
    return "".join(made)


def exactly(text: str) -> str:
    """A pattern for a text as it stands, capital and small letters as given."""
    return "".join(f"[{sign}]" if sign in _SPECIAL else sign for sign in text)


def either(*choices: str) -> str:
    """One of several phrases."""
    return "(" + "|".join(words(choice) for choice in choices) + ")"


def _phrase(*parts: str) -> str:
    return _START + _BLANK.join(parts) + _END


_I_AM: Final = either("i am", "i'm")
_A: Final = either("a", "an", "the")
_AI: Final = either("ai", "a.i.", "artificial intelligence")
_MACHINE: Final = either(
    "language model", "large language model", "ai", "ai model", "ai assistant", "ai language model", "ai chatbot",
    "artificial intelligence", "artificial intelligence model", "artificial intelligence language model", "chatbot",
    "virtual assistant", "conversational ai",
)  # fmt: skip
_MAKER: Final = either(
    "openai", "anthropic", "google", "google deepmind", "deepmind", "meta", "meta ai", "mistral", "mistral ai",
    "deepseek", "alibaba", "alibaba cloud", "moonshot ai", "microsoft", "xai", "nvidia", "cohere", "baidu", "zhipu ai",
    "tencent", "amazon",
)  # fmt: skip
_MADE: Final = either("created", "developed", "trained", "made", "built", "designed")
_PRODUCT: Final = either(
    "chatgpt", "gpt-3", "gpt-3.5", "gpt-4", "gpt-4o", "gpt-5", "deepseek", "deepseek-r1", "deepseek-v3", "qwen", "kimi",
    "bing chat", "microsoft copilot", "github copilot", "google bard", "meta ai", "le chat", "ernie bot",
)  # fmt: skip
_NOT: Final = either("can't", "cannot", "can not", "am not able to", "am unable to", "'m unable to", "'m not able to")

_DO_NOT: Final = either("do not", "don't")

_AS_AN_AI: Final = "|".join(
    (
        _phrase(words("as an"), _AI, either("model", "assistant", "chatbot", "language model")),
        f"{_START}{words('as an')}{_BLANK}{_AI},[ ]?{either('i', 'my')}{_END}",
        _phrase(either("as a", "as a large"), f"{words('language model')},?", either("i", "my", "trained")),
    )
)
_SELF: Final = "|".join(
    (
        _phrase(_I_AM, _PRODUCT),
        f"{_START}{_I_AM}{_BLANK}({_A}{_BLANK})?{_MACHINE}({_BLANK}{_MADE}|,|[.])",
        f"{_START}{_I_AM}{_BLANK}[0-9A-Za-z][0-9A-Za-z .-]{{0,30}},{_BLANK}({_A}{_BLANK})?{_MACHINE}{_END}",
        f"{_START}({_I_AM}|{words('i was')}){_BLANK}[^.!?\n]{{0,60}}{_MADE}{_BLANK}{words('by')}{_BLANK}{_MAKER}{_END}",
    )
)
_CUT_OFF: Final = "|".join(
    (
        _phrase(either("my", "my last", "my latest", "my most recent"),
                either("knowledge", "training", "training data"),
                either("cutoff", "cut-off", "cut off", "update", "cutoff date")),
        _phrase(words("as of my last"), either("knowledge update", "training", "training update", "update")),
        _phrase(words("my training data"), either("only", "goes", "extends", "includes", "ends", "cuts", "was", "is")),
    )
)  # fmt: skip
_REFUSAL: Final = "|".join(
    (
        f"{_START}{_I_AM}{_BLANK}{words('sorry')},?{_BLANK}{words('but')}{_BLANK}{words('i')}[ ]?{_NOT}{_END}",
        f"{_START}{words('i')}{_BLANK}{either('cannot', 'cannot help or', 'am unable to')}{_BLANK}"
        f"{either('fulfill', 'fulfil', 'assist with', 'comply with', 'help with')}{_BLANK}"
        f"{either('that', 'this', 'your')}{_BLANK}{words('request')}{_END}",
    )
)
_NO_FEELINGS: Final = (
    f"{_START}{words('i')}{_BLANK}{_DO_NOT}{_BLANK}{words('have')}{_BLANK}"
    f"({either('personal', 'any', 'physical', 'real', 'human', 'my own')}{_BLANK})*"
    f"{either('feelings', 'emotions', 'opinions', 'beliefs', 'experiences', 'preferences', 'consciousness')}"
    f"({_BLANK}{either('or', 'and', 'like', 'as', 'but')}|,|[.])"
)
_CHAT: Final = "|".join(
    exactly(mark)
    for mark in (
        "<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<<SYS>>", "/INST]",
        "<start_of_turn>", "<end_of_turn>", "<|assistant|>", "<|end_of_turn|>", "<|START_OF_TURN_TOKEN|>", "<｜User｜>",
        "<｜Assistant｜>", "<｜end▁of▁sentence｜>", "<|channel|>", "<|begin_of_text|>",
    )
)  # fmt: skip
_THINK: Final = "|".join(
    exactly(mark) for mark in ("<think>", "</think>", "◁think▷", "◁/think▷", "<|begin_of_thought|>")
)
_MARKUP: Final = "|".join(
    (
        "oaicite:[0-9]", exactly("oai_citation"), exactly("utm_source=chatgpt.com"),
        exactly("utm_source=openai"), "turn[0-9][0-9]?(search|image|news|file|view)[0-9]",
        "【[0-9:]{1,8}†[^】]{0,60}】",
    )
)  # fmt: skip
_ROLE: Final = '"(from|role)"[ ]?:[ ]?"(gpt|chatgpt|gpt4|bing|bard|claude)"'
_TEMPLATE: Final = f"#{{2,3}}[ ]?{words('instruction')}:|{exactly('<start_of_instruction>')}"

SIGNS: Final = (
    Sign(
        "phrase.as-an-ai",
        "medium",
        "A text says of itself that it is the answer of an AI: most likely a chat model wrote it.",
        (
            PRESENCE_ONLY,
            ENGLISH,
            "Stories, jokes, code and articles about AI quote it. In published counts on sets written by GPT-4 alone,"
            " every hit was role play or a code string, and none a disclosure.",
        ),
        _AS_AN_AI,
    ),
    Sign(
        "phrase.self-identification",
        "medium",
        "A text names itself as a product, or as made by a company.",
        (
            PRESENCE_ONLY,
            ENGLISH,
            "It says what the text claims, not what wrote it: models name other models, since they were trained on"
            " their output or on pages about them.",
            "Sets that teach a model its own name hold it on purpose.",
        ),
        _SELF,
    ),
    Sign(
        "phrase.knowledge-cut-off",
        "medium",
        "A text speaks of the end of its own training data.",
        (PRESENCE_ONLY, ENGLISH, "Interviews with and articles about chat models quote it."),
        _CUT_OFF,
    ),
    Sign(
        "phrase.refusal",
        "weak",
        "A refusal in the usual words of chat models.",
        (PRESENCE_ONLY, ENGLISH, "People and customer services refuse in the same words."),
        _REFUSAL,
    ),
    Sign(
        "phrase.no-feelings",
        "weak",
        "A text says that it has no feelings, opinions or experiences, as chat models are taught to.",
        (PRESENCE_ONLY, ENGLISH, "People say it too, of themselves and in fiction."),
        _NO_FEELINGS,
    ),
    Sign(
        "token.product-markup",
        "medium",
        "Marks that a chat product adds to its answers when they are copied, such as its citations.",
        (
            PRESENCE_ONLY,
            "The text around a link may be a person's: only the link may have come from the product.",
        ),
        _MARKUP,
    ),
    Sign(
        "token.chat",
        "weak",
        "Control tokens of chat templates: text that went through, or was made for, a chat model.",
        (
            PRESENCE_ONLY,
            "Documentation, source code and prompts hold them; a set can be laid out so without a model having written"
            " any of it. A template names no teacher: many models share one.",
        ),
        _CHAT,
    ),
    Sign(
        "token.think",
        "weak",
        "Tags around a chain of thought, as reasoning models write them.",
        (
            PRESENCE_ONLY,
            "Pipelines strip them and others add them. They are the same for many models and never name a teacher.",
        ),
        _THINK,
    ),
    Sign(
        "token.gpt-role",
        "weak",
        'Messages whose speaker is called "gpt" or the like.',
        (
            PRESENCE_ONLY,
            "A habit of the ShareGPT layout: the word stands there for any assistant, a person's answers included.",
        ),
        _ROLE,
    ),
    Sign(
        "token.instruction-template",
        "weak",
        "The headings of the Alpaca template: text laid out to train a model to follow instructions.",
        (PRESENCE_ONLY, "It is a layout. Answers written by people are laid out so too."),
        _TEMPLATE,
    ),
)
"""Signs in the text, the stronger first."""

PATTERNS: Final[dict[str, str]] = {sign.name: sign.pattern for sign in SIGNS if sign.pattern}
"""The regular expressions by name of the sign."""
