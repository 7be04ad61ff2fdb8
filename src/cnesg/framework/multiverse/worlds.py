"""One drawn methodology: a variant of every group, put together without checking all of it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cnesg.framework.definitions import Level2, Profile
from cnesg.framework.methodology import Methodology
from cnesg.framework.multiverse.drawing import Variant

_RULES = {
    "materiality": ("materiality_factors",),
    "points": ("quartile_scores", "undisclosed_score", "worst_reporter_cap", "synthesis"),
    "peers": ("least_peers", "rank_tolerance"),
    "penalties": ("carry_penalty", "average_penalty"),
    "grades": ("grades",),
}
_LEFT_TO_INPUTS = {name for names in _RULES.values() for name in names}
# Weights are told as such; what they were derived from need not be told again.
_WEIGHED = ("dimensions", "issues")


@dataclass(frozen=True)
class World:
    """A whole methodology and the profile that gives it.

    Attributes:
        methodology: every drawn value in place, but for weights, mixes and what is left out: these are the profile's.
        profile: with these; its overrides put the rest in place of the methodology that was drawn from.
    """

    methodology: Methodology
    profile: Profile


def world(base: Methodology, profile: Profile, chosen: Mapping[str, Variant]) -> World:
    """The methodology of a draw.

    Where the draws of mixes and of measures both say to which kind of score an indicator's measures go, that of the
    measures holds.

    Args:
        base: what was drawn from.
        profile: the profile that is drawn around.
        chosen: variants by group; groups that are not named stay as they are.
    """
    mixes, measures = chosen.get("mixes"), chosen.get("measures")
    of_mixes = {code for code in base.level2 if mixes and _holds(mixes, measures, code)}
    level2 = {code: _entry(code, base, chosen, flipped=code in of_mixes) for code in base.level2}
    methodology = replace(base, level2=level2, rules=base.rules.model_copy(update=_rules(chosen)))
    if "inputs" in chosen:
        source = chosen["inputs"].methodology
        methodology = replace(
            methodology, derivations=source.derivations, factors=source.factors, data_points=source.data_points
        )
    mix = {**profile.mix, **({code: mixes.mix[code] for code in of_mixes} if mixes else {})}
    left_out = {*profile.without, *(chosen["scope"].without if "scope" in chosen else ())}
    update = {
        "weights": _weights(base, profile, chosen),
        "mix": mix | dict(measures.mix if measures else {}),
        "without": tuple(sorted(left_out)),
        "overrides": _overrides(chosen, of_mixes),
    }
    return World(methodology, profile.model_copy(update=update))


def _holds(mixes: Variant, measures: Variant | None, code: str) -> bool:
    return code in mixes.mix and not (measures and measures.changed(code) & {"feeds", "mix"})


def _entry(code: str, base: Methodology, chosen: Mapping[str, Variant], *, flipped: bool) -> Level2:
    """An indicator: applicability and data points of the draw of inputs, measures of the draw of measures."""
    update: dict[str, Any] = {}
    if "inputs" in chosen:
        source = chosen["inputs"].methodology.level2[code]
        if source is not base.level2[code]:
            update |= {"applies": source.applies, "data_points": source.data_points}
    measures = chosen["measures"].methodology.level2[code].measures if "measures" in chosen else None
    if flipped and (feeds := chosen["mixes"].methodology.level2[code].measures) is not base.level2[code].measures:
        measures = tuple(
            one.model_copy(update={"feeds": other.feeds})
            for one, other in zip(measures or base.level2[code].measures, feeds, strict=True)
        )
    if measures is not None and measures is not base.level2[code].measures:
        update["measures"] = measures
    return base.level2[code].model_copy(update=update) if update else base.level2[code]


def _rules(chosen: Mapping[str, Variant]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "inputs" in chosen:
        rules = chosen["inputs"].methodology.rules
        found |= {name: getattr(rules, name) for name in type(rules).model_fields if name not in _LEFT_TO_INPUTS}
    for group, names in _RULES.items():
        if group in chosen:
            found |= {name: getattr(chosen[group].methodology.rules, name) for name in names}
    return found


def _weights(base: Methodology, profile: Profile, chosen: Mapping[str, Variant]) -> dict[str, float]:
    """The weight of every code; they count in proportion among siblings."""
    found: dict[str, float] = {}
    for area, group in (("dimensions", "dimensions"), ("level1", "issues"), ("level2", "indicators")):
        variant = chosen.get(group)
        for code, entry in getattr(variant.methodology if variant else base, area).items():
            weight = profile.weights.get(code, entry.weight.value)
            found[code] = weight * (variant.factors.get(code, 1.0) if variant else 1.0)
    return found


def _overrides(chosen: Mapping[str, Variant], of_mixes: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for group, variant in chosen.items():
        if group == "mixes":
            found |= {path: value for path, value in variant.overrides.items() if path.split(".")[1] in of_mixes}
        elif group not in _WEIGHED:
            found |= variant.overrides
    return found
