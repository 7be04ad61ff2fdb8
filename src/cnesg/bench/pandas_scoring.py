"""The same scores the way one would first write them with pandas: rows applied, groups applied, no arrays.

It is what `cnesg bench score` compares with, and checks the answers of; nothing else uses it. It gives scores without
intervals, shares or parts, which makes it quicker than a whole version would be.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.peer_groups import peer_groups
from cnesg.framework.definitions import Profile
from cnesg.framework.definitions.indicators import LEVELS
from cnesg.framework.methodology import Methodology
from cnesg.scoring.plan import Leaf, Node, scoring_plan

_STATED = ("reported", "imported")
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


def pandas_scores(
    inputs: pl.DataFrame, companies: pl.DataFrame, methodology: Methodology, profile: Profile, fiscal_year: int
) -> pl.DataFrame:
    """Scores of all companies, weights as in the methodology (no ratings of industries).

    Returns:
        `company_id`, `code`, `kind`, `score`, sorted.
    """
    import pandas as pd

    plan = scoring_plan(methodology, profile)
    outside = inapplicable(companies, inputs, methodology, fiscal_year)
    excluded = set(outside.select("company_id", "code").iter_rows())
    rows = pd.DataFrame(inputs.drop("observations", "sources").to_dicts())
    groups = pd.DataFrame(peer_groups(companies, methodology.industries).to_dicts())
    frames = []
    for node in plan:
        for part in node.parts:
            if isinstance(part.source, Leaf):
                leaf = _leaf_frame(part.source, rows, companies["company_id"].to_list())
                if part.source.measure.rule == "relative":
                    leaf = _with_quartiles(leaf, rows, groups, excluded, part.source.data_point, methodology)
                leaf["score"] = leaf.apply(_leaf_score, axis=1, leaf=part.source, methodology=methodology)
                out = [(company, node.code) in excluded for company in leaf["company_id"]]
                uncollected = (
                    methodology.data_points[part.source.data_point].kind == "list" and leaf["value"].isna().all()
                )
                leaf.loc[[uncollected or one for one in out], "score"] = math.nan
                leaf["code"], leaf["kind"], leaf["weight"] = node.code, node.kind, part.weight
                frames.append(leaf[["company_id", "code", "kind", "weight", "score"]])
    scores = _means(pd.concat(frames))
    for node in plan:
        if not any(isinstance(part.source, Leaf) for part in node.parts):
            scores = pd.concat([scores, _upper(node, scores)])
    found = pl.DataFrame(scores.to_dict("list"))
    return found.filter(pl.col("score").is_not_nan() & pl.col("score").is_not_null()).sort("company_id", "code", "kind")


def _leaf_frame(leaf: Leaf, rows: Any, ids: list[str]) -> Any:
    import pandas as pd

    of_point = rows[rows["data_point"] == leaf.data_point]
    return pd.DataFrame({"company_id": ids}).merge(of_point, on="company_id", how="left")


def _with_quartiles(
    leaf: Any, rows: Any, groups: Any, excluded: set[tuple[str, str]], point: str, methodology: Methodology
) -> Any:
    import pandas as pd

    least = methodology.rules.least_peers.value
    peers = rows[(rows["data_point"] == point) & rows["origin"].isin(["reported", "imported", "derived"])]
    peers = peers[[(company, point[:5]) not in excluded for company in peers["company_id"]]]
    members = groups.merge(peers[["company_id", "value"]], on="company_id")
    found = pd.DataFrame(
        [
            (group, len(values), *(values.quantile(n / 4) for n in (1, 2, 3)))
            for group, values in members.groupby("group")["value"]
        ],
        columns=["group", "count", "q1", "q2", "q3"],
    ).set_index("group")
    speakers = set(peers["company_id"])
    chains = groups.merge(found, left_on="group", right_index=True).sort_values("order")
    needs = [least if company in speakers else least - 1 for company in chains["company_id"]]
    chains = chains[chains["count"] >= needs]
    finest = chains.groupby("company_id")[["q1", "q2", "q3"]].first()
    return leaf.merge(finest, left_on="company_id", right_index=True, how="left")


def _leaf_score(row: Mapping[str, Any], leaf: Leaf, methodology: Methodology) -> float:
    rules, point, has = methodology.rules, methodology.data_points[leaf.data_point], not _missing(row["value"])
    if leaf.measure.rule == "item":
        return _item_score(row, leaf, point.kind) if has and row["origin"] in _STATED else 0.0
    if leaf.measure.rule == "relative":
        if _missing(row["q1"]):
            return math.nan
        worst = min(rules.quartile_scores.scores)
        own_to_tell = True
        place = _quartile_score(row, point.direction == "lower", rules.quartile_scores.scores) if has else worst
    else:
        bands = leaf.measure.bands
        below = 0.0 if bands[0][0] > 0 else min(points for _, points in bands)
        scale = 100.0 / max(points for _, points in bands)
        worst = scale * min(below, *(points for _, points in bands))
        own_to_tell = point.kind in ("quantity", "item")
        place = scale * ([below, *(points for threshold, points in bands if has and row["value"] >= threshold)][-1])
    silence = 0.0 if leaf.excusable else min(rules.undisclosed_score.value, worst)
    if not has:
        return silence if own_to_tell else math.nan
    if row["origin"] in _STATED:
        return place
    counted = min(place, worst) if row["origin"] in rules.worst_reporter_cap.origins else place
    return float(max(counted - row["penalty"], silence))


def _item_score(row: Mapping[str, Any], leaf: Leaf, kind: str) -> float:
    if kind == "quantity":
        return 100.0
    if leaf.item is not None and leaf.item.least_level is not None:
        planned = (row["text"], leaf.item.least_level) == ("target", "system")
        return 100.0 if _RANKS.get(row["text"], 0) >= _RANKS[leaf.item.least_level] and not planned else 0.0
    return 100.0 if row["value"] > 0 else 0.0


def _quartile_score(row: Mapping[str, Any], lower_is_better: bool, scores: Sequence[float]) -> float:
    sign = -1.0 if lower_is_better else 1.0
    average = row["origin"] in ("industry", "market")
    ends = [sign * row[f"q{n}"] for n in (1, 2, 3)]
    reached = sum(sign * row["value"] > end or (sign * row["value"] == end and not average) for end in ends)
    return scores[int(reached)]


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _means(leaves: Any) -> Any:
    def mean(group: Any) -> float:
        there = group[group["score"].notna()]
        weight = there["weight"].sum()
        return min((there["score"] * there["weight"]).sum() / weight, 100.0) if weight > 0 else math.nan

    found = leaves.groupby(["company_id", "code", "kind"]).apply(mean, include_groups=False)
    return found.rename("score").reset_index()


def _upper(node: Node, scores: Any) -> Any:
    import pandas as pd

    frames = []
    for part in node.parts:
        assert not isinstance(part.source, Leaf)
        code, kind = part.source
        below = scores[(scores["code"] == code) & (scores["kind"] == kind)][["company_id", "score"]].copy()
        below["code"], below["kind"], below["weight"] = node.code, node.kind, part.weight
        frames.append(below)
    together = pd.concat([scores.head(0), *frames])
    return scores.head(0) if together.empty else _means(together)
