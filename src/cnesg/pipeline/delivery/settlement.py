"""What a settled dispute changed, and nothing else: scores of the newest day, and new editions of what rests on them.

Each day is scored twice from one position of the store, with the settlement and without it. What other rows did that
came since the last run or delivery is in both, and is not told as an effect of the settlement.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import CnesgError, InputError, Problem, render
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.delivery.basis import MonthBasis, month_basis
from cnesg.pipeline.delivery.delivering import Delivered, Wanted, deliver
from cnesg.pipeline.delivery.editions import Edition, editions
from cnesg.pipeline.delivery.one_decision import DayWithAndWithout, ProductChanges, is_total, points, rows_without
from cnesg.pipeline.runs.basis import profile_of
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.running import keep_run, storable
from cnesg.pipeline.workspace import Workspace
from cnesg.products.schema import PRODUCTS, product_schema
from cnesg.verification import Decision, Ledger
from cnesg.verification.disputes import Dispute, DisputeBook


def follow_up(workspace: Workspace, ledger: Ledger, dispute_id: str, out: Path | None = None) -> Mapping[str, Any]:
    """Score anew what a settlement concerns, deliver what that changed, and keep both lists with the dispute.

    The newest scored day is scored anew, and so is the day of each product's newest delivery. A new run is stored where
    the settlement changed a score or a value behind one, a new edition made where it changed a cell. Earlier runs and
    editions stay as they are. Doing it again changes nothing.

    Args:
        workspace: where the runs are.
        ledger: where the dispute is.
        dispute_id: of a settled dispute.
        out: the folder of deliveries; None where there is none.

    Returns:
        `before` and `after` (the newest day's run, and the one that has the settlement; `after` is null where it
        changed nothing); `scores` that the settlement changed: company, code, kind, before, after, those of the
        disputing company first; `products`, one entry a delivery that it changed or that could not be made; `problems`,
        why nothing could be computed.

    Raises:
        InputError: there is no such dispute, or it is not settled.
    """
    dispute = DisputeBook(ledger.engine).find(dispute_id)
    if dispute is None or dispute.settled_at is None:
        raise InputError.of("disputes.not_settled", dispute=dispute_id)
    changes: dict[str, Any] = {"before": None, "after": None, "scores": [], "products": [], "problems": []}
    try:
        drain(workspace, ledger)
        told = ledger.about([dispute.observation_id])
        carried = [(one, position) for one, position in told if position is not None]
        settled = _Settled(workspace, dispute, carried, workspace.store.position)
        if workspace.store.read("runs", columns=["run_id"]).height:
            last = latest_run(workspace, None)
            newest = settled.day(last)
            changes |= {"before": last["run_id"], "scores": newest.scores(dispute.company_id)}
            if newest.differs:
                changes["after"] = _kept(newest)
            if out is not None:
                changes["products"] = list(_delivered_anew(settled, out))
    except CnesgError as error:  # what stands in the way now is told in place of what changed
        changes["problems"] = [_in_both(problem) for problem in error.problems]
    DisputeBook(ledger.engine).note_changes(dispute_id, changes)
    return changes


def by_company(scores: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Changed scores, one entry a company, in the order in which companies first appear.

    Args:
        scores: of `follow_up`.

    Returns:
        Of each company its id, how many scores changed (`count`), and `code`, `kind`, `before` and `after` of the total
        or, where that did not change, of the score that moved most.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in scores:
        found.setdefault(one["company_id"], []).append(one)
    told = []
    for mine in found.values():
        moved = max(mine, key=lambda one: (is_total(one), points(one)))
        told.append({**moved, "count": len(mine)})
    return told


class _Settled:
    """A settlement: what it decided, and the days with it and without it, each computed once.

    Args:
        workspace: where the runs are.
        dispute: the dispute.
        decisions: all on the value that the log holds, each with its commit.
        position: of the store, at which everything is read.
    """

    def __init__(
        self, workspace: Workspace, dispute: Dispute, decisions: Sequence[tuple[Decision, int]], position: int
    ) -> None:
        self.workspace, self.dispute, self.position = workspace, dispute, position
        self._decisions = decisions
        self._days: dict[tuple[Any, ...], DayWithAndWithout] = {}

    def day(self, run: Mapping[str, Any]) -> DayWithAndWithout:
        """The day of a run, scored as it would be now with the settlement and without it.

        Where the run had not seen yet that the value was disputed, the other computation does not see it either.
        """
        ends = {self.dispute.settled_at, self.dispute.opened_at}
        taken = {
            one.decision_id
            for one, position in self._decisions
            if one.decided_at in ends and (one.verdict != "disputed" or position > run["store_position"])
        }
        hidden = rows_without([one for one, _ in self._decisions], taken)
        key = (run["as_of"], run["profile"], run["fiscal_year"], hidden)
        return self._days.setdefault(key, DayWithAndWithout(self.workspace, run, self.position, hidden))


def _kept(day: DayWithAndWithout) -> str:
    """The id of the run that has the settlement; it may have been stored before."""
    chosen = profile_of(day.workspace, day.run)
    rows = storable(day.after, day.workspace.methodology)
    return keep_run(day.workspace, chosen, rows, day.run["as_of"], day.position).run_id


def _delivered_anew(settled: _Settled, out: Path) -> Iterator[dict[str, Any]]:
    """What became of each product's newest delivery; products of one month and profile are made together."""
    together: dict[tuple[str, str], dict[str, Edition]] = {}
    for product in PRODUCTS:
        for newest in editions(out, product)[-1:]:
            profile = str(newest.manifest()["run"]["profile"])
            together.setdefault((newest.month, profile), {})[product] = newest
    for (month, profile), newest_of in sorted(together.items()):
        try:
            basis = month_basis(settled.workspace, date.fromisoformat(f"{month}-01"), profile)
        except CnesgError as error:
            yield from (_failed(product, edition, error.problems) for product, edition in newest_of.items())
            continue
        day = settled.day(basis.run)
        yield from _of_month(settled, out, basis, day, newest_of)


def _of_month(
    settled: _Settled, out: Path, basis: MonthBasis, day: DayWithAndWithout, newest_of: Mapping[str, Edition]
) -> Iterator[dict[str, Any]]:
    """What became of the deliveries of one month and profile."""
    changed: dict[str, tuple[ProductChanges, int]] = {}
    for product, edition in newest_of.items():
        try:
            found = day.product_changes(basis, product)
        except CnesgError as error:
            yield _failed(product, edition, error.problems)
            continue
        before = _before(edition, settled.dispute)
        others = found.others(_rows(before or edition, product)) if found.any else 0
        if before is not None:  # made before something cut this short
            yield _told(found, others, edition.month, before.number, edition.number)
        elif found.any:
            changed[product] = found, others
    if not changed:
        return
    _kept(day)
    reasons = {
        product: _reason(settled.dispute, found, others, newest_of[product].number)
        for product, (found, others) in changed.items()
    }
    profile = str(next(iter(newest_of.values())).manifest()["run"]["profile"])
    wanted = Wanted(basis.month, out, tuple(changed), profile, reasons, other_rows=True)
    for one in _delivered(settled.workspace, wanted):
        found, others = changed[one.product]
        edition = newest_of[one.product]
        if one.how == "made":
            yield _told(found, others, edition.month, edition.number, one.edition)
        elif one.how == "failed":
            yield _failed(one.product, edition, one.problems)


def _delivered(workspace: Workspace, wanted: Wanted) -> list[Delivered]:
    try:
        return list(deliver(workspace, wanted))
    except CnesgError as error:  # a closed gate stops all of a month: somebody has to look before it opens
        return [Delivered(product, "failed", problems=error.problems) for product in wanted.products]


def _before(edition: Edition, dispute: Dispute) -> Edition | None:
    """The edition before one that was made for a dispute; None where an edition was not."""
    told = edition.manifest()
    if dispute.dispute_id not in (told["reason"] or "") or told["previous"] is None:
        return None
    number = int(told["previous"]["edition"])
    return Edition(edition.folder.parent / f"edition-{number}", edition.month, number)


def _rows(edition: Edition, product: str) -> pl.DataFrame | None:
    """The main table of an edition; None where its schema was another."""
    path = edition.folder / f"{product_schema(product).tables[0].name}.parquet"
    return pl.read_parquet(path) if path.is_file() else None


def _told(found: ProductChanges, others: int, month: str, before: int, after: int | None) -> dict[str, Any]:
    return {
        "product": found.product,
        "month": month,
        "before": before,
        "after": after,
        "changed": found.counts,
        "others": others,
        "problems": [],
    }


def _failed(product: str, edition: Edition, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "product": product,
        "month": edition.month,
        "before": edition.number,
        "after": None,
        "changed": None,
        "others": 0,
        "problems": [_in_both(problem) for problem in problems],
    }


def _in_both(problem: Problem) -> dict[str, str]:
    return {"en": problem.text("en"), "zh": problem.text("zh")}


def _reason(dispute: Dispute, found: ProductChanges, others: int, edition: int) -> str:
    """What the manifest of a new edition says of why it was made, in both languages."""
    told = {"dispute": dispute.dispute_id, "edition": edition, "others": others, **found.counts}
    names = [f"disputes.reason_{dispute.outcome}", *(["disputes.reason_others"] if others else [])]
    return " / ".join("; ".join(render(name, language, **told) for name in names) for language in ("en", "zh"))
