"""Classes that are no part of a metric, or say twice what one of them says."""

import re

from cnesg.extraction.labels.media import names_medium
from cnesg.framework.metric_roles import MetricRoles

_BOTH = re.compile(
    r"(?i)(?:(?:own )?employees|workforce) (?:and|&) contractors|contractors (?:and|&) employees"
    r"|(?:total |all )?workforce"
)
_MAIN = frozenset({"主营业务", "主营"})


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
