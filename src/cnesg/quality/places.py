"""Where a finding's evidence stands: documents by title, with page, line or row; news by title, medium and day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from cnesg.errors import Language, render
from cnesg.model.periods import SHANGHAI
from cnesg.quality.findings import Finding
from cnesg.quality.month import Month

_SHOWN = 5
"""Documents, and places of each, that are named; more of them say no more."""
_TITLE = 40
_IMPORTED = re.compile(r"import \S+ (.+)")
"""The note of a commit that brought a table."""


@dataclass(frozen=True)
class Source:
    """A document that evidence stands in.

    Attributes:
        document: SHA-256 of the file, or id of the news.
        title: of the report, name of the file, or title and medium of the news.
        kind: what its places are: page, line or row; empty where it has none.
        places: the first few, by number.
        more: how many others there are.
    """

    document: str
    title: str
    kind: str = ""
    places: tuple[int, ...] = ()
    more: int = 0

    def words(self, language: Language | None = None) -> str:
        """Title and places, as a reader looks them up."""
        if not self.places:
            return self.title
        numbers = ", ".join(map(str, self.places))
        told = render(f"quality.at_{self.kind}", language, title=self.title, numbers=numbers, count=self.count)
        return told if not self.more else told + render("quality.at_more", language, more=self.more)

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self.places) + self.more

    def as_dict(self) -> dict[str, Any]:
        """As a plain mapping."""
        return vars(self) | {"places": list(self.places)}


class Sources:
    """Looks evidence up in a month and those that it is held against.

    Args:
        month: the month.
        findings: whose evidence will be looked up; the millions of other facts are not kept.
    """

    def __init__(self, month: Month, findings: Iterable[Finding]) -> None:
        names = ["observation_id", "document", "page", "line", "method", "position"]
        ids = {one for finding in findings for one in finding.evidence}
        wanted = pl.DataFrame({"observation_id": sorted(ids)}, schema={"observation_id": pl.String()})
        kept = (one.table("facts").select(names).join(wanted, on="observation_id", how="semi") for one in month.seen())
        facts = pl.concat(list(kept))
        self._facts = facts.unique("observation_id", keep="first", maintain_order=True)
        self._news = month.table("news")
        documents = month.table("documents").sort("document", "company_id").unique("document", keep="first")
        self._titles: Mapping[str, str] = dict(documents.select("document", "title").iter_rows())
        self._notes: Mapping[int, str] = dict(month.table("commits").select("position", "note").iter_rows())

    def of(self, ids: Sequence[str]) -> tuple[Source, ...]:
        """Where ids of facts, documents or news stand, the first few documents; nothing for other ids.

        Args:
            ids: evidence of a finding.
        """
        wanted = pl.DataFrame({"id": list(ids)}, schema={"id": pl.String()})
        rows = self._facts.join(wanted, left_on="observation_id", right_on="id", how="semi")
        if rows.height:
            documents = rows.group_by("document", maintain_order=True)
            return tuple(_in_order(self._source(str(key[0]), some) for key, some in documents)[:_SHOWN])
        found = [Source(one, self._titles[one]) for one in ids if one in self._titles]
        if found:
            return tuple(found[:_SHOWN])
        news = self._news.join(wanted, left_on="news_id", right_on="id", how="semi").head(_SHOWN)
        return tuple(_of_news(row) for row in news.iter_rows(named=True))

    def _source(self, document: str, rows: pl.DataFrame) -> Source:
        first = rows.sort("position").row(0, named=True)
        imported = first["method"] == "import"
        title = self._titles.get(document) or self._file(first["position"]) or document[:12]
        kind = "row" if imported else "page" if rows["page"].count() else "line"
        places = rows["page" if kind == "page" else "line"].drop_nulls().unique().sort().to_list()
        return Source(document, title, kind, tuple(places[:_SHOWN]), max(0, len(places) - _SHOWN))

    def _file(self, position: int | None) -> str | None:
        """The file that a commit took in, as its note names it."""
        found = _IMPORTED.fullmatch(self._notes.get(position, "")) if position is not None else None
        return found.group(1) if found else None


def _in_order(sources: Iterable[Source]) -> list[Source]:
    """Those with most places first, as that is where to look."""
    return sorted(sources, key=lambda one: (-one.count, one.title, one.document))


def _of_news(row: Mapping[str, Any]) -> Source:
    title = (row["title"] or row["text"] or "")[:_TITLE]
    day = row["published_at"].astimezone(SHANGHAI).date().isoformat()
    return Source(row["news_id"], " · ".join(filter(None, (title, row["source"], day))))
