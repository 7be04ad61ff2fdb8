"""What hangs on factors: the data points whose inputs other factors may change, and the methodology cut to these."""

from collections.abc import Collection
from dataclasses import replace

from cnesg.framework.definitions import DataPoint, Derivation, Rules
from cnesg.framework.formulas import parse_formula
from cnesg.framework.formulas.nodes import EVERY_CLASS
from cnesg.framework.methodology import Methodology
from cnesg.imputation.facts import fact_name
from cnesg.imputation.quantities import facts_behind


def data_points_on_factors(methodology: Methodology, series: Collection[str]) -> frozenset[str]:
    """The data points whose inputs may be others where factors are: by derivations, sizes and denominators.

    Args:
        methodology: derivations, data points and rules.
        series: names of the factors that change.
    """
    facts: set[str] = set()
    changed = True
    while changed:
        reached = {
            _target(one)
            for one in methodology.derivations
            if not facts.isdisjoint(_rests_on(one)) or not set(series).isdisjoint(one.factors.values())
        }
        changed = not reached <= facts
        facts |= reached
    of_quantities = (code for code, point in methodology.data_points.items() if point.kind == "quantity")
    found = {code for code in of_quantities if not facts.isdisjoint(facts_behind(code, methodology))}
    for scale in methodology.rules.average_sizes.scales:
        found.update(scale.data_points if scale.size in facts else ())
    for other in methodology.rules.other_denominators.instead:
        found.update(other.data_points if {other.metric, other.by} & facts else ())
    return frozenset(found & methodology.data_points.keys())


def cut_to(methodology: Methodology, codes: Collection[str]) -> Methodology:
    """The methodology with no more data points and derivations than the inputs of some data points take.

    These inputs come out as by the whole methodology, to the bit; others may be missing or be others.
    """
    points = methodology.data_points
    kept = {*codes, *_asked_by_applicability(methodology)} & points.keys()
    while more := {name for code in kept for name in _points_in(points[code])} - kept:
        kept |= more
    facts = {name for code in kept for name in facts_behind(code, methodology)} | _asked_by_rules(methodology.rules)
    needed: list[Derivation] = []
    grown = True
    while grown:
        # Sums of classes are made where a derivation asks for them, whoever else takes them.
        before = len(needed)
        needed = [one for one in methodology.derivations if not facts.isdisjoint({_target(one), *_sums(one)})]
        facts |= {name for one in needed for name in _rests_on(one)}
        grown = len(needed) > before
    return replace(
        methodology,
        data_points={code: point for code, point in points.items() if code in kept},
        derivations=tuple(needed),
    )


def concepts_behind(methodology: Methodology) -> frozenset[str]:
    """The concepts of the observations that the inputs of a methodology's data points rest on."""
    names = {name for code in methodology.data_points for name in facts_behind(code, methodology)}
    names |= {name for one in methodology.derivations for name in (_target(one), *_rests_on(one))}
    names |= _asked_by_rules(methodology.rules)
    return frozenset(name.partition("[")[0] for name in names)


def _asked_by_rules(rules: Rules) -> set[str]:
    """The metrics of sizes and denominators."""
    denominators = {name for other in rules.other_denominators.instead for name in (other.metric, other.by)}
    return denominators | {scale.size for scale in rules.average_sizes.scales}


def _target(derivation: Derivation) -> str:
    return fact_name(derivation.metric, derivation.breakdown)


def _rests_on(derivation: Derivation) -> tuple[str, ...]:
    return parse_formula(derivation.formula).names


def _sums(derivation: Derivation) -> set[str]:
    """The sums of classes that a derivation asks for."""
    references = parse_formula(derivation.formula).references
    return {one.key for one in references if any(member == EVERY_CLASS for _, member in one.breakdown)}


def _points_in(point: DataPoint) -> set[str]:
    """The data points that a formula rests on."""
    if point.formula is None:
        return set()
    return {one.name for one in parse_formula(point.formula).references if one.is_data_point}


def _asked_by_applicability(methodology: Methodology) -> set[str]:
    """The data points that decide whether an indicator applies."""
    conditions = [level2.applies for level2 in methodology.level2.values() if level2.applies is not None]
    cases = (case for applies in conditions for case in (*applies.only, *applies.unless))
    return {case.data_point for case in cases if case.data_point is not None}
