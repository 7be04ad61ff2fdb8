import polars as pl

from cnesg.demo import DemoMarket
from cnesg.demo.companies import PRINTED, fictional_companies
from cnesg.demo.qualities import qualities
from cnesg.framework import load_methodology

LEVELS = {"mention", "policy", "system", "target", "action", "result", "assurance"}
COMPANIES = {company.company_id: company for company in fictional_companies(PRINTED)}


def test_every_kind_of_data_point_that_is_no_quantity_is_told(drawn: DemoMarket) -> None:
    methodology = load_methodology()
    wanted = {code for code, point in methodology.data_points.items() if point.kind != "quantity"}
    told = set(drawn.observations.filter(pl.col("kind") != "quantity")["concept"])
    assert told == wanted


def test_statements_have_known_levels_and_all_levels_occur(drawn: DemoMarket) -> None:
    statements = drawn.observations.filter(pl.col("kind") == "statement")
    assert set(statements["text"]) == LEVELS


def test_those_who_talk_say_more() -> None:
    methodology = load_methodology()
    said = {
        name: sum(quality.kind == "statement" for quality in qualities(COMPANIES[name], 2024, methodology))
        for name in ("yanchuan-batteries", "jiaopan-chemicals")
    }
    assert said["yanchuan-batteries"] > 3 * said["jiaopan-chemicals"]


def test_whoever_is_listed_once_stays_listed() -> None:
    methodology = load_methodology()
    for company in COMPANIES.values():
        years = [
            {q.data_point for q in qualities(company, y, methodology) if q.kind == "list"} for y in (2022, 2023, 2024)
        ]
        assert years[0] <= years[1] <= years[2]


def test_events_are_counts_and_opinions_are_grades(drawn: DemoMarket) -> None:
    events = drawn.observations.filter(pl.col("kind") == "event")["value"]
    opinions = drawn.observations.filter((pl.col("kind") == "analysis") & (pl.col("unit") == "grade"))["value"]
    assert events.min() == 0
    assert (events == events.round(0)).all()
    assert set(opinions) == {1.0, 2.0, 3.0}


def test_the_laggard_has_more_events_than_the_leader() -> None:
    methodology = load_methodology()

    def events(name: str) -> float:
        found = (q for year in (2022, 2023, 2024) for q in qualities(COMPANIES[name], year, methodology))
        return sum(quality.value or 0 for quality in found if quality.kind == "event")

    assert events("jingya-coal") > events("tingyu-pharmaceuticals")
