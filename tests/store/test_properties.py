"""What holds for any sequence of commits."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.sample_rows import PUBLISHED, observation, observation_rows

from cnesg.store import Store

Batch = list[tuple[int, int, int]]
HOURS = st.integers(0, 3)
BATCHES = st.lists(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2), HOURS), max_size=5), max_size=5)
few = settings(max_examples=settings.default.max_examples // 3 if settings.default else 20)


def frame(batch: Batch) -> pl.DataFrame:
    """Observations: id, fact, hours until it was available. The same id always says the same."""
    rows = [
        observation(f"o{number}-{fact}-{hours}", fact_key=f"f{fact}", available_at=PUBLISHED + timedelta(hours=hours))
        for number, fact, hours in batch
    ]
    return observation_rows(*rows) if rows else observation_rows(observation("")).clear()


def filled(root: Path, batches: list[Batch]) -> Store:
    store = Store.create(root / "workspace")
    with store.writing():
        for batch in batches:
            store.commit({"observations": frame(batch)}, note="")
    return store


def ids(store: Store, *, as_of: datetime | None = None, at: int | None = None) -> set[str]:
    return set(store.read("observations", as_of=as_of, at=at)["observation_id"])


@pytest.mark.heavy
@few
@given(BATCHES)
def test_every_observation_is_there_once_at_the_commit_that_first_brought_it(
    tmp_path_factory: pytest.TempPathFactory, batches: list[Batch]
) -> None:
    store = filled(tmp_path_factory.mktemp("store"), batches)
    expected: dict[str, int] = {}
    position = 0
    for batch in batches:
        new = dict.fromkeys(i for i in frame(batch)["observation_id"] if i not in expected)
        position += bool(new)
        expected |= dict.fromkeys(new, position)
    found = store.read("observations", columns=["observation_id", "position"])
    assert dict(found.rows()) == expected
    assert found.height == len(expected)
    assert store.position == position


@pytest.mark.heavy
@few
@given(BATCHES)
def test_later_dates_and_positions_only_add_and_old_positions_never_change(
    tmp_path_factory: pytest.TempPathFactory, batches: list[Batch]
) -> None:
    root = tmp_path_factory.mktemp("store")
    store, remembered = Store.create(root / "workspace"), {}
    with store.writing():
        for batch in batches:
            position = store.commit({"observations": frame(batch)}, note="").position
            remembered[position] = (store.read("observations"), store.standing_observations())
    for position, (rows, current) in remembered.items():
        assert store.read("observations", at=position).equals(rows)
        assert store.standing_observations(at=position).equals(current)
    dates = [PUBLISHED + timedelta(hours=hours) for hours in range(-1, 4)]
    for at in range(store.position + 1):
        grown = [ids(store, as_of=date, at=at) for date in dates]
        assert all(early <= late for early, late in pairwise(grown))
        assert grown[0] == set()
        assert grown[-1] == ids(store, at=at)
        assert ids(store, at=max(at - 1, 0)) <= ids(store, at=at)


@pytest.mark.heavy
@few
@given(BATCHES)
def test_all_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, batches: list[Batch]) -> None:
    store = filled(tmp_path_factory.mktemp("store"), batches)
    before, position = store.read("observations"), store.position
    again = Store.open(store.folder)
    for batch in batches:
        assert again.commit({"observations": frame(batch)}, note="").rows == {}
    assert again.position == position
    assert again.read("observations").equals(before)


@pytest.mark.heavy
@few
@given(BATCHES)
def test_one_commit_or_many_say_the_same(tmp_path_factory: pytest.TempPathFactory, batches: list[Batch]) -> None:
    many = filled(tmp_path_factory.mktemp("many"), batches)
    one = filled(tmp_path_factory.mktemp("one"), [[row for batch in batches for row in batch]])
    assert ids(many) == ids(one)
    for hours in range(4):
        as_of = PUBLISHED + timedelta(hours=hours)
        assert ids(many, as_of=as_of) == ids(one, as_of=as_of)
