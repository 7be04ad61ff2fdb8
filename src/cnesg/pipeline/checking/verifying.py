"""Decisions of people in a workspace: what waits, what was decided, and the outbox drained into the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.framework.units import load_units
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Decision, Ledger, Verdict, decided_rows

_SHORTEST_ID = 6
_WAITING = (
    "observation_id",
    "company_id",
    "concept",
    "data_point",
    "breakdown",
    "fiscal_year",
    "value",
    "unit",
    "text",
)
_PLACE = ("document", "page", "line", "quote", "confidence", "warnings", "review")


@dataclass(frozen=True)
class Wanted:
    """What a person says of one row: its id or the beginning of it, the verdict, and what it needs."""

    observation: str
    verdict: Verdict
    value: float | None = None
    text: str | None = None
    reason: str | None = None


def waiting(workspace: Workspace, company_id: str | None = None, year: int | None = None) -> pl.DataFrame:
    """Rows that nobody has looked at, those with warnings first, then the least certain.

    Returns:
        Columns of OBSERVATIONS that tell what was read and where.
    """
    where = pl.lit(value=True)
    if company_id is not None:
        where &= pl.col("company_id") == company_id
    if year is not None:
        where &= pl.col("fiscal_year") == year
    rows = workspace.store.standing_observations(where=where).filter(
        pl.col("review").is_in(["unreviewed", "disputed"]) & (pl.col("origin") == "reported")
    )
    return rows.sort(
        -pl.col("warnings").list.len().cast(pl.Int64), "confidence", "company_id", "observation_id"
    ).select(*_WAITING, *_PLACE)


def decide(workspace: Workspace, wanted: Sequence[Wanted], by: str, at: datetime | None = None) -> list[Decision]:
    """Write decisions into the ledger and carry them into the log.

    What the same person decided before, with the same value and reason, and what nobody has decided otherwise since, is
    not decided again: whoever does not know whether a decision was stored may give it again.

    Args:
        workspace: where the rows are.
        wanted: what is said of which row.
        by: who says it.
        at: when; now by default.

    Returns:
        A decision for each row, in order; one that was stored before has its own `decided_at`, not `at`.

    Raises:
        InputError: an id that no row or several have, or a decision that lacks what it needs; nothing is stored then.
    """
    at = at or datetime.now(UTC)
    if not Ledger.exists(workspace.folder):
        _decisions(workspace, None, wanted, by, at)  # so that what is refused leaves no ledger behind
    with Ledger.open(workspace.folder) as ledger:
        drain(workspace, ledger)  # what a crash left there: it may have replaced a row that is meant
        decisions = _decisions(workspace, ledger, wanted, by, at)
        ledger.decide(decisions)  # passes over those that it has
        drain(workspace, ledger)
    return decisions


def _decisions(
    workspace: Workspace, ledger: Ledger | None, wanted: Sequence[Wanted], by: str, at: datetime
) -> list[Decision]:
    rows = workspace.store.read("observations", columns=["observation_id", "supersedes"])
    ids = rows["observation_id"]
    replaced = set(rows["supersedes"].drop_nulls())
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for one in wanted:
        try:
            found = _row_meant(one.observation, ids)
            made = Decision.of(found, one.verdict, by, at, value=one.value, text=one.text, reason=one.reason)
            before = None if ledger is None else _stored_before(ledger, made, replaced)
            if before is None and found in replaced:
                raise InputError.of("verification.replaced", observation=one.observation)
            decisions.append(before or made)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    return decisions


def _stored_before(ledger: Ledger, made: Decision, replaced: set[str]) -> Decision | None:
    """The decision that says the same and still holds: the last one on the value, if it is on the row or made it."""
    for earlier, _ in ledger.about([made.observation_id])[-1:]:
        same_row = made.observation_id in (earlier.observation_id, earlier.decision_id)
        if same_row and made.repeats(earlier) and earlier.decision_id not in replaced:
            return earlier
    return None


def _row_meant(given: str, ids: pl.Series) -> str:
    found = [given] if given in ids else []
    if not found and len(given) >= _SHORTEST_ID:
        found = ids.filter(ids.str.starts_with(given)).to_list()
    if len(found) != 1:
        name = "verification.ambiguous" if found else "verification.unknown_observation"
        raise InputError.of(name, observation=given, found=", ".join(found[:5]))
    return str(found[0])


def drain(workspace: Workspace, ledger: Ledger | None = None) -> int:
    """Carry into the log what the ledger has and the log has not; returns the number of decisions.

    A crash between the two leaves the decisions in the outbox. Done again, the log takes no row twice, as a row's id is
    its decision's.
    """
    if ledger is None:
        if not Ledger.exists(workspace.folder):
            return 0
        with Ledger.open(workspace.folder) as opened:
            return drain(workspace, opened)
    decisions = ledger.outbox()
    if not decisions:
        return 0
    workspace.store.fetch()  # a value that was decided on may have come to another machine's copy
    asked = [decision.observation_id for decision in decisions]
    rows = workspace.store.read("observations", where=pl.col("observation_id").is_in(asked))
    units = load_units(workspace.methodology.folder)
    carried = decided_rows(decisions, rows, units.convert, _carried_before(ledger, asked))
    commit = workspace.store.commit({"observations": carried}, note=f"decisions {len(decisions)}")
    ledger.sent(decisions, commit.position)
    return len(decisions)


def _carried_before(ledger: Ledger, observation_ids: Sequence[str]) -> list[Decision]:
    """The decisions that the log has already on the values that rows state."""
    return [decision for decision, position in ledger.about(observation_ids) if position is not None]
