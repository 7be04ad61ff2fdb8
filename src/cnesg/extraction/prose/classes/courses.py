"""What a course is about, where the clause before or the words behind the number tell: 举办急救|培训,培训人次260."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_SUMS = regex(r"共|累计|合计|总|全年|年度|每年")
_THIS_ONE = regex(r"[此该本这]次|[此该本这]期")  # 共计200人参加了此次培训: over no other courses
_TAUGHT_IN_IT = regex(  # 组织焊工技能培训,共培训员工|150人: in the course just named, and over no year
    r"(?:共计?|累计|合计|总共)(?:完成)?(?:培训|参训|受训)(?:员工|人员|职工|干部|学员|骨干)*(?:约|近|超过|达到?)*"
)
_HELD = regex(
    r"(?:举办|开展|组织|举行|开设|实施|进行|强化|加强|抓好|做好|推进|参加)了?(?![^,，]{0,20}(?:等|培训[^,，]*、))([^,，]{2,24}?)(?:专题|主题)?(?:(?:培训|讲座|课程|轮训|集训)(?:班|活动|工作)?|(?:研修|进修|研讨|提升|提高|特训|(?<=干部)|(?<=人才)|(?<=骨干))班)$"
)
_AIMED_AT = regex(
    r"针对([^,，、]{2,16}?)(?:的)?(?:突出问题|问题|风险|情况|特点|需求|现状|实际|教训)?"
    r"(?:(?:开展|组织|举办|进行|实施)了?[^,，、]{0,8}?(?:培训|轮训|讲座|演练|检查))?$"
)
_ATTENDED = regex(
    r"(?:余|多)?(?:人次?|名)?[\u4e00-\u9fff]{0,8}?(?:参加|参与|观看|接受|聆听)了?(?:由[^,，。;；]{2,40}?的)?"
    r"([^,，。;；:：\d]{2,24}?(?:讲座|竞赛|答题|教育片|警示片|专题片|报告会|党课|展览|教育活动|答题活动|学习活动|主题活动)(?:活动)?)"
)


def topic_held(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """The topic of the course that the clause before names without a number; empty for a sum over courses.

    Args:
        narrower: words that narrow nothing.
        sentence: the sentence of the number.
        number: how many took part, or how long it took.
        metric: its metric.
    """
    words = narrower.know.lexicon.grammar.narrowing
    start, end = sentence.clauses.span(number.start)
    if metric not in words.taught or start <= sentence.start:
        return ""
    label = sentence.own_label(number)
    over_all = _SUMS.search(label) and _TAUGHT_IN_IT.fullmatch(label) is None
    if over_all and _THIS_ONE.search(sentence.text, number.unit_end, end) is None:
        return ""
    low, high = sentence.clauses.span(start - 2)
    while low > sentence.start and sentence.text[low - 1] == "、":  # 强化销售、|售后员工培训
        low, _ = sentence.clauses.span(low - 2)
    if any(low <= n.start < high for n in sentence.numbers):
        return ""  # its number has taken the topic
    held = _HELD.search(sentence.text, low, high)
    return narrower.phrase(held[1], metric) if held else ""


def aim_told(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What drills, courses or checks are aimed at, by the clause before: 针对危险化学品泄漏,开展应急演练|14次.

    Args:
        narrower: words that narrow nothing.
        sentence: the sentence of the number.
        number: how many there were.
        metric: its metric.
    """
    start, _ = sentence.clauses.span(number.start)
    if metric not in narrower.know.lexicon.grammar.narrowing.aimed or start <= sentence.start:
        return ""
    low, high = sentence.clauses.span(start - 2)
    aim = _AIMED_AT.search(sentence.text, low, high)
    return narrower.phrase(aim[1], metric) if aim else ""


def event_attended(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What those counted took part in: 300余人参加|预防职务犯罪讲座; empty where the words behind tell nothing.

    Args:
        narrower: words that narrow nothing.
        sentence: the sentence of the number.
        number: how many took part.
        metric: its metric.
    """
    if metric not in narrower.know.lexicon.grammar.narrowing.attended:
        return ""
    behind = _ATTENDED.match(sentence.text, number.unit_end, sentence.end)
    return behind[1].lower() if behind and narrower.narrows(behind[1]) else ""
