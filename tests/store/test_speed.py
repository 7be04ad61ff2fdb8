"""Speed on many rows, as docs/store.md states it; only in `make test-full`, where nothing else runs."""

import time
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.store.sample_rows import PUBLISHED, observations

from cnesg.store import Store

COUNT = 100_000


@pytest.mark.full
def test_a_hundred_thousand_observations_go_in_and_out_in_time(folder: Path) -> None:
    number = pl.int_range(COUNT)
    rows = observations(COUNT).with_columns(
        observation_id=number.hash(seed=1).cast(pl.String),
        fact_key=(number // 2).hash(seed=2).cast(pl.String),
        available_at=pl.lit(PUBLISHED) + pl.duration(hours=number % 1000),
        value=number.hash(seed=3) / 7.0,
        quote=pl.concat_str(
            pl.lit("in this year the company used "), number.hash(seed=4), pl.lit(" kWh of electricity")
        ),
    )
    store = Store.create(folder)
    start = time.perf_counter()
    store.commit({"observations": rows}, note="")
    appended = time.perf_counter()
    assert Store.open(folder).read("observations").height == COUNT
    read = time.perf_counter()
    current = store.standing_observations(as_of=PUBLISHED + timedelta(hours=2000))
    chosen = time.perf_counter()
    assert current.height == COUNT
    assert appended - start < 2
    assert read - appended < 1
    assert chosen - read < 1
