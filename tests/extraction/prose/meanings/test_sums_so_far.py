"""English sums of all years so far. All invented."""

from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())


def periods(sentence: str, folder: Path) -> list[tuple[float, str]]:
    report = folder / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    return [(one.value, one.breakdown.get("period", "")) for one in found]


@pytest.mark.parametrize(
    ("sentence", "value", "period"),
    [
        ("51,000+ volunteer hours by employees for the community since 2016.", 51_000, "2016-2023"),
        ("We have reached 297,480 beneficiaries till date.", 297_480, "cumulative"),
        ("The foundation has reached over 500,000 beneficiaries across the country to date.", 500_000, "cumulative"),
        ("We have planted 120,000 trees since the programme began in 2012.", 120_000, "2012-2023"),
        ("So far we have invested RMB 30 million in poverty alleviation.", 30_000_000, "cumulative"),
        ("Dividends of RMB 3 billion have been paid since listing.", 3_000_000_000, "cumulative"),
        ("We planted 12,000 trees, our largest planting to date.", 12_000, ""),
        ("In the year to date, 320 volunteers took part.", 320, ""),
        ("Water consumption was 3,200 m3, down since 2019.", 3_200, ""),
        ("Our emissions have fallen to 32,000 tCO2e since 2019.", 32_000, ""),
        ("We have held 35 patents since 2010.", 35, ""),
    ],
)
def test_sums_up_to_now(sentence: str, value: float, period: str, tmp_path: Path) -> None:
    assert periods(sentence, tmp_path) == [(value, period)]
