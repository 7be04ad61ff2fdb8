"""Weights as plain data for people and programs: pairwise judgements weighed, and every level's effective weights."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError, MethodologyError
from cnesg.framework import TOTAL, Methodology
from cnesg.framework.definitions import Dimension, Level1, Level2, Profile
from cnesg.framework.judgements import JudgementSet, Weighed, read_judgements, weigh
from cnesg.framework.materiality_ratings import Materiality, MaterialityRating, shifted_weights
from cnesg.framework.weighting import Level1Weight
from cnesg.model import COMPANIES, INPUTS


def weigh_file(file: Path, judgements: JudgementSet) -> Weighed:
    """The weights that a user's file of judgements gives, on the scale of the methodology.

    Raises:
        InputError: there is no such file.
        MethodologyError: with every problem of the file. Judgements that are not consistent enough are none.
    """
    if not file.is_file():
        raise InputError.of("judgements.bad_file", file=file)
    found, problems = read_judgements(file.name, file, judgements.scale)
    if found is None:
        raise MethodologyError(*problems)
    return weigh(found, judgements.scale)


def judged(weighed: Weighed) -> dict[str, Any]:
    """Judgements and their weights as plain data.

    Returns:
        `of`, `weights` by member, `eigenvalue`, `consistency_index`, `consistency_ratio`, `acceptable`, and `pairs`:
        each judgement beside the ratio of the weights (`implied`), the one that disagrees most first.
    """
    members, found = weighed.judgements.members, weighed.priorities
    return {
        "of": weighed.judgements.of,
        "weights": dict(weighed.weights),
        "eigenvalue": found.eigenvalue,
        "consistency_index": found.consistency_index,
        "consistency_ratio": found.consistency_ratio,
        "acceptable": weighed.acceptable,
        "pairs": [
            {
                "first": members[one.row],
                "second": members[one.column],
                "given": one.given,
                "implied": one.implied,
            }
            for one in weighed.deviations
        ],
    }


@dataclass(frozen=True)
class WeightView:
    """Whose weights are shown.

    Attributes:
        methodology: as the profile sees it (`cnesg.framework.overrides.with_everything`).
        profile: name of the profile, and whether ratings shift weights.
        industry: code of an industry at any level; None shows the weights before any industry is known.
        materiality: ratings and reasons.
        inputs: how each Level I weight came about.
    """

    methodology: Methodology
    profile: Profile
    industry: str | None
    materiality: Materiality
    inputs: Mapping[str, Level1Weight]


def effective_weights(view: WeightView, fiscal_year: int) -> dict[str, Any]:
    """Every weight in effect, top down.

    Indicators that the profile leaves out are not there; those that do not apply in the industry (in `fiscal_year`, as
    far as the industry alone can tell) have no weight. What a single company does not give shifts weights further.

    Returns:
        `profile`, `industry` (code and name, or None), and `weights`, one a dimension or indicator in code order:
        `code`, `name`, `weight` (as written), `share` (among the siblings there are, after the industry), `of_total`
        (share of the whole score), `materiality`, `reason` and `rated` (the code that has this rating: a Level II
        indicator without its own has that of its Level I indicator; all three None where not rated), `inapplicable`
        (the reason in words, or None); of Level I also `items`, `by_voice`, `judged` and `derived`; of Level II
        `performance`, the performance score's share in the synthetic one.
    """
    methodology = view.methodology
    outside, ratings = _outside(view, fiscal_year), _ratings(view)
    synthesis = methodology.rules.synthesis
    whole = _Shares(view, ratings, {code for code in methodology.level2 if code not in outside})
    of_kinds = [(1.0, whole)]
    if synthesis is not None:
        performance = synthesis.weights.performance
        of_kinds = [
            (share, _Shares(view, ratings, {c for c in whole.level2 if _has(methodology.level2[c], kind)}))
            for kind, share in (("disclosure", 1.0 - performance), ("performance", performance))
        ]
    rows: list[dict[str, Any]] = []
    for code in _top_down(methodology):
        if not any(level2.startswith(code) for level2 in methodology.level2):
            continue
        of_total = fsum(share * shares.of_total[code] for share, shares in of_kinds)
        row = _row(view, code, whole.among[code], of_total, ratings.get(code))
        rows.append(row | {"inapplicable": outside.get(code)})
    industry = methodology.industries[view.industry] if view.industry else None
    return {
        "profile": view.profile.name,
        "industry": {"code": industry.code, "name": industry.name.model_dump()} if industry else None,
        "weights": rows,
    }


class _Shares:
    """Shares of weight where a company gives everything.

    Attributes:
        level2: the Level II indicators that count.
        among: the share of each code among its siblings.
        of_total: its share of the whole.
    """

    def __init__(self, view: WeightView, ratings: Mapping[str, MaterialityRating], level2: Collection[str]) -> None:
        methodology = view.methodology
        self.level2 = level2
        self.among: dict[str, float] = {}
        self.of_total: dict[str, float] = {TOTAL: 1.0}
        kept = {code[:length] for code in level2 for length in (1, 3, 5)}
        for code in _top_down(methodology):
            parent = methodology.parent(code) or TOTAL
            shifted = shifted_weights(
                {
                    sibling: _entry(methodology, sibling).weight.value
                    for sibling in methodology.children(parent)
                    if sibling in kept
                },
                {sibling: rating.rating for sibling, rating in ratings.items()},
                methodology.rules.materiality_factors.factors,
            )
            whole = fsum(shifted.values())
            self.among[code] = shifted.get(code, 0.0) / whole if whole else 0.0
            self.of_total[code] = self.of_total[parent] * self.among[code]


def _has(level2: Level2, kind: str) -> bool:
    return any(measure.feeds == kind for measure in level2.measures)


def _top_down(methodology: Methodology) -> Iterator[str]:
    """E, E01, E0101, E0102 ... in the order of a book."""
    for dimension in methodology.dimensions:
        yield dimension
        for level1 in methodology.children(dimension):
            yield level1
            yield from methodology.children(level1)


def _entry(methodology: Methodology, code: str) -> Dimension | Level1 | Level2:
    return methodology.dimensions.get(code) or methodology.level1.get(code) or methodology.level2[code]


def _ratings(view: WeightView) -> Mapping[str, MaterialityRating]:
    if view.industry is None or not view.profile.industry_weights:
        return {}
    broadest = industry_chain(view.industry, view.methodology.industries)[-1]
    return view.materiality.ratings(broadest, view.methodology.level2)


def _outside(view: WeightView, fiscal_year: int) -> dict[str, dict[str, str]]:
    """The reasons of the Level II indicators that do not apply in the industry, whatever else a company is."""
    if view.industry is None:
        return {}
    unknown = {name: None for name in COMPANIES.dtypes if name not in ("company_id", "industry")}
    anybody = pl.DataFrame(
        [{"company_id": "anybody", "industry": view.industry, **unknown}], schema=dict(COMPANIES.dtypes)
    )
    found = inapplicable(anybody, INPUTS.empty(), view.methodology, fiscal_year)
    found = found.filter(pl.col("code").is_in(list(view.methodology.level2)))
    reasons = {}
    for code, key in found.select("code", "reason").iter_rows():
        applies = view.methodology.level2[code].applies
        name = applies.reason(key) if applies else None
        reasons[code] = name.model_dump() if name else {"en": key, "zh": key}
    return reasons


def _row(
    view: WeightView, code: str, share: float, of_total: float, rating: MaterialityRating | None
) -> dict[str, Any]:
    entry = _entry(view.methodology, code)
    row: dict[str, Any] = {
        "code": code,
        "name": entry.name.model_dump(),
        "weight": entry.weight.value,
        "share": share,
        "of_total": of_total,
        "materiality": rating.rating if rating else None,
        "reason": rating.reason.model_dump() if rating else None,
        "rated": rating.code if rating else None,
    }
    inputs = view.inputs.get(code)
    if inputs:
        row |= {
            "items": inputs.items,
            "by_voice": dict(inputs.by_voice),
            "judged": inputs.judged,
            "derived": inputs.derived,
        }
    if isinstance(entry, Level2):
        row["performance"] = entry.mix.value
    return row
