"""Explanation: why a score is what it is, from the total to the printed number with document, page, box and quote."""

from cnesg.explanation.explain import explain
from cnesg.explanation.render import render_tree
from cnesg.explanation.tree import AppliedRule, Evidence, Explanation, RunReference, ScoredInput, Standing

__all__ = [
    "AppliedRule",
    "Evidence",
    "Explanation",
    "RunReference",
    "ScoredInput",
    "Standing",
    "explain",
    "render_tree",
]
