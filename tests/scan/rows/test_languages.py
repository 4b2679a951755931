"""Languages in columns: what people write, as tags; and what is no language."""

from __future__ import annotations

import re

import pytest

from lineage.model.scalars import LANGUAGE
from lineage.scan.rows.counted import Value
from lineage.scan.rows.languages import parts, read, read_tag

TAGS = {
    "en": "en", "EN": "en", "eng": "en", "English": "en", "english": "en", "eng_Latn": "en", "en-US": "en-US",
    "en_US": "en-US", "zh-cn": "zh-CN", "zho_Hans": "zh-Hans", "zho_Hant": "zh-Hant", "zh_TW": "zh-TW", "cmn": "zh",
    "Chinese": "zh", "Simplified Chinese": "zh-Hans", "Chinese (Traditional)": "zh-Hant", "Mandarin": "zh",
    "deu": "de", "ger": "de", "German": "de", "Deutsch": "de", "deu_Latn": "de", "français": "fr", "español": "es",
    "日本語": "ja", "jpn_Jpan": "ja", "pt-br": "pt-BR", "Brazilian Portuguese": "pt-BR", "por_Latn": "pt",
    "srp_Cyrl": "sr-Cyrl", "sr-Latn": "sr-Latn", "arb_Arab": "ar", "Farsi": "fa", "iw": "he", "nob": "nb", "no": "no",
    "Swahili": "sw", "Tagalog": "tl", "abt_Latn": "abt-Latn", "Modern Greek": "el", "Klingon": "tlh", "fil": "fil",
}  # fmt: skip


@pytest.mark.parametrize(("written", "tag"), TAGS.items())
def test_tags(written: str, tag: str) -> None:
    assert read_tag(written) == tag


@pytest.mark.parametrize("written", TAGS)
def test_tags_fit_the_manifest(written: str) -> None:
    assert re.fullmatch(LANGUAGE, read_tag(written) or "")


@pytest.mark.parametrize("written", TAGS)
def test_a_tag_is_read_as_itself(written: str) -> None:
    tag = read_tag(written) or ""
    assert read_tag(tag) == tag


@pytest.mark.parametrize(
    "written", ["", "und", "unknown", "xx", "mul", "multilingual", "Python", "C++", "hello", "the", "code", "12", "e",
                "en-", "en us gb", "wikipedia", "de_DE.UTF-8", "\x00", "a" * 500, "qqqq_Latn"]
)  # fmt: skip
def test_no_languages(written: str) -> None:
    assert read_tag(written) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [("fra,eng", ("fra", "eng")), ('["en","fr"]', ("en", "fr")), (["en", None, "fr"], ("en", "fr")), (None, ()),
     ("", ()),
     ("[en", ("[en",)), ("en, en", ("en",)), ("en;de|fr", ("en", "de", "fr")), ("[]", ()), (7, ())],
)  # fmt: skip
def test_parts(value: object, said: tuple[str, ...]) -> None:
    assert parts(value) == said


def test_nothing_is_dropped() -> None:
    values = [
        Value("en", 10, 100), Value("English", 5, 50), Value("fra,eng", 2, 20), Value(None, 3, 30), Value("und", 1, 1),
        Value("Python", 4, 40), Value("jabberwocky", 2, 9),
    ]  # fmt: skip
    found = read(values)
    assert found.tags == (Value("en", 17, 170), Value("fr", 2, 20))
    assert found.programming == (Value("Python", 4, 40),)
    assert found.not_said == (Value(None, 3, 30), Value("und", 1, 1))
    assert found.unread == (Value("jabberwocky", 2, 9),)
    assert found.several == 2
    counted = sum(one.records for kind in (found.tags, found.programming, found.not_said, found.unread) for one in kind)
    assert counted == sum(one.records for one in values) + found.several
