"""What brought about a saving: the last measure named before it, or by the sentence that it points back to."""

import re
from functools import lru_cache

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence, width
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import any_of

_CLAUSE = regex(r"[^,，。;；:：]+")
_OF_ALL = regex(r"公司|集团|全行|全系统|合计|总计|共计|其中")  # 公司全年节电: of all measures
_GOES_ON = (  # 发电|企业, 利用|率, 火力发电|相比, 技术|进步奖: a longer name, or what is compared with
    r"[\u4e00-\u9fff]{0,2}(?:管理|水平|工作|力度|责任|指标|目标|能力|任务)"
    r"|企业|公司|行业|工厂|机组|率|量|成本|人员|相比|比较|进步|[一二三特]等|奖|节能减排"
)
_SEVERAL = regex(r"^(?:[一二两三四五六七八九十几多各\d]+[套台座条个项]|国内首[套台座个])+")  # |干熄焦系统
_SUMMED = regex(
    r"^[以上]|上述|基础上?$|\(|(?:等|两|三|四|五|六|七|八|九|十|多|各|\d+)[个项类大]?(?:重点|节能|节水|环保|减排|技改)*$"
)
_LISTED = regex(r"[、和及与]|以及")
_LEADS = regex(  # 其中, 通过, 2023年|余热回收
    r"(?:20\d\d年)?(?:[上下]半年|度)?(?:本?公司|集团)?(?:先后|积极|大力|全面|继续)*(?:通过|经过|借助|依托)?了?(?:对|将|把)?"
)
_SHORTEST = 2.0  # characters that say which measure it is
_SPEAKS_ALONE = 4  # characters of an ending that is a measure by itself: 清洁生产


@lru_cache(maxsize=4)
def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    """How names of measures end: the longest of those that meet at one place."""
    return re.compile(rf"(?:{any_of(words)})+(?!{_GOES_ON})")


def means_told(narrower: Narrower, sentence: Sentence, number: Number) -> str:
    """The measure that the clauses before a saving name last: 推广电子账单,每年可减排|10吨; empty where none does.

    A saving that its own clause tells of the whole company is of no one measure, nor is that of several in a list.

    Args:
        narrower: the grammar's words of measures, verbs and names.
        sentence: the sentence of the number.
        number: the number.
    """
    saved = (n for n in sentence.read_before(number) if sentence.read[n.start][0].fit.metric in sentence.roles.avoided)
    begin = max((n.unit_end for n in saved), default=sentence.start)
    clauses = _CLAUSE.findall(sentence.text, begin, number.start)
    return "" if not clauses or _OF_ALL.search(clauses[-1]) else _last_named(narrower, clauses)


def means_of_sentence(narrower: Narrower, sentence: Sentence) -> str:
    """The measure that a sentence names last; empty where it names none or several."""
    return _last_named(narrower, _CLAUSE.findall(sentence.text, sentence.start, sentence.end))


def _last_named(narrower: Narrower, clauses: list[str]) -> str:
    """The measure that clauses name last."""
    return next((name for clause in reversed(clauses) if (name := _named(narrower, clause))), "")


def _named(narrower: Narrower, clause: str) -> str:
    """The last measure of a clause by name: 对熔炼炉进行|富氧燃烧改造."""
    ends = list(_ends(narrower.words.means).finditer(clause))
    told = (_by_name(narrower, clause, end) for end in reversed(ends))
    return next((name for name in told if name is None or name), "") or ""


def _by_name(narrower: Narrower, clause: str, end: re.Match[str]) -> str | None:
    """The name of a measure that has this ending; empty where it has none of its own, None where it has several."""
    before = _LEADS.sub("", clause[: end.start()], count=1)
    if before.endswith("等") or clause.startswith("等", end.end()):
        return None
    cuts = list(narrower.no_name.finditer(before))
    name = narrower.phrase(before[cuts[-1].end() :] if cuts else before)
    if not name:
        return end[0] if len(end[0]) >= _SPEAKS_ALONE and not before else ""
    if _SUMMED.search(name) or _LISTED.search(name):
        return None
    name = _SEVERAL.sub("", name)
    which = narrower.generic.sub("", name)
    return f"{name}{end[0]}".lower() if width(which) >= _SHORTEST else ""
