"""Scoring in plain Python, written from the methodology and its decision pages alone: slow, simple, independent.

One company after the other, one indicator after the other, recursively; shares no code with the engine.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean, pstdev
from typing import Any

from cnesg.framework.definitions import ItemPoint, Measure, Profile
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import Methodology

LEVELS = ["none", "mention", "policy", "system", "target", "action", "result", "assurance"]
Row = Mapping[str, Any]


@dataclass
class Result:
    """What a score carries."""

    score: float
    expected: float
    variance: float
    shared: float
    coverage: float
    confirmed: float
    estimated: float
    unknown: float = 0.0
    supposed: float = 0.0
    kept: float = 1.0

    def settled(self, own: float) -> "Result":
        """What is expected of the unknown moved towards what the known figures score."""
        level = (self.expected - self.supposed) / (1 - self.unknown) if self.unknown < 1 - 1e-9 else None
        moved = 0.0 if level is None else own * (self.unknown * level - self.supposed)
        return replace(self, expected=self.expected + moved, unknown=0.0, supposed=0.0)

    def published(self, level: float) -> list[float]:
        """Score, low, high and shares."""
        reach = NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(self.variance + self.shared**2)
        low, high = max(0, self.expected - reach), min(100, self.expected + reach)
        shares = [self.coverage, self.confirmed, self.estimated]
        return [self.score, min(low, self.score), max(high, self.score), *shares]


class Oracle:
    """Answers `result(company, code, kind)`; None where there is no such score."""

    def __init__(
        self,
        rows: Iterable[Row],
        industry_of: Mapping[str, str],
        methodology: Methodology,
        profile: Profile,
        particulars: Mapping[str, Mapping[str, str | None]] | None = None,
        materiality: Materiality | None = None,
    ) -> None:
        self.inputs = {(row["company_id"], row["data_point"]): row for row in rows}
        self.industry_of = industry_of
        self.methodology = methodology
        self.profile = profile
        self.particulars = particulars or {}
        self.materiality = materiality if profile.industry_weights else None

    def applies(self, company: str, code: str) -> bool:
        """Whether an indicator applies in fiscal year 2023: no case that can be decided keeps the company out."""
        rule = self.methodology.level2[code].applies
        if rule is None:
            return True
        return not any(self.holds(company, case) is False for case in rule.only) and not any(
            self.holds(company, case) is True for case in rule.unless
        )

    def answered(self, company: str, code: str) -> str:
        """The data point itself, or the first variant that is known to apply to the company."""
        for variant, point in self.methodology.data_points.items():
            if point.instead_of == code and point.applies is not None:
                met = [self.holds(company, case) is True for case in point.applies.only]
                met += [self.holds(company, case) is not True for case in point.applies.unless]
                if all(met):
                    return variant
        return code

    def holds(self, company: str, case: Any) -> bool | None:
        answers: list[bool | None] = []
        for column in ("market", "incorporation", "ownership", "issuer_kind"):
            if getattr(case, column):
                known = self.particulars.get(company, {}).get(column)
                answers.append(None if known is None else known in getattr(case, column))
        if case.industries:
            answers.append(self.within(company, case.industries))
        if case.since:
            answers.append(case.since.isoformat() <= "2023-12-31")
        if case.until:
            answers.append(case.until.isoformat() >= "2023-12-31")
        if case.data_point:
            row = self.inputs.get((company, case.data_point))
            answers.append(row is not None and row["origin"] in ("reported", "imported") and row["value"] > 0)
        if False in answers:
            return False
        return None if None in answers else True

    def within(self, company: str, wanted: Iterable[str]) -> bool | None:
        own = self.industry_of[company]
        if own not in self.methodology.industries:
            return None
        if set(self.chain(own)) & set(wanted):
            return True
        return None if any(own in self.chain(code) for code in wanted) else False

    def result(self, company: str, code: str, kind: str) -> Result | None:
        if kind == "controversy_adjusted":  # before events take anything off, see `adjusted`
            is_given = self.methodology.rules.controversies and (code == "TOTAL" or code in self.methodology.dimensions)
            return self.result(company, code, "synthetic") if is_given else None
        if code in self.methodology.level2:
            return self.level2(company, code, kind)
        synthesis = self.methodology.rules.synthesis
        if kind == "synthetic" and synthesis is not None:
            share = synthesis.weights.performance
            both = [self.result(company, code, one) for one in ("disclosure", "performance")]
            return mean([(1 - share, self.settled(both[0])), (share, self.settled(both[1]))])
        children = sorted(c for c in self.all_codes() if self.methodology.parent(c) == code)
        found = {child: self.result(company, child, kind) for child in children}
        weights = self.shifted(company, [child for child in children if found[child] is not None])
        return mean(
            [(weights.get(child, self.weight(child)), found[child]) for child in children],
            of_known=kind == "performance",
        )

    def is_given(self, company: str, code: str, kind: str, result: Result) -> bool:
        """Whether a score is published: totals and dimensions need a least share of weight on reported data."""
        kind = "synthetic" if kind == "controversy_adjusted" else kind
        performance = self.result(company, code, "performance") if kind == "synthetic" else None
        if performance is not None and not self.is_given(company, code, "performance", performance):
            return False
        rule = self.methodology.rules.least_information
        level = {5: "total", 1: "dimension"}.get(len(code)) if code == "TOTAL" or len(code) == 1 else None
        for floors in rule.floors if rule else ():
            if floors.level == level:
                return bool(result.coverage > getattr(floors, kind) - 1e-9)
        return True

    def adjusted(self, score: float, code: str, events: Iterable[Row]) -> float:
        """A synthetic score of TOTAL or a dimension less what events take off; of each event it reads issue, severity,
        standing, money and revenue (None where it does not go by money), days, grave and scored."""
        rule = self.methodology.rules.controversies
        assert rule is not None
        terms, off, most = rule.terms, dict[str, float](), 100.0
        for event in events:
            dimension = event["issue"][0]
            if event["scored"] or event["standing"] == "denied" or code not in ("TOTAL", dimension):
                continue
            if event["severity"] < terms.least_severity:
                continue
            left = terms.points[event["severity"] - 1] * vars(terms.standings)[event["standing"]]
            if event["money"] is not None and event["revenue"]:
                share = event["money"] / event["revenue"] / terms.size.revenue
                left *= 1 - (1 - terms.size.least) * (1 - min(share, 1))
            if event["days"] > terms.days.full:
                left *= max(terms.days.none - event["days"], 0) / (terms.days.none - terms.days.full)
            elif event["grave"] and event["standing"] == "confirmed":
                most = min(most, terms.ceiling.score)
            weights = {name: self.weight(name) for name in self.methodology.dimensions if self.holds_any(name)}
            share = weights[dimension] / sum(weights.values()) if code == "TOTAL" else 1.0
            off[event["issue"]] = max(off.get(event["issue"], 0.0), left * share)
        return min(max(score - sum(off.values()), 0.0), most)

    def holds_any(self, dimension: str) -> bool:
        """Whether the profile has an indicator of a dimension."""
        wanted = self.profile.indicators
        mine = [code for code in self.methodology.level2 if code.startswith(dimension)]
        return any(not wanted or {code, code[:3], dimension, "TOTAL"} & set(wanted) for code in mine)

    def all_codes(self) -> list[str]:
        return [*self.methodology.dimensions, *self.methodology.level1, *self.methodology.level2]

    def weight(self, code: str) -> float:
        if code in self.profile.weights:
            return self.profile.weights[code]
        for entries in (self.methodology.dimensions, self.methodology.level1, self.methodology.level2):
            if code in entries:
                return entries[code].weight.value
        raise KeyError(code)

    def shifted(self, company: str, siblings: list[str]) -> dict[str, float]:
        """What the company's industry makes of the weights of siblings that have a score."""
        factors = self.methodology.rules.materiality_factors.factors
        weights = {code: self.weight(code) for code in siblings}
        ratings = {code: rating for code in siblings if (rating := self.rating(company, code)) is not None}
        if len(set(ratings.values())) <= 1:
            return weights
        room = sum(weights[code] for code in ratings)
        for code in [code for code, rating in ratings.items() if rating == 0]:
            weights[code] *= factors[0]
            room -= weights[code]
        higher = {code: weights[code] * factors[rating] for code, rating in ratings.items() if rating > 0}
        return weights | {code: room * share / sum(higher.values()) for code, share in higher.items()}

    def rating(self, company: str, code: str) -> int | None:
        """An indicator's own rating in the company's industry, or that of what it is part of."""
        own = self.industry_of[company]
        if self.materiality is None or own not in self.methodology.industries:
            return None
        for table, key in ((self.materiality.level2, code), (self.materiality.industries, code[:3])):
            if found := table.get(own[:2] + "0000", {}).get(key):
                return found.rating
        return None

    def level2(self, company: str, code: str, kind: str) -> Result | None:
        indicator = self.methodology.level2[code]
        if not self.applies(company, code):
            return None
        if kind == "synthetic":
            share = self.profile.mix.get(code, indicator.mix.value)
            return mean(
                [
                    (1 - share, self.settled(self.level2(company, code, "disclosure"))),
                    (share, self.settled(self.level2(company, code, "performance"))),
                ]
            )
        if self.profile.indicators and not {code, code[:3], code[0], "TOTAL"} & set(self.profile.indicators):
            return None
        found = []
        for one in indicator.measures:
            if one.feeds == kind and one.rule == "item":
                whole = sum(step.points for step in one.items)
                for step in one.items:
                    code = self.answered(company, step.data_point)
                    asked = step if code == step.data_point else ItemPoint(data_point=code, points=step.points)
                    found.append((one.weight * step.points / whole, self.step(company, asked, kind)))
            elif one.feeds == kind:
                assert one.data_point is not None
                code = self.answered(company, one.data_point)
                bands = self.methodology.data_points[code].bands or one.bands
                own = one.model_copy(update={"data_point": code, "bands": bands})
                found.append((one.weight, self.measure(company, own)))
        return mean(found, of_known=kind == "performance")

    @property
    def own_level(self) -> float:
        rule = self.methodology.rules.own_level
        return rule.value if rule else 0.0

    def settled(self, result: Result | None) -> Result | None:
        return None if result is None else result.settled(self.own_level)

    def kept(self, kind: str, *, known: bool) -> float:
        """What a figure keeps of its weight among the figures of a performance score."""
        synthesis = self.methodology.rules.synthesis
        return synthesis.weights.unknown if synthesis and kind == "performance" and not known else 1.0

    def measure(self, company: str, measure: Measure) -> Result | None:  # noqa: PLR0915 - one rule after the other
        assert measure.data_point is not None
        row = self.inputs.get((company, measure.data_point))
        kind = self.methodology.data_points[measure.data_point].kind
        if measure.rule == "relative":
            group = self.peers(company, measure.data_point)
            if group is None:
                return None  # nobody like it is ranked
            possible = list(self.methodology.rules.quartile_scores.scores)
            worst = min(possible)
            place = self.by_quartile(row, group, measure.data_point) if row and group else None
        else:
            if row is None and kind not in ("quantity", "item"):
                return None
            most = max(points for _, points in measure.bands)
            possible = sorted({100 * points / most for _, points in all_bands(measure)})
            worst = possible[0]
            place = self.by_bands(row, measure) if row else None
        silence = min(self.methodology.rules.undisclosed_score.value, worst)
        conditions = self.methodology.level2[measure.data_point[:5]].applies
        if conditions and any(case.data_point for case in (*conditions.only, *conditions.unless)):
            silence = 0  # a word would do to be asked no more
        if row is None:
            anywhere = self.spread(fmean(possible), pstdev(possible))
            return Result(silence, *anywhere, 0, 0, 0, 1, anywhere[0], self.kept(measure.feeds, known=False))
        at_value, low, high = place or (worst, -math.inf, math.inf)
        own = row["origin"] in ("reported", "imported")
        score = at_value
        if row["origin"] in self.methodology.rules.worst_reporter_cap.origins:
            score = min(score, worst)
        elif measure.rule == "relative" and row.get("most") is not None:
            score = min(score, row["most"])
        if not own:
            score = max(score - row["penalty"], silence)
        confirmed = own and row["review"] in ("confirmed", "corrected")
        kept = self.kept(measure.feeds, known=row["origin"] not in ("industry", "market"))
        mean, deviation = fmean(possible), pstdev(possible)
        expected, wide = (low + high) / 2 if not own else at_value, (high - low) / 2 / self.end
        if place is None:
            expected, wide = mean, deviation
        expected, variance, shared = self.spread(expected, wide)
        misreading = self.methodology.rules.misreading
        if misreading and place is not None and row["origin"] == "reported" and not confirmed:
            variance += misreading.shares.figures * ((expected - mean) ** 2 + deviation**2)
        is_unknown = place is None or row["origin"] in ("industry", "market")
        supposed = float(is_unknown), expected if is_unknown else 0.0
        return Result(score, expected, variance, shared, float(own), float(confirmed), float(not own), *supposed, kept)

    @property
    def end(self) -> float:
        return NormalDist().inv_cdf(0.5 + self.methodology.rules.interval_level.value / 2)

    def spread(self, expected: float, deviation: float) -> tuple[float, float, float]:
        """What is expected, the variance of each figure's own, and the deviation that all share."""
        share = self.methodology.rules.estimate_correlation.value
        return expected, (1 - share) * deviation**2, math.sqrt(share) * deviation

    def doubt(self, *, found: bool, sure: bool) -> tuple[float, float]:
        """The variance of an item's score, and what of its deviation all share."""
        misreading = self.methodology.rules.misreading
        if misreading is None or sure:
            return 0.0, 0.0
        wrong = misreading.shares.found if found else misreading.shares.missed
        deviation = 100 * math.sqrt(wrong * (1 - wrong))
        return (deviation**2, 0.0) if found else self.spread(0, deviation)[1:]

    def step(self, company: str, step: Any, feeds: str) -> Result | None:
        row = self.inputs.get((company, step.data_point))
        kind = self.methodology.data_points[step.data_point].kind
        if kind == "list" and not any((other, step.data_point) in self.inputs for other in self.industry_of):
            return None  # nobody has collected the list
        if row is None or row["origin"] not in ("reported", "imported"):
            doubt = self.doubt(found=False, sure=kind == "list")
            return Result(0, 0, *doubt, 0, 0, 0, 0, 0, self.kept(feeds, known=kind == "list"))
        if kind == "quantity":
            found = True
        elif step.least_level is not None:
            found = LEVELS.index(row["text"] or "none") >= LEVELS.index(step.least_level)
            found = found and (row["text"], step.least_level) != ("target", "system")
        else:
            found = row["value"] > 0
        points = 100.0 if found else 0.0
        confirmed = row["review"] in ("confirmed", "corrected")
        doubt = self.doubt(found=bool(found), sure=row["origin"] == "imported" or confirmed)
        return Result(points, points, *doubt, 1, float(confirmed), 0)

    def by_quartile(self, row: Row, values: list[float], code: str) -> tuple[float, float, float]:
        """Score at the value, and the worst and best of what a reporter at either end would get."""
        quartiles = [quantile(sorted(values), share) for share in (0.25, 0.5, 0.75)]
        lower_is_better = self.methodology.data_points[code].direction == "lower"
        rule = self.methodology.rules.rank_tolerance
        tolerance = rule.value if rule else 0.0

        def score_at(value: float, *, wins_ties: bool) -> float:
            points = 1
            for boundary in quartiles:
                beaten = value < boundary if lower_is_better else value > boundary
                close = abs(value - boundary) <= tolerance * abs(boundary)
                if beaten or (close and wins_ties):
                    points += 1
            return self.methodology.rules.quartile_scores.scores[points - 1]

        ends = [score_at(row[end], wins_ties=True) for end in ("low", "high")]
        own_place = score_at(row["value"], wins_ties=row["origin"] not in ("industry", "market"))
        return own_place, min(ends), max(ends)

    def by_bands(self, row: Row, measure: Measure) -> tuple[float, float, float]:
        bands = all_bands(measure)
        most = max(points for _, points in measure.bands)

        def points_of(value: float) -> float:
            reached = [points for start, points in bands if start <= value]
            return reached[-1] if reached else min(points for _, points in bands)

        reachable = [points_of(row["low"]), points_of(row["high"])]
        reachable += [points for start, points in bands if row["low"] <= start <= row["high"]]
        score, low, high = (100 * p / most for p in (points_of(row["value"]), min(reachable), max(reachable)))
        return score, low, high

    def peers(self, company: str, code: str) -> list[float] | None:
        """The values of the finest group that has enough of them, the company's own counted even if it has none."""
        for group in self.groups(company):
            values = {
                other: row["value"]
                for (other, data_point), row in self.inputs.items()
                if data_point == code
                and other in self.industry_of
                and self.applies(other, code[:5])
                and self.answered(other, self.methodology.data_points[code].instead_of or code) == code
                and group in self.groups(other)
                and row["origin"] in ("reported", "imported", "derived")
                and "boundaries differ" not in row.get("method", "")
            }
            enough = len(values.keys() | {company}) >= self.methodology.rules.least_peers.value
            if enough and (values or group == "MARKET"):
                return list(values.values())
        return None

    def groups(self, company: str) -> list[str]:
        return [*self.chain(self.industry_of[company]), "MARKET"]

    def chain(self, industry: str) -> list[str]:
        found: list[str] = []
        node = self.methodology.industries.get(industry)
        while node is not None:
            found.append(node.code)
            node = self.methodology.industries.get(node.parent) if node.parent else None
        return found


def all_bands(measure: Measure) -> list[tuple[float, float]]:
    """The bands with the one below the first threshold, which has no points; below 0 there is nothing."""
    return [(-math.inf, 0.0), *measure.bands] if measure.bands[0][0] > 0 else list(measure.bands)


def quantile(values: list[float], share: float) -> float:
    """Between the values at the ranks around 1 + (n - 1) x share, linearly."""
    place = (len(values) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def mean(parts: list[tuple[float, Result | None]], *, of_known: bool = False) -> Result | None:
    present = [(weight, result) for weight, result in parts if result is not None and weight > 0]
    if not present:
        return None

    def of(name: str, weights: list[float]) -> float:
        pairs = zip(weights, present, strict=True)
        return sum(weight * float(vars(result)[name]) for weight, (_, result) in pairs) / sum(weights)

    all_weights = [weight for weight, _ in present]
    counted = [weight * result.kept for weight, result in present] if of_known else all_weights
    score = of("score", counted)
    whole = sum(all_weights)
    variance = sum((weight / whole) ** 2 * result.variance for weight, result in present)
    names = ("shared", "coverage", "confirmed", "estimated", "unknown", "supposed", "kept")
    shares = (of(name, all_weights) for name in names)
    return Result(score, of("expected", all_weights), variance, *shares)
