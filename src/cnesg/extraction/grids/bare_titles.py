"""What a line above a table is without its unit, its years, whose figures they are and by what they are divided."""

from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.divided_lines import DIVISIONS
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_DIVIDED_BY = regex(rf"按(?:照)?(?:[\u4e00-\u9fff]{{2,6}}(?:划分|分类|区分|统计|列示|分)|{DIVISIONS})")
_DIVISION = regex(  # 按年龄组别划分的|雇员流失比率, 雇员流失比率|按性别划分, `Turnover rate by gender`
    r"^按(?:照)?[\u4e00-\u9fff]{2,8}(?:划分|分类|区分|统计|列示)的|[,，\s]?按[\u4e00-\u9fff]{2,8}(?:划分|分类|统计|列示|分)$"
    r"|(?i:,? by (?:gender|sex|age(?: group| range)?|(?:geographical )?(?:region|location|area)s?|employee category"
    r"|employment type|source|scope|categor(?:y|ies)|(?:employee |job )?(?:rank|level|grade)s?)$)"
)
_SCOPE = regex(r"(?i)scope [123]")
_YEAR_AROUND = regex(
    r"^[ :：.、\d]*(?:年度?)?(?:[-–—~～至][ \d]+年?度?)?[ :：.、]*|[ :：.、\d]*(?:(?<=\d)年度?)?[ :：.、]*$"
)
_PRODUCTS = regex(  # 主要冶炼产品|单位能耗|,单位:kgce/t
    r"^(?:公司|集团)?(?:主要|重点|各类?)[\u4e00-\u9fff]{0,4}产品(?=单位|综合|能耗)|[,，;；\s]{0,2}单位\s?[:：][^,，。]{1,14}$"
)
_WHOSE = regex(  # 近三年|环保投入, 各部门|培训人次: whose and of which years says nothing of what
    r"^(?:本?公司|本?集团)?(?:(?:最近|近|过去)[一二两三四五六七八九十几]年[来间内]?|历年来?)?(?:(?:主要|下属|所属)?"
    r"各?(?:下属|所属|主要)?(?:年度?|月份?|季度|单位|部门|系统|[子分]?公司|企业|基地|[工电矿分]?厂区?|[煤]?矿|地区|区域|省区?|业务|板块|层级|岗位|工种))?(?:的|,)?"
    r"(?=[\u4e00-\u9fff]{2})"
)
_ANNOUNCED = regex(
    r"(?:(?:完成|使用|支出|变化|执行|分布)?(?:情况|统计|对比|比较|汇总|明细|一览|清单))+(?:一览)?[表图]?$|[表图]$"
)
_LISTS_NAMES = regex(r"(?:课程|计划|日程|安排)表$")  # 培训课程表: names and their numbers
_DATE = regex(
    r"^(?:截至|截止)?(?:20\d\d年)(?:\d{1,2}月\d{1,2}日|[度末底]|年[末底])?[,，]?(?=[\u4e00-\u9fff])"
    r"|\((?:截至|截止)?20\d\d[年.](?:\d{1,2}[月.]\d{1,2}日?|[度末底])?\)$"
)
_CALLS_IT_TABLE = regex(r"(?<=[\u4e00-\u9fff]{4})(?:的?(?:情况|统计|明细|一览|汇总|概况)){1,2}表?[:：]?$")


def bare_title(text: str) -> str:
    """A title without the day of its figures and what calls it a table: 股权结构(2023年12月31日), 投资者沟通情况统计表.

    Args:
        text: the folded line.
    """
    undated = _DATE.sub("", text) or text
    return _CALLS_IT_TABLE.sub("", undated)


def without_unit(text: str, units: UnitTable) -> str:
    """A title without the unit that it closes with: 用电量,千瓦时; 主要冶炼产品单位能耗(单位:kgce/t).

    Args:
        text: the title, compact.
        units: the unit table.
    """
    bare = _PRODUCTS.sub("", BRACKETS.sub("", text)).strip(" :：.、")
    name, comma, last = bare.rpartition(",")
    return name if comma and units.whole(last) is not None else bare


def bare_name(title: str) -> str:
    """The words of a title that may name a metric; empty where it only says by what the row above it is divided.

    Args:
        title: the title without its unit.
    """
    bare = title if _SCOPE.fullmatch(title) else _YEAR_AROUND.sub("", title)
    if _DIVIDED_BY.fullmatch(bare) or _LISTS_NAMES.search(bare):
        return ""  # 员工总数, 按性别划分, 男性
    return _WHOSE.sub("", _DIVISION.sub("", _ANNOUNCED.sub("", bare)))
