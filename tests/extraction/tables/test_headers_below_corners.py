"""Headers that name a metric only with the head over the labels, and columns that count something else."""

from collections.abc import Callable

from tests.extraction.tables import test_annual_report_tables
from tests.extraction.tables.test_annual_report_tables import Facts

YEAR = 2020
facts = test_annual_report_tables.facts


def test_a_header_goes_on_from_the_head_over_the_labels(facts: Callable[..., Facts]) -> None:
    rows = [
        ["Patents", "Applied", "Granted", "In force"],
        ["Invention", "420", "260", "1,900"],
        ["Utility model", "80", "75", "310"],
    ]
    assert facts(("", rows, [50, 180, 300, 420, 540])) == {
        ("patents_applied", 420, "count", YEAR, (("type", "invention"),)),
        ("patents_granted", 260, "count", YEAR, (("type", "invention"),)),
        ("patents_held", 1900, "count", YEAR, (("type", "invention"),)),
        ("patents_applied", 80, "count", YEAR, (("type", "utility model"),)),
        ("patents_granted", 75, "count", YEAR, (("type", "utility model"),)),
        ("patents_held", 310, "count", YEAR, (("type", "utility model"),)),
    }


def test_sessions_and_people_stand_below_kinds_of_training(facts: Callable[..., Facts]) -> None:
    rows = [
        ["培训类别", "期数", "人次"],
        ["技能培训", "86", "5,600"],
        ["管理培训", "24", "800"],
        ["合计", "110", "6,400"],
    ]
    assert facts(("", rows, [50, 200, 320, 440])) == {
        ("training_sessions", 86, "count", YEAR, (("type", "技能"),)),
        ("training_people", 5600, "person-times", YEAR, (("type", "技能"),)),
        ("training_sessions", 24, "count", YEAR, (("type", "管理"),)),
        ("training_people", 800, "person-times", YEAR, (("type", "管理"),)),
        ("training_sessions", 110, "count", YEAR, ()),
        ("training_people", 6400, "person-times", YEAR, ()),
    }


def test_members_of_a_committee_are_no_meetings(facts: Callable[..., Facts]) -> None:
    rows = [["Committee", "Meetings in 2020", "Members"], ["Audit Committee", "5", "4"], ["Risk Committee", "3", "6"]]
    assert facts(("", rows, [50, 220, 360, 500])) == {
        ("board_committee_meetings", 5, "count", YEAR, (("committee", "audit committee"),)),
        ("board_committee_meetings", 3, "count", YEAR, (("committee", "risk committee"),)),
    }


def test_a_sum_below_a_division_of_the_staff_is_of_all(facts: Callable[..., Facts]) -> None:
    rows = [["专业构成", "人数"], ["会计人员", "460"], ["行政及其他", "210"], ["合计", "670"]]
    assert facts(("", rows, [50, 220, 390])) == {
        ("employees", 460, "persons", YEAR, (("type", "会计人员"),)),
        ("employees", 210, "persons", YEAR, (("type", "行政及其他"),)),
        ("employees_total", 670, "persons", YEAR, ()),
    }


def test_money_of_a_metric_for_each_share_is_for_each_share(facts: Callable[..., Facts]) -> None:
    rows = [["项目", "2020年"], ["每股社会贡献值（元）", "2.36"], ["纳税总额（亿元）", "12.6"]]
    assert facts(("", rows, [50, 260, 420])) == {
        ("social_contribution_per_share", 2.36, "CNY/share", YEAR, ()),
        ("tax_paid", 1.26e9, "CNY", YEAR, ()),
    }
