"""What happened last in a workspace, as whoever runs it sees it."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from cnesg.pipeline import Workspace
from cnesg.pipeline.months.monthly import run_months
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.views.operations import operations


def test_months_of_a_history_have_their_times_and_news_their_lag(workspace: Workspace) -> None:
    now = datetime.now(UTC)
    words = dict.fromkeys(("title", "text", "source", "language", "document", "content"), "x")
    dates = {"new": now - timedelta(minutes=2), "old": now - timedelta(days=700)}
    items = [{"news_id": one, "published_at": day, "available_at": day, **words} for one, day in dates.items()]
    workspace.store.commit({"news": pl.DataFrame(items)}, note="news")
    assert len(list(run_months(workspace, date(2024, 9, 1), date(2024, 10, 1)))) == 2
    found = operations(workspace, Memory(), None, None)
    assert (found.batches, found.news.watchers) == (None, None)
    assert found.position == found.lines[0].position == workspace.store.position
    later, first = found.runs[:2]
    assert (f"{later.day:%Y-%m}", f"{first.day:%Y-%m}") == ("2024-10", "2024-09")
    assert later.seconds == pytest.approx((later.recorded_at - first.recorded_at).total_seconds())
    assert first.seconds is None  # news were stored before it
    assert found.news.stored == 1
    assert found.news.lag is not None
    assert 120 <= found.news.lag < 300
    assert found.size == sum(path.stat().st_size for path in workspace.folder.rglob("*") if path.is_file())
