"""News beside their limits: names and duplicates, the whole chain, memory and cost as items go by, and the live score.

The news are made up: examples of incident types told of invented companies, with other numbers, reprinted now and then
with another head and tail. Nothing of it depends on data that is not in the package.
"""

import gc
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from cnesg.bench.timing import Measure
from cnesg.framework.incidents import load_incidents
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model import COMPANIES
from cnesg.model.news import Mention, NewsItem
from cnesg.pipeline import Workspace
from cnesg.pipeline.news import NewsDesk, news_reader
from cnesg.pipeline.sentiment import LiveSentiment, SentimentRules
from cnesg.sentiment.duplicates import Duplicates
from cnesg.sentiment.stories import ReadItem
from cnesg.sentiment.wording import Wordings

_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
_A_WEEK = 10_000
_BATCH = 256
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


def measure_news(folder: Path, items: int = 20_000, companies: int = 5500) -> Iterator[Measure]:
    """Measure on made-up news.

    Args:
        folder: where the workspace goes.
        items: items of the whole chain.
        companies: names in the register.

    Yields:
        One measure a line: microseconds of processor time an item, memory, seconds to the live score.
    """
    names = company_names(companies)
    with Workspace.create(folder / "workspace") as workspace:
        _fill(workspace, names)
        reader = news_reader(workspace)
        batches = [list(part) for part in _batches(list(made_up_news(items, names)))]
        register, rules = reader.register, load_sentiment_rules().stories
        words, index = Wordings(rules.source_lines), Duplicates(rules.likeness)
        started = time.process_time()
        for batch in batches:
            wordings = []
            for item in batch:
                found = register.find(item.text, item.available_at)
                bare = [Mention(n.name, n.company_id, "mentioned", (), 0.0, False, "") for n in found]
                wordings.append(words.of(item, bare))
            index.add(wordings)
        used = (time.process_time() - started) / items * _MICRO
        yield Measure("names and duplicates, an item", used, "µs", _MICRO / 9_000)
        yield Measure("names and duplicates, items a second", _MICRO / used, "items/s")
        yield from _chain(workspace, batches)
        yield from _live(workspace, folder, names)


def _chain(workspace: Workspace, batches: Sequence[Sequence[NewsItem]]) -> Iterator[Measure]:
    """Reading with the models that ship, and stories; windows are let go of as time goes by."""
    reader, stories = news_reader(workspace), SentimentRules(workspace).stories()
    seconds, memory = list[float](), list[float]()
    for number, batch in enumerate(batches):
        started = time.process_time()
        told = reader.read_all(batch)
        stories.add([ReadItem(item, mentions) for item, mentions in zip(batch, told, strict=True)])
        stories.close(stories.number(batch[-1].published_at) - 1)
        seconds.append((time.process_time() - started) / len(batch))
        if number % 10 == 0:
            memory.append(_memory())
    used = sum(seconds) / len(seconds) * _MICRO
    yield Measure("whole chain, an item", used, "µs", _MICRO / 1_000)
    yield Measure("whole chain, items a second", _MICRO / used, "items/s")
    half = len(seconds) // 2
    later = (sum(seconds[half:]) / (len(seconds) - half)) / (sum(seconds[:half]) / half)
    yield Measure("an item of the second half / of the first", later, "times", 1.25)
    yield Measure("memory at the end / half-way", memory[-1] / memory[len(memory) // 2], "times", 1.1)


def _live(workspace: Workspace, folder: Path, names: Sequence[str]) -> Iterator[Measure]:
    """From a file that is there to the score that can be read, beside some weeks of news."""
    now = datetime.now(UTC)
    desk = NewsDesk(workspace)
    back = now - _BEGIN - timedelta(days=21)
    past = [_moved(item, back) for item in made_up_news(20_000, names)]
    desk.store(past, "0" * 64)
    live, waits = LiveSentiment(workspace, now), list[float]()
    for number, item in enumerate(made_up_news(20, names, seed=2)):
        path = folder / f"{number}.csv"
        rows = {"id": f"new-{number}", "text": item.text, "published_at": now.isoformat(), "source": item.source}
        pl.DataFrame([rows]).write_csv(path)
        started = time.perf_counter()
        for taken in desk.take(path, now):
            for company in live.refresh(taken.items):
                live.scores(company, now)
        waits.append(time.perf_counter() - started)
    yield Measure("arrival to score, median", sorted(waits)[len(waits) // 2], "s", 0.25)
    yield Measure("arrival to score, slowest of 20", max(waits), "s")


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


def _batches(items: Sequence[NewsItem]) -> Iterator[Sequence[NewsItem]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]


def _memory() -> float:
    """Resident memory now, in MiB; where the system does not tell, the most there was."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20
