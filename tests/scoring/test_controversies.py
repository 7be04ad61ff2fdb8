"""Controversy-adjusted scores: worked cases, the oracle, and what must hold whatever happens."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, PROFILES, markets, particulars, tables
from tests.scoring.oracle import Oracle
from tests.small_methodology import AS_OF, YEAR
from tests.small_methodology import inputs as input_table

from cnesg.framework.definitions import Profile
from cnesg.framework.definitions.controversies import Controversies
from cnesg.framework.loader import load_methodology
from cnesg.framework.methodology import Methodology
from cnesg.framework.overrides import with_profile
from cnesg.model import SCORES
from cnesg.model.tables import ADJUSTED
from cnesg.model.told_news import ToldNews
from cnesg.scoring import score, scored
from cnesg.scoring.controversies import (
    SEVERE_EVENTS,
    Weighed,
    deducted,
    lost_points,
    severe_types,
    weighed_by,
    with_adjusted,
)
from cnesg.scoring.plan import Leaf, scoring_plan

SHIPPED = load_methodology()
DEFAULT = SHIPPED.profiles["default"]
RULE = SHIPPED.rules.controversies
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "controversies.yaml").read_text(encoding="utf-8"))
deterministic = settings(derandomize=True, deadline=None, max_examples=60 if FULL else 25)


def severe(code: str, standing: str, days: float, **more: Any) -> dict[str, Any]:
    key = more.pop("event", code)
    return {
        "company_id": "C",
        "event": f"C:{key}",
        "code": code,
        "title": f"Title of {key}",
        "quote": "what happened",
        "first_at": AS_OF - timedelta(days=days),
        "first_source": "Example Daily",
        "news": [f"item-{key}"],
        "standing": standing,
        "amount": None,
        "deaths": None,
    } | more


def event_table(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SEVERE_EVENTS)


def weighed(methodology: Methodology = SHIPPED, profile: Profile = DEFAULT) -> Weighed:
    found = weighed_by(methodology, profile)
    assert found is not None
    return found


def score_table(synthetic: dict[str, float | None]) -> pl.DataFrame:
    rows = [
        {
            "as_of": AS_OF,
            "company_id": "C",
            "code": code,
            "kind": kind,
            "score": value,
            "low": None if value is None else max(value - 8, 0),
            "high": None if value is None else min(value + 12, 100),
            "coverage": 0.5,
            "confirmed_share": 0.0,
            "estimated_share": 0.0,
            "peer_group": "MARKET",
            "peer_count": 1,
            "no_score": "least-information" if value is None else None,
        }
        for code, value in sorted(synthetic.items())
        for kind in (ADJUSTED, "disclosure", "performance", "synthetic")
    ]
    return SCORES.conform(pl.DataFrame(rows, infer_schema_length=None))


def adjusted_of(scores: pl.DataFrame, company: str = "C") -> dict[str, dict[str, Any]]:
    rows = scores.filter(pl.col("kind") == ADJUSTED, pl.col("company_id") == company)
    return {row["code"]: row for row in rows.iter_rows(named=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_cases(case: dict[str, Any]) -> None:
    rows = [severe(**{k: v for k, v in one.items() if k not in ("deduction", "left_out")}) for one in case["events"]]
    told = [
        {
            "company_id": "C",
            "data_point": point,
            "value": 1.0,
            "observations": [ToldNews(c, f"item-{c}").evidence for c in codes],
        }
        for point, codes in case.get("told", {}).items()
    ]
    for one in told:  # events of one text share it
        one["observations"] += [ToldNews("E03-002", "item-one").evidence]
    stated = [{"company_id": "C", "data_point": code, "value": value} for code, value in case.get("stated", {}).items()]
    revenue = {"C": case["revenue"]} if "revenue" in case else {}
    lost = {("C", point): points for point, points in case.get("lost", {}).items()}
    found = deducted(event_table(rows), input_table([*told, *stated]), lost, revenue, weighed(), YEAR, AS_OF)
    by_code = {row["code"]: row for row in found.iter_rows(named=True)}
    for one in case["events"]:
        if "deduction" in one:
            assert by_code[one["code"]]["deduction"] == pytest.approx(one["deduction"]), one
            assert by_code[one["code"]]["left_out"] == one.get("left_out"), one
    assert found.height == len({row["event"] for row in rows})
    shown = adjusted_of(with_adjusted(score_table(case["synthetic"]), found, SHIPPED))
    for code, wanted in case["adjusted"].items():
        before, row = case["synthetic"][code], shown[code]
        if wanted is None:
            assert (row["score"], row["low"], row["high"], row["no_score"]) == (None, None, None, "least-information")
            continue
        assert row["score"] == pytest.approx(wanted), code
        moved = before - wanted
        assert row["low"] == pytest.approx(max(max(before - 8, 0) - moved, 0)), code
        assert row["high"] == pytest.approx(before + 12 - moved), code
        assert row["grade"] == next(s.grade for s in SHIPPED.rules.grades.steps if round(row["score"], 2) >= s.least)
        assert (row["rank"], row["peer_count"]) == (1, 1)


TYPES = {"E01-004": 4, "E02-003": 3, "E03-018": 5, "S01-008": 5, "S01-012": 3, "S01-019": 4}
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(sorted(TYPES)),
        st.sampled_from(["confirmed", "reported", "alleged", "denied"]),
        st.sampled_from([0.0, 200.0, 365.0, 400.5, 1000.0, 1095.0, 2000.0]),
        st.sampled_from([None, 0.0, 3e6, 1e9]),
        st.sampled_from([None, 3, 12]),
    ),
    max_size=12,
)
Told = list[tuple[int, str, str, float, float | None, int | None]]


def with_rule(small: Methodology) -> Methodology:
    return replace(small, rules=small.rules.model_copy(update={"controversies": RULE}))


def by_of(small: Methodology, profile: Profile) -> Weighed:
    """Of a small methodology, which has no folder of news: types of our own."""
    weights = {code: profile.weights.get(code, entry.weight.value) for code, entry in small.dimensions.items()}
    chosen = {c for c in small.level2 if not profile.indicators or c.startswith(profile.indicators)}
    weights = {code: weight for code, weight in weights.items() if any(c.startswith(code) for c in chosen)}
    assert isinstance(RULE, Controversies)
    return Weighed(
        terms=RULE.terms,
        severity=TYPES,
        by_amount=frozenset({"S01-012", "E01-004"}),
        gravest=frozenset({"E03-018"}),
        accidents=frozenset({"S01-008"}),
        scored_by={},
        issues=frozenset(code[:3] for code in chosen),
        weights={code: weight / sum(weights.values()) for code, weight in weights.items()},
    )


def rows_of(told: Told, ids: list[str]) -> list[dict[str, Any]]:
    return [
        severe(code, standing, days, event=f"{number}-{code}", amount=amount, deaths=deaths)
        | {"company_id": ids[who % len(ids)]}
        for number, (who, code, standing, days, amount, deaths) in enumerate(told)
        if TYPES[code] >= 4
    ]


def adjusted_market(small: Methodology, scores: pl.DataFrame, rows: list[dict[str, Any]], by: Weighed) -> pl.DataFrame:
    revenue = {row["company_id"]: 1e9 for row in rows}
    return with_adjusted(scores, deducted(event_table(rows), input_table([]), {}, revenue, by, YEAR, AS_OF), small)


@given(markets(), PROFILES, EVENTS)
@deterministic
def test_agrees_with_the_oracle(market: Any, profile: Profile, told: Told) -> None:
    small, industry_of, inputs = market
    small, ids = with_rule(small), sorted(industry_of)
    by = by_of(small, profile)
    before, _ = score(
        *tables(industry_of, inputs), small, profile, fiscal_year=YEAR, as_of=AS_OF, materiality=MATERIALITY
    )
    rows = rows_of(told, ids)
    after = adjusted_market(small, before, rows, by)
    assert after.filter(pl.col("kind") != ADJUSTED).equals(before.filter(pl.col("kind") != ADJUSTED))
    assert after.equals(after.sort(SCORES.sort_by))
    oracle = Oracle(inputs, industry_of, small, profile, particulars(industry_of), MATERIALITY)
    synthetic = before.filter(pl.col("kind") == "synthetic", pl.col("code").is_in(["TOTAL", *small.dimensions]))
    shown = {(row["company_id"], row["code"]): row for row in after.filter(pl.col("kind") == ADJUSTED).to_dicts()}
    assert len(shown) == synthetic.height
    for row in synthetic.iter_rows(named=True):
        mine = [
            {
                "issue": one["code"][:3],
                "severity": TYPES[one["code"]],
                "standing": one["standing"],
                "money": one["amount"] if one["code"] in by.by_amount else None,
                "revenue": 1e9,
                "days": (AS_OF - one["first_at"]) / timedelta(days=1),
                "grave": one["code"] in by.gravest or (one["code"] in by.accidents and (one["deaths"] or 0) >= 10),
                "scored": one["code"][:3] not in by.issues,
            }
            for one in rows
            if one["company_id"] == row["company_id"]
        ]
        found = shown[row["company_id"], row["code"]]
        if row["score"] is None:
            assert found["score"] is None
            assert found["no_score"] == row["no_score"]
            continue
        assert found["score"] == pytest.approx(oracle.adjusted(row["score"], row["code"], mine), abs=1e-9)
        assert 0 <= found["low"] <= found["score"] <= found["high"] <= 100
        assert found["score"] <= row["score"]
        if not mine:
            same = ("score", "low", "high", "coverage", "confirmed_share", "estimated_share", "peer_group")
            assert [found[name] for name in same] == [row[name] for name in same]


def total_of(rows: list[dict[str, Any]]) -> float:
    found = deducted(event_table(rows), input_table([]), {}, {"C": 1e9}, weighed(), YEAR, AS_OF)
    total = adjusted_of(with_adjusted(score_table({"TOTAL": 60, "E": 55, "S": 50, "G": 70}), found, SHIPPED))["TOTAL"]
    return float(total["score"])


OF_SHIPPED = st.lists(
    st.builds(
        severe,
        st.sampled_from(severe_types(weighed())),
        st.sampled_from(["alleged", "reported", "confirmed"]),
        st.floats(0, 1200),
        event=st.text("abcdef", min_size=3, max_size=9),
        amount=st.sampled_from([None, 1e5, 5e6, 1e9]),
        deaths=st.sampled_from([None, 2, 30]),
    ),
    max_size=6,
    unique_by=lambda row: row["event"],
)


@given(OF_SHIPPED, st.randoms(use_true_random=False))
@deterministic
def test_neither_order_nor_reprints_matter_and_no_event_raises_a_score(rows: list[dict[str, Any]], random: Any) -> None:
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert total_of(shuffled) == total_of(rows) <= 60
    reprinted = [row | {"news": [*row["news"], "reprint"]} for row in rows]
    assert total_of(reprinted) == total_of(rows)
    assert all(total_of(rows) <= total_of(rows[:number]) for number in range(len(rows)))


@given(OF_SHIPPED.filter(bool), st.integers(0, 5), st.data())
@deterministic
def test_graver_surer_younger_and_dearer_never_costs_less(rows: list[dict[str, Any]], place: int, data: Any) -> None:
    number = place % len(rows)
    row, by = rows[number], weighed()
    of_issue = [c for c in severe_types(by) if c[:3] == row["code"][:3] and by.severity[c] >= by.severity[row["code"]]]
    kept = by.by_amount | by.gravest | by.accidents
    graver = data.draw(st.sampled_from([row["code"], *(c for c in of_issue if not {c, row["code"]} & kept)]))
    changes: list[dict[str, Any]] = [
        {"code": graver},
        {"standing": "confirmed"},
        {"first_at": AS_OF},
        {"amount": None if row["amount"] is None else row["amount"] * 10},
        {"deaths": (row["deaths"] or 0) + 9},
    ]
    for change in changes:
        worse = [row | change if n == number else one for n, one in enumerate(rows)]
        assert total_of(worse) <= total_of(rows) + 1e-9, change


def test_nothing_is_adjusted_where_the_profile_has_no_rule() -> None:
    strict = SHIPPED.profiles["strict-2022"]
    assert weighed_by(with_profile(SHIPPED, strict), strict) is None
    assert weighed_by(SHIPPED, DEFAULT) is not None


def test_an_event_outside_the_profile_takes_nothing_off() -> None:
    climate = SHIPPED.profiles["climate"]
    by = weighed(SHIPPED, climate)
    assert by.weights == {"E": 1.0}
    rows = [severe("G10-001", "confirmed", 0), severe("E04-005", "reported", 0)]
    found = deducted(event_table(rows), input_table([]), {}, {}, by, YEAR, AS_OF)
    assert found["left_out"].to_list() == [None, "not-in-profile"]
    shown = adjusted_of(with_adjusted(score_table({"TOTAL": 60, "E": 60}), found, SHIPPED))
    assert {code: row["score"] for code, row in shown.items()} == {"TOTAL": 42, "E": 42}  # 60 - 30 x 0.6


def test_a_value_carried_from_the_year_of_the_event_has_scored_it() -> None:
    rows = [severe("S01-008", "confirmed", 600)]  # told in November 2022
    carried = {"company_id": "C", "data_point": "S0103-01", "value": 2.0, "origin": "carried"}
    lost = {("C", "S0103-01"): 3.0}
    for method, wanted in (("carried(year=2022); selection", 3.0), ("carried(year=2021); selection", 0.0)):
        values = input_table([carried | {"method": method}])
        found = deducted(event_table(rows), values, lost, {}, weighed(), YEAR, AS_OF)
        assert found["scored"].to_list() == [wanted]


@given(markets(), PROFILES)
@deterministic
def test_lost_points_are_what_the_best_value_would_add(market: Any, profile: Profile) -> None:
    """A figure at its best raises the dimension by exactly these points, all weights as they are."""
    small, industry_of, inputs = market
    found = scored(*tables(industry_of, inputs), small, profile, fiscal_year=YEAR, as_of=AS_OF, materiality=MATERIALITY)
    points = sorted(
        {
            part.source.data_point
            for node in scoring_plan(small, profile)
            for part in node.parts
            if isinstance(part.source, Leaf)
        }
    )
    lost = lost_points(found, found.ids.to_list(), points)
    parts: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in found.parts().iter_rows(named=True):
        parts.setdefault((row["company_id"], row["code"], row["kind"]), []).append(row)

    def at_best(company: str, code: str, kind: str, point: str) -> float:
        total = 0.0
        for row in parts.get((company, code, kind), []):
            if row["rule"] is not None:
                score_ = 100.0 if row["part"] == point and kind == "performance" else row["score"]
            elif row["part"] in ("disclosure", "performance"):
                score_ = at_best(company, code, row["part"], point)
            else:
                score_ = at_best(company, row["part"], kind, point)
            total += row["effective_weight"] * (score_ or 0.0)
        return total

    for company in industry_of:
        for point in points:
            now, best = (at_best(company, point[0], "synthetic", name) for name in ("", point))
            assert lost[company, point] == pytest.approx(best - now, abs=1e-9)


def test_ranks_and_grades_follow_the_adjusted_scores() -> None:
    two = [
        row | {"company_id": company, "score": points, "low": points, "high": points}
        for company, points in (("A", 60.0), ("C", 70.0))
        for row in score_table({"TOTAL": 60}).to_dicts()
    ]
    found = deducted(event_table([severe("G10-001", "confirmed", 0)]), input_table([]), {}, {}, weighed(), YEAR, AS_OF)
    after = with_adjusted(SCORES.conform(pl.DataFrame(two, infer_schema_length=None)), found, SHIPPED)
    shown = after.filter(pl.col("kind") == ADJUSTED).select("company_id", "score", "rank", "grade").rows()
    assert shown == [("A", 60.0, 1, "BBB"), ("C", 35.0, 2, "B")]
    assert with_adjusted(after, found.clear(), SHIPPED).filter(pl.col("kind") == ADJUSTED)["score"].to_list() == [
        60,
        70,
    ]
