"""News read without a workspace: mentions and stories of a file of any length, in the order of the file."""

import heapq
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnesg import telemetry
from cnesg.engine import Engine, LocalEngine
from cnesg.errors import InputError, Problem
from cnesg.framework.news_wording import load_news_wording
from cnesg.model import COMPANIES, LISTINGS, NAMES, RELATIONS
from cnesg.model.news import Mention, NewsItem
from cnesg.pipeline.news.sentiment import StoryMaker
from cnesg.pipeline.news.taking_in import plain_item, reader_of_tables
from cnesg.sentiment.reading import NewsReader
from cnesg.sentiment.stories import ReadItem
from cnesg.sources.news import read_news

if TYPE_CHECKING:
    import polars as pl

_BATCH = 512


def tables_of_companies(path: Path | None) -> tuple["pl.DataFrame", ...]:
    """What a table, as `cnesg import companies` takes it, tells of companies; without one only given names are known.

    Raises:
        InputError: with every problem of the table.
    """
    import polars as pl

    from cnesg.pipeline.imports.importing import dated_rows
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
    return companies, NAMES.empty(), LISTINGS.empty(), RELATIONS.empty()


def reader_of_companies(path: Path | None, model: Path | None = None) -> NewsReader:
    """A reader that knows the companies of a table; errors as for `tables_of_companies`, or the model is none."""
    return reader_of_tables(tables_of_companies(path), model)


def analyse_news(
    path: Path, out: Path, work: "WindowAnalysis", as_of: datetime | None = None, engine: Engine | None = None
) -> tuple[int, int, list[Problem]]:
    """Read a file of news and write what each item tells, with its story.

    Items are spooled by window of publication and read window by window, so that memory does not grow with the file.
    Stories never reach beyond a window, so that windows can be read anywhere and in any order.

    Args:
        path: see `cnesg.sources.news.read_news`.
        out: JSON Lines, one line an item, in the order of the file.
        work: reads a window.
        as_of: only what was known then, so that stories are those of that second; None takes all.
        engine: where windows are read; here by default.

    Returns:
        How many items were written, how many became known later, and the problems of those that were left out.

    Raises:
        InputError: the file can't be read at all, the result not be written, or a window not be read.
    """
    from cnesg.pipeline.writing import write_whole

    reading = engine or LocalEngine()
    if reading.name == LocalEngine.name:
        work.load()  # what is wrong with companies or model is told before a long file is read
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
        windows = _Windows(spool, here=reading.name == LocalEngine.name)
        for outcome in reading.run(work, windows):
            if outcome.failure is not None:
                day = stories.begins(windows.numbers[outcome.index]).date()
                raise InputError.of("news.window_not_read", engine=reading.name, day=day, what=str(outcome.failure))
            if isinstance(outcome.result, str):
                windows.done(outcome.index).write_text(outcome.result, encoding="utf-8")
        done = (windows.done(index) for index in range(len(windows)))
        files = [stack.enter_context(place.open(encoding="utf-8")) for place in done]
        merged = heapq.merge(*(map(_numbered, lines) for lines in files), key=lambda pair: pair[0])
        write_whole(out, (text.encode() for _, text in merged))
    return count, later, problems


@dataclass(frozen=True)
class WindowTask:
    """The items of one window: as text, which goes to any machine, or in a file beside which the rows go."""

    items: str | Path


class WindowAnalysis:
    """Reads the items of a window and finds its stories: the same rows on every machine.

    Args:
        reading: makes the reader, once a process; it travels in its place.
    """

    def __init__(self, reading: Callable[[], NewsReader]) -> None:
        self._reading = reading
        self._loaded: tuple[NewsReader, StoryMaker] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_reading": self._reading, "_loaded": None}

    def load(self) -> tuple[NewsReader, StoryMaker]:
        """What reads.

        Raises:
            InputError: the tables of companies or the model are not what they should be.
        """
        if self._loaded is None:
            self._loaded = self._reading(), StoryMaker()
        return self._loaded

    @telemetry.stage("window")
    def __call__(self, task: WindowTask) -> str | Path:
        """The rows of a window, a line each after its number in the file; or the file where they stand."""
        if isinstance(task.items, Path):
            done = task.items.with_suffix(".out")
            with task.items.open(encoding="utf-8") as lines, done.open("w", encoding="utf-8") as file:
                file.writelines(self._rows(lines))
            return done
        return "".join(self._rows(task.items.splitlines(keepends=True)))

    def _rows(self, lines: Iterable[str]) -> Iterator[str]:
        reader, maker = self.load()
        stories = maker.stories()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
            for batch in _batches(lines):
                items = [item for _, item in batch]
                read = [ReadItem(item, mentions) for item, mentions in zip(items, reader.read_all(items), strict=True)]
                stories.add(read)
                for (count, _), one in zip(batch, read, strict=True):
                    kept.write(json.dumps([count, analysed(one)]) + "\n")
            clusters = {item: first for one in stories.windows.values() for item, first in one.stories().items()}
            kept.seek(0)
            for line in kept:
                count, row = json.loads(line)
                row["cluster"] = clusters[row["id"]]
                yield f"{count}\t{json.dumps(row, ensure_ascii=False)}\n"


def _batches(lines: Iterable[str]) -> Iterator[list[tuple[int, NewsItem]]]:
    batch: list[tuple[int, NewsItem]] = []
    for line in lines:
        count, fields = json.loads(line)
        batch.append((count, _item(fields)))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


class _Windows(Sequence[WindowTask]):
    """The windows of a spool as tasks, each made when it is handed out."""

    def __init__(self, spool: "_Spool", *, here: bool) -> None:
        self._spool, self._here, self.numbers = spool, here, spool.numbers()

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        place = self._spool.place(self.numbers[index])
        return WindowTask(place if self._here else place.read_text(encoding="utf-8"))

    def done(self, index: int) -> Path:
        """Where the rows of a window stand in the end."""
        return self._spool.place(self.numbers[index]).with_suffix(".out")


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

    def place(self, number: int) -> Path:
        return self._folder / f"{number}.in"

    def _write(self) -> None:
        for number, lines in self._waiting.items():
            with self.place(number).open("a", encoding="utf-8") as file:
                file.writelines(lines)
            self._written.add(number)
        self._waiting, self._count = {}, 0


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
