"""The functions that DuckDB and Spark spell differently, and that Ibis does not know."""

from __future__ import annotations

from typing import Any, Final, Literal

Dialect = Literal["duckdb", "spark"]
WORDS: Final = "words__"
"""The function that we give to DuckDB: see ``lineage.scan.engine.words``."""
_WHITE: Final = "\t\n\f\r"
Expression = Any
"""An expression of Ibis, which carries no types."""


class Functions:
    """The spelling of one engine."""

    def __init__(self, dialect: Dialect) -> None:
        import ibis

        if dialect == "spark":
            ibis.pyspark  # noqa: B018  (its options exist once it is looked at)
        self.dialect = dialect
        self._builtin = ibis.udf.scalar.builtin

    def _call(self, name: str, returns: str, *arguments: Expression) -> Expression:
        """A function of the engine, by its name."""
        import ibis

        values = [ibis.literal(one) if isinstance(one, str | int) else one for one in arguments]
        signature = (tuple(value.type() for value in values), returns)
        parameters = ", ".join(f"a{number}" for number in range(len(values)))
        blank = eval(f"lambda {parameters}: None")
        blank.__name__ = name
        return self._builtin(blank, name=name, signature=signature)(*values)

    def byte_length(self, text: Expression) -> Expression:
        """Bytes of a text in UTF-8."""
        name = "strlen" if self.dialect == "duckdb" else "octet_length"
        return self._call(name, "int64", text)

    def words(self, text: Expression) -> Expression:
        """How many runs there are between tab, line feed, form feed, carriage return and space."""
        if self.dialect == "duckdb":
            return self._call(WORDS, "int64", text)
        for white in _WHITE:
            text = text.replace(white, " ")
        return text.split(" ").filter(lambda word: word != "").length()

    def own(self, name: str, text: Expression) -> Expression:
        """A function that we gave to the engine: of a text, a text."""
        return self._call(name, "string", text)

    def left(self, text: Expression, most: int) -> Expression:
        """The first characters. What Ibis makes of its own measures the text first."""
        return self._call("left", "string", text, most)

    def part(self, text: Expression, separator: str, number: int) -> Expression:
        """What stands between two separators, counted from 1; empty where there are fewer."""
        return self._call("split_part", "string", text, separator, number)

    def to_json(self, nested: Expression) -> Expression:
        """A list or an object as JSON text, nulls included (which Spark must be set up for)."""
        return self._call("to_json", "string", nested)

    def json_at(self, text: Expression, names: tuple[str, ...]) -> Expression:
        """The value at a path in JSON text, as JSON text; a text is without its quotation marks."""
        if self.dialect == "duckdb":
            path = "$" + "".join(f'."{name}"' for name in names)
            if '"' in "".join(names):  # which has no place between quotation marks
                path = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)
            return self._call("json_extract_string", "string", text, path)
        return self._call("get_json_object", "string", text, "$" + "".join(f"['{name}']" for name in names))

    def messages(self, text: Expression) -> Expression:
        """Of JSON text, the list of messages in it."""
        if self.dialect == "duckdb":
            shape = '[{"content":"VARCHAR","value":"VARCHAR","text":"VARCHAR"}]'
        else:
            shape = "array<struct<content:string,value:string,text:string>>"
        return self._call("from_json", "array<struct<content:string,value:string,text:string>>", text, shape)
