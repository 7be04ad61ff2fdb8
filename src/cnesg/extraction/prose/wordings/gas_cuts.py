"""By how many per cent emissions are cut, in English sentences that name the year, the base or the aim.

"A 51.8% absolute reduction in Scope 1 and 2 emissions and a 51.6% reduction in Scope 3 emissions by FY30", "cutting
Scope 1 & 2 emissions by 54.6% and Scope 3 by 32.5%".
"""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_SCOPES = r"scopes? ?[123](?:\s?(?:,|and|&|\+|/|,\sand)\s?(?:scope ?)?[123])*"
_WORDS = (
    r"(?:(?!by\b|and\b|while\b|but\b|which\b|energy\b|water\b|waste\b|methane\b|nox\b|so2\b|air\b)"
    r"[\w'’&-]+\s){0,5}?"
)
_GASES = r"(?:ghg|greenhouse[- ]gas(?:es)?|carbon(?: dioxide)?|co2e?)(?:\s\([^()]*\))?"
_EMISSIONS = (
    rf"{_WORDS}(?:{_SCOPES}(?:\s\([^()]*\))?(?:\s{_WORDS}(?:{_GASES}\s)?(?:emissions?|footprint|intensity))?"
    rf"|{_GASES}\s(?:emissions?|footprint|intensity)(?:\sintensity)?|(?<=absolute )emissions|(?<=own )emissions)"
)
_KINDS_OF_CUT = r"(?:(?:absolute|intensity|intensity[- ]based|overall|total|near[- ]term|further|relative)\s){0,2}"
_CUT_BEHIND = regex(
    rf"(?i)\s{_KINDS_OF_CUT}(?:reduction|decrease|cut)s?\s(?:target\s)?(?:in|of|to|for)\s{_EMISSIONS}"
    rf"|\s(?:fewer|lower|less)\s{_EMISSIONS}|\s{_KINDS_OF_CUT}{_SCOPES}\s(?:{_GASES}\s)?emissions?\sreductions?\b"
)
_CUT_BEFORE = regex(
    r"(?i)\b(?:reduc|cut|lower|decreas|shrink|slash)\w*\s"
    rf"{_EMISSIONS}(?:[^.;%\d]|(?<=scope )[123]|(?<=and )[123]|(?<=\d)\.\d|20\d\d){{0,60}}?\sby\s"
    r"(?:at least |up to |about |around |approximately |some |over |more than |a further |an? )?$"
)
_CUT_TOO = regex(
    rf"(?i),?\s(?:and\s|as well as\s)(?:(?:reduc|cut|lower|decreas)\w*\s)?{_EMISSIONS}(?:\s[\w-]+){{0,4}}?\sby\s"
    r"(?:at least |up to |about |around |approximately |some |over |more than |a further )?$"
)
_SET_TO = regex(
    r"(?i)\b(?:by|before)\s(?:the end of\s)?(?:FY ?)?['’]?(?:20)?[2-6]\d\b|\bbase ?line|\bbase[- ]year"
    r"|\b20[012]\d levels?"
    r"|\b(?:compared (?:with|to)|against|relative to|versus|vs\.?|from|since|below|on|than)\s(?:the |its |our |a )?"
    r"(?:(?:fiscal )?year\s)?(?:FY ?)?['’]?(?:20)?[012]\d\b"
)
_REACH = 160
_COST = 0.6


def gases_cut_by(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a per cent by which emissions are cut; None for others, and where no base or aim is named.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    metric = sentence.roles.gases_cut
    if not metric or "percent" not in number.kinds or ("missions" not in sentence.text and "cope" not in sentence.text):
        return None
    text = sentence.text
    told = _CUT_BEHIND.match(text, number.unit_end, sentence.end) or _CUT_BEFORE.search(
        text, max(sentence.start, number.start - _REACH), number.start
    )
    if told is None and (before := sentence.before(number)) is not None and before.start in sentence.read:
        of_same = sentence.read[before.start][0].fit.metric == metric
        told = _CUT_TOO.fullmatch(text, before.unit_end, number.start) if of_same else None
    if told is None or _SET_TO.search(text, sentence.start, sentence.end) is None:
        return None
    entry = know.lexicon.first_entries.get(metric)
    if entry is None:
        return None
    return Choice(_COST, Hit(entry, number.start, number.unit_end), Fit(metric, know.unit_of(metric)), "clause")
