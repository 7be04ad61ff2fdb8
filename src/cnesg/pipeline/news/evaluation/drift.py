"""What changes from month to month: the texts that come, and what is said of them.

The population stability index (PSI) of a month against all months before it: the sum over classes of (a - b) ln(a / b),
a and b being the shares of a class. What counts as change stands in `methodology/sentiment/drift.yaml`.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cnesg.framework.sentiment import DriftRules
from cnesg.pipeline.news.evaluation.judging import POLARITIES, Judged, confusion

_UNDATED = ""


@dataclass(frozen=True)
class Month:
    """A month beside those before it.

    Attributes:
        month: `2024-03`.
        companies: judged in its texts.
        polarity: shares of positive, neutral and negative answers.
        accuracy: of polarity; None where nothing is labelled.
        psi: by what is compared; None in the first month.
        few: too few companies, here or before, for the index to say much.
    """

    month: str
    companies: int
    polarity: dict[str, float]
    accuracy: float | None
    psi: dict[str, float] | None
    few: bool


CLASSES: dict[str, Callable[[Judged, DriftRules], Sequence[str]]] = {
    "length": lambda one, rules: [str(sum(len(one.news.whole) > edge for edge in rules.lengths.values))],
    "language": lambda one, _: [one.news.language],
    "polarity": lambda one, _: [one.polarity],
    "bad_news": lambda one, _: [str(one.negative)],
    "incident": lambda one, _: sorted(code[:3] for code in one.codes) or ["none"],
}
"""What is compared: of the texts, then of the answers; incidents by Level I indicator."""


def months(judged: Sequence[Judged], rules: DriftRules) -> list[Month]:
    """The months of dated texts in their order."""
    by_month: dict[str, list[Judged]] = {}
    for one in judged:
        by_month.setdefault(f"{one.news.published:%Y-%m}" if one.news.published else _UNDATED, []).append(one)
    by_month.pop(_UNDATED, None)
    found, before = list[Month](), list[Judged]()
    for month, own in sorted(by_month.items()):
        found.append(_month(month, own, before, rules))
        before += own
    return found


def _month(month: str, own: Sequence[Judged], before: Sequence[Judged], rules: DriftRules) -> Month:
    told = Counter(one.polarity for one in own)
    confused = confusion(own)
    labelled = sum(confused.values())
    right = sum(confused.get((name, name), 0) for name in POLARITIES)
    prior = rules.prior.value
    index = {name: psi(_counted(own, name, rules), _counted(before, name, rules), prior) for name in CLASSES}
    return Month(
        month=month,
        companies=len(own),
        polarity={name: told[name] / len(own) for name in POLARITIES},
        accuracy=right / labelled if labelled else None,
        psi=index if before else None,
        few=min(len(own), len(before)) < rules.least.value,
    )


def _counted(judged: Sequence[Judged], what: str, rules: DriftRules) -> Counter[str]:
    return Counter(name for one in judged for name in CLASSES[what](one, rules))


def psi(now: Counter[str], before: Counter[str], prior: float) -> float:
    """The index of counts by class; so much is added to each, so that a class never seen is no infinity."""
    names = sorted({*now, *before})
    own, other = ([counts[name] + prior for name in names] for counts in (now, before))
    shares = [(a / sum(own), b / sum(other)) for a, b in zip(own, other, strict=True)]
    return round(sum((a - b) * math.log(a / b) for a, b in shares), 4)
