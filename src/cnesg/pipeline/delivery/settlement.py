"""What a settled dispute changed: scores of the days that count, and new editions of the deliveries that rest on it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import CnesgError, InputError, Problem, render
from cnesg.pipeline.delivery.basis import month_basis
from cnesg.pipeline.delivery.delivering import Delivered, Wanted, deliver
from cnesg.pipeline.delivery.editions import Edition, editions, read_manifest
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.running import compute, keep_run, profile_of, storable
from cnesg.pipeline.workspace import Workspace
from cnesg.products.schema import PRODUCTS
from cnesg.verification import Ledger
from cnesg.verification.disputes import Dispute, DisputeBook

_CHANGED = 0.005
"""Scores are shown with two decimals; what differs by less is the same."""


def follow_up(workspace: Workspace, ledger: Ledger, dispute_id: str, out: Path | None = None) -> Mapping[str, Any]:
    """Score anew what a settlement concerns, deliver what that changed, and keep both lists with the dispute.

    The newest scored day is scored anew, and so is the day of each product's newest delivery. Earlier runs and editions
    stay as they are. Doing it again changes nothing.

    Args:
        workspace: where the runs are.
        ledger: where the dispute is.
        dispute_id: of a settled dispute.
        out: the folder of deliveries; None where there is none.

    Returns:
        `before` and `after` (runs of the newest day, null where nothing was scored); `scores` of these: company, code,
        kind, before, after; `products`, one entry a delivery that changed or could not be made; `problems`, why
        nothing could be computed.

    Raises:
        InputError: there is no such dispute, or it is not settled.
    """
    dispute = DisputeBook(ledger.engine).find(dispute_id)
    if dispute is None or dispute.settled_at is None:
        raise InputError.of("disputes.not_settled", dispute=dispute_id)
    changes: dict[str, Any] = {"before": None, "after": None, "scores": [], "products": [], "problems": []}
    try:
        if workspace.store.read("runs", columns=["run_id"]).height:
            last = latest_run(workspace, None)
            after = _again(workspace, last)
            changes |= {"before": last["run_id"], "after": after, "scores": _changed(workspace, last["run_id"], after)}
            if out is not None:
                changes["products"] = list(_delivered_anew(workspace, dispute, out, {last["run_id"]: after}))
    except CnesgError as error:  # what stands in the way now is told in place of what changed
        changes["problems"] = [_in_both(problem) for problem in error.problems]
    DisputeBook(ledger.engine).note_changes(dispute_id, changes)
    return changes


def _again(workspace: Workspace, row: Mapping[str, Any]) -> str:
    """The day of a run scored with what is known now; the id of the run that it gave, which may be the same."""
    chosen, position = profile_of(workspace, row), workspace.store.position
    computed = compute(workspace, chosen, row["as_of"], position, row["fiscal_year"])
    return keep_run(workspace, chosen, storable(computed, workspace.methodology), row["as_of"], position).run_id


def _changed(workspace: Workspace, before: str, after: str) -> list[dict[str, Any]]:
    """The scores of two runs that differ as they are shown, or that only one of them has."""
    keys = ["company_id", "code", "kind"]
    rows = workspace.store.read("scores", columns=[*keys, "run_id", "score"], runs=[before, after])
    was = rows.filter(pl.col("run_id") == before).select(*keys, pl.col("score").alias("before"))
    now = rows.filter(pl.col("run_id") == after).select(*keys, pl.col("score").alias("after"))
    both = was.join(now, on=keys, how="full", coalesce=True)
    moved = (pl.col("before") - pl.col("after")).abs() >= _CHANGED
    gone = pl.col("before").is_null() | pl.col("after").is_null()
    return both.filter(moved | gone).sort(keys).to_dicts()


def _delivered_anew(
    workspace: Workspace, dispute: Dispute, out: Path, scored: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """What became of each product's newest delivery; products of one month and profile are made together.

    Args:
        workspace: where the runs are.
        dispute: why.
        out: the folder of deliveries.
        scored: runs that were computed anew already: from the old to the new.
    """
    together: dict[tuple[str, str], dict[str, Edition]] = {}
    for product in PRODUCTS:
        for newest in editions(out, product)[-1:]:
            profile = str(newest.manifest()["run"]["profile"])
            together.setdefault((newest.month, profile), {})[product] = newest
    for (month, profile), earlier in sorted(together.items()):
        products = tuple(earlier)
        try:
            day = date.fromisoformat(f"{month}-01")
            row = month_basis(workspace, day, profile).run
            if row["run_id"] not in scored and row["run_id"] not in scored.values():
                scored[row["run_id"]] = _again(workspace, row)
            wanted = Wanted(day, out, products, profile, _reason(dispute), other_rows=True)
            done = list(deliver(workspace, wanted))
        except CnesgError as error:  # a closed gate stops all of a month: somebody has to look before it opens
            done = [Delivered(product, "failed", problems=error.problems) for product in products]
        yield from (_told(one, month, earlier[one.product]) for one in done if _says_more(one))


def _says_more(one: Delivered) -> bool:
    return one.how in {"made", "failed"}


def _told(one: Delivered, month: str, before: Edition) -> dict[str, Any]:
    changed = read_manifest(one.folder)["changes"] if one.folder is not None else None
    return {
        "product": one.product,
        "month": month,
        "before": before.number,
        "after": one.edition,
        "changed": changed,
        "problems": [_in_both(problem) for problem in one.problems] if one.how == "failed" else [],
    }


def _in_both(problem: Problem) -> dict[str, str]:
    return {"en": problem.text("en"), "zh": problem.text("zh")}


def _reason(dispute: Dispute) -> str:
    """What the manifest of a new edition says of why it was made, in both languages."""
    told = {"dispute": dispute.dispute_id, "outcome": dispute.outcome}
    return " / ".join(render(f"disputes.reason_{dispute.outcome}", language, **told) for language in ("en", "zh"))
