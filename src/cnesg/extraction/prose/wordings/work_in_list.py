"""Shares of staff by what they work in: "52% work in production, 33% in logistics and |15% in research".

What stands behind the last of them would be the share of sales spent on it, were it not for the list.
"""

from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_BEHIND = regex(r"(?i)\s(?:(?:are|were|work|worked|working|employed|engaged|active) )?(?:in|on) [a-z]")
_BETWEEN = regex(
    rf"(?i)\s(?:of (?:our |the |all )?(?:employees|staff|workforce|people|colleagues) )?"
    rf"(?:(?:are|were|work|worked|working|employed|engaged|active) )?(?:in|on) "
    rf"[^\d,;.()]{{2,60}}(?:,|,? and|,? while)\s{ABOUT}"
)
_COST = 0.8


def work_in_list(_know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the share of staff before a share that goes on with its list; None where none is gone on with.

    Args:
        _know: vocabulary and wording, which this form needs none of; all forms are asked alike.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    if "percent" not in number.kinds or not sentence.read:
        return None
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    if before is None or told is None or told[0].fit.metric != sentence.roles.staff_share or "gender" in told[1]:
        return None
    if _BETWEEN.fullmatch(sentence.text, before.unit_end, number.start) is None:
        return None
    if _BEHIND.match(sentence.text, number.unit_end, sentence.end) is None:
        return None
    return replace(told[0], cost=_COST, role="sentence", carried=True, sure=True)
