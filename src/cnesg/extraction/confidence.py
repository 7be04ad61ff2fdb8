"""How likely a row is right: a logistic model of how it was found, calibrated on labelled reports.

Trained by `training/extraction_confidence.py`; the card is `docs/models/extraction-confidence.md`. Features are hashed,
so that no text can be read back from the weights.
"""

import math
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from operator import mul
from typing import Any

import numpy as np

from cnesg.extraction.candidates import Candidate
from cnesg.framework.models import load_model
from cnesg.framework.regexes import regex
from cnesg.model import Quantity, canonical_breakdown

NAME = "extraction-confidence"
BUCKETS = 1 << 14
Traced = tuple[Quantity, Candidate]
Features = dict[str, float]
_Fact = tuple[str, int, str]  # metric, year and classes

_HAN = regex(r"[\u4e00-\u9fff]")
_DIGIT = regex(r"\d")
_BLANK = regex(r"\s")
_TOKEN = regex(r"[a-z%$']+|0+")
_NAMED = 40  # characters of the text that names the metric
_OFTEN = 0.15  # of the rows are of the fiscal year

_PER_CENT = "百分之"  # as exact as a figure


@dataclass(frozen=True)
class _Report:
    """What the rows of one report have in common."""

    year: int
    of_metric: Counter[tuple[str, int]]
    of_fact: Counter[_Fact]


def describe(rows: Sequence[Traced]) -> list[Features]:
    """The features of each row of one report: how and where it was found, its value, and the words around it."""
    years = Counter(row.year for row, _ in rows)
    facts = [(row.metric, row.year, canonical_breakdown(row.breakdown)) for row, _ in rows]
    report = _Report(
        max((year for year, count in years.items() if count >= _OFTEN * len(rows)), default=0),
        Counter((row.metric, row.year) for row, _ in rows),
        Counter(facts),
    )
    return [_features(row, found, report, fact) for (row, found), fact in zip(rows, facts, strict=True)]


def _features(row: Quantity, found: Candidate, report: _Report, fact: _Fact) -> Features:
    chinese = _HAN.search(row.quote) is not None
    names = (
        "bias",
        *_of_value(row),
        *_of_classes(row),
        *_of_finding(row, found),
        *_of_report(row, report, fact),
        f"chinese={chinese}",
        f"role.chinese={found.role},{chinese}",
        f"text={row.page is None}",
    )
    return {**dict.fromkeys(names, 1.0), **_of_wording(found.named.lower()[:_NAMED]), **_around(row, chinese=chinese)}


@lru_cache(maxsize=1024)  # rows of one label, or of one year and the next
def _of_wording(wording: str) -> Features:
    pairs = Counter(f"named~{wording[i : i + 2]}" for i in range(len(wording) - 1))
    return {name: 0.5 * count for name, count in pairs.items()}


def _of_value(row: Quantity) -> Iterator[str]:
    size = math.floor(math.log10(abs(row.value))) if row.value else -9
    digits = sum(map(str.isdigit, row.raw_value))
    yield f"metric={row.metric}"
    yield f"metric.size={row.metric},{size}"
    yield f"unit={row.unit}"
    yield f"unit.size={row.unit},{size}"
    yield f"printed={row.raw_unit}"
    yield f"metric.printed={row.metric},{row.raw_unit}"
    in_words = not any(map(str.isdigit, row.raw_value)) and not row.raw_value.startswith(_PER_CENT)
    yield f"spelled={in_words},{row.value == 1}"
    yield f"digits={min(7, digits)}"
    yield f"decimals={min(3, len(row.raw_value.partition('.')[2]))}"
    yield f"zero={row.value == 0}"
    yield f"qualifier={row.qualifier}"
    yield f"kind={row.value_kind}"


def _of_classes(row: Quantity) -> Iterator[str]:
    yield f"classes={min(3, len(row.breakdown))}"
    for dimension in row.breakdown:
        yield f"dimension={dimension}"
        yield f"metric.dimension={row.metric},{dimension}"


def _of_finding(row: Quantity, found: Candidate) -> Iterator[str]:
    cost = min(10, int(found.cost / 4))
    yield f"role={found.role}"
    yield f"metric.role={row.metric},{found.role}"
    yield f"method={row.method}"
    yield f"repeats={min(3, found.repeats)}"
    yield f"standing={1 + int(math.log2(found.standing)) if found.standing else 0}"
    yield f"cost={cost}"
    yield f"role.cost={found.role},{cost}"
    yield f"named={min(12, len(found.named) // 2)}"
    yield f"wording={found.named.lower()}"
    yield f"warned={bool(row.warnings)}"


def _of_report(row: Quantity, report: _Report, fact: _Fact) -> Iterator[str]:
    yield f"year={max(-4, min(4, row.year - report.year))}"
    yield f"rows={min(6, int(math.log2(1 + report.of_metric[row.metric, row.year])))}"
    yield f"twins={min(4, report.of_fact[fact])}"


def _around(row: Quantity, *, chinese: bool) -> Features:
    """Words or characters right beside the number, with its digits made alike."""
    at = row.quote.find(row.raw_value)
    if at < 0:
        return {}
    before, behind = row.quote[max(0, at - 40) : at], row.quote[at + len(row.raw_value) :][:25]
    before, behind = (_DIGIT.sub("0", text.lower()) for text in (before, behind))
    if chinese:
        left, right = _BLANK.sub("", before)[-14:], _BLANK.sub("", behind)[:12]
        ends = {f"left={left[-n:]}" for n in (1, 2, 3)} | {f"right={right[:n]}" for n in (1, 2, 3)}
        near = Counter(
            f"{side}~{t[i : i + 2]}" for side, t in (("left", left), ("right", right)) for i in range(len(t) - 1)
        )
    else:
        words, after = _TOKEN.findall(before), _TOKEN.findall(behind)
        ends = {f"left={word}" for word in words[-1:]} | {f"right={word}" for word in after[:1]}
        near = Counter([*(f"left~{word}" for word in words[-5:]), *(f"right~{word}" for word in after[:4])])
    return {**dict.fromkeys(sorted(ends), 1.0), **{name: 0.5 * count for name, count in near.items()}}


@lru_cache(maxsize=BUCKETS)  # rows of a report share most of their features
def bucket(feature: str) -> int:
    """The place of a feature among the weights."""
    return zlib.crc32(feature.encode()) % BUCKETS


class ConfidenceModel:
    """Weights of hashed features, and the calibration from score to share of right rows.

    Args:
        arrays: `weights` (float, one a bucket), `scores` and `shares` (the calibration's knots, rising).
    """

    def __init__(self, arrays: Any) -> None:
        self._weights: list[float] = np.asarray(arrays["weights"], dtype=np.float64).tolist()  # read one by one
        self._scores = np.asarray(arrays["scores"], dtype=np.float64)
        self._shares = np.asarray(arrays["shares"], dtype=np.float64)

    @classmethod
    def load(cls, folder: Traversable | None = None) -> "ConfidenceModel":
        """The model of a methodology folder, or of the package.

        Raises:
            MethodologyError: as `cnesg.framework.models.load_model`.
        """
        return cls(load_model(NAME, folder))

    def of(self, rows: Sequence[Traced]) -> list[float]:
        """For each row of one report the share of such rows that are right, 0 to 1."""
        scores = list(map(self._score, describe(rows)))
        return [round(share, 4) for share in np.interp(scores, self._scores, self._shares).tolist()]

    def _score(self, features: Features) -> float:
        # Summed in a fixed order, so that the result is the same to the bit wherever it runs.
        return math.fsum(map(mul, features.values(), map(self._weights.__getitem__, map(bucket, features))))
