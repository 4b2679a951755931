"""A manifest with one finding of each kind, and names and texts that try to be more than data."""

from __future__ import annotations

from typing import Any, Final

MANIFEST: Final[dict[str, Any]] = {
    "datasets": [
        {"id": "a", "origin": "synthetic"},
        {"id": "b", "origin": "synthetic"},
        {"id": "c", "origin": "scraped"},
        {"id": "d", "name": "TODO"},
    ],
    "waivers": [{"code": "SYN003", "reason": "Accepted for now.", "about": ["a"]}],
}
HOSTILE_NAMES: Final = [
    "a\n::set-output name=x::y.json",
    "a\r::error::forged.json",
    "a,line=1::forged.json",
    "a%0A::warning::forged.json",
    "##[error]forged.json",
    "-->]]><script>.json",
    "| a | b |\n# head.json",
]
HOSTILE_TEXTS: Final = [
    "x\n::set-output name=a::b",
    "x\r\n::add-mask::b",
    "%0A::error::x %25",
    "##[set-env name=PATH]x",
    "##vso[task.setvariable variable=a]b ##teamcity[x]",
    "word " * 30 + "::error::wrapped " * 8,
    "]]></failure><x a='\"'>&amp;",
    "\u0001\u001b[31m\uffff\ufffe\u202e",
    "<img src=x onerror=alert(1)> ![p](https://e.example/p.png) [l](javascript:alert(1)) `c` **b** ~~s~~",
    "| a | b |",
    "<script>alert(1)</script><https://e.example>",
    "&lt;b&gt; &#60; \\ www.e.example",
]
