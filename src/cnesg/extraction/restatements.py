"""A fact said again as a share or an amount: "64% of the electricity, or 182 GWh", "4.3 GWh, which is 12% of ..."."""

import re

from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence

_OR = re.compile(
    r"(?i)(?P<what>[^,.;()\d]{0,48})?[,(]?\s?(?:or|that is|i\.e\.|which (?:is|was|equals|equalled|represents"
    r"|represented|corresponds to|makes up)"
    r"|representing|equal to|equivalent to|corresponding to|making up|accounting for|meeting|covering|supplying)"
    r"[,:]?\s(?:about |around |approximately |nearly |some |over |more than |roughly |just )?"
)
_BY = re.compile(r"(?i)\b(?:by|than)\b")
_COST = 0.2


def said_again(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The share of the amount just read, or the amount of the share just read; None where a number is neither.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    before = [n for n in sentence.numbers if n.unit_end <= number.start][-1:]
    if not before or before[0].start not in sentence.read:
        return None
    between = _OR.fullmatch(sentence.text, before[0].unit_end, number.start)
    if between is None or _BY.search(between["what"] or ""):
        return None
    choice = sentence.read[before[0].start][0]
    metric = choice.fit.metric
    families = know.lexicon.families
    if "percent" in number.kinds and "percent" not in before[0].kinds:
        share = families[metric].share if metric in families else None
        return Choice(_COST, choice.hit, Fit(share, "%"), "clause") if share else None
    if "percent" in before[0].kinds and "percent" not in number.kinds and number.unit:
        whole = next((name for name, one in families.items() if one.share == metric), None)
        reading = know.units.whole(know.unit_of(whole)) if whole else None
        if (
            whole
            and reading is not None
            and (reading.kinds & number.kinds or know.units.convert(1.0, number.unit, know.unit_of(whole), whole))
        ):
            return Choice(_COST, choice.hit, Fit(whole, number.unit), "clause")
    return None
