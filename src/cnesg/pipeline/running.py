"""One scoring run: facts to inputs, inputs to scores, all pinned so that it can be computed again."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version

import polars as pl

import cnesg
from cnesg.errors import InputError
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.materiality import load_materiality
from cnesg.framework.overrides import with_profile
from cnesg.framework.profiles import find_profile, run_label
from cnesg.imputation import impute, select_inputs
from cnesg.model import INPUTS, PARTS, RUNS, SCORES, TableSchema, available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.industries import with_industries
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring import score

_LIBRARIES = ("polars", "numpy", "deltalake")
_UNPINNED = ("run_id", "recorded_at", "position")


@dataclass(frozen=True)
class Run:
    """What a run was and what it gave."""

    run_id: str
    as_of: datetime
    fiscal_year: int
    companies: int
    known: bool


def season_year(as_of: datetime, month: int) -> int:
    """The fiscal year that is scored at an instant: last year's from `month` on, the year before until then."""
    local = as_of.astimezone(SHANGHAI)
    return local.year - (1 if local.month >= month else 2)


def run(workspace: Workspace, as_of: date, profile: str = "default", fiscal_year: int | None = None) -> Run:
    """Impute and score every company known at `as_of`, and store the run.

    Args:
        workspace: where the facts are.
        as_of: nothing published after the end of this day in Shanghai is used.
        profile: name of a profile, or the path of a profile's YAML file.
        fiscal_year: year to score; by default the season rule of the methodology decides.

    Returns:
        The run. The same facts, versions and arguments give the same run_id; a run that is there already is not
        stored twice (`known`).

    Raises:
        InputError: unknown profile, or no company known at that instant.
        MethodologyError: the profile's file is broken.
    """
    methodology = workspace.methodology
    chosen = find_profile(methodology, profile)
    content = chosen.model_dump_json()
    chosen = chosen.model_copy(update={"name": run_label(chosen, methodology)})
    instant = available_instant(as_of)
    position = workspace.store.position
    methodology = with_industries(workspace, with_profile(methodology, chosen), instant, position)
    companies = workspace.companies(instant)
    if companies.is_empty():
        raise InputError.of("pipeline.no_companies", as_of=as_of)
    year = fiscal_year or season_year(instant, int(methodology.rules.season_month.value))
    observations = workspace.store.current_observations(as_of=instant, at=position)
    inputs = select_inputs(observations, methodology, year)
    families = load_issuer_groups(methodology.folder)
    inputs = impute(inputs, observations, companies, methodology, year, as_of=instant, families=families)
    materiality = load_materiality(methodology.folder) if chosen.industry_weights else None
    scores, parts = score(
        inputs,
        companies,
        methodology,
        chosen,
        fiscal_year=year,
        as_of=instant,
        materiality=materiality,
        families=families,
    )
    pinned = {
        "as_of": instant,
        "fiscal_year": year,
        "profile": chosen.name,
        "methodology_version": methodology.versions.methodology,
        "extraction_version": methodology.versions.extraction,
        "reference_version": methodology.versions.reference,
        "code_version": cnesg.__version__,
        "libraries": json.dumps({name: version(name) for name in _LIBRARIES}, sort_keys=True),
    }
    tables = {INPUTS: inputs, SCORES: scores, PARTS: parts}
    run_id = _identity(pinned, tables)
    if workspace.store.read("runs", where=pl.col("run_id") == run_id).height:
        return Run(run_id, instant, year, companies.height, known=True)
    rows = {table.name: frame.with_columns(pl.lit(run_id).alias("run_id")) for table, frame in tables.items()}
    record = pl.DataFrame(
        [{"run_id": run_id, "store_position": position, "profile_content": content, **pinned}],
        schema_overrides={"as_of": pl.Datetime("us", "UTC")},
    )
    workspace.store.commit({RUNS.name: record, **rows}, note=f"run {run_id}")
    return Run(run_id, instant, year, companies.height, known=False)


def _identity(pinned: dict[str, object], tables: dict[TableSchema, pl.DataFrame]) -> str:
    """A hash over what the run was told and its canonically sorted rows, not over file bytes."""
    digest = hashlib.sha256(json.dumps(pinned, default=str, sort_keys=True).encode())
    for table, frame in tables.items():
        plain = table.conform(frame).drop(c for c in _UNPINNED if c in table.dtypes).sort(table.sort_by)
        digest.update(table.name.encode())
        digest.update(plain.write_ndjson().encode())
    return digest.hexdigest()[:16]
