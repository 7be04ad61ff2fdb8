"""Repetitions of one fact become one row."""

from dataclasses import replace

from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.merge import merge
from cnesg.framework import load_methodology

KNOW = Knowledge.of(load_methodology())
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
