"""Scores of news as a stream: what each commit of the log changed, from any position on, the same at every replay."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from cnesg.pipeline.news.sentiment import LiveSentiment
from cnesg.pipeline.news.taking_in import read_items
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.scores import SentimentScore
from cnesg.store import Commit

POLL = 0.2
"""Seconds between two looks at the log."""


@dataclass(frozen=True)
class Change:
    """The scores of a company after a commit that brought news of it.

    Attributes:
        position: of the commit; who has taken in all changes of it goes on after it.
        recorded_at: when the store accepted it; the instant of the scores.
        company_id: whose scores.
        scores: the total first; none where no event counts any more.
    """

    position: int
    recorded_at: datetime
    company_id: str
    scores: tuple[SentimentScore, ...]


def score_changes(workspace: Workspace, after: int = 0, *, follow: bool = False) -> Iterator[Change]:
    """The changes of scores beyond a position, commit by commit, companies in order.

    Nothing hangs on when or where it is asked: what a commit changed is worked out from what the log held at its
    position, as of the instant at which it was recorded. So a reader that was away reads on after the last position it
    has, and any number of readers, on any machine with a copy of the log, see the same.

    Args:
        workspace: whose news; of a shared one, what others wrote is brought in while following.
        after: the position to go on from; 0 begins at the beginning.
        follow: go on for ever as news come, instead of ending at the present.

    Raises:
        InputError: the store has no such position.
    """
    store = workspace.store
    store.read("media", at=after, columns=["position"])  # tells of a position that is not there
    live: LiveSentiment | None = None
    while True:
        if follow:
            store.fetch()
        for commit in [one for one in store.commits() if one.position > after]:
            if live is None or "media" in commit.rows:
                live = LiveSentiment(workspace, commit.recorded_at, commit.position - 1)
            if "news" in commit.rows:
                yield from _changes(workspace, live, commit)
            after = commit.position
        if not follow:
            return
        time.sleep(POLL)


def _changes(workspace: Workspace, live: LiveSentiment, commit: Commit) -> Iterator[Change]:
    here = pl.col("position") == commit.position
    news, mentions = (workspace.store.read(name, at=commit.position, where=here) for name in ("news", "mentions"))
    counting = news.filter(pl.col("published_at") > commit.recorded_at - live.span)  # what is older changes no score
    changed = live.refresh(read_items(counting, mentions), commit.position)
    for company in sorted(name for name in changed if not name.startswith("?")):
        scores = tuple(live.scores(company, commit.recorded_at))
        yield Change(commit.position, commit.recorded_at, company, scores)
