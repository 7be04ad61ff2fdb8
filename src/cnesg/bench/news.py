"""News beside their limits: names and duplicates, the whole chain, memory and cost as items go by, and the live score.

The news are made up: examples of incident types told of invented companies, with other numbers, reprinted now and then
with another head and tail. Nothing of it depends on data that is not in the package.
"""

import gc
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import polars as pl

from cnesg.bench.memory import most_memory
from cnesg.bench.timing import Measure, Timed, timed
from cnesg.framework.incidents import load_incidents
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model import COMPANIES
from cnesg.model.news import Mention, NewsItem
from cnesg.pipeline import Workspace
from cnesg.pipeline.news.sentiment import SentimentRules
from cnesg.pipeline.news.taking_in import BATCH, NewsDesk, news_reader
from cnesg.pipeline.news.watching import NewsIntake
from cnesg.sentiment.duplicates import Duplicates
from cnesg.sentiment.stories import ReadItem
from cnesg.sentiment.wording import Wordings

_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
_A_WEEK = 10_000
_BATCH = 256
_MEASURED = 8  # batches between two looks at the memory
_FIRST = "岚漱蘅岱霁珣祺翯湙昶筱菀铖璟沅曦"
_SECOND = "岫畴川麓宸瑭澜岑衍翊砚汐荃骁玥泓"
_TRADES = ("制药", "五金", "化工", "酒业", "水泥", "软件", "航运", "乳业", "电气", "建设", "证券")
_SOURCES = ("新华社", "证券时报", "财联社", "新浪财经", "甲号", "乙号", "某地日报", "Reuters")
_REPRINTED = 0.4
_MICRO = 1e6


def company_names(count: int) -> list[str]:
    """Invented names, each once."""
    names = [f"{a}{b}{trade}" for trade in _TRADES for a in _FIRST for b in _SECOND]
    return [*names, *(f"{name}{number}" for number in range(2, 9) for name in names)][:count]


def made_up_news(count: int, names: Sequence[str], seed: int = 1) -> Iterator[NewsItem]:
    """Items in the order of publication, some ten thousand a week."""
    draw, types = random.Random(seed), load_incidents().types.values()
    examples = [text for kind in types for text in (kind.examples.positive.zh, kind.examples.positive.en)]
    before: list[NewsItem] = []
    for number in range(count):
        when = _BEGIN + timedelta(seconds=number * 7 * 86_400 / _A_WEEK)
        if before and draw.random() < _REPRINTED:
            text = f"据{draw.choice(_SOURCES)}消息，{draw.choice(before).text}"
        else:
            code, amount = draw.randint(600_000, 689_999), draw.randint(100, 99_999)
            text = f"{draw.choice(names)}（{code}）：{draw.choice(examples)} 涉及金额{amount}万元。"
        item = NewsItem(f"{number}", "", text, when, when, draw.choice(_SOURCES))
        before = [*before[-200:], item]
        yield item


def measure_news(
    folder: Path, items: int = 20_000, companies: int = 5500, past: int = 20_000, live: int = 20
) -> Iterator[Measure]:
    """Measure on made-up news.

    Args:
        folder: where the workspace goes.
        items: items of the whole chain.
        companies: names in the register.
        past: items that are stored already when the live ones come.
        live: files, and as many requests, that come then.

    Yields:
        One measure a line: microseconds of processor time an item, memory, seconds to the live score.
    """
    names = company_names(companies)
    with Workspace.create(folder / "workspace") as workspace:
        _fill(workspace, names)
        yield from _names_and_duplicates(workspace, made_up_news(items, names))
        yield from _chain(workspace, made_up_news(items, names))
        yield from _live(workspace, folder, names, past, live)


def _names_and_duplicates(workspace: Workspace, news: Iterator[NewsItem]) -> Iterator[Measure]:
    """Names and near-duplicates alone, each week by itself, as stories have it."""
    register, rules = news_reader(workspace).register, load_sentiment_rules().stories
    stories, words = SentimentRules(workspace).stories(), Wordings(rules.source_lines)
    week, index, seconds, count = None, Duplicates(rules.likeness), 0.0, 0
    for batch in _batches(news):
        if stories.number(batch[0].published_at) != week:
            week, index = stories.number(batch[0].published_at), Duplicates(rules.likeness)
        started = time.process_time()
        wordings = []
        for item in batch:
            found = register.find(item.text, item.available_at)
            bare = [Mention(n.name, n.company_id, "mentioned", (), 0.0, False, "") for n in found]
            wordings.append(words.of(item, bare))
        index.add(wordings)
        seconds += time.process_time() - started
        count += len(batch)
    used = seconds / count * _MICRO
    yield Measure("names and duplicates, an item", used, "µs", _MICRO / 9_000)
    yield Measure("names and duplicates, items a second", _MICRO / used, "items/s")


def _chain(workspace: Workspace, news: Iterator[NewsItem]) -> Iterator[Measure]:
    """Reading with the models that ship, and stories; windows are let go of as time goes by."""
    reader, stories = news_reader(workspace), SentimentRules(workspace).stories()
    seconds, memory = list[float](), list[float]()
    for number, batch in enumerate(_batches(news)):
        started = time.process_time()
        told = reader.read_all(batch)
        stories.add([ReadItem(item, mentions) for item, mentions in zip(batch, told, strict=True)])
        stories.close(stories.number(batch[-1].published_at) - 1)
        seconds.append((time.process_time() - started) / len(batch))
        if number % _MEASURED == 0:
            memory.append(_memory())
    used = sum(seconds) / len(seconds) * _MICRO
    yield Measure("whole chain, an item", used, "µs", _MICRO / 1_000)
    yield Measure("whole chain, items a second", _MICRO / used, "items/s")
    half = len(seconds) // 2
    first, second = seconds[: max(1, half)], seconds[half:]
    later = (sum(second) / len(second)) / (sum(first) / len(first))
    yield Measure("an item of the second half / of the first", later, "times", 1.25)
    # the windows that are open hold more or less, by the day of the week
    quarter = max(1, len(memory) // 4)
    middle, end = max(memory[2 * quarter : 3 * quarter] or memory[-1:]), max(memory[-quarter:])
    yield Measure("most memory of the third quarter", middle, "MiB")
    yield Measure("most memory of the last quarter", end, "MiB")
    yield Measure("memory of the last quarter / of the third", end / middle, "times", 1.1)


def _live(workspace: Workspace, folder: Path, names: Sequence[str], past: int, live: int) -> Iterator[Measure]:
    """From a file that is there, and from items that a program sends, to the scores; beside some weeks of news."""
    now = datetime.now(UTC)
    desk, back = NewsDesk(workspace), now - _BEGIN - timedelta(days=21)
    for batch in _batches((_moved(item, back) for item in made_up_news(past, names)), BATCH):
        desk.store(batch, "0" * 64)
    intake = NewsIntake(workspace)
    files, sent = list[Timed](), list[Timed]()
    for number, item in enumerate(made_up_news(2 * live, names, seed=2)):
        row = {"id": f"new-{number}", "text": item.text, "published_at": now.isoformat(), "source": item.source}
        if number % 2:
            sent.append(timed(partial(intake.take, [row])))
            continue
        path = folder / f"{number}.csv"
        pl.DataFrame([row]).write_csv(path)
        files.append(timed(lambda path=path: list(intake.take_file(path))))  # type: ignore[misc]
    for name, waits in (("a file's arrival", files), ("a request", sent)):
        clock, used = sorted(one.seconds for one in waits), sorted(one.processor for one in waits)
        yield Measure(f"{name} to scores, median", clock[live // 2], "s", 0.25)
        yield Measure(f"{name} to scores, slowest of {live}", clock[-1], "s")
        yield Measure(f"{name} to scores, median of processor time", used[live // 2], "s")


def _moved(item: NewsItem, by: timedelta) -> NewsItem:
    return replace(item, published_at=item.published_at + by, available_at=item.available_at + by)


def _fill(workspace: Workspace, names: Sequence[str]) -> None:
    rows = [
        {
            "company_id": f"N{number}",
            "name_zh": f"{name}股份有限公司",
            "short_name": name,
            "market": "a-share",
            "industry": "640000",
            "valid_from": date(2000, 1, 1),
            "available_at": datetime(2000, 1, 1, tzinfo=UTC),
        }
        for number, name in enumerate(names)
    ]
    workspace.store.commit({"companies": pl.DataFrame(rows, schema_overrides=_types(rows[0]))}, note="bench")


def _types(row: dict[str, object]) -> dict[str, pl.DataType]:
    return {name: COMPANIES.dtypes[name] for name in row}


def _batches(items: Iterator[NewsItem], size: int = _BATCH) -> Iterator[list[NewsItem]]:
    """Some at a time: no list of all of them, whose memory would be taken for the reader's."""
    while batch := list(islice(items, size)):
        yield batch


def _memory() -> float:
    """Resident memory now, in MiB; where the system does not tell, the most there was."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return most_memory()
