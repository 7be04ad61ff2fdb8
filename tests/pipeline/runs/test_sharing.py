"""A month that shares rows with an earlier run: what it stores, and that all who read find it whole."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import FULL
from tests.scoring.markets import MATERIALITY, PROFILES, markets, tables
from tests.small_methodology import EVERYTHING, YEAR, absolute, level2, methodology, quantity, relative

from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import Methodology
from cnesg.model.shared import KEYS
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.months.monthly import run_months
from cnesg.pipeline.runs import sharing
from cnesg.pipeline.runs.identity import row_sums
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.row_sums import RowSum
from cnesg.pipeline.runs.running import run
from cnesg.pipeline.runs.sharing import Base, own_rows
from cnesg.scoring import Scored, scored

Month = tuple[pl.DataFrame, Scored, Mapping[str, pl.DataFrame], dict[str, RowSum]]
DAYS = [datetime(2024, 5, 31, tzinfo=UTC), datetime(2024, 6, 30, tzinfo=UTC)]
OTHERWISE = ["gone", "other value", "estimated"]


def month(
    small: Methodology, industry_of: dict[str, str], rows: list[dict[str, Any]], profile: Profile, day: datetime
) -> Month:
    inputs, companies = tables(industry_of, rows)
    inputs = inputs.sort("company_id", "data_point")
    market = scored(inputs, companies, small, profile, fiscal_year=YEAR, as_of=day, materiality=MATERIALITY)
    whole = {"inputs": inputs, "scores": market.scores, "parts": market.parts()}
    return inputs, market, whole, row_sums(whole)


def changed(row: dict[str, Any], how: str) -> list[dict[str, Any]]:
    match how:
        case "gone":
            return []
        case "other value":
            return [row | {"value": 3.5, "low": 3.5, "high": 3.5}]
        case _:
            return [row | {"origin": "industry", "review": "unreviewed"}]


@pytest.mark.heavy
@settings(max_examples=40 if FULL else 3, derandomize=True, deadline=None, phases=[Phase.generate])
@given(markets(), PROFILES, st.randoms(use_true_random=False))
def test_own_rows_and_those_of_the_base_are_the_month_to_the_bit(
    market: tuple[Methodology, dict[str, str], list[dict[str, Any]]], profile: Profile, chance: Random
) -> None:
    small, industry_of, rows = market
    touched = {number: chance.choice(OTHERWISE) for number in range(len(rows)) if chance.random() < 0.3}
    later = [
        one
        for number, row in enumerate(rows)
        for one in (changed(row, touched[number]) if number in touched else [row])
    ]
    before, after = (
        month(small, industry_of, said, profile, day) for said, day in zip((rows, later), DAYS, strict=True)
    )
    base = Base("r0", before[0], before[1], before[3])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "_MOST", 1e9)
        found = own_rows(base, after[0], after[1], DAYS[1])
    assert found is not None
    own, sums = found
    assert sums == after[3]
    gone = dict(own["shared"].select("table", "gone").iter_rows())
    for name in KEYS:
        keys = list(KEYS[name])
        kept = before[2][name].join(own[name], on=keys, how="anti")
        kept = kept.filter(~pl.concat_str(keys, separator="|").is_in(gone[name] or []))
        if "as_of" in kept.columns:
            kept = kept.with_columns(pl.lit(DAYS[1]).cast(kept.schema["as_of"]).alias("as_of"))
        by = [*keys, "rule", "weight"] if name == "parts" else keys
        assert pl.concat([kept, own[name]]).sort(by).equals(after[2][name].sort(by))


def test_rows_of_one_key_stand_for_each_other_together() -> None:
    """A data point under two rules: where peers move one of its rows, the other is stored too."""
    rules = [relative("E0101-01", weight=0.5), absolute("E0101-01", [(0.0, 1.0), (5.0, 2.0)], weight=0.5)]
    small = methodology([level2("E0101", [quantity("E0101-01")], rules)])
    industry_of = {f"C{number}": "110101" for number in range(6)}
    values = {company: float(number) for number, company in enumerate(industry_of)}
    before, after = (
        month(
            small,
            industry_of,
            [{"company_id": company, "data_point": "E0101-01", "value": value} for company, value in said.items()],
            EVERYTHING,
            day,
        )
        for said, day in zip((values, values | {"C0": 9.0}), DAYS, strict=True)
    )
    places = after[1].differing(before[1])
    assert places is not None
    own = after[1].parts(places).filter(pl.col("part") == "E0101-01")
    assert own.height > 0
    assert own.group_by("company_id").agg(pl.col("rule").sort())["rule"].to_list() == [["absolute", "relative"]] * (
        own["company_id"].n_unique()
    )


def test_sums_are_taken_from_each_other_without_going_below_nothing() -> None:
    assert RowSum(3, 5) - RowSum(1, 6) == RowSum(2, 2**64 - 1)
    assert RowSum(1, 2**64 - 1) + RowSum(1, 2) == RowSum(2, 1)


@pytest.mark.heavy
def test_months_share_rows_and_everybody_reads_them_whole(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three months of twelve companies, one of which corrects itself in June."""
    monkeypatch.setattr(sharing, "_MOST", 0.9)
    path = tmp_path / "later.csv"
    header = "company_id,kind,concept,year,value,unit,published,source\n"
    path.write_text(f"{header}L03,quantity,electricity,2023,90,GWh,2024-06-15,tables\n", encoding="utf-8")
    import_table(workspace, "observations", path)
    store, months = workspace.store, (date(2024, 5, 1), date(2024, 7, 1))
    assert [month.how for month in run_months(workspace, *months)] == ["computed", "changed", "unchanged"]
    runs = store.read("runs").sort("as_of")["run_id"].to_list()
    told = store.shared("parts")
    assert told["run_id"].to_list() == runs[1:]
    assert told["base"].unique().to_list() == runs[:1]
    own = pl.read_parquet(store.files("parts"))
    assert own.height < 2 * own.filter(pl.col("run_id") == runs[0]).height
    assert replay(workspace, runs[1]).same
    in_sql = store.sql("SELECT run_id, count(*) AS rows FROM parts GROUP BY run_id")
    assert in_sql["rows"].n_unique() == 1
    assert in_sql.height == len(runs)
    # A run by itself finds that it is there, and so does the history.
    assert run(workspace, date(2024, 7, 31)).known
    assert [(one.how, one.companies) for one in run_months(workspace, *months)] == [("known", 12)] * 3
    assert [one for one in audit(workspace) if one.severity == "error"] == []
    read = store.read

    def altered(table: str, **asked: Any) -> pl.DataFrame:
        rows = read(table, **asked)
        return rows.with_columns(pl.col("score") + 1e-9) if table == "scores" else rows

    monkeypatch.setattr(store, "read", altered)
    found = [one.problem.message_id for one in audit(workspace) if one.severity == "error"]
    assert found == ["pipeline.altered_run"] * 3
