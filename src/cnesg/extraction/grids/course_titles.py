"""Titles over tables of courses that say on what the courses are: 信息安全培训情况, 廉洁建设, 安全生产."""

from collections.abc import Mapping, Sequence

from cnesg.framework.parted_wording import Span
from cnesg.framework.regexes import regex

_TOPIC = "topic_"
_AROUND = regex(  # what a title has besides the name of a topic
    r"(?:管理|建设|保护|保障|情况|工作|体系|教育|生产|绩效|统计|指标|数据|风险|防控|防范|合规|败|污|腐|隐私|健康|与|及|和|、|\d|[.()（）])+"
)


def topics_of(marks: Mapping[str, Sequence[Span]]) -> list[str]:
    """The topics that a title names; none by words that run into another's: 信息|安全培训 is on no safety at work.

    Args:
        marks: the marks that were found in it.
    """
    spans = [(*span, name) for name, told in marks.items() if name.startswith(_TOPIC) for span in told]
    kept = [
        name for start, end, name in spans
        if not any(other != name and begin < start < stop for begin, stop, other in spans)
    ]  # fmt: skip
    return list(dict.fromkeys(kept))


def names_topic(title: str, marks: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a title in Chinese is no more than the name of a topic: 信息安全与隐私保护.

    Args:
        title: the title.
        marks: the marks that were found in it.
    """
    left = list(title)
    for name, told in marks.items():
        for start, end in told if name.startswith(_TOPIC) else ():
            left[start:end] = " " * (end - start)
    return not _AROUND.sub("", "".join(left)).strip() and not title.isascii()
