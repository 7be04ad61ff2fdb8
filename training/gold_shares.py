"""How often gold gives an answer against how often a model of our readers' labels alone expects it.

Readers lean: ours call more policy and system, and less action and mention, than those of the gold set. Where a model
is trained on the labels of both, the leaning is that of the many. What it is shows on gold sentences that a model
without gold labels judges.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cnesg.disclosure.linear import Array
from cnesg.disclosure.near_model import NearModel

LEAST = 5
# Two steps go most of the way. The rest is not worth it: shares among a few hundred sentences are uncertain themselves.
STEPS = 2


def leanings(shares: Array, answers: Sequence[str], names: Sequence[str]) -> Array:
    """What to add to the scores of answers, so that they are expected about as often as they are given.

    Answers given fewer than `LEAST` times keep the score they have, and the others the share they have together.

    Args:
        shares: likelihoods, sentences by names.
        answers: those given, one a sentence.
        names: of the answers.
    """
    times = Counter(answers)
    given = np.array([times[name] for name in names], np.float64)
    known = given >= LEAST
    added = np.zeros(len(names))
    for _ in range(STEPS):
        raised = shares * np.exp(added)
        expected = (raised / raised.sum(axis=1, keepdims=True)).sum(axis=0)
        added[known] += np.log(given[known] / expected[known] * (expected[known].sum() / given[known].sum()))
    return added.astype(np.float32)


def with_added(model: NearModel, added: Array) -> NearModel:
    """The model with something added to the score of each label, in the linear part and in the hidden layer alike."""
    layer = model.layer
    return replace(
        model,
        linear=replace(model.linear, bias=model.linear.bias + added),
        layer=replace(layer, bias=layer.bias + added) if layer else None,
    )
