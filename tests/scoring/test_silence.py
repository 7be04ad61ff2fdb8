"""Silence does not pay: whatever a company withdraws, none of its own scores rises."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
    name,
    observations,
    quantity,
    relative,
    rules,
)

from cnesg.framework import Methodology
from cnesg.framework.definitions import Derivation
from cnesg.framework.definitions.rules import AverageSizes, SizeScale
from cnesg.imputation import impute, select_inputs
from cnesg.scoring import score

Fact = dict[str, Any]
INDUSTRIES = ("110101", "110100", "110200", "340500", "999999")
FACTS = (
    "electricity",
    "carbon",
    "revenue",
    "women",
    "men",
    "staff",
    "women_share",
    "accidents",
    "recycled",
    "meetings",
)
STATEMENTS = ("E0102-02", "S0101-02")
GIVEN_UP = "G0502-03"
YEARS = (YEAR - 2, YEAR - 1, YEAR)
_OURS: dict[str, Any] = {"basis": "assumed", "reference": "tests"}


def derivation(metric: str, formula: str, spread: float) -> Derivation:
    return Derivation(metric=metric, name=name(metric), formula=formula, spread=spread, **_OURS)


def every_kind_of_rule(least_peers: float, undisclosed: float) -> Methodology:
    """Relative, absolute and item measures, sums and shares by definition, a derivation with spread, own words."""
    on = [(0.0, 4.0), (1.0, 2.0), (2.0, 1.0), (4.0, 0.0)]
    shares = [(0.0, 1.0), (20.0, 2.0), (40.0, 4.0), (60.0, 3.0)]
    sized = AverageSizes(scales=(SizeScale(size="staff", data_points=("S0102-01",)),), **_OURS)
    given_up = applying(unless=[case("given-up", since=date(2022, 1, 1), data_point=GIVEN_UP)])
    return methodology(
        [
            level2("E0101", [quantity("E0101-01", direction="lower", formula="electricity / revenue")],
                   [relative("E0101-01")], 2.0),
            level2(
                "E0102",
                [quantity("E0102-01", direction="lower", formula="carbon / revenue"), item("E0102-02", "policy")],
                [relative("E0102-01", 0.7), items(("E0102-01", 1.0), ("E0102-02", 2.0))],
                mix=0.6,
            ),
            level2("E0201", [quantity("E0201-01", "recycled")],
                   [relative("E0201-01"), absolute("E0201-01", shares, 0.5)]),
            level2(
                "S0101",
                [quantity("S0101-01", "women_share"), item("S0101-02", "action")],
                [
                    absolute("S0101-01", shares),
                    items(("S0101-02", 1.0)).model_copy(update={"feeds": "performance"}),
                    items(("S0101-01", 1.0), ("S0101-02", 1.0)),
                ],
            ),
            level2("S0102", [quantity("S0102-01", "accidents", direction="lower")],
                   [absolute("S0102-01", on), relative("S0102-01", 0.3)]),
            level2("S0201", [item("S0201-01", kind="event")], [absolute("S0201-01", on)]),
            level2("G0501", [quantity("G0501-01", formula="women / staff")], [relative("G0501-01")], 0.5),
            level2("G0502", [quantity("G0502-01", "meetings"), item(GIVEN_UP)], [relative("G0502-01"),
                   absolute("G0502-01", shares, 0.5)], applies=given_up),
        ],
        rules=rules(least_peers=least_peers, undisclosed_score=undisclosed).model_copy(
            update={"average_sizes": sized}
        ),
        derivations=(
            derivation("carbon", "electricity * 0.5", 0.1),
            derivation("staff", "women + men", 0),
            derivation("women_share", "women / staff * 100", 0),
            derivation("electricity", "carbon * 2", 0.1),
        ),
    )  # fmt: skip


@st.composite
def disclosures(draw: st.DrawFn) -> tuple[Methodology, dict[str, str], list[Fact]]:
    """What companies say of themselves over three years: each tells the truth, and some of it."""
    small = every_kind_of_rule(draw(st.integers(1, 5)), draw(st.sampled_from([0.0, 20.0, 60.0])))
    ids = [f"C{number}" for number in range(draw(st.integers(1, 7)))]
    chance = random.Random(draw(st.integers(0, 2**32)))
    talkative = {company: draw(st.sampled_from([0.2, 0.6, 0.95, 1.0])) for company in ids}
    said: list[Fact] = []
    for company in ids:
        for year in YEARS:
            whole = truth(chance)
            given_up = chance.random() < 0.3
            said += [
                {"company_id": company, "concept": concept, "canonical_value": value, "fiscal_year": year}
                for concept, value in whole.items()
                if chance.random() < talkative[company] and not (given_up and concept == "meetings")
            ]
            levels = [(code, chance.choice(["mention", "policy", "action"])) for code in STATEMENTS]
            levels += [(GIVEN_UP, "mention")] if given_up else []
            said += [
                {"company_id": company, "concept": code, "kind": "statement", "text": level, "fiscal_year": year}
                for code, level in levels
                if chance.random() < 0.7
            ]
            if chance.random() < 0.5:
                said.append({"company_id": company, "concept": "S0201-01", "kind": "event", "fiscal_year": year})
    return small, {company: draw(st.sampled_from(INDUSTRIES)) for company in ids}, said


def truth(chance: random.Random) -> dict[str, float]:
    """Figures of one company and year that fit together; few distinct ones, so that ties are common."""
    women, men = chance.randint(0, 5), chance.randint(1, 5)
    electricity = float(chance.choice([1, 2, 3, 4, 8, 50]))
    return {
        "electricity": electricity,
        "carbon": electricity * chance.choice([0.2, 0.5, 0.5, 2.0]),
        "revenue": float(chance.choice([1, 2, 4])),
        "women": float(women),
        "men": float(men),
        "staff": float(women + men),
        "women_share": women / (women + men) * 100,
        "accidents": float(chance.choice([0, 0, 1, 2, 5])),
        "recycled": float(chance.choice([-5, 0, 10, 20, 45, 70])),
        "meetings": float(chance.choice([0, 10, 30, 50])),
    }


def scores_of(
    said: Sequence[Fact], industry_of: Mapping[str, str], small: Methodology
) -> dict[tuple[str, str, str], float]:
    """All scores by company, code and kind, through selection, estimates and scoring."""
    table, peers = observations(said), companies(industry_of)
    filled = impute(select_inputs(table, small, YEAR), table, peers, small, YEAR, as_of=AS_OF)
    scores, _ = score(filled, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    return keyed(scores)


def keyed(scores: pl.DataFrame) -> dict[tuple[str, str, str], float]:
    return {
        (row[0], row[1], row[2]): row[3] for row in scores.select("company_id", "code", "kind", "score").iter_rows()
    }


def what(fact: Fact) -> tuple[object, ...]:
    """What a value is of: with it go all rows that state the same."""
    return fact["company_id"], fact["concept"], fact.get("breakdown", "{}"), fact["fiscal_year"]


def assert_nothing_rose(
    company: str, before: Mapping[tuple[str, str, str], float], after: Mapping[tuple[str, str, str], float], why: object
) -> None:
    own = {key for key in before if key[0] == company}
    assert own <= after.keys(), why  # nothing that was scored gives its weight to its siblings
    for key in own:
        assert after[key] <= before[key] + 1e-9, (key, why)


@pytest.mark.heavy
@pytest.mark.timeout(1800 if FULL else 300)  # 400 markets took more than 300 s beside other work
@given(disclosures(), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=400 if FULL else 7)
def test_withdrawing_a_value_never_raises_a_score(
    disclosed: tuple[Methodology, dict[str, str], list[Fact]], chance: random.Random
) -> None:
    small, industry_of, said = disclosed
    own = sorted({what(fact) for fact in said if fact.get("kind") != "event"}, key=str)
    before = scores_of(said, industry_of, small)
    for withdrawn in chance.sample(own, min(len(own), 5)):
        left = [fact for fact in said if what(fact) != withdrawn]
        after = scores_of(left, industry_of, small)
        assert_nothing_rose(str(withdrawn[0]), before, after, withdrawn)


LADDER = (
    ("reported", 2.0, 0.0, 100.0),
    ("reported", 9.0, 0.0, 25.0),
    ("derived", 2.0, 0.0, 25.0),
    ("carried", 2.0, 10.0, 15.0),
    ("carried", 2.0, 20.0, 5.0),
    ("industry", 2.0, 20.0, 5.0),
    ("market", 2.0, 30.0, 0.0),  # a penalty never goes below silence
    (None, None, 0.0, 0.0),
)


@pytest.mark.parametrize(("origin", "value", "penalty", "counts"), LADDER)
def test_what_was_not_stated_counts_no_more_the_less_is_known(
    origin: str | None, value: float | None, penalty: float, counts: float
) -> None:
    small = methodology([level2("E0101", [quantity("E0101-01", direction="lower")], [relative("E0101-01")])])
    rows = [{"company_id": f"P{n}", "data_point": "E0101-01", "value": float(n)} for n in range(3, 9)]
    own = {"company_id": "C", "data_point": "E0101-01", "value": value, "origin": origin, "penalty": penalty}
    table = inputs([*rows, own] if origin else rows)
    peers = companies(dict.fromkeys([*(str(row["company_id"]) for row in rows), "C"], "110101"))
    scores, _ = score(table, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    assert keyed(scores)["C", "TOTAL", "performance"] == counts


@pytest.mark.parametrize(("undisclosed", "counts"), [(0.0, 0.0), (10.0, 10.0), (60.0, 25.0)])
def test_silence_never_counts_more_than_the_worst_reporter(undisclosed: float, counts: float) -> None:
    small = methodology(
        [level2("E0101", [quantity("E0101-01")], [relative("E0101-01")])],
        rules=rules(least_peers=1, undisclosed_score=undisclosed),
    )
    table = inputs([{"company_id": "A", "data_point": "E0101-01", "value": 1.0}])
    peers = companies({"A": "110101", "C": "110101"})
    scores, _ = score(table, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    assert keyed(scores)["C", "TOTAL", "performance"] == counts


def test_silence_on_what_a_word_would_excuse_counts_nothing() -> None:
    """The word says that the thing is no longer there: a company of low scores does not gain by taking it back."""
    given_up = applying(unless=[case("given-up", data_point="E0102-02")])
    bands = [(0.0, 0.0), (10.0, 4.0)]
    small = methodology(
        [
            level2("E0101", [quantity("E0101-01")], [absolute("E0101-01", bands)]),
            level2("E0102", [quantity("E0102-01"), item("E0102-02")], [absolute("E0102-01", [(0.0, 1.0), (10.0, 4.0)])],
                   applies=given_up),
        ],
        rules=rules(undisclosed_score=60.0),
    )  # fmt: skip
    peers = companies({"C": "110101"})
    low = {"company_id": "C", "data_point": "E0101-01", "value": 2.0}
    word = {"company_id": "C", "data_point": "E0102-02", "value": 1.0, "text": "mention"}
    for table in (inputs([low, word]), inputs([low])):
        scores, _ = score(table, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
        assert keyed(scores)["C", "TOTAL", "performance"] == 0.0  # not (0 + 25) / 2


def test_the_interval_is_what_disclosing_the_estimate_would_bring() -> None:
    bands = [(0.0, 1.0), (10.0, 2.0), (20.0, 4.0)]
    small = methodology([level2("S0101", [quantity("S0101-01")], [absolute("S0101-01", bands)])])
    row = {"company_id": "C", "data_point": "S0101-01", "value": 15.0, "low": 12.0, "high": 25.0, "origin": "derived"}
    scores, parts = score(
        inputs([row]), companies({"C": "110101"}), small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    total = scores.filter((pl.col("code") == "TOTAL") & (pl.col("kind") == "performance"))
    assert total.select("low", "score", "high").row(0) == (25.0, 25.0, 100.0)  # 1, the worst; 12 gets 2, 25 gets 4 of 4
    assert parts.filter(pl.col("part") == "S0101-01")["points"].item() == 2.0  # where it stands is still told


def test_of_two_that_contradict_each_other_the_one_left_counts_as_if_it_had_been_said_alone() -> None:
    """What a company corrects is no silence: it gains nothing over having said less from the start."""
    small = every_kind_of_rule(least_peers=1, undisclosed=0.0)
    parts_said = [
        {"company_id": "C0", "concept": concept, "canonical_value": value, "fiscal_year": YEAR}
        for concept, value in (("women", 4.0), ("men", 6.0))
    ]
    share = {"company_id": "C0", "concept": "women_share", "canonical_value": 10.0, "fiscal_year": YEAR}
    industry_of = {"C0": "110101"}
    both = scores_of([*parts_said, share], industry_of, small)["C0", "S0101", "performance"]
    counts_alone = scores_of(parts_said, industry_of, small)["C0", "S0101", "performance"]
    assert (both, counts_alone) == (12.5, 50.0)  # 10 % has 1 of 4 points, 4 of 10 people all four; the item has none
