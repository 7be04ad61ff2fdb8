"""Formulas in brackets behind the name that they repeat: 减排二氧化硫|(SO2)|12吨, 化学需氧量|(COD)|8吨.

So are initials behind the name of a rate: 失能伤害频率|(FR)|为0.4. Longer ones (LTIFR) are names of their own. What a
scope of emissions is stands in brackets too, and its name in quotes: "范围3|(供应链的间接排放)|"碳排放量为8万吨.
English puts them in quotes or not: nitrogen oxides|("NOx")|, respirable suspended particles|(RSP)|. They say nothing
new, and the bracket would part the name from its number. Of what is counted over hours behind an English rate,
(|lost time accidents |per 200,000 hours worked), only the hours stay.
"""

import re

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_NAMES = (
    "[硫氮]氧化(?:物|合物)|二氧化[硫碳氮]|(?:化学|生化)[需耗]氧量|悬浮物|氨氮|总[氮磷]"
    "|(?:挥发性|有机)[有机化合废]{1,4}[物气]|颗粒物|[烟粉]尘"
)
_FORMULA = regex(
    rf"(?:{_NAMES})(?P<bracket>\((?i:SO[2xX]|NO[2xX]|CO2?|COD(?:cr)?|BOD5?|SS|NH3?-?N|T[NP]|VOCs?|NMHC|PM(?:2\.5|10)?|TSP)\))"
)
_INITIALS = regex(r"(?<=[率数度])(?P<bracket>\((?!PUE)[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?\))(?=[为是约达:]{0,2}\d)")
_COUNTED = regex(  # Lost Time Accident Frequency (|number of lost time accidents| per 200,000 hours worked)
    r"(?i)\b(?:rate|frequency|index|[lt]?t?[ri]i?[fr]{1,2})\s\((?P<counted>[a-z][a-z -]{2,60}?)"
    r"(?=per\s\d[\d,]*\s(?:[a-z-]+\s)?(?:hours|hrs)\b[^()\d]{0,30}\))"
)
_ENGLISH_NAMES = (
    "nitrogen oxides?|sul(?:ph|f)ur (?:di)?oxides?|carbon (?:mon|di)oxide|chemical oxygen demand"
    "|ammonia(?:cal)? nitrogen|volatile organic compounds?|particulate matters?|particulates"
    "|(?:respirable )?suspended particul(?:ates|ate matters?)|(?:respirable )?suspended particles"
    "|non-methane (?:total )?hydrocarbons?|greenhouse gas(?:es)?"
)
_ENGLISH = regex(
    rf"(?i)\b(?:{_ENGLISH_NAMES})(?P<bracket>\s?\(\s?[\"“”'‘’]?(?:NO[x2]|SO[x2]|CO2?|COD(?:cr)?|NH3?-?N|VOCs?|PMs?"
    r"|RSPs?|SPs?|NMT?HCs?|GHGs?)[\"“”'‘’]?\s?\))"
)
_SCOPE = regex(
    r"(?P<opens>[\"“「])?(?:范[围畴]|类别)[一二三123ⅠⅡⅢ](?P<bracket>\([^()\d]{2,30}\))?(?P<closes>[\"”」])?"
    r"(?=的?(?:温室气体|二氧化碳|碳)?排放|(?:为|约|是|共)*\d)"
)


def without_formulas(passage: Passage) -> Passage:
    """A passage without formulas behind names of pollutants, initials behind rates, and what is around names of scopes.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    found = [*_FORMULA.finditer(text), *_INITIALS.finditer(text)] if "(" in text else []
    if "(" in text and is_latin(text):
        found += _ENGLISH.finditer(text)
    spans = [one.span("bracket") for one in found]
    if "(" in text and ("hours" in text or "hrs" in text):
        spans += [one.span("counted") for one in _COUNTED.finditer(text)]
    if "范" in text or "类别" in text:
        spans += [span for one in _SCOPE.finditer(text) for span in _around_scope(one)]
    return passage.without(sorted(spans))


def _around_scope(found: re.Match[str]) -> list[tuple[int, int]]:
    """Where the bracket behind a scope's name stands, and the quotes around it."""
    quotes = ["opens", "closes"] if found["opens"] and found["closes"] else []
    return [found.span(part) for part in (*quotes, "bracket") if found[part]]
