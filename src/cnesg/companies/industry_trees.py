"""The industry tree as it was known: what ships, and above it what was imported."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from cnesg.errors import Problem
from cnesg.framework.definitions import Industry, Name
from cnesg.model.periods import SHANGHAI


def industries_as_of(
    shipped: Mapping[str, Industry], rows: pl.DataFrame, as_of: datetime | None
) -> Mapping[str, Industry]:
    """The tree by code, in code order.

    Args:
        shipped: the tree of the methodology, in force from the beginning.
        rows: table INDUSTRIES; of several rows of a code the one that was published last counts, then the last stored.
        as_of: rows published later do not count; None takes all.
    """
    known = rows if as_of is None else rows.filter(pl.col("available_at") <= as_of)
    latest = known.sort("code", "available_at", "position").unique("code", keep="last", maintain_order=True)
    imported = {row["code"]: _industry(row) for row in latest.iter_rows(named=True)}
    return dict(sorted({**shipped, **imported}.items())) if imported else shipped


def _industry(row: Mapping[str, Any]) -> Industry:
    name = Name(en=row["name_en"] or row["name_zh"], zh=row["name_zh"])
    return Industry(code=row["code"], name=name, level=row["level"], parent=row["parent"])


def tree_problems(
    shipped: Mapping[str, Industry], stored: pl.DataFrame, new: pl.DataFrame, where: Mapping[str, Any]
) -> list[Problem]:
    """Everything that keeps new rows from making a tree, on the days on which any row begins to count.

    Args:
        shipped: the tree of the methodology.
        stored: table INDUSTRIES as the workspace has it.
        new: rows to be added, with `row`, the number in their file, and `position` after all that are stored.
        where: values that each message takes as well: the file.

    Returns:
        In order of rows, each problem once, on the first day that has it.
    """
    both = pl.concat([stored.select(new.drop("row").columns), new.drop("row")])
    days = both.filter(pl.col("available_at") >= new["available_at"].min())["available_at"].unique().sort()
    found: dict[tuple[int, str, str], Problem] = {}
    for instant in days:
        tree = industries_as_of(shipped, both, instant)
        begun = new.filter(pl.col("available_at") <= instant).sort("available_at")
        rows = dict(zip(begun["code"], begun["row"], strict=True))
        day = instant.astimezone(SHANGHAI).date()
        for industry in tree.values():
            # A row that takes the ground from under another industry answers for that one too.
            row = rows.get(industry.code, rows.get(industry.parent or ""))
            if row is None:
                continue
            for message, values in _flaws(industry, tree):
                problem = Problem.of(message, row=row, day=day, code=industry.code, **values, **where)
                found.setdefault((row, message, industry.code), problem)
    return [found[key] for key in sorted(found)]


def _flaws(industry: Industry, tree: Mapping[str, Industry]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Why an industry does not stand where it says, as messages with their values."""
    level, parent = industry.level, industry.parent
    if parent is None:
        if level != 1:
            yield "sources.industry_no_parent", {"level": level}
    elif way := _cycle(industry, tree):
        yield "sources.industry_cycle", {"way": " < ".join(way)}
    elif level == 1:
        yield "sources.industry_top", {"parent": parent}
    elif parent not in tree:
        yield "sources.industry_parent", {"parent": parent}
    elif tree[parent].level != level - 1:
        yield "sources.industry_level", {"level": level, "parent": parent, "above": tree[parent].level}


def _cycle(industry: Industry, tree: Mapping[str, Industry]) -> list[str]:
    """The way up from an industry back to itself; empty where it ends."""
    way = [industry.code]
    node = tree.get(industry.parent or "")
    while node is not None and node.code not in way:
        way.append(node.code)
        node = tree.get(node.parent or "")
    return [*way, node.code] if node is not None and node.code == industry.code else []
