"""News read without a workspace: mentions and stories of a file of any length, in the order of the file."""

import heapq
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cnesg.errors import Problem
from cnesg.framework.company_names import load_company_names
from cnesg.framework.incidents import load_incidents
from cnesg.framework.news_wording import load_news_wording
from cnesg.model import COMPANIES, LISTINGS, NAMES, RELATIONS
from cnesg.model.news import Mention, NewsItem
from cnesg.pipeline.news import plain_item
from cnesg.pipeline.news_models import news_models
from cnesg.pipeline.sentiment import StoryMaker
from cnesg.sentiment.names import NewsRegister
from cnesg.sentiment.reading import NewsReader
from cnesg.sentiment.stories import ReadItem, Stories
from cnesg.sources.news import read_news

_BATCH = 512


def reader_of_companies(path: Path | None, model: Path | None = None) -> NewsReader:
    """A reader that knows the companies of a table as `cnesg import companies` takes it; without one only given names.

    Args:
        path: the table.
        model: that a user trained; None takes those that ship.

    Raises:
        InputError: with every problem of the table; or the model is none.
    """
    import polars as pl

    from cnesg.pipeline.importing import dated_rows
    from cnesg.sources import KnownNames, read_table, source_kind, validate_table

    companies = COMPANIES.empty()
    if path is not None:
        definition = source_kind("companies")
        from cnesg.framework import load_methodology

        names = KnownNames(industries=load_methodology().industries.keys())
        rows = dated_rows(validate_table(read_table(path, definition.headers()), definition, names, path))
        # A list that comes along with the news says nothing of when its names became known.
        rows = rows.with_columns(pl.lit(datetime(1990, 1, 1, tzinfo=UTC)).alias("available_at"))
        missing = [pl.lit(None, dtype=kind).alias(name) for name, kind in COMPANIES.dtypes.items() if name not in rows]
        companies = rows.with_columns(missing).select(
            pl.col(name).cast(kind) for name, kind in COMPANIES.dtypes.items()
        )
    wording = load_news_wording()
    tables = NAMES.empty(), LISTINGS.empty(), RELATIONS.empty()
    register = NewsRegister(companies, *tables, load_company_names(), wording.names)
    return NewsReader(register, load_incidents(), wording, news_models(model))


def analyse_news(
    path: Path, out: Path, reader: NewsReader, as_of: datetime | None = None
) -> tuple[int, int, list[Problem]]:
    """Read a file of news and write what each item tells, with its story.

    Items are spooled by window of publication and read window by window, so that memory does not grow with the file.

    Args:
        path: see `cnesg.sources.news.read_news`.
        out: JSON Lines, one line an item, in the order of the file.
        reader: reads items.
        as_of: only what was known then, so that stories are those of that second; None takes all.

    Returns:
        How many items were written, how many became known later, and the problems of those that were left out.

    Raises:
        InputError: the file can't be read at all, or the result not be written.
    """
    from cnesg.pipeline.writing import write_whole

    wording = load_news_wording()
    stories = StoryMaker().stories()
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="cnesg-news-") as folder, ExitStack() as stack:
        spool = _Spool(Path(folder))
        count = later = 0
        for one in read_news(path):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            item = plain_item(one, wording.names.longest_text)
            if isinstance(item, Problem):
                problems.append(item)
                continue
            if as_of is not None and item.available_at > as_of:
                later += 1
                continue
            spool.add(stories.number(item.published_at), _line(count, item))
            count += 1
        done = []
        for number in spool.numbers():
            done.append(_analyse_window(spool, number, stories, reader))
            stories.close(number + 1)
        files = [stack.enter_context(place.open(encoding="utf-8")) for place in done]
        merged = heapq.merge(*(map(_numbered, lines) for lines in files), key=lambda pair: pair[0])
        write_whole(out, (text.encode() for _, text in merged))
    return count, later, problems


class _Spool:
    """Lines in files by window, written some at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[int, list[str]] = {}
        self._count = 0
        self._written: set[int] = set()

    def add(self, number: int, line: str) -> None:
        self._waiting.setdefault(number, []).append(line)
        self._count += 1
        if self._count >= _BATCH * 8:
            self._write()

    def numbers(self) -> list[int]:
        self._write()
        return sorted(self._written)

    def place(self, number: int, kind: str) -> Path:
        return self._folder / f"{number}.{kind}"

    def items(self, number: int) -> Iterator[list[tuple[int, NewsItem]]]:
        batch: list[tuple[int, NewsItem]] = []
        with self.place(number, "in").open(encoding="utf-8") as lines:
            for line in lines:
                count, fields = json.loads(line)
                batch.append((count, _item(fields)))
                if len(batch) == _BATCH:
                    yield batch
                    batch = []
        yield batch

    def _write(self) -> None:
        for number, lines in self._waiting.items():
            with self.place(number, "in").open("a", encoding="utf-8") as file:
                file.writelines(lines)
            self._written.add(number)
        self._waiting, self._count = {}, 0


def _analyse_window(spool: _Spool, number: int, stories: Stories, reader: NewsReader) -> Path:
    read_place, done = spool.place(number, "read"), spool.place(number, "out")
    with read_place.open("w", encoding="utf-8") as file:
        for batch in spool.items(number):
            items = [item for _, item in batch]
            read = [ReadItem(item, mentions) for item, mentions in zip(items, reader.read_all(items), strict=True)]
            stories.add(read)
            for (count, _), one in zip(batch, read, strict=True):
                file.write(json.dumps([count, analysed(one)]) + "\n")
    clusters = stories.windows[number].stories() if number in stories.windows else {}
    with read_place.open(encoding="utf-8") as lines, done.open("w", encoding="utf-8") as file:
        for line in lines:
            count, row = json.loads(line)
            row["cluster"] = clusters[row["id"]]
            file.write(f"{count}\t{json.dumps(row, ensure_ascii=False)}\n")
    return done


def _numbered(line: str) -> tuple[int, str]:
    count, _, text = line.partition("\t")
    return int(count), text


def analysed(one: ReadItem) -> dict[str, Any]:
    """An item as `cnesg news analyse` writes it; the story is filled in when it is known."""
    return {
        "id": one.item.id,
        "language": one.item.language,
        "cluster": one.item.id,
        "mentions": [_told(mention) for mention in one.mentions],
    }


def _told(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "company_id": mention.company_id,
        "role": mention.role,
        "incidents": [
            {"code": one.code, "confidence": one.confidence, "standing": one.standing} for one in mention.incidents
        ],
        "polarity": mention.polarity,
        "negative": mention.negative,
        "quote": mention.quote,
    }


def _line(count: int, item: NewsItem) -> str:
    return json.dumps([count, asdict(item)], default=str) + "\n"


def _item(fields: dict[str, Any]) -> NewsItem:
    dates = {name: datetime.fromisoformat(fields[name]) for name in ("published_at", "available_at")}
    return NewsItem(**fields | dates | {"entities": tuple(fields["entities"])})
