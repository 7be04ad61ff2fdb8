"""Runs that store only what differs from an earlier run: readers see whole runs, at every position, in SQL too."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnesg.model import SCORES
from cnesg.model.shared import KEYS, SHARED
from cnesg.store import Store
from cnesg.store.shared_rows import key_of, whole

DAYS = [datetime(2024, month, 1, tzinfo=UTC) for month in range(1, 5)]
PLACES = [(company, code) for company in ("A", "B", "C") for code in ("E", "S")]


def scores(run: int, values: dict[tuple[str, str], float]) -> pl.DataFrame:
    rows = [
        {"run_id": f"r{run}", "as_of": DAYS[run], "company_id": company, "code": code, "kind": "synthetic"}
        | {"score": value, "low": value, "high": value, "peer_group": "P", "peer_count": 1, "rank": 1}
        | {"coverage": 1.0, "confirmed_share": 1.0, "estimated_share": 0.0, "percentile": 0.5}
        for (company, code), value in values.items()
    ]
    return SCORES.conform(
        pl.DataFrame(rows, schema_overrides={"as_of": SCORES.dtypes["as_of"]}, infer_schema_length=None)
        if rows
        else SCORES.empty()
    )


def differing(
    run: int, base: dict[tuple[str, str], float], now: dict[tuple[str, str], float]
) -> dict[str, pl.DataFrame]:
    """What a run stores that shares its other rows with run r0."""
    own = {place: value for place, value in now.items() if base.get(place) != value}
    gone = [f"{company}|{code}|synthetic" for company, code in base if (company, code) not in now]
    told = {"run_id": f"r{run}", "table": "scores", "base": "r0", "as_of": DAYS[run], "gone": gone or None}
    schema = {name: dtype for name, dtype in SHARED.dtypes.items() if name in told}
    return {"scores": scores(run, own), "shared": pl.DataFrame([told], schema=schema)}


VALUES = st.dictionaries(st.sampled_from(PLACES), st.sampled_from([1.0, 2.0, 3.0]))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=VALUES.filter(bool), later=st.lists(VALUES, min_size=1, max_size=2))
def test_every_run_is_read_whole(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[tuple[str, str], float],
    later: list[dict[tuple[str, str], float]],
) -> None:
    plain = Store.create(tmp_path_factory.mktemp("plain") / "ws")
    short = Store.create(tmp_path_factory.mktemp("short") / "ws")
    for number, values in enumerate([first, *later]):
        plain.commit({"scores": scores(number, values)}, note="")
        short.commit(differing(number, first, values) if number else {"scores": scores(0, values)}, note="")
    said = SCORES.order[:-1]
    columns = [name for name in SCORES.dtypes if name not in {"recorded_at", "position"}]
    for where in (None, pl.col("company_id") == "A", pl.col("score") > 1.5, pl.col("as_of") == DAYS[1]):
        expected = plain.read("scores", where=where).sort("run_id", *said)
        assert short.read("scores", where=where).select(columns).sort("run_id", *said).equals(expected.select(columns))
    for number in range(len(later) + 1):
        of_run = short.read("scores", runs=[f"r{number}"])
        expected = plain.read("scores", where=pl.col("run_id") == f"r{number}")
        assert of_run.select(columns).equals(expected.select(columns))
        assert of_run["position"].unique().to_list() in ([], [number + 1])
    assert set(short.read("scores", at=1)["run_id"]) == {"r0"}
    asked = f"SELECT {', '.join(columns)} FROM scores"
    assert short.sql(asked).sort("run_id", *said).equals(plain.sql(asked).sort("run_id", *said))
    assert short.check() == []


def test_what_shares_rows_is_told_and_files_hold_only_its_own(folder: Path) -> None:
    store = Store.create(folder)
    first = dict.fromkeys(PLACES, 1.0)
    store.commit({"scores": scores(0, first)}, note="")
    store.commit(differing(1, first, first | {("A", "E"): 2.0}), note="")
    assert store.shared("scores")["run_id"].to_list() == ["r1"]
    assert store.shared("observations").is_empty()
    assert pl.read_parquet(store.files("scores")).height == len(PLACES) + 1
    assert store.read("scores").height == 2 * len(PLACES)
    # The same again is known.
    assert store.commit(differing(1, first, first | {("A", "E"): 2.0}), note="").rows == {}


def test_compaction_changes_nothing_that_readers_see(folder: Path) -> None:
    store = Store.create(folder)
    first = dict.fromkeys(PLACES, 1.0)
    store.commit({"scores": scores(0, first)}, note="")
    for number in (1, 2):
        store.commit(differing(number, first, first | {("B", "S"): 2.0 + number}), note="")
    before = store.read("scores")
    assert store.compact(least_files=2) is not None
    assert Store.open(folder).read("scores").equals(before)


def test_keys_are_columns_that_order_a_table() -> None:
    assert all(set(keys) <= set(SCORES.dtypes) for table, keys in KEYS.items() if table == "scores")
    row = scores(0, {("A", "E"): 1.0})
    assert row.select(key_of("scores")).item() == "A|E|synthetic"
    assert whole(row.lazy(), "scores", SHARED.empty()).collect().equals(row)
