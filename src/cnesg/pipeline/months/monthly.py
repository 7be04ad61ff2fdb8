"""A history of runs, one a month, each with what was known on its last day; what is unchanged is not computed anew."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from cnesg import telemetry
from cnesg.errors import InputError
from cnesg.framework.definitions import Profile
from cnesg.framework.profiles import find_profile
from cnesg.model import RUNS, SCORES, available_instant
from cnesg.model.checks import CHECKS
from cnesg.model.news_tables import SENTIMENT_TABLES
from cnesg.model.shared import SHARED
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.comparison.worlds import changed_series
from cnesg.pipeline.months.incremental import MonthInputs, changed_inputs, whole_inputs
from cnesg.pipeline.runs.basis import ScoringBasis, counted_facts, scoring_basis
from cnesg.pipeline.runs.identity import RUN_TABLES
from cnesg.pipeline.runs.running import (
    adjusted,
    keep_run,
    pinned_versions,
    scored,
    something_known,
    storable,
    whole_tables,
)
from cnesg.pipeline.runs.sharing import Base, Storable, of_dimensions, own_rows
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring import Scored


@dataclass(frozen=True)
class MonthRun:
    """One month of a history.

    Attributes:
        month: its last day.
        run_id: its run; None where there is none.
        fiscal_year: the year that was scored.
        companies: how many were scored.
        how: `computed`, `changed` (inputs of the companies that changed and of who rests on them, the others' as the
            month before), `scored` (inputs as the month before, scored anew), `unchanged` (all as the month before),
            `known` (stored before, and nothing has come in since) or `missing`.
        problem: why there is no run.
        anew: how many companies' own inputs were computed; None for all, or where none had to be.
    """

    month: date
    run_id: str | None
    fiscal_year: int | None
    companies: int
    how: str
    problem: str | None = None
    anew: int | None = None


def month_ends(first: date, last: date) -> list[date]:
    """The last days of the months from one to the other, both included.

    Raises:
        InputError: the last is before the first.
    """
    if (last.year, last.month) < (first.year, first.month):
        raise InputError.of("pipeline.months_reversed", first=f"{first:%Y-%m}", last=f"{last:%Y-%m}")
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [divmod(first.month - 1 + step, 12) for step in range(count)]
    return [_last_day(first.year + years, month + 1) for years, month in months]


def run_months(workspace: Workspace, first: date, last: date, profile: str = "default") -> Iterator[MonthRun]:
    """Runs every month from one to another, each as of its last day in Shanghai, all from one position of the log.

    Every run is what `run` gives for that day. A month in which nothing is known gives no run and does not stop the
    others. Called again, it skips the months whose runs stand in the log, unless facts have come in since.

    Args:
        workspace: where the facts are.
        first: any day of the first month.
        last: any day of the last.
        profile: name of a profile, or the path of a profile's YAML file.

    Yields:
        One result a month, stored when it is yielded.

    Raises:
        InputError: unknown profile, or the months are the wrong way round.
        MethodologyError: the profile's file is broken.
    """
    months = month_ends(first, last)
    drain(workspace)
    chosen = find_profile(workspace.methodology, profile)
    position = workspace.store.position
    known = known_runs(workspace, chosen)
    history = History(workspace)
    for month in months:
        stored = known.get(available_instant(month))
        yield MonthRun(month, *stored, how="known") if stored else history.run(month, chosen, position)


class History:
    """Months one after the other, each with what the one before gave where nothing that it rests on is another.

    Args:
        workspace: where the facts are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._basis: ScoringBasis | None = None
        self._inputs: MonthInputs | None = None
        self._scored: Scored | None = None
        self._base: Base | None = None

    @property
    def anew(self) -> int | None:
        """Of how many companies the last month's inputs were computed; None for all."""
        return self._inputs.anew if self._inputs else None

    def run(self, month: date, chosen: Profile, position: int) -> MonthRun:
        """Compute and store one month. Its tables are let go of with the return: the next one's take their place.

        Args:
            month: its last day.
            chosen: the profile.
            position: nothing stored later is used.
        """
        with telemetry.span("month", month=f"{month:%Y-%m}") as span:
            done = self._run(month, chosen, position)
            span.note(how=done.how, run=done.run_id, companies=done.companies)
            return done

    def _run(self, month: date, chosen: Profile, position: int) -> MonthRun:
        instant = available_instant(month)
        try:
            computed, how = self.next(scoring_basis(self._workspace, chosen, instant, position))
        except InputError as error:
            return MonthRun(month, None, None, 0, "missing", " ".join(problem.text() for problem in error.problems))
        kept = keep_run(self._workspace, chosen, computed, instant, position)
        self.kept(kept.run_id, computed)
        how = "known" if kept.known else how
        anew = self.anew if how == "changed" else None
        return MonthRun(month, kept.run_id, kept.fiscal_year, kept.companies, how, anew=anew)

    def next(self, basis: ScoringBasis) -> tuple[Storable, str]:
        """What the month stores, and how it came about.

        Raises:
            InputError: nothing is known.
        """
        before, inputs, scores = self._basis, self._inputs, self._scored
        # What is let go of here is not in memory beside the new tables.
        self._basis, self._inputs, self._scored = basis, None, None
        facts = counted_facts(self._workspace, basis)
        if before is None or inputs is None or scores is None or not _same_rules(before, basis):
            inputs = scores = self._base = None
            self._inputs, how = whole_inputs(facts, basis), "computed"
        else:
            if facts.equals(inputs.facts):
                self._inputs, how = inputs, "scored"
            else:
                self._inputs = changed_inputs(facts, basis, inputs)
                how = "computed" if self._inputs.anew is None else "changed"
            if _same_peers(before, basis) and (how == "scored" or self._inputs.inputs.equals(inputs.inputs)):
                market = _dated(scores, basis.instant)
                self._scored = adjusted(self._workspace, basis, self._inputs.inputs, market)
                return self._stored(basis, self._inputs.inputs, self._scored), "unchanged"
            inputs = scores = None
        something_known(self._inputs.inputs, basis.fiscal_year, basis.instant)
        self._scored = scored(self._workspace, basis, self._inputs.inputs)
        return self._stored(basis, self._inputs.inputs, self._scored), how

    def kept(self, run_id: str, stored: Storable) -> None:
        """Note that a month stands in the log: later ones may share its rows if all of them stand there."""
        if SHARED.name in stored.tables or self._inputs is None or self._scored is None:
            return
        if run_id not in self._workspace.store.shared(SCORES.name)["run_id"]:
            self._base = Base(run_id, self._inputs.inputs, self._scored, stored.sums)

    def _stored(self, basis: ScoringBasis, inputs: pl.DataFrame, market: Scored) -> Storable:
        own = own_rows(self._base, inputs, market, basis.instant) if self._base else None
        if own is None:
            self._base = None
            return storable(whole_tables(basis, inputs, market), basis.methodology)
        return Storable(
            basis.fiscal_year, basis.companies.height, of_dimensions(market.scores, basis.methodology), *own
        )


def _same_rules(one: ScoringBasis, other: ScoringBasis) -> bool:
    """Whether the same facts give the same inputs: companies, year, industry tree and the factors used are the same."""
    return (
        one.fiscal_year == other.fiscal_year
        and one.companies.equals(other.companies)
        and one.methodology.industries == other.methodology.industries
        and not changed_series(one, other)
    )


def _same_peers(one: ScoringBasis, other: ScoringBasis) -> bool:
    """Whether the boundaries that come from elsewhere are the same."""
    if one.given is None or other.given is None:
        return one.given is other.given
    return one.given.equals(other.given)


def _dated(market: Scored, instant: datetime) -> Scored:
    """The same as of another instant; it stands in the scores."""
    scores = market.scores.with_columns(pl.lit(instant).cast(pl.Datetime("us", "UTC")).alias("as_of"))
    return replace(market, scores=scores)


def known_runs(workspace: Workspace, chosen: Profile) -> dict[datetime, tuple[str, int, int]]:
    """Runs that would come out the same: same versions and profile, and no facts stored since.

    Returns:
        By instant the run, its fiscal year and how many companies it scored.
    """
    of_runs = {RUNS.name, SHARED.name, CHECKS.name, *RUN_TABLES, *SENTIMENT_TABLES}
    facts = [commit.position for commit in workspace.store.commits() if not set(commit.rows) <= of_runs]
    since = max(facts, default=0)
    pinned = pinned_versions(workspace, chosen)
    same = [pl.col(name) == value for name, value in pinned.items()]
    runs = workspace.store.read("runs", where=pl.all_horizontal(*same, pl.col("store_position") >= since))
    content = chosen.model_dump_json()
    runs = runs.filter(pl.col("profile_content") == content).sort("position")
    if runs.is_empty():
        return {}
    base = dict(workspace.store.shared(SCORES.name).select("run_id", "base").iter_rows())  # of the same companies
    whole = {run: base.get(run, run) for run in runs["run_id"]}
    totals = workspace.store.read("scores", runs=sorted(set(whole.values())), columns=["run_id", "company_id"])
    counts = dict(totals.group_by("run_id").agg(pl.col("company_id").n_unique()).iter_rows())
    companies = {run: counts.get(stored, 0) for run, stored in whole.items()}
    return {
        row["as_of"]: (row["run_id"], row["fiscal_year"], companies.get(row["run_id"], 0))
        for row in runs.iter_rows(named=True)
    }


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
