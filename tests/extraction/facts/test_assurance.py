"""What an outside party assures."""

from pathlib import Path

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
FACTS = {
    "en": "In 2024 our Scope 1 greenhouse gas emissions were 1,200 tCO2e. Water consumption was 45,000 tonnes in 2024.",
    "zh": "2024年，公司范围一温室气体排放量为1,200吨二氧化碳当量。2024年用水量为45,000吨。",
}


def assured(tmp_path: Path, language: str, *lines: str) -> dict[str, str]:
    path = tmp_path / "report-2024.txt"
    path.write_text("\n\n".join((FACTS[language], *lines)) + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(path), METHODOLOGY, year=2024)
    return {row.metric: row.assurance for row in rows}


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        (
            "en",
            ("Independent Assurance Statement", "We provide limited assurance on Scope 1 greenhouse gas emissions."),
            {"ghg_scope1": "limited", "water_total": "unknown"},
        ),
        (
            "zh",
            ("独立鉴证报告", "我们对范围一温室气体排放量执行了合理保证的鉴证业务。"),
            {"ghg_scope1": "reasonable", "water_total": "unknown"},
        ),
        ("zh", ("本报告未经第三方鉴证。",), {"ghg_scope1": "none", "water_total": "none"}),
        ("en", ("This report has not been externally assured.",), {"ghg_scope1": "none", "water_total": "none"}),
        ("en", ("Quality assurance is part of our work.",), {"ghg_scope1": "unknown", "water_total": "unknown"}),
    ],
)
def test_the_level_of_the_statement_goes_to_the_metrics_it_names(
    tmp_path: Path, language: str, lines: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert assured(tmp_path, language, *lines) == expected


def test_of_two_levels_the_lower_one_counts(tmp_path: Path) -> None:
    rows = assured(
        tmp_path,
        "en",
        "Independent assurance report",
        "We were engaged to give reasonable assurance on Scope 1 emissions.",
        "We give limited assurance on water consumption.",
    )
    assert rows == {"ghg_scope1": "limited", "water_total": "limited"}
