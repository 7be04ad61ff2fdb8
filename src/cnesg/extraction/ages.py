"""Classes of age that texts and cells name: `30-50`, `aged under 30`, 35岁及以下."""

from functools import lru_cache

from cnesg.extraction.figures.year_names import BORN, short_year
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_RANGE = r"(?:\s*(?:-|–|—|~|to|and|至|到)\s*\d\d)?"
_AGE = regex(
    rf"""(?ix)
      \b(?:under|below|over|above|between|less\ than|more\ than)\s(?:the\s)?age\s(?:of\s)?\d\d{_RANGE}
    | \bage[sd]?\s(?:(?:group|range|bracket)s?\s?[:–—-]?\s)?(?:under|below|over|above|between)?\s?\d\d(?!\d){_RANGE}
      (?:\s(?:or|and)\s(?:above|below|over|under))?
    | (?:(?<=%\s)|(?<=\bare\s)|(?<=\bwere\s))(?:aged\s)?(?:under|below|over|above|between)\s\d\d(?:\sand\s\d\d)?
      (?=[,.;)]|\s(?:and(?!\s\d\d\s(?:years|yrs))|while)\b|\s?$)
    | (?<=\d\s)(?:under|over|above|below)\s\d\d(?=[,;)]|\sand\s\d)
    | (?:(?<=\bemployees\s)|(?<=\bstaff\s)|(?<=\bthose\s)|(?<=\bpeople\s)|(?<=\bworkers\s)|(?<=\bcolleagues\s))
      (?:under|below|over|above|between\s\d\d\sand)\s\d\d\b(?!\s?[%.,]\d|\s?%|\scountries)
      (?:\syears?\s(?:old|of\sage))?
    | (?:\b(?:under|over|below|above)[\s-])?(?<![\d.,])\d\d{_RANGE}[\s-](?:years?[\s-]?(?:of\s|old\s)?)?
      age[\s-](?:groups?|brackets?|bands?|range|category|cohort)\b
    | \b(?:younger|older)\sthan\s(?:the\sage\sof\s)?\d\d\b
    | \b(?:up\sto|under|below|over|above|between)?\s?\d\d{_RANGE}\s?years?\s(?:old|of\sage)
      (?:\s(?:or|and)\s(?:above|below))?
    | (?:年龄)?(?:小于|大于|低于|超过|未?满|[<>≤≥])?\s?\d\d(?:周?岁)?\s?[-—~至到–]\s?(?:未满)?\d\d\s?周?岁(?:\(含\))?
    | (?:年龄)?满?\d\d\s?(?:周岁|岁)\s?(?:\(含\))?\s?[及或]?以[上下]
    | (?:小于|大于|低于|超过|未满|<|>|≤|≥)\s?\d\d\s?(?:周岁|岁)
    | (?<![\d.])(?<!\d,)(?:{BORN}后?[、和及])*{BORN}\"?后(?![续来期勤])
    """
)
_NEXT_AGE = regex(
    r"(?i)(?:, (?:and )?| and )(?P<age>(?:aged )?(?:(?:under|below|over|above) \d\d|between \d\d and \d\d"
    r"|\d\d\s?(?:-|–|to)\s?\d\d))(?![\d%.]|,\d|\s?%)"
)
_AGE_CELL = regex(
    r"""(?ix)^\s*(?:<|>|≤|≥|=|up\sto|under|below|over|above|aged?|from|between)?\s*\d\d\s*
    (?:岁|years?|(?:and|to|[-–—~至到])\s*\d\d)?\s*(?:岁|周岁|years?(?:\sold)?)?\s*
    (?:[及或]?以[上下]|(?:and|or)\s(?:above|below|over|under)|\+)?\s*$"""
)
_BESIDE_AGE = regex(  # ——|36岁以下|员工总数(人)
    r"^其中[:：]?(?=\D{0,2}\d)|^[\s\-—–·•●■◆□▪]+(?=\D{0,2}\d)|(?<=[岁上下])的?(?:员工|职工|雇员)?(?:总数|总人数|人数|占比|比例)?\s?(?:\((?:人|名|%|人次)\))?\s?$"
    r"|(?<=[\d+sodwe])\s?\((?i:persons?|people|employees"
    r"|(?:numbers?|nos?\.?)(?: of (?:staff|employees|persons|people|workers))?"
    r"|headcount|percentages?|per ?cent|[%#人名])"
    r"\)\s?$"
    r"|^(?:(?:员工|人员)?按[\u4e00-\u9fff]{2,6}?(?:划分|分类|区分|分组|分布|分)"  # 按年龄分类|30岁以下
    r"|(?:员工)?年龄(?:结构|构成|分布|分类|分组|段|组|层)?)[:：\s]?(?=\d\d)"
    r"|^(?i:(?:(?:total )?(?:number|no\.?) of )?(?:employees|staff|workers|workforce|people|persons))"
    r"(?:\s[-–—]|[:,])?\s(?i:age group:?\s)?(?=(?i:aged?|under|below|over|above|between|from)\s|[<>≤≥]|\d\d)"
    r"|^(?i:[a-z ]*\bage[a-z ]*)\s[-–—]\s"  # By age group - |Over 50
    r"(?=(?i:aged?|under|below|over|above|between)\s|[<>≤≥]|\d\d)"
)
_BEFORE_AGE = regex(r"^age\s?:\s(?=\D{0,8}\d\d)")  # Age: over 50
_AGE_GROUP = regex(r"^age (?:group|range|bracket)s?\s?[:–—-]?\s?")  # names none of them
_GENDER_BESIDE = regex(  # Male, |under 30; 30-50岁|女员工; under 30| (female)
    r"(?i)^(?:(?:fe)?males?|(?:wom|m)en)\b(?: (?:employees|staff|workers))?[\s,:;(–—-]+"
    r"|[\s,:;(–—-]+(?:(?:fe)?males?|(?:wom|m)en)\)?$"
    r"|^[男女](?:性|士)?(?:员工|职工|雇员|人员)?[\s,、:;(–—-]*(?=\D{0,3}\d)"
    r"|(?<=[岁上下后])的?[\s,、:;(–—-]*[男女](?:性|士)?(?:员工|职工|雇员|人员)?\)?$"
)
_DATED = regex(r"(?<![\d-])\(?(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?年?\)?(?![\d-])")
_TWO_DIGITS = regex(r"\d\d")  # every age has them; most texts don't
_AGE_WORDS = (  # and one of these
    *("age", "under", "below", "over", "above", "between", "year", "older", "younger", "岁"),
    *("0后", "5后", '0"后', '5"后'),
)
_BEHIND_RANK = regex(  # Management Under 30, Executive: 30-50
    r"(?P<rank>[A-Z][A-Za-z&/() -]{3,50}?)[\s,:–—-]+(?P<age>(?i:(?:aged? )?(?:(?:under|below|over|above) \d\d"
    r"|(?:between )?\d\d\s?(?:-|–|to|and)\s?\d\d|[<>≤≥]\s?\d\d)(?: years?(?: old)?)?(?: (?:and|or) (?:above|over))?))$"
)
_BESIDES_AGE = regex(  # 30岁以下员工流失率, Share of employees aged over 50: the age is a part of what is told
    r"(?i)率|时[数长]|学时|董事|新[进增聘]|入职|招聘|录用|离职|流失|受训|参训|\b(?:rates?|turnover|attrition|shares?|percentage|proportion|hours|hires|directors)\b"
)
_OTHER_WORD = regex(  # Departures, aged 30 to 50: what is counted stands beside the age
    r"(?i)(?<![a-z])(?!(?:ages?d?|age[- ]?groups?|groups?|bands?|brackets?|rang(?:es?|ed|ing)|years?|yrs?|olds?"
    r"|over|above|and|or|of|under|below|between"
    r"|less|more|than|up|to|from|the|in|by|at|for|with|employees?|staff|workers?|workforce|people|persons?|personnel|members?"
    r"|colleagues?|headcount|number|no|total|all|who|are|were|is|those|young|younger|older|senior|mid|middle|junior"
    r"|inclusive|incl|including|on|high|low|both|each|nos|fte|ftes)(?![a-z]))[a-z]{3,}"
)
_AGE_SIGN = regex(r"(?i)[<>≤≥\-–—~至到岁+]|以[上下]|year|under|below|over|above|age|\d to \d|\d and \d")


def ages_in(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The ages that `text[start:end]` names: start, end and name of each."""
    if not _TWO_DIGITS.search(text, start, end):
        return []
    lower = text[start:end].lower()
    if not any(word in lower for word in _AGE_WORDS):
        return []
    found = [(*age.span(), _AGE_GROUP.sub("", age.group().strip().lower())) for age in _AGE.finditer(text, start, end)]
    at = found[0][1] if found else end
    while following := _NEXT_AGE.match(text, at, end):  # aged below 30|, 30-50 and above 50
        at = following.end()
        if all(at <= begin or following.start("age") >= until for begin, until, _ in found):
            found.append((*following.span("age"), following["age"].lower()))
    return sorted(found)


@lru_cache(maxsize=4096)
def age_of_cell(text: str) -> str | None:
    """The age class that a whole cell names, beside a gender too; None where it names none.

    >>> age_of_cell("30-50"), age_of_cell("35岁及以下"), age_of_cell("Male, under 30"), age_of_cell("Male")
    ('30-50', '35岁及以下', 'under 30', None)
    """
    if not _TWO_DIGITS.search(text) or short_year(text):
        return None
    beside = _GENDER_BESIDE.sub("", text)
    if beside != text:
        beside = beside.removesuffix(")") if beside.count(")") > beside.count("(") else beside
        return _age_alone(beside)
    return _age_alone(text)


@lru_cache(maxsize=4096)
def behind_rank(label: str) -> tuple[str, str] | None:
    """What a label names before an age that ends it, and the age: Management Between 30-50; None for any other.

    >>> behind_rank("Non-executive staff Under 30"), behind_rank("Hires under 30"), behind_rank("Under 30")
    (('Non-executive staff', 'under 30'), None, None)
    """
    found = _BEHIND_RANK.match(label.strip())
    if found is None or _BESIDES_AGE.search(found["rank"]):
        return None
    return found["rank"], found["age"].lower()


def _age_alone(text: str) -> str | None:
    text = _DATED.sub(" ", text).strip() if _DATED.search(text) else text  # Under 30 2023: a head and the year below it
    if not _TWO_DIGITS.search(text):
        return None
    clean = _BESIDE_AGE.sub("", text).strip().lower() or text.strip().lower()
    clean = _BEFORE_AGE.sub("", clean.lstrip("-–—•· "))
    if _AGE.search(text):
        other = _BESIDES_AGE.search(clean) or _OTHER_WORD.search(_AGE.sub(" ", clean))
        return clean if len(clean) <= 40 and not other else None
    return clean if _AGE_CELL.match(clean) and _AGE_SIGN.search(clean) else None


def age_beside(label: str, start: int, end: int) -> dict[str, str]:
    """The age that is all that an English label says beside its wording: `New hires over 50`, `30-50 turnover rate`.

    Args:
        label: the label, folded.
        start: where its wording begins.
        end: where it ends.
    """
    age = age_of_cell(f"{label[:start]} {label[end:]}".strip(" -–—,:;()")) if is_latin(label) else None
    return {"age": age} if age else {}
