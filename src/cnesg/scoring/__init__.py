"""Scoring: relative, absolute and item rules, rolled up by weights to Level II, Level I, dimension and total."""

from cnesg.scoring.engine import score

__all__ = ["score"]
