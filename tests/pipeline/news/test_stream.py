"""Scores as a stream: the same from any position on, whenever it is asked, and the present at its end."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_news_watch import drop, new_workspace

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.news.sentiment import sentiment_as_of
from cnesg.pipeline.news.stream import Change, score_changes
from cnesg.pipeline.news.taking_in import NewsDesk

NOW = datetime.now(UTC) - timedelta(hours=1)
TEXTS = (
    "岚岫五金偷排废水，被罚款{0}万元。",
    "漱畴制药召回第{0}批注射液，产品召回已通知经销商。",
    "岚岫五金渗坑偷排{0}次。",
)


def item(number: int) -> dict[str, Any]:
    when = NOW - timedelta(days=(number * 61) % 260, minutes=number)  # some are too old to count, most come late
    return {"id": str(number), "text": TEXTS[number % 3].format(100 + number % 4), "published_at": when.isoformat()}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stream")
    made = new_workspace(folder)
    with Workspace.open(made) as opened:
        desk = NewsDesk(opened)
        for number in range(0, 36, 3):
            name = f"{number}.jsonl"
            drop(folder, name, [item(number + n) for n in range(3)])
            list(desk.take(folder / name, datetime.now(UTC)))
    return made


def changes(workspace: Path, after: int = 0) -> Sequence[Change]:
    with Workspace.open(workspace) as opened:
        return list(score_changes(opened, after))


@pytest.mark.heavy
def test_from_any_position_on_it_says_the_same(workspace: Path) -> None:
    whole = changes(workspace)
    positions = sorted({one.position for one in whole})
    assert len(positions) > 8
    for after in (0, positions[0], positions[4], positions[-2], positions[-1]):
        assert changes(workspace, after) == [one for one in whole if one.position > after]
    assert changes(workspace) == whole


@pytest.mark.heavy
def test_each_change_is_the_sentiment_that_the_log_gives_at_its_position(workspace: Path) -> None:
    for change in changes(workspace)[::4]:
        with Workspace.open(workspace) as opened:
            found = sentiment_as_of(opened, change.recorded_at, change.position).scores
        assert list(change.scores) == [one for one in found if one.company_id == change.company_id]
        assert change.scores == () or change.scores[0].code == "TOTAL"


def test_a_position_that_is_not_there_is_refused(workspace: Path) -> None:
    with pytest.raises(InputError, match="no position 999"):
        changes(workspace, 999)
