"""The tests of scoring can fail: every fault of `mutants` is noticed by the checks that are to notice it."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from tests.conftest import FULL
from tests.scoring import test_engine
from tests.scoring.markets import PROFILES, markets
from tests.scoring.mutants import MUTANTS
from tests.scoring.test_silence import (
    GIVEN_UP,
    STATEMENTS,
    YEARS,
    Fact,
    assert_nothing_rose,
    every_kind_of_rule,
    scores_of,
    truth,
    what,
)
from tests.small_methodology import (
    EVERYTHING,
    YEAR,
    level2,
    methodology,
    quantity,
    relative,
    rules,
    worst_reporter_cap,
)

from cnesg.framework.definitions.rules import Rules

PEOPLE = ("women", "men", "staff", "women_share")
_AGREES = test_engine.test_agrees_with_the_oracle.hypothesis.inner_test  # type: ignore[attr-defined]


@cache
def sample() -> list[tuple[Any, Any]]:
    """The same random markets every time, without shrinking."""
    drawn: list[tuple[Any, Any]] = []

    @settings(derandomize=True, deadline=None, max_examples=80 if FULL else 50, phases=[Phase.generate], database=None)
    @given(markets(), PROFILES)
    def draw(market: Any, profile: Any) -> None:
        drawn.append((market, profile))

    draw()
    made = (uncapped_average(), carried_from_a_bad_year(), ratios_of_two_boundaries(), just_enough_peers())
    return [*drawn, *((one, EVERYTHING) for one in made)]


def uncapped_average() -> Any:
    """Nothing is capped, and a borrowed median lies on the middle boundary of 0, 1, 2, 3, 4."""
    told = [{"value": float(n), "origin": "reported"} for n in range(5)]
    capped = rules(least_peers=1).model_copy(update={"worst_reporter_cap": worst_reporter_cap()})
    return of_one_data_point([*told, {"value": 2.0, "origin": "industry"}], capped)


def carried_from_a_bad_year() -> Any:
    """The best of five values is carried from a year in which it was among the worst."""
    told = [{"value": float(n), "origin": "reported"} for n in range(4)]
    capped = rules(least_peers=1).model_copy(update={"worst_reporter_cap": worst_reporter_cap()})
    return of_one_data_point([*told, {"value": 9.0, "origin": "carried", "most": 25.0}], capped)


def ratios_of_two_boundaries() -> Any:
    """Three companies of 0, 1, 2, and two whose far higher ratios divide a parent's figure by a group's.

    Which markets are drawn depends on what else a process has imported, so none of them can be relied on to show this.
    """
    mixed = "a / b; boundaries differ (equity share, reporting company)"
    told = [{"value": float(n)} for n in range(3)]
    return of_one_data_point(
        [*told, *({"value": value, "method": mixed} for value in (50.0, 60.0))], rules(least_peers=1)
    )


def just_enough_peers() -> Any:
    """As many companies with a value as a group needs, and not one more."""
    return of_one_data_point([{"value": float(n)} for n in range(4)], rules(least_peers=4))


def of_one_data_point(told: Sequence[Mapping[str, Any]], given: Rules) -> Any:
    """A market of one industry, of which each company tells one value that is scored beside the others'."""
    small = methodology([level2("E0102", [quantity("E0102-01")], [relative("E0102-01")])], rules=given)
    usual = {"data_point": "E0102-01", "review": "confirmed", "text": None, "method": "selection", "penalty": 0.0}
    rows = [
        usual | {"company_id": f"C{n:02}", "origin": "reported", "low": one["value"], "high": one["value"]} | dict(one)
        for n, one in enumerate(told)
    ]
    return small, {row["company_id"]: "110101" for row in rows}, rows


def agrees_with_the_oracle() -> None:
    for market, profile in sample():
        _AGREES(market, profile)


@cache
def talkative() -> list[Fact]:
    """Four companies that say everything in every year, but for one that counts nobody and gave up its board."""
    chance, said = random.Random(1), []
    for company in ("C0", "C1", "C2", "C3"):
        for year in YEARS:
            withdrawn = company == "C3" and year == YEAR
            unsaid = (*(PEOPLE if company == "C3" else ()), *(("meetings",) if withdrawn else ()))
            told: Fact = {"company_id": company, "fiscal_year": year}
            figures = {concept: value for concept, value in truth(chance).items() if concept not in unsaid}
            said += [told | {"concept": concept, "canonical_value": value} for concept, value in figures.items()]
            levels = [*((code, "action") for code in STATEMENTS), *([(GIVEN_UP, "mention")] if withdrawn else [])]
            said += [told | {"concept": code, "kind": "statement", "text": level} for code, level in levels]
    return said


def silence_does_not_pay() -> None:
    """Four values are all that a group needs; each company withdraws each thing that it says for the year."""
    small, said = every_kind_of_rule(least_peers=4, undisclosed=0.0), talkative()
    industry_of = dict.fromkeys(("C0", "C1", "C2", "C3"), "110101")
    before = scores_of(said, industry_of, small)
    for withdrawn in dict.fromkeys(what(fact) for fact in said if fact["fiscal_year"] == YEAR):
        after = scores_of([fact for fact in said if what(fact) != withdrawn], industry_of, small)
        assert_nothing_rose(str(withdrawn[0]), before, after, withdrawn)


CHECKS: dict[str, Callable[[], None]] = {"oracle": agrees_with_the_oracle, "silence": silence_does_not_pay}


@pytest.mark.heavy
@pytest.mark.parametrize("check", CHECKS)
def test_without_a_fault_nothing_is_noticed(check: str) -> None:
    CHECKS[check]()


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("fault", "check"), [(fault, check) for fault, mutant in MUTANTS.items() for check in mutant.seen_by]
)
def test_a_fault_is_noticed(fault: str, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[fault].put(monkeypatch)
    with pytest.raises(AssertionError):
        CHECKS[check]()
