"""The kind of what a number counts: told before its wording, in a gap of it, or by the noun that is counted."""

import re
from functools import lru_cache

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import LONGEST_PHRASE, Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE

_COUNTED_END = regex(
    r"[,，、;；。:()\d]|(?<=[台件套本册只头箱羽辆])[及和与]|[及和与](?=[一二两三四五六七八九十百千]+[台件套本册只箱吨份条])"
    r"|正式|陆续|交付|运抵|运往|送[到往至达抵]|发[往到]|寄[往到]"  # 160套棉被|送到了小学
)  # 鸡苗3000只|及饲料一批, 方便面|及二百箱水
_BEFORE_BRACKET = regex(r"([\u4e00-\u9fff]{1,10})[(（]$")  # 捐赠|帐篷(30顶
_JOINED = frozenset("及和与、")  # 住院|及困难员工: others who were helped, no kind of the latter
_COMING = regex(r"(?:前来|莅临|到|来)(?:本?公司|我司)?$")  # 6批机构投资者|来公司
_NO_ITEM = regex(r"价值.*$|上$|^\w{2,14}(?:[小中大]学|学校|医院|灾区|[福敬]\w院|俱乐部)捐?(?=[^\W生])")
_HELD_BY = regex(  # 参加省化工协会举办的|业务培训: who holds a course is no kind of it
    r"(?:参加|参与|接受)了?由?[^,，。;；、\d]{2,24}?(?:举办|组织|主办|承办|开展|安排|举行)的"
)
_NEXT_ITEM = regex(r"\s*[、和及与]\s*")
_SENT_TO = regex(r"(?:远|奔|分)?赴|前往|到(?!期|岗|位)")
_TEACH = regex(r"培训|轮训|培养|栽种|栽植|种下")
_LISTS = regex(r"^班(?!组)|讲座|活动|课程")
# people of a kind: not 学员, who may be anybody, nor 各层级员工
_TAUGHT = regex(r"(?!各|全|所有|广大)[^,，;；:：()（）]*(?:[长工师者手人]|(?<!学)员|干部|骨干)")


def kind_told(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, low: int) -> str:
    """The kind that stands before the wording: 管理提升类|培训86期, 化工|安全费用, 10期|青年|公开课."""
    metric = choice.fit.metric
    how = "percent" in number.kinds and metric in sentence.roles.training and choice.hit.end > number.unit_end
    if metric not in narrower.words.metrics or choice.role not in {"clause", "beside"} or how:  # 100%|经过系统|培训
        return _counted(narrower, sentence, number, metric)
    # 煤矿安全培训 is wording of the same metric as 安全培训: what it says more is the kind
    ending = (h for h in (choice.hit, *sentence.hits) if h.end == choice.hit.end and _same(narrower, h, choice.hit))
    last = max(ending, key=lambda h: h.start)
    begin = last.start
    if any(choice.hit.start <= n.start < begin for n in sentence.numbers):
        begin = choice.hit.start  # 钢材|一次合格率
    first = number.unit_end if begin >= number.unit_end else low
    first = max([first, *(n.unit_end for n in sentence.numbers if n.unit_end <= begin)])
    counted = _counted(narrower, sentence, number, metric)
    if begin >= number.unit_end:
        named = counted if metric in narrower.words.acted_on else ""
        held = _HELD_BY.search(sentence.text, first, choice.hit.end)
        first = held.end() if held else first
        between = narrower.verbs_at_end.sub("", sentence.text[first:begin])
        named = named or narrower.phrase(between or _inside(narrower, sentence, number, choice.hit), metric)
        return named or narrower.phrase(narrower.verbs_at_end.sub("", sentence.text[first : choice.hit.start]), metric)
    gapped = last if begin > choice.hit.start else choice.hit  # 组织|开展19个|专业系统|培训
    if not counted and (inside := _inside(narrower, sentence, number, gapped)):
        return narrower.phrase(inside, metric)
    if begin == choice.hit.start < number.start and (done_to := _done_to(narrower, sentence, number, choice)):
        return done_to
    joined = metric in narrower.words.acted_on and sentence.text[begin - 1 : begin] in _JOINED
    if joined or first >= begin or number.start < begin:  # the last in 《...》等两|项课题获
        return counted
    return counted or narrower.phrase(sentence.text[first:begin], metric)


def item_given(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What was counted, where things given are told by what they are: 捐赠|图书|2000册, 300套|餐具."""
    if metric not in narrower.words.items or not number.kinds & (COUNTS | {"mass"}):
        return ""
    bracket = _BEFORE_BRACKET.search(sentence.text, sentence.start, number.start)
    if bracket:
        return narrower.phrase(bracket[1], metric)
    counted = _counted(narrower, sentence, number, metric) or narrower.phrase(sentence.own_label(number), metric)
    return _NO_ITEM.sub("", counted)


def _inside(narrower: Narrower, sentence: Sentence, number: Number, hit: Hit) -> str:
    """What stands in the gap of a wording: 开展|质量|培训, 举办两期|班组长|培训."""
    gaps = _gaps(narrower.know.lexicon.entries[hit.entry].zh)
    wording = sentence.text[hit.start : hit.end]
    own = hit.start <= number.start and number.unit_end < hit.end and bool(number.kinds & COUNTS)
    found = next((found for one in gaps if (found := one.fullmatch(wording))), None)
    if found is None:
        return ""
    begin, end = (hit.start + at for at in found.span(found.re.groups))
    low = begin if found.re.groups > 1 else hit.start  # 对6家分厂约180人开展了|工程造价|培训
    others = [n for n in sentence.numbers if low <= n.start < hit.end and not (own and n is number)]
    if others:  # 管理培训12期|360人次、焊接技能|培训9期: of the item before is what stands before it
        item = _NEXT_ITEM.match(sentence.text, others[-1].unit_end, end) if hit.end <= number.start else None
        return sentence.text[item.end() : end] if item else ""
    begin = max(begin, number.unit_end) if own else begin
    sent = _SENT_TO.search(sentence.text, begin + 2, end)  # 选派18名|技师|赴德国学习
    return sentence.text[begin : sent.start() if sent else end]


def _done_to(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> str:
    """The noun between the verb of a wording and the number behind it: 种植|侧柏|2.5万株, 培训|班组长|120人."""
    hit, metric = choice.hit, choice.fit.metric
    before = metric in narrower.words.taught and hit.end <= number.start and bool(number.kinds & PEOPLE)
    if not before and (metric not in narrower.words.counted | narrower.words.taught or hit.end != number.unit_end):
        return ""
    verb = narrower.breaks.match(sentence.text, hit.start)
    verb = _TEACH.match(sentence.text, verb.end() if verb else hit.start) or verb
    noun = sentence.text[verb.end() : number.start] if verb else ""
    several = _LISTS.search(noun) or ("、" in noun and metric in narrower.words.taught)  # 培训班、讲座30期
    several = several or (before and not _TAUGHT.fullmatch(noun))
    return "" if several else narrower.phrase(noun, metric)


def _counted(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """The noun behind a measure word, where a metric's things differ by it: 1000余棵杨树, 6起瓦斯超限事故."""
    if metric not in narrower.words.counted or not number.kinds & (COUNTS | {"mass"}):
        return ""
    end = _COUNTED_END.search(sentence.text, number.unit_end, sentence.end)
    noun = sentence.text[number.unit_end : end.start() if end else sentence.end]
    if (verb := narrower.breaks.search(noun)) is not None:
        noun = _COMING.sub("", noun[: verb.start()]) if metric in narrower.words.acted_on else ""
    return narrower.phrase(noun, metric) if width(noun) <= LONGEST_PHRASE else ""


@lru_cache(maxsize=4096)
def _gaps(wordings: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The wordings with a gap, each as a pattern that holds what stands in it."""
    gapped = (w.split("..") for w in wordings if ".." in w)
    return tuple(re.compile("(.*?)".join(re.escape(part.strip()) for part in w)) for w in gapped)


def _same(narrower: Narrower, one: Hit, other: Hit) -> bool:
    entries = narrower.know.lexicon.entries
    return entries[one.entry].metric == entries[other.entry].metric
