"""The market's table on five companies whose order can be told by eye."""

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.framework.definitions import Industry, Name
from cnesg.pipeline.views.market import BIN, Filter, Market, Sort, name_column, rows_of, sorted_rows
from cnesg.pipeline.views.runs import ShownRun

RUN = ShownRun(
    "r1", datetime(2024, 6, 30, 15, 59, 59, tzinfo=UTC), 2023, "default", "m", 7, datetime(2024, 7, 1, tzinfo=UTC)
)
TREE = {
    code: Industry(
        code=code,
        level=level,
        parent=parent,
        name=Name(en=f"Trade {code}", zh=f"行业{code}"),
    )
    for code, level, parent in (("340000", 1, None), ("340500", 2, "340000"), ("630000", 1, None))
}
# company, industry, group, total, rank in the group
ROWS = (
    ("A", "340500", "340000", 80.0, 1),
    ("B", "340500", "340000", 60.0, 2),
    ("C", "340000", "340000", 60.0, 2),
    ("D", "630000", "630000", 99.9, 1),
    ("E", None, "MARKET", 0.0, 5),
)


def market(totals: dict[str, float] | None = None) -> Market:
    rows = []
    for company, _, group, total, rank in ROWS:
        score = total if totals is None else totals[company]
        for code in ("TOTAL", "E"):
            for kind in ("synthetic", "disclosure"):
                rows += [
                    {
                        "company_id": company,
                        "code": code,
                        "kind": kind,
                        "score": score if code == "TOTAL" else 100 - score,
                        "low": 0.0,
                        "high": 100.0,
                        "grade": "AAA" if score >= 80 else "C",
                        "rank": rank,
                        "peer_count": 3,
                        "peer_group": group,
                        "percentile": 0.5,
                        "coverage": score / 100,
                        "confirmed_share": score / 200,
                        "estimated_share": 0.1,
                        "no_score": None,
                    }
                ]
    companies = pl.DataFrame(
        [
            {
                "company_id": company,
                "name_en": f"{company} Works",
                "name_zh": f"{company}厂股份有限公司",
                "short_name": None if company == "E" else f"{company}厂",
                "code": f"60000{n}.SH",
                "market": "hk" if company == "D" else "a-share",
                "industry": industry,
            }
            for n, (company, industry, *_) in enumerate(ROWS)
        ]
    )
    return Market(RUN, pl.DataFrame(rows), companies, TREE, {"340000": TREE["340000"].name}, ["AAA", "B", "C"])


def ids(rows: pl.DataFrame) -> str:
    return "".join(rows["company_id"])


def test_best_first_and_equal_ones_share_the_better_place() -> None:
    table = market().table()
    assert list(zip(table["company_id"], table["place"], strict=True)) == [
        ("D", 1),
        ("A", 2),
        ("B", 3),
        ("C", 3),
        ("E", 5),
    ]
    assert ids(market().table("E")) == "EBCAD"  # in this example the environmental score is 100 less the total


def test_a_broader_industry_holds_those_below_it() -> None:
    seen = market()
    assert ids(seen.chosen(Filter(industry="340000"))) == "ABC"
    assert ids(seen.chosen(Filter(industry="340500"))) == "AB"
    assert [industry.code for industry in seen.industries] == ["340000", "630000"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(words="b works"), "B"),
        (Filter(words="厂"), "DABCE"),
        (Filter(words="600003"), "D"),
        (Filter(grade="AAA"), "DA"),
        (Filter(market="hk"), "D"),
        (Filter(least_confirmed=0.4), "DA"),
        (Filter(words=".*"), ""),  # what is typed is no pattern
    ],
)
def test_filters(wanted: Filter, found: str) -> None:
    assert ids(market().chosen(wanted)) == found


def test_neighbours_are_of_the_peer_group_and_hold_the_company() -> None:
    rows = market().neighbours("B", each_side=1)
    assert [row["company_id"] for row in rows] == ["A", "B", "C"]
    assert [row["company_id"] for row in market().neighbours("A", each_side=1)] == ["A", "B", "C"]
    assert market().neighbours("nobody") == []


def test_names_in_the_readers_language_and_the_one_there_is() -> None:
    table = market().table()
    assert table.select(name_column("zh"))["name"].to_list()[-1] == "E厂股份有限公司"
    assert table.select(name_column("en"))["name"].to_list()[0] == "D Works"


@pytest.mark.parametrize(("sort", "first"), [("name", "A"), ("score", "E"), ("grade", "D"), ("s", "D")])
def test_sorting_from_the_least_up(sort: Sort, first: str) -> None:
    rows = sorted_rows(market().table(), sort, "en", descending=False)
    assert rows["company_id"][0] == first


def test_rows_in_the_order_in_which_they_are_named() -> None:
    assert [row["company_id"] for row in rows_of(market().table(), ["E", "nobody", "A"])] == ["E", "A"]


@given(st.fixed_dictionaries({company: st.floats(0, 100) for company in "ABCDE"}))
def test_every_company_stands_in_one_bar_and_under_one_letter(totals: dict[str, float]) -> None:
    found = market(totals).distribution()
    assert sum(found.counts) == sum(found.grades.values()) == found.companies == 5
    for start, count in zip(found.starts, found.counts, strict=True):
        inside = [v for v in totals.values() if start <= v < start + BIN or (v == 100 and start == 100 - BIN)]
        assert len(inside) == count
    assert found.median == sorted(totals.values())[2]


def test_nobody_has_no_median() -> None:
    seen = market()
    found = seen.distribution(rows=seen.chosen(Filter(words="nobody")))
    assert (found.companies, found.median, found.quartiles) == (0, None, None)
