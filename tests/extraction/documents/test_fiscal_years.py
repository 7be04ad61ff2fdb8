"""The fiscal year that a document reports on, and the day on which its fiscal years end."""

from pathlib import Path

import pytest

from cnesg.extraction.documents.fiscal_years import fiscal_year, last_year_ended, year_end
from cnesg.extraction.prose.years.years import year_at
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import fold, read_document


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某某股份有限公司", "2016年度社会责任报告", "公司成立于1998年"], 2016),
        # the dividends that were paid are for the year before
        (["截至2024年末,员工900人", "2024年开展培训12场", "报告期内,实施了2023年度利润分配"], 2024),
        (["报告期(2022年度)", "2023年3月披露", "2023年的目标"], 2022),
        (["二零一六年度社会责任报告"], 2016),
        (["Our performance", "FY20 FY21", "Total waste 41 37", "We will halve it by 2030"], 2021),
        (["Emissions FY25 FY24 FY23", "Figures of FY24 and FY23 are restated"], 2025),
        (["ESG Report 2021", "This report covers the period from January 1, 2021 to December 31, 2021"], 2021),
        (["Annual report", "for the year ended 31 December 2022"], 2022),
        (
            ["ESG data", "2022 2021 2020", "Indicator Unit 2022 2021 2020 2017", "Data for 2020 have been restated"],
            2022,
        ),
        ([fold("截至二零二三年十二月三十一日止年度"), fold("二零二二年12人"), "产生废物5吨(2022年:6吨)"], 2023),
        (["Report", "As at 31 December 2023", "Used 5 MWh (2022: 6 MWh), 7 m3 (2022: 8 m3), 3 t (2022: 4 t)"], 2023),
        (
            [
                "| | 2023 | 2022 | 2021* | 2020* |",
                "| Base year, 2018 | 2023 |",
                "down 4% compared to 2018 (base year 2018)",
            ],
            2023,
        ),
        (
            [
                "Metric 2022 2021",
                "Halve emissions by 2040",
                "25% less by 2040 from a 2018 base year",
                "net zero by 2040",
            ],
            2022,
        ),
        (
            [
                "Data | 2022 | 2023 |",
                "(GRI 305: Emissions 2016)",
                "General Disclosures 2021, 2-9",
                "GRI 2: Foundation 2021",
            ],
            2023,
        ),
        (["较2015年下降", "以2015年为基准", "基准年2015", "2019年用水5吨"], 2019),
        (["Unit | 2017 | 2018 1) | ||", "Sludge prior to 2010", "by 2035, from a 2010 base year", "by 2035"], 2018),
        # what a board dealt with in the year is of the year before
        (
            ["2019年开展培训12场", "会议审议了《2018年度董事会工作报告》《2018年度利润分配方案》", "2019年捐赠5万元"],
            2019,
        ),
        (["2018年度社会责任报告", "2018年开展培训12场"], 2018),
        (["no year here"], None),
        (["柏园股份有限公司", "111年度 公司治理運作情形", "預計於2050年達成淨零"], 2022),
        (["民國112年企業社會責任報告"], 2023),
        (["走过120年历史", "走過120年歷史"], None),
        (["Environmental, Social and Governance Report 2022/23"], 2023),
        (["环境、社会及管治报告2022/23"], 2023),
        (["ESG report", "Reporting period: 1 April 2022 to 31 March 2023"], 2023),
    ],
)
def test_the_year_a_document_reports_on(lines: list[str], year: int | None) -> None:
    assert fiscal_year(lines) == year


def test_the_file_name_helps_where_the_text_does_not() -> None:
    assert fiscal_year(["no year"], "report-2019.pdf") == 2019


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("This report covers the year ended 31 March 2023.", (3, 31)),
        ("for the financial years ended March 31, 2023 and 2022", (3, 31)),
        ("our fiscal year ends on 30 June", (6, 30)),
        ("from 1 October 2021 to 30 September 2022", (9, 30)),
        ("April 1, 2022 through March 31, 2023", (3, 31)),
        ("截至2023年3月31日止年度", (3, 31)),
        ("截至二零二三年六月三十日止財政年度", (6, 30)),
        ("報告期間為2022年7月1日至2023年6月30日", (6, 30)),
        ("2022年1月1日至2022年12月31日", (12, 31)),
        ("for the year ended 31 December 2022", (12, 31)),
        ("for the six months ended 30 June 2023", (12, 31)),
        ("截至2023年6月30日止六个月", (12, 31)),
        ("1 April 2022 to 30 September 2022", (12, 31)),  # half a year
        ("the 52 weeks of the year ended 2 April 2023", (12, 31)),  # another day each year
        ("the year ended 31 June 2023", (12, 31)),  # there is none
        ("nothing is said", (12, 31)),
    ],
)
def test_the_day_on_which_fiscal_years_end(text: str, day: tuple[int, int]) -> None:
    assert year_end([fold(text)]) == day


def test_the_day_told_most_often_counts() -> None:
    assert year_end(["year ended 31 March 2023", "year ended 31 March 2022", "year ended 31 December 2022"]) == (3, 31)


def test_a_period_told_once_is_not_the_companys_where_31_december_is_spoken_of() -> None:
    told = "本报告期间为2015年5月1日-2016年4月30日"
    assert year_end([told]) == (4, 30)
    assert year_end([told, *["截至2016年12月31日,公司有员工3,000人"] * 4]) == (12, 31)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["Data sheet 2024", "the fiscal year ended June 30, 2023 (FY23)", "year ended June 30, 2022"], 2023),
        (["报告期间为2022年4月1日至2023年3月31日"], 2023),
        (["our fiscal year ends on 30 June"], None),
    ],
)
def test_the_last_year_that_a_report_says_has_ended(lines: list[str], year: int | None) -> None:
    assert last_year_ended(lines) == year


def test_a_year_of_publication_is_no_year_of_who_names_them_otherwise(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Data sheet 2024\nfor the fiscal year ended June 30, 2023\nIn FY23 we have 321 employees (FY22: 300).\n",
        encoding="utf-8",
    )
    rows = extract_quantities(read_document(report), load_methodology(), year=2023)
    assert {(row.value, row.year, row.period) for row in rows} == {
        (321, 2023, "2022-07-01/2023-06-30"),
        (300, 2022, "2021-07-01/2022-06-30"),
    }


def test_days_after_the_reports_own_year_stay_with_it() -> None:
    text, ends = "As at 31 December 2023 the Group had 321 employees", (3, 31)
    assert year_at(text, text.index("321"), 2023, ends=ends) == 2023
    assert year_at(text.replace("2023", "2022"), text.index("321"), 2023, ends=ends) == 2023
    assert year_at(text.replace("December 2023", "January 2022"), text.index("321"), 2023, ends=ends) == 2022


def test_years_named_by_two_are_the_one_they_end_in_and_have_its_days(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Environmental, Social and Governance Report 2022/23\n"
        "This report covers the year ended 31 March 2023.\n"
        "Indicator\tUnit\t2022/23\t2021/22\n"
        "Total electricity consumption\tkWh\t52,345\t53,456\n"
        "We used 1,234 m3 (2021/22: 1,300 m3) of water. At 31 March 2023 the Group had 321 employees.\n"
        "In October 2022 we donated HK$1.2 million. In May 2021 we held 12 board meetings.\n",
        encoding="utf-8",
    )
    rows = extract_quantities(read_document(report), load_methodology())
    assert {(row.metric, row.value, row.year, row.period) for row in rows} == {
        ("electricity", 52345, 2023, "2022-04-01/2023-03-31"),
        ("electricity", 53456, 2022, "2021-04-01/2022-03-31"),
        ("water_total", 1234, 2023, "2022-04-01/2023-03-31"),
        ("water_total", 1300, 2022, "2021-04-01/2022-03-31"),
        ("employees_total", 321, 2023, "2022-04-01/2023-03-31"),
        ("donations_total", 1.2e6, 2023, "2022-04-01/2023-03-31"),
        ("board_meetings", 12, 2022, "2021-04-01/2022-03-31"),
    }


@pytest.mark.parametrize("given", [2023, 2022])
def test_years_have_the_names_of_who_gives_one(tmp_path: Path, given: int) -> None:
    """Some name the fiscal year to March 2023 after 2022; its days stay the same."""
    report = tmp_path / "report.txt"
    report.write_text(
        "Report 2022/23\nfor the year ended 31 March 2023\nWe have 321 employees (2021/22: 300).\n", encoding="utf-8"
    )
    rows = extract_quantities(read_document(report), load_methodology(), year=given)
    assert {(row.value, row.year, row.period) for row in rows} == {
        (321, given, "2022-04-01/2023-03-31"),
        (300, given - 1, "2021-04-01/2022-03-31"),
    }


def test_editions_of_standards_behind_codes_are_no_years_of_the_report() -> None:
    lines = [
        "Performance data",
        "GRI standard 2021 2022",
        *(f"{code} (2016) Total 12 13" for code in ("401-1", "404-1")),
    ]
    assert fiscal_year([*lines, "303-3 (2018) Water 30 31", "305-7 (2016) NOx 3 4", "2-7 (2021) Staff 5 6"]) == 2022


@pytest.mark.parametrize(
    "dealt_with",
    [
        "审议通过了2018年度董事会工作报告",
        "审议了2018年度董事会工作报告、2018年度利润分配方案、2018年度财务决算",
        "听取2018年度的独立董事述职报告",
        "2018年内部控制审计报告",
        "会议审议2018年年度股东大会议案",
    ],
)
def test_what_a_board_dealt_with_is_no_title_of_the_report(dealt_with: str) -> None:
    assert fiscal_year([dealt_with, "2019年用水5吨"]) == 2019


@pytest.mark.parametrize("title", ["2018年度社会责任报告", "2018年度报告", "2018年,公司发布董事会工作报告"])
def test_a_title_beside_it_still_counts(title: str) -> None:
    assert fiscal_year(["审议了2017年度董事会工作报告", title, "2018年用水5吨"]) == 2018


def test_what_a_board_dealt_with_tells_the_year_where_nothing_else_does() -> None:
    assert fiscal_year(["2018年度董事会工作报告"]) == 2018
