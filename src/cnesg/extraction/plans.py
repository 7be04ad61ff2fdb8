"""Numbers that are to come: what is being built, what the company will do, what only its plans say."""

import re

from cnesg.extraction.marks import Marks
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Sentence
from cnesg.framework.wording import COUNTS

_WHERE_ONE_BUILDS = ("在建", "under construction")
# “十三五”期间公司将投入…,带动600户脱贫: all that the sentence goes on with
_WILL = re.compile(
    r"(?:十[三四五六]五[\"”]?期间|未来(?:[几两三五\d]年)?|今后(?:[几两三五\d]年)?|下一步|接下来|明年)[,，]?"
    r"(?:本?公司|集团|我们|我行|本行)?(?:还|也)?将(?!来)"
)
_WILL_DO = re.compile(  # 将投入|1,300万元
    r"(?<![以即若就能])将(?:陆续|继续|持续|再|分期|累计|共|总)?"
    r"(?:投入|出资|投资|捐赠|捐助|新增|种植|招聘|带动|帮扶|资助)(?:资金|约|近|超过|人民币|不少于|不低于)*$"
)
_DONE = re.compile(r"已|实际|截[至止]|全年|报告期")
# 该风电场装机4.8万千瓦, of a project that the sentence before says is begun
_THIS_ONE = re.compile(r"\s*(?:该|此(?!外)|其(?!中|余|他|它|次))")
_BEGUN = re.compile(r"动工|开工|核准|筹建|在建|前期工作|获得?批复?")
_STANDS = re.compile(r"投产|并网|投运|投入(?:运行|运营|使用|商运)|建成|竣工|完工")


def is_planned(marks: Marks, sentence: Sentence, number: Number, start: int, metric: str) -> bool:
    """Whether words before a number say that it is to come; what was counted where one builds was done.

    Args:
        marks: the passage's marked words.
        sentence: the sentence of the number.
        number: the number.
        start: where its clause begins.
        metric: what it measures.
    """
    said = (sentence.text[a:b].lower() for a, b in marks.spans("planned", start, number.start))
    if any(not (number.kinds & COUNTS and words in _WHERE_ONE_BUILDS) for words in said):
        return True
    if metric == "renewable_capacity" and _is_begun(sentence, number):
        return True
    if "将" not in sentence.text[sentence.start : number.start]:
        return False
    if _WILL_DO.search(sentence.text, start, number.start):
        return True
    will = _WILL.search(sentence.text, sentence.start, number.start)
    return will is not None and _DONE.search(sentence.text, will.end(), number.start) is None


def _is_begun(sentence: Sentence, number: Number) -> bool:
    """Whether a plant is one whose building the sentence before says is begun, and nothing says that it stands."""
    before = sentence.previous
    if before is None or not _THIS_ONE.match(sentence.text, sentence.start):
        return False
    told = before.text[before.start : before.end]
    stands = _STANDS.search(told) or _STANDS.search(sentence.text, sentence.start, number.start)
    return _BEGUN.search(told) is not None and stands is None
