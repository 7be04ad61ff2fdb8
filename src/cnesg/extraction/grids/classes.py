"""Classes of breakdowns in a grid: what a value's row label and header say besides the metric."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.breakdowns import PUNCTUATION, class_words
from cnesg.extraction.candidates import Candidate, Role
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.gates import Fit, needs_class, unclassed
from cnesg.extraction.grids.course_titles import names_topic, topics_of
from cnesg.extraction.grids.divisions import divided
from cnesg.extraction.grids.grid import Cell, GridState
from cnesg.extraction.grids.label_classes import LONGEST_SIDE, NUMBERING, OF_OWNERS, ONLY_YEAR, LabelClasses
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.numbered_categories import with_number
from cnesg.extraction.labels.references import without_measure
from cnesg.extraction.prose.years.years import last_of_span, recent_years
from cnesg.extraction.tables.reading.proper_classes import COURSES
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_SUM_OF_YEARS = regex(r"合计|总计|累计|共计")
_OF_SEVERAL_YEARS = regex(r"合计|总计|累计|共计|年均|平均|总额|比例")
_SUMMED_UP = regex(r"(?:累计|合计|总计)(?:金额|数额|总额|数量|数)")  # 2022|35, 2023|48, 累计金额|83
_SO_FAR = "cumulative"
_A_FEW_YEARS = 5  # more rows of a year each are all years since a company was listed
_AROUND_CLASS = regex(  # 省部级|及以上奖励, Hong Kong |suppliers
    r"(?:及?以上|及|项目?|奖项?|奖励|专利|类|总?量|委外|委托|自行|(?i:regions?|areas?|suppliers|the)|[ ,&])*"
)
_IN = regex(r"^(?:[Ll]ocated )?(?:[Ii]n|[Ff]rom|[Ww]ithin) (?:the )?(?=[A-Z]|other )")  # in Greater China
_OF_WHOM = regex(r"(?i)\s?%\s?(?:of )?(?:wom[ae]n|females?|(?P<men>m[ae]n|males?))$")
_BY_WHAT = regex(r"(?i)\s?[-–—,(]?\s?\b(?:by|per) [a-z]+(?:[ /][a-z]+)?\)?$")  # Women by level
_DIMENSION = regex(r"性别|年龄|学历|教育程度|职称|民族|国籍")  # what the classes beside it are classes of
_OF_PERSONS = frozenset({"gender", "age", "education", "ethnicity"})  # dimensions
_COUNTED = regex(r"^[\s:：]*(?:年末|期末)?|(?:总?人?数量?)?\s?(?:\([^()]{1,4}\))?$")  # around the name of a part
_NAMES_THINGS = regex(r"名称|品名|废物$|固废$")  # over labels that are things
_NUMBER_OF = regex(r"(?i)^(?:total )?(?:number|no\.) of |\s(?:number|nos?\.)$|(?:总数|人数|数量|数目|数)$")
_AGE = regex(r"\d\d(?:[-~—至到]\d\d)?周?岁(?:及?以[上下])?的?")
_HOLDERS = regex(r"股东.{0,2}(?:名称|姓名)|(?i:name of (?:the )?shareholder)")
_TAKERS = regex(r"受[赠捐助]|(?:捐赠|捐助|资助)对象")
_TAKER = regex(r"..(?:大学|学院|[小中]学|学校|幼儿园|总会|协会|基金会|红十字会|福利院|敬老院|医院|[村乡镇县])$")
_PAGES = regex(r"(?:P\.?\s?)?\d{1,3}(?:\s?[-–—,，、/]\s?(?:P\.?\s?)?\d{1,3})*")
_CODE = regex(r"(?i)\b(?:G4|GRI|SASB|HKEX|KPI)[- ]?[A-Z]*\s?\d|\b(?:EN|LA|HR|SO|PR|EC)\d{1,2}\b")
_LONGEST_TITLE = 30  # characters
_MOST_OF_TITLE = 0.7  # where a topic is all of it
_KIND, _WAY = "type", "mode"  # dimensions
_BARE_COURSES = regex(r"(?:开展|组织|举办)?(?:总|相关|专题)?(?:培训|参训|受训|课程)")  # and not 员工培训
_ON_COURSES = regex(r"(?i)培训|教育|\btraining\b")


class GridClasses:
    """Reads classes off labels and headers."""

    def __init__(self, know: Knowledge, year: int, find: Callable[[str], Found]) -> None:
        self.know = know
        self.year = year
        self._find = find
        words = sorted(know.lexicon.marks("of_which").all(), key=len, reverse=True)
        self._of_which = re.compile(rf"(?i)^(?:{'|'.join(map(re.escape, words)) or '(?!)'})")
        self._labels = LabelClasses(know, year, find, self._of_which)

    def names(self, label: str) -> bool:
        """Whether a label is nothing but a class or a total: Female, 30-50, 本科, 合计."""
        label = _IN.sub("", divided(without_measure(label, self.know.units)))
        if not label:
            return False
        found = self._find(label)
        words = [(a, b) for a, b, i in found.classes if not self.know.lexicon.classes[i].metrics] + found.marks.get(
            "total", []
        )
        left = list(label)
        for start, end in words:
            left[start:end] = " " * (end - start)
        rest = _DIMENSION.sub("", BRACKETS.sub("", "".join(left))).strip(" :：-,、/及和与或")
        rest = self._of_which.sub("", rest).strip(" :：-,、") if words else rest
        return bool(age_of_cell(label)) or not rest or self.know.lexicon.generic.match(rest) is not None

    def is_unknown_part(self, label: str) -> bool:
        """Whether a label says that it is a part of the row above, and nothing that is known: 其中:炉渣."""
        return self._of_which.match(label) is not None and not self._find(label).hits

    def may_be_beside(self, above: str, label: str) -> bool:
        """Whether a row that names no metric may be a part as well; what is unknown is of the row right above it."""
        return self.is_unknown_part(above) or not self.is_unknown_part(label)

    def names_part(self, label: str, metrics: AbstractSet[str]) -> bool:
        """Whether a label is nothing but a class that some of these metrics have: 其中：发明专利 below 专利授权."""
        if self.is_unknown_part(label):
            return True
        bare = self._of_which.sub("", NUMBERING.sub("", BRACKETS.sub("", label))).strip(PUNCTUATION)
        bare = _IN.sub("", bare)
        found = self._find(bare)
        left = list(bare)
        for start, end, number in found.classes:
            if not metrics.isdisjoint(self.know.lexicon.classes[number].metrics):
                left[start:end] = " " * (end - start)
        rest = "".join(left).strip(PUNCTUATION)
        return len(bare) > 1 and _AROUND_CLASS.fullmatch(rest) is not None

    def totals(self, label: str) -> bool:
        """Whether a label says no more than that the row is a sum: 合计, Total."""
        found = self._find(label)
        return bool(found.marks.get("total")) and not found.classes and self.names(label)

    def on_topic_of_group(self, group: str, fact: Candidate) -> Candidate | None:
        """A fact in a group of courses on a topic: 安全培训 | 培训覆盖率; None for hours of each learner on one."""
        marks = self._find(group).marks if _ON_COURSES.search(group) else {}
        if not any(name.startswith("topic_") for name in marks):
            return fact
        metric = self._on_topic(fact.metric, group) or fact.metric
        return None if metric == self.know.lexicon.roles.hours_of_each else fact.of_class(metric, fact.breakdown)

    def below_title(self, role: Role, how: Fit, above: tuple[str, ...], section: str, label: str, corner: str) -> str:
        """The metric that a header names, on the one topic that the line above all courses says: 安全培训情况.

        Below a title that is a topic and nothing else, rows of courses are on it: Anti-corruption, 反贪污 | 培训场次.

        Args:
            role: where the metric's wording stands.
            how: the metric.
            above: the lines above the table.
            section: the title of the rows' group.
            label: the row's label.
            corner: the head over the labels, which may be the title: 反贪污培训 | 2016年.
        """
        if role == "row" and how.metric in self.know.lexicon.roles.training and self._is_topic(section):
            return self._on_topic(how.metric, section) or how.metric
        metric = how.metric
        if metric not in self.know.lexicon.roles.training or role not in {"row", "header"}:
            return metric
        bare = role == "header" or _BARE_COURSES.match(label) is not None
        for title in (section, corner, compact(above[-1])[0] if above else "") if bare else ():
            topics = topics_of(self._find(title).marks) if 0 < len(title) <= _LONGEST_TITLE else []
            if len(topics) == 1 and (_ON_COURSES.search(title) or names_topic(title, self._find(title).marks)):
                return self._on_topic(metric, title, topics) or metric
        return metric

    def _is_topic(self, title: str) -> bool:
        """Whether an English title is the name of a topic of courses."""
        marks = self._find(title).marks if title and is_latin(title) else {}
        spans = [span for name, told in marks.items() if name.startswith("topic_") for span in told]
        return any(end - start >= _MOST_OF_TITLE * len(title.strip()) for start, end in spans)

    def _on_topic(self, metric: str, label: str, only: Sequence[str] = ()) -> str | None:
        """The metric of the topic that a row's label is, below a metric of all: Anti-corruption, of training hours."""
        relatives = self.know.lexicon.families.get(metric)
        topics = relatives.topics if relatives is not None and metric in self.know.lexicon.roles.training else None
        marks = self._find(label).marks if topics else {}
        named = (other for topic, other in (topics or {}).items() if f"topic_{topic}" in (only or marks))
        return next(named, None)

    def of_corner(self, state: GridState, label: str, metric: str) -> dict[str, str]:
        """Whose shares a row tells, or to whom it was given, where metric and corner say that each row names one."""
        corner = " ".join(cell.clean for cell in state.heads_of_labels)
        takes = _TAKERS.search(corner) or _TAKER.search(label)
        nobody = self.totals(label) or self.know.lexicon.generic.match(label)
        if metric in self.know.lexicon.roles.donations and takes and not nobody:
            return {"recipient": label.lower()}
        if metric not in self.know.lexicon.grammar.narrowing.holders:
            return {}
        holder = (state.first or (label if _HOLDERS.search(corner) else "")).lower()
        return {"holder": holder} if holder else {}

    def of_item(self, state: GridState, metric: str, breakdown: dict[str, str]) -> dict[str, str]:
        """The classes of waste, with the thing that one of two cells names beside its kind: 一般固废 | 废铁屑.

        Args:
            state: the cells that label the row, and the heads.
            metric: the metric; others keep their classes.
            breakdown: the classes found so far; a row that has one needs no further.
        """
        if breakdown or not state.nearest or metric not in self.know.lexicon.roles.cast_off:
            return breakdown
        named = _NAMES_THINGS.search(state.corner) is not None
        for kind, thing in ((state.first, state.nearest), (state.nearest, state.first if named else "")):
            found = self._find(thing)
            whole = any(h.end - h.start == len(kind) for h in self._find(kind).hits)
            if thing and whole and not found.classes and all(h.label_only for h in found.hits):
                return self._labels.printed(thing, found)
        return breakdown

    def settled(
        self, role: Role, label: str, header: str, how: Fit, metric: str, breakdown: dict[str, str]
    ) -> tuple[str, dict[str, str]] | None:
        """The metric and classes of a value, with the class of a metric that needs one.

        None for shares added up, and for people of a class below a sum of money, which counts nobody.
        """
        summed = self.totals(label)
        if role != "row" and not _OF_PERSONS.isdisjoint(breakdown) and self._is_money(metric):
            return None
        if breakdown.get("type") in {name for dimension, name in breakdown.items() if dimension != "type"}:
            breakdown = {dimension: name for dimension, name in breakdown.items() if dimension != "type"}
        if role != "row" and (of_topic := self._on_topic(metric, label)):
            return of_topic, {k: v for k, v in breakdown.items() if v != label.lower()}
        if breakdown or not needs_class(self.know, metric):
            return unclassed(self.know, metric, breakdown) if summed else metric, breakdown
        if summed or self.totals(header):
            families = self.know.lexicon.families.values()
            metric = next((one.metric for one in families if one.classed == metric), "")
            return (metric, breakdown) if metric else None  # the shares of all classes add up to 100 %
        if role == "header" or (role == "row" and how.unit != "%"):
            breakdown = self.named_by(header if role == "header" else label)
        elif role == "row" and (is_latin(label) or self._names_all(label)):
            return None  # Employees that have a development plan: 79% are no class of the staff; 职工总数|100%
        return metric, breakdown

    def _names_all(self, label: str) -> bool:
        """Whether a label is nothing but a wording of the whole staff or the whole board."""
        whole = (h for h in self._find(label).hits if h.end - h.start == len(label) and not h.label_only)
        all_of = {self.know.lexicon.roles.staff_total, self.know.lexicon.roles.board}
        return any(self.know.lexicon.entries[h.entry].metric in all_of for h in whole)

    def _is_money(self, metric: str) -> bool:
        """Whether a metric is a sum of money, or the share of one: R&D spending, the payout ratio."""
        families = self.know.lexicon.families.values()
        whole = next((one.metric for one in families if one.share == metric), metric)
        return self.know.unit_of(whole).startswith("CNY")

    def counts(self, text: str) -> bool:
        """Whether a text says only which of the staff are counted: 30岁及以下员工人数, above the names of companies."""
        left = list(text)
        for start, end, _ in self._find(text).classes:
            left[start:end] = " " * (end - start)
        rest = _AGE.sub("", "".join(left)).replace(" ", "")
        whole = (h for h in self._find(rest).hits if h.end - h.start == len(rest))
        staff = self.know.lexicon.roles.staff
        return rest != text and any(self.know.lexicon.entries[h.entry].metric in staff for h in whole)

    def summed_years(self, state: GridState, label: str, year: int) -> str:
        """The period of a row that sums rows of a year each, and so is of no one year; empty where it is none."""
        above = [one.text for one in state.labels if one.has_values]
        told = _years_of_rows(state, year)
        latest = max(told, default=year)
        if not above or not ONLY_YEAR.match(above[-1]):
            own = recent_years(label, 0, len(label), latest) if _OF_SEVERAL_YEARS.search(label) else None
            return own or ""  # 最近三个会计年度累计现金分红金额
        if _SUM_OF_YEARS.search(label) and (span := recent_years(label, 0, len(label), latest)):
            return span  # 最近三年合计
        if not (self.totals(label) or _SUMMED_UP.fullmatch(label)):
            return ""
        return f"{min(told)}-{latest}" if 1 < len(told) <= _A_FEW_YEARS else _SO_FAR

    def last_summed(self, state: GridState, summed: str, year: int) -> int | None:
        """The last year of a sum over years, of its span or of the rows that it sums; None of any other row."""
        so_far = summed == _SO_FAR  # 2003|35 ... 2015|148, 合计|1122
        return max(_years_of_rows(state, year), default=None) if so_far else last_of_span(summed)

    def of(
        self, role: Role, hit: Hit, label: str, header: str, metric: str, section: str = "", *, alone: bool = False
    ) -> dict[str, str]:
        """The breakdown of a value.

        Args:
            role: where the metric's wording stands.
            hit: that wording.
            label: the row's label.
            header: the column's header.
            metric: the metric that was chosen.
            section: the label of the rows' group above.
            alone: the row's only value, so that its header tells no columns apart.
        """
        share = _OF_WHOM.search(label) if "%" in label and role == "row" else None
        if share is None or not needs_class(self.know, metric):
            return self._of(role, hit, label, header, metric, section, alone=alone)
        whose = self._of("parent", hit, label[: share.start()], header, metric, section, alone=alone)
        return {**whose, "gender": "male" if share["men"] else "female"}  # Facilities | % women

    def _of(
        self, role: Role, hit: Hit, label: str, header: str, metric: str, section: str, *, alone: bool
    ) -> dict[str, str]:
        """The breakdown of a value whose label does not end with whose share it is."""
        own_words = {"row": label, "header": header}.get(role, "")
        classes = self.know.lexicon.entries[hit.entry].implies(own_words[hit.start : hit.end])
        label = divided(label)
        if _PAGES.fullmatch(header) and _CODE.search(label):
            header = ""  # the page of the row above in an index
        for text, is_own in ((label, role == "row"), (header, role == "header")):
            if not text:
                continue
            if is_own:
                named = self._labels.of_own(role, text, hit, metric)
            else:
                named = self._labels.of_other(text, metric, printed=text is label or not alone)
            if text is header and not is_own and self.names_staff_alone(header):
                named = _beside_row(classes, named)
            classes |= {k: v for k, v in named.items() if k not in classes}
        if section and not classes:
            classes = class_words(self.know, self._find(section), section, 0, len(section), metric, own=True)
        elif section and is_latin(section):  # Chinese groups of text tables often ended before
            classes = self._of_group_above(section, label, metric) | classes
        if (
            not classes
            and role == "row"
            and metric in self.know.lexicon.roles.training
            and COURSES.fullmatch(label)
            and header
        ):
            return {} if header_year(header, self.year) else {"type": label}
        if not classes and role == "row" and (part := self._of_which.match(label)):
            relatives = self.know.lexicon.families.get(metric)
            own = _COUNTED.sub("", label[part.end() :]).strip(PUNCTUATION) if relatives and relatives.classed else ""
            classes = {"type": own.lower()} if own else {}  # 其中:年末在岗职工人数 below 年末职工人数
        return with_number(label, classes)

    def names_staff_alone(self, text: str) -> bool:
        """Whether a label or head names no metric but the staff, and so may divide figures of the staff: 编采人员."""
        entries, staff = self.know.lexicon.entries, self.know.lexicon.roles.staff
        return all(entries[hit.entry].metric in staff for hit in self._find(text).hits)

    def _of_group_above(self, section: str, label: str, metric: str) -> dict[str, str]:
        """What the label of a group adds to the class of a row: a boundary, or another class where both are no more.

        Europe | Women, Men; Women by level | Managers; Equity share | Scope 2 – market-based.
        """
        bare = _BY_WHAT.sub("", section)
        named = class_words(self.know, self._find(bare), bare, 0, len(bare), metric)
        only = self.names(label) and self.names(bare)
        return {name: held for name, held in named.items() if name == "boundary" or only}

    def of_further(
        self, role: Role, text: str, headers: Sequence[Cell], metric: str, classes: dict[str, str]
    ) -> dict[str, str]:
        """A breakdown with what the text that names the metric adds, if it is no label of the row itself.

        The row of the whole tells its kind to its parts: Scope 2, market-based | Latin America. The header of a group
        of columns names a class over headers that repeat: 管理类培训 | 人次.
        """
        if role == "parent" and is_latin(text):
            return class_words(self.know, self._find(text), text, 0, len(text), metric, own=True) | classes
        if (
            role == "caption" and needs_class(self.know, metric) and self.counts(text)
        ):  # 30岁及以下员工人数, above the names of companies
            return class_words(self.know, self._find(text), text, 0, len(text), metric) | classes
        over = [one for one in headers if self.know.units.whole(one.clean) is None] if len(headers) > 1 else []
        if classes or role != "header" or len(over) < 2:  # 用电量, below it 千瓦时
            return classes
        if OF_OWNERS.search(headers[0].clean):
            return {}
        return self._labels.narrower.before_wording(NUMBERING.sub("", headers[0].clean), metric)

    def named_by(self, label: str) -> dict[str, str]:
        """The class that a row's label is, where its wording names a metric of classes: Expatriate employees."""
        bare = _NUMBER_OF.sub("", BRACKETS.sub("", label)).strip(PUNCTUATION)
        return self._labels.printed(bare, self._find(bare), LONGEST_SIDE) if bare else {}


def _beside_row(of_row: dict[str, str], of_head: dict[str, str]) -> dict[str, str]:
    """The classes of a head beside those of its row: kinds by which both divide are of two dimensions.

    产品瑕疵 | 线上渠道, 线下渠道; 国际标准 | 主持, 参与.
    """
    own, other = of_row.get(_KIND, ""), of_head.get(_KIND, "")
    if not own or not other or own in other or other in own:
        return of_head
    return {k: v for k, v in of_head.items() if k != _KIND} | {_WAY: other}


def _years_of_rows(state: GridState, year: int) -> set[int]:
    """The years that rows with values above are of."""
    above = (one.text for one in state.labels if one.has_values)
    return {named for one in above if ONLY_YEAR.match(one) and (named := header_year(one, year))}
