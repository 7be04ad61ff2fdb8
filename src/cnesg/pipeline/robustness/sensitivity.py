"""A run scored under many methodologies that could have been chosen. Why so: `docs/decisions/sensitivity.md`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.materiality import issue_ratings
from cnesg.companies.peer_groups import ranking_groups
from cnesg.framework.choices import assumed_choices
from cnesg.framework.definitions.rules import Grade
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import TOTAL
from cnesg.framework.multiverse import Variant, World, drawn_choices, variants, world
from cnesg.pipeline.robustness.multiverse import InputsVariant, inputs_of
from cnesg.pipeline.runs.basis import ScoringBasis, basis_of
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.indices import sobol
from cnesg.scoring.information import rated
from cnesg.scoring.matrix import Floats
from cnesg.scoring.ranking import percentiles
from cnesg.scoring.totals import Ground, Placements, totals
from cnesg.scoring.weights import IndustryWeights

Pick = Mapping[str, int]
"""Of every group the number of its variant; of the rules in force nothing."""

SEED = 20221101
_DISCLOSURE, _PERFORMANCE, _SYNTHETIC = range(3)
_TOP = 0.75
_ENDS = (0.05, 0.95)
_RULES = ("inputs", "points", "peers", "penalties")


@dataclass(frozen=True)
class Sensitivity:
    """What the choices of the methodology decide in a run.

    Attributes:
        run_id: the run.
        draws: methodologies that were scored, without those with redrawn estimates.
        choices: assumed choices that were drawn.
        factors: `factor`, `choices`, `variants`, `moved` (mean move of a percentile, 0 to 1), `first`, `first_low`,
            `first_high`, `total`, `total_low`, `total_high`; the greatest total first.
        companies: `company_id`, `score`, `percentile` (among its peers), `grade` under the rules in force; over the
            draws `median_grade`, `grades` (share by grade, best first), `top_quartile` (share of draws),
            `percentile_low`, `percentile_high` (5 and 95 %), `gap` (disclosure less performance percentile) under the
            rules in force, `gap_low`, `gap_high` over draws in which estimates are redrawn too (null where one of the
            two scores is not given); by score. Only those that the run rates.
        pool: joint draws of groups that methodologies were put together from.
        refused: draws beside them that did not leave the methodology whole, and were drawn anew.
    """

    run_id: str
    draws: int
    choices: int
    factors: pl.DataFrame
    companies: pl.DataFrame
    pool: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Universes:
    """The pieces that methodologies of one run are put together from.

    Attributes:
        basis: what the run was computed from.
        choices: how many assumed choices each group has.
        variants: of every group.
        inputs: under every variant of the group `inputs`, and under the rules in force, the last.
    """

    basis: ScoringBasis
    choices: Mapping[str, int]
    variants: Mapping[str, Sequence[Variant]]
    inputs: Sequence[InputsVariant]

    def world(self, pick: Pick) -> World:
        """The methodology of a pick."""
        chosen = {group: self.variants[group][number] for group, number in pick.items()}
        return world(self.basis.methodology, self.basis.profile, chosen)


def universes(workspace: Workspace, basis: ScoringBasis, seed: int, groups: Sequence[str] | None = None) -> Universes:
    """Draws the variants of every group (or of those named) and computes the inputs that they need."""
    found = drawn_choices(assumed_choices(basis.methodology))
    kept = {group: choices for group, choices in found.items() if groups is None or group in groups}
    drawn = {group: variants(group, choices, basis.methodology, seed) for group, choices in kept.items()}
    counts = {group: len(choices) for group, choices in kept.items()}
    return Universes(basis, counts, drawn, inputs_of(workspace, basis, drawn))


class Scorer:
    """Totals of picks; what picks share is computed once."""

    def __init__(self, made: Universes, companies: Collection[str] | None = None) -> None:
        """Takes the pieces, and whose totals are wanted (None: everybody's); all companies are scored with them."""
        self._made = made
        basis = made.basis
        self.scored = basis.companies["company_id"].sort()
        self._kept = np.array([companies is None or one in companies for one in self.scored], dtype=np.bool_)
        self.ids = self.scored.filter(pl.Series(self._kept))
        groups = ranking_groups(compared_groups(basis.companies, basis.methodology.industries, basis.families))
        peers = groups.sort("company_id")["group"].rank("dense").cast(pl.Int64).to_numpy()
        self.peers: NDArray[np.int64] = peers[self._kept]
        self._grounds: dict[int, Ground] = {}
        self._weights: dict[int, IndustryWeights] = {}
        self._placements: dict[tuple[int, ...], Placements] = {}

    def totals(self, pick: Pick, lean: Floats | None = None, seed: int = 0) -> Floats:
        """Kinds by companies; with a `lean` of all that are scored estimates are redrawn (`Placements`)."""
        found = self._made.world(pick)
        placements = self._placed(pick, found, lean, seed)
        everybody = totals(found.methodology, found.profile, placements, self._industry_weights(pick, found))
        return everybody[:, self._kept]

    def grades(self, pick: Pick) -> tuple[Grade, ...]:
        """The scale of grades of a pick, best first."""
        return self._made.world(pick).methodology.rules.grades.steps

    def forget(self) -> None:
        """Drops placements; inputs stay."""
        self._placements.clear()

    def _placed(self, pick: Pick, found: World, lean: Floats | None, seed: int) -> Placements:
        ground = self._ground(pick.get("inputs", -1), found)
        if lean is not None:
            return Placements(ground, found.methodology.rules, lean, seed)
        key = tuple(pick.get(group, -1) for group in _RULES)
        if key not in self._placements:
            self._placements[key] = Placements(ground, found.methodology.rules)
        return self._placements[key]

    def _ground(self, number: int, found: World) -> Ground:
        if number not in self._grounds:
            basis, inputs = self._made.basis, self._made.inputs[number]
            self._grounds[number] = Ground(
                inputs.selected,
                inputs.inputs,
                basis.companies,
                found.methodology,
                basis.fiscal_year,
                families=inputs.families,
                given=basis.given,
            )
        return self._grounds[number]

    def _industry_weights(self, pick: Pick, found: World) -> IndustryWeights:
        number = pick.get("materiality", -1)
        if number not in self._weights:
            basis, ratings = self._made.basis, None
            if basis.materiality is not None:
                drawn = self._made.variants["materiality"][number].methodology.folder if number >= 0 else None
                edition = load_materiality(drawn) if drawn is not None else basis.materiality
                ratings = issue_ratings(basis.companies, edition, basis.methodology)
            factors = found.methodology.rules.materiality_factors.factors
            self._weights[number] = IndustryWeights(ratings, self.scored, factors)
        return self._weights[number]


def sensitivity(
    workspace: Workspace,
    as_of: date | None = None,
    profile: str | None = None,
    *,
    draws: int = 1000,
    seed: int = SEED,
    groups: Sequence[str] | None = None,
) -> Sensitivity:
    """Scores the latest run up to a day under many methodologies.

    Args:
        workspace: where the run is.
        as_of: as for `latest_run`.
        profile: as for `latest_run`.
        draws: how many methodologies at least.
        seed: of the random numbers.
        groups: only these groups of choices are drawn; None draws all.

    Companies that the run does not rate are held against nobody and are left out.

    Raises:
        InputError: there is no run.
    """
    run = latest_run(workspace, as_of, profile)
    basis = basis_of(workspace, run)
    totals_of_run = workspace.store.read("scores", where=pl.col("code") == TOTAL, runs=[run["run_id"]])
    both = rated(totals_of_run, ("disclosure", "performance"))
    return measured(run["run_id"], universes(workspace, basis, seed, groups), draws, seed, rated(totals_of_run), both)


def measured(
    run_id: str,
    made: Universes,
    draws: int,
    seed: int,
    companies: Collection[str] | None = None,
    with_both: Collection[str] | None = None,
) -> Sensitivity:
    """Draws picks by Saltelli's design and says what they decide; arguments as for `sensitivity`.

    Args:
        run_id: the run.
        made: the pieces.
        draws: how many methodologies at least.
        seed: of the random numbers.
        companies: those that the run rates; None for all.
        with_both: those that have a disclosure and a performance score, between which there is a gap; None for all.
    """
    scorer, names = Scorer(made, companies), tuple(made.variants)
    rows = max(2, ceil(draws / (len(names) + 2)))
    random = np.random.default_rng((seed, 0))
    base = random.integers(0, [len(made.variants[name]) for name in names], (2, rows, len(names)))
    leans = random.standard_normal((rows, len(scorer.scored)))
    found = np.full((len(names) + 2, rows, 3, len(scorer.ids)), np.nan)
    leaning = np.full((rows, 3, len(scorer.ids)), np.nan)
    steps = []
    for row in range(rows):
        scorer.forget()
        picks = _picks(names, base[:, row])
        for design, pick in enumerate(picks):
            found[design, row] = scorer.totals(pick)
            steps.append((design, row, scorer.grades(pick)))
        leaning[row] = scorer.totals(picks[0], leans[row], seed + row)
    scorer.forget()
    places = _places(found, scorer.peers)
    gaps = [_gap(places), _gap(_places(leaning, scorer.peers))]
    return Sensitivity(
        run_id,
        rows * (len(names) + 2),
        sum(made.choices.values()),
        _factors(made, names, places[:, :, _SYNTHETIC], seed),
        _with_gaps(_companies(scorer, found[:, :, _SYNTHETIC], places[:, :, _SYNTHETIC], gaps, steps), with_both),
        pool=sum(map(len, made.variants.values())),
        refused=sum(variant.refused for drawn in made.variants.values() for variant in drawn),
    )


def _with_gaps(companies: pl.DataFrame, with_both: Collection[str] | None) -> pl.DataFrame:
    """The companies' rows, the gap null where one of its two ends is not given."""
    if with_both is None:
        return companies
    both = pl.col("company_id").is_in(list(with_both))
    return companies.with_columns(pl.when(both).then(name).alias(name) for name in ("gap", "gap_low", "gap_high"))


def _picks(names: Sequence[str], both: NDArray[np.int64]) -> list[Pick]:
    """The first base draw, the second, and the first with each group in turn from the second."""
    first, second = (dict(zip(names, map(int, one), strict=True)) for one in both)
    return [first, second, *({**first, name: second[name]} for name in names)]


def _places(scores: Floats, peers: NDArray[np.int64]) -> Floats:
    """Percentiles of scores, whatever stands before the companies' axis."""
    flat = scores.reshape(-1, scores.shape[-1])
    return np.array([percentiles(one, peers) for one in flat]).reshape(scores.shape)


def _gap(places: Floats) -> Floats:
    """Disclosure less performance percentile, draws by companies."""
    return (places[..., _DISCLOSURE, :] - places[..., _PERFORMANCE, :]).reshape(-1, places.shape[-1])


def _factors(made: Universes, names: Sequence[str], places: Floats, seed: int) -> pl.DataFrame:
    whole = ~np.isnan(places).any(axis=(0, 1))
    known = places[:, :, whole]
    found = sobol(known[0], known[1], known[2:], seed=seed)
    columns = {
        "factor": list(names),
        "choices": [made.choices[name] for name in names],
        "variants": [len(made.variants[name]) for name in names],
        "moved": found.moved,
        **{name: found.first[n] for n, name in enumerate(("first", "first_low", "first_high"))},
        **{name: found.total[n] for n, name in enumerate(("total", "total_low", "total_high"))},
    }
    return pl.DataFrame(columns).sort("total", descending=True, maintain_order=True)


def _companies(
    scorer: Scorer,
    scores: Floats,
    places: Floats,
    gaps: Sequence[Floats],
    steps: Sequence[tuple[int, int, tuple[Grade, ...]]],
) -> pl.DataFrame:
    own = scorer.totals({})
    scale = scorer.grades({})
    own_places = _places(own, scorer.peers)
    letters = _letters(scores, steps)
    flat, flat_places = scores.reshape(-1, scores.shape[-1]), places.reshape(-1, places.shape[-1])
    low, high = np.nanquantile(flat_places, _ENDS, axis=0)
    gap_low, gap_high = np.nanquantile(np.concatenate(list(gaps)), _ENDS, axis=0)
    columns = {
        "company_id": scorer.ids,
        "score": own[_SYNTHETIC],
        "percentile": own_places[_SYNTHETIC],
        "grade": [_grade(score, scale) for score in own[_SYNTHETIC]],
        "median_grade": [_grade(score, scale) for score in np.nanmedian(flat, axis=0)],
        "grades": letters,
        "top_quartile": (flat_places >= _TOP).mean(axis=0),
        "percentile_low": low,
        "percentile_high": high,
        "gap": _gap(own_places)[0],
        "gap_low": gap_low,
        "gap_high": gap_high,
    }
    return pl.DataFrame(columns).sort("score", "company_id", descending=[True, False], nulls_last=True)


def _grade(score: float, steps: Sequence[Grade]) -> str | None:
    return next((step.grade for step in steps if score >= step.least), None)


def _letters(scores: Floats, steps: Sequence[tuple[int, int, tuple[Grade, ...]]]) -> list[list[dict[str, object]]]:
    """Of each company the share of draws that give it each grade; scales with other letters keep theirs."""
    counted: list[dict[str, int]] = [{} for _ in range(scores.shape[-1])]
    order: dict[str, None] = {}
    for design, row, scale in steps:
        order |= dict.fromkeys(step.grade for step in scale)
        for company, score in enumerate(scores[design, row]):
            grade = _grade(score, scale)
            if grade is not None:
                counted[company][grade] = counted[company].get(grade, 0) + 1
    best = sorted(order, key=lambda grade: (grade[0], -len(grade)))
    return [
        [{"grade": grade, "share": found[grade] / len(steps)} for grade in best if grade in found] for found in counted
    ]
