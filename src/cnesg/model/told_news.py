"""Ids by which an input names a text of news as its evidence: `news:E03-002:ITEM`, incident type and item."""

from typing import NamedTuple

import polars as pl

_MARK = "news:"


class ToldNews(NamedTuple):
    """An event that an item of news tells: the incident type and the item's id."""

    code: str
    news_id: str

    @property
    def evidence(self) -> str:
        """The id."""
        return f"{_MARK}{self.code}:{self.news_id}"


def told_news(evidence: str) -> ToldNews | None:
    """What an id of evidence names; None where it is an observation's."""
    if not evidence.startswith(_MARK):
        return None
    code, _, item = evidence.removeprefix(_MARK).partition(":")
    return ToldNews(code, item)


def is_told(evidence: pl.Expr) -> pl.Expr:
    """Whether ids of evidence name texts of news."""
    return evidence.str.starts_with(_MARK)


def news_of(evidence: pl.Expr) -> pl.Expr:
    """The items that ids of evidence name."""
    return evidence.str.replace(f"^{_MARK}[^:]*:", "")


def told_by_news_alone() -> pl.Expr:
    """Whether a row of table INPUTS rests on texts of news and nothing else."""
    return (pl.col("observations").list.len() > 0) & pl.col("observations").list.eval(is_told(pl.element())).list.all()
