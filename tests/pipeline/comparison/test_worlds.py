"""Worlds between two instants: worked examples, and what must hold whatever the two are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.scoring.markets import INDUSTRY_CODES, MATERIALITY, PROFILES, input_rows, methodologies, tables
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
    observations,
    quantity,
    relative,
)

from cnesg.explanation.comparison import CAUSES, SCORE, split
from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.pipeline.comparison.own_changes import Decisions, Seen, own_changes
from cnesg.pipeline.comparison.worlds import Worlds
from cnesg.pipeline.runs.basis import ScoringBasis
from cnesg.scoring import score

CASES = Path(__file__).parents[2] / "cases" / "comparison"
OURS = "C00"
NOBODY_DECIDED = Decisions(observations([]), Seen(AS_OF, 1), Seen(AS_OF, 1))


def basis(small: Methodology, known: pl.DataFrame, profile: Profile = EVERYTHING, **changes: Any) -> ScoringBasis:
    rated = MATERIALITY if profile.industry_weights else None
    fields: dict[str, Any] = {
        "instant": AS_OF,
        "position": 1,
        "fiscal_year": YEAR,
        "profile": profile,
        "methodology": small,
        "companies": known,
        "materiality": rated,
        "families": (),
        "given": None,
    }
    return ScoringBasis(**(fields | changes))


def between(
    bases: tuple[ScoringBasis, ScoringBasis],
    stated: tuple[pl.DataFrame, pl.DataFrame],
    decisions: Decisions = NOBODY_DECIDED,
    code: str = TOTAL,
) -> Worlds:
    """The worlds between two instants whose inputs do not hang on the rules."""
    mine = pl.col("company_id") == OURS
    own = own_changes(stated[0].filter(mine), stated[1].filter(mine), decisions)
    made = {(facts, rules): stated[facts] for facts in (0, 1) for rules in (0, 1)}
    return Worlds(bases, made, own, OURS, code, "synthetic")


# Worked examples


def example_methodology(case: Mapping[str, Any], side: str) -> Methodology:
    indicators = []
    for code, told in case["data_points"].items():
        bands = case[side].get("bands", {}).get(code, told.get("bands"))
        measure = (
            relative(code) if told["rule"] == "relative" else absolute(code, [(float(t), float(p)) for t, p in bands])
        )
        indicators.append(level2(code[:5], [quantity(code)], [measure], weight=float(told.get("weight", 1))))
    return methodology(indicators)


def example_inputs(case: Mapping[str, Any], side: str) -> pl.DataFrame:
    rows = []
    for code, told in case[side]["own"].items():
        row = dict(told) if isinstance(told, dict) else {"value": told}
        numbers = {name: float(row[name]) for name in ("value", "penalty") if name in row}
        rows.append({"company_id": OURS, "data_point": code} | row | numbers)
    for code, values in case[side].get("peers", {}).items():
        rows += [{"company_id": f"P{i}", "data_point": code, "value": float(v)} for i, v in enumerate(values)]
    return inputs(rows)


def example_worlds(case: Mapping[str, Any]) -> Worlds:
    known = companies(dict.fromkeys([OURS, *(f"P{number}" for number in range(4))], "110101"))
    bases, stated = [], []
    for side in ("before", "after"):
        weights = {code: float(weight) for code, weight in case[side].get("weights", {}).items()}
        profile = EVERYTHING.model_copy(update={"weights": weights, "industry_weights": False})
        bases.append(basis(example_methodology(case, side), known, profile))
        stated.append(example_inputs(case, side))
    decided = case["after"].get("decided", {})
    log = [{"observation_id": first, "company_id": OURS, "concept": "c", "position": 1} for first in decided.values()]
    log += [
        {
            "observation_id": decision,
            "company_id": OURS,
            "concept": "c",
            "position": 2,
            "review": "corrected",
            "supersedes": first,
            "decision": decision,
        }
        for decision, first in decided.items()
    ]
    decisions = Decisions(observations(log), Seen(AS_OF, 1), Seen(AS_OF, 2))
    return between((bases[0], bases[1]), (stated[0], stated[1]), decisions)


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "shapley.yaml").read_text(encoding="utf-8")), ids=lambda case: case["title"]
)
def test_worked_examples(case: dict[str, Any]) -> None:
    worlds = example_worlds(case)
    assert worlds.changed == set(case["causes"])
    for world in case["worlds"]:
        assert worlds.value(frozenset(world["changed"]))[SCORE] == pytest.approx(world["v"], abs=1e-12), world[
            "arithmetic"
        ]
    causes, effects = split(worlds.changed, worlds.value)
    expected = dict.fromkeys(CAUSES, 0.0) | {cause: told["points"] for cause, told in case["causes"].items()}
    assert causes == pytest.approx(expected, abs=1e-12)
    by_point = {f"{cause} {code}": points for (cause, code), points in effects.items()}
    assert by_point == pytest.approx(case["by_data_point"], abs=1e-12)


# Properties

Pair = tuple[tuple[ScoringBasis, ScoringBasis], tuple[pl.DataFrame, pl.DataFrame]]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Two instants of a market: companies come and go, move between industries, and anything else may differ."""
    first = draw(methodologies())
    rules = (first, draw(st.one_of(st.just(first), methodologies())))
    profile = draw(PROFILES)
    profiles = (profile, draw(st.one_of(st.just(profile), PROFILES)))
    bases, stated = [], []
    for side in (0, 1):
        ids = [OURS, *draw(st.lists(st.sampled_from([f"C{n:02}" for n in range(1, 9)]), unique=True, max_size=8))]
        industry_of = {company: draw(st.sampled_from(INDUSTRY_CODES)) for company in sorted(ids)}
        rows, known = tables(industry_of, draw(input_rows(ids)))
        bases.append(basis(rules[side], known, profiles[side]))
        stated.append(rows)
    return (bases[0], bases[1]), (stated[0], stated[1])


def market_score(one: ScoringBasis, stated: pl.DataFrame, code: str = TOTAL) -> float | None:
    scores, _ = score(
        stated,
        one.companies,
        one.methodology,
        one.profile,
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=one.materiality,
    )
    mine = (pl.col("company_id") == OURS) & (pl.col("code") == code) & (pl.col("kind") == "synthetic")
    found = scores.filter(mine)["score"]
    return found.item() if found.len() else None


def test_a_list_on_which_only_others_stand_was_collected_in_every_world() -> None:
    small = methodology([level2("E0501", [item("E0501-01", kind="list")], [items(("E0501-01", 1))], 1.0, 0.0)])
    known = companies({OURS: "110101", "C01": "110101"})
    entry = {"data_point": "E0501-01", "value": 1.0, "origin": "imported", "company_id": "C01"}
    bases = (basis(small, known, EVERYTHING), basis(small, known, EVERYTHING))
    stated = (inputs([]), inputs([entry]))
    worlds = between(bases, stated)
    assert worlds.changed == {"peers"}
    assert [worlds.value(frozenset()).get(SCORE), worlds.value(worlds.changed)[SCORE]] == [None, 0.0]
    assert [market_score(*one) for one in zip(bases, stated, strict=True)] == [None, 0.0]


deterministic = settings(derandomize=True, deadline=None, max_examples=100 if FULL else 4)
with_every_world = settings(derandomize=True, deadline=None, max_examples=100 if FULL else 2)


@pytest.mark.heavy
@given(pairs(), st.sampled_from([TOTAL, "E", "E01", "S0102"]))
@deterministic
def test_the_ends_are_the_markets_own_scores_to_the_bit(pair: Pair, code: str) -> None:
    bases, stated = pair
    worlds = between(bases, stated, code=code)
    for side, coalition in ((0, frozenset[str]()), (1, frozenset[str](CAUSES)), (1, frozenset[str](worlds.changed))):
        assert worlds.value(coalition).get(SCORE) == market_score(bases[side], stated[side], code)


@pytest.mark.heavy
@given(pairs())
@deterministic
def test_the_causes_add_up_and_turn_round(pair: Pair) -> None:
    (before, after), (then, now) = pair
    worlds = between((before, after), (then, now))
    change = worlds.value(worlds.changed).get(SCORE, 0.0) - worlds.value(frozenset()).get(SCORE, 0.0)
    causes, effects = split(worlds.changed, worlds.value)
    assert sum(causes.values()) == pytest.approx(change, abs=1e-9)
    for cause, points in causes.items():
        assert sum(p for (of, _), p in effects.items() if of == cause) == pytest.approx(points, abs=1e-9)
        assert cause in worlds.changed or points == 0.0
    back = between((after, before), (now, then))
    assert back.changed == worlds.changed
    turned, _ = split(back.changed, back.value)
    assert turned == pytest.approx({cause: -points for cause, points in causes.items()}, abs=1e-9)


@given(pairs())
@deterministic
def test_the_same_instant_twice_has_no_causes(pair: Pair) -> None:
    (one, _), (stated, _) = pair
    worlds = between((one, one), (stated, stated))
    assert worlds.changed == frozenset()
    assert split(worlds.changed, worlds.value) == (dict.fromkeys(CAUSES, 0.0), {})


@pytest.mark.heavy
@given(pairs())
@with_every_world
def test_a_cause_that_did_not_change_gets_exactly_nothing_even_if_it_plays(pair: Pair) -> None:
    bases, stated = pair
    worlds = between(bases, stated)
    causes, _ = split(frozenset(CAUSES), worlds.value)
    alone, _ = split(worlds.changed, worlds.value)
    assert {cause: causes[cause] for cause in set(CAUSES) - worlds.changed} == dict.fromkeys(
        set(CAUSES) - worlds.changed, 0.0
    )
    assert causes == pytest.approx(alone, abs=1e-9)


# Which cause a value's change has


def row(value: float | None, origin: str = "reported", *ids: str, review: str = "unreviewed") -> pl.DataFrame:
    if value is None:
        return inputs([])
    one = {"company_id": OURS, "data_point": "E0101-01", "value": value, "origin": origin, "review": review}
    return inputs([one | {"observations": list(ids)}])


LOG = Decisions(
    observations(
        [
            {"observation_id": "o1", "company_id": OURS, "concept": "c", "position": 1},
            {"observation_id": "o2", "company_id": OURS, "concept": "c", "position": 3},
            {
                "observation_id": "d1",
                "company_id": OURS,
                "concept": "c",
                "position": 2,
                "supersedes": "o1",
                "decision": "d1",
                "review": "confirmed",
            },
            {
                "observation_id": "d2",
                "company_id": OURS,
                "concept": "c",
                "position": 3,
                "supersedes": "d1",
                "decision": "d2",
                "review": "rejected",
            },
        ]
    ),
    Seen(AS_OF, 1),
    Seen(AS_OF, 3),
)


@pytest.mark.parametrize(
    ("then", "now", "cause"),
    [
        (row(1.0), row(1.0), None),
        (row(1.0), row(2.0), "own"),
        (row(None), row(2.0), "own"),
        (row(1.0, "market"), row(2.0), "estimates"),
        (row(None), row(2.0, "derived"), "estimates"),
        (row(1.0), row(1.0, "carried"), "estimates"),
        (row(1.0, "reported", "o1"), row(1.0, "reported", "d1", review="confirmed"), "verification"),
        (row(1.0, "reported", "o1"), row(3.0, "industry"), "verification"),  # rejected, hence an average
        (row(None), row(1.0, "reported", "d1"), "verification"),
        (row(1.0, "reported", "o1"), row(2.0, "reported", "o2"), "own"),  # a new figure, whatever became of the old
    ],
)
def test_each_value_that_changed_has_one_cause(then: pl.DataFrame, now: pl.DataFrame, cause: str | None) -> None:
    assert own_changes(then, now, LOG) == ({"E0101-01": cause} if cause else {})


def test_who_came_went_and_changed_among_the_peers() -> None:
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])])
    sides = [{"P1": 1.0, "P2": 2.0, "P3": 3.0, "P4": 4.0}, {"P2": 2.5, "P3": 3.0, "P4": 4.0, "P5": 9.0}]
    stated = [inputs([{"company_id": c, "data_point": "E0102-01", "value": v} for c, v in s.items()]) for s in sides]
    bases = [basis(small, companies(dict.fromkeys([OURS, *side], "110101"))) for side in sides]
    found = between((bases[0], bases[1]), (stated[0], stated[1])).peer_change("E0102-01", "110101", "110101")
    assert (found.entered, found.left, found.changed) == (("P5",), ("P1",), ("P2",))


def test_decisions_taken_later_than_both_instants_count_for_neither() -> None:
    before = Seen(datetime(2024, 1, 1, tzinfo=UTC), 1)
    rows = observations([{"observation_id": "o1", "company_id": OURS, "concept": "c", "position": 1}])
    assert not Decisions(rows, before, Seen(AS_OF, 1)).differ(["o1"])  # it was not there at the first
    assert not Decisions(rows, Seen(AS_OF, 1), Seen(AS_OF, 1)).differ(["o1"])
