"""The classes that one label or head of a grid names besides the wording of its metric."""

import re
from collections.abc import Callable

from cnesg.extraction.ages import age_beside, age_of_cell
from cnesg.extraction.breakdowns import PUNCTUATION, class_words, without_both
from cnesg.extraction.candidates import Role
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS, SCOPE_NAME, UNIT_WORD, bracketed, told_behind
from cnesg.extraction.labels.firms import names_firm
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.named_parts import part_of
from cnesg.extraction.labels.other_sides import (
    between_dashes,
    other_side,
    part_apart,
    part_behind,
    part_in_brackets,
    two_parts,
)
from cnesg.extraction.labels.references import is_remark
from cnesg.extraction.labels.staff_labels import kind_of_staff
from cnesg.extraction.labels.titles_by_class import divides_by_class
from cnesg.extraction.labels.waste_kinds import with_kind_of_waste
from cnesg.extraction.labels.waste_labels import is_all_of_kind, is_fate_told, thing_before
from cnesg.extraction.labels.worker_classes import with_people
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex

ONLY_YEAR = regex(
    r"^\D{0,4}(?:FY\s?'?\d\d|(?:FY\s?'?)?(?:19|20)\d\d)\s?(?:年度?|财年|年末|年底)?(?:数据|数值|实际|全年|累计)?\D{0,3}$",
    re.IGNORECASE,
)
NUMBERING = regex(r"^\(?\d{1,2}(?:[.、)•·]\s*(?:\d{1,2}\.?\s*)?(?=[^\d\s])|\s(?=[A-Z][a-z]{3}))")  # 9. Travel, 9 Travel
_SITE = regex(
    r"[\u4e00-\u9fff](?:基地|厂区?|工厂|园区|矿区?|办事处|排(?:放)?口)$|^(?:#\s?\d{1,2}|\d{1,2}\s?#|\d{1,2}号)(?:机组?|锅?炉|线)?$"
)
_YEAR_OVER_SITE = regex(  # 2022年 苏州基地: a head over another
    r"^(?:19|20)\d\d\s?(?:年度?)?+\s?(?=[\u4e00-\u9fff]{2,12}(?:基地|厂区?|工厂|园区|公司|矿区?|总部|地区|区域|事业部|中心|办事处)$)"
)
_LONGEST_CLASS = 40
_LISTS = regex(r"(?=.{5,20}$)[\u4e00-\u9fff]+(?:[及和与、][\u4e00-\u9fff]{2,})+")  # 安全设施改造与维护
_LISTED_DIMENSIONS = frozenset({"function", "group", "level", "purpose", "type"})
LONGEST_SIDE = 64  # of one that a dash sets apart in English
_BEHIND = regex(
    r"[\u4e00-\u9fff]{0,3}(?:\([^()]{1,12}\))?\s?(?:[-–—]{1,2}|:)\s?([\u4e00-\u9fff]{2,12})(?:\([^()]{1,12}\))?"
)  # 有害废物－|灯管
_BESIDE_PARTS = frozenset({"pollutant", "scope"})  # dimensions that say nothing of the part of the company
_FIGURE = regex(r"\d[\d.,]*(?:余|多)?[次场个项期名人家份](?![\u4e00-\u9fff])")  # 2次 beside a cell names no class
_FOR_EACH = regex(r"每|单位|[百千万]?吨(?![\u4e00-\u9fff]*(?:厂|基地|公司))")  # 每间夜|能耗, 万吨吞吐量|综合能耗
OF_OWNERS = regex(r"归属|于上市公司|普通股股东")  # of a head that lines break: 中归属于上市公司 / 股东的净利润
_MADE_OF = regex(r"(?i)\bwastes?\b")  # whose kinds are wordings of their own
_PLACE = regex(r"(?:(Province|City|Region|County|State)|Plant|Factory|Works|Mill|Mine|Base|Branch|Park|Campus|Office)$")
_OTHERS = regex(r"其[他它](?:各[类项种])?的?")
_NO_CLASS = regex(
    r"[□☑√]|开展情况|^已(?:投运|投产|并网|建成)$|^(?:能源|能耗|排放|用水|产生)?(?:密度|强度)$|^总投入|^(?:历年)?累计(?:金额)?$|^(?:综合|总体|整体|平均)?(?:满意[度率]|得分|评分)$|^(?:在[职岗册])?(?:员工|职工|雇员|人员)数$|(?:人次|人数|户数|次数|起数|宗数|件数|例数|场次|期数|班次|频次|获得数|学时|课时|时数|时长|金额|数量|排放量|产生量|消耗量|使用量|发电量|利用量|转移量|处置量|回用量|减排量|削减量|装机(?:容量|规模)?|并网容量|余额|(?:利用|回用|处置|达标|运行|运转)率|量/[^/]{1,4}|构成|结构|分布)$"
)  # the last say what is counted


def _with_all_listed(text: str, named: dict[str, str]) -> dict[str, str]:
    """The class of a label, all that it lists where the known name is the lesser part: 总行高管及部门负责人."""
    bare = BRACKETS.sub("", text).strip()
    if len(named) != 1 or not _LISTS.fullmatch(bare) or _NO_CLASS.search(bare):
        return named
    [(dimension, name)] = named.items()
    lesser = dimension in _LISTED_DIMENSIONS and name in bare and 2 * len(name) < len(bare)
    return {dimension: bare.lower()} if lesser else named


class LabelClasses:
    """Reads the classes off one text."""

    def __init__(self, know: Knowledge, year: int, find: Callable[[str], Found], of_which: re.Pattern[str]) -> None:
        self._know = know
        self._year = year
        self._find = find
        self._of_which = of_which
        self.narrower = Narrower(know)

    def of_own(self, role: Role, text: str, hit: Hit, metric: str) -> dict[str, str]:
        """What the text that names the metric says besides.

        Args:
            role: where the text stands.
            text: the label or head.
            hit: where it names the metric.
            metric: the metric.
        """
        found, wording = self._find(text), text[hit.start : hit.end]
        named = without_both(text, class_words(self._know, found, text, 0, len(text), metric))
        if is_fate_told(named.get("type", ""), wording) or is_all_of_kind(text):
            named.pop("type", None)
        if named and (part := part_apart(text, hit).lower()) and all(name in part for name in named.values()):
            named = {"type": part}  # Water use - Medical examination segment
        if not named and role == "row" and _OTHERS.fullmatch(text[: hit.start]):
            return {"type": BRACKETS.sub("", text).strip().lower()}  # 其他|税费, below 增值税
        if not set(named) - _BESIDE_PARTS:
            named |= self._beside(text, found, hit, metric) or (
                told_behind(text, [(hit.start, hit.end)], self._know, metric) if role == "row" else {}
            )
            if not named and role == "row":
                named = self._before(text, hit, metric) or self._kind(text, hit, metric)
        named = with_kind_of_waste(self._know, metric, named, text[: hit.start], text[hit.start :])
        part = between_dashes(text, hit) or part_in_brackets(text, hit) or self._part_of_amount(text, hit, metric)
        if named and part and "segment" not in named and part.lower() not in named.values():
            named = {dimension: name for dimension, name in named.items() if name not in part.lower()}
            named["segment"] = part.lower()
        return with_people(self._know, text, metric, named)

    def of_other(self, text: str, metric: str, *, printed: bool) -> dict[str, str]:
        """What a text says that names no metric; `printed` where what is no known class is one as printed.

        Args:
            text: the label or head.
            metric: the metric, which another text names.
            printed: whether any name is a class.
        """
        found = self._find(text)
        named = without_both(text, class_words(self._know, found, text, 0, len(text), metric))
        if age := age_of_cell(part_of(text)) or age_of_cell(text):
            named["age"] = age
        if not named and printed:
            named = self.printed(text, found)
        elif printed:
            named = _with_all_listed(text, named)
        return with_people(self._know, text, metric, named)

    def printed(self, text: str, found: Found, longest: int = _LONGEST_CLASS) -> dict[str, str]:
        """A label that is no known class is a class as printed, unless it says nothing, a total, or a year.

        Args:
            text: the label.
            found: what the lexicon found in it.
            longest: how many characters a class has at most.
        """
        bare = _YEAR_OVER_SITE.sub("", BRACKETS.sub("", text).strip())
        generic = self._know.lexicon.generic
        if not bare or ONLY_YEAR.match(bare) or generic.match(bare) or header_year(bare, self._year):
            return {}
        if (
            found.marks.get("total")
            or self._know.units.whole(UNIT_WORD.sub("", bare))
            or _NO_CLASS.search(bare)
            or OF_OWNERS.search(bare)
            or divides_by_class(bare)
        ):
            return {}
        left = self._of_which.sub("", NUMBERING.sub("", bare)).strip(PUNCTUATION)
        if not left or generic.match(left) or _FIGURE.match(left):
            return {}
        dimension = "entity" if names_firm(left) else "site" if _SITE.search(left) else "type"
        return {dimension: left.lower()} if len(left) <= longest else {}

    def _beside(self, text: str, found: Found, hit: Hit, metric: str) -> dict[str, str]:
        """The class that stands beside the wording: another wording, an age, in brackets, behind a sign."""
        return (
            self._part_beside(text, found, hit, metric)
            or age_beside(text, hit.start, hit.end)
            or bracketed(text, [(hit.start, hit.end)], self._know, metric)
            or self._behind(text[hit.end :])
            or self._across_sign(text, hit, metric)
        )

    def _before(self, text: str, hit: Hit, metric: str) -> dict[str, str]:
        """What the words right before the wording say."""
        own = text[: hit.start].rpartition(" ")[2]  # of labels in several cells the last
        return (
            {}
            if _FOR_EACH.match(own) or OF_OWNERS.search(own)
            else self.narrower.before_wording(NUMBERING.sub("", own), metric)
        )

    def _kind(self, text: str, hit: Hit, metric: str) -> dict[str, str]:
        """The thing thrown away or kind of staff before an English wording, or the part of the company behind it."""
        if metric in self._know.lexicon.roles.people:
            told = kind_of_staff(text) or part_behind(text, hit) if metric in self._know.lexicon.roles.staff else ""
        else:
            told = thing_before(text, hit.start, hit.end) or part_behind(text, hit)
        return {"type": told.lower()} if told else {}

    def _part_of_amount(self, text: str, hit: Hit, metric: str) -> str:
        """The part of the company behind an English wording that counts no people: Coal used by |Eastern Steel."""
        roles = self._know.lexicon.roles
        shares = metric in roles.ratios or self._know.unit_of(metric) == "%"
        return "" if metric in roles.people or shares else part_behind(text, hit)

    def _part_beside(self, text: str, found: Found, hit: Hit, metric: str) -> dict[str, str]:
        """The class of a wording that names a part of the metric beside another: `Paper consumption (Scope 3)`."""
        entries = self._know.lexicon.entries
        beside = (one for one in found.hits if one.end <= hit.start or hit.end <= one.start)
        part = next((e for e in beside if entries[e.entry].metric == metric and entries[e.entry].names_part), None)
        return entries[part.entry].implies(text[part.start : part.end]) if part is not None else {}

    def _behind(self, rest: str) -> dict[str, str]:
        """The class behind a dash: 有害废弃物－废弃灯管; another metric's name is none."""
        part = _BEHIND.fullmatch(rest)
        if part is None or is_remark(part[1]) or SCOPE_NAME.fullmatch(part[1]):
            return {}
        found = self._find(part[1])
        return {} if any(not hit.label_only for hit in found.hits) else self.printed(part[1], found)

    def _across_sign(self, label: str, hit: Hit, metric: str) -> dict[str, str]:
        """The class on the other side of an English label's dash or comma: `Hotels - electricity`."""
        if parts := two_parts(label, hit):
            kinds = self._find(parts[0]).hits
            if _MADE_OF.search(label[: hit.end]) or all(one.label_only for one in kinds):
                return self._of_two_parts(*parts)
        side = other_side(label, hit, metric, self._know, self._find)
        if age := age_of_cell(BRACKETS.sub("", side).strip()):
            return {"age": age}
        return self.printed(side, self._find(side), LONGEST_SIDE) if side else {}

    def _of_two_parts(self, kind: str, part: str) -> dict[str, str]:
        """The classes behind two dashes: waste oil - Eastern Province, Medical waste - Culture media."""
        found = self._find(part)
        if found.marks.get("total"):
            return self.printed(kind, self._find(kind))
        if place := _PLACE.search(part):
            return {"type": kind.lower(), "region" if place[1] else "site": part.lower()}
        both = f"{kind} - {part}".lower()
        return {"type": both} if len(both) <= _LONGEST_CLASS else self.printed(part, found)
