"""The methodology as data: typed, checked as a whole, and given to every stage as one object."""

from cnesg.framework.formulas import Formula, FormulaError, parse_formula
from cnesg.framework.loader import load_methodology
from cnesg.framework.methodology import TOTAL, Methodology, Versions

__all__ = ["TOTAL", "Formula", "FormulaError", "Methodology", "Versions", "load_methodology", "parse_formula"]
