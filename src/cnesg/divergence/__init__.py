"""Why raters disagree: the same data rated in other raters' styles, and our scores against ratings a user brings."""

from cnesg.divergence.external import Validation, validate
from cnesg.divergence.moves import CAUSES, OWN, agreement, causes, moves
from cnesg.divergence.ratings import Rating, percentiles, rate
from cnesg.scoring.market import Market, scored_market

__all__ = [
    "CAUSES",
    "OWN",
    "Market",
    "Rating",
    "Validation",
    "agreement",
    "causes",
    "moves",
    "percentiles",
    "rate",
    "scored_market",
    "validate",
]
