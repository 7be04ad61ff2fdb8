"""Whether a bare word (固废, electricity) stands as a number's label; within a sentence it names a metric only so."""

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_THERE_ARE = regex(r"(?:有|由|为|共|拥有|设)\s?(?:约|近|超过)?$")
_CLAUSE_END = regex(r"\s*(?:[,，。;；、()（]|(?:成员)?组成|中有|$)")
_LED_BY = regex(r"由[^,，。;；、\d]{1,8}等\s?$")  # 由张某等7位|董事组成
# with so many a company deals: 与近200家|供应商签订合同
_WITH = regex(r"(?:与|和|同)(?:国内外|全国|全球|境内外|各地)?(?:约|近|逾|超过|共)?\s?$")
_DEAL = regex(r"(?:都|均)?(?:建立|开展|签订|签署|签约|保持|达成|缔结|合作|续签)")
# one of the things that a company has: 拥有9家子公司,3,000余名|员工
_HAS = regex(
    r"(?:拥有|现有|下辖|设有|旗下有)[^,，。;；\d]{0,8}\d[^,，。;；、]{2,16}[,，、及和与]\s?(?:约|近|逾|超过|共)?$"
)
_STOOD_AT = regex(
    rf"(?i)\s(?:stood at|stands at|was|is|were|amounted to|came to|totalled|totaled|reached|numbered) {ABOUT}"
)
_AMOUNT_OF = regex(
    r"^(?:\((?:单位[::])?[^()\d]{1,10}\))?的?(?:全?年|年度)?(?:排放|消耗|使用|耗用|消费)?总?量"
)  # VOCs|年排放量为36.7吨
_GENERATED = regex(r"^的?(?:全?年|年度)?(?:产生|排放|清运|产出)?总?量")  # 炉渣、粉煤灰|年产生量
_OF_A_PART = regex(r"(?:厂|[厂矿港园]区|公司|基地|车间|板块|业务|分部|园区|门店|各店|总部|码头|船队|机队|车队|锅炉房)$")
_OF_A_YEAR = regex(r"(?:全年|年度|报告期内?|年内|本年|当年|(?:19|20)\d\d年度?)(?:共计?|累计|总|的)*$")
_OWN = regex(  # "of our 12,345 employees", "we have 6,700 employees"
    r"(?i)(?:\b(?:our|its|the (?:group|company|bank|firm|organi[sz]ation)['’]s|[A-Z][a-z]+['’]s)"
    r"|\b(?:we|group|company|bank|chain|base|firm|business|organi[sz]ation) "
    r"(?:now |currently )?(?:have|has|had|employs?|employed|includes?|included|comprises?|comprised))"
    rf"(?: a total of)? {ABOUT}$"
)
_OWN_END = regex(
    r"(?i)\s?(?:[,.;:(]|[-–—]\s|$)|\s(?:(?:come|hail|originate)s? )?(?:from|of) (?:(?:more than|about|some|over) )?\d+ "
    r"(?:different )?(?:countr|nation|region|province|cultur)"
    r"|\s(?:in|at|across|around|throughout|worldwide|globally|as|by|and|are|who|have|with|during|on|based|located|spread"
    r"|serve|make|completed|received|attended|took|work|worked)\b"
)
_WITH_SO_MANY = regex(  # With 12,345 employees, we; We are an employer of weight, with 12,345 employees
    r"(?i)(?:(?P<first>^\s*with)|\b(?:we are|we're|the (?:group|company|bank) is)\b[^.;\d]*,? with)"
    rf"(?: a total of)? {ABOUT}$"
)
_AT_THE_HEAD = regex(  # 12,300 employees worldwide: all that a line begins with
    r"(?i)^[\s•●▪–·*-]*(?:(?:about|around|approximately|over|more than|nearly|almost|some|c\.) )?$"
)
_DIVISION = (  # By region, 8,200 employees were based in Mainland China, 2,180 in Hong Kong
    r"(?i)\s*(?:(?:broken down |analysed |divided |classified )?by|in terms of)\s(?:geograph\w+(?: region)?|region"
    r"|location|country|market|age(?: group)?|gender|sex|employment(?: type)?|employee category|category|function|rank"
    r"|level|grade)\b[^,.;\d]{0,24},"
)
_BY_DIVISION = regex(_DIVISION)
_BEGINS = regex(  # Of| 5,000 employees, 2,105 work in Asia; By region,| 5,000 employees were in Asia
    rf"{_DIVISION}\s(?:there were |we had |about |some |around )?$"
    r"|^\s*(?:out )?of (?:(?:the|a total of|some|about|around|over|more than) )?$"
)
_ALL_OF_THEM = regex(
    r"(?i)\s?(?:$|[|•]|,? (?:\d[\d.]*\s?% (?:women|female|men|male|of (?:whom|them))|worldwide\b|globally\b"
    r"|(?:(?:come|hail)s? )?(?:in|from|of) (?:(?:more than|about|some|over) )?\d+ (?:different )?(?:countr|nation)"
    r"|around the world\b|at (?:year[- ]end|the end of)))"
)
_THE_COMPANY = regex(
    r"[^.;]{0,60}?,\s(?:we\b|our\b|the (?:[Gg]roup|[Cc]ompany|[Bb]ank|firm|business|organi[sz]ation)\b|[A-Z])"
)
_TOTAL = "total"
_SPEAKS_OF_PEOPLE = regex(
    r"(?i)\b(?:employees?|staff|workforce|work force|headcount|personnel|workers?|people|persons|colleagues"
    r"|team members|associates|(?:fe)?males?|(?:wo)?men|员工|雇员|职工)\b"
)
_MANY = 100  # fewer may be anybody
_OF = regex(r"(?i)\sof\s(?:total\s)?")
_SHARE_OF_IT = regex(  # 57% comprised| diesel (6,600 GJ), and 30%| gas (3,400 GJ); power (5 GJ) and| gas (4 GJ)
    r"(?i)\d\s?(?:%|per ?cent)(?: of (?:it|this|that|which|them))?"
    r"(?: (?:comprised|comprises|was|were|is|being|came from|comes from|coming from|from|by|as|consisted of|in))?"
    r"(?: (?:natural|purchased|grid))?\s$|\d [a-z]{1,6}\)(?:,|;|,? and|,? as well as) $"
)
# points back to what was said, or says only how much of it: "which made up", "the remaining", "of this"
POINTS_BACK = regex(
    r"(?i)\b(?:which|that|this|these|of (?:this|it|these|them|which|the total)|thereof|the (?:remaining|remainder|rest)"
    r"|remaining|another|a further|further|ma(?:de|kes?|king) up|add(?:s|ing)? up to|over the (?:whole |full )?year"
    r"|totall?ing|(?:for )?a total of|in total|amounting to|altogether|in absolute terms"
    r"|the (?:figure|share|rate|total)|group.wide"
    r"|(?:bringing|taking) (?:the|this|our|it)(?: (?:total|figure|number))? to|is|are|was|were|equal to|equivalent to"
    r"|corresponding to|while|with|about|(?:more|less) than|i\.e\.)\b"
)
_SAID_BEFORE = 90  # characters
_FUEL_USE = regex(  # Fuel consumption was 3 million litres of diesel and 210 tonnes of| LPG
    r"(?i)\s*(?:[^,.;]{3,40}, )?(?:(?:our|total|the|direct|group|transport|vehicle|fleet|annual) ){0,3}"
    r"(?:fuel|energy) (?:consumption|use|usage) "
    r"(?:was|were|comprised|consisted of|included|amounted to|came to|totall?ed)\b"
)
DONE = regex(
    r"(?i)\b(?:emitted|discharged|generated|produced|consumed|used|withdrew|withdrawn|burned|purchased|comprised"
    r"|comprising|included|reused|drew)\b"
)


def labels(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a bare word (固废, electricity) stands as the number's label: fillers at most between them."""
    first = sentence.chain_start(number)
    if first is not number and sentence.found.marks.get("respectively"):
        number = first  # 炉渣、粉煤灰年产生量分别为8.6万吨和|23.5万吨
    if hit.start >= number.unit_end or _names_bracket(know, hit, number, sentence):
        return hit.end < number.start or _has_so_many(hit, number, sentence) or _is_counted(hit, number, sentence)
    between = sentence.text, hit.end, number.start
    if hit.end < number.start and (
        _STOOD_AT.fullmatch(*between) or comparing(know.lexicon).changed_to.fullmatch(*between)
    ):
        start, _ = sentence.clauses.span(hit.start)
        return not residual(know, sentence.text[start : hit.start])
    if hit.end > number.start or sentence.clauses.between(hit.end - 1, number.start) > _colons(hit, number, sentence):
        return False
    begin = number.start - len(sentence.own_label(number))
    if begin > hit.start or _is_total_of_things(hit, sentence):
        return False
    before = sentence.text[begin : hit.start]
    modified = residual(know, before)  # 洪水 is no 水, but 其中总部员工 are 员工
    is_part = sentence.begins_parts(number)
    if modified and not is_part and not _says_whose(know, hit, before, modified):
        return False
    measure = _GENERATED if know.lexicon.entries[hit.entry].metric in sentence.roles.cast_off else _AMOUNT_OF
    return not residual(know, measure.sub("", sentence.text[hit.end : number.start], 1))


def _names_bracket(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether the word is what an amount in brackets right behind it is of: 57% comprised| diesel (6,600 GJ)."""
    if not number.kinds & AMOUNTS or sentence.text[hit.end : number.start] != " (":
        return False
    if sentence.text.startswith(")", number.unit_end):  # Our Scope 1 (8 tCO2e) and |Scope 2 (5 tCO2e)
        begin = max(sentence.clauses.span(hit.start)[0], sentence.behind_last(number))
        if not residual(know, sentence.text[begin : hit.start].lstrip(") ")):
            return True
    return _SHARE_OF_IT.search(sentence.text, max(sentence.start, hit.start - 32), hit.start) is not None


def _is_total_of_things(hit: Hit, sentence: Sentence) -> bool:
    """Whether a bare total stands in a passage that speaks of no people, nor do its headings: it is not theirs."""
    if sentence.text[hit.start : hit.end].lower() != _TOTAL:
        return False
    return not any(_SPEAKS_OF_PEOPLE.search(text) for text in (sentence.text, *sentence.headings[-2:]))


def _colons(hit: Hit, number: Number, sentence: Sentence) -> int:
    """How many colons part an English word from its number as its label: "Workforce: 4,210"."""
    return int(sentence.text[hit.end - 1].isascii() and hit.end > sentence.label_start(number))


def _says_whose(know: Knowledge, hit: Hit, before: str, modified: str) -> bool:
    """Whether words before a bare word say whose it is or what was done with it: 仓配环节全年|碳排放."""
    ends = _OF_A_YEAR.search(modified) or _OF_A_YEAR.search(before) or _OF_A_PART.search(modified)
    return bool(ends) or _is_object(know, hit, before)


def _is_object(know: Knowledge, hit: Hit, before: str) -> bool:
    """Whether the word is what a verb right before it has as its object: 机队全年共消耗|航空煤油."""
    verbs = know.lexicon.governing.get(know.lexicon.entries[hit.entry].metric)
    return verbs is not None and verbs.search(before) is not None


def _has_so_many(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a clause says of nothing else than that there are so many: "公司共有8位董事,"."""
    counted = hit.start == number.unit_end and ("persons" in number.kinds or number.raw_unit == "家")
    if counted and _WITH.search(sentence.text, sentence.start, number.start):
        return _DEAL.match(sentence.text, hit.end) is not None
    if not counted or not _CLAUSE_END.match(sentence.text, hit.end):
        return False
    if _HAS.search(sentence.text, sentence.start, number.start) or _LED_BY.search(
        sentence.text, sentence.start, number.start
    ):
        return True
    if sentence.text.startswith("中有", hit.end):  # 9名董事|中有3名女性
        return True
    return bool(_THERE_ARE.search(sentence.text[max(sentence.start, number.start - 6) : number.start]))


def _is_counted(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether the word is what the company is said to have or to emit: "our 5,000 staff", "emitted 84 t of VOCs"."""
    text = sentence.text
    if hit.start == number.unit_end + 1 and _OWN.search(text[sentence.start : number.start]):
        return _OWN_END.match(text, hit.end) is not None
    if hit.start == number.unit_end + 1 and (so_many := _WITH_SO_MANY.search(text[sentence.start : number.start])):
        ends = _THE_COMPANY if so_many["first"] else _OWN_END
        return ends.match(text, hit.end) is not None
    if hit.start == number.unit_end + 1 and _BEGINS.match(text[sentence.start : number.start]):
        return _BY_DIVISION.match(text, sentence.start) is not None or text.startswith(",", hit.end)
    if hit.start == number.unit_end + 1 and _AT_THE_HEAD.match(text[sentence.start : number.start]):
        return number.value >= _MANY and _ALL_OF_THEM.match(text[hit.end : sentence.end]) is not None
    if not number.kinds & AMOUNTS or not _OF.fullmatch(text, number.unit_end, hit.start):
        return False
    used = _FUEL_USE.match(text, sentence.start, number.start)
    return (used or DONE.search(text, max(sentence.start, number.start - _SAID_BEFORE), number.start)) is not None
