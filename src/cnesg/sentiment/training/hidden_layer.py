"""A hidden layer over the main directions of n-grams, fitted by Adam with dropout and folded back into n-grams."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csr_matrix

from cnesg.sentiment.models.views import Array

_SMOOTHED = 0.05  # of a label's share, given to all alike: labels are noted with errors
_PACE, _WARM, _LEAST_PACE = 2e-3, 100, 0.02
_DECAY = 1e-2
_MEAN, _SQUARE, _TINY = 0.9, 0.99, 1e-7  # of Adam
_DROPPED_IN, _DROPPED_HIDDEN = 0.2, 0.4
_BATCH = 64
_FLAT = 1e-6  # share of the largest spread below which a direction is noise


@dataclass(frozen=True)
class HiddenLayer:
    """What stands between n-grams and shares of labels.

    Attributes:
        units: n-grams by hidden units.
        unit_bias: of each hidden unit.
        shares: hidden units by labels.
        share_bias: of each label.
    """

    units: Array
    unit_bias: Array
    shares: Array
    share_bias: Array


def fit_hidden_layers(
    matrix: csr_matrix,
    wanted: Array,
    weights: Array,
    *,
    dimensions: int,
    units: int,
    rounds: int,
    seeds: Iterable[int],
) -> list[HiddenLayer]:
    """Hidden layers that tell labels apart, alike but for the draws.

    Args:
        matrix: rows by n-grams.
        wanted: rows by labels, 1 where the row has the label; every row has one at least.
        weights: how much each row counts.
        dimensions: main directions that a layer sees.
        units: of a layer.
        rounds: how often every row is seen.
        seeds: of the draws, one for each layer.
    """
    basis, offset = _main_directions(matrix, dimensions)
    seen = matrix @ basis - offset
    scale = np.float32(1 / np.sqrt(max((seen**2).mean(), _FLAT)))
    aims, weights = wanted / wanted.sum(axis=1, keepdims=True), weights / weights.mean()
    layers = []
    for seed in seeds:
        layer = _descend(seen * scale, aims, weights, units, rounds, seed)
        bias = layer.unit_bias - scale * (offset @ layer.units)
        layers.append(HiddenLayer(basis @ (layer.units * scale), bias, layer.shares, layer.share_bias))
    return layers


def _main_directions(matrix: csr_matrix, dimensions: int) -> tuple[Array, Array]:
    """N-grams by the directions in which rows differ most, and what the mean row has in each."""
    gram = np.asarray((matrix @ matrix.T).todense(), np.float64)
    means = gram.mean(axis=0)
    centred = gram - means - means[:, None] + means.mean()
    first = max(0, len(gram) - dimensions)
    values, vectors = eigh(centred, subset_by_index=[first, len(gram) - 1])
    kept = values > _FLAT * max(values[-1], _FLAT)
    kept[-1] = True  # where all rows are alike, one direction in which none differs
    vectors = vectors[:, kept] / np.sqrt(np.maximum(values[kept], _FLAT))
    # the sign of a direction is free; fixed, so that libraries agree
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])])
    basis = np.asarray(matrix.T @ vectors[:, ::-1], np.float32)
    return basis, np.asarray(matrix.mean(axis=0), np.float32).ravel() @ basis


def _descend(seen: Array, wanted: Array, weights: Array, units: int, rounds: int, seed: int) -> HiddenLayer:
    """The layer over main directions, by Adam with warm-up and a pace that falls to nearly nothing."""
    draw = np.random.default_rng(seed)
    (number, width), labels = seen.shape, wanted.shape[1]
    aims = wanted * (1 - _SMOOTHED) + _SMOOTHED / labels
    sizes = ((width, units), (units,), (units, labels), (labels,))
    spread = (0.7 * np.sqrt(2 / width), 0.0, 0.5 * np.sqrt(1 / units), 0.0)
    parts = [draw.normal(0, own, size).astype(np.float32) for own, size in zip(spread, sizes, strict=True)]
    means = [np.zeros_like(part) for part in parts]
    squares = [np.zeros_like(part) for part in parts]
    step, steps = 0, rounds * -(-number // _BATCH)
    for _ in range(rounds):
        order = draw.permutation(number)
        for start in range(0, number, _BATCH):
            step += 1
            some = order[start : start + _BATCH]
            slopes = _slopes(parts, seen[some], aims[some], weights[some], draw)
            pace = _PACE * min(1, step / _WARM) * max(_LEAST_PACE, 1 - step / steps)
            for place, slope in enumerate(slopes):
                means[place] += (1 - _MEAN) * (slope - means[place])
                squares[place] += (1 - _SQUARE) * (slope * slope - squares[place])
                move = means[place] / (1 - _MEAN**step)
                move /= np.sqrt(squares[place] / (1 - _SQUARE**step)) + _TINY
                decay = np.float32(_DECAY * (parts[place].ndim > 1))  # constants don't shrink
                parts[place] -= np.float32(pace) * (move + decay * parts[place])
    return HiddenLayer(*parts)


def _slopes(parts: list[Array], seen: Array, aims: Array, weights: Array, draw: np.random.Generator) -> list[Array]:
    """How the loss of some rows changes with each part, some directions and units left out by chance."""
    first, first_bias, second, second_bias = parts
    shown = seen * _dropout(seen.shape, _DROPPED_IN, draw)
    before = shown @ first + first_bias
    passed = _dropout(before.shape, _DROPPED_HIDDEN, draw)
    hidden = np.maximum(before, 0) * passed
    logits = hidden @ second + second_bias
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    error = (raised / raised.sum(axis=1, keepdims=True) - aims) * weights[:, None] / len(seen)
    back = (error @ second.T) * passed * (before > 0)
    return [shown.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def _dropout(shape: tuple[int, ...], share: float, draw: np.random.Generator) -> Array:
    kept: Array = (draw.random(shape, dtype=np.float32) > share).astype(np.float32)
    return kept / np.float32(1 - share)
