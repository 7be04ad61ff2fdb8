"""Of figures that contradict each other the whole stays. All texts are invented."""

from tests.extraction.texts import facts


def told(text: str, metric: str = "employees_total") -> list[float]:
    return [row.value for row in facts(text) if row.metric == metric and not row.breakdown]


def test_people_who_did_something_are_no_employees_in_total() -> None:
    some = "公司对总经理助理以上干部、总部高级员工共计216名干部员工出具了廉洁审查意见。"
    assert told(some) == []  # they are of a rank
    assert told(f"公司现有员工13000人。\n\n{some}") == [13000.0]


def test_what_a_project_will_earn_is_not_what_the_company_earns() -> None:
    table = "指标\t2021年\n营业收入(万元)\t973,342\n"
    assert told(f"{table}\n基地投产后营业收入达到30亿元。\n", "revenue") == [9733420000.0]


def test_the_parent_company_beside_the_group_stays() -> None:
    assert told("集团共有员工58,023人。\n\n本行共有员工54,620人。\n") == [58023.0, 54620.0]


def test_without_a_figure_that_tells_the_whole_all_stay() -> None:
    assert told("营业收入2亿元。\n\n营业收入9亿元。\n", "revenue") == [200000000.0, 900000000.0]
