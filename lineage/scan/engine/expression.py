"""What is counted, said once for both engines, as expressions of Ibis.

A file becomes a *narrow* table: of each row only what is counted, no text. Every other table is grouped from that one;
where one table alone is asked for, at once, with the totals taken from it.
Ibis writes the SQL; the engines run it. See ``spec/adr/0010-scan-engine.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lineage.scan.engine.functions import Dialect, Expression, Functions
from lineage.scan.engine.kinds import FILE, ROW, Field
from lineage.scan.plan import COUNTED, DATES, SINGLE, PatternSign, Plan
from lineage.scan.result import LONGEST_TEXT, LONGEST_VALUE

KEY: Final = "key__"
FINGERPRINT: Final = "fingerprint__"
"""The functions that an engine makes of the expressions of overlap signs, by number; and so the tables of prints."""
SAMPLED: Final = "sampled__"
SIGNS: Final = "signs"
"""In the narrow table, ``signs0`` and so on: a bit for each pattern."""
_BITS: Final = 60
_KEY_DIGITS: Final = 15
_SCHEME: Final = "^[A-Za-z][A-Za-z0-9+.-]*:"
_LONGEST_DATE: Final = 64
_NO_DAY: Final = "out of range"
_TOO_LARGE: Final = 2.0**53


def values_of(fields: Sequence[Field]) -> list[Field]:
    """The fields whose values are tallied, in the order of the plan: ``value0``, ``value1`` … in the narrow table."""
    return [field for field in fields if field.role not in SINGLE | COUNTED | {DATES}]


def dates_of(fields: Sequence[Field]) -> list[Field]:
    """The fields with dates, in the order of the plan: ``date0``, ``date1`` … in the narrow table."""
    return [field for field in fields if field.role == DATES]


def narrow(plan: Plan, fields: Sequence[Field], source: Expression, dialect: Dialect, keep: float) -> Expression:
    """Of each row of a file what is counted. ``keep`` is the share of rows whose text stays for the sample."""
    return _Narrow(plan, fields, source, Functions(dialect)).table(keep)


class _Narrow:
    def __init__(self, plan: Plan, fields: Sequence[Field], source: Expression, functions: Functions) -> None:
        self.plan, self.fields, self.source, self.functions = plan, fields, source, functions

    def table(self, keep: float) -> Expression:
        columns: dict[str, Expression] = {FILE: self.source[FILE], ROW: self.source[ROW]}
        text = self._text()
        if (authority := self._authority()) is not None:
            columns["authority"] = authority
        if text is not None:
            columns |= self._of_text(text, keep)
        if (size := self._one("size")) is not None:
            columns["size"] = self._whole(size)
        elif text is not None:
            columns["size"] = columns["text_bytes"]
        for field in self.fields:
            if field.role in COUNTED:
                columns |= self._counted(field)
        for number, field in enumerate(values_of(self.fields)):
            columns[f"value{number}"] = self.functions.left(self._as_text(field), LONGEST_VALUE)
        for number, field in enumerate(dates_of(self.fields)):
            columns[f"date{number}"] = self._date(field)
        return self.source.select(**columns)

    def _one(self, role: str) -> Field | None:
        return next((field for field in self.fields if field.role == role), None)

    def _raw(self, field: Field) -> Expression:
        value = self.source[field.outer]
        if field.kind == "json":
            return self.functions.json_at(value, field.inner) if field.inner else value
        for name in field.inner:
            value = value[name]
        return value

    def _as_text(self, field: Field) -> Expression:
        value = self._raw(field)
        if field.kind in ("text", "json"):
            return value
        if field.kind == "nested":
            return self.functions.to_json(value)
        if field.kind == "time":
            return _in_range(value, value.date(), value.strftime("%Y-%m-%d"))
        return _in_range(value, value, value.cast("string")) if field.kind == "date" else value.cast("string")

    def _authority(self) -> Expression | None:
        """What stands after ``scheme://``; else the scheme with its colon; else nothing."""
        import ibis

        if (host := self._one("host")) is not None and self._one("url") is None:
            return self._as_text(host)
        if (field := self._one("url")) is None:
            return None
        url = self._as_text(field)
        return ibis.cases(
            (url.contains("://"), self.functions.part(url, "/", 3)),
            (url.notnull(), url.re_extract(_SCHEME, 0)),
            else_=ibis.null("string"),
        )

    def _text(self) -> Expression | None:
        if (field := self._one("text")) is not None:
            return self._as_text(field)
        if (field := self._one("messages")) is None:
            return None
        value = self._raw(field)
        if field.kind in ("text", "json"):
            items = self.functions.messages(value)
            return items.map(lambda item: item["content"].coalesce(item["value"], item["text"])).join("\n")
        if field.messages is None:
            return self._as_text(field)
        name = field.messages
        return value.map(lambda item: item[name]).join("\n")

    def _of_text(self, text: Expression, keep: float) -> dict[str, Expression]:
        """What is counted of a text: its length, words, signs; and the text itself where it may be in the sample."""
        import ibis

        columns = {"text_bytes": self.functions.byte_length(text), "characters": text.length()}
        if self.plan.words:
            columns["words"] = self.functions.words(text)
        for number, some in enumerate(_by_number(self.plan)):
            columns[f"{SIGNS}{number}"] = _shown(text, some)
        for number, _ in enumerate(self.plan.overlaps):
            columns[f"print{number}"] = self.functions.own(f"{FINGERPRINT}{number}", text)
        if self.plan.sample:
            url = self._one("url")
            told = [ibis.literal(f"{self.plan.seed}\n")]
            if url is not None:
                told.append(self.functions.left(self._as_text(url), LONGEST_VALUE).coalesce("") + "\n")
            key = sum(told[1:], told[0]) + self.functions.left(text, LONGEST_VALUE)
            columns[KEY] = self.functions.left(key.hexdigest("md5"), _KEY_DIGITS)
            shown = self.functions.left(text, LONGEST_TEXT)
            if keep < 1:
                edge = f"{int(keep * 16**_KEY_DIGITS):0{_KEY_DIGITS}x}"
                shown = ibis.cases((columns[KEY] < edge, shown), else_=ibis.null("string"))
            columns[SAMPLED] = shown
        return columns

    def _whole(self, field: Field) -> Expression:
        """A number that is not negative, as an integer; nothing where there is none."""
        import ibis

        value = self._raw(field)
        if field.kind == "integer":
            value = value.try_cast("int64") if value.type().is_unsigned_integer() else value.cast("int64")
        elif field.kind == "float":
            return _floor(value.cast("float64"))
        else:
            plain = self._as_text(field)
            number = plain.try_cast("int64")
            # Engines differ in what they take for a number, not in how they write one.
            value = ibis.cases((number.cast("string") == plain, number), else_=ibis.null("int64"))
        return ibis.cases((value >= 0, value), else_=ibis.null("int64"))

    def _counted(self, field: Field) -> dict[str, Expression]:
        value = self._raw(field)
        if field.role == "image":
            return {"image": value.notnull()}
        name, unit = field.role.split("_")
        number = value if field.kind in ("integer", "float") else self._as_text(field).try_cast("float64")
        number = number.cast("float64") * (1000 if unit == "seconds" else 1)
        return {f"{name}_ms": _floor(number + 0.5)}

    def _date(self, field: Field) -> Expression:
        """A date as it is written, cut to its day where the writing is plain."""
        import ibis

        if field.kind == "float":
            text = _floor(self._raw(field).cast("float64")).cast("string")
        else:
            text = self._as_text(field)
        if field.kind in ("time", "date"):
            return text
        number, left = text.try_cast("int64"), self.functions.left
        return ibis.cases(
            (text.re_search(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]|\z)"), left(text, 10)),
            (text.re_search(r"^[0-9]{14}\z"), left(text, 8)),
            (text.re_search(r"^[0-9]{9,10}\z"), (number - number % 86_400).cast("string")),
            (text.re_search(r"^[0-9]{12,13}\z"), (number - number % 86_400_000).cast("string")),
            else_=left(text, _LONGEST_DATE),
        )


def _in_range(value: Expression, day: Expression, text: Expression) -> Expression:
    """A day as text. Engines differ in how they write those before the year 1 and after 9999."""
    import ibis

    return ibis.cases((value.isnull(), ibis.null("string")), (day.year().between(1, 9999), text), else_=_NO_DAY)


def _by_number(plan: Plan) -> list[tuple[PatternSign, ...]]:
    """The patterns, as many together as there are bits in a number."""
    return [plan.patterns[start : start + _BITS] for start in range(0, len(plan.patterns), _BITS)]


def _shown(text: Expression, patterns: Sequence[PatternSign]) -> Expression:
    """A bit for each pattern that finds something. Nearly no text shows any of them, so they are first asked about all
    at once, and one by one only where that finds something."""
    import ibis

    bits = [
        ibis.cases((text.re_search(one.pattern), ibis.literal(1 << number, "int64")), else_=0)
        for number, one in enumerate(patterns)
    ]
    any_of_them = text.re_search("|".join(f"(?:{one.pattern})" for one in patterns))
    return ibis.cases((any_of_them, sum(bits[1:], bits[0])), else_=0)


def _shows(narrowed: Expression, number: int) -> Expression:
    """Whether a row shows a pattern."""
    import ibis

    bits = narrowed[f"{SIGNS}{number // _BITS}"]
    return (bits & ibis.literal(1 << number % _BITS, "int64")) != 0


def _floor(number: Expression) -> Expression:
    """A number without its fraction; nothing where it is negative, too large, or none."""
    import ibis

    return ibis.cases(((number >= 0) & (number < _TOO_LARGE), number.floor()), else_=ibis.null("int64"))


def totals(narrowed: Expression, patterns: int, by_row: bool) -> Expression:
    """By file: its rows, the number of its first row, and the sums of everything that is summed.

    ``by_row``: only the rows say whether a column is there, so the rows with an address are counted, too.
    """
    kept = {"kept": narrowed[SAMPLED].count()} if SAMPLED in narrowed.columns else {}
    return narrowed.group_by(FILE).agg(first=narrowed[ROW].min(), **_sums(narrowed, patterns, by_row), **kept)


def _sums(narrowed: Expression, patterns: int, by_row: bool) -> dict[str, Expression]:
    """The rows, everything that is summed, and how many rows say a size or, ``by_row``, an address."""
    sums: dict[str, Expression] = {"records": narrowed.count()}
    for name in ("size", "text_bytes", "words", "characters", "audio_ms", "video_ms"):
        if name in narrowed.columns:
            sums[name] = narrowed[name].sum().cast("int64")
    for name in ("size", "text_bytes", *(("authority",) if by_row else ())):
        if name in narrowed.columns:
            sums[f"{name}_told"] = narrowed[name].count()
    flags = {"image": narrowed["image"]} if "image" in narrowed.columns else {}
    if "text_bytes" in narrowed.columns:
        flags |= {f"sign{number}": _shows(narrowed, number) for number in range(patterns)}
    return sums | {name: flag.cast("int64").sum().cast("int64") for name, flag in flags.items()}


def sums_suffice(plan: Plan, fields: Sequence[Field]) -> bool:
    """Whether no row is asked for by itself, as an example or in a sample, and one column at most is tallied: then the
    rows are grouped as they are read."""
    roles = {field.role for field in fields}
    shown = bool(roles & {"text", "messages"}) and bool(plan.patterns or plan.overlaps or plan.sample)
    tallied = [*values_of(fields), *dates_of(fields), *(roles & {"url", "host"})]
    return not shown and len(tallied) <= 1


def grouped(narrowed: Expression, keys: Sequence[str], by_row: bool) -> Expression:
    """The rows and sums by these columns. With ``in_sets`` that is by each of the columns, not by all of them."""
    table = narrowed.group_by(*keys) if keys else narrowed
    return table.agg(**_sums(narrowed, 0, by_row))


def in_sets(query: str, dialect: Dialect) -> str:
    """A query that groups by several columns, made to group by each of them, which Ibis cannot say. Of a row that is
    grouped by one column, the others are null."""
    from sqlglot import exp, parse_one

    tree = parse_one(query, read=dialect, into=exp.Select)
    keys = [tree.selects[int(key.name) - 1].unalias() for key in tree.args["group"].expressions]
    sets = exp.GroupingSets(expressions=[exp.Tuple(expressions=[key.copy()]) for key in keys])
    tree.set("group", exp.Group(grouping_sets=[sets]))
    return tree.sql(dialect, pretty=True)


def totals_of_grouped(table: Expression, keys: Sequence[str]) -> Expression:
    """By file, the totals of what was grouped; of one file alone, without its path."""
    names = [name for name in table.columns if name not in keys]
    if FILE in keys:
        return table.filter(table[FILE].notnull()).select(FILE, *names)
    return table.agg(**{name: table[name].sum().cast("int64") for name in names})


def tally_of_grouped(table: Expression, keys: Sequence[str], column: str) -> Expression:
    """By value of a column, the rows and bytes of all files."""
    rows = table.filter(table[FILE].isnull()) if FILE in keys else table
    size = rows["size"].coalesce(0) if "size" in rows.columns else 0
    return rows.select(value=rows[column], records=rows["records"], bytes=size)


def tally(narrowed: Expression, column: str) -> Expression:
    """By value of a column: rows, and bytes of them."""
    size = narrowed["size"].sum().cast("int64").coalesce(0) if "size" in narrowed.columns else 0
    return narrowed.group_by(value=narrowed[column]).agg(records=narrowed.count(), bytes=size)


def pattern(narrowed: Expression, number: int) -> Expression:
    """The rows whose text a pattern finds something in."""
    return narrowed.filter(_shows(narrowed, number)).select(FILE, ROW)


def overlaps(narrowed: Expression, number: int) -> Expression:
    """The rows whose fingerprint is in a list."""
    import ibis

    prints = ibis.table({"print": "string"}, name=f"{FINGERPRINT}{number}")
    return narrowed.filter(narrowed[f"print{number}"].isin(prints["print"])).select(FILE, ROW)


def counted(rows: Expression) -> Expression:
    """How many rows there are, under the name ``records``."""
    return rows.agg(records=rows.count())


def first(rows: Expression, most: int) -> Expression:
    """The first rows in the order of files and rows."""
    return rows.order_by(FILE, ROW).limit(most)


def sample(narrowed: Expression, most: int) -> Expression:
    """The rows whose key is lowest, with their text."""
    kept = narrowed.filter(narrowed[SAMPLED].notnull()).select(KEY, FILE, ROW, SAMPLED)
    return kept.order_by(KEY, FILE, ROW).limit(most)
