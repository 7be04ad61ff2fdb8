"""Data points from observations, and the source's three steps of filling what is missing."""

from cnesg.imputation.facts import NEEDED
from cnesg.imputation.filling import impute
from cnesg.imputation.precedence import counting
from cnesg.imputation.renminbi import in_renminbi, is_foreign
from cnesg.imputation.selection import select_inputs

__all__ = ["NEEDED", "counting", "impute", "in_renminbi", "is_foreign", "select_inputs"]
