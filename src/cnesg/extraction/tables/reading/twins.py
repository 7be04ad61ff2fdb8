"""Different values of what would be one fact: what their labels say besides the metric tells them apart.

A table that prints `Recycled` and `Reused`, or `Scope 1-2` and `Scope 3`, for one metric and year prints two facts,
even where each label alone would only name the metric. The value of the whole, if there is one, keeps no class.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.gates import classed
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.dashed_labels import of_two_classes
from cnesg.extraction.labels.firms import names_firm
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.reading.beside_directors import staff_beside_directors
from cnesg.extraction.tables.reading.firms_beside import parts_of_group
from cnesg.extraction.tables.reading.nested_classes import of_their_ranks
from cnesg.extraction.tables.reading.parts_too_large import parts_within_wholes
from cnesg.extraction.tables.reading.printed_names import without_unit
from cnesg.extraction.tables.reading.ratios_below import ratios_of_counted
from cnesg.extraction.tables.reading.told import PART, Told
from cnesg.extraction.tables.reading.totals_beside import of_totals_beside
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.model import canonical_breakdown

_LONGEST = 90
_OF_WHICH = regex(r"^其中\s?[:：]\s?")
_LAST_BRACKET = regex(r"\s?[(（]([^()（）]*)[)）]$")
_SCOPE = regex(r"(?i)scope [1-3]")  # Purchased electricity (Scope 2)
_NO_CLASS = regex(  # says when, how or how surely, not of what
    r"\b(?:years?|quarters?|months?|current|prior|previous|last|latest|actual|assur\w+|audit\w*|re(?:state\w+|trospective)|baseline|base|"
    r"status|progress|trend|change|variance|targets?|goals?|notes?|pages?|refs?|references?|unit|kpi|metric|indicator|average|per)\b"
    r"|[年月季度期较比率]|目标|(?:调整|重述)后|(?<!\d)20\d\d(?!\d)",
    re.IGNORECASE,
)
_WHOLE = regex(  # of these words a label names the metric, not a part of it
    r"(?:(?:sub)?totals?|all|overall|group|company|consolidated|whole|grand|sum|gross|net|own|absolute|annual|consum\w+|us(?:e[ds]?|age)|"
    r"generat\w+|produced|emi(?:ssions?|tted)|amounts?|volumes?|quantit\w+|number|of|the|by|from|in|our|and|figures?|"
    r"employees?|staff|workforce|headcount|end|period|year[- ]end|合计|总计|小计|共计"
    r"|员工|雇员|职工|人数|在[职岗册]|[年期]末"
    r"|二氧化碳|当量|温室气体|排放|co2e?|总|量|数|全|本|公司|集团|[^\w]|\d)+",
    re.IGNORECASE,
)
_SUMS = regex(r"\b(?:totals?|all|overall)\b|[合总]计|全部", re.IGNORECASE)
_ENDS_AS_SUM = regex(r"总[量数额]$")
_MUCH_MORE = 1.2  # times the next largest
_OWN_FIRM = frozenset(("公司", "本公司", "母公司"))  # beside subsidiaries and the sum of all
_EQUIVALENTS = regex(r"\bFTEs?\b|full[- ]time[- ]equivalent", re.IGNORECASE)
_INCLUDING = regex(r"(?i)\s?\(includ[^()]*\)$")
_ABBREVIATION = regex(r"\([A-Za-z\d-]{2,6}\)")  # 挥发性有机物(VOCs)排放量 says no more than 挥发性有机物
_EMITTED = regex(r"排放总?量?$")  # 烟尘排放量 beside 粉尘排放量: a part each
_BEHIND = regex(r"(?:[-–—:]|(?:from|by|with|through|via|in|at|to)\b(?: (?:the|our)\b)?) (?=[^\W\d_]{2}[^()]*$)")
_WORD = regex(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
# 2.物资折款, 五、净利润
_NUMBERED = regex(r"^(?:\d{1,2}(?:\.\d{1,2})*[.、]|[一二三四五六七八九十]{1,3}、)(?=[\u4e00-\u9fff])")
_FILLED_IN = regex(r"[(（][^()（）]*号填列[)）]$")  # how a loss is written: 净利润(净亏损以"-"号填列)
_NOTE = regex(r"(?:\s([a-z])\1{0,2})+$|(?<=[a-z)])\d(?:,\d)*$")


class Twins:
    """Tells facts of a table apart that have the same metric, year and breakdown and different values."""

    def __init__(self, know: Knowledge, year: int, find: Callable[[str], Found]) -> None:
        self._know = know
        self._year = year
        self._find = find

    def apart(self, told: Sequence[Told]) -> list[Candidate]:
        """The facts of a table, in their order, each with the class that tells it from the others."""
        told = ratios_of_counted(self._know, parts_within_wholes(self._know, told))
        told = self._with_both_classes(of_totals_beside(self._know, told))
        ranked = of_their_ranks([one.candidate for one in told])
        told = _with_candidates(told, ranked)
        if len(told) < 2:
            return [one.candidate for one in told]
        told = _without_equivalents(self._know, told)
        groups: dict[tuple[str, str, str, str], list[Told]] = defaultdict(list)
        for one in told:
            fact = one.candidate
            groups[fact.metric, fact.unit, fact.value_kind, canonical_breakdown(fact.breakdown)].append(one)
        named: dict[int, str] = {}
        for group in groups.values():
            self._name(group, (_row, _headers, _parents, _notes), named)
        heads = self._heads(told, named)
        above = _named_rows(told, named)
        apart = (
            self._with(one.candidate, named.get(id(one)) or heads.get(_column(one), "") or _of_row_above(one, above))
            for one in told
        )
        return parts_of_group(self._know, staff_beside_directors(self._know, apart))

    def _heads(self, told: Sequence[Told], named: Mapping[int, str]) -> dict[tuple[str, ...], str]:
        """What heads of columns told in some rows, they tell in all: Scope 1, in a row without a figure for Scope 3."""
        return {
            _column(one): name
            for one in told
            if (name := named.get(id(one), "")) and name in map(str.lower, map(self._clean, one.headers))
        }

    def _with_both_classes(self, told: Sequence[Told]) -> list[Told]:
        facts = of_two_classes(self._know, [(one.candidate, one.row) for one in told], self._find, self._year)
        return _with_candidates(told, facts)

    def _name(
        self, group: Sequence[Told], roles: Sequence[Callable[[Told], tuple[str, ...]]], named: dict[int, str]
    ) -> None:
        """Names for the facts of a group by the first role in which they differ, for those still alike by the next."""
        if not roles or not _differ(group):
            return
        own = [tuple(map(self._clean, roles[0](one))) for one in group]
        shared = frozenset.intersection(*map(frozenset, own))
        others = {text for texts in own for text in texts} - shared
        sums = self._sums(group) if roles[0] is _row else frozenset()
        summed = _one_sums(others) or bool(sums)
        begun = _begun_alike(others) if roles[0] is _row else ""
        parts: dict[str, list[Told]] = defaultdict(list)
        wholes = (_wholes(group) if roles[0] is _row else frozenset()) | sums
        for one, texts in zip(group, own, strict=True):
            if one.row in wholes:
                parts[""].append(one)
                continue
            whole = next((n for n, text in enumerate(texts) if _goes_on(text, others)), len(texts))
            apart = (text for text in texts[:whole] if text not in shared and not _is_whole(text, others))
            own_row = roles[0] is _row
            names = (
                _firm(text, one.candidate, summed=summed) or self._class(text, one.candidate, own_row, summed)
                for text in apart
            )
            name = next(filter(None, names), "")
            if not name and wholes.intersection(one.parents) and len(one.row) <= _LONGEST:
                label = self._without_unit(self._clean(one.row))
                name = (residual(self._know, label) or _OF_WHICH.sub("", label)).lower()
            behind = _BEHIND.match(name, len(begun)) if begun and name.startswith(begun) else None
            parts[name[behind.end() :] if behind else name].append(one)
        for name, members in parts.items():
            if len(parts) > 1 and name:
                named.update({id(one): name for one in members})
            else:
                self._name(members, roles[1:], named)

    def _sums(self, group: Iterable[Told]) -> frozenset[str]:
        """The label of the one row that ends as a sum does (产生总量) and is much more than all others; maybe none."""
        most: dict[str, float] = defaultdict(float)
        for one in group:
            most[one.row] = max(most[one.row], one.candidate.value)
        ending = [row for row in most if _ENDS_AS_SUM.search(self._clean(row))]
        more = len(ending) == 1 and all(
            most[ending[0]] > _MUCH_MORE * value for row, value in most.items() if row != ending[0]
        )
        return frozenset(ending) if more else frozenset()

    def _clean(self, text: str) -> str:
        return _FILLED_IN.sub("", _NUMBERED.sub("", _NOTE.sub("", compact(text.strip())[0]).strip()))

    def _without_unit(self, text: str) -> str:
        unit = _LAST_BRACKET.search(text)
        if unit is not None and (
            is_unit(unit[1]) or self._know.units.whole(unit[1]) or _SCOPE.fullmatch(unit[1].strip())
        ):
            return text[: unit.start()]
        return text

    def _class(self, text: str, fact: Candidate, own: bool, summed: bool) -> str:
        """What a label says besides the metric; empty for what is no class, and for the whole where none sums."""
        text = self._without_unit(text)
        if not text or len(text) > _LONGEST or _NO_CLASS.search(text) or header_year(text, self._year) or is_unit(text):
            return ""
        found = self._find(text)
        hits = [hit for hit in found.hits if self._know.lexicon.entries[hit.entry].metric == fact.metric]
        lead = PART.search(text)  # Effluents – Tissue, over the pollutants in them
        other = found.hits and not hits and not (lead and all(hit.end <= lead.start() for hit in found.hits))
        if not own and other and not self._is_scope(found):
            return ""  # a group of another metric
        if not own and class_words(self._know, found, text, 0, len(text), fact.metric).keys() & fact.breakdown.keys():
            return ""
        longest = max((hit for hit in hits if not hit.label_only), key=lambda h: h.end - h.start, default=None)
        rest = text[: longest.start] + text[longest.end :] if longest else text
        if not _EMITTED.sub("", _ABBREVIATION.sub("", rest)).strip(" -–—()") and not summed:
            return _EMITTED.sub("", text) if fact.metric == self._know.lexicon.roles.dust and own else ""
        if _WHOLE.fullmatch(rest.strip()):
            return ""
        parts = [part for part in PART.split(text) if part.strip()]
        if len(parts) > 1 and any(hit.end <= len(parts[0]) for hit in found.hits):
            text = parts[-1]
        left = residual(self._know, text).lower()
        left = without_unit(self._know, left + (")" if left.count("(") > left.count(")") else ""))
        return "" if not _WORD.search(left) or left in fact.breakdown.values() else left

    def _is_scope(self, found: Found) -> bool:
        """Whether a header names scopes of emissions: of those whom a bank lends to, scopes 1 and 2 are its scope 3."""
        return any(self._know.lexicon.classes[index].dimension == "scope" for _, _, index in found.classes)

    def _with(self, fact: Candidate, name: str) -> Candidate:
        if not name or name in fact.breakdown.values():
            return fact
        short = [d for d, held in fact.breakdown.items() if held in name]  # aluminium (pacific) of aluminium
        dimensions = ("entity",) if names_firm(name) or name in _OWN_FIRM else ("type", "segment", "part")
        dimension = short[0] if short else next((d for d in dimensions if d not in fact.breakdown), "part")
        metric, breakdown = classed(self._know, fact.metric, {**fact.breakdown, dimension: name})
        return fact.of_class(metric, breakdown)


def _firm(text: str, fact: Candidate, *, summed: bool) -> str:
    """The name of a firm, of which nothing is cut off; the company's own where a sum of all stands beside it."""
    told = names_firm(text) or (summed and text in _OWN_FIRM)
    return text if told and text not in fact.breakdown.values() else ""


def _named_rows(told: Sequence[Told], named: Mapping[int, str]) -> dict[tuple[str, str], str]:
    """The class that a row without one was given to tell it from others, by metric and label."""
    found = {(one.candidate.metric, one.row): named.get(id(one), "") for one in told if not one.candidate.breakdown}
    return {row: name for row, name in found.items() if name}


def _of_row_above(one: Told, above: Mapping[tuple[str, str], str]) -> str:
    """The class of the row that a part stands under: surface water, of water withdrawn beside water consumed."""
    if not above or not one.candidate.breakdown or "type" in one.candidate.breakdown:
        return ""
    return next((name for row in one.parents if (name := above.get((one.candidate.metric, row), ""))), "")


def _with_candidates(told: Sequence[Told], candidates: Sequence[Candidate]) -> list[Told]:
    return [
        one if candidate is one.candidate else replace(one, candidate=candidate)  # most are as they were
        for one, candidate in zip(told, candidates, strict=True)
    ]


def _column(one: Told) -> tuple[str, ...]:
    return (one.candidate.metric, *one.headers)


def _without_equivalents(know: Knowledge, told: Sequence[Told]) -> Sequence[Told]:
    """The facts without full-time equivalents where the table has the headcount of the year too."""
    of_all = {id(one) for one in told if _is_of_all(know, one)}
    heads = {one.candidate.year for one in told if id(one) in of_all and not _EQUIVALENTS.search(one.row)}
    return [
        one for one in told if not (id(one) in of_all and one.candidate.year in heads and _EQUIVALENTS.search(one.row))
    ]


def _is_of_all(know: Knowledge, one: Told) -> bool:
    return one.candidate.metric == know.lexicon.roles.staff_total and not one.candidate.breakdown


def _row(one: Told) -> tuple[str, ...]:
    return (one.row,)


def _headers(one: Told) -> tuple[str, ...]:
    return one.headers


def _parents(one: Told) -> tuple[str, ...]:
    return one.parents


def _notes(one: Told) -> tuple[str, ...]:
    """What stands beside the label, without what it includes: Group (including overseas), over Domestic."""
    return tuple(_INCLUDING.sub("", note) for note in one.notes)


def _one_sums(labels: Iterable[str]) -> bool:
    return sum(_SUMS.search(label) is not None for label in labels) == 1


def _is_whole(text: str, others: Iterable[str]) -> bool:
    """Whether a label names the whole of what others name parts of: it alone is a total, or others go on from it."""
    return (_SUMS.search(text) is not None and _one_sums(others)) or _goes_on(text, others)


def _begun_alike(labels: Iterable[str]) -> str:
    """The words, two or more, with which all labels begin: Reports received | through managers, through the hotline."""
    common: list[str] = []
    for words in zip(*(label.lower().split() for label in labels), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    while common and _BEHIND.match(f"{common[-1]} part"):
        common.pop()
    return " ".join(common) + " " if len(common) > 1 else ""


def _goes_on(text: str, others: Iterable[str]) -> bool:
    """Whether other labels begin with this one: Injury rate, Injury rate – smelters; what is above tells nothing."""
    return any(other != text and other.startswith(text) and not other[len(text)].isalnum() for other in others)


def _wholes(group: Iterable[Told]) -> frozenset[str]:
    """The labels of rows that others of a group are set in below: `Scope 1`, of which `Mobile combustion`."""
    group = list(group)
    above = {text for one in group for text in one.parents}
    return frozenset(one.row for one in group if one.row in above)


def _differ(group: Iterable[Told]) -> bool:
    """Whether two facts of a group have the same year and different values."""
    values: dict[int, set[float]] = defaultdict(set)
    for one in group:
        values[one.candidate.year].add(round(one.candidate.value, 9))
    return any(len(v) > 1 for v in values.values())
