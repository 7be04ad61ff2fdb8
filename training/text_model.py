"""What texts are measured by: hashed n-grams, cues and meaning, learnt from texts without labels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from cnesg.disclosure.linear import Array, LinearModel
from cnesg.disclosure.ngrams import Hashed, hashed_ngrams
from cnesg.text.document import LanguageCode

LEAST_TIMES = 3
Scales = tuple[float, float, float]
"""Weights of n-grams, cues and meaning among each other."""


@dataclass(frozen=True)
class Space:
    """What texts are measured by, learnt from texts without labels.

    Attributes:
        language: of the texts.
        rarity: weight of each place of the table of n-grams.
        projection: places by dimensions.
        cues: names of the cues that count, sorted.
    """

    language: LanguageCode
    rarity: Array
    projection: Array
    cues: tuple[str, ...]

    def matrix(self, texts: Sequence[str], cues: Sequence[frozenset[str]]) -> csr_matrix:
        """Texts by features: n-grams, cues, meaning."""
        words = _matrix([hashed_ngrams(t, self.language, len(self.rarity)) for t in texts], self.rarity)
        place = {name: number for number, name in enumerate(self.cues)}
        rows = [sorted(place[name] for name in found if name in place) for found in cues]
        ends = np.cumsum([0, *map(len, rows)])
        flags = csr_matrix(
            (np.ones(ends[-1]), np.array([p for row in rows for p in row], dtype=np.int64), ends),
            shape=(len(texts), len(place)),
        )
        dimensions = self.projection.shape[1]
        meaning = csr_matrix(normalize(words @ self.projection) if dimensions else (len(texts), 0))
        return hstack([words, flags, meaning]).tocsr()

    def factors(self, scales: Scales) -> Array:
        """The weight of each feature by its part."""
        sizes = (len(self.rarity), len(self.cues), self.projection.shape[1])
        return np.concatenate([np.full(k, scale, np.float32) for k, scale in zip(sizes, scales, strict=True)])

    def model(self, labels: Sequence[str], coefficients: Array, bias: Array) -> LinearModel:
        """The model of these weights (labels by features)."""
        size, cues = len(self.rarity), len(self.cues)
        weights = coefficients.T.astype(np.float32)
        return LinearModel(
            language=self.language,
            labels=tuple(labels),
            rarity=self.rarity,
            weights=weights[:size],
            bias=bias.astype(np.float32),
            cues={name: number for number, name in enumerate(self.cues)},
            cue_weights=weights[size : size + cues],
            projection=self.projection,
            meaning=weights[size + cues :],
        )


def space(
    language: LanguageCode,
    plain: Sequence[str],
    cues: Sequence[frozenset[str]],
    *,
    size: int,
    dimensions: int,
) -> Space:
    """Learns how rare n-grams are, and which keep company, from texts without labels.

    Args:
        language: of the texts.
        plain: texts in the form of `comparable`.
        cues: of the labelled texts; those that stand in three of them or more count.
        size: places of the table.
        dimensions: of meaning; none where 0.
    """
    hashed = [hashed_ngrams(text, language, size) for text in plain]
    weights = _rarity(hashed, size)
    if dimensions:
        found = TruncatedSVD(dimensions, random_state=0, n_iter=2).fit(_matrix(hashed, weights))
        projection = found.components_.T.astype(np.float32)
    else:
        projection = np.zeros((size, 0), np.float32)
    times = Counter(name for found_cues in cues for name in found_cues)
    return Space(language, weights, projection, tuple(sorted(n for n, k in times.items() if k >= LEAST_TIMES)))


def _rarity(hashed: Sequence[Hashed], size: int) -> Array:
    """ln((1 + texts) / (1 + texts that hold it)) + 1 for each place; 0 for a place that only one holds."""
    holders = np.zeros(size)
    for text in hashed:
        holders[text.places] += 1
    weights = np.log((1 + len(hashed)) / (1 + holders)) + 1
    return np.where(holders > 1, weights, 0).astype(np.float32)


def _matrix(hashed: Sequence[Hashed], weights: Array) -> csr_matrix:
    """Texts by places, each text of length 1."""
    values = [text.counts * weights[text.places] for text in hashed]
    lengths = [float(np.sqrt(v @ v)) or 1.0 for v in values]
    data = np.concatenate([v / length for v, length in zip(values, lengths, strict=True)])
    places = np.concatenate([text.places for text in hashed])
    ends = np.cumsum([0, *(len(text.places) for text in hashed)])
    return csr_matrix((data, places, ends), shape=(len(hashed), len(weights)))
