"""Figures whose noun belongs to somebody outside: our suppliers' water use, 租户用电量, the country's workforce.

Who is outside is looked for at the wording itself, right before it or right behind it, and at nothing else.
"""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.outsiders.others import OUTSIDER
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_EVERYBODY = r"(?:industry|sector|country|nation|city|province|world|peer group|market|competitors?|rivals?)"
_OF_EVERYBODY = regex(rf"(?i)\b{_EVERYBODY}['’]s?\s(?:[a-z-]+\s){{0,3}}$")
_OF_OTHERS = regex(rf"(?i)\b{OUTSIDER}['’]s?\s(?:[a-z-]+\s){{0,3}}$")
_BY_OTHERS = (
    r"\s(?:of|among|amongst|across|at)\s(?:(?:the|our|its|all|most|these|those|key|major|main)\s){0,2}"
    rf"(?:[a-z-]+\s){{0,2}}?{OUTSIDER}\b(?!['’])"
)
_NEXT_NOUN = r"(?:and|or|while|number|total|share)"  # new hires| and number of suppliers: the next of a list
_BEHIND = regex(rf"(?i)(?:\s(?!{_NEXT_NOUN}\b)[a-z]+){{0,2}}?{_BY_OTHERS}")
_INSIDE = regex(rf"(?i){_BY_OTHERS}")
_OF_THEM = regex(  # the number of injuries |of our suppliers was 3: no count of suppliers
    r"(?i)\b(?!(?:number|total|count|base|pool|list|network|panel|portfolio|percentage|share|proportion|majority|all|most)\b)"
    r"[a-z-]+\s(?:of|by|among|at)\s(?:our|the|its|all)\s(?:[a-z-]+\s){0,2}?(?:suppliers|vendors)\b"
)
_THAT_OF = regex(rf"(?i)\b(?:that|those)\s(?:of|for|at)\s(?:our|the|its|all)\s(?:[a-z-]+\s){{0,2}}?{OUTSIDER}\b")
_BEGINS = r"(?:^|[,，。;；:：(]|[年度内]|(?:我们|公司|集团|我司|我行)的?|主要|核心|重点|上游|下游)"
_TOGETHER = r"(?:的|各|总|年均|平均|整体|总体|合计|全年)*$"
_OF_OTHERS_ZH = regex(rf"{_BEGINS}(?:供应商|供货商|承运商|租户|客户){_TOGETHER}")
_OF_EVERYBODY_ZH = regex(
    rf"(?:^|[,，。;；:：]|[年度])(?:(?:我国|全国|中国|全|本|整个|该|同)?行业内?|业内|我国|全国|[全我][省市县])(?:范围内)?{_TOGETHER}"
    r"|(?<![\u4e00-\u9fff])(?:\d{4}年)?(?:全|整个|(?:我国|全国|中国|国内)[\u4e00-\u9fff]{1,6})行业"
    r"[^,，。;；\d]{0,8}$"  # 2023年全行业电动车共|耗电
    rf"|{_BEGINS}(?:竞争对手|竞争者|同行业?(?:可比)?(?:上市)?(?:公司|企业)?|可比(?:上市)?公司){_TOGETHER}"
)
_AVERAGE_ZH = regex(
    r"(?:全国|全[省市]|全?行业|同业|同行业?|国际|国内|市场|社会)的?平均(?:水平|值|数|线)?[^,，。;；\d]{0,4}[(（]?$"
)
_OF = " of"
_NEAR = 24  # characters before a Chinese wording
_NEAR_LATIN = 72
_LONGEST_AVERAGE = 16


def belongs_to_others(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the wording or the number is said to be that of a supplier, a tenant, an industry, a country.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    text, hit = sentence.text, choice.hit
    if _is_average(text, sentence.start, number.start):
        return True
    if not sentence.start <= hit.start < number.start:
        return False
    if text[hit.start - 1 : hit.start] != " ":
        return _owned(sentence, choice)
    return _owned_in_english(sentence, choice) or _owned_behind(sentence, number, choice)


def _owned(sentence: Sentence, choice: Choice) -> bool:
    """Whether a Chinese wording has an owner outside right before it: 租户|用电量. Not 供应商|培训."""
    metric, roles = choice.fit.metric, sentence.roles
    before = sentence.text[max(sentence.start, choice.hit.start - _NEAR) : choice.hit.start]
    if _OF_EVERYBODY_ZH.search(before):
        return True
    courses = (metric in roles.training or metric in roles.learners) and metric not in roles.quotients
    return not courses and metric not in roles.told_of_others and _OF_OTHERS_ZH.search(before) is not None


def _owned_in_english(sentence: Sentence, choice: Choice) -> bool:
    """Whether an English wording has an owner outside right before it: our suppliers' |water consumption."""
    before = sentence.text[max(sentence.start, choice.hit.start - _NEAR_LATIN) : choice.hit.start]
    if "'" not in before and "’" not in before:
        return False
    if _OF_EVERYBODY.search(before):
        return True
    return choice.fit.metric not in sentence.roles.told_of_others and _OF_OTHERS.search(before) is not None


def _owned_behind(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether an English wording or figure has an owner outside behind it: the revenue| of our associates."""
    text, hit, label = sentence.text, choice.hit, sentence.own_label(number)
    if choice.fit.metric in sentence.roles.told_of_others:
        return choice.fit.metric in sentence.roles.suppliers_counted and _OF_THEM.search(label) is not None
    end = hit.end - len(_OF) if text.endswith(_OF, hit.start, hit.end) else hit.end
    if _BEHIND.match(text, end, number.start) or _INSIDE.search(text, hit.start, min(hit.end, number.start)):
        return True
    return ("that " in label or "those " in label) and _THAT_OF.search(label) is not None


def _is_average(text: str, start: int, at: int) -> bool:
    """Whether a Chinese label ends with the average of an industry or a country: 低于全国平均水平(|16.3%)."""
    before = text[max(start, at - _LONGEST_AVERAGE) : at]
    return "平均" in before and _AVERAGE_ZH.search(before) is not None
