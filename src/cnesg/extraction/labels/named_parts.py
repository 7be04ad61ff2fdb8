"""Chinese labels that name a figure and, apart by a sign or in brackets, the part it is of: 员工人数－男性."""

from cnesg.framework.regexes import regex

# 员工人数－男性, 1.员工人数:男性, 其中:员工人数(男性), 员工总数·女性
NAME_AND_PART = regex(
    r"(?:其中[:：,，]?|[^\u4e00-\u9fff]{0,9})(?P<whole>(?!其中|周?岁|年|[及以])[\u4e00-\u9fff%]{2,24}(?:\([^()]{1,8}\)(?!$|\())?)\s?"
    r"(?:(?:[-–—]{1,2}|[:：·_|])\s?(?P<part>\S{1,16})|\((?P<inner>[^()]{1,12})\)(?:\([^()]{1,4}\))?)"
)


def part_of(label: str) -> str:
    """What a Chinese label says behind its name, apart by a sign: 30岁以下 of 员工人数-30岁以下; else the label."""
    found = NAME_AND_PART.fullmatch(label)
    return (found["part"] or found["inner"]) if found else label
