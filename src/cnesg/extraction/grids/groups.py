"""Whose figures the rows of a text file's table are: a company that its title names, a group that a first cell names.

A table under "东江航运有限公司员工人数:" is that company's. Where rows of different groups would state different values
of one fact, the name in the first cell of each group tells them apart: 寿险 | 续保率, 客户满意度, below it 产险 | ...
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import UNIT_LINE, Around, GridRow, GridState
from cnesg.extraction.tables.reading.told import Told
from cnesg.framework.regexes import regex
from cnesg.model import canonical_breakdown
from cnesg.text.language import is_latin

_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_LATIN = 40, 12, 40  # characters
_OF_ALL = regex(  # the name of a group that is no part
    r"(?i)(?:total|overall|all)\b|(?:整体|总体|全部|全公司|全集团|公司|集团|本公司|本集团|合并)(?:合计|情况|数据)?$|[合总小]计"
)
_NAMES_GROUP = regex(  # 车险, 炼钢厂, and no 按性别, 其中, 经济指标
    r"(?:[(（]?[一二三四五六七八九十]{1,2}[)）、.]\s?)?(?!按|其中|其他)(?!.*(?:指标|数据|绩效|情况|信息|结构|构成|分布|类别|划分|培训|投入|事故)$)"
    r"[\u4e00-\u9fffA-Za-z·“”\"]{2,12}"
)
_OF_OFFICE = regex(  # 2016年|公司本部|污染物排放统计表, 员工权益(|本部|)
    r"(?:表\s?[\d.-]*\s?[:：]?\s?)?(?:20\d\d年?度?)?(?P<before>公司本部|集团本部|集团总部|公司总部|母公司|(?:公司|集团)?(?:总部|本部)(?:办公)?(?:大楼|大厦|楼|园区|办公区))的?[\u4e00-\u9fff]{2,16}"
    r"|.*\((?P<aside>本部|总部|公司本部|集团本部|集团总部|公司总部|母公司|不含子公司)\)[\s/_—-]*"
)
_TITLED = regex(r"表\s?[\d.-]*\s?[:：]|表\s?\d")
_DIVIDES = regex(r"按|其中")  # by what the rows below divide those above
_FEWEST = 2  # labels of a row that begins a group
_PARTS = frozenset({"entity", "site", "segment"})


class GroupNames:
    """Names in first cells: each holds for its own row and for those below that have one label fewer."""

    def __init__(self, is_measure: Callable[[str], bool]) -> None:
        self._is_measure = is_measure  # whether a cell beside a label says how its figures are counted
        self._name, self._at = "", frozenset[tuple[int, int]]()  # the name; where label and first value may stand

    def of(self, row: GridRow, first: int, above: str) -> tuple[str, str]:
        """The name of the group that a row of values belongs to, empty without one, and the row's own label.

        Args:
            row: the row.
            first: the column of its first value.
            above: the nearest row above without values, whose text is the group's name where no first cell is.
        """
        labels = [i for i, c in enumerate(row[:first]) if c is not None and c.clean and not self._is_measure(c.clean)]
        own = row[labels[-1]] if labels else None
        label = own.clean if own is not None else ""
        if len(labels) == 1:
            named = self._name if (labels[0], first) in self._at else ""
            return named or (above if _NAMES_GROUP.fullmatch(above) else ""), label
        begun = row[labels[0]] if len(labels) == _FEWEST else None
        longest = _LONGEST_LATIN if begun is not None and is_latin(begun.clean) else _LONGEST_NAME
        known = begun is not None and len(begun.clean) <= longest and not any(c.isdigit() for c in begun.clean)
        self.end()
        if known and begun is not None:
            self._name = begun.clean
            self._at = frozenset({(labels[1], first), (labels[0], first - 1)})
        return self._name, label

    def end(self) -> None:
        """A row without values ends what a name holds for."""
        self._name, self._at = "", frozenset()


def told_apart(facts: Sequence[tuple[Candidate, str, str]]) -> Iterator[Candidate]:
    """The facts of a table, those of one label that would contradict each other with the names of their groups.

    Args:
        facts: each fact with the name of its group and its own label.
    """
    alike: dict[tuple[str, ...], list[tuple[Candidate, str]]] = defaultdict(list)
    for one, group, label in facts:
        key = one.metric, one.unit, one.value_kind, str(one.year), canonical_breakdown(one.breakdown), label
        alike[key].append((one, group))
    apart = set()
    for same in alike.values():
        names = [group for _, group in same]
        if all(names) and len(set(names)) == len({one.value for one, _ in same}) == len(same) > 1:
            apart |= {id(one) for one, _ in same}
    for one, group, _ in facts:
        named = id(one) in apart and "type" not in one.breakdown and not _OF_ALL.match(group)
        yield one.with_breakdown(type=group.lower()) if named else one


def of_groups(
    facts: Sequence[tuple[Candidate, str, str]],
    around: Sequence[Around],
    on_topic: Callable[[str, Candidate], Candidate | None],
    is_loose: Callable[[Candidate], bool],
) -> Iterator[Told]:
    """The facts of a table, each as the group that its row belongs to means it, with the texts around it.

    Args:
        facts: each fact with the name of its group and its own label.
        around: the texts around each.
        on_topic: what a fact is in a group, None where it is nothing there.
        is_loose: whether a fact was told again as what it is a part of.
    """
    for one, (_, group, _), own in zip(told_apart(facts), facts, around, strict=True):
        if not is_loose(one) and (meant := on_topic(group, one)) is not None:
            yield Told(meant, *own)


def of_titled_company(one: Candidate, titles: Iterable[str], names: CompanyNames) -> Candidate:
    """A fact with the company or the head office that the title of its table names, unless its row names a part.

    Args:
        one: the fact.
        titles: what may be the title, nearest first: 员工权益(本部), 表:2016年公司本部污染物排放统计表,
            东江航运员工人数:.
        names: companies that the report names.
    """
    if _PARTS & one.breakdown.keys():
        return one
    for text in titles:
        title = compact(text)[0].strip("•■●◆/\\| _")
        if len(title) > _LONGEST_TITLE or _DIVIDES.match(title):
            continue
        office = _OF_OFFICE.fullmatch(title)
        name = (office["before"] or office["aside"]) if office else names.begins_title(title)
        return one.with_breakdown(entity=name.lower()) if name else one
    return one


def titles_of(state: GridState, above: Sequence[str]) -> Iterator[str]:
    """What may be the title of the table's part that a row stands in, nearest first.

    Args:
        state: the rows read so far.
        above: the lines above the table, the last of which may stand between it and its title.
    """
    yield from (one.text for one in reversed(state.labels[state.earlier :]) if not one.has_values)
    between = [line for line in above[-2:] if not UNIT_LINE.match(line.strip())]
    between = between[-2:] if any(_TITLED.match(line.strip()) for line in between[-2:-1]) else between[-1:]
    yield from between[:1]
