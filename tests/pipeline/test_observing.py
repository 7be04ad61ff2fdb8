"""What a report's quantities become in the store."""

from datetime import date
from pathlib import Path

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.pipeline.observing import DocumentFacts, quantity_rows
from cnesg.text import read_document


def test_a_share_of_electricity_is_another_fact_and_answers_no_data_point(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Sustainability report 2023\n\nIndicator\tUnit\t2023\nPercentage of renewable electricity\t%\t62\n"
        "Share of renewable energy in total energy consumption\t%\t19\nPurchased electricity\tMWh\t4,120\n",
        encoding="utf-8",
    )
    facts = DocumentFacts("A", 2023, date(2024, 4, 30), "filing", "0" * 16)
    rows = quantity_rows(extract_quantities(read_document(report), load_methodology(), year=2023), facts)
    told = {(row["value"], row["basis"], row["data_point"]) for row in rows.iter_rows(named=True)}
    assert {(62.0, "electricity", None), (19.0, "", "E0103-02")} <= told
    assert rows["fact_key"].n_unique() == len(rows)
