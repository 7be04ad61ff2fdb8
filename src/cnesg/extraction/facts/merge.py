"""One fact, one row: the same figure printed again, or rounded, is the same fact."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.facts.abridged import says_shortly
from cnesg.extraction.facts.relief_tables import without_told_again
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.model import canonical_breakdown

_SCOPE = regex(r"[1-3一二三]|\b(?:iii|ii|i)\b")
_BLANKS = regex(r"[,\s]")  # 1. 70 in scans
_HAN = regex(r"[\u4e00-\u9fff]")
_ROLE_ORDER = {
    r: i
    for i, r in enumerate(
        ("row", "header", "parent", "beside", "caption", "clause", "zero", "sentence", "heading", "passage")
    )
}

_OF_THE_WHOLE = {"status", "period"}  # dimensions whose classes name no part of the company
_CUT_OFF = 0.02  # of a sum, which a sentence leaves out
_SO_FAR = {"period": "cumulative"}
_RELATED = regex(r"关联方|關聯方|related part(?:y|ies)")
_EXPENSE = regex(r"(?:其中:?)?研发费用|(?i:r&d expenses?|research and development expenses?)")
_EXPENSED = {"type": "费用化"}
_MORE = 1.001  # times the expense: what is spent and capitalised
_BOUNDARY = "boundary"
_WAY = regex(r"recycled|reused|composted|reportable|再利用|再使用|堆肥")
_WITHDRAWN = regex(r"withdraw|取水")
_FIGURE = regex(r"(?:^|(?<=[\u4e00-\u9fff]))\d[\d,.]*[余多]?[万亿]?$")  # 复垦面积|2, of 2,860亩; |4.8万
_TELLING_DIGITS, _FEWEST_DIGITS = 3, 2  # that tell a figure by itself (a per cent: one more), and one of a part
_COUNTED, _MANY = {"persons", "person-times", "hours"}, 100_000
_PARTS = {"entity", "site", "project"}  # dimensions
_IN_TABLES = {"row", "header", "parent", "caption"}
_CALLED_OUT = regex(r"[^,，。;；]{2,18}\d[\d,，.]*\s?\+[^,，。;；\d]{0,6}")  # 全年接待投资者|1,300+人次: set large
_FEWEST_TELLING = 10  # people; two groups of three are two groups
_TABLE_OF_FIGURES = 8  # values; fewer are a text box or a chart


def merge(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without repetitions, in document order.

    Of rows with the same metric, year and breakdown whose values agree to the digits that the coarser one prints, the
    one found in the firmer way stays: tables before prose, the more digits the better.
    """
    groups: dict[tuple[str, int, str], list[Candidate]] = defaultdict(list)
    told = _expensed_apart(know, map(_without_figures, without_told_again(know, candidates)))
    told = _without_only_scope(know, told)
    told = _summed_to_date(know, told)
    for candidate in _without_only_kind(know, _without_only_withdrawals(know, _without_only_boundary(told))):
        groups[candidate.metric, candidate.year, canonical_breakdown(candidate.breakdown)].append(candidate)
    kept: list[Candidate] = []
    for group in groups.values():
        chosen: list[Candidate] = []
        for one in sorted(group, key=_firmness):
            same = next((place for place, other in enumerate(chosen) if _restates(know, one, other)), None)
            if same is None:
                chosen.append(one)
            else:
                chosen[same] = chosen[same].repeated()
        kept += chosen
    kept = _without_unnamed_holders(know, _without_bare_twins(know, _without_bare_zeros(know, kept)))
    kept = _with_minorities(know, _of_related_parties(know, _without_other_classes(kept)))
    return sorted(kept, key=lambda c: (c.order, c.metric, canonical_breakdown(c.breakdown), c.year))


def _without_figures(one: Candidate) -> Candidate:
    """A candidate whose classes end in no figure that was cut out of the text with them."""
    if not any(name[-1:].isdigit() or name.endswith(("万", "亿")) for name in one.breakdown.values()):
        return one
    classes = {k: v if k == "age" else _FIGURE.sub("", v) for k, v in one.breakdown.items()}
    return replace(one, breakdown={k: v for k, v in classes.items() if v})


def _summed_to_date(know: Knowledge, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates in which the sum below a table of many years is of the date that a sentence tells it for.

    The last row may be of an earlier year: 截至2016年底累计分红约4.4亿元, below the rows up to 2015 合计 | 44,267.
    """
    so_far = [one for one in candidates if one.breakdown == _SO_FAR]
    said = [one for one in so_far if one.role not in _IN_TABLES]
    later = {
        id(one): other.year
        for one in so_far
        for other in said
        if one.role in _IN_TABLES and one.metric == other.metric and one.year < other.year
        if _restates(know, other, one) or 0 <= 1 - other.value / (one.value or 1.0) < _CUT_OFF  # 1.31亿, of 13,169万
    }
    return [replace(one, year=later[id(one)]) if id(one) in later else one for one in candidates]


def _expensed_apart(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates with the expense of research as the part of the spending that it is, where both are told."""
    all_of_them = list(candidates)
    of_all = [one for one in all_of_them if one.metric == know.lexicon.roles.research_spending and not one.breakdown]
    expense = {id(one) for one in of_all if _EXPENSE.match(one.named)}
    spent = [one for one in of_all if id(one) not in expense and one.role in _IN_TABLES]
    if not any(
        other.year == one.year and other.value > one.value * _MORE
        for one in of_all
        if id(one) in expense
        for other in spent
    ):
        return all_of_them
    return [replace(one, breakdown=_EXPENSED) if id(one) in expense else one for one in all_of_them]


def _without_only_scope(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in which a sum of emissions, or its intensity, says its scopes only where sums differ."""
    found, sums_of_scopes = list(candidates), know.lexicon.roles.sums_of_scopes
    of_one_scope = {id(one) for one in found if one.metric in sums_of_scopes and _is_of_one_scope(know, one)}
    summed: dict[str, dict[str, set[tuple[int, float]]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        if one.metric in sums_of_scopes and one.value_kind == "actual" and id(one) not in of_one_scope:
            scopes = "".join(_SCOPE.findall(one.breakdown.get("scope", "all")))
            summed[one.metric][scopes].add((one.year, one.value))
    for sums in summed.values():  # told once more without its scopes
        if "" in sums and sums[""] <= set().union(*(said for scopes, said in sums.items() if scopes)):
            del sums[""]
    only = {metric for metric, sums in summed.items() if len(sums) == 1 and "" not in sums}
    return [
        replace(one, breakdown={k: v for k, v in one.breakdown.items() if k != "scope"})
        if one.metric in only and id(one) not in of_one_scope
        else one
        for one in found
    ]


def _is_of_one_scope(know: Knowledge, one: Candidate) -> bool:
    """Whether an intensity is that of a single scope: no sum."""
    return one.metric != know.lexicon.roles.gases_in_all and len(_SCOPE.findall(one.breakdown.get("scope", ""))) == 1


def _without_only_boundary(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates in which figures say whose they count (equity share, control) only where two ways are given."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        told[one.metric].add(one.breakdown.get(_BOUNDARY, ""))
    return [
        replace(one, breakdown={k: v for k, v in one.breakdown.items() if k != _BOUNDARY})
        if _BOUNDARY in one.breakdown and len(told[one.metric] - {""}) == 1
        else one
        for one in candidates
    ]


def _without_only_withdrawals(know: Knowledge, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates in which water is said to be withdrawn only where what is consumed is given beside it or its whole."""
    of_water = [one for one in candidates if one.metric == know.lexicon.roles.water_taken]
    withdrawn = {id(one) for one in of_water if _WITHDRAWN.search(one.breakdown.get(_kind_in(one), ""))}
    beside = {(one.year, canonical_breakdown(one.breakdown)) for one in of_water if id(one) not in withdrawn}
    none = canonical_breakdown({})
    whole = (one.year for one in of_water if id(one) in withdrawn and not _untyped(one))
    wholes = {year for year in whole if (year, none) in beside}
    return [
        replace(one, breakdown=rest)
        if id(one) in withdrawn
        and one.year not in wholes
        and (one.year, canonical_breakdown(rest := _untyped(one))) not in beside
        else one
        for one in candidates
    ]


def _without_only_kind(know: Knowledge, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates in which what is recovered is said to be recycled, what hurt reportable, only where others aren't."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        told[one.metric].add(one.breakdown.get("type", ""))
    return [
        replace(one, breakdown=_untyped(one))
        if one.metric in know.lexicon.roles.recovered | know.lexicon.roles.harm_at_work
        and len(told[one.metric]) == 1
        and _WAY.fullmatch(one.breakdown.get("type", ""))
        else one
        for one in candidates
    ]


def _kind_in(one: Candidate) -> str:
    """The dimension that the kind of a fact is in: another than that which says that it is a target."""
    return "segment" if one.breakdown.get("type") == "target" else "type"


def _untyped(one: Candidate) -> dict[str, str]:
    return {k: v for k, v in one.breakdown.items() if k != _kind_in(one)}


def _without_bare_twins(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which a proposed figure or a sum over years does not stand a second time without saying so.

    The firmer of the two stays and takes the class.
    """
    said: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in kept:
        if one.breakdown and set(one.breakdown) <= _OF_THE_WHOLE and one.value:
            said[one.metric, one.year].append(one)
    gone: set[int] = set()
    result: list[Candidate] = []
    for one in kept:
        twins = [] if one.breakdown else said[one.metric, one.year]
        coarser = [o for o in twins if _restates(know, o, one)]
        if coarser:
            gone |= {id(o) for o in coarser}
            result.append(one.with_breakdown(**coarser[0].breakdown))
        elif not any(_restates(know, one, o) for o in twins):
            result.append(one)
    return [one for one in result if id(one) not in gone]


def _without_bare_zeros(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which a metric of breaches of all kinds is not said to be none once more without a kind.

    Its definition puts the field of law into `type`: where zeros with fields stand, one without names none.
    """
    told = {(one.metric, one.year) for one in kept if one.role == "zero" and one.breakdown}
    return [
        one
        for one in kept
        if one.breakdown
        or one.role != "zero"
        or one.metric != know.lexicon.roles.breaches
        or (one.metric, one.year) not in told
    ]


def _without_unnamed_holders(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which a stake is not stated once more without its holder: a note below the table of holders."""
    of_holders = know.lexicon.grammar.narrowing.holders
    named = {(one.metric, one.year, one.value) for one in kept if one.metric in of_holders and one.breakdown}
    return [one for one in kept if one.breakdown or (one.metric, one.year, one.value) not in named]


def _without_other_classes(kept: list[Candidate]) -> list[Candidate]:
    """Candidates of which none is a figure printed elsewhere, too, under another class.

    A figure of three digits or more that prose and another place both state is one fact: the class that one of them
    leaves out, or words otherwise, makes no second; of one plant two digits tell enough. The cells of one table are
    different facts. Numbers of the same people, 200名受助学生 and later 200名学生, are one of however few digits.
    """
    seen: dict[tuple[str, int, float, str], list[Candidate]] = defaultdict(list)
    result: list[Candidate] = []
    for one in sorted(kept, key=_firmness):
        same = seen[one.metric, one.year, one.value, one.unit]
        if (other := next((other for other in same if _in_other_language(one, other)), None)) is not None:
            if _HAN.search(one.place.quote) and len(one.breakdown) >= len(other.breakdown):
                result[result.index(other)] = same[same.index(other)] = one  # its tables are read in Chinese, too
            continue
        if (short := next((other for other in same if _named_closer(one, other)), None)) is not None:
            result[result.index(short)] = same[same.index(short)] = one
            continue
        telling = _digits(one) >= _TELLING_DIGITS + (one.unit == "%") or _is_of_many(one)
        twins = (other for other in same if _elsewhere(one, other))
        if any(
            telling
            or _of_one_part(one, other)
            or _same_people(one, other)
            or _named_closer(other, one)
            or (_digits(one) >= _FEWEST_DIGITS and says_shortly(one.breakdown, other.breakdown))
            for other in twins
        ):
            continue
        same.append(one)
        result.append(one)
    return result


def _of_related_parties(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which the share of related parties among the five largest customers or suppliers says so.

    Annual reports print both in one sentence: 占年度销售总额20.53%;其中关联方销售额0万元,占年度销售总额0%.
    """
    top_five = know.lexicon.roles.of_top_five
    highest: dict[tuple[str, int], float] = {}
    for one in kept:
        if one.metric in top_five:
            key = one.metric, one.year
            highest[key] = max(one.value, highest.get(key, 0.0))
    return [
        one.with_breakdown(party=said[0])
        if one.metric in top_five
        and not one.breakdown
        and one.value < highest[one.metric, one.year]
        and (said := _RELATED.search(one.place.quote))
        else one
        for one in kept
    ]


def _with_minorities(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which the profit with minorities says so where the owners' part is stated, too."""
    owners = know.lexicon.marks("owners_part").all()
    profits = [
        one
        for one in kept
        if one.metric == know.lexicon.roles.profit_of_owners and not one.breakdown and _HAN.search(one.named)
    ]
    parts = {one.year: one for one in profits if any(word in one.named for word in owners)}
    whole = {
        id(one)
        for one in profits
        if (part := parts.get(one.year)) and not any(word in one.named for word in owners)
        and not _restates(know, one, part) and not _restates(know, part, one)
    }  # fmt: skip
    return [one.with_breakdown(type="含少数股东损益") if id(one) in whole else one for one in kept]


def _digits(candidate: Candidate) -> int:
    """How many significant digits a figure is printed with; none for a zero in words."""
    return len("".join(c for c in candidate.raw_value if c.isdigit()).strip("0"))


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    cells = one.role in _IN_TABLES and other.role in _IN_TABLES
    listed = one.place.quote == other.place.quote and one.breakdown and other.breakdown  # A 105家、B 105家
    return (
        one.place != other.place
        and not (cells or listed)
        and _OF_THE_WHOLE.isdisjoint({*one.breakdown, *other.breakdown})
    )


def _is_of_many(one: Candidate) -> bool:
    """Whether a figure counts so many people or hours that two digits tell it: 290万人次."""
    return one.unit in _COUNTED and one.value >= _MANY and _digits(one) >= _FEWEST_DIGITS


def _in_other_language(one: Candidate, other: Candidate) -> bool:
    """Whether two figures in sentences of one page are one that the page tells in both languages."""
    if one.place.page is None or one.place.page != other.place.page or not _elsewhere(one, other):
        return False
    if one.breakdown and other.breakdown and set(one.breakdown) != set(other.breakdown):
        return False
    return len({_HAN.search(each.place.quote) is None for each in (one, other)}) > 1


def _of_one_part(one: Candidate, other: Candidate) -> bool:
    """Whether two figures are of one plant or project, which one calls so and the other otherwise: site, entity."""
    parts = [{name for dimension, name in each.breakdown.items() if dimension in _PARTS} for each in (one, other)]
    rest = [set(each.breakdown.values()) - named for each, named in zip((one, other), parts, strict=True)]
    same = any(a in b or b in a for a in parts[0] for b in parts[1])
    return same and (rest[0] <= rest[1] or rest[1] <= rest[0]) and _digits(one) >= _FEWEST_DIGITS


def _named_closer(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences give one figure, and one of them has all classes of the other and more."""
    if not other.breakdown or _digits(one) < _FEWEST_DIGITS or not _elsewhere(one, other):
        return False
    return other.breakdown.items() < one.breakdown.items() and _IN_TABLES.isdisjoint({one.role, other.role})


def _same_people(one: Candidate, other: Candidate) -> bool:
    """Whether two numbers are of one group of people, which one of them names more closely."""
    groups = [candidate.breakdown.get("group", "") for candidate in (one, other)]
    short, long = sorted(groups, key=len)
    alone = len(one.breakdown) == len(other.breakdown) == 1
    return alone and bool(short) and long.endswith(short) and one.value >= _FEWEST_TELLING


def _firmness(candidate: Candidate) -> tuple[int, bool, int, tuple[int, int, int]]:
    return -_digits(candidate), candidate.standing < _TABLE_OF_FIGURES, _ROLE_ORDER[candidate.role], candidate.order


def _says_more_than(know: Knowledge, one: Candidate, value: float, exact: float) -> bool:
    """Whether "more than two tens of thousands" says what 26,109 says: the figure's first digits, of the whole company.

    Only of what there is once a year, or of a figure called out on a line of its own; of courses, say, 200余人次 and
    256人次 are two.
    """
    called_out = _CALLED_OUT.fullmatch(one.place.quote) is not None
    once = one.metric in know.lexicon.roles.once_a_year and not one.breakdown
    if one.qualifier != "over" or not (once or called_out) or not 0 < value < exact:
        return False
    step = 10.0 ** math.floor(math.log10(value))
    while value % step:
        step /= 10.0
    return exact - value < step


def _restates(know: Knowledge, one: Candidate, other: Candidate) -> bool:
    """Whether `one` is `other` again, maybe rounded or in another unit."""
    value = know.units.convert(one.value, one.unit, other.unit, one.metric)
    if value is None:
        if one.unit != other.unit and one.value != other.value:
            return False
        value = one.value
    if value == other.value or _says_more_than(know, one, value, other.value):
        return True
    digits = _BLANKS.sub("", one.raw_value)
    places = len(digits.partition(".")[2])
    try:
        step = abs(value) / float(digits) * 10.0**-places if float(digits) else 0.0
    except ValueError:
        return False
    return abs(value - other.value) <= 0.51 * step and abs(value - other.value) <= 0.05 * abs(other.value)
