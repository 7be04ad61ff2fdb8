"""Why a score changed between two instants, each a stored run or computed for the comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

import cnesg
from cnesg.errors import InputError
from cnesg.explanation import Explanation, explain
from cnesg.explanation.comparison import (
    CAUSES,
    MOST_EFFECTS,
    SCORE,
    Cause,
    Comparison,
    Effect,
    Moment,
    PeerChange,
    contributions,
    largest_effects,
    split,
)
from cnesg.framework import TOTAL, Methodology, load_methodology
from cnesg.framework.definitions import Name
from cnesg.framework.profiles import find_profile, run_label
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.comparison.crossed_inputs import crossed_inputs
from cnesg.pipeline.comparison.own_changes import Decisions, Seen, own_changes
from cnesg.pipeline.comparison.worlds import Coalition, Worlds, method_changes
from cnesg.pipeline.news.told_events import news_evidence
from cnesg.pipeline.runs.basis import ScoringBasis, computed_inputs, profile_of, scoring_basis
from cnesg.pipeline.runs.replaying import find_run
from cnesg.pipeline.runs.running import libraries
from cnesg.pipeline.workspace import Workspace

_EXACT = 1e-9
_TOTAL_NAME = Name(en="ESG total", zh="ESG 总分")


@dataclass(frozen=True)
class Instant:
    """Which instant is meant.

    Attributes:
        when: a day, whose run counts if there is one, or the id of a run.
        profile: name of a profile or path of its file; of a run's id the run's own.
        methodology: folder of the methodology data; the package's if None.
    """

    when: date | str
    profile: str = "default"
    methodology: Path | None = None


@dataclass(frozen=True)
class _Taken:
    """An instant as found: what it is computed from, and the stored run if it is one."""

    workspace: Workspace
    basis: ScoringBasis
    run: Mapping[str, Any] | None
    inputs: pl.DataFrame


def compare(
    workspace: Workspace,
    company_id: str,
    start: Instant,
    end: Instant,
    code: str = TOTAL,
    kind: str = "synthetic",
    *,
    most: int = MOST_EFFECTS,
) -> Comparison:
    """The change of a score, split exactly over its causes.

    Args:
        workspace: where the facts and runs are.
        company_id: whose score.
        start: the earlier instant; nothing hangs on which is the earlier.
        end: the later one.
        code: TOTAL, a dimension, an indicator or a data point.
        kind: disclosure, performance or synthetic; a data point has only the kind that its measure feeds.
        most: how many of the largest effects are told.

    Raises:
        InputError: no such run, profile or code; or the company, or its score, is not there at one of the instants, or
            the company is not rated then.
    """
    taken = (_taken(workspace, start), _taken(workspace, end))
    _check_code(code, (taken[0].basis.methodology, taken[1].basis.methodology))
    for one in taken:
        if company_id not in one.basis.companies["company_id"]:
            raise InputError.of("explanation.not_there", company=company_id, as_of=_day(one.basis))
    # What a subsidiary's list entry says counts too.
    used = [one.inputs.filter(pl.col("company_id") == company_id)["observations"].explode() for one in taken]
    where = (pl.col("company_id") == company_id) | pl.col("observation_id").is_in(
        pl.concat(used).drop_nulls().implode()
    )
    mine = workspace.store.read("observations", where=where)
    worlds = _worlds(taken, mine, company_id, code, kind)
    everything = worlds.changed
    ends: tuple[Coalition, Coalition] = (frozenset(), frozenset(everything))
    scores = []
    for one, coalition in zip(taken, ends, strict=True):
        found = worlds.value(coalition).get(SCORE)
        if found is None:
            raise InputError.of(
                "explanation.no_score_then", company=company_id, code=code, kind=kind, as_of=_day(one.basis)
            )
        _check_rated(one.basis, worlds.coverage(coalition), company_id, code)
        scores.append(found)
    if code in taken[1].basis.methodology.data_points:
        kind = worlds.tables(ends[1])[1].filter(pl.col("part") == code)["kind"][0]
    causes, effects = split(everything, worlds.value)
    teller = _Teller(taken, worlds, mine, company_id, code, kind)
    name = _name(code, taken[1].basis.methodology)
    return Comparison(
        company_id=company_id,
        code=code,
        kind=kind,
        name_en=name.en,
        name_zh=name.zh,
        before=_moment(taken[0], company_id, code, kind, scores[0]),
        after=_moment(taken[1], company_id, code, kind, scores[1]),
        change=scores[1] - scores[0],
        causes=causes,
        data_points={cause: sum(of == cause for of, _ in effects) for cause in CAUSES},
        largest=tuple(teller.effect(*found, ends) for found in largest_effects(effects, most)),
        method_changes=method_changes(taken[0].basis, taken[1].basis),
    )


def _check_rated(basis: ScoringBasis, coverage: Mapping[str, float], company_id: str, code: str) -> None:
    floors = basis.methodology.rules.least_information
    for kind, share in coverage.items():
        wanted = kind != "disclosure" or len(coverage) == 1  # a synthetic score is given without a disclosure score
        if floors is not None and wanted and not floors.reached(code, kind, share):
            told = {"company": company_id, "code": code, "kind": kind, "as_of": _day(basis)}
            least = floors.floor(code, kind)
            raise InputError.of("explanation.not_rated_then", coverage=100 * share, least=100 * least, **told)


def _taken(workspace: Workspace, instant: Instant) -> _Taken:
    if instant.methodology is not None:
        workspace = Workspace(workspace.folder, workspace.store, load_methodology(instant.methodology))
    run: Mapping[str, Any] | None
    if isinstance(instant.when, str):
        run = find_run(workspace, instant.when)
        chosen, as_of = profile_of(workspace, run), run["as_of"]
    else:
        chosen, as_of = find_profile(workspace.methodology, instant.profile), available_instant(instant.when)
        run = _run_of(workspace, run_label(chosen, workspace.methodology), as_of)
    position = run["store_position"] if run else workspace.store.position
    basis = scoring_basis(workspace, chosen, as_of, position, run["fiscal_year"] if run else None)
    stored = run is not None and _made_by(run, workspace.methodology)
    inputs = (
        workspace.store.read("inputs", runs=[run["run_id"]])
        if run is not None and stored
        else computed_inputs(workspace, basis)
    )
    return _Taken(workspace, basis, run, inputs)


def _run_of(workspace: Workspace, label: str, as_of: object) -> Mapping[str, Any] | None:
    runs = workspace.store.read("runs", where=(pl.col("profile") == label) & (pl.col("as_of") == as_of))
    return runs.sort("position").row(-1, named=True) if runs.height else None


def _made_by(run: Mapping[str, Any], methodology: Methodology) -> bool:
    """Whether a run's inputs are those that this methodology and this version of cnesg make."""
    versions = methodology.versions
    then = [run[name] for name in ("methodology_version", "reference_version", "code_version", "libraries")]
    return then == [versions.methodology, versions.reference, cnesg.__version__, libraries()]


def _worlds(taken: tuple[_Taken, _Taken], mine: pl.DataFrame, company_id: str, code: str, kind: str) -> Worlds:
    before, after = taken
    bases = before.basis, after.basis
    inputs = {(0, 0): before.inputs, (1, 1): after.inputs}
    inputs[0, 1] = crossed_inputs(before.workspace, before.inputs, before.basis, after.basis)
    inputs[1, 0] = crossed_inputs(after.workspace, after.inputs, after.basis, before.basis)
    decisions = Decisions(mine, *(Seen(basis.instant, basis.position) for basis in bases))
    own = pl.col("company_id") == company_id
    changes = [own_changes(inputs[0, m].filter(own), inputs[1, m].filter(own), decisions) for m in (1, 0)]
    return Worlds(bases, inputs, changes[0] | changes[1], company_id, code, kind)


def _moment(one: _Taken, company_id: str, code: str, kind: str, score: float) -> Moment:
    stored = None
    if one.run is not None:
        mine = (pl.col("company_id") == company_id) & (pl.col("code") == code) & (pl.col("kind") == kind)
        rows = one.workspace.store.read("scores", where=mine, runs=[one.run["run_id"]])
        stored = rows["score"].item() if rows.height == 1 else None
    methodology = one.workspace.methodology
    return Moment(
        as_of=one.basis.instant.isoformat(),
        fiscal_year=one.basis.fiscal_year,
        profile=run_label(one.basis.profile, methodology),
        methodology_version=methodology.versions.methodology,
        store_position=one.basis.position,
        run_id=one.run["run_id"] if one.run else None,
        score=score,
        stored_score=stored if stored is not None and abs(stored - score) > _EXACT else None,
    )


class _Teller:
    """Says of an effect what it is about."""

    def __init__(
        self,
        taken: tuple[_Taken, _Taken],
        worlds: Worlds,
        observations: pl.DataFrame,
        company_id: str,
        code: str,
        kind: str,
    ) -> None:
        self._taken, self._worlds, self._observations = taken, worlds, observations
        self._company, self._code, self._kind = company_id, code, kind

    def effect(self, cause: Cause, code: str, points: float, ends: tuple[Coalition, Coalition]) -> Effect:
        """One cause's effect by one data point, or one issue's weight."""
        name = _name(code, *(one.basis.methodology for one in reversed(self._taken)))
        if cause == "weights":
            then, now = (self._share(code, coalition) for coalition in ends)
            return Effect(cause, code, name.en, name.zh, points, share_before=then, share_after=now)
        before, after = (self._explained(code, side, coalition) for side, coalition in enumerate(ends))
        of_itself = cause in ("peers", "method") or self._worlds.cause_of(code) == cause
        return Effect(
            cause,
            code,
            name.en,
            name.zh,
            points,
            before=before,
            after=after,
            peers=self._peers(code, before, after) if cause == "peers" else None,
            particulars=self._worlds.particulars if cause == "own" and not of_itself else (),
            itself=of_itself,
        )

    def _peers(self, code: str, before: Explanation | None, after: Explanation | None) -> PeerChange:
        groups = (one.rule.peer_group if one and one.rule else None for one in (before, after))
        return self._worlds.peer_change(code, *groups)

    def _share(self, code: str, coalition: Coalition) -> float:
        """The weight of an indicator in the score that is compared."""
        _, parts = self._worlds.tables(coalition)
        brought = contributions(parts, self._code, self._kind) or {}
        return sum(weight for point, (weight, _) in brought.items() if point.startswith(code))

    def _explained(self, code: str, side: int, coalition: Coalition) -> Explanation | None:
        scores, parts = self._worlds.tables(coalition)
        of_code = parts.filter(pl.col("part") == code)
        if of_code.is_empty():
            return None
        one = self._taken[side]
        documents = one.workspace.store.read("documents", where=pl.col("company_id") == self._company)
        inputs = self._worlds.own_inputs(coalition)
        known = (one.basis.instant, one.basis.position)
        return explain(
            scores,
            parts,
            inputs,
            self._observations,
            documents,
            one.basis.methodology,
            self._company,
            code=code,
            families=one.basis.families,
            news=news_evidence(one.workspace, self._company, inputs["observations"], *known),
        )


def _check_code(code: str, methodologies: tuple[Methodology, Methodology]) -> None:
    known = [{*m.dimensions, *m.level1, *m.level2, *m.data_points, TOTAL} for m in methodologies]
    if not all(code in one for one in known):
        raise InputError.of("explanation.unknown_code", code=code)


def _name(code: str, *methodologies: Methodology) -> Name:
    for methodology in methodologies:
        for entries in (methodology.data_points, methodology.level2, methodology.level1, methodology.dimensions):
            if code in entries:
                return entries[code].name
    return _TOTAL_NAME


def _day(basis: ScoringBasis) -> str:
    return basis.instant.astimezone(SHANGHAI).date().isoformat()
