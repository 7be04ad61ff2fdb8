"""Trains layers of units by Adam with decoupled decay and dropout, several from different starts, as one layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.hidden_layer import HiddenLayer
from cnesg.disclosure.linear import Array

UNITS = 192
STARTS = 4
ROUNDS = 15
BATCH = 64
PACE = 2e-3
WARMING = 100
LEFT_OUT_SEEN = 0.2
LEFT_OUT_UNITS = 0.4
DECAY = 1e-2
DOUBT = 0.05
_MEMORY = (0.9, 0.99)


@dataclass
class _Weights:
    """Weights in the order inward, resting, outward, bias, with Adam's running means."""

    held: list[Array]

    def __post_init__(self) -> None:
        self._first = [np.zeros_like(one) for one in self.held]
        self._second = [np.zeros_like(one) for one in self.held]
        self._steps = 0

    def step(self, slopes: Sequence[Array], pace: float) -> None:
        """One step against the slopes; inward and outward weights decay."""
        self._steps += 1
        fast, slow = _MEMORY
        for held, first, second, slope in zip(self.held, self._first, self._second, slopes, strict=True):
            first[...] += np.float32(1 - fast) * (slope - first)
            second[...] += np.float32(1 - slow) * (slope * slope - second)
            move = first / (1 - fast**self._steps) / (np.sqrt(second / (1 - slow**self._steps)) + 1e-7)
            held[...] -= np.float32(pace) * (move + np.float32(DECAY * (held.ndim > 1)) * held)


def train_layer(
    seen: Array, flags: int, wanted: Array, blocks: Sequence[tuple[int, int]], weight: NDArray[np.float64]
) -> HiddenLayer:
    """A layer that gives the answers of the blocks; its units are those of several layers, their scores the mean.

    Args:
        seen: sentences by cues and meaning.
        flags: how many columns of `seen` are cues.
        wanted: sentences by labels, 1 at the answers and 0 elsewhere.
        blocks: first label of each block and the one after its last.
        weight: what each sentence counts.
    """
    sizes = np.array([end - start for start, end in blocks])
    target = wanted * np.float32(1 - DOUBT) + np.repeat(DOUBT / sizes, sizes).astype(np.float32)
    counts = (weight / weight.mean()).astype(np.float32)
    found = [_train_one(seen, target, blocks, counts, np.random.default_rng(start)) for start in range(STARTS)]
    inward = np.hstack([one[0] for one in found])
    return HiddenLayer(
        of_flags=inward[:flags],
        of_meaning=inward[flags:],
        resting=np.concatenate([one[1] for one in found]),
        outward=np.vstack([one[2] for one in found]) / np.float32(STARTS),
        bias=np.mean([one[3] for one in found], axis=0, dtype=np.float32),
    )


def _train_one(
    seen: Array, target: Array, blocks: Sequence[tuple[int, int]], counts: Array, chance: np.random.Generator
) -> list[Array]:
    inputs, labels = seen.shape[1], target.shape[1]
    weights = _Weights(
        [
            chance.normal(0, 0.7 * np.sqrt(2 / inputs), (inputs, UNITS)).astype(np.float32),
            np.zeros(UNITS, np.float32),
            chance.normal(0, 0.5 * np.sqrt(1 / UNITS), (UNITS, labels)).astype(np.float32),
            np.zeros(labels, np.float32),
        ]
    )
    steps = ROUNDS * -(-len(seen) // BATCH)
    step = 0
    for _ in range(ROUNDS):
        order = chance.permutation(len(seen))
        for start in range(0, len(seen), BATCH):
            rows = order[start : start + BATCH]
            step += 1
            slopes = _slopes(weights.held, seen[rows], target[rows], blocks, counts[rows], chance)
            weights.step(slopes, PACE * min(1.0, step / WARMING) * max(0.02, 1 - step / steps))
    return weights.held


def _slopes(
    held: Sequence[Array],
    seen: Array,
    target: Array,
    blocks: Sequence[tuple[int, int]],
    counts: Array,
    chance: np.random.Generator,
) -> list[Array]:
    """Slopes of the weighted cross entropy, with a share of inputs and units left out by chance."""
    inward, resting, outward, bias = held
    seen = seen * _kept(seen.shape, LEFT_OUT_SEEN, chance)
    sums = seen @ inward + resting
    kept = _kept(sums.shape, LEFT_OUT_UNITS, chance)
    units = np.maximum(sums, 0) * kept
    scores = units @ outward + bias
    back = np.empty_like(scores)
    for start, end in blocks:
        raised = np.exp(scores[:, start:end] - scores[:, start:end].max(axis=1, keepdims=True))
        back[:, start:end] = raised / raised.sum(axis=1, keepdims=True) - target[:, start:end]
    back *= counts[:, None] / np.float32(len(seen))
    into = (back @ outward.T) * kept * (sums > 0)
    return [seen.T @ into, into.sum(axis=0), units.T @ back, back.sum(axis=0)]


def _kept(shape: tuple[int, ...], left_out: float, chance: np.random.Generator) -> Array:
    there = chance.random(shape, dtype=np.float32) > left_out
    return there.astype(np.float32) / np.float32(1 - left_out)
