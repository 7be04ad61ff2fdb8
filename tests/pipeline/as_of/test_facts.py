"""Which rows a run reads, beside a plain loop over everything that was ever stored."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.imputation.test_precedence import plain_rank
from tests.small_methodology import PRECEDENCE
from tests.store.sample_rows import PUBLISHED, document, observation, observation_rows

from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.store import Store

Row = dict[str, Any]
KINDS = ["annual", "esg", "other"]
SHIPPED = load_methodology()
METHODOLOGY = replace(SHIPPED, rules=SHIPPED.rules.model_copy(update={"precedence": PRECEDENCE}))
few = settings(max_examples=settings.default.max_examples // 2 if settings.default else 20)

CHANGES = st.fixed_dictionaries(
    {
        "concept": st.sampled_from(["electricity", "water"]),
        "fiscal_year": st.sampled_from([2020, 2021]),
        "available_at": st.integers(0, 2).map(lambda days: PUBLISHED + timedelta(days=days)),
        "review": st.sampled_from(["unreviewed", "confirmed", "rejected"]),
        "assurance": st.sampled_from(["reasonable", "none"]),
        "restated": st.booleans(),
        "document": st.sampled_from([f"{number:064x}" for number in range(4)]),
        "method": st.sampled_from(["text", "import"]),
    }
)
BATCHES = st.lists(st.lists(st.tuples(CHANGES, st.integers(0, 20)), min_size=1, max_size=6), min_size=1, max_size=6)


def filled(folder: Path, batches: list[list[tuple[Row, int]]], compacted_after: int) -> tuple[Store, list[Row]]:
    """A store with these rows, a third of which decide on an earlier one, and all that was stored as plain rows."""
    store = Store.create(folder)
    rows: list[Row] = []
    documents = [document(number).with_columns(pl.lit(kind).alias("kind")) for number, kind in enumerate(KINDS)]
    with store.writing():
        store.commit({"documents": pl.concat(documents)}, note="documents")
        for number, batch in enumerate(batches):
            new: list[Row] = []
            for changes, pick in batch:
                row = observation(f"o{pick:02}-{len(rows) + len(new):03}", **changes)
                row["fact_key"] = f"{row['concept']}|{row['fiscal_year']}"
                if rows and pick % 3 == 0:
                    decided = rows[pick % len(rows)]
                    kept = ("concept", "fiscal_year", "fact_key")
                    row |= {name: decided[name] for name in kept} | {"supersedes": decided["observation_id"]}
                new.append(row)
            position = store.commit({"observations": observation_rows(*new)}, note="rows").position
            rows += [{"supersedes": None, **row, "position": position} for row in new]
            if number == compacted_after:
                store.compact(2)
    return store, rows


def plain(rows: list[Row], as_of: datetime, at: int, year: int) -> list[str]:
    """The ids of the rows that count, by loops over plain rows."""
    known = [
        row for row in rows if row["available_at"] <= as_of and row["position"] <= at and row["fiscal_year"] == year
    ]
    replaced: set[str] = set()
    latest: dict[str, str] = {}
    for row in sorted(known, key=lambda one: (one["position"], one["observation_id"])):
        if row["supersedes"] is not None:
            replaced |= {row["supersedes"], latest.get(row["supersedes"], "")}
            latest[row["supersedes"]] = row["observation_id"]
    kinds = {f"{number:064x}": kind for number, kind in enumerate(KINDS)}
    best: dict[str, Row] = {}
    for row in known:
        if row["observation_id"] in replaced or row["review"] == "rejected":
            continue
        told = row | {"source_kind": "import" if row["method"] == "import" else kinds.get(row["document"])}
        rival = best.get(row["fact_key"])
        if rival is None or _rank(told) < _rank(rival):
            best[row["fact_key"]] = told
    chosen = sorted(best.values(), key=lambda one: (one["position"], one["observation_id"]))
    return [row["observation_id"] for row in chosen]


def _rank(row: Row) -> tuple[Any, ...]:
    """As `plain_rank`, with the day of publication before the position, as the table has it."""
    *before, position, identity = plain_rank(row)
    return (*before, -row["available_at"].timestamp(), position, identity)


@few
@given(BATCHES, st.integers(0, 5), st.integers(0, 2), st.integers(0, 9))
def test_the_rows_that_count_are_those_of_a_plain_loop(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[tuple[Row, int]]],
    compacted_after: int,
    days: int,
    at: int,
) -> None:
    store, rows = filled(tmp_path_factory.mktemp("facts") / "w", batches, compacted_after)
    as_of, at = PUBLISHED + timedelta(days=days), min(at, store.position)
    workspace = Workspace(store.folder, store, METHODOLOGY)
    for year in (2020, 2021):
        found = counting_facts(workspace, METHODOLOGY, as_of, at, where=pl.col("fiscal_year") == year)
        assert found["observation_id"].to_list() == plain(rows, as_of, at, year)
        given_kinds = dict(found.select("observation_id", "source_kind").rows())
        assert all(
            given_kinds[row["observation_id"]] == "import" for row in found.to_dicts() if row["method"] == "import"
        )
