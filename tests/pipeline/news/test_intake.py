"""News from memory: many requests at once, repeated ones, and others that write meanwhile; as if all came in one go."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cnesg.errors import StoreError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.sentiment import sentiment_as_of
from cnesg.pipeline.news.watching import NewsIntake

COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
C2,Shuchou Pharma,漱畴制药股份有限公司,漱畴制药,a-share,370000,2010-01-01,2010-01-01
"""
TEXTS = ("岚岫五金偷排废水，被罚款{0}万元。", "漱畴制药渗坑偷排{0}次，被立案调查。")
SOURCES = ("新华社", "证券时报", "无名号")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    table = tmp_path / "companies.csv"
    table.write_text(COMPANIES, encoding="utf-8")
    with Workspace.create(tmp_path / "ws") as opened:
        import_table(opened, "companies", table)
        yield opened


def item(number: int) -> dict[str, Any]:
    when = datetime.now(UTC) - timedelta(days=number * 11 % 40, hours=1)
    text = TEXTS[number % 2].format(100 + number % 4)
    return {"id": f"n{number}", "text": text, "published_at": when.isoformat(), "source": SOURCES[number % 3]}


@pytest.mark.heavy
def test_requests_at_once_give_what_one_batch_gives(workspace: Workspace, tmp_path: Path) -> None:
    items = [item(number) for number in range(18)]
    intake = NewsIntake(workspace)
    requests = [items[first : first + 4] for first in range(0, 18, 3)]  # neighbours share an item
    with ThreadPoolExecutor(6) as pool:
        updates = list(pool.map(intake.take, requests))
    assert sum(update.new for update in updates) == 18
    assert sum(update.repeated for update in updates) == 5
    assert workspace.store.read("news")["news_id"].is_unique().all()
    last = intake.take(items[:2])
    whole = sentiment_as_of(workspace, datetime.now(UTC))
    assert {name: [one.events for one in scores] for name, scores in last.scores.items()} == {
        company: [one.events for one in whole.scores if one.company_id == company] for company in ("C1", "C2")
    }
    assert [finding for finding in audit(workspace) if finding.severity == "error"] == []


@pytest.mark.heavy
def test_the_same_request_again_stores_nothing_and_tells_the_same(workspace: Workspace) -> None:
    intake = NewsIntake(workspace)
    first = intake.take([item(0)])
    position = workspace.store.position
    again = intake.take([item(0)])
    assert (first.new, first.repeated, again.new, again.repeated) == (1, 0, 0, 1)
    assert workspace.store.position == position
    assert list(first.scores) == list(again.scores) == ["C1"]
    total, repeated = first.scores["C1"][0], again.scores["C1"][0]
    assert total.code == repeated.code == "TOTAL"
    assert total.score == pytest.approx(repeated.score, rel=1e-4)
    assert total.score < 0


@pytest.mark.heavy
def test_what_a_full_disk_refused_is_stored_when_it_comes_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = NewsIntake(workspace)

    def full(*_: object, **__: object) -> None:
        raise StoreError.of("store.write_failed", path=workspace.folder, what="No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(workspace.store, "commit", full)
        with pytest.raises(StoreError):
            intake.take([item(0)])
    again = intake.take([item(0), item(0), item(0) | {"text": "岚岫五金"}])
    assert (again.new, again.repeated) == (1, 2)
    assert [problem.message_id for problem in again.problems] == ["news.changed"]
    assert list(again.scores) == ["C1"]


@pytest.mark.heavy
def test_what_is_no_item_is_told_by_its_number_and_the_others_are_taken(workspace: Workspace) -> None:
    ahead = item(2) | {"published_at": (datetime.now(UTC) + timedelta(days=3)).isoformat()}
    soup = {"id": "s", "text": "<p> </p>", "date": "2024-01-01"}
    update = NewsIntake(workspace).take([item(0), {"id": "e"}, ahead, {"id": "d", "text": "岚岫五金"}, soup])
    assert update.new == 1
    told = {problem.message_id: problem.values["place"] for problem in update.problems}
    assert told == {"news.empty": "s", "news.future": "items:3", "news.no_date": "items:4"}
    assert len(update.problems) == 4
    assert NewsIntake(workspace).take([]).new == 0


@pytest.mark.heavy
def test_what_others_store_meanwhile_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    intake = NewsIntake(workspace)
    with Workspace.open(workspace.folder) as other:
        NewsIntake(other).take([item(0)])
        update = intake.take([item(0), item(2)])
        assert (update.new, update.repeated) == (1, 1)
        assert update.scores["C1"][0].events == 2
        more = tmp_path / "more.csv"
        renamed = COMPANIES.replace("C2,Shuchou Pharma", "C3,Tanglu Paper").replace("漱畴", "棠麓")
        more.write_text(renamed, encoding="utf-8")
        import_table(other, "companies", more)
    fresh = item(0) | {"id": "c3", "text": "棠麓制药渗坑偷排，被立案调查。"}
    assert list(intake.take([fresh]).scores) == ["C3"]
