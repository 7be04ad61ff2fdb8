"""Why each Level II indicator was chosen: the frameworks that share it, or the Chinese policy it comes from.

The source chooses indicators by "the maximum intersection of indicators among the selected frameworks" (Indicator
Framework): 87 % overlap with at least one international framework, 13 % are specific to China.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cnesg.framework.definitions.indicators import ChinaSpecific, Level2
from cnesg.framework.mappings import Mappings
from cnesg.framework.methodology import Methodology
from cnesg.framework.standards import Standard, Standards


@dataclass(frozen=True)
class Selected:
    """One indicator with what justifies it.

    Attributes:
        indicator: the Level II indicator.
        items: ids of the items that justify it, by international standard.
        policy: the Chinese policy of one that is specific to China.
    """

    indicator: Level2
    items: Mapping[str, tuple[str, ...]]
    policy: ChinaSpecific | None


def selection(methodology: Methodology, mappings: Mappings) -> tuple[Selected, ...]:
    """Every Level II indicator in code order with its justification."""
    return tuple(
        Selected(
            indicator,
            dict(mappings.level2[code].justified_by) if code in mappings.level2 else {},
            indicator.china_specific,
        )
        for code, indicator in methodology.level2.items()
    )


def frameworks(selected: tuple[Selected, ...], standards: Standards) -> tuple[Standard, ...]:
    """The standards that justify at least one indicator, those that justify most first."""
    counts = {code: sum(code in entry.items for entry in selected) for code in standards.by_code}
    used = [standard for code, standard in standards.by_code.items() if counts[code]]
    return tuple(sorted(used, key=lambda standard: (-counts[standard.standard], standard.standard)))
