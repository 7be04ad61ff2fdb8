"""How rows written under an older schema version become rows of the present one.

A migration is a pure function over a lazy table. Readers apply it while reading, so an older workspace can be read as
it is; the first writer stores the result (see `cnesg.store.upgrade`). A migration never changes what a row says, only
how: its `position` and `recorded_at` stay.
"""

from collections.abc import Callable, Mapping

import polars as pl

from cnesg.model import TableSchema
from cnesg.model.news import content_hash
from cnesg.store.commit_log import Written

Migration = Callable[[pl.LazyFrame], pl.LazyFrame]


def observations_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 tells facts of different basis (location, market, target) and restatements apart.

    Version 1 knew neither, so its rows state the plain fact and correct nothing.
    """
    return frame.with_columns(basis=pl.lit(""), restated=pl.lit(value=False))


def observations_2_to_3(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 3 says which row a person's decision replaced. Under version 2 nobody could decide anything."""
    nothing = pl.lit(None, dtype=pl.String)
    return frame.with_columns(supersedes=nothing, decision=nothing)


def parts_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 says of a missing part whether the indicator applies at all.

    Under version 1 every indicator applied to every company.
    """
    return frame.with_columns(inapplicable=pl.lit(None, dtype=pl.String))


def parts_2_to_3(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 3 says how the industry's ratings shift weights.

    Under version 2 weights were the same in every industry.
    """
    return frame.with_columns(materiality=pl.lit(None, dtype=pl.Int64), industry_weight=pl.col("weight"))


def parts_3_to_4(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 4 says where boundaries come from. Under version 3 they were those of the companies scored."""
    return frame.with_columns(peer_source=pl.lit(None, dtype=pl.String))


def companies_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 says of bond issuers what kind they are, and of governments and their vehicles the level and region."""
    unknown = pl.lit(None, dtype=pl.String)
    return frame.with_columns(issuer_kind=unknown, admin_level=unknown, region=unknown)


def companies_2_to_3(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 3 has the unified social credit code. Under version 2 nobody could give it."""
    return frame.with_columns(credit_code=pl.lit(None, dtype=pl.String))


def documents_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 says which pages were not read. Under version 1 that was told and not kept."""
    return frame.with_columns(pages_not_read=pl.lit(None, dtype=pl.List(pl.String)))


def runs_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 keeps the profile itself, so that a run can be explained with the values it used."""
    return frame.with_columns(profile_content=pl.lit(None, dtype=pl.String))


def inputs_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 says what a carried value may count at most. Under version 1 it counted as the worst reporter does."""
    return frame.with_columns(most=pl.lit(None, dtype=pl.Float64))


def scores_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 says why a company is not rated. Under version 1 every company was."""
    return frame.with_columns(no_score=pl.lit(None, dtype=pl.String))


def news_1_to_2(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Version 2 keeps a hash of what an item says, so that nobody has to read all texts to know them again."""
    said = pl.struct("title", "text").map_elements(
        lambda row: content_hash(row["title"], row["text"]), return_dtype=pl.String
    )
    return frame.with_columns(content=said)


MIGRATIONS: dict[tuple[str, int], Migration] = {
    ("observations", 1): observations_1_to_2,
    ("observations", 2): observations_2_to_3,
    ("inputs", 1): inputs_1_to_2,
    ("scores", 1): scores_1_to_2,
    ("parts", 1): parts_1_to_2,
    ("parts", 2): parts_2_to_3,
    ("parts", 3): parts_3_to_4,
    ("companies", 1): companies_1_to_2,
    ("companies", 2): companies_2_to_3,
    ("documents", 1): documents_1_to_2,
    ("runs", 1): runs_1_to_2,
    ("news", 1): news_1_to_2,
}
"""Table and version that a migration starts from; it leads to the next version."""


def older_tables(written: Mapping[str, Written], schemas: Mapping[str, TableSchema]) -> dict[str, tuple[int, int]]:
    """Which tables stand under an older schema version, with that and the present one.

    Args:
        written: how each table stands, by the log.
        schemas: as they are now.
    """
    both = {name: (state.schema, schemas[name].version) for name, state in sorted(written.items())}
    return {name: (start, goal) for name, (start, goal) in both.items() if start < goal}


def upgraded(frame: pl.LazyFrame, table: str, *, start: int, goal: int) -> pl.LazyFrame:
    """The rows of `table` carried from schema version `start` to `goal`, one version at a time."""
    for version in range(start, goal):
        frame = MIGRATIONS[table, version](frame)
    return frame
