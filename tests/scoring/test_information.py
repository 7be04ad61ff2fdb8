"""Who is rated: worked examples, and what withholding a score may and may not change."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.test_cases import load
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
    quantity,
    rules,
)

from cnesg.framework.definitions.rules import LeastInformation
from cnesg.scoring import score
from cnesg.scoring.information import LEAST_INFORMATION, rated

SHARES = {"disclosure": 0.05, "performance": 0.15, "synthetic": 0.15}
FLOORS = LeastInformation(
    floors=({"level": "total", **SHARES}, {"level": "dimension", **SHARES}), basis="assumed", reference="tests"
)
LEVEL2 = ("E0101", "S0101")


def points_of(code: str) -> tuple[list[str], list[str]]:
    """Codes of the items and of the figures of an indicator."""
    return [f"{code}-{n:02}" for n in range(1, 11)], [f"{code}-{n:02}" for n in range(11, 21)]


def small(floors: LeastInformation | None) -> Any:
    indicators = []
    for code in LEVEL2:
        said, figures = points_of(code)
        measures = [items(*((one, 1.0) for one in said)), *(absolute(one, [(0.0, 1.0), (5.0, 4.0)]) for one in figures)]
        indicators.append(level2(code, [*map(item, said), *map(quantity, figures)], measures, mix=0.5))
    return methodology(indicators, rules=rules().model_copy(update={"least_information": floors}))


def stated(company: str, counts: dict[str, dict[str, int]], value: float = 9.0) -> list[dict[str, Any]]:
    rows = []
    for code in LEVEL2:
        said, figures = points_of(code)
        of_code = counts.get(code[0], {"items": 0, "figures": 0})
        rows += [
            {"company_id": company, "data_point": one, "value": 1.0, "text": "mention"}
            for one in said[: of_code["items"]]
        ]
        rows += [{"company_id": company, "data_point": one, "value": value} for one in figures[: of_code["figures"]]]
    return rows


def scores_of(rows: list[dict[str, Any]], who: list[str], floors: LeastInformation | None = FLOORS) -> pl.DataFrame:
    market = companies(dict.fromkeys(who, "110101"))
    return score(inputs(rows), market, small(floors), EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)[0]


@pytest.mark.parametrize("case", load("least-information"), ids=lambda case: case["title"])
def test_worked_examples(case: dict[str, Any]) -> None:
    scores = scores_of(stated("C", case["stated"]), ["C"])
    by = {(row["code"], row["kind"]): row for row in scores.iter_rows(named=True)}
    for one in case["expected"]:
        row = by[one["code"], one["kind"]]
        assert row["coverage"] == pytest.approx(one["coverage"]), one["arithmetic"]
        assert (row["score"] is not None) == one["rated"], one["arithmetic"]
        assert row["no_score"] == (None if one["rated"] else LEAST_INFORMATION)


COUNTS = st.fixed_dictionaries(
    {d: st.fixed_dictionaries({"items": st.integers(0, 4), "figures": st.integers(0, 4)}) for d in "ES"}
)


@given(st.lists(COUNTS, min_size=1, max_size=6), st.lists(st.floats(0.0, 9.0), min_size=6, max_size=6))
def test_what_is_withheld_has_no_place_and_changes_no_figure_of_others(
    told: list[dict[str, dict[str, int]]], values: list[float]
) -> None:
    who = [f"C{n}" for n in range(len(told))]
    rows = [
        row for one, counts, value in zip(who, told, values, strict=False) for row in stated(one, counts, round(value))
    ]
    given_all, found = scores_of(rows, who, None), scores_of(rows, who)
    is_rated = found["score"].is_not_null()
    assert (found["no_score"].is_null() == is_rated).all()
    for name in ("low", "high", "rank", "percentile"):
        assert (found[name].is_not_null() == is_rated).all(), name
    assert found.filter(~is_rated)["grade"].is_null().all()
    for name in ("score", "low", "high", "coverage"):
        assert found.filter(is_rated)[name].equals(given_all.filter(is_rated)[name])
    groups = ["code", "kind", "peer_group"]
    counts = found.group_by(groups).agg(
        pl.col("score").count().cast(pl.Int64).alias("rated"),
        pl.col("peer_count").n_unique().alias("told"),
        pl.col("peer_count").first(),
        pl.col("rank").min(),
    )
    assert (counts["rated"] == counts["peer_count"]).all()
    assert (counts["told"] == 1).all()
    assert counts.filter(pl.col("rated") > 0)["rank"].eq(1).all()


def test_only_those_with_a_total_are_rated() -> None:
    much = {"E": {"items": 8, "figures": 8}, "S": {"items": 8, "figures": 8}}
    words = {"E": {"items": 9, "figures": 0}, "S": {"items": 9, "figures": 0}}
    scores = scores_of([*stated("A", much), *stated("B", words)], ["A", "B", "C"])
    assert rated(scores, ("disclosure",)) == {"A", "B"}
    assert rated(scores) == {"A"}


def test_a_level_has_one_row_of_floors() -> None:
    with pytest.raises(ValueError, match="named twice"):
        LeastInformation(floors=({"level": "total", **SHARES},) * 2, basis="assumed", reference="tests")
