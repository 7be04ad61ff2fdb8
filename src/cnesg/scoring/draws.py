"""Where what is estimated might lie: seeded draws for the sensitivity of a market's totals.

In each draw every estimate takes a value from its interval, estimates of one company leaning the same way, and quartile
boundaries are drawn anew, with what is estimated now among the values they rest on, as it would be once disclosed.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import polars as pl

from cnesg.companies.quartiles import QUARTILES
from cnesg.framework.definitions import DataPoint, Rules
from cnesg.scoring.market import Places
from cnesg.scoring.matrix import Flags, Floats, reach_of


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
    """The members of every group of peers as places of companies, finest groups first.

    Args:
        groups: `company_id`, `order` and `group`, `cnesg.companies.issuer_groups.compared_groups`.
        companies: the order of places.
    """
    places = pl.DataFrame({"company_id": companies}, schema={"company_id": pl.String}).with_row_index("row")
    rows = groups.join(places.with_columns(pl.col("row").cast(pl.Int64)), on="company_id").sort("order", "row")
    return [members["row"].to_numpy() for _, members in rows.group_by("order", "group", maintain_order=True)]


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
    side = np.where(z < 0, value - low, high - value)
    least, most = scale or (-np.inf, np.inf)
    floor = np.where((value >= 0) & (low >= 0), np.maximum(least, 0.0), least)
    found: Floats = np.clip(
        value + side * z / reach_of(rules.interval_level.value), np.minimum(floor, value), np.maximum(most, value)
    )
    return found
