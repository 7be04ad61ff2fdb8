"""Repetitions of one fact become one row."""

from dataclasses import replace

from tests.extraction.texts import KNOW

from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.facts.merge import merge

TABLE = Candidate(
    "dividends_total", 442_670_000.0, "CNY", "44,267", "万元", None, {}, 2021, "actual", "row", "table",
    Place(None, 35, None, "合计 44,267"), (0, 35, 3),
)  # fmt: skip


def test_a_sum_over_years_takes_the_digits_of_the_table_and_the_table_its_period() -> None:
    prose = replace(
        TABLE, value=440_000_000.0, raw_value="4.4", raw_unit="亿元", breakdown={"period": "cumulative"}, role="clause",
        order=(0, 12, 9),
    )  # fmt: skip
    (one,) = merge(KNOW, [prose, TABLE])
    assert (one.value, one.breakdown) == (442_670_000.0, {"period": "cumulative"})


def test_a_proposed_figure_printed_again_without_saying_so_is_one_fact() -> None:
    proposed = replace(TABLE, breakdown={"status": "proposed"}, order=(0, 12, 9))
    (one,) = merge(KNOW, [proposed, replace(TABLE, raw_value="4.4", value=440_000_000.0)])
    assert (one.value, one.breakdown) == (442_670_000.0, {"status": "proposed"})


def test_a_part_that_is_the_whole_stays_beside_it() -> None:
    part = replace(
        TABLE, metric="non_hazardous_waste", unit="t", value=0.151, raw_value="0.151", breakdown={"type": "纸"}
    )
    whole = replace(part, breakdown={})
    assert len(merge(KNOW, [part, whole])) == 2


def test_a_figure_under_a_class_in_prose_is_the_one_in_the_table() -> None:
    prose = replace(TABLE, breakdown={"type": "现金"}, role="clause", place=Place(None, 80, None, "442,670,000元"))
    (one,) = merge(KNOW, [prose, TABLE])
    assert one.breakdown == {}


def test_cells_of_a_table_with_the_same_figure_are_two_facts() -> None:
    other = replace(TABLE, breakdown={"type": "中期"}, place=Place(None, 36, None, "中期 44,267"))
    assert len(merge(KNOW, [TABLE, other])) == 2


def test_a_profit_beside_the_owners_part_is_the_one_with_minorities() -> None:
    whole = replace(TABLE, metric="net_profit", value=9.04e8, raw_value="9.04", raw_unit="亿元", named="净利润")
    part = replace(whole, value=8.77e8, raw_value="8.77", named="归属于上市公司股东净利润")
    assert {c.value: c.breakdown for c in merge(KNOW, [whole, part])} == {
        9.04e8: {"type": "含少数股东损益"},
        8.77e8: {},
    }


def test_more_than_a_round_number_is_the_figure_that_begins_so() -> None:
    exact = replace(TABLE, metric="employees_total", unit="persons", value=26_109.0, raw_value="26,109")
    rounded = replace(exact, value=20_000.0, raw_value="两", qualifier="over", order=(0, 80, 9))
    assert [one.value for one in merge(KNOW, [rounded, exact])] == [26_109.0]
    assert len(merge(KNOW, [replace(rounded, value=10_000.0), exact])) == 2
    courses = [replace(one, metric="training_people") for one in (rounded, exact)]
    assert len(merge(KNOW, courses)) == 2


def test_a_boundary_is_a_class_only_where_another_is_given() -> None:
    energy = replace(TABLE, metric="energy_total", unit="PJ", value=90.0, raw_value="90")
    equity = replace(energy, value=61.0, raw_value="61", breakdown={"boundary": "equity basis"})
    managed = replace(energy, breakdown={"boundary": "100% managed basis"})
    assert [one.breakdown for one in merge(KNOW, [equity])] == [{}]
    assert {one.breakdown["boundary"] for one in merge(KNOW, [equity, managed])} == {
        "equity basis",
        "100% managed basis",
    }


def test_withdrawn_water_is_a_class_only_beside_what_is_consumed() -> None:
    withdrawn = replace(
        TABLE, metric="water_total", unit="m3", value=820.0, raw_value="820", breakdown={"type": "withdrawal"}
    )
    consumed = replace(withdrawn, value=310.0, raw_value="310", breakdown={}, order=(0, 36, 3))
    assert [one.breakdown for one in merge(KNOW, [withdrawn])] == [{}]
    assert [one.breakdown for one in merge(KNOW, [withdrawn, consumed])] == [{"type": "withdrawal"}, {}]


def test_a_stake_told_again_without_its_holder_is_no_second_one() -> None:
    held = replace(
        TABLE, metric="shareholding", unit="%", value=31.5, raw_value="31.5", raw_unit="%", breakdown={"holder": "甲"}
    )
    note = replace(held, breakdown={}, place=Place(None, 60, None, "持股31.5%"), order=(0, 60, 3))
    assert [one.breakdown for one in merge(KNOW, [held, note])] == [{"holder": "甲"}]


def test_an_intensity_of_one_scope_keeps_it_where_sums_need_none() -> None:
    total = replace(
        TABLE, metric="ghg_intensity", unit="tCO2e/m2", value=0.5, raw_value="0.5", breakdown={"scope": "scope 1 and 2"}
    )
    single = replace(total, value=0.2, raw_value="0.2", breakdown={"scope": "scope 1"}, order=(0, 36, 3))
    assert {one.value: one.breakdown for one in merge(KNOW, [total, single])} == {0.5: {}, 0.2: {"scope": "scope 1"}}


def test_the_expense_of_research_is_a_part_of_what_is_spent() -> None:
    spent = replace(TABLE, metric="rd_spend", value=158.0, raw_value="158.0", named="研发投入合计")
    expense = replace(
        spent, value=145.7, raw_value="145.7", named="研发费用", place=Place(None, 30, None, "研发费用 145.7")
    )
    assert [one.breakdown for one in merge(KNOW, [expense, spent])] == [{"type": "费用化"}, {}]
    assert [one.breakdown for one in merge(KNOW, [expense])] == [{}]


def test_parts_of_one_list_with_the_same_figure_are_two() -> None:
    place = Place(None, 8, None, "其中北区1,050家、中区1,050家")
    first = replace(
        TABLE, metric="suppliers", unit="count", value=1050.0, raw_value="1,050", role="clause", place=place,
        breakdown={"type": "北区"}, order=(0, 8, 4),
    )  # fmt: skip
    second = replace(first, breakdown={"type": "中区"}, order=(0, 8, 12), place=replace(place, line=9))
    assert len(merge(KNOW, [first, second])) == 2


def test_a_sum_told_once_with_its_scopes_and_once_without_says_none() -> None:
    told = replace(TABLE, metric="ghg_total", unit="tCO2e", value=4300.0, raw_value="4,300", role="clause")
    row = replace(
        told, breakdown={"scope": "范围一及范围二"}, role="row", order=(0, 40, 3), place=Place(None, 40, None, "4,300")
    )
    assert [one.breakdown for one in merge(KNOW, [told, row])] == [{}]


def test_a_class_ends_in_no_figure_that_was_cut_out_of_the_text_with_it() -> None:
    spent = replace(TABLE, metric="ecological_investment", breakdown={"purpose": "复垦面积2"})
    came = replace(TABLE, metric="training_people", unit="person-times", value=48000.0, breakdown={"type": "4.8万"})
    aged = replace(TABLE, metric="employees", unit="persons", value=210.0, breakdown={"age": "30岁至50"})
    classes = {one.metric: one.breakdown for one in merge(KNOW, [spent, came, aged])}
    assert classes == {
        "ecological_investment": {"purpose": "复垦面积"}, "training_people": {}, "employees": {"age": "30岁至50"}
    }  # fmt: skip
