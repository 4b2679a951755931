"""What paged documents print around the blocks: their title, and headings with their numbers."""

from __future__ import annotations

from lineage.summary.blocks import Section, Summary


def document_title(summary: Summary) -> str:
    """The title in the properties of a file, by which windows and catalogues name it."""
    return f"{summary.title}: {summary.subject}"


def heading(section: Section) -> str:
    """The heading of a section with its number."""
    numbered = section.number and section.number != "Annex"
    return f"{section.number}. {section.heading}" if numbered else section.heading
