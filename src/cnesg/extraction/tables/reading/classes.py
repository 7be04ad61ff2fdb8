"""Which part of the company a table's value is about: what labels and headers say besides the metric's name."""

import re
from collections.abc import Sequence

from cnesg.extraction.ages import age_beside, age_of_cell, behind_rank
from cnesg.extraction.breakdowns import class_spans, class_words, residual, without_both
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS, bracketed, told_behind, without_listed
from cnesg.extraction.labels.firms import names_firm
from cnesg.extraction.labels.head_years import header_year, names_day
from cnesg.extraction.labels.numbered_categories import category_alone, with_number, without_scope
from cnesg.extraction.labels.references import is_remark
from cnesg.extraction.labels.titles_by_class import divides_by_class
from cnesg.extraction.labels.worker_classes import with_people
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.reading.printed_names import (
    closed,
    dimensions_of_title,
    without_brackets,
    without_note_letters,
    without_unit,
)
from cnesg.extraction.tables.reading.proper_classes import (
    Around,
    beside_own,
    course_of,
    ends_enumeration,
    of_metric,
    of_places,
)
from cnesg.extraction.tables.reading.said_of_no_part import says_nothing
from cnesg.extraction.tables.reading.wholes_and_parts import is_dimension, is_total, names_whole
from cnesg.extraction.tables.reading.workers import (
    class_of_workers,
    divides_staff,
    names_everyone,
    names_workers,
    parting_heads,
    without_year,
)
from cnesg.extraction.tables.rows.denominators import without_ratio
from cnesg.extraction.tables.rows.entity_heads import names_parent, parents_among
from cnesg.extraction.tables.rows.ranks import is_joint_rank, rank_of_women
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import ClassWords
from cnesg.text.language import is_latin

_LAST_BRACKET = regex(r"\s?\(([^()]*)\)$")
_DIMENSION = regex(
    r"^(?:by|per|according to|按|依)\b|^按|分布$|构成$|^(?:其中|of which|including|分类|类别)[:：]?$", re.IGNORECASE
)
_WOMEN_BY = regex(
    r"(?i:(?:share|percentage|proportion|%) of )?(?i:women|female(?: employees| staff)?)\b(?:.{0,20}\bby\b"
    r"|,? (?:in|across|at) (?:[A-Z]\w+\b[^()]{0,24}"
    r"|(?:the |our |all |different )?(?:workforce|company|group|organi[sz]ation|levels)[ (%)]*)$)"
)
_ITS_UNIT = regex(r"\s?\((?:%|人|persons?|people)\)$", re.IGNORECASE)
_OF_WHOM = regex(r"(?i)^(?:of (?:whom|which|these)|thereof|including|incl\.)[,:]? |^其中\s?[:,]?\s?")
_LONGEST_CLASS = 70
_LONGEST_HEAD = 32
_NO_PART = regex(  # heads of columns that tell when, how or how surely, not of what
    r"\b(?:years?|quarters?|months?|h[12]|q[1-4]|current|prior|previous|last|latest|actual|assur\w+|audit\w*|re(?:state\w+|trospective)|"
    r"baseline|base|status|progress|trend|results?|performance|data|notes?|page|ref(?:s|erences?)?|scope|boundary|gri|sasb|sdgs?|"
    r"hkex|comments?|source|unit|kpi|metric|indicator|average|per|rate|absolute|figures)\b|[年月季度期较比值次率号]|(?:调整|重述)后|[生置用耗放收]量|\d",
    re.IGNORECASE,
)
_AS_PRINTED = frozenset({"region", "level", "function", "source", "education", "title", "type"})
_SO_FAR = regex(r"\(累计[数值]?\)")
_PEOPLE = frozenset({"gender", "age", "level", "employment", "scope2", "boundary", "period"})
_NUMBERED = regex(r"^(?:其中[:：])?\d{1,2}(?:\.\d{1,2})*[.、](?=[\u4e00-\u9fff])")  # 2.物资折款
_AIM = regex(r"(?i)^(?:aim|goal|commitment|objective) \d{1,2}\s?[-–—:.]\s|\s\([^()]*\bscope 3\b[^()]*\)$")
_EMITTED = regex(r"(?i)(?:(?:other|(?:in)?direct|energy|ghgs?|greenhouse|gas|gases|carbon|emissions?|total)\s*)+")
_SCOPES = regex(r"(?i)scopes?(?:[\s&+,]|and|[123])+")  # Electricity - Scope 2
_SUBJECT = regex(r"emission|waste|water|energy|people|safety|排放|用水|能源|安全", re.IGNORECASE)
_WORD = regex(r"[^\W\d_]{2}|[\u4e00-\u9fff]")  # `$000` and `A` name no class
_PART = regex(
    r"\s[-–—]\s(?![^()]*\))|:\s|,\s(?=(?:own|direct|agency|(?:sub)?contract|employee|third|service|external)\w*\b)"
    r"|(?<=[\u4e00-\u9fff)])\s?[-–—]{1,2}\s?(?=[\u4e00-\u9fff])"  # 有害废弃物－废弃灯管
)
_FROM = regex(
    r"(?i)\bemissions (?:generated |arising |resulting )?from (?:the )?(?:use of |consumption of )?([^(),:]{3,40})"
)
_NOTE = regex(r"\s?[(（](?:\d{1,2}|注\s?\d{0,2}|[Nn]otes? ?\d{0,2})[)）]$")
_KINDS = frozenset({"source", "fuel"})
_FATE = "fate"
_ARISES = regex(r"(?i)\bgenerat|\bproduced\b|\baris|\bbefore\b|产生")  # whatever becomes of it then
_FEWEST_LISTED = 2  # classes of one dimension


def names_class(text: str, found: Found, hit: Hit) -> bool:
    """Whether a label that holds a metric's wording may as well be a class of what its group measures.

    `Third-party water`, `Electricity (purchased)`: the wording lies inside the words of a class, or names the workers.
    """
    if names_workers(text, bracketed=False) or age_of_cell(text):
        return True
    return any(a <= hit.start and hit.end <= b for a, b, _ in found.classes)


class Classes:
    """Names the classes of values."""

    def __init__(self, know: Knowledge, year: int) -> None:
        self._know = know
        self._year = year

    def of(self, contexts: Sequence[Around], at: int, hit: Hit, metric: str) -> dict[str, str]:
        """The breakdown of a value.

        Args:
            contexts: the texts around the value, nearest first.
            at: which of them names the metric.
            hit: the wording there.
            metric: the metric.
        """
        classes: dict[str, str] = {}
        roles = self._know.lexicon.roles
        for index, context in enumerate(contexts):
            if (context.leads and index > at) or _is_sum(context) or (index < at and names_everyone(context.text)):
                continue
            if context.role in {"caption", "heading"}:
                classes = self._of_title(context, metric, names_it=index == at) | classes
                continue
            named = self._named(context, metric, outer=index > at)
            if index != at:
                named = _with_age(named, context, row=index < at and context.role == "row")
            nearer = index < at or (context.role == "row" and index > at)  # a title that names the rows comes first
            if nearer:
                named |= class_of_workers(context, metric, roles, contexts)
            if index < at:
                named = self._before(named, context, metric)
            elif index == at:
                named = self._naming(named, context, hit, metric)
                classes = beside_own(classes, named) if context.role == "header" else classes
            elif (
                not named
                and context.role == "parent"
                and metric in roles.of_stacks
                and (of := _FROM.search(context.text))
            ):
                named = {"source": of[1].lower()}
            elif not named and divides_staff(context, metric, roles):
                named = self._part_of_company(context)
            if index < at and "type" in named and classes.get("type", named["type"]) != named["type"]:
                named["segment"] = named.pop("type")  # a row's class and a column's
            classes = {**named, **classes}
        return of_metric(
            roles, metric, of_places(contexts, classes) or course_of(roles, metric, contexts, at, self._year)
        )

    def _named(self, context: Around, metric: str, *, outer: bool) -> dict[str, str]:
        """The classes that a text names; a head over several columns may list one for each, or fates of waste."""
        named = class_words(self._know, context.found, context.text, 0, len(context.text), metric)
        named = without_listed(context.text, without_both(context.text, named), self._know, metric)
        if not outer or context.role != "header":
            return named
        spans = class_spans(self._know, context.found, context.text, 0, len(context.text), metric) if named else {}
        return {
            dimension: name
            for dimension, name in named.items()
            if len({one for _, _, one in spans.get(dimension, [])}) < _FEWEST_LISTED
            and not (dimension == _FATE and _ARISES.search(context.text))
        }

    def _before(self, named: dict[str, str], context: Around, metric: str) -> dict[str, str]:
        """The classes that a text nearer than the metric's name gives; a shareholder has its whole name."""
        if context.role == "row" and metric in self._know.lexicon.grammar.narrowing.holders:
            holder = _NOTE.sub("", context.text.strip()).lower()  # 邮政集团(2)
            return {} if is_total(context.found, context.text) else {"holder": holder}
        if metric not in self._know.lexicon.roles.gases and _SCOPES.fullmatch(context.text):
            return {}
        bare = metric in self._know.lexicon.roles.people and names_workers(context.text, bracketed=False)
        if named or bare:
            return self._whole(named, context)
        return (
            self._part_of_company(context) if context.role == "header" and context.divides else self._printed(context)
        )

    def _part_of_company(self, context: Around) -> dict[str, str]:
        """The class that a text gives which only says whose figures these are; a firm or plant keeps its whole name."""
        if names_firm(text := without_note_letters(context.text)) or names_parent(text):
            return {"entity": text.lower()}
        plain = text if not (context.found.hits or is_latin(text)) else residual(self._know, text)  # 东江热处理
        name = without_unit(self._know, closed(plain.lower()))
        return {"worker": without_year(name)} if names_workers(name, bracketed=False) else {"segment": name}

    def _of_title(self, context: Around, metric: str, *, names_it: bool) -> dict[str, str]:
        """Whose figures a whole table gives, told above it (`Energy (100% managed basis)`) or its labels (`Women`).

        One that names the metric may say of which kind: `Graduate recruits`.
        """
        named = class_words(self._know, context.found, context.text, 0, len(context.text), metric)
        named = without_both(context.text, named)
        told = {"boundary", "gender"} if context.stub_head and context.divides else {"boundary"}
        told |= self._dividing(context.found, metric) & {"type"} if names_it else set()
        if metric in self._know.lexicon.roles.staff and _WOMEN_BY.match(context.text):
            told.add("gender")  # Women by seniority | Directors | 31%
        people = metric in self._know.lexicon.roles.people
        told |= dimensions_of_title(context.text, named, names_it=names_it, of_people=people)
        return {dimension: name for dimension, name in named.items() if dimension in told}

    def dividing(self, columns: Sequence[Sequence[str]]) -> set[str]:
        """Headers that name the part of the company each column is about: at least two, or one beside a whole."""
        texts = {text for heads in columns for text in heads if not all(text in others for others in columns)}
        parents, named = parents_among(texts), {text for text in texts if self._names_part(text)}
        whole = any(names_whole(text) for text in texts - parents)
        return parents | (named if len(named) + whole > 1 else set()) | parting_heads(texts)

    def _names_part(self, text: str) -> bool:
        """Whether a header is a name: no year, unit, metric, target, change or word that names nothing."""
        bare = BRACKETS.sub("", text).strip(" -–—•:*")
        if not 3 <= len(bare) <= _LONGEST_HEAD or not _WORD.search(bare) or says_nothing(bare) or _NO_PART.search(bare):
            return False
        if (
            is_dimension(bare)
            or header_year(bare, self._year)
            or self._know.units.whole(bare)
            or is_unit(bare.partition("/")[0].strip())
        ):
            return False
        found = self._know.find(text)
        return not found.hits and not {"target", "skip_column", "change", "total"} & found.marks.keys()

    def _is_unit(self, text: str) -> bool:
        """Whether a text is a unit, maybe by something that is none: `tonnes / HK$m revenue`."""
        above, line, _ = text.partition("/")
        return self._know.units.whole(text) is not None or (line != "" and is_unit(above.strip()))

    def _whole(self, named: dict[str, str], context: Around) -> dict[str, str]:
        """Of a label that is a class, the whole label where a class word is only part of it: US & Canada."""
        if not named:
            return named
        (dimension, name), *more = named.items()
        bare = without_note_letters(without_ratio(BRACKETS.sub("", context.text))).lower()
        if is_joint_rank(named, bare):
            return {dimension: bare}
        if dimension == "category":
            return {dimension: without_unit(self._know, without_scope(bare))}
        if more or dimension not in _AS_PRINTED or len(bare) > _LONGEST_CLASS or len(name) > 0.8 * len(bare):
            return named
        return {dimension: residual(self._know, bare)}

    def _own(self, named: dict[str, str], context: Around, hit: Hit, metric: str) -> dict[str, str]:
        """Classes of the label that names the metric: none that the metric's name holds; what follows a dash is one."""
        if context.role == "row" and (number := category_alone(context.text)):
            named = {"category": number}
        if "category" in named:  # the standard's categories are numbered: the number is part of the name
            # that of an aim is not: Aim 5 – Freight
            name = _AIM.sub("", without_scope(without_note_letters(context.text)))
            unit = _LAST_BRACKET.search(name)
            if unit is not None and self._know.units.whole(unit[1]) is not None:
                name = name[: unit.start()]
            numbered = with_number(name, named)
            return numbered if numbered != named else {**named, "category": without_unit(self._know, name.lower())}
        if context.role == "row" and _SO_FAR.search(context.text) and metric not in self._know.lexicon.stocks:
            named = {**named, "period": "cumulative"}
        inside = context.text[hit.start : hit.end].lower()
        kept = _PEOPLE | self._dividing(context.found, metric)
        every = needs_class(self._know, metric)  # 博士研究生 of employees: the class is all that the wording says
        named = {k: v for k, v in named.items() if every or k in kept or v not in inside}
        named = {k: v for k, v in named.items() if k not in _KINDS or not ends_enumeration(context.text, v)}
        if every and context.role == "row" and (rank := rank_of_women(context.text, named)):
            named["level"] = rank
        parts = [part for part in _PART.split(context.text) if part.strip()]
        if len(named) == 1 and len(parts) > 1 and hit.end <= len(context.text) - len(parts[-1]):
            (dimension, name), last = *named.items(), without_note_letters(parts[-1]).lower()
            if dimension in _AS_PRINTED and name in last and len(last) <= _LONGEST_HEAD:
                return {dimension: last}  # Spills - onshore US: the name of the part is longer than the class word
        if len(parts) > 2 and hit.end <= len(context.text) - len(parts[-1]):
            parts = [context.text[: context.text.rindex(parts[-1])], parts[-1]]  # Scope 1: emissions - boilers
        if named or context.role != "row" or len(parts) != 2 or not context.text.startswith(parts[0]):
            return named
        behind = hit.start >= len(parts[0])  # Refining - spills; else Spills - refining
        other = parts[0] if behind else parts[1]
        if behind and (_SUBJECT.search(other) or any(h.start < len(other) for h in context.found.hits)):
            return named  # Air emissions - nitrogen oxides
        if (not behind and hit.end > len(parts[0])) or header_year(other, self._year) or self._know.units.whole(other):
            return named
        left = residual(self._know, without_note_letters(BRACKETS.sub("", other).strip()))
        empty = says_nothing(left) or _EMITTED.fullmatch(left) or is_remark(left)  # Scope 3: other GHG emissions
        return {"type": left.lower()} if 0 < len(left) <= _LONGEST_CLASS and not empty else named

    def _naming(self, named: dict[str, str], context: Around, hit: Hit, metric: str) -> dict[str, str]:
        """The classes of the text that names the metric."""
        aged = named or age_beside(context.text, hit.start, hit.end)
        own = self._own(aged, context, hit, metric) or self._in_brackets(context, metric)
        return with_people(self._know, context.text, metric, own) if context.role == "row" else own

    def _in_brackets(self, context: Around, metric: str) -> dict[str, str]:
        """The class that an English label has in brackets: `NOx emissions (hotels)`."""
        if context.role != "row" or not is_latin(context.text) or needs_class(self._know, metric):
            return {}
        own = [(h.start, h.end) for h in context.found.hits if self._know.lexicon.entries[h.entry].metric == metric]
        own_words = context.text, own, self._know, metric
        return bracketed(*own_words) or told_behind(*own_words)

    def _dividing(self, found: Found, metric: str) -> set[str]:
        """Dimensions of classes that only some metrics have, this one among them: no name of a metric, a part of it."""
        classes = (self._know.lexicon.classes[index] for _, _, index in found.classes)
        return {one.dimension for one in classes if metric in one.metrics}

    def apply(self, context: Around, metric: str) -> bool:
        """Whether a label is a class that values of a metric come in."""
        named = class_words(self._know, context.found, context.text, 0, len(context.text), metric)
        return bool(named) or names_workers(context.text, bracketed=False)

    def is_class(self, text: str, found: Found) -> bool:
        """Whether a label is a class and nothing else: `Male`, `30-50`, 高级管理层; the whole is none."""
        bare = _OF_WHOM.sub("", BRACKETS.sub("", text).strip(" -–—•:*"))
        if not bare or len(bare) > _LONGEST_CLASS or is_total(found, text):
            return False
        return self._of_classes(found) >= 0.6 * len(bare) or bool(age_of_cell(bare))

    def _of_classes(self, found: Found) -> int:
        """How many characters name classes; not those that name another metric, or a kind that a metric's name holds.

        `Freshwater withdrawal` names a metric, though it is a class of what is taken where water is scarce.
        """
        entries, known = self._know.lexicon.entries, self._know.lexicon.classes
        wordings = [(h.start, h.end, entries[h.entry].metric) for h in found.hits if not h.label_only]

        def alien(begin: int, stop: int, one: ClassWords) -> bool:
            inside = [metric for start, end, metric in wordings if start <= begin and stop <= end]
            if any(metric in one.not_metrics for metric in inside):
                return True  # Non-executive directors: no executives
            kind = bool(one.name) and one.dimension == "type"
            return bool(one.metrics) and any(kind or metric not in one.metrics for metric in inside)

        return sum(b - a for a, b, index in found.classes if not alien(a, b, known[index]))

    def begins_with_class(self, text: str, found: Found) -> bool:
        """Whether a group's heading names a class, maybe with where it is counted behind: `Women, global`."""
        first = text.partition(",")[0].strip()
        return sum(min(b, len(first)) - a for a, b, _ in found.classes if a < len(first)) >= 0.6 * len(first) > 0

    def is_plain(self, text: str, found: Found) -> bool:
        """Whether a label is a class, a total, a year or nothing at all, so that a title may say what is measured."""
        bare = BRACKETS.sub("", text).strip(" -–—•:*")
        if len(bare) > _LONGEST_CLASS:
            return False
        return bool(
            not bare
            or says_nothing(bare)
            or sum(b - a for a, b, _ in found.classes) >= 0.4 * len(bare)
            or age_of_cell(bare)
            or header_year(bare, self._year)
            or is_total(found, text)
            or names_workers(bare, bracketed=False)
        )

    def named_by(self, context: Around) -> dict[str, str]:
        """The class that a row's label is, where its wording names a metric of classes: `Flight crew`."""
        return self._printed(context) if context.role == "row" else {}

    def _printed(self, context: Around) -> dict[str, str]:
        """A label that is no known class is one as printed, unless it says nothing, a total, a year or a unit."""
        bare = without_ratio(without_brackets(context.text))
        if (
            not bare
            or len(bare) > _LONGEST_CLASS
            or says_nothing(bare)
            or _DIMENSION.search(bare)
            or is_dimension(bare)
            or names_day(bare)
            or divides_by_class(bare)
        ):
            return {}
        if not _WORD.search(bare) or header_year(bare, self._year) or self._is_unit(bare):
            return {}
        if is_total(context.found, context.text) or (context.role == "header" and context.found.marks.get("target")):
            return {}
        left = residual(self._know, without_note_letters(_NUMBERED.sub("", bare)))
        if names_firm(bare):
            return {"entity": bare.lower()}
        return {} if not left or says_nothing(left) else {"type": without_unit(self._know, closed(left.lower()))}


def _with_age(named: dict[str, str], context: Around, *, row: bool) -> dict[str, str]:
    """The classes of a text with its age: of a cell that is one, and of a `row` that has it behind a rank."""
    bare = _ITS_UNIT.sub("", context.text)
    if age := age_of_cell(bare):
        return {**named, "age": age}
    ranked = behind_rank(bare) if row else None
    if ranked is None:
        return named
    return {**(named or {"level": ranked[0].lower()}), "age": ranked[1]}


def _is_sum(context: Around) -> bool:
    """Whether a group of rows is that of the whole: `Total (employees and contractors)`."""
    return context.role == "parent" and is_total(context.found, BRACKETS.sub("", context.text).strip())
