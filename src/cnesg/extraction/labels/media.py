"""What pollutants are in, which stands over them in tables: 水污染物, 废气, air emissions."""

from cnesg.framework.regexes import regex

_MEDIUM = regex(
    r"(?:有组织|无组织|生产|工业|生活|锅炉|主要)*(?:废水|废气|污水|烟气|水|大气|空气|气体|水体)(?:类|主要|特征|环境)*(?:污染物|污染|排放物)?(?:排放)?"
    r"|(?:(?:air|water|waste ?water|waste gas|exhaust gas)(?: pollutants?| emissions?)?)"
)


def names_medium(text: str) -> bool:
    """Whether a text names what pollutants are in and nothing else; each pollutant has one, so it parts none.

    >>> names_medium("水污染物"), names_medium("热处理车间")
    (True, False)
    """
    return _MEDIUM.fullmatch(text) is not None
