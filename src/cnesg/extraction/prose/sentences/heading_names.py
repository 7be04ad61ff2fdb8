"""What a heading names: (1)机械分公司:, 案例:绿色酒店——江南国际酒店, 三、城东热电."""

from collections.abc import Iterator

from cnesg.framework.regexes import regex
from cnesg.text.headings import numbered_depth

NUMBERING = regex(r"^[\s\d.、()（）一二三四五六七八九十第章节部分案例:：>*•●◆■▲►▶♦★◇□○-]+")
_HEADED = regex(r"^(?:年度?|年末|年底)(?=[\u4e00-\u9fff]{4})")  # what numbering leaves of 2016年燃气培训学院
_SHOWN = regex(r"^(?:个案|案例|典型|专题)(?:分享|展示|研究|聚焦|案例)?\s?[:：]?(?=\S{4})")
_HALF_WIDTH = str.maketrans("（）：．－", "():.-")
_DASH = regex(r"\s?[-–—－]{2,}\s?")
# Kinds of plants and firms that only a heading can be the name of: in a sentence such words are no names by themselves
_PLANT = regex(
    r"([\u4e00-\u9fff]{2,12}?)(?:矿业|锂业|铝业|铜业|纸业|药业|钢铁|水泥|化工|客车厂|电动车|[\u4e00-\u9fff]{0,4}厂|[\u4e00-\u9fff]{0,2}矿|医院|商场)"
)


def in_reach(headings: tuple[str, ...]) -> Iterator[str]:
    """The names in the headings whose parts a passage is of: the innermost, and the one above a numbered one."""
    if headings:
        yield name_in(headings[-1])
    if len(headings) > 1 and numbered_depth(headings[-1]) is not None:
        yield name_in(headings[-2])


def name_in(heading: str) -> str:
    """A heading without its numbering and without what says that it is of an example.

    >>> name_in("（1）机械分公司："), name_in("案例：绿色酒店——江南国际酒店")
    ('机械分公司', '江南国际酒店')
    """
    text = heading.strip().translate(_HALF_WIDTH)
    shown = _SHOWN.match(text)
    name = _HEADED.sub("", NUMBERING.sub("", text[shown.end() :] if shown else text))
    return (_DASH.split(name)[-1] if shown else name).strip(" :：")


def plant(name: str) -> str:
    """What stands before the kind in the name of a plant or firm that is all of a heading: 泰山|矿业; else empty."""
    found = _PLANT.fullmatch(name)
    return found[1] if found else ""
