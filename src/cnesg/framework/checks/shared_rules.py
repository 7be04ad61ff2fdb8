"""Rules, industries, factors and profiles are consistent in themselves."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.formulas import FormulaError, parse_formula


def rules_are_ordered(draft: Draft) -> Iterator[Problem]:
    """Quartile scores rise, grades fall to 0, factors do not fall, counts are whole and shares lie between 0 and 1."""
    rules = draft.methodology.rules

    def problem(field: str, message: str = "rule_order") -> Problem:
        return Problem.of(f"framework.{message}", file="rules.yaml", entry=field)

    scores = rules.quartile_scores.scores
    if any(before >= after for before, after in pairwise(scores)) or scores[0] < 0 or scores[-1] > 100:
        yield problem("quartile_scores")
    least = [step.least for step in rules.grades.steps]
    if not least or any(before <= after for before, after in pairwise(least)) or least[-1] != 0:
        yield problem("grades", "grade_order")
    factors = rules.materiality_factors.factors
    if any(before > after for before, after in pairwise(factors)):
        yield problem("materiality_factors", "factor_order")
    if factors[0] > 1:
        yield problem("materiality_factors", "factor_kept")
    for field in ("least_peers", "carry_years", "least_average_peers"):
        value = getattr(rules, field).value
        if value < 0 or value != int(value):
            yield problem(field, "rule_whole")
    for field in ("undisclosed_score", "carry_penalty", "average_penalty", "subsidiary_share"):
        if not 0 <= getattr(rules, field).value <= 100:
            yield problem(field, "rule_points")
    for field in ("interval_level", "carry_interval", "boundary_interval", "estimate_correlation", "tier_confidence"):
        if not 0 <= getattr(rules, field).value <= 1:
            yield problem(field, "rule_share")


def averages_can_be_made(draft: Draft) -> Iterator[Problem]:
    """Intervals have a level below 1 and only grow; what scales with size, and metrics of size, are quantities."""
    methodology = draft.methodology
    if methodology.rules.interval_level.value == 1:  # no number of values makes that sure
        yield Problem.of("framework.rule_share", file="rules.yaml", entry="interval_level")
    if methodology.rules.average_stretch.value < 1:
        yield Problem.of("framework.rule_stretch", file="rules.yaml", entry="average_stretch")
    for scale in methodology.rules.average_sizes.scales:
        unknown = [] if scale.size in methodology.metrics or draft.is_broken(scale.size) else [scale.size]
        for code in scale.data_points:
            point = methodology.data_points.get(code)
            if (point is None or point.kind != "quantity") and not draft.is_broken(code):
                unknown.append(code)
        for name in unknown:
            yield Problem.of("framework.unknown_size", file="rules.yaml", entry="average_sizes", name=name)


def counts_can_be_divided(draft: Draft) -> Iterator[Problem]:
    """Rates by size divide quantities and event counts by metrics that exist, and their units say so."""
    methodology = draft.methodology
    told = {"file": "rules.yaml", "entry": "size_rates"}
    for rate in methodology.rules.size_rates.rates if methodology.rules.size_rates else ():
        if rate.size not in methodology.metrics and not draft.is_broken(rate.size):
            yield Problem.of("framework.unknown_size", **told, name=rate.size)
        for code in rate.data_points:
            point = methodology.data_points.get(code)
            if (point is None or point.kind not in ("quantity", "event")) and not draft.is_broken(code):
                yield Problem.of("framework.unknown_size", **told, name=code)
            elif point is not None and not (point.unit or "").partition("/")[2].startswith(f"{rate.per:.15g} "):
                yield Problem.of("framework.rate_unit", **told, code=code, unit=point.unit, per=f"{rate.per:.15g}")


def denominators_can_stand_in(draft: Draft) -> Iterator[Problem]:
    """Other denominators are metrics in the unit of what they stand in for, of industries and formulas that exist."""
    methodology = draft.methodology
    told = {"file": "rules.yaml", "entry": "other_denominators"}
    for other in methodology.rules.other_denominators.instead:
        unknown = [name for name in (other.metric, other.by) if name not in methodology.metrics]
        for name in unknown:
            if not draft.is_broken(name):
                yield Problem.of("framework.unknown_size", **told, name=name)
        if not unknown and methodology.metrics[other.metric].unit != methodology.metrics[other.by].unit:
            yield Problem.of("framework.denominator_unit", **told, metric=other.metric, by=other.by)
        for code in other.industries:
            if code not in methodology.industries and not draft.is_broken(code):
                yield Problem.of("framework.denominator_industry", **told, code=code)
        for code in other.data_points:
            point = methodology.data_points.get(code)
            if point is None:
                if not draft.is_broken(code):
                    yield Problem.of("framework.unknown_size", **told, name=code)
            # A formula that divides by something else leaves the rule idle: so does a profile that chooses headcount.
            elif other.metric in methodology.metrics and not _divisors(point.formula):
                yield Problem.of("framework.not_divided", **told, code=code, metric=other.metric)


def _divisors(formula: str | None) -> frozenset[str]:
    try:
        return parse_formula(formula).divisors if formula else frozenset()
    except FormulaError:  # told by another check
        return frozenset()


def industries_form_a_tree(draft: Draft) -> Iterator[Problem]:
    """A Level I industry has no parent, any other has one a level above."""
    industries = draft.methodology.industries
    for industry in industries.values():
        if industry.parent is None:
            if industry.level != 1:
                yield draft.problem("industry_parent", industry.code)
        elif industry.parent not in industries:
            if not draft.is_broken(industry.parent):
                yield draft.problem("unknown_industry", industry.code, parent=industry.parent)
        elif industries[industry.parent].level != industry.level - 1:
            yield draft.problem("industry_parent", industry.code)


def factors_are_distinct(draft: Draft) -> Iterator[Problem]:
    """A series has one unit, and one value for a data year and publication."""
    for series, factors in draft.methodology.factors.items():
        if len({factor.unit for factor in factors}) > 1:
            yield draft.problem("series_units", series)
        for (year, published), times in Counter((f.data_year, f.published) for f in factors).items():
            if times > 1:
                yield draft.problem("series_twice", series, year=year or "-", published=published)
        for factor in factors:
            if factor.data_year is not None and factor.published.year < factor.data_year:
                yield draft.problem("series_early", series, year=factor.data_year, published=factor.published)


def profiles_choose_what_exists(draft: Draft) -> Iterator[Problem]:
    """A profile names indicators of the methodology, and there is a default."""
    methodology = draft.methodology
    known = {*methodology.dimensions, *methodology.level1, *methodology.level2}
    if "default" not in methodology.profiles and not draft.is_broken("default"):
        yield Problem.of("framework.no_default", file="profiles/default.yaml")
    for profile in methodology.profiles.values():
        for code in (*profile.indicators, *profile.without, *profile.weights, *profile.mix):
            if code not in known and not draft.is_broken(code):
                yield draft.problem("unknown_indicator", profile.name, code=code)
        for code, weight in profile.weights.items():
            if weight < 0:
                yield draft.problem("weight_range", profile.name, weight=f"{code} {weight:g}")
        for code, share in profile.mix.items():
            if not 0 <= share <= 1:
                yield draft.problem("mix_range", profile.name, mix=f"{code} {share:g}")
