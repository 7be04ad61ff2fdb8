"""Why a score changed: the shapes of a comparison, and how a score is shared out over what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import polars as pl

from cnesg.explanation.shapley import Coalition, shapley_values
from cnesg.explanation.tree import Explanation

Cause = Literal["own", "peers", "weights", "method", "estimates", "verification"]
CAUSES: tuple[Cause, ...] = ("own", "peers", "weights", "method", "estimates", "verification")
SCORE = ""
"""The name of the score itself among the amounts that are shared out; the others are codes of data points."""

MOST_EFFECTS = 5
_LEVEL1 = 3  # characters of a Level I code


@dataclass(frozen=True)
class Moment:
    """One of the two instants.

    Attributes:
        as_of: ISO instant; nothing published later counts.
        fiscal_year: the year scored.
        profile: the profile.
        methodology_version: content hash.
        store_position: the last commit that counts.
        run_id: the stored run it is; None where computed for the comparison.
        score: the score then.
        stored_score: what the run stored, where that is not what is computed today; else None.
    """

    as_of: str
    fiscal_year: int
    profile: str
    methodology_version: str
    store_position: int
    run_id: str | None
    score: float
    stored_score: float | None = None


@dataclass(frozen=True)
class PeerChange:
    """Which values stand behind the boundaries of a data point: who came, who went, whose changed; ids of companies."""

    entered: tuple[str, ...]
    left: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What one cause did to the score by one data point, or by the weight of one issue.

    Attributes:
        cause: why.
        code: a data point; of weights a Level I indicator.
        name_en: its name.
        name_zh: the same in Chinese.
        points: what it added to the score.
        before: the data point's explanation at the earlier instant; None where it was not scored.
        after: at the later one.
        share_before: of weights, the issue's share in the score then, 0 to 1.
        share_after: the share now.
        peers: of peers, who they are.
        particulars: of own data, what else is known of the company otherwise: column to (then, now).
        itself: whether the data point's own value changed by this cause; else its weight or whether it applies.
    """

    cause: Cause
    code: str
    name_en: str
    name_zh: str
    points: float
    before: Explanation | None = None
    after: Explanation | None = None
    share_before: float | None = None
    share_after: float | None = None
    peers: PeerChange | None = None
    particulars: tuple[tuple[str, str | None, str | None], ...] = ()
    itself: bool = True


@dataclass(frozen=True)
class Comparison:
    """The change of a score between two instants. The causes' points add up to it.

    Attributes:
        company_id: whose score.
        code: TOTAL, E, E01, E0102 or a data point's.
        kind: disclosure, performance or synthetic.
        name_en: name in the methodology.
        name_zh: the same in Chinese.
        before: the earlier instant.
        after: the later one.
        change: later score less earlier.
        causes: points by cause, all six.
        data_points: by how many data points each cause moved the score.
        largest: the effects that moved it most, largest first.
        method_changes: in what the method differs: what, then, now.
    """

    company_id: str
    code: str
    kind: str
    name_en: str
    name_zh: str
    before: Moment
    after: Moment
    change: float
    causes: Mapping[Cause, float]
    data_points: Mapping[Cause, int]
    largest: tuple[Effect, ...]
    method_changes: tuple[tuple[str, str | None, str | None], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain mappings and lists, for JSON."""
        return asdict(self)


def split(
    changed: frozenset[Cause], value: Callable[[Coalition], Mapping[str, float]]
) -> tuple[dict[Cause, float], dict[tuple[Cause, str], float]]:
    """The change of a score by cause, and by cause and data point.

    Args:
        changed: causes that differ between the two instants; the others get exactly 0.
        value: amounts, SCORE among them, where these causes are as at the later instant and the others as at the
            earlier; see `docs/decisions/compare-worlds.md`.

    Returns:
        Points by cause, all of CAUSES; and by cause and data point. Over the data points the latter add up to the
        former.
    """
    values = shapley_values(changed, value)
    causes = {cause: values.get(cause, {}).get(SCORE, 0.0) for cause in CAUSES}
    effects = {
        (cause, name): points
        for cause in CAUSES
        for name, points in values.get(cause, {}).items()
        if name != SCORE and points != 0.0
    }
    return causes, effects


def largest_effects(
    effects: Mapping[tuple[Cause, str], float], most: int = MOST_EFFECTS
) -> list[tuple[Cause, str, float]]:
    """What moved a score most, largest first: cause, data point and points; of weights the Level I issue."""
    joined: dict[tuple[Cause, str], float] = {}
    for (cause, code), points in sorted(effects.items()):
        key = (cause, code[:_LEVEL1] if cause == "weights" else code)
        joined[key] = joined.get(key, 0.0) + points
    order = sorted(joined, key=lambda key: (-abs(joined[key]), key))
    return [(*key, joined[key]) for key in order[:most]]


def contributions(parts: pl.DataFrame, code: str, kind: str) -> dict[str, tuple[float, float]] | None:
    """What each data point brings to a score.

    Args:
        parts: table PARTS of one company and run.
        code: TOTAL, a dimension, an indicator or a data point.
        kind: of the score.

    Returns:
        By data point its weight in the score and its points there, which add up to the score; None where the company
        has no such score.
    """
    below: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in parts.select("code", "kind", "part", "effective_weight", "score", "rule").iter_rows(named=True):
        below.setdefault((row["code"], row["kind"]), []).append(row)
    own = next((row for rows in below.values() for row in rows if row["part"] == code and row["rule"]), None)
    if own is not None:
        return None if own["score"] is None else {code: (1.0, own["score"])}
    found: dict[str, tuple[float, float]] = {}
    _collect(below, (code, kind), 1.0, found)
    return found if any(weight > 0 for weight, _ in found.values()) else None


def _collect(
    below: Mapping[tuple[str, str], list[dict[str, Any]]],
    node: tuple[str, str],
    weight: float,
    found: dict[str, tuple[float, float]],
) -> None:
    code, kind = node
    for row in below.get(node, ()):
        share = weight * row["effective_weight"]
        if row["score"] is None:
            continue
        if row["rule"]:
            so_far = found.get(row["part"], (0.0, 0.0))
            found[row["part"]] = so_far[0] + share, so_far[1] + share * row["score"]
        else:
            is_kind = row["part"] in ("disclosure", "performance")
            _collect(below, (code, row["part"]) if is_kind else (row["part"], kind), share, found)
