"""News in a workspace: taken in once, sentiment as of any second, and live the same as in one go."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.sentiment import LiveSentiment, keep_sentiment, sentiment_as_of
from cnesg.pipeline.news.taking_in import NewsDesk, import_news
from cnesg.pipeline.runs.replaying import replay
from cnesg.store import Store

COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
C2,Shuchou Pharma,漱畴制药股份有限公司,漱畴制药,a-share,370000,2010-01-01,2010-01-01
"""
NOW = datetime(2024, 3, 20, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    table = tmp_path / "companies.csv"
    table.write_text(COMPANIES, encoding="utf-8")
    with Workspace.create(tmp_path / "ws") as opened:
        import_table(opened, "companies", table)
        yield opened


def row(key: str, text: str, hours: float, source: str = "新华社") -> dict[str, Any]:
    when = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(hours=hours)
    return {"id": key, "title": "", "text": text, "published_at": when.isoformat(), "source": source}


ROWS = [
    row("a", "岚岫五金偷排废水，电镀车间私设暗管，被罚款38.5万元。", 0),
    row("b", "本报讯（记者 王晓明）岚岫五金偷排废水，电镀车间私设暗管，被罚款38.5万元。", 5, "证券时报"),
    row("c", "岚岫五金夜间偷排，罚单金额38.5万元，村民称异味多年。", 30, "财新网"),
    row("d", "漱畴制药废气超标排放被通报。", 40, "无名号"),
    row("e", "岚岫五金偷排一事，公司称不存在偷排。", 50, "证券时报"),
    row("f", "漱畴制药渗坑偷排，被立案调查。", 240, "新华社"),
    row("g", "漱畴制药渗坑偷排，被立案调查。", 241, "甲号"),
]


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), encoding="utf-8")
    return path


def test_an_import_stores_each_item_once_and_tells_what_it_left_out(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", [*ROWS, ROWS[0], row("a", "另一内容", 1), row("z", "<p> </p>", 2)])
    done = import_news(workspace, path)
    assert (done.new, done.repeated, done.unknown_media) == (len(ROWS), 2, 2)
    assert [problem.message_id for problem in done.problems] == ["news.changed", "news.empty"]
    position = workspace.store.position
    assert import_news(workspace, path).new == 0
    assert workspace.store.position == position
    assert workspace.store.read("news").height == len(ROWS)


@pytest.mark.heavy
def test_a_thousand_copies_are_taken_and_count_as_their_accounts(workspace: Workspace, tmp_path: Path) -> None:
    copies = [row(f"{n:04}", ROWS[0]["text"], n / 100, "无名号") for n in range(1000)]
    import_news(workspace, write(tmp_path / "n.jsonl", copies))
    (event,) = sentiment_as_of(workspace, NOW).events
    assert (event.accounts, event.heat, len(event.event.tellings)) == (1, 1, 1000)


def test_markup_is_taken_out_before_anything_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    soup = "<div><script>x()</script><p>岚岫五金&nbsp;<b>偷排</b>被查&amp;罚款</p></div>"
    import_news(workspace, write(tmp_path / "n.jsonl", [row("a", soup, 0)]))
    (text,) = workspace.store.read("news")["text"]
    assert "<" not in text
    assert "script" not in text
    assert "偷排被查&罚款" in text


@pytest.mark.heavy
def test_sentiment_is_what_was_known_at_that_second(workspace: Workspace, tmp_path: Path) -> None:
    import_news(workspace, write(tmp_path / "n.jsonl", ROWS))
    start = datetime(2024, 3, 1, tzinfo=UTC)
    assert sentiment_as_of(workspace, start - timedelta(seconds=1)).scores == ()
    one = sentiment_as_of(workspace, start)
    assert [event.accounts for event in one.events] == [1]
    assert [event.accounts for event in sentiment_as_of(workspace, start + timedelta(hours=5)).events] == [2]
    assert {score.company_id for score in sentiment_as_of(workspace, start + timedelta(hours=41)).scores} == {
        "C1",
        "C2",
    }
    later = row("late", "岚岫五金私设暗管偷排被曝光，罚款38.5万元。", 0.5, "人民网") | {"available_at": "2024-03-09"}
    import_news(workspace, write(tmp_path / "late.jsonl", [later]))
    assert sentiment_as_of(workspace, start).scores == one.scores
    assert sentiment_as_of(workspace, start + timedelta(days=200)).scores == ()


@pytest.mark.heavy
def test_a_stored_sentiment_is_stored_once_and_survives_an_audit(workspace: Workspace, tmp_path: Path) -> None:
    import_news(workspace, write(tmp_path / "n.jsonl", ROWS))
    found = sentiment_as_of(workspace, NOW)
    key = keep_sentiment(workspace, found)
    rows = workspace.store.read("sentiment").height
    assert key == keep_sentiment(workspace, sentiment_as_of(workspace, NOW))
    assert workspace.store.read("sentiment").height == rows > 0
    assert [finding for finding in audit(workspace) if finding.severity == "error"] == []


@pytest.mark.heavy
def test_a_sentiment_is_repeated_to_the_bit_whatever_came_after_it(workspace: Workspace, tmp_path: Path) -> None:
    import_news(workspace, write(tmp_path / "n.jsonl", ROWS))
    key = keep_sentiment(workspace, sentiment_as_of(workspace, NOW))
    assert key is not None
    late = row("late", "岚岫五金私设暗管偷排被曝光，罚款38.5万元。", 0.5, "人民网")
    import_news(workspace, write(tmp_path / "late.jsonl", [late]))
    media = tmp_path / "media.csv"
    media.write_text(
        "domain,name_zh,tier,language,published\nwuming.example,无名号,official,zh,2024-01-01\n", encoding="utf-8"
    )
    import_table(workspace, "media", media)
    found = replay(workspace, key[:6])
    assert found.same
    assert found.changed == {}
    assert {one.table: one.rows > 0 for one in found.tables} == {"events": True, "sentiment": True}
    other = keep_sentiment(workspace, sentiment_as_of(workspace, NOW))
    assert other not in (None, key)
    assert replay(workspace, str(other)).same
    with pytest.raises(InputError):
        replay(workspace, "zzzz")


@pytest.mark.heavy
def test_a_sentiment_that_is_not_what_its_news_give_is_found(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_news(workspace, write(tmp_path / "n.jsonl", ROWS))
    key = str(keep_sentiment(workspace, sentiment_as_of(workspace, NOW)))
    read = Store.read

    def altered(store: Store, table: str, **named: Any) -> pl.DataFrame:
        rows = read(store, table, **named)
        if table == "mentions":
            return rows.with_columns(polarity=pl.col("polarity") / 2)
        return rows.filter(pl.col("news_id") != "a") if table == "news" and "news_id" in rows.columns else rows

    monkeypatch.setattr(Store, "read", altered)
    assert [one.table for one in replay(workspace, key).tables if not one.same] == ["events", "sentiment"]
    errors = [finding.problem.message_id for finding in audit(workspace) if finding.severity == "error"]
    assert errors == ["news.lost_evidence"]


@pytest.mark.heavy
def test_what_was_there_is_known_by_its_hash(workspace: Workspace, tmp_path: Path) -> None:
    import_news(workspace, write(tmp_path / "n.jsonl", ROWS))
    one, other = NewsDesk(workspace), NewsDesk(workspace)
    fresh = write(tmp_path / "m.jsonl", [row("new", "岚岫五金废气超标。", 3)])
    assert [taken.new for taken in one.take(fresh)] == [1]
    (taken,) = other.take(fresh)  # stored by somebody else since it looked
    assert (taken.new, taken.repeated, taken.problems) == (0, 1, ())
    (changed,) = other.take(write(tmp_path / "c.jsonl", [row("new", "别的内容", 3)]))
    assert [problem.message_id for problem in changed.problems] == ["news.changed"]


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(4))
def test_live_in_any_order_is_the_same_as_in_one_go(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    shuffled = draw.sample(ROWS, len(ROWS)) + draw.sample(ROWS, 2)
    desk, live = NewsDesk(workspace), LiveSentiment(workspace, NOW)
    changed: set[str] = set()
    for number, one in enumerate(shuffled):
        for taken in desk.take(write(tmp_path / f"{number}.jsonl", [one])):
            changed |= live.refresh(taken.items)
    assert changed == {"C1", "C2"}
    whole = sentiment_as_of(workspace, NOW)
    again = LiveSentiment(workspace, NOW)
    for company in ("C1", "C2"):
        expected = [score for score in whole.scores if score.company_id == company]
        assert expected
        assert live.scores(company, NOW) == expected
        assert again.scores(company, NOW) == expected
