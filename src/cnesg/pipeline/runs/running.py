"""One scoring run: facts to inputs, inputs to scores, all pinned so that it can be computed again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version

import polars as pl

import cnesg
from cnesg import telemetry
from cnesg.errors import InputError
from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import Methodology
from cnesg.framework.profiles import find_profile, run_label
from cnesg.model import INPUTS, PARTS, RUNS, SCORES, available_instant
from cnesg.model.news_tables import CONTROVERSIES
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.checking.confirmed import ConfirmedNumbers, confirmed_numbers
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.news.controversies import controversies
from cnesg.pipeline.news.sentiment import sentiment_tables
from cnesg.pipeline.runs.basis import ScoringBasis, computed_inputs, scoring_basis
from cnesg.pipeline.runs.identity import identity_of_sums, row_sums
from cnesg.pipeline.runs.sharing import Storable, of_dimensions
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring import Scored
from cnesg.scoring import scored as scored_market
from cnesg.scoring.controversies import with_adjusted

_LIBRARIES = ("polars", "numpy", "deltalake")


@dataclass(frozen=True)
class Run:
    """What a run was and what it gave.

    Attributes:
        run_id: its identity.
        as_of: nothing published later was used.
        fiscal_year: the year that was scored.
        companies: how many were scored.
        known: it had been stored before.
        numbers: how many numbers were read from reports, and how many of them people confirmed.
        waiting: numbers of the year that did not count, as nobody has confirmed them.
    """

    run_id: str
    as_of: datetime
    fiscal_year: int
    companies: int
    known: bool
    numbers: ConfirmedNumbers
    waiting: int


def run(workspace: Workspace, as_of: date, profile: str = "default", fiscal_year: int | None = None) -> Run:
    """Impute and score every company known at `as_of`, and store the run and the sentiment of the day.

    Args:
        workspace: where the facts are.
        as_of: nothing published after the end of this day in Shanghai is used.
        profile: name of a profile, or the path of a profile's YAML file.
        fiscal_year: year to score; by default the season rule of the methodology decides.

    Returns:
        The run. The same facts, versions and arguments give the same run_id; a run that is there already is not
        stored twice (`known`).

    Raises:
        InputError: unknown profile, no company known at that instant, or nothing known on the year.
        MethodologyError: the profile's file is broken.
    """
    drain(workspace)
    chosen = find_profile(workspace.methodology, profile)
    instant = available_instant(as_of)
    position = workspace.store.position
    return keep_run(workspace, chosen, run_rows(workspace, chosen, instant, position, fiscal_year), instant, position)


def run_rows(
    workspace: Workspace, chosen: Profile, instant: datetime, position: int, fiscal_year: int | None = None
) -> Storable:
    """What a run stores, computed whole; nothing is stored.

    Args and errors as for `compute`.

    Raises:
        InputError: also where nothing counts on the year that is scored.
    """
    computed = compute(workspace, chosen, instant, position, fiscal_year)
    something_known(computed.tables[INPUTS.name], computed.fiscal_year, instant)
    return storable(computed, workspace.methodology)


def storable(computed: "Computed", methodology: Methodology) -> Storable:
    """What a run stores that shares no rows with another."""
    tables = computed.tables
    scores = of_dimensions(tables[SCORES.name], methodology)
    return Storable(computed.fiscal_year, computed.companies, scores, tables, row_sums(tables))


def pinned_versions(workspace: Workspace, chosen: Profile) -> dict[str, str]:
    """What computes a run with a profile now: the columns of RUNS that say so."""
    versions = workspace.methodology.versions
    return {
        "profile": run_label(chosen, workspace.methodology),
        "methodology_version": versions.methodology,
        "extraction_version": versions.extraction,
        "reference_version": versions.reference,
        "code_version": cnesg.__version__,
        "libraries": libraries(),
    }


def run_id_of(computed: Storable, instant: datetime, versions: Mapping[str, str]) -> str:
    """The id that a run gets when it is stored.

    Args:
        computed: what it stores.
        instant: nothing published later was used.
        versions: see `pinned_versions`.
    """
    pinned = {"as_of": instant, "fiscal_year": computed.fiscal_year, **versions}
    return identity_of_sums(pinned, computed.sums)


@telemetry.stage("storing")
def keep_run(workspace: Workspace, chosen: Profile, computed: Storable, instant: datetime, position: int) -> Run:
    """Store what was computed and the sentiment of the day in one commit, unless the same is there already.

    Args:
        workspace: where to.
        chosen: the profile.
        computed: what the run stores.
        instant: nothing published later was used.
        position: nothing stored later was used.
    """
    versions = pinned_versions(workspace, chosen)
    pinned = {"as_of": instant, "fiscal_year": computed.fiscal_year, **versions}
    run_id = run_id_of(computed, instant, versions)
    sentiment = sentiment_tables(workspace, instant, position)
    if workspace.store.read("runs", where=pl.col("run_id") == run_id).height:
        workspace.store.commit(sentiment, note=f"sentiment of run {run_id}")  # news that came since the run
        return _told(workspace, run_id, instant, position, chosen, computed, known=True)
    rows = {name: frame.with_columns(pl.lit(run_id).alias("run_id")) for name, frame in computed.tables.items()}
    record = pl.DataFrame(
        [{"run_id": run_id, "store_position": position, "profile_content": chosen.model_dump_json(), **pinned}],
        schema_overrides={"as_of": pl.Datetime("us", "UTC")},
    )
    workspace.store.commit({RUNS.name: record, **rows, **sentiment}, note=f"run {run_id}")
    return _told(workspace, run_id, instant, position, chosen, computed, known=False)


def _told(
    workspace: Workspace,
    run_id: str,
    instant: datetime,
    position: int,
    chosen: Profile,
    computed: Storable,
    *,
    known: bool,
) -> Run:
    numbers = confirmed_numbers(workspace, computed.scores, computed.fiscal_year, instant, position)
    waiting = numbers.waiting if chosen.numbers == "confirmed" else 0
    return Run(run_id, instant, computed.fiscal_year, computed.companies, known=known, numbers=numbers, waiting=waiting)


@dataclass(frozen=True)
class Computed:
    """What a run computes: its tables by name, without `run_id`, and how many companies it found."""

    fiscal_year: int
    companies: int
    tables: dict[str, pl.DataFrame]


def compute(
    workspace: Workspace, chosen: Profile, instant: datetime, position: int, fiscal_year: int | None = None
) -> Computed:
    """Impute and score what was known at an instant and stood in the log at a position; nothing is stored.

    Args:
        workspace: where the facts are.
        chosen: the profile.
        instant: nothing published later is used.
        position: nothing stored later is used.
        fiscal_year: as for `run`.

    Raises:
        InputError: no company known at that instant.
    """
    basis = scoring_basis(workspace, chosen, instant, position, fiscal_year)
    inputs = computed_inputs(workspace, basis)
    return whole_tables(basis, inputs, scored(workspace, basis, inputs))


def something_known(inputs: pl.DataFrame, fiscal_year: int, instant: datetime) -> pl.DataFrame:
    """The inputs, unless there are none: a market in which everybody is silent tells of missing data, not of companies.

    Raises:
        InputError: nothing counts on the year that is scored.
    """
    if inputs.is_empty():
        raise InputError.of("pipeline.nothing_known", year=fiscal_year, as_of=instant.astimezone(SHANGHAI).date())
    return inputs


@telemetry.stage("scores")
def scored(workspace: Workspace, basis: ScoringBasis, inputs: pl.DataFrame) -> Scored:
    """Scores and parts of a run from its inputs, controversy-adjusted scores among them where the methodology has any.

    Args:
        workspace: where the run belongs.
        basis: what it is computed from.
        inputs: table INPUTS, estimates included.
    """
    label = run_label(basis.profile, workspace.methodology)
    market = scored_market(
        inputs,
        basis.companies,
        basis.methodology,
        basis.profile.model_copy(update={"name": label}),
        fiscal_year=basis.fiscal_year,
        as_of=basis.instant,
        materiality=basis.materiality,
        families=basis.families,
        given=basis.given,
    )
    return adjusted(workspace, basis, inputs, market)


def adjusted(workspace: Workspace, basis: ScoringBasis, inputs: pl.DataFrame, market: Scored) -> Scored:
    """A scored market with controversy-adjusted scores; those that it has are made anew.

    Args:
        workspace: where the news are.
        basis: what it was computed from.
        inputs: table INPUTS.
        market: as scored.
    """
    found = controversies(
        workspace,
        basis.methodology,
        basis.profile,
        inputs,
        market,
        fiscal_year=basis.fiscal_year,
        as_of=basis.instant,
        at=basis.position,
    )
    if found is None:
        return market
    return replace(market, scores=with_adjusted(market.scores, found, basis.methodology), controversies=found)


def whole_tables(basis: ScoringBasis, inputs: pl.DataFrame, market: Scored) -> Computed:
    """The tables of a run from its inputs and what they were scored as."""
    events = CONTROVERSIES.empty() if market.controversies is None else market.controversies
    tables = {
        INPUTS.name: inputs,
        SCORES.name: market.scores,
        PARTS.name: market.parts(),
        CONTROVERSIES.name: events,
    }
    return Computed(basis.fiscal_year, basis.companies.height, tables)


def libraries() -> str:
    """JSON: the versions of the libraries that compute a run."""
    return json.dumps({name: version(name) for name in _LIBRARIES}, sort_keys=True)
