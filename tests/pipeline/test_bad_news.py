"""Bad news items on every way in: the same are taken, left out, counted and told, whatever form they come in."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.sentiment import sentiment_as_of
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.news.watching import NewsIntake, Watch

COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
"""
NOW = datetime.now(UTC)
POLLUTED = "岚岫五金偷排废水，被罚款38.5万元。"
SOUP = f"<div><script>x()</script><p>{POLLUTED}&nbsp;<b>&amp;</b></p><!-- -->"
LONG = POLLUTED + "天气晴好，列车正点。" * 190_000  # more than 5 MB


def item(key: str, text: str, source: str = "新华社", days: float = 3) -> dict[str, Any]:
    return {"id": key, "text": text, "published_at": NOW - timedelta(days=days), "source": source}


ITEMS = [
    item("good", POLLUTED),
    item("soup", SOUP),
    item("long", LONG),
    item("nobody", POLLUTED, "无名号"),
    item("empty", ""),
    item("blank", "<p> </p>"),
    item("future", POLLUTED, days=-3),
    *[item("copy", POLLUTED, "证券时报")] * 1000,
]
NEW, REPEATED, LEFT_OUT = 5, 999, ["news.empty", "news.empty", "news.future"]


def jsonl(path: Path) -> Path:
    rows = (one | {"published_at": one["published_at"].isoformat()} for one in ITEMS)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def table(path: Path, encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, ITEMS[0].keys())
        writer.writeheader()
        writer.writerows(one | {"published_at": one["published_at"].isoformat()} for one in ITEMS)
    return path


def rss(path: Path, encoding: str) -> Path:
    entries = "".join(
        f"<item><guid>{one['id']}</guid><description>{escape(one['text'])}</description>"
        f"<pubDate>{format_datetime(one['published_at'])}</pubDate><author>{one['source']}</author></item>"
        for one in ITEMS
    )
    feed = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>{entries}</channel></rss>'
    path.write_bytes(feed.encode(encoding))
    return path


def atom(path: Path) -> Path:
    entries = "".join(
        f"<entry><id>{one['id']}</id><content type='html'>{escape(one['text'])}</content>"
        f"<published>{one['published_at'].isoformat()}</published><author><name>{one['source']}</name></author></entry>"
        for one in ITEMS
    )
    path.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>', encoding="utf-8")
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "news.jsonl": jsonl,
    "news.csv": lambda path: table(path, "utf-8-sig"),
    "gb.csv": lambda path: table(path, "gb18030"),
    "news.rss": lambda path: rss(path, "utf-8"),
    "gb.xml": lambda path: rss(path, "gb18030"),
    "news.atom": atom,
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    companies = tmp_path / "companies.csv"
    companies.write_text(COMPANIES, encoding="utf-8")
    with Workspace.create(tmp_path / "ws") as opened:
        import_table(opened, "companies", companies)
        yield opened


def assert_sound(workspace: Workspace) -> None:
    """What stands in the store, whatever way it came."""
    rows = workspace.store.read("news")
    texts = dict(rows.select("news_id", "text").iter_rows())
    assert sorted(texts) == ["copy", "good", "long", "nobody", "soup"]
    assert texts["good"] == texts["copy"] == POLLUTED
    assert "<" not in texts["soup"]
    assert "x()" not in texts["soup"]
    assert len(texts["long"]) < len(LONG)
    (event,) = sentiment_as_of(workspace, datetime.now(UTC)).events
    assert event.accounts == 3, "two media of name and one of none, each once"


@pytest.mark.heavy
@pytest.mark.parametrize("name", FILES)
def test_a_file(workspace: Workspace, tmp_path: Path, name: str) -> None:
    done = import_news(workspace, FILES[name](tmp_path / name))
    assert (done.new, done.repeated, done.unknown_media) == (NEW, REPEATED, 1)
    assert sorted(problem.message_id for problem in done.problems) == LEFT_OUT
    assert_sound(workspace)


@pytest.mark.heavy
def test_a_folder_that_is_watched(workspace: Workspace, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    jsonl(inbox / "a.jsonl")
    (inbox / "b.jsonl").write_bytes(b'{"id": "x", "text": "\xff\xfe\xfd", "date": "2024-01-01"}\n{broken\n')
    (inbox / "c.rss").write_bytes(b"no feed at all")
    (inbox / "d.csv").write_bytes(bytes(range(256)) * 40)
    (inbox / "e.parquet").write_bytes(b"")
    updates = list(Watch(workspace, inbox).run(once=True))
    assert sum(update.new for update in updates) == NEW
    assert sum(update.repeated for update in updates) == REPEATED
    told = sorted(problem.message_id for update in updates for problem in update.problems)
    assert told == sorted([*LEFT_OUT, "news.encoding", "news.not_json", *["news.unreadable"] * 3])
    assert_sound(workspace)


@pytest.mark.heavy
def test_items_from_memory(workspace: Workspace) -> None:
    update = NewsIntake(workspace).take(ITEMS)
    assert (update.new, update.repeated) == (NEW, REPEATED)
    assert sorted(problem.message_id for problem in update.problems) == LEFT_OUT
    assert_sound(workspace)
