"""Data points from observations, and the source's three steps of filling what is missing."""

from cnesg.imputation.confirmation import is_waiting, that_count
from cnesg.imputation.factor_effects import concepts_behind, cut_to, data_points_on_factors
from cnesg.imputation.facts import NEEDED, fact_name
from cnesg.imputation.filling import impute
from cnesg.imputation.marketwide import Collected, EntangledError, MarketWide
from cnesg.imputation.precedence import counting
from cnesg.imputation.quantities import facts_behind
from cnesg.imputation.renminbi import in_renminbi, is_foreign
from cnesg.imputation.season import in_ranked_years, may_count, ranked_year
from cnesg.imputation.selection import select_inputs
from cnesg.imputation.subsidiaries import with_entries_of_subsidiaries
from cnesg.imputation.told_events import TOLD_EVENTS, counted_in, with_told_events

__all__ = [
    "NEEDED",
    "TOLD_EVENTS",
    "Collected",
    "EntangledError",
    "MarketWide",
    "concepts_behind",
    "counted_in",
    "counting",
    "cut_to",
    "data_points_on_factors",
    "fact_name",
    "facts_behind",
    "impute",
    "in_ranked_years",
    "in_renminbi",
    "is_foreign",
    "is_waiting",
    "may_count",
    "ranked_year",
    "select_inputs",
    "that_count",
    "with_entries_of_subsidiaries",
    "with_told_events",
]
