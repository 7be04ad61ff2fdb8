"""Serious accidents of several kinds that one noun ends: 未发生重大|交通|、|设备|和|火灾|事故 tells each of them."""

from dataclasses import dataclass, replace

from cnesg.extraction.clauses import Clauses
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.zeros.kinds import Zero
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_GRADES = ("重大", "特大")
_KIND = r"(?!重大|特大|较大|一般)[^,，。;；:：、\d和与及或无未没等\"“”《》()]{2,6}?"
_LIST = (
    rf"(?:特别重大|重特大|重大|特大)(?:及以上)?的?(?P<list>{_KIND}(?:、{_KIND}){{0,6}}(?:以及|[、和与及或]){_KIND})"
    r"(?:等)?(?:各类|安全|生产|责任)*事故"
)
# the negation, and what else it is said of before them: 未发生|重大伤亡事故、|重大设备和火灾事故
_NONE = regex(
    r"(?:未曾|从未|没有|不存在|未|无)(?:再|能|发生|出现|有|过|任何|一起|一例)*"
    rf"(?:[^,，。;；:：\d]{{1,24}}?(?:事故|事件)[、和与及或])?{_LIST}"
)
_AFTER = regex(rf"{_LIST}(?:发生)?(?:次数|起数|数)?(?:均|都|皆|全部)?(?:为(?:零|0(?![.\d]))|未发生|没有发生)")
_JOINT = regex("以及|[、和与及或]")
_OF_OTHER_METRICS = regex(
    r"死亡|重伤|轻伤|[病疫]|污染|环[境保]|[泄失]密|泄露|质量|投诉|舆情|廉|违|诉讼|信息|网络|数据|事故|事件"
)


_NO_KIND = frozenset({"安全", "生产", "安全生产", "生产安全", "责任", "安全责任"})
_NOUN = "事故"


@dataclass(frozen=True)
class SevereListed:
    """Each kind of serious accident that a sentence lists as none, with the words that say so."""

    each: tuple[tuple[Hit, tuple[int, int]], ...] = ()

    def hold(self, know: Knowledge, hit: Hit, span: tuple[int, int]) -> bool:
        """Whether another statement is of what the lists tell: of an accident whose noun is the list's.

        Args:
            know: vocabulary and wording.
            hit: the wording of the other statement.
            span: its words.
        """
        if know.lexicon.entries[hit.entry].metric not in know.lexicon.roles.accidents:
            return False
        return any(
            (span[0] <= one.start and one.end <= span[1] <= told[1]) or one.start <= span[0] < told[1]
            for one, told in self.each
        )


def severe_listed(know: Knowledge, text: str, clauses: Clauses) -> SevereListed:
    """The lists of serious accidents that did not happen, in a sentence.

    Args:
        know: vocabulary and wording.
        text: folded text.
        clauses: the clauses of the sentence.
    """
    sentence = text[clauses.start : clauses.end]
    if _NOUN not in sentence or not any(grade in sentence for grade in _GRADES):
        return SevereListed()
    metric = know.lexicon.roles.severe_accidents
    entry = know.lexicon.first_entries.get(metric)
    each = []
    for pattern in (_NONE, _AFTER) if entry is not None else ():
        for found in pattern.finditer(text, clauses.start, clauses.end):
            if _OF_OTHER_METRICS.search(found["list"]):
                continue
            begin = found.start("list")
            for joint in (*_JOINT.finditer(text, begin, found.end("list")), None):
                end = joint.start() if joint else found.end("list")
                each.append((Hit(entry or 0, begin, end, weight=end - begin), found.span()))
                begin = joint.end() if joint else end
    return SevereListed(tuple(each))


def with_kind(zero: Zero | None, hit: Hit, text: str, listed: SevereListed) -> Zero | None:
    """A statement of a kind in such a list as one of its own, which begins and ends with that kind."""
    if zero is None or not any(one is hit for one, _ in listed.each):
        return zero
    kind = text[hit.start : hit.end]
    return replace(zero, item=hit.start, end=hit.end, kind="" if kind in _NO_KIND else kind + _NOUN)
