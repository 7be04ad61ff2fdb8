"""Lines and labels that say no more than by what the rows below them divide a figure: 按性别, 按年龄组别划分."""

from collections.abc import Iterable

from cnesg.framework.regexes import regex

DIVISIONS = (  # by what staff are counted
    r"性别|年龄(?:组别?|层|段|分布)?|地[区域]|区域|学历|教育程度|民族|国籍|司龄|岗位|专业|职[级能位务类]"
    r"|(?:员工|雇员|职工|职务|管理)?(?:类[别型]|职级|级别|层级)|(?:雇[佣用]|用工|聘用)(?:类[型别]|形式|方式)"
)
_DIVIDES = regex(  # 按性别, (1)按年龄组别划分:, 性别; not 年龄结构, which tells of the staff by itself
    r"[\W_]*(?:\(?[\da-z一二三四五六]{1,2}[).、]\s?)?"
    rf"(?:按照?(?:不同)?(?:员工|雇员|职工)?的?(?:{DIVISIONS})(?:[及与和、](?:{DIVISIONS}))?(?:来?划分|分类|分组|分布|统计|分)?"
    rf"|(?:{DIVISIONS})(?:[及与和、](?:{DIVISIONS}))?)\s?(?:\((?:单位\s?[:：]\s?)?[人名]\))?\s?[:：]?"
)


def is_division(line: str) -> bool:
    """Whether a line or label says no more than by what the rows below it divide a figure.

    Args:
        line: the line, simplified and folded.
    """
    return _DIVIDES.fullmatch(line) is not None


def without_divisions(lines: Iterable[str]) -> list[str]:
    """The lines that say more than by what the rows below them divide a figure."""
    return [one for one in lines if not is_division(one)]
