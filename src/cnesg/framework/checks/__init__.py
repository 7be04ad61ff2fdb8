"""What must hold across the methodology's files: one rule, one function, each yielding problems."""

from collections.abc import Callable, Iterator

from cnesg.errors import Problem
from cnesg.framework.checks import (
    applicability,
    computations,
    dimensions,
    measures,
    points,
    shared_rules,
    structure,
    wording,
)
from cnesg.framework.checks.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    structure.codes_nest,
    structure.nothing_is_empty,
    structure.weights_sum,
    points.points_are_complete,
    points.selections_fit,
    points.every_point_is_used,
    measures.measures_are_complete,
    measures.kinds_agree,
    applicability.cases_can_be_decided,
    applicability.variants_take_a_place,
    computations.point_formulas,
    computations.derivation_formulas,
    dimensions.derivation_units,
    shared_rules.rules_are_ordered,
    shared_rules.averages_can_be_made,
    shared_rules.counts_can_be_divided,
    shared_rules.denominators_can_stand_in,
    shared_rules.industries_form_a_tree,
    shared_rules.factors_are_distinct,
    shared_rules.profiles_choose_what_exists,
    wording.texts_are_translated,
    wording.names_are_distinct,
    wording.definitions_are_distinct,
)

__all__ = ["CHECKS", "Draft", "check"]


def check(draft: Draft) -> Iterator[Problem]:
    """Every problem that the typed entries have with one another."""
    for rule in CHECKS:
        yield from rule(draft)
