"""What labels and heads of tables say that names no part of anything: 数量, `Total`, `as restated`."""

import re

from cnesg.framework.regexes import regex

_EMPTY = regex(
    r"^(?:数值|数据|数量|金额|指标|项目|名称|占|百分比|百分率|内容|年度|年份|单位|人数|比例|占比|类别|类型|(?:数量)?及?(?:开展)?情况|绩效|本年|本期|报告期|实际|完成值|值|例|度|整体|整个|全体|召开|会议|次数|时数?|时长|学时数?|课时|小时数?"
    r"|基准|基数|专业构成|教育程度|文化程度|学历(?:结构|构成)?|年龄(?:结构|构成|段)?|性别(?:结构|构成)?|合计|总计|小计|共计|总[数量]|公司|集团|本|全|sum|units?|indicators?|index|items?|totals?|overall|group|amount|quantity|value|data"
    r"|numbers?|no\.|nos\.|shares?|proportion|headcount|in|combined|(?:total |all )?workforce"
    r"|all (?:employees|staff|colleagues|associates|team members|people|workers)|(?:of )?(?:persons|people)"
    r"|(?:own |direct )?employees (?:and|&) (?:sub-?)?contract(?:ors| partners)|contractors and employees"
    r"|baseline|base(?: year)?"
    r"|percentage|category|metrics?|kpis?|performance|description"
    r"|emissions?|consumption|usage|intensity|density|actual|all|company|figures?|results?|rate|global(?:ly)?|worldwide"
    r"|(?:group|company|enterprise|organi[sz]ation|firm)[- ]?wide"
    r"|as an? (?:percentage|%|share|proportion)|of (?:the )?total"
    r"|(?:(?:shares?|percentage) )?of (?:all|total) (?:employees|staff|workforce|headcount)"
    r"|(?:[a-z-]+ ){1,3}included|(?:as )?restated|retrospective|milestones and target years"
    r"|排放量?|取水量|(?:经|已)?重[述列]后?|[abegs]\d{1,2}(?:\.\d{1,2})?(?![\w.])|the|\W)+$",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether a text holds nothing but words that name no class."""
    return _EMPTY.match(text) is not None
