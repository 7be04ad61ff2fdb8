"""The methodology to read in: the tree of indicators, one data point, the choices behind, profiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cnesg.framework import Methodology
from cnesg.framework.choices import Choice, all_choices
from cnesg.framework.definitions import DataPoint, Level1, Level2, Measure, Metric, Name
from cnesg.framework.formulas import parse_formula
from cnesg.framework.incidents import load_incidents
from cnesg.framework.mappings import MATCHES, Mappings, Match, load_mappings
from cnesg.framework.sections import load_sections
from cnesg.framework.standards import Standards, load_standards


@dataclass(frozen=True)
class Branch:
    """A Level I indicator with its Level II indicators.

    Attributes:
        level1: the issue.
        share: its share of the total, 0 to 1.
        level2: its indicators with their shares of the total.
    """

    level1: Level1
    share: float
    level2: tuple[tuple[Level2, float], ...]


@dataclass(frozen=True)
class StandardItem:
    """An item of a standard that a data point or an indicator is linked with.

    Attributes:
        standard: code of the standard.
        short: its label.
        item: the item's own id.
        title: what it asks.
        match: what the data point is to it; None for the items that justify an indicator.
    """

    standard: str
    short: str
    item: str
    title: Name
    match: Match | None


@dataclass(frozen=True)
class PointPage:
    """All that is defined of a data point.

    Attributes:
        point: its definition.
        formula: how it is computed, by the company's size where it is a rate; None where it is selected or observed.
        level2: the indicator it belongs to.
        level1: the issue above.
        measures: the indicator's rules that use it, with the share of the total that each has.
        metrics: what is taken from reports for it, itself or through its formula.
        formula_points: data points that its formula uses.
        used_by: data points whose formulas use it.
        items: items of standards, answers first.
        no_item: why there are none.
        sections: where in documents it is usually found.
    """

    point: DataPoint
    formula: str | None
    level2: Level2
    level1: Level1
    measures: tuple[Measure, ...]
    metrics: tuple[Metric, ...]
    formula_points: tuple[DataPoint, ...]
    used_by: tuple[DataPoint, ...]
    items: tuple[StandardItem, ...]
    no_item: Name | None
    sections: tuple[Name, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """All that is defined of a Level II indicator.

    Attributes:
        level2: its definition.
        level1: the issue above.
        share: its share of the total, 0 to 1.
        justified_by: what international frameworks ask.
        incidents: the news that speak to it.
    """

    level2: Level2
    level1: Level1
    share: float
    justified_by: tuple[StandardItem, ...]
    incidents: tuple[Name, ...]


def indicator_tree(methodology: Methodology, dimension: str) -> tuple[Branch, ...]:
    """The issues and indicators of a dimension, in code order."""
    return tuple(
        Branch(
            level1,
            share_of(methodology, code),
            tuple(
                (methodology.level2[below], share_of(methodology, below))
                for below in methodology.children(code)
                if below in methodology.level2
            ),
        )
        for code, level1 in methodology.level1.items()
        if code[0] == dimension
    )


def share_of(methodology: Methodology, code: str) -> float:
    """The share of the total that a dimension or indicator has where all of its siblings count, 0 to 1."""
    share = float(methodology.dimensions[code[0]].weight.value)
    if len(code) >= 3:
        share *= float(methodology.level1[code[:3]].weight.value)
    if len(code) >= 5:
        share *= float(methodology.level2[code[:5]].weight.value)
    return share


def indicator_page(methodology: Methodology, code: str) -> IndicatorPage | None:
    """A Level II indicator; None where there is none of that code."""
    level2 = methodology.level2.get(code)
    if level2 is None:
        return None
    mappings, standards = _linked(methodology)
    justified = mappings.level2.get(code)
    items = justified.justified_by.items() if justified else ()
    kinds = load_incidents(methodology.folder).types.values()
    return IndicatorPage(
        level2=level2,
        level1=methodology.level1[code[:3]],
        share=share_of(methodology, code),
        justified_by=tuple(_item(standards, standard, one, None) for standard, ids in items for one in ids),
        incidents=tuple(kind.name for kind in kinds if code in kind.indicators),
    )


def point_page(methodology: Methodology, code: str) -> PointPage | None:
    """A data point; None where there is none of that code."""
    point = methodology.data_points.get(code)
    if point is None:
        return None
    level2 = methodology.level2[methodology.level2_of(code)]
    mappings, standards = _linked(methodology)
    entry = mappings.data_points.get(code)
    links = (
        [(match, standard, item) for standard, ids in entry.items.items() for item, match in ids.items()]
        if entry
        else []
    )
    links.sort(key=lambda link: (MATCHES.index(link[0]), link[1]))
    points, metrics = _references(methodology, point)
    asked = point.instead_of or code
    return PointPage(
        point=point,
        formula=methodology.formula_of(code),
        level2=level2,
        level1=methodology.level1[code[:3]],
        measures=tuple(one for one in level2.measures if asked in (one.data_point, *(i.data_point for i in one.items))),
        metrics=metrics,
        formula_points=points,
        used_by=tuple(o for o in methodology.data_points.values() if point in _references(methodology, o)[0]),
        items=tuple(_item(standards, standard, item, match) for match, standard, item in links),
        no_item=entry.no_item.why if entry and entry.no_item else None,
        sections=tuple(section.name for section in load_sections(methodology.folder).of(point)),
    )


def choices_of(methodology: Methodology) -> tuple[Choice, ...]:
    """The values of the methodology that say where they come from; reading all takes seconds."""
    return tuple(all_choices(methodology))


def areas(choices: Iterable[Choice]) -> Mapping[str, int]:
    """How many choices each area has."""
    counted: dict[str, int] = {}
    for choice in choices:
        counted[choice.area] = counted.get(choice.area, 0) + 1
    return counted


def _references(methodology: Methodology, point: DataPoint) -> tuple[tuple[DataPoint, ...], tuple[Metric, ...]]:
    """The data points and metrics that a data point is computed from."""
    text = methodology.formula_of(point.code)
    if text is None:
        return (), (methodology.metrics[point.select.metric],) if point.select is not None else ()
    references = parse_formula(text).references
    points = {one.name for one in references if one.is_data_point and one.name != point.code}
    metrics = {one.name for one in references if not one.is_data_point}
    return (
        tuple(methodology.data_points[name] for name in sorted(points)),
        tuple(methodology.metrics[name] for name in sorted(metrics) if name in methodology.metrics),
    )


def _linked(methodology: Methodology) -> tuple[Mappings, Standards]:
    return load_mappings(methodology.folder), load_standards(methodology.folder)


def _item(standards: Standards, standard: str, item: str, match: Match | None) -> StandardItem:
    known = standards.by_code[standard]
    return StandardItem(standard, known.short, item, known.by_id[item].title, match)
