"""Classes that are no part of a metric, or say twice what one of them says."""

from collections.abc import Sequence
from typing import Protocol

from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.media import names_medium
from cnesg.extraction.tables.reading.wholes_and_parts import heads_places
from cnesg.framework.lexicon import Found
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.regexes import regex

COURSES = regex(  # 技能培训
    r"(?!员工|职工|全员|教育|各[类级项种]|内部|年度|累计|合计|安全)[\u4e00-\u9fff]{2,10}培训"
)
_BOTH = regex(
    r"(?i)(?:(?:own )?employees|workforce) (?:and|&) contractors|contractors (?:and|&) employees"
    r"|(?:total |all )?workforce"
)
_EMPLOYEES = regex(r"(?i)(?:our |all |own )?employees|员工|雇员|职工")
_MAIN = frozenset({"主营业务", "主营"})
_TOLD_BY_BOTH = ("type", "region")  # dimensions
_COUNTED_UP = regex(r",\s[^,]+,?\s(?:and|&)\s(?:\w+\s)?$")


class Around(Protocol):
    """A text around a value."""

    @property
    def role(self) -> str: ...  # noqa: D102 - see the class

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def found(self) -> Found: ...  # noqa: D102

    @property
    def leads(self) -> bool: ...  # noqa: D102

    @property
    def stub_head(self) -> bool: ...  # noqa: D102

    @property
    def divides(self) -> bool: ...  # noqa: D102


def course_of(roles: MetricRoles, metric: str, contexts: Sequence[Around], at: int, year: int) -> dict[str, str]:
    """The kind of course that a row is, where it names the metric as well, below a head that says what is counted.

    技能培训 | 1,026 below 培训人次; below a year it may be all the training that there was.

    Args:
        roles: what metrics are of.
        metric: the metric.
        contexts: the texts around the value, nearest first.
        at: which of them names the metric.
        year: the report's year.
    """
    label = contexts[at]
    if metric not in roles.training or label.role != "row" or COURSES.fullmatch(label.text) is None:
        return {}
    counted = any(one.role == "header" and not header_year(one.text, year) for one in contexts)
    return {"type": label.text.removesuffix("培训")} if counted else {}


def of_places(contexts: Sequence[Around], classes: dict[str, str]) -> dict[str, str]:
    """The classes with what a row is called as its region, where the head over the labels says that they are places.

    Province | Ontario; a place that no list knows.
    """
    placed = any(one.stub_head and heads_places(one.text.strip()) for one in contexts)
    if not placed or "type" not in classes or "region" in classes:
        return classes
    return {"region" if dimension == "type" else dimension: name for dimension, name in classes.items()}


def of_metric(roles: MetricRoles, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a value without those that part nothing.

    Args:
        roles: what metrics are of.
        metric: the metric.
        classes: what the texts around the value name, by dimension.
    """
    return _said_once(_that_part(roles, metric, classes))


def _that_part(roles: MetricRoles, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """Classes without those that are no part of the metric: women of women, the water that a pollutant is in."""
    if metric in roles.women:
        classes.pop("gender", None)
    if _BOTH.fullmatch(classes.get("worker", "")):
        del classes["worker"]
    if _EMPLOYEES.fullmatch(classes.get("type", "")) and metric in roles.staff | roles.safety_at_work:
        of_whom = classes.pop("type")  # a column of all of them, beside one of managers or of contractors
        if metric in roles.safety_at_work:
            classes.setdefault("worker", of_whom)
    if metric in roles.pollutants:
        return {dimension: name for dimension, name in classes.items() if not names_medium(name)}
    if metric == roles.sales and len(classes) > 1 and classes.get("type") in _MAIN:
        del classes["type"]  # 主营业务分地区情况: what the regions make up
    return classes


def _said_once(classes: dict[str, str]) -> dict[str, str]:
    """Classes without a second that says no more than the first: technical staff are a rank and a function.

    A kind goes before any other: a group's words are read as kind and as source.
    """
    kept: dict[str, str] = {}
    for dimension in sorted(classes, key=lambda one: one == "type"):
        if classes[dimension] not in kept.values():
            kept[dimension] = classes[dimension]
    return {dimension: name for dimension, name in classes.items() if dimension in kept}


def ends_enumeration(text: str, name: str) -> bool:
    """Whether a class is the last of several that a label counts up: from plants, vehicles and refrigerants."""
    at = text.lower().find(name)
    return at > 0 and _COUNTED_UP.search(text[:at]) is not None


def beside_own(classes: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Classes of a row where its column's metric has one of the same dimension: Red Hill | Lost-time injuries.

    Args:
        classes: what the row is, a part of the company.
        own: what the column says of the metric.
    """
    both = [d for d in _TOLD_BY_BOTH if classes.get(d, own.get(d)) != own.get(d, classes.get(d))]
    if not both or "segment" in classes or "segment" in own:
        return classes
    return {"segment" if dimension == both[0] else dimension: name for dimension, name in classes.items()}
