"""How well people agree, how many planted errors they find, how long they take, and how often machines are right.

Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20) and Gwet's AC1 (Gwet 2008, British Journal of
Mathematical and Statistical Psychology 61): where nearly all values are right, kappa is low however well people agree,
and AC1 is not. Intervals of shares are Wilson's (1927).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from cnesg.verification.opinions import Opinion, agree, standing

_DIFFERENTLY = "corrected otherwise"
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class ShareOf:
    """A share with its count and the bounds of its 95 % interval."""

    hits: int
    count: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """Hits among all; None of nothing."""
        return self.hits / self.count if self.count else None


@dataclass(frozen=True)
class Agreement:
    """How far two people say the same of the same values.

    Attributes:
        count: values that two looked at.
        observed: share on which they agree.
        kappa: Cohen's; None where chance alone would agree on everything.
        ac1: Gwet's.
    """

    count: int
    observed: float | None
    kappa: float | None
    ac1: float | None


def wilson(hits: int, count: int) -> ShareOf:
    """A share with Wilson's 95 % interval; of nothing it is 0 to 1."""
    if count == 0:
        return ShareOf(0, 0, 0.0, 1.0)
    share, square = hits / count, _NORMAL_95**2
    middle = share + square / (2 * count)
    spread = _NORMAL_95 * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    low, high = ((middle - spread) / (1 + square / count), (middle + spread) / (1 + square / count))
    return ShareOf(hits, count, max(0.0, low), min(1.0, high))


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Agreement of two raters on nominal answers.

    Args:
        pairs: what the first and the second said of each value.
    """
    if not pairs:
        return Agreement(0, None, None, None)
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    answers = sorted({*first, *second})
    by_chance = sum(first[answer] * second[answer] for answer in answers) / count**2
    kappa = None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
    return Agreement(count, observed, kappa, _ac1(observed, first + second, answers, count))


def _ac1(observed: float, given: Mapping[str, int], answers: Sequence[str], count: int) -> float:
    if len(answers) == 1:
        return 1.0  # nobody ever said anything else
    prevalence = [given[answer] / (2 * count) for answer in answers]
    by_chance = sum(share * (1 - share) for share in prevalence) / (len(answers) - 1)
    return (observed - by_chance) / (1 - by_chance)


def blind_pairs(opinions: Iterable[Opinion], tolerance: float) -> list[tuple[str, str]]:
    """What the first and the second person said of each value that two looked at.

    Two corrections to different numbers are different answers.
    """
    given: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in opinions:
        given[opinion.observation_id].append(opinion)
    pairs = []
    for _, about in sorted(given.items()):
        found = standing(about)
        first, second = found.get("first"), found.get("second")
        if first is not None and second is not None:
            same = first.answer != second.answer or agree(first, second, tolerance)
            pairs.append((str(first.answer), str(second.answer) if same else _DIFFERENTLY))
    return pairs


def catch_rates(opinions: Iterable[Opinion]) -> dict[str, ShareOf]:
    """By kind of planted error, the share that was not confirmed; of an answer taken back, what was said after it.

    Args:
        opinions: in the order in which they were given.
    """
    last = {(one.observation_id, one.by): one for one in opinions if one.purpose == "planted"}
    caught: dict[str, list[bool]] = defaultdict(list)
    for opinion in last.values():
        if opinion.planted is not None and opinion.answer != "withdrawn":
            caught[opinion.planted].append(opinion.answer != "confirmed")
    return {kind: wilson(sum(found), len(found)) for kind, found in sorted(caught.items())}


def minutes_a_value(opinions: Iterable[Opinion]) -> dict[str, float]:
    """The median of minutes that each person takes for a value."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for opinion in opinions:
        if opinion.answer != "withdrawn":
            seconds[opinion.by].append(opinion.seconds)
    return {name: median(taken) / 60 for name, taken in sorted(seconds.items())}


def precision_by(answers: Iterable[tuple[str, str]]) -> dict[str, ShareOf]:
    """How often what was read is right, by how it was read.

    Args:
        answers: of each value that was decided, how it was read (text, table, figure, ocr, auto-accepted) and what was
            decided.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    for way, answer in answers:
        right[way].append(answer == "confirmed")
    return {way: wilson(sum(found), len(found)) for way, found in sorted(right.items())}
