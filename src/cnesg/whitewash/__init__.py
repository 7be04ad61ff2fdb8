"""Warning signs of embellished accounts: ratios of published figures, signals, and a model that a user trains.

Pure functions over tables: figures of a company's accounts go in, ratios with their arithmetic and one result a company
come out. What is asked of the accounts stands in `methodology/whitewash.yaml` (`cnesg.framework.whitewash`).
"""

from cnesg.whitewash.digits import digit_tests
from cnesg.whitewash.ratios import accounts_of, ratios_of
from cnesg.whitewash.signals import results, signals_of

__all__ = ["accounts_of", "digit_tests", "ratios_of", "results", "signals_of"]
