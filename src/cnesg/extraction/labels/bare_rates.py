"""Rates that leave their noun to the amounts before them: 重复利用水量 | 重复利用率, 矿井水利用量 | 利用率."""

from collections.abc import Callable, Iterable

from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_RATE = regex(
    r"(?:综合|重复|循环|回收|再生|再|资源化?|安全|无害化|合规|规范|委托|妥善)*"
    r"(?P<act>利用|使用|回用|处置|处理|回收|循环)率(?:\s?[(（][%％][)）])?"
)
_ADVERBS = regex(r"(?:综合|重复|循环|回收|再生|再|资源化?|安全|无害化|合规|规范|委托|妥善|年|总|的)+$")
_AMOUNT = regex(r"(?:年|总)*(?:产生|排放|外排|使用|消耗|耗用|取|用|耗)?总?量$")
_REPORTS = regex(r"(?:\([^()]*\)|情况|统计|一览|汇总|明细|表|的|及)+$")
_ACTS = regex(r"(?:产生|排放|利用|使用|回用|处置|处理|回收|循环|转移|[及与和、])+$")
_BARE_AMOUNT = regex(
    r"(?:综合|重复|循环|回收|安全|委托|自行|年)*(?:产生|利用|回用|处置|回收|排放)总?量(?:\s?[(（][^()（）]{1,8}[)）])?"
)
_LONGEST_TITLE = 16  # characters
_YEAR = regex(r"^(?:20\d\d年?度?|本年度?|本期|当年|年度?)")


def with_noun_before(rate: str, before: Iterable[str], find: Callable[[str], Found]) -> str:
    """A rate with the noun of the amounts that it is made of; empty where it has its own or wording knows none.

    Args:
        rate: the label or head, folded.
        before: the labels above it or the heads before it, the nearest first.
        find: finds wording in a text.
    """
    bare = _RATE.fullmatch(rate)
    for text in before if bare is not None else ():
        noun = _noun(BRACKETS.sub("", _YEAR.sub("", text)).strip(), bare["act"] if bare is not None else "")
        joint = f"{noun}{rate}"
        if noun and any(hit.start < len(noun) < hit.end and not hit.label_only for hit in find(joint).hits):
            return joint
    return ""


def _noun(amount: str, act: str) -> str:
    """What an amount is of: 矿井水|利用量, 重复利用|水|量, 废水|排放量."""
    start = amount.find(act)
    if start < 0:
        return _AMOUNT.sub("", amount) if _AMOUNT.search(amount) else ""
    return _ADVERBS.sub("", amount[:start]) or _AMOUNT.sub("", amount[start + len(act) :])


def named_below(label: str, title: str, find: Callable[[str], Found]) -> str:
    """A rate or an amount that is of what the title above its rows names: 利用率 below 煤矸石 or 固废综合利用情况.

    Args:
        label: the row's label, folded.
        title: the title.
        find: finds wording in a text.
    """
    bare = _RATE.fullmatch(label) or _BARE_AMOUNT.fullmatch(label)
    stem = _REPORTS.sub("", _YEAR.sub("", title)).strip()
    if bare is None or not stem or len(stem) > _LONGEST_TITLE:
        return ""
    own = BRACKETS.sub("", label).strip()
    noun = _ADVERBS.sub("", _ACTS.sub("", stem))
    for joint, join in ((f"{noun}{own}", len(noun)), (f"{stem}率", len(stem))):
        if joint.endswith("率") and not own.endswith("率"):
            continue
        hits = (hit for hit in find(joint).hits if hit.end == len(joint) and not hit.label_only)
        if join and any(hit.start < join for hit in hits):
            return joint + label[len(own) :]
    return ""
