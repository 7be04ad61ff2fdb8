"""What the corner over the labels of a text table says of its rows: whose classes they are."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, Grid, GridRow, GridState
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.skipped import names_no_values
from cnesg.framework.regexes import regex

_HOW = regex(  # how something is let out; where waste comes from and goes to, which is none of its kinds
    r"排放(?:方式|去向|口(?:分布|数量|个数))"
    r"|^(?:主要)?(?:(?:产生|产废)(?:环节|工序|工段|工艺|部位|装置|来源|节点|单元)|(?:综合)?(?:利用|处置|处理|贮存|储存|暂存)(?:及处置)?(?:方式|方法|去向|措施|途径|场所|地点)|最终去向|去向"
    r"|(?:废物|危废|危险废物|固废)?(?:类别)?代码|重点排污单位(?:类别|类型)|(?:废物)?形态|(?:主要|有害)成分|危险特性)$"
)
# What stands in a corner over classes of staff, and over how many there are of each
_CORNER = regex(
    r"学历(?:层次|类别|结构|构成)?|(?:受?教育|文化)程度|职称|年龄(?:段|层|区间|结构|分布|构成)?|性别|专业|岗位|职务|工种"
    r"|(?i:(?:job |business )?functions?|departments?|(?:job )?positions?|functional areas?|job categor(?:y|ies)"
    r"|employee (?:categor(?:y|ies)|functions?|types?)|education(?:al)?(?: levels?| background)?|degrees?)"
)
_PEOPLE = regex(  # the corner over kinds of people, whatever they are called: 培训对象, 人员类别
    r"(?:培训|受训|参训|教育|授课)(?:对象|人员|学员|群体)(?:类别|类型|分类)?|(?:离职|流失|新进|新增|新入职|入职|招聘|受训|参训)?(?:人员|员工|职工|雇员)(?:类别|类型|分类|层级|级别|职级)"
)
_OF_STANDARDS = regex(r"(?:国家|行业)(?:级|技术)?标准(?:数量?|\([个项]\))?")
_STANDARDS_MADE = regex(
    r"标准[^,，。;；]{0,8}(?:[制修]订|制定|起草|编制|编写|发布)|(?:[制修]订|制定|起草|编制|主导|主持|参与|牵头|发布)[^,，。;；]{0,8}标准"
)
_COUNT_HEAD = regex(r"(?:在[职岗册])?(?:员工|职工|雇员)?(?:总?人数|数量|数)\s?(?:\([人名位]\))?|persons|(?i:headcount)")
_OTHER_PEOPLE = regex(
    r"培训|受训|参训|招聘|录用|离职|流失|董事|监事|股东|客户|供应商|经销商|志愿|学生|患者|居民|贫困|受助|研发|体检|伤"
    r"|(?i:train|hire|recruit|turnover|left|directors|supervisors|shareholders|customers|suppliers|students|injur|volunteer)"
)

_POLLUTANTS = regex(r"(?:主要|特征)[^,，]{0,8}污染物(?:的?名称|种类)?$")
_OF_ONE = regex(r"(?i)(?:SO2|NOx|COD|二氧化硫|氮氧化物|化学需氧量|氨氮|烟尘|颗粒物|VOCs?)[^,，、]{0,4}(?:排放|\()")

_PLANTS = regex(r"(?:各|下属|所属|重点排污)?(?:公司(?:或子公司)?|子公司|企业|单位|工厂|基地)(?:的?名称)?")
FIRMS = "企业|公司|子公司|分公司|工厂|基地"
"""What heads of columns and corners call the firms and plants that cells name."""
_FIRMS = regex(
    rf"(?:各|主要|下属|所属|成员|权属|附属|重点)*(?:{FIRMS}|厂区|园区|矿山|电厂)(?:名称)?"
    r"|(?i:(?:subsidiar(?:y|ies)|compan(?:y|ies)|member companies|sites?|plants?|facilit(?:y|ies)|mines?"
    r"|factor(?:y|ies)|business units?|entit(?:y|ies))(?: names?)?)"
)
_SHORT_NAME = regex(  # and no 完成情况, 主要内容
    r"(?!.*(?:[情状]况|说明|内容|备注|单位|[数量值额率比次]|结果|措施|成效|变[动化])$)[A-Za-z]{0,3}[\u4e00-\u9fff·]{2,10}(?:\([\u4e00-\u9fff]{1,6}\))?"
)
_THIS_YEAR = regex(r"^(?:20\d\d年度?|本年度?|当年|本期|年内|报告期内?)(?=[\u4e00-\u9fff]{2})")
_KINDS = regex(r"(?:类型|类别|种类|名称|类)$")
_OUTLETS = regex(
    r"(?:废[气水])?(?:主要)?(?:排(?:放)?口|污染源|(?:监测|采样)?点位|排放源)(?:名称|编号|及编号)?(?:[/、]?(?:名称|编号))?"
)
_WORKS = regex(r"(?:减排|治理|改造|环保|重点)*(?:工程|项目|措施|设施|机组)(?:内容)?(?:名称)?")
_FEWEST_FIRMS = 2
_LONGEST_LINE = 110  # characters
_POLLUTANT = regex(
    r"(?i)(?:SO2|NOx|COD(?:cr)?|氨氮|二氧化硫|氮氧化物|化学需氧量|烟尘|烟\(粉\)尘|粉尘|颗粒物|VOCs?|挥发性有机物|非甲烷总烃|NH3-N|废水|废气|[\u4e00-\u9fff]{0,2}固体?废物?|危险?废物?)"
)


def heads_by_name(cells: Sequence[tuple[int, Cell]], below: Collection[int]) -> bool:
    """Whether a row whose names no list knows heads columns: each is over several of them, or is that of a firm.

    A table's first row does so too where a figure stands below each name: (nothing) | 古城基地 | 湖滨基地.

    Args:
        cells: the row's cells that hold text, with their columns, from the left; one over several columns is in each.
        below: of the table's first row, the columns in which the second holds figures.
    """
    if any(one is other for (_, one), (_, other) in pairwise(cells)):
        return True  # 客运 | 货运, each over its years
    named = {column: cell.clean for column, cell in cells if column}
    apart = len(named) >= _FEWEST_FIRMS and len(set(named.values())) == len(named)
    if apart and set(named) == set(below) and all(map(_SHORT_NAME.fullmatch, named.values())):
        return True
    return not cells[0][0] and heads_firms([cell.clean for _, cell in cells])


def below_corner(corner: str, header: str) -> tuple[str, int]:
    """What a corner and a head say together, and where the head begins there: 专利类型 | 2016年申请 are 专利申请.

    Args:
        corner: the head over the labels, clean.
        header: the head.
    """
    bare = _THIS_YEAR.sub("", header)
    first = _KINDS.sub("", corner) if bare != header else corner
    joint = compact(f"{first} {bare}")[0]
    return joint, len(joint) - len(bare)


def heads_firms(cells: Sequence[str]) -> bool:
    """Whether a row names the firms that the columns below it are of: 成员企业 | 桂江药业 | 万安医药.

    Args:
        cells: the row's cells that hold text, from the left.
    """
    corner, *names = cells
    return (
        len(names) >= _FEWEST_FIRMS
        and _FIRMS.fullmatch(corner) is not None
        and len(set(names)) == len(names)
        and not any(map(str.isdigit, "".join(names)))
    )


def lists_pollutants(head: str, state: GridState) -> bool:
    """Whether a column lists what a plant gives off, beside columns each of which is of one pollutant."""
    if _POLLUTANTS.search(head) is None:
        return False
    return any(_OF_ONE.match(cell.clean) for cells in state.headers.values() for cell in cells)


def first_and_nearest(state: GridState, row: GridRow, parts: Sequence[str]) -> tuple[str, str]:
    """The first and the last of several cells that label a row, both empty where one does.

    A year or a firm holds for the rows below that leave its cell empty: 2015年 | 数量, below it | 比例.

    Args:
        state: headers and labels so far.
        row: the row.
        parts: its cells before the first value, without empty ones.
    """
    if len(parts) > 1:
        return parts[0], parts[-1]
    if (
        parts
        and row[0] is None
        and (
            ONLY_YEAR.match(state.first) or (state.first and (_is_of_plants(state) or _OUTLETS.fullmatch(state.corner)))
        )
    ):
        return state.first, parts[0]
    return "", ""


def _is_of_plants(state: GridState) -> bool:
    return _PLANTS.fullmatch(state.corner) is not None


def of_plant(state: GridState, breakdown: dict[str, str]) -> dict[str, str]:
    """The classes of a value, with the firm or the works that its row begins with where the corner says so: 子公司.

    Args:
        state: headers and labels so far.
        breakdown: the classes.
    """
    if not state.first or not _POLLUTANT.fullmatch(state.nearest):
        return breakdown
    if _OUTLETS.fullmatch(state.corner) and not {"pollutant", *breakdown} - {"pollutant", "type", "site"}:
        told = {"pollutant": breakdown["pollutant"]} if "pollutant" in breakdown else {}
        return {"site": state.first.lower(), **told}  # DA001 | 颗粒物
    if set(breakdown) == {"pollutant"} and _WORKS.fullmatch(state.corner):
        return {"project": state.first.lower(), **breakdown}  # 煤场封闭工程 | 颗粒物
    if breakdown or not _is_of_plants(state):
        return breakdown
    return {"entity": state.first}


def lists_people(state: GridState) -> bool:
    """Whether the corner says that each row is of a kind of people: 培训对象, below it 主要负责人."""
    return _PEOPLE.fullmatch(state.corner) is not None


def counts_standards(know: Knowledge, grid: Grid, label: str, metric: str) -> bool:
    """Whether a row counts standards of a kind below a title on those made: 参与标准制定情况, below it 国家标准."""
    if metric != know.lexicon.roles.standards or _OF_STANDARDS.fullmatch(label) is None:
        return False
    return any(_STANDARDS_MADE.search(compact(line)[0]) for line in (*grid.above[-2:], *grid.headings[-1:]))


def counts_by_division(grid: Grid, state: GridState, header: str) -> bool:
    """Whether corner and header say that each row counts the staff of a class: 学历 | 人数(人), below it 其他."""
    corner = state.corner
    if not (_CORNER.fullmatch(corner) and _COUNT_HEAD.fullmatch(header)):
        return False
    return not any(_OTHER_PEOPLE.search(compact(line)[0]) for line in (*grid.above, *grid.headings[-1:]))


def names_no_row(
    head: str, cell: Cell | None, state: GridState, is_class: Callable[[str], bool], *, labelled: bool
) -> bool:
    """Whether a cell below a head is no part of its row's label: how it is let out, a pollutant, whose the row is not.

    张三 | 女 below 姓名 | 性别, but not 1 | 女 | 812 below 序号 | 性别 | 人数; COD | 间接排放 below 污染物 | 排放方式.

    Args:
        head: the head over the cell.
        cell: the cell, if there is one.
        state: what stands above the row.
        is_class: whether a text is nothing but a class.
        labelled: the row has a label before this cell.
    """
    if _HOW.search(head) or lists_pollutants(head, state):
        return True
    if not names_no_values(head):
        return False
    return labelled or cell is None or not (is_class(cell.clean) or age_of_cell(cell.clean))


def title_in(text: str) -> str:
    """What a line above a table says of it: of a paragraph the last sentence, if it leads on with a colon."""
    if len(text) <= _LONGEST_LINE:
        return text
    return text.rpartition("。")[2] if text.endswith((":", "：")) else ""
