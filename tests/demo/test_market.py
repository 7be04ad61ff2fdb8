import hashlib
from pathlib import Path

import polars as pl
import pytest

from cnesg.demo import DemoMarket, demo_reports, market, write_market
from cnesg.framework import load_methodology
from cnesg.sources import KnownNames, read_table, source_kind, validate_table


def digest(paths: list[Path]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


@pytest.mark.heavy
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, drawn: DemoMarket) -> None:
    first = digest(write_market(drawn, tmp_path / "first"))
    assert digest(write_market(market(), tmp_path / "again")) == first
    assert digest(write_market(market(seed=7), tmp_path / "other"))[1] != first[1]


@pytest.mark.heavy
def test_files_pass_the_import_of_users_tables(tmp_path: Path, drawn: DemoMarket) -> None:
    methodology = load_methodology()
    known = KnownNames(
        industries=methodology.industries.keys(), concepts={*methodology.metrics, *methodology.data_points}
    )
    tables = zip(("companies", "observations"), write_market(drawn, tmp_path), strict=True)
    heights = [validate_table(read_table(path), source_kind(kind), known, path).height for kind, path in tables]
    assert heights == [drawn.companies.height, drawn.observations.height]


def test_every_observation_is_of_a_company_in_the_table(drawn: DemoMarket) -> None:
    assert set(drawn.observations["company_id"]) == set(drawn.companies["company_id"])


def test_there_are_three_years(drawn: DemoMarket) -> None:
    assert sorted(drawn.observations["year"].unique()) == [2022, 2023, 2024]


def test_years_with_a_printed_report_have_no_esg_rows(drawn: DemoMarket) -> None:
    for report in demo_reports():
        of_year = drawn.observations.filter(
            (pl.col("company_id") == report.company_id) & (pl.col("year") == report.fiscal_year)
        )
        assert "annual report tables" in set(of_year["source"])
        assert not {"ESG report tables", "ESG report statements"} & set(of_year["source"])


def test_most_data_points_that_select_a_metric_find_one(drawn: DemoMarket) -> None:
    told = set(drawn.observations["concept"])
    methodology = load_methodology()
    points = (methodology.data_points[code] for code in methodology.bases)
    wanted = {point.select.metric for point in points if point.select}
    assert len(wanted & told) >= 0.9 * len(wanted), sorted(wanted - told)


def test_peers_with_electricity_are_enough_in_most_industries(drawn: DemoMarket) -> None:
    told = drawn.observations.filter(
        (pl.col("concept") == "electricity") & (pl.col("year") == 2024) & ~pl.col("restated")
    )
    sizes = told.join(drawn.companies, on="company_id").group_by("industry").len()
    assert sizes.filter(pl.col("len") >= 8).height >= 10


def test_values_are_finite_and_never_minus_zero(drawn: DemoMarket) -> None:
    values = drawn.observations["value"].drop_nulls()
    assert values.is_finite().all()
    assert not any(str(value) == "-0.0" for value in values)
