"""The engines that count: DuckDB in this process, Spark for what outgrows it. Both run the same expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lineage.scan.engine.counts import Engine


def engine(name: str = "duckdb", master: str | None = None, session: Any = None) -> Engine:
    """An engine by its name: ``duckdb``, or ``spark`` with the address of its master or with a session that is there.

    Raises :class:`lineage.errors.LineageError` where what it needs is not installed.
    """
    from lineage.errors import LineageError

    wanted = ("duckdb", "ibis", "pyarrow") if name == "duckdb" else ("pyspark", "duckdb", "ibis", "pyarrow")
    for module in wanted:
        _need(module)
    if name == "duckdb":
        from lineage.scan.engine.duck import Duck

        return Duck()
    if name == "spark":
        from lineage.scan.engine.spark import Spark

        return Spark(master, session)
    raise LineageError(f'there is no engine "{name}"', "the engines are duckdb and spark")


def _need(module: str) -> None:
    from importlib.util import find_spec

    from lineage.errors import LineageError

    if find_spec(module) is None:
        extra = "spark" if module == "pyspark" else "scan"
        raise LineageError(f"{module} is not installed", f'install it with: pip install "training-lineage[{extra}]"')
