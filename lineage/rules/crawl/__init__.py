"""Rules on crawled data: who crawled, how, when, and which domains (section 2.3 of the EU template)."""

from __future__ import annotations

from lineage.rules.crawl import crawlers, domains, period

__all__ = ["crawlers", "domains", "period"]
