"""What a workspace promises after anything that may happen to whoever works in it, as one check."""

import polars as pl

from cnesg.pipeline import Workspace
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.sentiment import sentiment_as_of
from cnesg.verification import Ledger

Deed = tuple[str, int, str]
"""Kind, number and id of something that was acknowledged."""


def assert_kept(workspace: Workspace, acknowledged: list[Deed]) -> None:
    """Everything acknowledged is there, and nothing is half there."""
    damaged = [one.problem.text() for one in audit(workspace) if one.severity == "error"]
    assert damaged == [], damaged
    store = workspace.store
    there = {
        "import": set(store.read("observations", columns=["quote"])["quote"].unique()),
        "ingest": set(store.read("documents")["title"]),
        "run": set(store.read("runs")["run_id"]),
        "news": set(store.read("news")["news_id"]),
    }
    ledger = Ledger.open(workspace.folder)
    there["decide"] = {decision.decision_id for decision, _ in ledger.decisions()}
    ledger.close()
    lost = [deed for deed in acknowledged if deed[2] not in there[deed[0]]]
    assert lost == [], lost
    for run_id in there["run"]:
        mine = pl.col("run_id") == run_id
        assert all(store.read(table, where=mine).height for table in ("inputs", "scores", "parts"))
    days = set(store.read("sentiment")["as_of"])
    for as_of, position in store.read("runs").select("as_of", "store_position").rows():
        assert (as_of in days) == bool(sentiment_as_of(workspace, as_of, position).scores), (
            "a run without its sentiment"
        )
    for title, document in store.read("documents").select("title", "document").rows():
        assert store.read("observations", where=pl.col("document") == document).height, title
