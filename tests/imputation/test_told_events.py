"""Events that news tell reach data points, and an incident that several sources tell counts once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.framework import load_methodology
from cnesg.framework.told_events import load_effect_rules
from cnesg.imputation import TOLD_EVENTS, select_inputs, with_told_events
from cnesg.imputation.told_events import YearFigure, matched
from cnesg.model import OBSERVATIONS
from cnesg.model.told_news import ToldNews, told_by_news_alone, told_news

SHIPPED, RULES = load_methodology(), load_effect_rules()
# How incidents are counted is one thing, by what they are divided another (`test_rates`).
METHODOLOGY = replace(SHIPPED, rules=SHIPPED.rules.model_copy(update={"size_rates": None}))
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "told-events.yaml").read_text(encoding="utf-8"))
EVENT, QUANTITY, METRIC = "G0703-01", "E0305-01", "env_penalties"
WINDOW = timedelta(days=RULES.window_days.value)


def observation(key: str, kind: str, concept: str, value: float, first: date, last: date) -> dict[str, Any]:
    available = datetime.combine(last, time(), tzinfo=UTC)
    row = dict.fromkeys([*OBSERVATIONS.dtypes, "source_kind", "conversion", "evidence", "via"])
    told = {
        "observation_id": key,
        "fact_key": key,
        "kind": kind,
        "company_id": "C1",
        "concept": concept,
        "breakdown": "{}",
        "fiscal_year": first.year,
        "valid_from": first,
        "valid_to": last,
        "available_at": available,
        "value": value,
        "canonical_value": value,
        "value_kind": "actual",
        "boundary": "reporting company",
        "basis": "",
        "restated": False,
        "assurance": "unknown",
        "method": "import",
        "confidence": 1.0,
        "origin": "imported",
        "review": "unreviewed",
        "document": "d",
        "position": 1,
    }
    return row | told


def observations(case: dict[str, Any], concept: str, figure_kind: str) -> pl.DataFrame:
    rows = [observation(f"l{n}", "event", concept, 1.0, day, day) for n, day in enumerate(case.get("list", ()))]
    if "filing" in case:
        first, last = date(2023, 1, 1), date(2023, 12, 31)
        rows.append(observation("f", figure_kind, concept, float(case["filing"]), first, last))
    elif figure_kind == "quantity" and (of_year := [d for d in case.get("list", ()) if d.year == 2023]):
        # A register brings its own figure.
        rows.append(observation("f", "quantity", concept, float(len(of_year)), date(2023, 1, 1), date(2023, 12, 31)))
    extra = {
        "source_kind": pl.String(),
        "conversion": pl.String(),
        "evidence": pl.List(pl.String()),
        "via": pl.String(),
    }
    return pl.DataFrame(rows, schema={**OBSERVATIONS.dtypes, **extra})


def told(case: dict[str, Any], data_point: str, company: str = "C1") -> pl.DataFrame:
    rows = [
        {
            "company_id": company,
            "data_point": data_point,
            "event": f"e{n:02}",
            "first_at": datetime.combine(day, time(4), tzinfo=UTC),
            "available_at": datetime.combine(day, time(4), tzinfo=UTC),
            "texts": [f"news:X-001:n{n:02}", f"news:X-001:m{n:02}"],
            "document": "d",
        }
        for n, day in enumerate(case.get("news", ()))
    ]
    return pl.DataFrame(rows, schema=TOLD_EVENTS)


def inputs(rows: pl.DataFrame, code: str) -> list[dict[str, Any]]:
    return select_inputs(rows, METHODOLOGY, 2023).filter(pl.col("data_point") == code).to_dicts()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_worked_examples(case: dict[str, Any]) -> None:
    of_year = [day for day in case.get("news", ()) if day.year == 2023]
    figures = [YearFigure(case["filing"], date(2023, 1, 1), date(2023, 12, 31))] if "filing" in case else []
    found = matched(case.get("list", ()), figures, case.get("news", ()), WINDOW)
    assert list(found.new[len(found.new) - len(of_year) :]) == case["new"]
    for code, concept, kind in ((EVENT, EVENT, "event"), (QUANTITY, METRIC, "quantity")):
        known = observations(case, concept, kind)
        rows = with_told_events(known, told(case, code), RULES, METHODOLOGY, 2023)
        given = inputs(rows, code)
        assert sum(row["value"] for row in given) == case["count"], code
        texts = {text for row in given for text in row["observations"] if told_news(text)}
        if given and (code == EVENT or case["count"]):
            assert len(texts) == 2 * len(of_year), "every text of the year is evidence"


def test_what_only_news_tell_of_a_quantity_is_no_disclosure_and_no_measure_of_peers() -> None:
    case = {"news": [date(2023, 5, 1)]}
    rows = with_told_events(observations({}, METRIC, "quantity"), told(case, QUANTITY), RULES, METHODOLOGY, 2023)
    (row,) = inputs(rows, QUANTITY)
    assert (row["origin"], row["value"]) == ("derived", 1.0)
    assert row["method"] == "selection; incidents(lists=0, filings=0, news=1, told=1)"
    assert select_inputs(rows, METHODOLOGY, 2023).filter(told_by_news_alone()).height == 1
    stated = with_told_events(
        observations({"filing": 0}, METRIC, "quantity"), told(case, QUANTITY), RULES, METHODOLOGY, 2023
    )
    (row,) = inputs(stated, QUANTITY)
    assert (row["origin"], row["value"], row["observations"][0]) == ("imported", 1.0, "f")
    assert select_inputs(stated, METHODOLOGY, 2023).filter(told_by_news_alone()).is_empty()


def test_another_company_or_family_is_another_incident() -> None:
    case = {"list": [date(2023, 3, 1)], "news": [date(2023, 3, 2)]}
    known = observations(case, METRIC, "quantity")
    other = with_told_events(known, told(case, QUANTITY, "C2"), RULES, METHODOLOGY, 2023)
    assert [(row["company_id"], row["value"]) for row in inputs(other, QUANTITY)] == [("C1", 1.0), ("C2", 1.0)]
    family = with_told_events(known, told(case, EVENT), RULES, METHODOLOGY, 2023)
    assert [row["value"] for code in (QUANTITY, EVENT) for row in inputs(family, code)] == [1.0, 1.0]


def test_without_news_and_lists_nothing_changes() -> None:
    known = observations({"filing": 3}, EVENT, "event")
    assert with_told_events(known, TOLD_EVENTS.to_frame(), RULES, METHODOLOGY, 2023).equals(known)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    entries=st.lists(st.dates(date(2023, 1, 1), date(2023, 12, 31)), max_size=4),
    figure=st.integers(0, 5),
    events=st.lists(st.dates(date(2023, 1, 1), date(2023, 12, 31)), max_size=5),
)
def test_the_count_is_never_less_than_a_source_tells_nor_more_than_all_together(
    entries: list[date], figure: int, events: list[date]
) -> None:
    figures = [YearFigure(figure, date(2023, 1, 1), date(2023, 12, 31))]
    found = matched(entries, figures, sorted(events), WINDOW)
    count = len(entries) + sum(found.figures) + sum(found.new)
    assert max(len(entries), figure) <= count <= len(entries) + figure + len(events)
    assert count >= min(1, len(events))
    again = matched(entries, figures, sorted([*events, *events]), WINDOW)
    assert sum(again.new) == sum(found.new), "told twice is told once"
    assert sum(matched(entries, figures, sorted(events), timedelta(days=366)).new) <= sum(found.new)


def test_ids_of_texts_can_be_read_back() -> None:
    one = ToldNews("E03-002", "https://news.example.com/a:b")
    assert told_news(one.evidence) == one
    assert told_news("0123abcd") is None
