"""What the corner over the labels of a text table says of its rows: whose classes they are."""

import re

from cnesg.extraction.grids import Grid, GridState
from cnesg.extraction.passages import compact

# What stands in a corner over classes of staff, and over how many there are of each
_CORNER = re.compile(
    r"学历(?:层次|类别|结构|构成)?|(?:受?教育|文化)程度|职称|年龄(?:段|层|区间|结构|分布|构成)?|性别|专业|岗位|职务|工种"
)
_COUNT_HEAD = re.compile(r"(?:在[职岗册])?(?:员工|职工|雇员)?(?:总?人数|数量|数)\s?(?:\([人名位]\))?")
_OTHER_PEOPLE = re.compile(
    r"培训|受训|参训|招聘|录用|离职|流失|董事|监事|股东|客户|供应商|经销商|志愿|学生|患者|居民|贫困|受助|研发|体检|伤"
)


def counts_by_division(grid: Grid, state: GridState, header: str) -> bool:
    """Whether corner and header say that each row counts the staff of a class: 学历 | 人数(人), below it 其他."""
    corner = "".join(cell.clean for cell in state.headers.get(0, ()))
    if not (_CORNER.fullmatch(corner) and _COUNT_HEAD.fullmatch(header)):
        return False
    return not any(_OTHER_PEOPLE.search(compact(line)[0]) for line in (*grid.above, *grid.headings[-1:]))
