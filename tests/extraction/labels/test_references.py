"""Labels that refer elsewhere or carry a remark, and heads of columns whose year has two digits. All is invented."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import abbreviates, is_remark, refers, without_forms
from cnesg.framework.lexicon import Hit

POINTING = ["{} (Note 3)", "{} (see note 3)", "{} (see page 45)", "{} (GRI 306-3)", "GRI 306-3 {}"]
REMARKS = [
    "{} (a)",
    "{} (iv)",
    "{} (LA)",
    "{} (restated)",
    "{} (limited assurance)",
    "{} (Group)",
    "{} (all sites)",
    "{} (number)",
    "{} (FTE)",
]


def row_of(label: str) -> str:
    return f"Sustainability report 2021\n\nMetric\tUnit\t2020\t2021\n{label}\tt\t3,520\t3,517\n"


@pytest.mark.parametrize("decorated", [*POINTING, *REMARKS])
def test_a_text_tables_label_may_point_elsewhere_or_carry_a_remark(decorated: str) -> None:
    rows = facts(row_of(decorated.format("Hazardous waste generated")))
    assert [(r.metric, r.value, r.year, r.breakdown) for r in rows] == [
        ("hazardous_waste", 3520, 2020, {}),
        ("hazardous_waste", 3517, 2021, {}),
    ]


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Fuels (peat, natural gas, etc.) burnt", "Fuels burnt"),
        ("Turnover rate of employees (Disclose trends for 3 years)", "Turnover rate of employees"),
        ("Other hazardous waste. Please specify, if any. (used oil)", "Other hazardous waste (used oil)"),
        ("Women in support roles (e.g. payroll)", "Women in support roles"),
        ("Women in science roles (as % of all science roles)", "Women in science roles (%)"),
        ("Scope 1 (fuel and fleet)", "Scope 1 (fuel and fleet)"),
    ],
)
def test_examples_and_bases_in_brackets_name_nothing(label: str, plain: str) -> None:
    assert without_forms(label) == plain


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("用水量（人均）", "人均用水量"),
        ("员工总数（注1）", "员工总数"),
        ("净利润（亏损以“-”号填列）", "净利润"),
        ("废气（SO2）", "废气（SO2）"),  # no form: as printed
    ],
)
def test_brackets_of_forms_may_be_full_width(label: str, plain: str) -> None:
    assert without_forms(label) == plain


@pytest.mark.parametrize("remark", ["折合", "一", "如有", "如适用", "number", "FTE", "No."])
def test_remarks_name_no_part(remark: str) -> None:
    assert is_remark(remark)


@pytest.mark.parametrize(("now", "before"), [("当年", "去年"), ("今年", "去年"), ("当年(吨)", "上年(吨)")])
def test_heads_that_name_a_year_without_its_number(now: str, before: str) -> None:
    rows = facts(f"指标\t单位\t{now}\t{before}\n危险废物产生量\t吨\t351\t362\n")
    assert [(r.value, r.year, r.breakdown) for r in rows] == [(351, 2021, {}), (362, 2020, {})]


def test_a_years_profit_that_a_head_compares_with_names_no_year() -> None:
    assert header_year("占当年净利润的比例", 2023) is None


def test_a_row_that_is_a_note_has_no_values() -> None:
    assert facts(row_of("Note to hazardous waste generated")) == []


def test_what_names_a_part_is_no_remark() -> None:
    assert not any(map(is_remark, ["contractors", "Europe", "incinerated", "发电", "market-based", "AB"]))


@pytest.mark.parametrize("head", ["2023.12.31", "YE23", "CY 23", "'23", "Dec-23", "31-Dec-23", "FYE 2023", "YR 2023"])
def test_heads_with_years_of_two_digits(head: str) -> None:
    assert header_year(head, 2023) == 2023


@pytest.mark.parametrize("head", ["10年", "Dec 23", "23", "Y23", "may23"])
def test_other_numbers_of_two_digits_are_no_years(head: str) -> None:
    assert header_year(head, 2023) is None


def test_columns_headed_by_such_years() -> None:
    text = "Sustainability report 2021\n\nMetric\tUnit\tYE20\tYE21\nHazardous waste generated\tt\t3,520\t3,517\n"
    assert [(r.value, r.year) for r in facts(text)] == [(3520, 2020), (3517, 2021)]


def test_the_reporting_period_before() -> None:
    assert [header_year(head, 2023) for head in ("报告期", "上一报告期", "本期", "上一期")] == [2023, 2022, 2023, 2022]


def test_abbreviations_are_no_classes() -> None:
    assert abbreviates("EUI", "Energy use intensity ")
    assert abbreviates("FR", "失能伤害频率")
    assert not abbreviates("UK", "Electricity consumption ")
    assert not abbreviates("office", "Electricity consumption ")


@pytest.mark.parametrize("remark", ["FTE", "headcount", "number", "by revenue", "per employee", "past three years"])
def test_how_something_is_counted_is_a_remark(remark: str) -> None:
    assert is_remark(remark)


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Hazardous waste (kg) (in thousands)", 512_000, "kg"),
        ("Water consumption (m3) (in millions)", 512_000_000, "m3"),
        ("Energy consumption (kWh—includes gas and diesel)", 512, "kWh"),
        ("Energy consumption (kWh – including steam)", 512, "kWh"),
    ],
)
def test_a_label_with_its_unit_and_scale_in_brackets(label: str, value: float, unit: str) -> None:
    text = f"Sustainability report 2021\n\n| | 2021 | 2020 |\n|---|---|---|\n| {label} | 512 | 498 |\n"
    assert [(r.value, r.unit, r.breakdown) for r in facts(text) if r.year == 2021] == [(value, unit, {})]


@pytest.mark.parametrize(
    ("label", "word", "points"),
    [
        ("Reduction in emissions compared to the base year", "compared", True),
        ("Emissions compared with FY20 baseline", "compared", True),
        ("Emissions compared with peers", "compared", False),
    ],
)
def test_a_base_that_a_label_compares_with_keeps_its_values(label: str, word: str, points: bool) -> None:
    start = label.index(word)
    found = Hit(0, label.lower().index("emissions"), label.lower().index("emissions") + 9)
    assert refers(label, (start, start + len(word)), [found]) is points
    assert not refers(label, (start, start + len(word)), [])
