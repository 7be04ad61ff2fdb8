"""Classes that are no part of a metric, or say twice what one of them says."""

import re

from cnesg.framework.metric_roles import MetricRoles

_BOTH = re.compile(
    r"(?i)(?:(?:own )?employees|workforce) (?:and|&) contractors|contractors (?:and|&) employees"
    r"|(?:total |all )?workforce"
)
_MAIN = frozenset({"主营业务", "主营"})
_MEDIUM = re.compile(  # over the pollutants in it, which have one each
    r"(?:有组织|无组织|生产|工业|生活|锅炉|主要)*(?:废水|废气|污水|烟气|水|大气|空气|气体|水体)(?:类|主要|特征|环境)*(?:污染物|污染|排放物)?(?:排放)?"
    r"|(?:(?:air|water|waste ?water|waste gas|exhaust gas)(?: pollutants?| emissions?)?)"
)


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
    if metric in roles.pollutants:
        return {dimension: name for dimension, name in classes.items() if not _MEDIUM.fullmatch(name)}
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
