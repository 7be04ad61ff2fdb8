"""News as they come: forms, dates, encodings, and what is left out with its reason."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cnesg.errors import InputError, Problem
from cnesg.model.news import NewsItem
from cnesg.sources.instants import parse_instant
from cnesg.sources.news import TEMPLATE, news_item, read_news

ARRIVED = datetime(2024, 3, 2, 12, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="GB18030"?><rss version="2.0"><channel>
<title>示例财经</title><language>zh-cn</language>
<item><title>岚岫五金被罚</title><link>https://news.example.com/1</link><guid>g1</guid>
<pubDate>Fri, 01 Mar 2024 09:30:00 +0800</pubDate><description>&lt;p&gt;罚款38.5万元&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><id>a1</id><title>Lanxiu fined</title>
<updated>2024-03-01T01:30:00Z</updated><link href="https://news.example.com/2"/><summary>The bureau fined it.</summary>
</entry></feed>"""


def items(path: Path, arrived: datetime | None = None) -> list[NewsItem]:
    return [one for one in read_news(path, arrived) if isinstance(one, NewsItem)]


def problems(path: Path) -> list[str]:
    return [one.message_id for one in read_news(path) if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-03-01T09:30:00+08:00", "2024-03-01T01:30:00"),
        ("2024-03-01T09:30:00Z", "2024-03-01T09:30:00"),
        ("2024-03-01 09:30", "2024-03-01T01:30:00"),
        ("2024/3/1 09:30:05", "2024-03-01T01:30:05"),
        ("2024年3月1日 9:30", "2024-03-01T01:30:00"),
        ("2024年3月1日", "2024-03-01T15:59:59"),
        ("2024-03-01", "2024-03-01T15:59:59"),
        ("2024-3-1", "2024-03-01T15:59:59"),
        ("1709256600", "2024-03-01T01:30:00"),
        ("1709256600000", "2024-03-01T01:30:00"),
        ("Fri, 01 Mar 2024 09:30:00 +0800", "2024-03-01T01:30:00"),
    ],
)
def test_instants(text: str, utc: str) -> None:
    assert parse_instant(text) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "gestern", "2024-13-01", "2024年13月1日", "99999999999999", "nan"])
def test_no_instant(text: str) -> None:
    assert parse_instant(text) is None


def test_the_template_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(TEMPLATE, encoding="utf-8")
    first, second = items(path)
    assert (first.id, first.language, first.source) == ("n1", "en", "Example News")
    assert second.entities == ("岚岫五金",)
    assert second.available_at == second.published_at == datetime(2024, 3, 1, 1, 45, tzinfo=UTC)


@pytest.mark.parametrize(("name", "content"), [("a.xml", RSS.encode("gb18030")), ("a.atom", ATOM.encode())])
def test_feeds(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (item,) = items(path, ARRIVED)
    assert item.published_at == datetime(2024, 3, 1, 1, 30, tzinfo=UTC)
    assert item.available_at == ARRIVED
    assert item.url is not None
    assert item.url.startswith("https://news.example.com/")
    assert item.title
    assert item.text
    assert item.source in ("示例财经", "Example")


def test_announcements_of_an_exchange(tmp_path: Path) -> None:
    row = {
        "announcementId": "1212",
        "secName": "岚岫五金",
        "announcementTitle": "关于收到行政处罚决定书的公告",
        "announcementTime": 1709256600000,
        "adjunctUrl": "https://static.example.com/1212.PDF",
        "exchange": "深圳证券交易所",
        "pageColumn": "SZZB",
    }
    path = tmp_path / "announcements.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (item,) = items(path)
    assert (item.id, item.entities, item.source) == ("1212", ("岚岫五金",), "深圳证券交易所")


def test_parquet_and_bytes_in_gb18030(tmp_path: Path) -> None:
    pl.DataFrame({"标题": ["岚岫五金被罚"], "日期": ["2024-03-01"], "来源": ["示例"]}).write_parquet(
        tmp_path / "a.parquet"
    )
    (tmp_path / "b.jsonl").write_bytes('{"title": "岚岫五金被罚", "date": "2024-03-01"}'.encode("gb18030"))
    for name in ("a.parquet", "b.jsonl"):
        assert [item.title for item in items(tmp_path / name)] == ["岚岫五金被罚"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"title": "", "text": " ", "published_at": "2024-03-01"}', "news.empty"),
        (b'{"title": "x"}', "news.no_date"),
        (b'{"title": "x", "published_at": "soon"}', "news.no_date"),
        (b'{"title": "x", "published_at": "2999-01-01"}', "news.future"),
        (b"[1, 2]", "news.not_json"),
        (b'{"title": ', "news.not_json"),
        (b'{"title": "\xff\xff\xff"}', "news.encoding"),
    ],
)
def test_what_is_left_out_has_a_reason_and_its_neighbours_stay(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "news.jsonl"
    good = b'{"id": "ok", "title": "x", "published_at": "2024-03-01"}'
    path.write_bytes(b"\n".join([good, line, good]))
    assert [item.id for item in items(path)] == ["ok", "ok"]
    assert problems(path) == [reason]


def test_a_clock_that_is_ahead_is_set_back_to_the_arrival() -> None:
    found = news_item({"title": "x", "published_at": "2024-03-02T20:30:00+08:00"}, "a:1", arrived=ARRIVED)
    assert isinstance(found, NewsItem)
    assert (found.published_at, found.available_at) == (ARRIVED, ARRIVED)


def test_nobody_knew_an_item_before_it_arrived() -> None:
    row: dict[str, Any] = {"title": "x", "published_at": "2024-03-01"}
    late = news_item(row, "a:1", arrived=ARRIVED)
    told = news_item(row | {"available_at": "2024-03-01T23:59:59.5+08:00"}, "a:1")
    assert isinstance(late, NewsItem)
    assert isinstance(told, NewsItem)
    assert late.available_at == ARRIVED
    assert told.available_at > told.published_at


def test_an_item_without_an_id_has_one_by_its_content() -> None:
    row = {"title": "x", "published_at": "2024-03-01"}
    one, other = (news_item(row | {"text": text}, "a:1") for text in ("y", "z"))
    assert isinstance(one, NewsItem)
    assert isinstance(other, NewsItem)
    assert one.id != other.id
    assert news_item(row | {"text": "y"}, "b:9") == one


def test_five_megabytes_and_halves_of_characters(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"title": "\ud800", "text": "长" * 1_700_000, "date": "2024-03-01"}), encoding="utf-8")
    (item,) = items(path)
    assert item.title == "?"
    assert len(item.text) == 1_700_000


def test_files_that_are_no_news(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "a.xml").write_text("<html><body>404</body></html>", encoding="utf-8")
    for name in ("a.pdf", "a.xml", "gone.jsonl"):
        with pytest.raises(InputError):
            list(read_news(tmp_path / name))
