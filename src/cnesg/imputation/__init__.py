"""Data points from observations, and the source's three steps of filling what is missing."""

from cnesg.imputation.facts import NEEDED
from cnesg.imputation.filling import impute
from cnesg.imputation.precedence import counting
from cnesg.imputation.renminbi import in_renminbi, is_foreign
from cnesg.imputation.selection import select_inputs
from cnesg.imputation.subsidiaries import with_entries_of_subsidiaries

__all__ = [
    "NEEDED",
    "counting",
    "impute",
    "in_renminbi",
    "is_foreign",
    "select_inputs",
    "with_entries_of_subsidiaries",
]
