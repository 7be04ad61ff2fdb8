"""Scoring: relative, absolute and item rules, rolled up by weights to Level II, Level I, dimension and total."""

from cnesg.scoring.assembly import Scored
from cnesg.scoring.engine import score, scored

__all__ = ["Scored", "score", "scored"]
