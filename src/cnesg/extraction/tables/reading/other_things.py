"""Rows that name none of what their group measures, in tables of pages and of texts."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import AS_CO2
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.counted_things import counts_no_people
from cnesg.extraction.tables.reading.bodies import parts_people
from cnesg.framework.regexes import regex

_IN_WATER = regex(  # what water carries, by weight
    r"\b(?:oil|halides?|halogens?|substances?|nutrients?|chlorides?|hydrocarbons?|fluids?|chemicals?|solids|sediments?|mud|cuttings|nitrogen|phosph\w+|cod|bod|salts?|metals?)\b",
    re.IGNORECASE,
)
_NO_WASTE = regex(  # what is used or made, beside what is thrown away
    r"(?i)\b(?:raw materials?|substances?|sites|(?:materials?|scrap|paper|plastics?|packaging|wood|steel|water)"
    r" (?:use[ds]?|usage|consumption|consumed|purchased|input))\b"
    r"|^(?!.*\bwastes?\b).*[a-z] (?:used|usage|consumption|consumed|purchased|dosage)(?: \([^()]*\))?$"
)
_NO_GAS = regex(  # what has emissions and is none, in a table of them
    r"(?i)\b(?:paper|water|raw materials?|materials?|packaging|wood|plastics?)\s"
    r"(?:consumption|consumed|use[ds]?|usage|purchased|recycled)\b"
    r"|\b(?:solid|hazardous|general)\s(?:solid\s)?waste\b|\bore (?:mined|milled|processed)\b"
)
_GIVEN_AWAY = regex(r"(?i)\b(?:sold|exported|exports?|fed (?:in)?to|fed back)\b|外[供售送]|上网电量|售电")
_OTHER_GAS = regex(  # of which a tonne is not one of CO2e
    r"(?i)\((?:CH4|N2O|HFCs?|PFCs?|SF6|NF3) ?\)|^(?:hydrofluorocarbons?|perfluorocarbons?|nitrous oxide|methane)$"
)
_MEASURED = frozenset({"co2", "energy", "volume", "mass", "intensity"})


def is_another_thing(know: Knowledge, label: str, number: Number, metric: str) -> bool:
    """Whether a row names none of what its group measures: what water carries, tonnes of one gas, energy sold, things.

    Args:
        know: the vocabulary.
        label: the row's label.
        number: its figure.
        metric: what a title or a row above names.
    """
    roles = know.lexicon.roles
    return (
        (metric in roles.waste_made | roles.waste_kinds and _NO_WASTE.search(label) is not None)
        or (metric in roles.staff and not number.kinds & _MEASURED and counts_no_people(label))
        or (metric in roles.of_water and "mass" in number.kinds and _IN_WATER.search(label) is not None)
        or (number.unit in AS_CO2 and "CO2" in know.unit_of(metric) and _OTHER_GAS.search(label) is not None)
        or ("CO2" not in number.unit and "CO2" in know.unit_of(metric) and _NO_GAS.search(label) is not None)
        or ("energy" in number.kinds and _GIVEN_AWAY.search(label) is not None)
        or parts_people(know, label, metric)
    )
