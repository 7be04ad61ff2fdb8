"""Figures about others in English sentences: customers, an industry, the firms that a bank or insurer invests in."""

import re

from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Sentence

_CLIENTS = (
    r"(?:clients?|customers?|guests?|policy ?holders?|patients?|passengers?|users?|readers?|viewers?|subscribers?"
    r"|tenants?|borrowers?|shoppers?|consumers?|depositors?|visitors?|farmers?|residents?|students?|shareholders?|investors?)"
)
_OF_CLIENTS = re.compile(rf"(?i)\s?(?:of|among) (?:our|the|all|its|their)?\s?(?:[a-z-]+ ){{0,2}}{_CLIENTS}\b")
_ELSEWHERE = re.compile(  # the clause is about an industry: "Unlike the industry, where only 5% of captains are women"
    r"(?i)\b(?:unlike|compared (?:with|to)|against|versus) (?:the |our |an? )?(?:[a-z]+ ){0,3}"
    r"(?:industry|sector|peers?|market|average)\b,? where [^.;\d]{0,40}$"
    r"|\b(?:industry|sector|market|national|global|uk|us|european|eu) average (?:of|is|was|stands at)\s[^.;\d]{0,12}$"
    r"|\bacross the (?:industry|sector)\b[^.;\d]{0,60}$"
)
_INVESTED = re.compile(
    r"(?i)\b(?:(?:equity|bond|investment|loan|credit|lending|mortgage) (?:portfolio|book|fund)s?|investees?"
    r"|assets under management)\b[^.;\d]{0,48}$"
)
_BOARD_OF = re.compile(r"(?i)\b(?:supervisory|executive|management|advisory) board\b[^.;\d]{0,24}$")
_ENGLISH = re.compile(r"[a-z]{3} [a-z]")
_PEOPLE = ("employees", "new_hire", "turnover", "trained")
_OWN_GASES = frozenset({"ghg_intensity", "ghg_intensity_per_revenue", "ghg_intensity_per_production"})


def is_of_others(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a figure is of customers, of an industry, of what money is invested in, or of another board's members.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: the metric that it would be a fact of.
    """
    text, start = sentence.text, sentence.start
    if not _ENGLISH.search(text, start, sentence.end):
        return False
    if _ELSEWHERE.search(text, start, number.start):
        return True
    if metric.startswith(_PEOPLE):
        if "percent" in number.kinds and _OF_CLIENTS.match(text, number.unit_end):
            return True
        return "percent" in number.kinds and _BOARD_OF.search(text, start, number.start) is not None
    return metric in _OWN_GASES and _INVESTED.search(text, start, number.start) is not None
