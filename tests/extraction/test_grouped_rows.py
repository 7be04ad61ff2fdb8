"""Rows of text tables below groups: by what they are divided, topics before them, numbers of rows. All is invented."""

import pytest
from tests.extraction.texts import facts


def told(table: str) -> set[tuple[str, float, int, frozenset[str]]]:
    found = facts(f"2021年环境、社会及治理报告\n\n{table}\n")
    return {(row.metric, row.value, row.year, frozenset(row.breakdown.values())) for row in found}


def now(table: str) -> set[tuple[str, float, frozenset[str]]]:
    return {(metric, value, classes) for metric, value, year, classes in told(table) if year == 2021}


@pytest.mark.parametrize(
    ("rows", "metric", "value", "classes"),
    [
        ("员工总数\t3,120\t3,010\n按性别\n男性\t1,702\t1,655", "employees", 1702, {"male"}),
        ("员工总数\t3,120\t3,010\n按雇佣类型\n兼职\t88\t91", "employees", 88, {"兼职"}),
        ("雇员流失率（%）\t9.4\t9.9\n按年龄\n30-50岁\t7.7\t8.1", "turnover_rate", 7.7, {"30-50岁"}),
        ("员工权益\t员工总数\t3,120\t3,010\n员工权益\t女性\t1,418\t1,355", "employees", 1418, {"female"}),
        ("员工人数\t总计\t3,120\t3,010\n员工人数\t男性\t1,702\t1,655", "employees", 1702, {"male"}),
        ("员工人数－男性\t1,702\t1,655", "employees", 1702, {"male"}),
        ("有害废弃物－废灯管（千克）\t41\t44", "hazardous_waste", 41, {"废灯管"}),
        (
            "危险废物产生量（吨）\t61.3\t63.4\n其中：委外处置量（吨）\t60.1\t62.2",
            "hazardous_waste_disposed",
            60.1,
            set(),
        ),
        ("专利申请总数（累计）（件）\t913\t846", "patents_applied", 913, {"cumulative"}),
        ("人均受训时数（小时）\n一般员工\t9.6\t9.2", "training_hours_avg", 9.6, {"一般员工"}),
    ],
)
def test_a_row_is_of_its_group(rows: str, metric: str, value: float, classes: set[str]) -> None:
    assert (metric, value, frozenset(classes)) in now(f"指标\t2021年\t2020年\n{rows}")


def test_a_title_below_a_class_is_no_rest_of_its_label() -> None:
    table = "指标\t2021年\t2020年\n受训员工百分比（%）\n一般员工\t79.6\t77.1\n平均受训时数（小时）\n一般员工\t9.6\t9.2"
    assert ("trained_share", 79.6, frozenset({"一般员工"})) in now(table)


def test_a_number_of_a_part_is_no_value() -> None:
    table = "序号\t指标\t单位\t2021年\t2020年\n1\t员工总数\t人\t3,120\t3,010\n1.1\t女性员工\t人\t1,418\t1,355"
    assert now(table) == {("employees_total", 3120, frozenset()), ("employees", 1418, frozenset({"female"}))}


def test_a_year_in_the_first_cell_groups_nothing_away() -> None:
    table = (
        "年份\t类别\t人数\n2021年\t员工总数\t3,120\n2021年\t男性\t1,702\n2020年\t员工总数\t3,010\n2020年\t男性\t1,655"
    )
    assert not {row for row in told(table) if row[1] == 1655 and row[2] == 2021}


@pytest.mark.parametrize(
    "rows",
    [
        "氨氮排放量（吨）\t2.1\t2.2\n总磷（吨）\t0.3\t0.4",
        "能源与资源\n办公用纸量（吨）\t0.3\t0.4",
        "客户净推荐值\t0.3\t0.4",
        "购买CCER数量（吨）\t0.3\t0.4",
        "集体协议覆盖员工比例（%）\t0.3\t0.4",
        "接受反腐败培训的董事占比（%）\t0.3\t0.4",
        "食品安全事故（起）\t0.3\t0.4",
    ],
)
def test_another_thing_takes_no_metric_from_above(rows: str) -> None:
    assert 0.3 not in {value for _, value, _ in now(f"指标\t2021年\t2020年\n{rows}")}


def test_thousands_of_taiwan() -> None:
    found = facts("2021年永續報告書\n\n項目\t單位\t2021年\t2020年\n訓練總經費\t新台幣仟元\t41,206\t40,118\n")
    assert {(row.metric, row.value, row.unit) for row in found} == {
        ("training_investment", 41_206_000, "TWD"),
        ("training_investment", 40_118_000, "TWD"),
    }


TITLES = [
    ("New hires", "new_hires"), ("Work-related fatalities", "fatalities"), ("Injuries (number)", "recordable_injuries"),
    ("Employee turnover (persons)", "turnover_count"), ("新进员工人数", "new_hires"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "metric"), TITLES)
@pytest.mark.parametrize("where", ["{0}\n\t2021\t2020\n{1}", "{0}\t2021\t2020\n{1}", "\t2021\t2020\n{0}\n{1}"])
def test_rows_that_say_whom_are_of_their_title(title: str, metric: str, where: str) -> None:
    rows = (
        "Permanent employees\t10\t12\nFemale employees\t20\t31"
        if title.isascii()
        else "男性员工\t10\t12\n女性员工\t20\t31"
    )
    classes = ({"permanent"}, {"female"}) if title.isascii() else ({"male"}, {"female"})
    assert now(where.format(title, rows)) == {
        (metric, 10, frozenset(classes[0])),
        (metric, 20, frozenset(classes[1])),
    }


def test_a_row_that_says_more_than_whom_is_its_own() -> None:
    rows = "Of colleagues who completed the survey\t85%\t78%\nEmployee engagement score\t77%\t74%"
    assert ("employee_satisfaction", 85, frozenset()) not in now(f"Employee engagement score\n\t2021\t2020\n{rows}")


WHOLES = [
    ("New hires", "new_hires"), ("Number of leavers", "turnover_count"), ("新进员工", "new_hires"),
    ("Employees who received training", "training_people"), ("Recordable injuries", "recordable_injuries"),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "metric"), WHOLES)
def test_rows_that_add_up_to_the_row_above_are_of_it(whole: str, metric: str) -> None:
    men, women, young, old = (
        ("Male employees", "Female employees", "Employees under 30", "Employees over 30")
        if whole.isascii()
        else ("男性员工", "女性员工", "30岁以下员工", "30岁以上员工")
    )
    rows = f"{whole}\t30\t43\n{men}\t10\t12\n{women}\t20\t31\n{young}\t25\t30\n{old}\t5\t13"
    found = now(f"指标\t2021年\t2020年\n{rows}" if not whole.isascii() else f"\t2021\t2020\n{rows}")
    assert {(name, value) for name, value, _ in found} == {(metric, value) for value in (30, 10, 20, 25, 5)}


def test_rows_that_add_up_to_something_else_are_staff() -> None:
    rows = "New hires\t30\t43\nMale employees\t100\t120\nFemale employees\t200\t310"
    assert {(name, value) for name, value, _ in now(f"\t2021\t2020\n{rows}")} == {
        ("new_hires", 30), ("employees", 100), ("employees", 200),
    }  # fmt: skip


def test_rates_below_a_rate_are_its_own_unless_they_make_a_hundred() -> None:
    rows = "Turnover rate\t12.0%\t13.0%\nMale employees\t{0}%\t{0}%\nFemale employees\t{1}%\t{1}%"
    assert ("turnover_rate", 15, frozenset({"male"})) in now(f"\t2021\t2020\n{rows.format(15, 10)}")
    assert ("employees_share", 45, frozenset({"male"})) in now(f"\t2021\t2020\n{rows.format(45, 55)}")


@pytest.mark.parametrize("title", ["Employees who took parental leave", "Employees entitled to maternity leave"])
@pytest.mark.parametrize(
    "where",
    ["{0}\n\t2021\t2020\n{1}", "{0}\t2021\t2020\n{1}", "\t2021\t2020\n{0}\n{1}", "\t2021\t2020\n{0}\t30\t43\n{1}"],
)
def test_people_on_leave_are_not_the_staff(title: str, where: str) -> None:
    assert now(where.format(title, "Male employees\t10\t12\nFemale employees\t20\t31")) == set()


@pytest.mark.parametrize("where", ["{0}\n\t2021\t2020\n{1}", "{0}\t2021\t2020\n{1}", "\t2021\t2020\n{0}\n{1}"])
def test_men_and_women_of_a_board_are_no_meetings(where: str) -> None:
    assert now(where.format("Board of Directors", "Male\t5\t6\nFemale\t3\t4")) == {
        ("board_directors", 5, frozenset({"male"})), ("female_directors", 3, frozenset()),
    }  # fmt: skip
