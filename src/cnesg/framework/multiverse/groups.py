"""Groups of assumed choices that are drawn together: the factors whose influence on ranks is measured."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cnesg.framework.alternatives import Alternative
from cnesg.framework.choices import Choice
from cnesg.framework.regexes import regex


@dataclass(frozen=True)
class Group:
    """Choices of one sort.

    Attributes:
        name: key of its name in `messages/sensitivity.toml`.
        places: pattern of the places of its choices.
        draws: how many joint draws are made of it; each costs a check of the methodology, of `inputs` estimates too.
    """

    name: str
    places: re.Pattern[str]
    draws: int


GROUPS = (
    Group("dimensions", regex(r"dimensions\..+|judgements\.TOTAL\..+"), 16),
    Group("issues", regex(r"level1\..+|judgements\.[ESG]\..+|weighting\..+|mappings\..+"), 16),
    Group("indicators", regex(r"level2\.\w+\.weight"), 64),
    Group("scope", regex(r"level2\.\w+"), 64),
    Group("mixes", regex(r"level2\.\w+\.mix"), 32),
    Group("measures", regex(r"level2\.\w+\.measures\..+"), 32),
    Group("materiality", regex(r"materiality\.\d+\..+|rules\.materiality_factors"), 16),
    Group("points", regex(r"rules\.(quartile_scores|undisclosed_score|worst_reporter_cap|synthesis)"), 32),
    Group("peers", regex(r"rules\.(least_peers|rank_tolerance)"), 32),
    Group("penalties", regex(r"rules\.(carry_penalty|average_penalty)"), 32),
    Group(
        "inputs",
        regex(
            r"derivations\..+|factors\..+|peer-groups\..+|level2\.\w+\.(applies|data_points\..+)|rules\.(carry_years|"
            r"least_average_peers|average_sizes|size_rates|other_denominators|whole_breakdowns|precedence|same_figure|"
            r"subsidiary_share|year_end_month|carry_interval|average_stretch|interval_level|boundary_interval)"
        ),
        16,
    ),
    Group("grades", regex(r"rules\.grades"), 32),
)
"""In the order in which they are told. Together they hold every choice that acts after facts are in the store."""

# Where a figure is looked for decides what is read from a report, not what a fact counts.
_ON_READING = regex(r"sections\..+|.+\.reported_in")
# Words about an entry; nothing is computed from them.
_ON_NOTHING = regex(r".+\.no_item\.reason")


def drawn_choices(choices: Sequence[Choice]) -> Mapping[str, tuple[Choice, ...]]:
    """The choices of each group, with the alternatives that act on scores; groups without any are left out."""
    found: dict[str, list[Choice]] = {}
    for choice in choices:
        group = next((group for group in GROUPS if group.places.fullmatch(choice.path)), None)
        others = tuple(one for one in choice.alternatives if _acts(one))
        if group is not None and others and not _ON_NOTHING.fullmatch(choice.path):
            found.setdefault(group.name, []).append(replace(choice, alternatives=others))
    return {group.name: tuple(found[group.name]) for group in GROUPS if group.name in found}


def _acts(alternative: Alternative) -> bool:
    changed = alternative.profile.get("overrides", {})
    return set(alternative.profile) != {"overrides"} or not all(_ON_READING.fullmatch(path) for path in changed)
