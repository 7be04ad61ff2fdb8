"""What the label of a grid's row is by its own words, and of which rows above it is no part."""

import re
from collections.abc import Callable

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.gates import are_related
from cnesg.extraction.grids.grid import GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.board_rows import names_board, parts_no_board
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.wording import PEOPLE

_OWN_WORD = regex(r"比率|比例|率|指数")
_HAN = regex(r"[\u4e00-\u9fff]")
_FEWEST_OF_A_NAME = 2  # characters besides the class
_DIVIDES = regex(r"员工|雇员|职工|人员|人数|占|总数|中|的|各|所")
_DIVIDED = regex(r"(?:学历|年龄|性别|学位|职称|教育程度)(?:层次|结构|构成|分布|情况)?$")
_STAFF_NAMED = regex(r"(?i)员工|雇员|职工|管理[者层人]|\b(?:employees|staff|workforce|managers|management)\b")
_OF_GENDER = regex(r"(?<=.)[男女][性员]?(?:占比|比例|比率)(?:\s?\(%\))?$")
_AROUND = 2  # characters of a label beside the name of a metric
# 男性员工占比, 正式员工总数: a share or a number of staff by its own words
OF_STAFF = regex(
    r"(?i)占比|比例|比重|百分比|总数|人数|数量|[合总]计|\bpercentage\b|\bshare\b|\bproportion\b|\bnumber\b|%"
)


class RowLabels:
    """Judges labels of rows by the wording in them."""

    def __init__(self, know: Knowledge, find: Callable[[str], Found]) -> None:
        self._know = know
        self._staff = know.lexicon.roles.staff
        self._find = find

    def is_its_own(self, label: str) -> bool:
        """Whether a label that is a class is a name besides: 研发人员占比, 研发人员总数 are of no row above.

        Nor is one that counts the staff of a group by its own words, 残疾员工人数.
        """
        found = self._find(label)
        grouped = (label[a:b] for a, b, i in found.classes if self._know.lexicon.classes[i].dimension == "group")
        if OF_STAFF.search(label) and any(map(_STAFF_NAMED.search, grouped)):
            return True
        ends = [h for h in found.hits if h.end >= len(BRACKETS.sub("", label)) - 1 and not h.label_only]
        metrics = {self._know.lexicon.entries[h.entry].metric for h in ends} - self._staff
        if self._know.lexicon.roles.gases_in_all in metrics and any(h.end - h.start == len(label) for h in ends):
            return True  # Total (Scope 1 and 2)
        if self._sums_scopes(label, found):
            return True
        return bool(metrics & self._know.lexicon.roles.shares) or (
            not metrics.isdisjoint(self._know.lexicon.roles.staff_of_function) and OF_STAFF.search(label) is not None
        )

    def _sums_scopes(self, label: str, found: Found) -> bool:
        """Whether a label is the word for a sum with the scopes that it sums behind it: 总量(范围1及2)."""
        last = max((end for start, end in found.marks.get("total", ()) if not start), default=0)
        entries, summed = self._know.lexicon.entries, self._know.lexicon.roles.gases_in_all
        named = (h for h in found.hits if last <= h.start and entries[h.entry].metric == summed)
        return last > 0 and any(not any(map(str.isalnum, label[last : h.start] + label[h.end :])) for h in named)

    def is_of_class(self, label: str, own: re.Match[str]) -> bool:
        """Whether a rate's label says no more than whose: 女性占比, and not 一级资本比率."""
        found = self._find(label)
        left = list(label[: own.end()])
        for start, end, _ in found.classes:
            left[start:end] = " " * (end - start)
        rest = _DIVIDES.sub("", _OWN_WORD.sub("", "".join(left)))
        return bool(found.classes) and len(_HAN.findall(rest)) < _FEWEST_OF_A_NAME

    def divides_counted(self, text: str) -> bool:
        """Whether a text divides people whom a metric of their own counts: 研发人员学历, above 本科."""
        entries, hits = self._know.lexicon.entries, self._find(text).hits if _DIVIDED.search(text) else ()
        return any(entries[h.entry].metric not in self._staff and not h.label_only for h in hits)

    def names_other(self, label: str, metric: str, *, share: bool = False) -> bool:
        """Whether a row's label is the name of another thing than a caption's: 化学需氧量 below 万元产值能耗.

        Args:
            label: the row's label.
            metric: what the caption names.
            share: the row's figure is a share, which a name of what has none is no other thing of: 机构投资者 | 27%.
        """
        entries, hits = self._know.lexicon.entries, self._find(label).hits
        named = {
            entries[h.entry].metric
            for h in hits
            if h.weight >= len(label) - _AROUND
            and not h.label_only
            and not (share and "percent" not in self._know.lexicon.kinds[h.entry])
        }
        named -= {family.classed for family in self._know.lexicon.families.values()}  # 高级管理层 below 受训百分比
        return bool(named) and not any(are_related(self._know, one, metric) for one in named)

    def is_apart(self, state: GridState, label: str, above: str) -> bool:
        """Whether a row stands beside one above that has values, and is no part of it."""
        return (
            self._is_of_staff(state, above)
            or self._is_beside(label, above)
            or self._is_of_other_thing(label, above)
            or self._counts_staff(label, above)
            or _share_of_one_gender(label, above)
            or (names_board(above) and parts_no_board(self._dimensions(label)))
        )

    def _dimensions(self, label: str) -> set[str]:
        """What the classes in a label are of."""
        return {self._know.lexicon.classes[number].dimension for *_, number in self._find(label).classes}

    def _is_of_staff(self, state: GridState, text: str) -> bool:
        """Whether a row only says whom it counts, a part of the title above as the rows below it: 中层员工."""
        if not any(one.text and self._find(one.text).hits for one in state.labels if not one.has_values):
            return False
        entries, found = self._know.lexicon.entries, self._find(text)
        return bool(found.classes) and all(entries[h.entry].metric in self._staff for h in found.hits)

    def _is_beside(self, label: str, text: str) -> bool:
        """Whether a row above is of another function than the present one: 技术研发人员 above 生产人员."""
        found, classes = self._find(text), self._know.lexicon.classes
        metrics = {self._know.lexicon.entries[h.entry].metric for h in found.hits}
        of_functions = [
            any(classes[i].dimension == "function" for *_, i in f.classes) for f in (found, self._find(label))
        ]
        return all(of_functions) and not metrics.isdisjoint(self._know.lexicon.roles.staff_of_function)

    def _is_of_other_thing(self, label: str, text: str) -> bool:
        """Whether a label that may be a class is a thing by itself, and not of the kind above: 自来水 below 汽油."""
        own, above = (
            {self._know.lexicon.entries[h.entry].metric for h in self._find(one).hits if h.end - h.start >= len(one)}
            for one in (label, BRACKETS.sub("", text))
        )
        if age_of_cell(label):
            return False  # 30-50岁 is a class of whatever stands above
        return bool(own and above) and not any(are_related(self._know, a, b) for a in own for b in above)

    def _counts_staff(self, label: str, text: str) -> bool:
        """Whether a row is a number or share of staff, and so no part of one above that counts no people."""
        entries, hits = self._know.lexicon.entries, self._find(text).hits
        own = {entries[h.entry].metric for h in self._find(label).hits if not h.label_only}
        if not hits or own - self._staff or not (OF_STAFF.search(label) and _STAFF_NAMED.search(label)):
            return False
        return self._know.lexicon.kinds[max(hits, key=lambda hit: hit.weight).entry].isdisjoint(PEOPLE)


def _share_of_one_gender(label: str, above: str) -> bool:
    """Whether two rows give the share of one gender among different people: 研发人员女性占比 below 董事会女性占比."""
    own, other = _OF_GENDER.search(label), _OF_GENDER.search(above)
    return own is not None and other is not None and own[0] == other[0]
