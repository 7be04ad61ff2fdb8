"""Circles of parents: companies of which each is the other's subsidiary, directly or by others, on one day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from cnesg.companies.listings import RELATION_KEY


@dataclass(frozen=True)
class _Link:
    below: str
    above: str
    first: date
    last: date
    row: int | None  # of the file; null for what is stored

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def circles(relations: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Circles that rows to be added would close, as far as all rows tell.

    Only links of kind `subsidiary` make a circle: companies may hold shares of each other without control.

    Args:
        relations: table RELATIONS as the workspace has it.
        new: rows to be added, with `row`, the number in their file, and `position` after all that are stored.

    Returns:
        `row` (of the circle's rows in the file the first), `way` (`A < B < A`, each the subsidiary of the next) and
        `day`, the first on which it is closed; each circle once, sorted by row.
    """
    columns = ("company_id", "parent_id", "valid_from", "valid_to", "relation", "available_at", "position", "row")
    both = pl.concat(
        [relations.with_columns(pl.lit(None, dtype=pl.Int64).alias("row")).select(columns), new.select(columns)]
    )
    latest = both.sort("available_at", "position").unique(list(RELATION_KEY), keep="last", maintain_order=True)
    subsidiaries = latest.filter((pl.col("relation") == "subsidiary") & (pl.col("company_id") != pl.col("parent_id")))
    links = [
        _Link(row["company_id"], row["parent_id"], row["valid_from"], row["valid_to"] or date.max, row["row"])
        for row in subsidiaries.sort(*RELATION_KEY).iter_rows(named=True)
    ]
    found: dict[frozenset[str], tuple[int, str, date]] = {}
    core = _core(links)
    days = sorted({link.first for link in core})  # links that meet at all meet on the first day of one of them
    for day in days:
        above: dict[str, list[_Link]] = defaultdict(list)
        for link in core:
            if link.holds(day):
                above[link.below].append(link)
        for link in core:
            if link.row is not None and link.holds(day) and (way := _way(link.above, link.below, above)) is not None:
                members = frozenset((link.below, *(one.below for one in way)))
                row = min(one.row for one in (link, *way) if one.row is not None)
                names = [link.below, *(one.below for one in way), link.below]
                found.setdefault(members, (row, " < ".join(names), day))
    return pl.DataFrame(
        sorted(found.values()), schema={"row": pl.Int64, "way": pl.String, "day": pl.Date}, orient="row"
    )


def _core(links: Sequence[_Link]) -> list[_Link]:
    """The links left when companies that have nobody above or nobody below are taken away, again and again."""
    kept = list(links)
    while True:
        below, above = {link.below for link in kept}, {link.above for link in kept}
        inner = [link for link in kept if link.above in below and link.below in above]
        if len(inner) == len(kept):
            return kept
        kept = inner


def _way(start: str, end: str, above: Mapping[str, Sequence[_Link]]) -> list[_Link] | None:
    """The shortest way up from one company to another; None where there is none."""
    ways: dict[str, list[_Link]] = {start: []}
    level = [start]
    while level:
        if end in ways:
            return ways[end]
        level = list(_reached(level, above, ways))
    return ways.get(end)


def _reached(level: Sequence[str], above: Mapping[str, Sequence[_Link]], ways: dict[str, list[_Link]]) -> Iterator[str]:
    for company in level:
        for link in above.get(company, ()):
            if link.above not in ways:
                ways[link.above] = [*ways[company], link]
                yield link.above
