from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.store.sample_rows import (
    PUBLISHED,
    document,
    observation,
    observation_rows,
    observations,
    scores,
)

from cnesg.errors import CnesgError, InputError
from cnesg.model import OBSERVATIONS, TABLES
from cnesg.store import Store


def test_a_new_store_is_empty_and_every_table_can_be_read(store: Store) -> None:
    assert store.position == 0
    assert store.commits() == []
    assert store.check() == []
    for name, schema in TABLES.items():
        assert store.read(name).schema == schema.empty().schema
        assert store.read(name).is_empty()
    assert store.standing_observations().is_empty()
    assert store.files("observations") == []


def test_what_is_committed_is_read_back_the_same(store: Store) -> None:
    rows = observations(3).with_columns(bbox=pl.Series([[1.0, 2.0, 3.0, 4.0], None, []], dtype=pl.List(pl.Float64)))
    commit = store.commit({"observations": rows}, note="import")
    back = store.read("observations")
    assert back.schema == OBSERVATIONS.empty().schema
    assert back.select(rows.columns).equals(rows)
    assert back["position"].to_list() == [commit.position] * 3
    assert back["recorded_at"].to_list() == [commit.recorded_at] * 3


def test_a_commit_counts_its_new_rows_by_table(store: Store) -> None:
    commit = store.commit({"observations": observations(3), "documents": document(1)}, note="ingest a.pdf")
    assert (commit.position, commit.rows, commit.note) == (1, {"observations": 3, "documents": 1}, "ingest a.pdf")
    assert store.commits() == [commit]
    assert store.position == 1


def test_the_store_alone_says_when_and_where_a_row_was_recorded(store: Store) -> None:
    long_ago = datetime(1999, 1, 1, tzinfo=UTC)
    rows = observations(1).with_columns(position=pl.lit(99), recorded_at=pl.lit(long_ago))
    commit = store.commit({"observations": rows}, note="")
    row = store.read("observations").row(0, named=True)
    assert (row["position"], row["recorded_at"]) == (1, commit.recorded_at)
    assert commit.recorded_at > long_ago


def test_recorded_at_never_goes_back_even_if_the_clock_does(folder: Path) -> None:
    ticks = [datetime(2030, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)]
    remaining = iter([*ticks, *ticks])
    store = Store.create(folder, clock=lambda: next(remaining))
    dates = [store.commit({"observations": observations(1, prefix=f"{n}-")}, note="").recorded_at for n in range(5)]
    assert dates == sorted(set(dates))
    assert dates[1] == dates[0] + timedelta(microseconds=1)


def test_a_clock_in_another_zone_is_recorded_in_utc(folder: Path) -> None:
    from cnesg.model.periods import SHANGHAI

    store = Store.create(folder, clock=lambda: datetime(2030, 1, 1, 8, tzinfo=SHANGHAI))
    assert store.commit({"observations": observations(1)}, note="").recorded_at == datetime(2030, 1, 1, tzinfo=UTC)
    assert Store.open(folder).read("observations")["recorded_at"].to_list() == [datetime(2030, 1, 1, tzinfo=UTC)]


def test_another_store_on_the_same_folder_sees_new_commits_at_once(store: Store, folder: Path) -> None:
    reader = Store.open(folder)
    store.commit({"observations": observations(2)}, note="")
    assert reader.position == 1
    assert reader.read("observations").height == 2


def test_observations_known_already_are_left_out(store: Store) -> None:
    store.commit({"observations": observations(3)}, note="")
    commit = store.commit({"observations": observations(5)}, note="")
    assert commit.rows == {"observations": 2}
    assert store.read("observations")["observation_id"].to_list() == ["o0", "o1", "o2", "o3", "o4"]


def test_what_another_process_committed_is_known_too(store: Store, folder: Path) -> None:
    other = Store.open(folder)
    store.commit({"observations": observations(2)}, note="")
    assert other.commit({"observations": observations(4)}, note="").rows == {"observations": 2}
    assert store.commit({"observations": observations(5)}, note="").rows == {"observations": 1}
    assert other.commit({"observations": observations(5)}, note="").rows == {}


def test_an_observation_twice_in_one_commit_is_one_row(store: Store) -> None:
    commit = store.commit({"observations": pl.concat([observations(2), observations(3)])}, note="")
    assert commit.rows == {"observations": 3}


def test_committing_the_same_again_changes_nothing(store: Store, folder: Path) -> None:
    tables = {"observations": observations(3), "documents": document(1), "scores": scores("r1", ["C1", "C2"])}
    first = store.commit(tables, note="first")
    files = sorted(folder.rglob("*"))
    for again in (store, Store.open(folder)):
        commit = again.commit(tables, note="again")
        assert (commit.position, commit.recorded_at, commit.rows) == (first.position, first.recorded_at, {})
    assert sorted(folder.rglob("*")) == files


def test_an_empty_commit_is_no_commit(store: Store) -> None:
    assert store.commit({}, note="").position == 0
    assert store.commit({"observations": observations(0)}, note="").rows == {}
    assert store.position == 0


def test_a_document_published_on_another_date_is_another_row(store: Store) -> None:
    store.commit({"documents": document(1)}, note="")
    later = document(1).with_columns(available_at=pl.lit(PUBLISHED + timedelta(days=1)))
    assert store.commit({"documents": later}, note="").rows == {"documents": 1}


def test_companies_may_be_stated_again(store: Store) -> None:
    row = {"company_id": "C1", "market": "a-share", "industry": "801010", "valid_from": date(2020, 1, 1)}
    company = pl.DataFrame([{**row, "available_at": PUBLISHED}])
    store.commit({"companies": company}, note="")
    store.commit({"companies": company}, note="")
    assert store.read("companies")["position"].to_list() == [1, 2]


def test_two_runs_are_kept_apart_and_each_is_taken_once(store: Store) -> None:
    store.commit({"scores": scores("r1", ["C1", "C2"])}, note="")
    store.commit({"scores": scores("r2", ["C1", "C2"])}, note="")
    commit = store.commit({"scores": pl.concat([scores("r1", ["C1"]), scores("r3", ["C1"])])}, note="")
    assert commit.rows == {"scores": 1}
    assert store.read("scores").group_by("run_id").len().sort("run_id").rows() == [("r1", 2), ("r2", 2), ("r3", 1)]


def test_every_table_that_does_not_fit_is_named_and_nothing_is_written(store: Store, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    bad = observations(2).with_columns(value=pl.lit(float("nan")))
    unfit = document(1).with_columns(pages=pl.lit("three"))
    with pytest.raises(ValueError, match=r"(?s)NaN in column value.*documents: .*three.*no table 'rumours'"):
        store.commit(
            {"observations": bad, "documents": unfit, "rumours": document(2), "scores": scores("r", "C")}, note=""
        )
    assert store.position == 0
    assert sorted(folder.rglob("*")) == before


def test_numbers_are_normalised_on_the_way_in(store: Store) -> None:
    store.commit({"observations": observations(1).with_columns(value=pl.lit(-0.0))}, note="")
    assert str(store.read("observations")["value"][0]) == "0.0"


def test_as_of_hides_what_was_published_later_and_at_what_was_stored_later(store: Store) -> None:
    day = [datetime(2022, month, 1, tzinfo=UTC) for month in (1, 2, 3)]
    late = observation_rows(observation("late", available_at=day[2]), observation("middle", available_at=day[1]))
    store.commit({"observations": late}, note="")
    store.commit({"observations": observation_rows(observation("backfill", available_at=day[0]))}, note="")

    def ids(**arguments: int | datetime) -> set[str]:
        return set(store.read("observations", **arguments)["observation_id"])  # type: ignore[arg-type]

    assert ids(as_of=day[0]) == {"backfill"}
    assert ids(as_of=day[1]) == {"backfill", "middle"}
    assert ids(as_of=day[1] - timedelta(microseconds=1)) == {"backfill"}
    assert ids(at=1) == {"late", "middle"}
    assert ids(at=1, as_of=day[1]) == {"middle"}
    assert ids(at=0) == set()


def test_a_date_means_its_end_in_shanghai(store: Store) -> None:
    evening = datetime(2022, 4, 1, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Shanghai
    night = evening + timedelta(seconds=1)
    rows = observation_rows(observation("evening", available_at=evening), observation("night", available_at=night))
    store.commit({"observations": rows}, note="")
    assert store.read("observations", as_of=date(2022, 4, 1))["observation_id"].to_list() == ["evening"]
    assert store.read("observations", as_of=date(2022, 4, 2)).height == 2


def test_rows_can_be_narrowed_by_a_condition_and_by_columns(store: Store) -> None:
    store.commit({"observations": observations(3)}, note="")
    found = store.read("observations", where=pl.col("observation_id") > "o0", columns=["value", "observation_id"])
    assert found.rows() == [(1.0, "o1"), (1.0, "o2")]


def test_rows_come_in_canonical_order_whatever_the_order_they_came_in(store: Store) -> None:
    store.commit({"observations": observations(9).reverse()}, note="")
    store.commit({"observations": observations(5, prefix="a").sample(fraction=1, shuffle=True, seed=1)}, note="")
    back = store.read("observations")
    assert back.equals(back.sort("position", "observation_id"))
    assert back.height == 14


@pytest.mark.parametrize("position", [-1, 2])
def test_a_position_that_is_not_there_is_refused_in_words(store: Store, position: int) -> None:
    store.commit({"observations": observations(1)}, note="")
    with pytest.raises(InputError, match=f"no position {position}. Give one from 0 to 1"):
        store.read("observations", at=position)


def test_programming_errors_are_value_errors(store: Store) -> None:
    with pytest.raises(ValueError, match="no table 'rumours'"):
        store.read("rumours")
    with pytest.raises(ValueError, match="available_at"):
        store.read("scores", as_of=PUBLISHED)


def test_what_people_replaced_or_rejected_no_longer_stands_but_is_still_read(store: Store) -> None:
    first = observation_rows(observation("a"), observation("b"), observation("w", concept="water"))
    corrected = observation_rows(observation("c", value=2.0, review="corrected", supersedes="a", decision="d1"))
    rejected = observation_rows(observation("r", review="rejected", supersedes="b", decision="d2"))
    store.commit({"observations": first}, note="")
    store.commit({"observations": corrected}, note="")
    store.commit({"observations": rejected}, note="")
    assert sorted(store.standing_observations()["observation_id"]) == ["c", "w"]
    assert sorted(store.standing_observations(at=2)["observation_id"]) == ["b", "c", "w"]
    assert sorted(store.standing_observations(at=1)["observation_id"]) == ["a", "b", "w"]
    narrowed = store.standing_observations(where=pl.col("concept") == "water")
    assert narrowed["observation_id"].to_list() == ["w"]
    assert store.read("observations").height == 5


def test_other_tools_read_the_files_as_they_are(store: Store) -> None:
    store.commit({"observations": observations(3)}, note="")
    store.commit({"observations": observations(4, prefix="p")}, note="")
    files = [str(path) for path in store.files("observations")]
    assert len(files) == 2  # one a commit
    query = "SELECT position, count(*) FROM read_parquet(?) GROUP BY position ORDER BY position"
    assert duckdb.execute(query, [files]).fetchall() == [(1, 3), (2, 4)]


def test_leaving_the_context_lets_go_of_the_lock(store: Store, folder: Path) -> None:
    with store:
        store._lock.__enter__()
    assert Store.open(folder, lock_wait=0).commit({"observations": observations(1)}, note="").position == 1


def test_several_commits_may_be_made_under_one_lock(store: Store, folder: Path) -> None:
    with store.writing():
        store.commit({"observations": observations(1)}, note="")
        with pytest.raises(CnesgError, match="another process is writing"):
            Store.open(folder, lock_wait=0).commit({"observations": observations(2)}, note="")
        store.commit({"observations": observations(2)}, note="")
    assert Store.open(folder, lock_wait=0).commit({"observations": observations(3)}, note="").position == 3
