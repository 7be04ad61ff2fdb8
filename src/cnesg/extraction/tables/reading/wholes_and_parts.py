"""What a text of a table says of a whole: that it is one, or by what it is parted."""

import re

from cnesg.framework.lexicon import Found, Lexicon
from cnesg.framework.regexes import regex

_PLACES = (
    r"(?:(?:geographical )?region|province|state|countr(?:y|ie)|cit(?:y|ie)|territor(?:y|ie))s?"
    r"(?:(?: or | and | ?/ ?)(?:province|state|countr(?:y|ie)|region|territor(?:y|ie))s?)?"
)
_PLACES_IN_CHINESE = "地区|地域|区域|省份|省市|国家|城市"
_NAMES_PLACES = regex(rf"{_PLACES}|{_PLACES_IN_CHINESE}", re.IGNORECASE)
_DIMENSION_NAME = regex(  # over several columns: how they part the whole, no part of it
    r"(?:by )?(?:gender|sex|age(?: group)?s?|(?:geographical )?regions?|(?:work )?locations?|rank|grade"
    r"|seniority|(?:job )?level|nationality|ethnicity|education(?:al)?(?: background| level| attainment)?"
    r"|qualifications?)"
    rf"|(?:by )?{_PLACES}"
    r"|(?:by )?(?:(?:employee|staff|job|position|personnel) (?:categor(?:y|ies)|type|level|grade|rank|function)s?"
    r"|(?:employment|contract) type|type of (?:employment|contract))"
    rf"|按?(?:性别|年龄(?:组别|层|段|分布|区间)?|{_PLACES_IN_CHINESE}|(?:工作|服务)?地[点区域]|国籍|籍别|民族|种族|最高学历|学历|(?:教育|文化)程度"
    r"|(?:服务)?年资|司龄|工龄|(?:员工|雇员|人员)?(?:类别|类型|职级|层级|级别)|职[别务位类称]|岗位(?:类[别型])?|职能|部门|职位层级"
    r"|(?:雇[佣用]|劳雇|劳动|聘[用雇任]|用工|契约|合约|合同)(?:类[别型]|合[约同]|契约|形式|方式|性质|关系)(?:类[别型])?)(?:划分|区分|分)?",
    re.IGNORECASE,
)
_GROUPS = regex(
    r"(?i)(?:employees?|staff|workforce|job|pay)? ?(?:groups?|positions?|categor(?:y|ies)|levels?|grades?|ranks?|roles?"
    r"|functions?)|职级|职位|岗位|人员类别|员工类别|职务"
)
_WHOLE = regex(r"^(?:group|total|overall|company|consolidated|the group|集团|合计|总计|全公司)$", re.IGNORECASE)


def is_dimension(text: str) -> bool:
    """Whether a text says how a whole is parted, and what stands below it is a part: 性别, `Age group`."""
    return _DIMENSION_NAME.fullmatch(text.strip().lower()) is not None


def heads_places(text: str) -> bool:
    """Whether a head over labels says that these are places: `Province or territory`, 地区."""
    return _NAMES_PLACES.fullmatch(text) is not None


def heads_classes_of_people(text: str) -> bool:
    """Whether a head over labels says that these part people: 岗位, `Job level`, `Province`."""
    return _GROUPS.fullmatch(text) is not None or is_dimension(text)


def names_whole(text: str) -> bool:
    """Whether the head of a column names the whole company."""
    return _WHOLE.match(text) is not None


def is_total(found: Found, text: str) -> bool:
    """Whether a label means the whole: `Total`, 合计, `Group total`, but not `Total of contractors`."""
    spans = found.marks.get("total", [])
    if spans and spans[0][0] == 0 and len(text[spans[0][1] :].split()) <= 1 and text.isascii():
        return True  # `Total contribution`
    return sum(b - a for a, b in spans) >= 0.6 * len(text.strip())


def names_part(lexicon: Lexicon, found: Found) -> bool:
    """Whether a label has a class that is no word of its measure: `Training hours completed per employee` has none.

    Args:
        lexicon: the wording.
        found: what it finds in the label.
    """
    of_class = lexicon.of_class_only | lexicon.roles.staff
    stated = [h for h in found.hits if not h.label_only and lexicon.entries[h.entry].metric not in of_class]
    return any(not any(h.start <= a and b <= h.end for h in stated) for a, b, _ in found.classes)
