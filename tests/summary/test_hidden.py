"""Records that are not public are counted and never printed: not in the form, not in the annex, in no format."""

from __future__ import annotations

from typing import Any

import pytest

from lineage.finding import Finding, Layer, Severity
from lineage.summary import write_html, write_json, write_markdown
from tests.summary.build import everything, field, summary_of, text

HIDEABLE = (
    [("datasets", position) for position, dataset in enumerate(everything()["datasets"])]
    + [("models", position) for position in range(1, 8)]
    + [("measures", position) for position in range(4)]
)


def finding(message: str, place: tuple[str | int, ...]) -> Finding:
    return Finding("TST001", "test", Severity.WARNING, Layer.RULE, message, "Do it.", place)


def secrets(record: dict[str, Any]) -> set[str]:
    """Texts that stand in no other record."""
    return {value for key in ("name", "description", "url") if isinstance(value := record.get(key), str)}


@pytest.mark.parametrize(("noun", "position"), HIDEABLE)
def test_a_hidden_record_is_printed_nowhere(noun: str, position: int) -> None:
    data = everything()
    record = data[noun][position]
    record["visibility"] = "internal"
    record["name"] = f"Zanzibar {position}" if "name" in record else record.get("name")
    if record["name"] is None:
        del record["name"]
    findings = [finding(f'"{record["id"]}" has a fault', (noun, position)), finding("All is well", ("corpora", 0))]
    summary = summary_of(data, findings=findings)
    for written in (write_markdown(summary), write_html(summary), write_json(summary)):
        for secret in secrets(record):
            assert secret not in written
        assert f'"{record["id"]}" has a fault' not in written
        assert f'"/{noun}/{position}/' not in written, "no place in it either"
        assert f"&quot;{record['id']}&quot; has a fault" not in written
    assert "1 finding on records that are not public: not printed." in text(summary.annex)
    assert "All is well" in text(summary.annex)


def test_hidden_records_are_counted() -> None:
    data = everything()
    for dataset in data["datasets"]:
        dataset["visibility"] = "authorities"
    summary = summary_of(data)
    for number in ("2.1.c", "2.1.d", "2.3.f", "2.6.b"):
        assert "1 further dataset is not described here: its record is not public." in text(field(summary, number))
    assert "2 further datasets are not described here" in text(field(summary, "2.4.c"))
    assert "☒ Text" in text(field(summary, "2.1.b")), "hidden records count among the modalities"


def test_a_private_dataset_that_is_not_known_is_described_and_not_named() -> None:
    summary = summary_of(everything(), findings=[finding('"Discreet Archive" is old', ("corpora", 0))])
    written = write_markdown(summary) + write_html(summary) + write_json(summary)
    assert "Films about the sea." in written
    assert "Discreet Archive" not in written
    assert "Secret Vendor" not in written
