"""What each score is made of: the methodology's tree under a profile, before anybody's values are looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.framework.definitions import ItemPoint, Level2, Measure, Profile
from cnesg.framework.methodology import TOTAL, Methodology

KINDS = ("disclosure", "performance", "synthetic")


@dataclass(frozen=True)
class Leaf:
    """A data point under a rule: the lowest thing that gets a score.

    Attributes:
        data_point: its code.
        measure: the measure it belongs to.
        item: the step of an item measure; None under the other rules.
        excusable: whether the company's own words can take its indicator out of the score.
    """

    data_point: str
    measure: Measure
    item: ItemPoint | None = None
    excusable: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a score: its name in the table of parts, its weight, and where its figures come from."""

    name: str
    weight: float
    source: Leaf | tuple[str, str]


@dataclass(frozen=True)
class Node:
    """A score and its parts in the order in which they are summed."""

    code: str
    kind: str
    parts: tuple[Part, ...]


def scoring_plan(methodology: Methodology, profile: Profile) -> tuple[Node, ...]:
    """All scores that can be given, lower levels first, each kind of each code once.

    A profile that lists indicators keeps those, what is above them and what is below them; its weights and mixes
    replace the methodology's.
    """
    return (
        *(node for level2 in methodology.level2.values() for node in _level2_nodes(level2, methodology, profile)),
        *_upper_nodes(tuple(methodology.level1), methodology, profile),
        *_upper_nodes(tuple(methodology.dimensions), methodology, profile),
        *_upper_nodes((TOTAL,), methodology, profile),
    )


def _is_chosen(level2: str, methodology: Methodology, profile: Profile) -> bool:
    if profile.without and level2.startswith(profile.without):
        return False
    if not profile.indicators:
        return True
    code: str | None = level2
    while code is not None:
        if code in profile.indicators:
            return True
        code = methodology.parent(code)
    return False


def _level2_nodes(level2: Level2, methodology: Methodology, profile: Profile) -> Iterator[Node]:
    chosen = _is_chosen(level2.code, methodology, profile)
    for kind in KINDS[:2]:
        measures = [m for m in level2.measures if m.feeds == kind] if chosen else []
        parts = [part for measure in measures for part in _measure_parts(measure, level2, methodology)]
        yield Node(level2.code, kind, tuple(sorted(parts, key=_by_name_and_rule)))
    share = profile.mix.get(level2.code, level2.mix.value)
    yield _synthetic(level2.code, share)


def _measure_parts(measure: Measure, level2: Level2, methodology: Methodology) -> Iterator[Part]:
    """The measure's data points; a variant weighs what the one weighs whose place it takes, and no company has both."""
    if measure.rule != "item":
        if measure.data_point is None:
            raise ValueError(f"a {measure.rule} measure without a data point")  # the loader has refused it
        for code in methodology.answers(measure.data_point):
            bands = methodology.data_points[code].bands
            own = measure.model_copy(update={"bands": bands}) if bands else measure
            yield Part(code, measure.weight, Leaf(code, own, excusable=level2.excusable))
        return
    most = sum(item.points for item in measure.items)
    for item in measure.items:
        for code in methodology.answers(item.data_point):
            # The step's own least level is about its data point; a variant has a level of its own.
            step = item if code == item.data_point else ItemPoint(data_point=code, points=item.points)
            leaf = Leaf(code, measure, step, level2.excusable)
            yield Part(code, measure.weight * item.points / most, leaf)


def _by_name_and_rule(part: Part) -> tuple[str, str]:
    return part.name, part.source.measure.rule if isinstance(part.source, Leaf) else ""


def _upper_nodes(codes: tuple[str, ...], methodology: Methodology, profile: Profile) -> Iterator[Node]:
    for code in codes:
        children = sorted(methodology.children(code))
        for kind in KINDS:
            if kind == "synthetic" and methodology.rules.synthesis is not None:
                yield _synthetic(code, methodology.rules.synthesis.weights.performance)
                continue
            yield Node(
                code,
                kind,
                tuple(Part(child, _weight(child, methodology, profile), (child, kind)) for child in children),
            )


def _synthetic(code: str, performance: float) -> Node:
    """A synthetic score that is made of the two other scores of the same code."""
    return Node(
        code,
        "synthetic",
        (
            Part("disclosure", 1.0 - performance, (code, "disclosure")),
            Part("performance", performance, (code, "performance")),
        ),
    )


def _weight(code: str, methodology: Methodology, profile: Profile) -> float:
    if code in profile.weights:
        return profile.weights[code]
    entry = methodology.dimensions.get(code) or methodology.level1.get(code) or methodology.level2[code]
    return entry.weight.value
