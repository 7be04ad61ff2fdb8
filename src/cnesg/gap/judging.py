"""One item against the passages and figures of a report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cnesg.framework.requirements import Figures, Requirement, Way
from cnesg.gap.model import Evidence, Quality
from cnesg.gap.passages import Passage
from cnesg.model import Quantity

MOST_EVIDENCE = 3
LONGEST_QUOTE = 600
_ENOUGH = 1.0
_COUNTED = 3
_FIGURE_RANK = 1.5
_OTHER_YEAR = 0.4
_RANKS: dict[str, float] = {
    "result": 0.3,
    "action": 0.3,
    "target": 0.2,
    "system": 0.25,
    "policy": 0.15,
    "assurance": 0.2,
}


@dataclass(frozen=True)
class Candidate:
    """A place that may show an item.

    Attributes:
        weight: how much of an answer it is; 1 is enough.
        rank: orders places of equal weight.
        place: page and line, so that several places are not one.
        evidence: the place.
    """

    weight: float
    rank: float
    place: tuple[int | None, int | None]
    evidence: Evidence


def matching(way: Way, passage: Passage) -> bool:
    """Whether a sentence answers in this way."""
    return (
        passage.has(way.all)
        and (passage.amount or not way.amount)
        and not any(name in passage.subjects for name in way.never)
        and passage.has_near(way.near)
    )


def weight_of(requirement: Requirement, passage: Passage) -> tuple[float, float]:
    """The weight of the best way in which a sentence answers, 0 where in none, and how much speaks for it.

    The latter counts wordings; a group that its surroundings speak of too counts as two more.
    """
    best = (0.0, 0.0)
    for way in requirement.ways:
        if matching(way, passage):
            wordings = sum(passage.subjects.get(name, 0) for group in way.all for name in group)
            surroundings = sum(not passage.around.isdisjoint(group) for group in way.all)
            best = max(best, (way.weight, wordings + 2.0 * surroundings))
    return best


def figure_candidates(
    requirement: Requirement,
    quantities: Iterable[Quantity],
    year: int | None,
    subjects: Callable[[str], frozenset[str]],
) -> Iterator[Candidate]:
    """The extracted figures that answer a number item.

    Args:
        requirement: of the item.
        quantities: of the report.
        year: its fiscal year; figures of other years are weak.
        subjects: finds the subjects of a quote.
    """
    for quantity in quantities:
        if quantity.value_kind != "actual" or not any(_answers(f, quantity, subjects) for f in requirement.figures):
            continue
        this_year = year is None or quantity.year == year
        whole = 0.2 if not quantity.breakdown else 0.0
        evidence = Evidence(
            quantity.page,
            quantity.line,
            quantity.bbox,
            quantity.quote[:LONGEST_QUOTE],
            "figure",
            metric=quantity.metric,
        )
        weight = 1.0 if this_year else _OTHER_YEAR
        rank = _FIGURE_RANK + whole + quantity.confidence
        yield Candidate(weight, rank, (quantity.page, quantity.line), evidence)


def _answers(figures: Figures, quantity: Quantity, subjects: Callable[[str], frozenset[str]]) -> bool:
    return (
        quantity.metric in figures.metrics
        and (not figures.classes or any(dimension in quantity.breakdown for dimension in figures.classes))
        and (not figures.units or quantity.unit in figures.units)
        and (not figures.never or subjects(quantity.quote).isdisjoint(figures.never))
    )


def sentence_candidate(passage: Passage, weight: float, wordings: float, quality: Quality, *, vague: bool) -> Candidate:
    """A sentence as a candidate."""
    sentence = passage.sentence
    rank = (
        0.1 * min(wordings, 9) + _RANKS.get(quality, 0.0) + (0.2 if passage.amount else 0.0) - (0.2 if vague else 0.0)
    )
    evidence = Evidence(
        sentence.page,
        sentence.line if sentence.page is None else None,
        sentence.bbox,
        sentence.text[:LONGEST_QUOTE],
        quality,
        vague=vague,
    )
    return Candidate(weight, rank, (sentence.page, sentence.line), evidence)


def enough(candidates: Sequence[Candidate]) -> bool:
    """Whether the places together answer the item: one whole answer, or the best few weak ones."""
    weights = sorted((c.weight for c in _one_a_place(candidates)), reverse=True)
    return sum(weights[:_COUNTED]) >= _ENOUGH


def best(candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """At most three places, the best first, each place once."""
    return tuple(c.evidence for c in _one_a_place(candidates)[:MOST_EVIDENCE])


def _one_a_place(candidates: Iterable[Candidate]) -> list[Candidate]:
    ordered = sorted(candidates, key=lambda c: (-c.weight - c.rank, c.place[0] or 0, c.place[1] or 0))
    seen: set[tuple[int | None, int | None]] = set()
    kept = []
    for candidate in ordered:
        if candidate.place not in seen:
            seen.add(candidate.place)
            kept.append(candidate)
    return kept
