"""Who controls whom: subsidiaries of subsidiaries included."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from cnesg.companies.dated import holds_on_day, known_rows
from cnesg.companies.listings import RELATION_KEY

CONTROLLED = pl.Schema({"company_id": pl.String(), "parent_id": pl.String(), "way": pl.String()})
_HALF = 50.0


def controlled(relations: pl.DataFrame, as_of: datetime, day: date, share: float) -> pl.DataFrame:
    """Every company below another by links of which each one controls, on a day.

    Args:
        relations: table RELATIONS.
        as_of: rows published later do not count.
        day: on which the relations hold.
        share: percent that the company above holds more of, for a link to control. A subsidiary whose share nobody told
            is one that is held by more than half.

    Returns:
        `company_id`, `parent_id` (at any height above) and `way`: the links from the company upwards with share and
        first day, `C3 (80 %, 2019-01-01) < C2 (2015-06-30)`; sorted by company and parent, each pair once, by the
        shortest way.
    """
    now = known_rows(relations, RELATION_KEY, as_of).filter(
        holds_on_day(day)
        & (pl.col("relation") == "subsidiary")
        & ((pl.col("share") > share) | (pl.col("share").is_null() & (share <= _HALF)))
    )
    links: dict[str, list[Mapping[str, Any]]] = {}
    # Of two spans that overlap the one that began later counts.
    for row in now.unique(["company_id", "parent_id"], keep="last", maintain_order=True).iter_rows(named=True):
        links.setdefault(row["company_id"], []).append(row)
    rows = [row for company in sorted(links) for row in _above(company, links)]
    return pl.DataFrame(rows, schema=CONTROLLED, orient="row").sort("company_id", "parent_id")


def _above(company: str, links: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, str, str]]:
    """The companies above one, nearest first; circles of mutual holdings end where they close."""
    seen, level = {company}, [(company, "")]
    while level:
        higher = []
        for below, way in level:
            for link in links.get(below, ()):
                parent = link["parent_id"]
                if parent in seen:
                    continue
                seen.add(parent)
                share = "" if link["share"] is None else f"{link['share']:g} %, "
                step = f"{below} ({share}{link['valid_from']})"
                way_up = f"{way} < {step}" if way else step
                yield company, parent, way_up
                higher.append((parent, way_up))
        level = higher
