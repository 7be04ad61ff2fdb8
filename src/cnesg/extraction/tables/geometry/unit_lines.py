"""Lines that say the unit of a whole table and nothing else."""

import re

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_UNIT_LINE = regex(  # 单位:万元, 币种:人民币, (RMB'000), Expressed in RMB million, All figures in tonnes
    r"^[(\[]?\s?(?:(?:货币|金额|计量)?单位|币种\s?[:：]|(?:units?|currency)\s?[:：]|以.{2,12}(?:计|列示|表示)|"
    r"(?:all )?(?:figures|amounts|data|values)?\s?(?:are )?(?:expressed |stated |presented |measured )?in\b)",
    re.IGNORECASE,
)
_EXCEPT = regex(  # 人民币百万元|,百分比除外; RMB million|, except percentages
    r"(?i)[,，;；]?\s?(?:[(（]?(?:百分比|比[率例]|每股|另有|特别|除)[^,，。]{0,12}除?外[)）]?|(?:except|unless)\b[^.]{0,40})$"
)
_BRACKETED = regex(r"^[(\[]([^()\[\]]{1,24})[)\]]$")


def is_unit_line(text: Fragment) -> bool:
    """Whether a text does nothing but name the unit of the whole table: `Unit: tonnes`, （万元）, `in RMB million`."""
    return names_unit(text.folded.strip())


def names_unit(folded: str) -> bool:
    """The same of a line's folded text."""
    bracketed, rest = _BRACKETED.match(folded), _EXCEPT.search(folded)
    if rest is not None and is_unit(folded[: rest.start()]):
        return True
    return _UNIT_LINE.match(folded) is not None or (bracketed is not None and is_unit(bracketed[1]))
