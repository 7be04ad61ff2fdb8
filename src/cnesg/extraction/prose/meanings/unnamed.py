"""Words of a number's label that say when, which way, or of one of what, and so name nothing by themselves."""

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.wordings.bare_words import POINTS_BACK
from cnesg.extraction.prose.wordings.subjects import THAT_FIGURE
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.framework.regexes import regex

# says when, not what: 下降到|2016年
_WHEN = regex(
    r"(?:^[,，]?(?:并|且|公司)?(?:设定|制定|确定)?的?目标(?:为|是)?(?:在|到|于)?)?(?:19|20)\d\d\s?年(?:度|底|末)?前?的?|(?:本|当|今)年度?|本?报告期[内末]?|\d{1,2}月(?:\d{1,2}日)?|(?:核算|统计|盘查|核查|调查|测算)?结果(?:显示)?"
)
# where a bracket parts it from its noun: 排放总量(范围一和范围二)|指标保持在
_AT = regex(
    r"^(?P<noun>[\"”]?(?:指标|数据|情况))?(?:一直|始终|继续|基本|总体|持续|均|已|全年)*"
    r"(?:(?:保持|维持|稳定|控制)(?:在|于|为)?|[高多低]达|仅)(?:约|近)?$"
)
_AGAIN = regex(r"^(?:首次|再次|仍然?|依然|最终|继续|持续|再创新高)+(?=[达为是保维稳突实]|$)")
_NOUN = regex(r"^[\"”]?(?:指标|数据|情况)(?=[约近共仅为是达:：有]|$)")
# says in what the same amount is told once more: 节电320万度,折合标煤|393吨
_IN_OTHER_UNIT = regex(r"(?:约?折合?|相当于)(?:节约)?(?:成|为)?(?:标准?煤|电[量力]?)")
_TOLD_AGAIN = regex(r"(?:约?折合?|折算|相当于)(?:为|成|约)*$")  # 节约焦炭870吨,折合|845吨标煤
_NEAR = 12  # characters before a number
_COAL_EQUIVALENT = "ce"
# what an intensity is of one of, where the clause before says what it is an intensity of: 密度为每名雇员0.6吨
_OF_ONE = regex(
    r"[强密]度|密集度|平均|相当于|折合|约合|单位(?:营业)?(?:收入|营收|产值|产量|产品|面积)|每(?:[名位个]?(?:员工|雇员|职工)|平方米(?:楼面面积|建筑面积)?"
    r"|百?万(?:元|港[元币]|美元|人民币)?(?:营业)?(?:收益|收入|营收|营业额)?)"
    r"|(?i:\b(?:with|representing|equivalent to|equal to|or|an?|average|averaging|intensity|of)\b)"
)


_ONLY_TO = regex(r"(?:[上提]?升|[下]?降|增[加长]?|减少?)?[至到](?:了|约|近)?")
_WHICH = regex(  # our turnover,| which has since fallen to| 12%
    r"(?i)\s*(?:which|that)(?=\s)(?:\s(?:has|have|had|was|were|then|also|further|again|since|only|slightly|significantly))*"
)
_AGAINST = regex(r"(?i)[\s,]*(?:against|versus|compared (?:with|to)|as against|and only|but)\s*")  # the next class
_ANYBODY = {"人员", "员工", "职工", "雇员"}  # 参与|人员650人次: no name of any group


def own_name(know: Knowledge, sentence: Sentence, number: Number, label: str) -> str:
    """What a number's label names by itself, empty where it leaves that to words before it.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        label: the words before it: 同比下降8.6%|至, 其中女性|为.
    """
    begin = max(sentence.start, number.start - _NEAR)
    of = comparing(know.lexicon)
    which = _WHICH.match(label)
    if _AGAINST.fullmatch(label):
        return ""
    if of.changed_to.fullmatch(label[which.end() :] if which is not None else label):
        return ""
    if _ONLY_TO.fullmatch(label) and of.reached.search(sentence.text[begin : number.start]):
        return ""
    return residual(know, unnamed(know, label, number))


def names_group(know: Knowledge, name: str) -> bool:
    """Whether a name is more than a word for anybody, or for what the words before are of."""
    return name not in _ANYBODY and name not in know.lexicon.grammar.of_subject


def unnamed(know: Knowledge, label: str, number: Number) -> str:
    """A label without the words that say when, which way, or of one of what, and so name nothing by themselves."""
    label = THAT_FIGURE.sub("", _AGAIN.sub("", _AT.sub("", _NOUN.sub("", label))))
    which_way = comparing(know.lexicon).moved_to
    label = POINTS_BACK.sub(" ", _IN_OTHER_UNIT.sub("", _WHEN.sub("", which_way.sub("", label))))
    if number.unit.endswith(_COAL_EQUIVALENT):
        label = _TOLD_AGAIN.sub("", label)
    return _OF_ONE.sub("", label) if "intensity" in number.kinds else label
