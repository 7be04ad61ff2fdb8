from collections import Counter
from datetime import date

import polars as pl

from cnesg.demo import DemoMarket
from cnesg.demo.companies import PRINTED, fictional_companies
from cnesg.demo.facts import Fact
from cnesg.demo.market import true_figures
from cnesg.demo.telling import published_on, tells

COMPANIES = {company.company_id: company for company in fictional_companies(PRINTED)}


def rows(drawn: DemoMarket, company: str, concept: str) -> pl.DataFrame:
    return drawn.observations.filter(
        (pl.col("company_id") == company) & (pl.col("concept") == concept) & pl.col("breakdown").is_null()
    )


def test_annual_reports_tell_every_financial_figure_and_silent_companies_tell_no_other(drawn: DemoMarket) -> None:
    quantities = drawn.observations.filter(pl.col("kind") == "quantity")
    by_source = quantities.group_by("company_id").agg(
        (pl.col("source") == "annual report tables").sum().alias("annual"),
        (pl.col("source") == "ESG report tables").sum().alias("esg"),
    )
    assert by_source["annual"].min() is not None
    assert by_source.filter(pl.col("annual") < 100).height == 0
    assert by_source.filter(pl.col("esg") == 0).height >= 5


def test_openness_decides_how_much_is_told() -> None:
    open_one, closed_one = COMPANIES["meixi-steel"], COMPANIES["jiaopan-chemicals"]
    told = {
        company.company_id: sum(
            tells(company, fact, 2024) for fact in true_figures(company)[2024] if fact.kind == "esg"
        )
        for company in (open_one, closed_one)
    }
    assert told["meixi-steel"] > 5 * told["jiaopan-chemicals"] > 0


def test_there_are_years_left_out(drawn: DemoMarket) -> None:
    electricity = drawn.observations.filter((pl.col("concept") == "electricity") & ~pl.col("restated"))
    years = electricity.group_by("company_id").agg(pl.col("year").n_unique())
    partial = years.filter(pl.col("year") < 3).height
    never = drawn.companies.height - years.height
    assert partial >= 10
    assert never >= 10


def test_a_slip_by_ten_thousand_is_where_the_story_says(drawn: DemoMarket) -> None:
    slip = rows(drawn, "henglu-cement", "electricity").filter(pl.col("year") == 2024)["value"].item()
    before = rows(drawn, "henglu-cement", "electricity").filter(pl.col("year") == 2023)["value"].item()
    assert 5_000 < before / slip < 20_000


def test_a_total_misses_its_parts_where_the_story_says(drawn: DemoMarket) -> None:
    parts = {
        metric: rows(drawn, "meixi-steel", metric).filter(pl.col("year") == 2024)["value"].item()
        for metric in ("ghg_scope1", "ghg_scope2", "ghg_total")
    }
    assert parts["ghg_total"] > 1.02 * (parts["ghg_scope1"] + parts["ghg_scope2"])


def test_a_restatement_comes_a_year_later_and_says_so(drawn: DemoMarket) -> None:
    told = rows(drawn, "suchou-software", "training_hours").filter(pl.col("year") == 2022).sort("published")
    assert told["restated"].to_list() == [False, True]
    assert told["published"][1].year == told["published"][0].year + 1
    assert told["value"][0] > told["value"][1]


def test_every_kind_of_mistake_is_planted_and_told_as_recorded(drawn: DemoMarket) -> None:
    assert {kind for kind, n in Counter(fault.kind for fault in drawn.faults).items() if n >= 10} == {
        "unit-slip",
        "parts-missing",
        "copied",
        "restated",
    }
    for fault in drawn.faults[::40]:
        found = drawn.observations.filter(
            (pl.col("company_id") == fault.company_id)
            & (pl.col("concept") == fault.metric)
            & (pl.col("year") == fault.year)
            & (pl.col("value") == fault.told)
        )
        assert found.height >= 1 or COMPANIES[fault.company_id].report


def test_publication_is_staggered_over_the_first_half_of_the_next_year(drawn: DemoMarket) -> None:
    published = drawn.observations.with_columns(
        (pl.col("published").dt.year() - pl.col("year") - pl.col("restated").cast(pl.Int64)).alias("wait")
    )
    assert published["wait"].unique().to_list() == [1]
    assert set(published["published"].dt.month().unique()) == {3, 4, 5, 6}
    assert published["published"].n_unique() > 100


def test_hong_kong_esg_reports_are_out_by_the_end_of_april() -> None:
    hong_kong = [company for company in COMPANIES.values() if company.market == "hk"]
    assert all(published_on(company, 2024, "esg") <= date(2025, 4, 30) for company in hong_kong)


def test_a_company_without_an_esg_report_tells_its_revenue() -> None:
    silent = next(company for company in COMPANIES.values() if company.traits.openness == 0.0)
    assert tells(silent, Fact("revenue", "{}", 1.0, "CNY", "financial"), 2022)
    assert not tells(silent, Fact("electricity", "{}", 1.0, "kWh", "esg"), 2024)
