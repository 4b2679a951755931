"""Rules on measurements: what is declared of a dataset against what a scan counted in its files, in both directions."""

from __future__ import annotations

from lineage.rules.measured import domains, generators, languages, periods, reports, sizes

__all__ = ["domains", "generators", "languages", "periods", "reports", "sizes"]
