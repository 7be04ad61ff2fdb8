"""What totals might be if everything estimated were disclosed: seeded draws of whole markets.

In each draw every estimate takes a value from its interval, estimates of one company leaning the same way; quartile
boundaries are drawn anew, with what is estimated now among the values they rest on, as it would be; and every company
is placed and summed as the engine does. Estimates are neither capped nor penalised here: the question is where a
company would stand, not what its silence counts. Why so: `docs/decisions/league-tables.md`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import polars as pl

from cnesg.companies.quartiles import QUARTILES
from cnesg.framework.definitions import DataPoint, Measure, Rules
from cnesg.framework.methodology import Methodology
from cnesg.model.boundaries import of_one_boundary
from cnesg.scoring.market import Market, Places
from cnesg.scoring.matrix import REPORTED, Flags, Floats
from cnesg.scoring.placement import band_points


@dataclass(frozen=True)
class Evidence:
    """The tables of a run that draws need beside its arrays.

    Attributes:
        inputs: table INPUTS.
        outside: `company_id` and `code` of indicators that do not apply, `cnesg.companies.applicability`.
        groups: `company_id`, `order` and `group`, `cnesg.companies.issuer_groups.compared_groups`.
        parts: table PARTS, for boundaries that come from elsewhere.
    """

    inputs: pl.DataFrame
    outside: pl.DataFrame
    groups: pl.DataFrame
    parts: pl.DataFrame


def drawn_totals(market: Market, evidence: Evidence, methodology: Methodology, *, draws: int, seed: int) -> Floats:
    """Totals of all companies in every draw.

    Args:
        market: a run's arrays.
        evidence: the run's tables.
        methodology: rules, bands and directions.
        draws: how many.
        seed: of the random numbers.

    Returns:
        Draws by companies, 0 to 100; companies without a total have 0.
    """
    counted = np.where(market.weights > 0, market.scores, 0.0)
    totals: Floats = np.tile((counted * market.weights).sum(axis=1), (draws, 1))
    lean = np.random.default_rng((seed, 0)).standard_normal((draws, len(market.companies)))
    tables = _Tables(market, evidence)
    for place, leaf in enumerate(market.leaves.iter_rows(named=True)):
        estimates = tables.estimates.get(leaf["part"])
        if estimates is None or leaf["rule"] == "item":
            continue
        values = _drawn(estimates, lean, leaf["part"], seed, methodology)
        if leaf["rule"] == "absolute":
            found = iter([(estimates.rows, _absolute(values, _measure(methodology, leaf)))])
        else:
            sign = -1.0 if methodology.data_points[leaf["part"]].direction == "lower" else 1.0
            scale = np.array([np.nan, *methodology.rules.quartile_scores.scores])
            least = methodology.rules.least_peers.value
            found = _relative(tables, leaf["part"], values, least, sign, scale)
        for rows, scores in found:
            totals[:, rows] += market.weights[rows, place] * (scores - counted[rows, place])
    return np.clip(totals, 0.0, 100.0)


@dataclass(frozen=True)
class _Estimates:
    """The estimates of a data point: places of companies, and three figures each."""

    rows: Places
    value: Floats
    low: Floats
    high: Floats


class _Tables:
    """The run's tables by data point, with companies as places."""

    def __init__(self, market: Market, evidence: Evidence) -> None:
        self.size = len(market.companies)
        places = pl.DataFrame({"company_id": market.companies}, schema={"company_id": pl.String}).with_row_index("row")
        places = places.with_columns(pl.col("row").cast(pl.Int64))
        inputs = evidence.inputs.join(places, on="company_id").filter(pl.col("value").is_not_null())
        estimated = inputs.filter(pl.col("origin").is_in(REPORTED).not_()).with_columns(
            pl.col("low").fill_null(pl.col("value")), pl.col("high").fill_null(pl.col("value"))
        )
        self.estimates: Mapping[str, _Estimates] = {
            str(key[0]): _Estimates(*(rows[c].to_numpy() for c in ("row", "value", "low", "high")))
            for key, rows in estimated.group_by("data_point")
        }
        self.values = self._columns(inputs)
        code = pl.col("data_point").str.slice(0, 5).alias("code")
        of_peers = inputs.filter(of_one_boundary()).with_columns(code)
        self.of_peers = self._columns(of_peers.join(evidence.outside, on=["company_id", "code"], how="anti"))
        self.ladder = ladder_of(evidence.groups, market.companies)
        elsewhere = evidence.parts.filter((pl.col("rule") == "relative") & pl.col("peer_source").is_not_null())
        self.elsewhere = {
            str(key[0]): dict(rows.select("row", "boundaries").iter_rows())
            for key, rows in elsewhere.join(places, on="company_id").group_by("part")
        }

    def _columns(self, rows: pl.DataFrame) -> Mapping[str, Floats]:
        found: dict[str, Floats] = {}
        for key, of_point in rows.group_by("data_point"):
            column: Floats = np.full(self.size, np.nan)
            column[of_point["row"].to_numpy()] = of_point["value"].to_numpy()
            found[str(key[0])] = column
        return found


def drawn_quartiles(
    values: Floats, behind: Flags, waiting: Flags, ladder: Iterable[Places], least_peers: float
) -> Iterator[tuple[Places, Floats]]:
    """The companies that share boundaries once everything is disclosed, and these in every draw (draws by 3).

    Args:
        values: of a data point, draws by companies.
        behind: whose values boundaries may rest on.
        waiting: who is held against them.
        ladder: the members of every group of peers, finest groups first; a company's is the first with enough values.
        least_peers: the values that a group needs.
    """
    waiting = waiting.copy()
    for rows in ladder:
        held, valued = rows[waiting[rows]], rows[behind[rows]]
        if held.size == 0 or valued.size < least_peers:
            continue
        waiting[held] = False
        ends: Floats = np.quantile(values[:, valued], QUARTILES, axis=1).T
        yield held, ends


def ladder_of(groups: pl.DataFrame, companies: Sequence[str]) -> list[Places]:
    """The members of every group of peers as places of companies, finest groups first; `groups` as in `Evidence`."""
    places = pl.DataFrame({"company_id": companies}, schema={"company_id": pl.String}).with_row_index("row")
    rows = groups.join(places.with_columns(pl.col("row").cast(pl.Int64)), on="company_id").sort("order", "row")
    return [members["row"].to_numpy() for _, members in rows.group_by("order", "group", maintain_order=True)]


def _drawn(estimates: _Estimates, lean: Floats, data_point: str, seed: int, methodology: Methodology) -> Floats:
    """Draws by estimates."""
    point = methodology.data_points[data_point]
    z = leanings(lean, point, seed, methodology.rules)[:, estimates.rows]
    return value_at(z, estimates.value, estimates.low, estimates.high, methodology.rules, point.scale)


def leanings(lean: Floats, point: DataPoint, seed: int, rules: Rules) -> Floats:
    """How far each estimate of a data point leans, standard normal: in part as all of its company's do.

    What is shared leans to the good or to the bad side, up where more is better and down where less is: a company that
    is better than its estimates is so in both. Each data point and company has its own place in a stream of its own:
    one more of either changes nothing elsewhere.

    Args:
        lean: of companies, draws by companies, standard normal.
        point: whose estimates.
        seed: of the random numbers.
        rules: how much of the error is shared (`estimate_correlation`).
    """
    correlation = rules.estimate_correlation.value
    shared = -lean if point.direction == "lower" else lean
    own = np.random.default_rng((seed, 1, *point.code.encode())).standard_normal(lean.shape)
    drawn: Floats = np.sqrt(correlation) * shared + np.sqrt(1.0 - correlation) * own
    return drawn


def value_at(
    z: Floats, value: Floats, low: Floats, high: Floats, rules: Rules, scale: tuple[float, float] | None
) -> Floats:
    """Where an estimate lies at a standard normal `z`: half a normal on each side, holding what the interval holds.

    What can't be negative, or beyond the data point's `scale`, ends there.
    """
    end = NormalDist().inv_cdf((1.0 + rules.interval_level.value) / 2.0)
    side = np.where(z < 0, value - low, high - value)
    least, most = scale or (-np.inf, np.inf)
    floor = np.where((value >= 0) & (low >= 0), np.maximum(least, 0.0), least)
    found: Floats = np.clip(value + side * z / end, np.minimum(floor, value), np.maximum(most, value))
    return found


def _relative(
    tables: _Tables, point: str, drawn: Floats, least_peers: float, sign: float, scale: Floats
) -> Iterator[tuple[Places, Floats]]:
    values: Floats = np.tile(tables.values[point], (len(drawn), 1))
    values[:, tables.estimates[point].rows] = drawn
    elsewhere = tables.elsewhere.get(point, {})
    waiting = ~np.isnan(tables.values[point])
    waiting[list(elsewhere)] = False
    found = [(np.array([row]), np.array([quartiles], dtype=np.float64)) for row, quartiles in elsewhere.items()]
    if point in tables.of_peers:
        behind = ~np.isnan(tables.of_peers[point])
        found += drawn_quartiles(values, behind, waiting, tables.ladder, least_peers)
    for rows, quartiles in found:
        turned, bounds = sign * values[:, rows], sign * quartiles
        points = 1 + (turned[:, :, np.newaxis] >= bounds[:, np.newaxis, :]).sum(axis=2)
        yield rows, scale[points]


def _absolute(values: Floats, measure: Measure) -> Floats:
    most = max(points for _, points in measure.bands)
    return 100.0 / most * band_points(values, measure.bands)


def _measure(methodology: Methodology, leaf: Mapping[str, Any]) -> Measure:
    of_leaf = (leaf["part"], leaf["rule"], leaf["kind"])
    measures = methodology.level2[leaf["code"]].measures
    return next(m for m in measures if (m.data_point, m.rule, m.feeds) == of_leaf)
