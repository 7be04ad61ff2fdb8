"""News as they come: JSON Lines, tables, RSS and Atom, exchange announcements; each line an item or a problem.

Unlike tables of facts, a file of news is not refused for its bad lines: they are left out, counted and told, since a
feed can't be mended by who reads it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cnesg.errors import InputError, Problem
from cnesg.foreign import ask
from cnesg.foreign.json_texts import Records
from cnesg.model.news import NewsItem
from cnesg.sources.instants import parse_instant
from cnesg.sources.reading import read_table

FEEDS = (".xml", ".rss", ".atom")
LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".xlsx", ".parquet")
FORMATS = (*LINES, *TABLES, *FEEDS)

TEMPLATE = """id,title,text,published_at,source,url,language,entities,available_at
n1,Lanxiu Hardware fined,"The bureau fined Lanxiu Hardware 385,000 yuan.",2024-03-01T09:30:00+08:00,Example News,,en,,
n2,岚岫五金被罚,生态环境局对岚岫五金罚款38.5万元。,2024-03-01 09:45,示例财经,https://news.example.com/2,zh,岚岫五金,
"""
"""The columns with two lines of example."""

_ALSO = {
    "id": ("news_id", "announcementid", "公告编号"),
    "title": ("标题", "announcementtitle", "公告标题", "headline"),
    "text": ("正文", "content", "内容", "body", "summary", "摘要"),
    "published_at": ("published", "发布时间", "日期", "date", "announcementtime", "公告时间", "公告日期", "time"),
    "available_at": ("arrived_at", "可得时间"),
    "source": ("来源", "media", "媒体", "exchange", "交易所", "medium"),
    "url": ("链接", "link", "adjuncturl", "公告链接"),
    "language": ("语言",),
    "entities": ("company", "公司", "secname", "证券简称", "companies"),
}
_COLUMNS = {name: column for column, others in _ALSO.items() for name in (column, *others)}
_LEEWAY = timedelta(hours=24)  # clocks of media differ, and days are written for the next one


def read_news(path: Path, arrived: datetime | None = None) -> Iterator[NewsItem | Problem]:
    """The items of a file, one after the other.

    Args:
        path: JSON Lines, CSV, XLSX, Parquet, RSS or Atom, by its suffix.
        arrived: when the file came, where that is known: nobody knew its items earlier. Else an item was known when its
            medium published it, unless it says otherwise (`available_at`).

    Yields:
        Items, and a problem for every line that is none.

    Raises:
        InputError: no such file, an unknown kind, or a file that can't be read at all.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError.of("sources.unknown_format", path=path, formats=", ".join(FORMATS))
    now = datetime.now(UTC)
    for number, row in _rows(path, suffix):
        if isinstance(row, Problem):
            yield row
        else:
            yield news_item(row, f"{path.name}:{number}", arrived=arrived, now=now)


def _rows(path: Path, suffix: str) -> Iterator[tuple[int, Mapping[str, Any] | Problem]]:
    if suffix in LINES:
        return _records(path)
    if suffix in FEEDS:
        from cnesg.sources.feeds import feed_rows

        return enumerate(feed_rows(path, path.name), start=1)
    return enumerate(read_table(path).iter_rows(named=True), start=1)


def _records(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | Problem]]:
    """Some records after the other, so that a file of any length needs little memory."""
    following: Records | None = Records(path)
    while following is not None:
        found, following = ask(following, path)
        yield from found


def news_item(
    row: Mapping[str, Any], place: str, *, arrived: datetime | None = None, now: datetime | None = None
) -> NewsItem | Problem:
    """An item from the fields of a line, or what is wrong with it.

    Args:
        row: fields by name, of which other feeds' names are known.
        place: file and line, for the problem.
        arrived: when it came; None where that is not known.
        now: the present, by which a date lies in the future.
    """
    cells: dict[str, Any] = {}
    for name, value in row.items():
        column = _COLUMNS.get(str(name).strip().lower())
        if column and value not in (None, "", []):
            cells.setdefault(column, value)
    title, text = _text(cells.get("title")), _text(cells.get("text"))
    if not title and not text:
        return Problem.of("news.empty", place=place)
    published = parse_instant(_text(cells.get("published_at")))
    if published is None:
        return Problem.of("news.no_date", place=place, text=_text(cells.get("published_at"))[:40])
    present = arrived or now or datetime.now(UTC)
    if published > present + _LEEWAY:
        return Problem.of("news.future", place=place, published=f"{published:%Y-%m-%d %H:%M}")
    known = parse_instant(_text(cells.get("available_at"))) or arrived or published
    published = min(published, present)
    given = cells.get("entities", ())
    names = given if isinstance(given, list | tuple) else _text(given).replace("；", ";").split(";")
    url = _text(cells.get("url")) or None
    language = _text(cells.get("language")).lower()[:2]
    return NewsItem(
        id=_text(cells.get("id")) or _hash(url or "", title, text, published.isoformat()),
        title=title,
        text=text,
        published_at=published,
        available_at=max(known, published),
        source=_text(cells.get("source")),
        url=url,
        language=language if language in ("zh", "en") else None,
        entities=tuple(name for name in (_text(one) for one in names) if name),
    )


def _text(value: object) -> str:
    """The text of a cell; halves of characters, which JSON may hold and nothing can store, become question marks."""
    return "" if value is None else str(value).strip().encode("utf-8", "replace").decode()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
