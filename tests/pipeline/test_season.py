"""A walk from January to September: everybody is ranked on the same year, whenever it ends and whenever it is told."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.pipeline.conftest import companies_csv

from cnesg.errors import InputError
from cnesg.framework import load_methodology
from cnesg.imputation import may_count
from cnesg.model import available_instant
from cnesg.model.periods import year_ending
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.runs import running
from cnesg.pipeline.runs.basis import computed_inputs, counted_facts, scoring_basis
from cnesg.pipeline.runs.running import run

INTENSITY = "E0102-02"
# Fiscal year: its last day, and when it was published. L01 is early, L02 in time, L03 late; L04 and L05 end in March
# and June, the others in December.
TOLD = {
    "L01": {2022: ("2022-12-31", "2023-03-10"), 2023: ("2023-12-31", "2024-02-20")},
    "L02": {2022: ("2022-12-31", "2023-04-30"), 2023: ("2023-12-31", "2024-04-30")},
    "L03": {2022: ("2022-12-31", "2023-04-30"), 2023: ("2023-12-31", "2024-06-15")},
    "L04": {
        2022: ("2022-03-31", "2022-07-20"),
        2023: ("2023-03-31", "2023-07-20"),
        2024: ("2024-03-31", "2024-07-20"),
    },
    "L05": {2022: ("2022-06-30", "2022-09-28"), 2023: ("2023-06-30", "2023-09-28")},
}
USUAL = {2022: ("2022-12-31", "2023-04-29"), 2023: ("2023-12-31", "2024-04-29")}


@pytest.fixture
def market(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace")
    listed = tmp_path / "companies.csv"
    listed.write_text(companies_csv(), encoding="utf-8")
    import_table(workspace, "companies", listed)
    rows = ["company_id,kind,concept,year,year_end,value,unit,published,source"]
    for number in range(1, 13):
        company = f"L{number:02}"
        for year, (last, published) in TOLD.get(company, USUAL).items():
            rows.append(f"{company},quantity,revenue,{year},{last},1000,CNY million,{published},tables")
            rows.append(f"{company},quantity,electricity,{year},{last},{number + (year - 2022) / 10},GWh,{published},t")
    told = tmp_path / "observations.csv"
    told.write_text("\n".join(rows) + "\n", encoding="utf-8")
    import_table(workspace, "observations", told)
    return workspace


def ranked_on(workspace: Workspace, day: date) -> tuple[int, dict[str, str], dict[str, str]]:
    """The year that a run ranks, and of each company where its intensity comes from and how."""
    done = run(workspace, day)
    where = (pl.col("run_id") == done.run_id) & (pl.col("data_point") == INTENSITY)
    rows = workspace.store.read("inputs", where=where)
    assert set(rows["fiscal_year"]) == {done.fiscal_year}
    return (
        done.fiscal_year,
        dict(rows.select("company_id", "origin").iter_rows()),
        dict(rows.select("company_id", "method").iter_rows()),
    )


@pytest.mark.heavy
def test_everybody_is_ranked_on_the_same_year_from_january_to_september(market: Workspace) -> None:
    everybody = {f"L{number:02}" for number in range(1, 13)}
    for day in (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)):
        year, origin, _ = ranked_on(market, day)
        assert (year, origin) == (2022, dict.fromkeys(everybody, "imported"))  # L01's early figures wait
    for day in (date(2024, 5, 1), date(2024, 5, 31), date(2024, 6, 14)):
        year, origin, method = ranked_on(market, day)
        assert year == 2023
        assert {company for company in everybody if origin[company] != "imported"} == {"L03"}
        assert (origin["L03"], method["L03"].split(";")[0]) == ("carried", "carried(year=2022)")
    for day in (date(2024, 6, 15), date(2024, 7, 31), date(2024, 9, 30)):
        year, origin, _ = ranked_on(market, day)
        assert (year, origin) == (2023, dict.fromkeys(everybody, "imported"))  # L04's new figures wait till May 2025


def test_a_fiscal_year_that_ends_elsewhere_is_refused(market: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(
        "company_id,kind,concept,year,year_end,value,unit,published,source\n"
        "L01,quantity,electricity,2021,2023-03-31,1,GWh,2023-05-15,tables\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="2021 can't end on 2023-03-31"):
        import_table(market, "observations", path)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2023, 12, 31), date(2023, 1, 1)),
        (date(2024, 3, 31), date(2023, 4, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2024, 2, 28), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 3, 1)),
    ],
)
def test_a_year_ends_on_a_day_and_begins_a_year_before(last: date, first: date) -> None:
    assert year_ending(last) == (first, last)


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("called", "last", "first", "ranked"),
    [
        (2023, "2023-03-31", "2022-04-01", 2023),  # called by the year in which it ends
        (2023, "2024-03-31", "2023-04-01", 2024),  # by the year in which it begins
        (2023, "2023-06-30", "2022-07-01", 2023),
        (2023, "2024-02-29", "2023-03-01", 2024),
        (2023, "2023-12-31", "2023-01-01", 2023),
    ],
)
def test_a_report_ends_when_the_companys_year_does(
    called: int, last: str, first: str, ranked: int, tmp_path: Path, report: Path
) -> None:
    """L01's revenue stands in a table with the year's end, its electricity in a report that is read without it."""
    table = tmp_path / "observations.csv"
    header = "company_id,kind,concept,year,year_end,value,unit,published,source\n"
    table.write_text(f"{header}L01,quantity,revenue,{called},{last},1000,CNY million,2024-07-20,tables\n", "utf-8")
    listed = tmp_path / "companies.csv"
    listed.write_text(companies_csv(), encoding="utf-8")
    with Workspace.create(tmp_path / "workspace") as workspace:
        import_table(workspace, "companies", listed)
        import_table(workspace, "observations", table)
        ingest(workspace, [Report(report, "L01", called, date(2024, 7, 20), "esg")])
        rows = workspace.store.read("observations", where=pl.col("method") != "import")
        of_year = rows.filter(pl.col("fiscal_year") == called)
        assert set(of_year["valid_to"]) == {date.fromisoformat(last)}
        assert set(of_year["valid_from"]) == {date.fromisoformat(first)}
        done = run(workspace, date(ranked + 1, 8, 1), "auto-accept")
        where = (pl.col("run_id") == done.run_id) & (pl.col("data_point") == INTENSITY)
        (found,) = workspace.store.read("inputs", where=where).rows(named=True)
        assert done.fiscal_year == ranked
        # 1.25 GWh on CNY 1,000 million, both of the year that is ranked.
        assert (found["company_id"], found["origin"], found["value"]) == ("L01", "reported", 1250.0)


@pytest.mark.heavy
def test_years_that_can_not_count_are_left_unread_and_change_nothing(
    market: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older.csv"
    rows = ["company_id,kind,concept,year,year_end,value,unit,text,published,source"]
    for number in range(1, 13):
        for year in range(2015, 2022):  # the 2020 of some is all they tell, so that it is carried two years on
            last = f"{year}-06-30" if number % 3 == 0 else f"{year}-12-31"
            share, told = number + year - 1960, f"{year + 1}-04-29,tables"
            rows.append(f"L{number:02},quantity,waste_recycling_rate,{year},{last},{share},%,,{told}")
            rows.append(f"L{number:02},list,E0501-01,{year},,1,,a list,{year + 1}-04-29,tables")
    older.write_text("\n".join(rows) + "\n", encoding="utf-8")
    codes = market.methodology.data_points
    listed = next(code for code, point in codes.items() if point.kind == "list")
    older.write_text(older.read_text().replace("E0501-01", listed), encoding="utf-8")
    import_table(market, "observations", older)
    chosen, at = market.methodology.profiles["default"], market.store.position
    for day in (date(2023, 5, 31), date(2024, 2, 29), date(2024, 9, 30)):
        basis = scoring_basis(market, chosen, available_instant(day), at)
        few, inputs = counted_facts(market, basis), computed_inputs(market, basis)
        with monkeypatch.context() as patch:
            patch.setattr(running, "may_count", lambda _year, _rules: pl.lit(value=True))
            every, of_every = counted_facts(market, basis), computed_inputs(market, basis)
        assert inputs.equals(of_every)
        assert few.height < every.height
        carried = inputs.filter(pl.col("method").str.starts_with(f"carried(year={basis.fiscal_year - 2})"))
        assert carried.height > 0 or day != date(2024, 9, 30)


@pytest.mark.parametrize("kind", ["list", "event", "analysis"])
def test_what_is_dated_by_itself_is_always_read(kind: str) -> None:
    row = pl.DataFrame({"kind": [kind], "fiscal_year": [1990], "valid_to": [date(1990, 12, 31)]})
    rules = load_methodology().rules
    assert row.select(may_count(2023, rules)).item()
    assert not row.with_columns(kind=pl.lit("quantity")).select(may_count(2023, rules)).item()
    assert not row.with_columns(kind=pl.lit("statement")).select(may_count(2023, rules)).item()
