"""An invented report as companies in Hong Kong write them, in traditional Chinese and in English: both say the same."""

from pathlib import Path

import pytest

from cnesg.pipeline.gap_reports.gaps import GapOptions, gap_of_file
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_file

REPORTS = Path(__file__).parents[1] / "cases" / "gap"
CHINESE, ENGLISH = REPORTS / "hong-kong.zht.txt", REPORTS / "hong-kong.en.txt"
NOT_SPOKEN_OF = {"13", "14-Consistency", "14-Materiality", "14-Quantitative", "15"}  # how the report was made


def test_quantities_are_the_same_in_both_languages() -> None:
    chinese, english = (
        sorted((q.metric, q.value, q.year, tuple(q.breakdown)) for q in extract_file(report, options).quantities)
        for report, options in ((CHINESE, ExtractionOptions(year=2023)), (ENGLISH, ExtractionOptions(year=2023)))
    )
    assert chinese == english
    assert len(chinese) == 51


@pytest.mark.parametrize("report", [CHINESE, ENGLISH])
def test_every_item_of_the_guide_is_answered(report: Path) -> None:
    items = gap_of_file(report, GapOptions("hkex-app27", year=2023)).items
    assert {item for item, found in items.items() if found.status != "disclosed"} <= NOT_SPOKEN_OF
