"""Whom gifts and help in a table went to, where its cells don't say so.

A table that names no receiver tells of all that the company gave: 年份 | 捐助额, a row 捐款. Who is helped below a
title on staff in need is of the staff: 关爱困难员工, and below it 帮扶人数.
"""

from collections.abc import Mapping, Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import GridState
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.name_columns import with_names
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_BARE = regex(  # the name of a gift that says neither to whom nor that it was money: 捐款总金额(万元)
    r"(?:公司|集团|本行|全行|年度|全年|当年|本年|各类|各项|累计)*(?:捐[款赠助资献]|捐款捐赠|捐资捐款)(?:支出|投入|资金)?(?:的?(?:总?金?额|总?数额?|总计|合计|情况))?"
    r"(?:\s?\([^()]{1,10}\))*"
)
_TO_SOME = regex(r"[向给为]|对(?!外)|小学|中学|大学|学校|基金|灾|地震|职工|员工|党员")
_OF_STAFF = regex(  # 工会帮扶救助情况, 困难职工慰问统计: the title of a table of aid to the company's own staff
    r"(?:员工|职工|工会|会员)[^,。;；]{0,8}?(?:帮扶|救助|互助|困难补助|帮困|送温暖|解困)|(?:困难|特困|患病|病困|大病)(?:员工|职工)"
    r"|(?:帮扶|救助|资助)[^,。;；]{0,4}(?:员工|职工)|送温暖|金秋助学"
)
_OUTSIDERS = regex(r"村|贫困户|扶贫|脱贫|社区|灾区|学校|[小中大]学(?!金)|捐|公益|慈善|志愿")
_MORE_THAN_A_CLASS = regex(r"人数|人次|金额|资金|经费|投入|户数|次数|总[数额计]|[(（]|合计|小计")
_MONEY_TOO = regex(r"现金|资金|善款|款物|捐款|人民币|货币")
_THINGS = regex(r"物资(?:捐赠|折款)?|物品|实物(?:捐赠)?|捐物|捐书")
_SUM = regex(r"合\s?计|总计|共计|总额|总金额|总数")
_TITLED = regex(r"(?:的)?(?:明细|统计|情况|一览|清单|汇总|列表|分类|构成|结构|领域|分布|类别)*表?[:：]?$")
_RELIEF = regex(r"(?:定点|对口|结对|驻村)帮扶|扶贫|脱贫|乡村振兴|对口支援")
_OWN = regex(r"员工|职工|公司|全员|人均|本行|我行")
_WORTH = regex(r"(?:其中[:：])?(?:\d[.、])?(?:捐赠)?(?:物资|实物)折(?:款|价|合)(?:金额)?(?:\([^()]*\))?")
_QUOTED = regex(r"[“\"《‘].+[”\"》’]")
_GIVERS = frozenset({"entity", "payer"})  # dimensions of who gave: 单位 | 捐款金额, below it 装备公司
_YEAR = regex(r"\s?20\d\d年?度?\s?")
_TITLE = 24  # characters before a table that may be its title


def helps_staff(above: Sequence[str]) -> bool:
    """Whether the title of a table tells of aid to the company's own staff, and of nobody outside.

    Args:
        above: the lines above the table, nearest last.
    """
    titles = [line[-_TITLE:] for line in above[-2:]]
    return any(_OF_STAFF.search(one) and not _OUTSIDERS.search(one) for one in titles)


def classes_of_gift(
    know: Knowledge,
    above: Sequence[str],
    metric: str,
    label: str,
    names: Mapping[str, str],
    breakdown: dict[str, str],
) -> dict[str, str]:
    """The classes of a figure of giving or help, with what the columns of names say.

    In a table of aid to the staff a row's label is its kind, even where it names aid: 大病救助.

    Args:
        know: which metrics are of such lists.
        above: the lines above the table, nearest last.
        metric: what the value measures.
        label: the row's label.
        names: what its columns of names say.
        breakdown: the classes so far.
    """
    roles = know.lexicon.roles
    breakdown = with_names(know, metric, label, names, breakdown)
    quoted = {name: told for name, told in names.items() if _QUOTED.search(told)}
    if not breakdown and quoted and metric in roles.donations:
        return quoted  # “向阳”助学金
    if not names or roles.aid_of_title.get(metric, metric) not in roles.aid_to_staff:
        return breakdown
    if breakdown.keys() - {"entity", "site"} or not helps_staff(above) or _MORE_THAN_A_CLASS.search(label):
        return breakdown
    return {**breakdown, **names}


def worth_alone(know: Knowledge, facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a row without the number of things of which it gives the worth: 棉被 | 1,200 | 床 | 14.4万元.

    Args:
        know: which metrics are of things given.
        facts: the facts of one row.
    """
    things = [one for one in facts if one.metric in know.lexicon.roles.things_given]
    worth = [one for one in things if one.unit == "CNY"]
    return [one for one in facts if not worth or one not in things or one in worth]


def gift_meant(
    know: Knowledge, role: str, texts: Sequence[str], metric: str, classes: Mapping[str, str], state: GridState
) -> str:
    """The metric of a gift in a cell: the sum of all giving where its table tells of no receiver, else a gift to some.

    People helped or asked are of the staff where its title says so.

    Args:
        know: vocabulary and wording.
        role: what the cell got its metric from.
        texts: the row's label, the column's head, and what stands above the table, if anything does.
        metric: what the wording says.
        classes: the classes of the value.
        state: the rows above, and what the columns of names of the row say.
    """
    if (becomes := _relation_of(know, texts, metric, classes, state)) is not None:
        return becomes.get(metric, metric)
    (label, header, *above), roles = texts, know.lexicon.roles
    if role == "caption" and metric in roles.of_programme and _QUOTED.fullmatch(label):
        return roles.of_programme[metric]  # 公益投入, below it “春芽计划”
    if (staff := _of_staff(know, metric)) is not None:
        return staff if any(_tells_of_staff(know, line, staff) for line in above) else metric
    whole, title = roles.gift_to_all.get(metric), above[-1] if above else ""
    if whole is None or _TO_SOME.search(title[-_TITLE:]):
        return metric
    told = _YEAR.sub("", _told_by(role, label, header, title, classes, state.names)).strip()
    return whole if _BARE.fullmatch(told) else metric


def _relation_of(
    know: Knowledge, texts: Sequence[str], metric: str, classes: Mapping[str, str], state: GridState
) -> Mapping[str, str] | None:
    """What title, row or the rows above make of a gift: aid to the staff, of things, to someone; None for nothing."""
    (label, _, *above), roles = texts, know.lexicon.roles
    if metric in roles.aid_of_title and helps_staff(above):
        return roles.aid_of_title
    if metric in roles.courses_for_relief and _is_of_relief(texts):
        return roles.courses_for_relief
    of_things = metric in roles.donations and _is_of_things(above, classes)
    if of_things or (metric == roles.poverty_relief and _WORTH.fullmatch(label) and _is_below_gifts(know, state)):
        return roles.in_kind  # 物资折款, below 对外捐赠
    return roles.gift_to_named if "recipient" in classes else None  # 对外捐赠, below it 红星小学


def _is_of_relief(texts: Sequence[str]) -> bool:
    """Whether the title of a table tells of relief, and neither row nor head of the staff: 培训干部 | 150."""
    label, header, *above = texts
    return any(map(_RELIEF.search, above[-1:])) and not _OWN.search(label) and not _OWN.search(header)


def _is_below_gifts(know: Knowledge, state: GridState) -> bool:
    """Whether the nearest row above that measures money given is of gifts, not of poverty relief."""
    roles = know.lexicon.roles
    told = (one.metric for one in reversed(state.labels) if one.metric in {*roles.donations, roles.poverty_relief})
    return next(told, "") in roles.donations


def _told_by(
    role: str, label: str, header: str, title: str, classes: Mapping[str, str], names: Mapping[str, str]
) -> str:
    """What names the gift of a row that tells of no receiver: but of a giver, a field of giving, or the sum of all."""
    by_field = names.keys() == {"type"} and set(classes.values()) == set(names.values())
    given_by = classes.keys() <= _GIVERS and not any(map(_TO_SOME.search, classes.values()))
    if classes and not by_field and not given_by:
        return ""
    summed = _SUM.fullmatch(label) is not None
    if role == "row":
        return "" if classes else label
    if role == "header":
        return header if classes or summed or ONLY_YEAR.match(label) else ""
    return _TITLED.sub("", title) if role == "caption" and (summed or by_field) else ""


def _is_of_things(above: Sequence[str], classes: Mapping[str, str]) -> bool:
    """Whether a gift is of things: by the name of its row, or by a title that speaks of things and of no money."""
    if "item" in classes:
        return not _MONEY_TOO.search(classes["item"])
    if _THINGS.fullmatch(classes.get("type", "")):
        return True  # 类型 | 金额, below it 物资
    title = above[-1][-_TITLE:] if above else ""
    return _THINGS.search(title) is not None and not _MONEY_TOO.search(title)


def _of_staff(know: Knowledge, metric: str) -> str | None:
    """The metric of the staff for one of people outside: whom the company helped, what they think of it."""
    helped = (staff for staff, outside in know.lexicon.roles.outside_staff.items() if outside == metric)
    return know.lexicon.roles.asked_outside.get(metric) or next(helped, None)


def _tells_of_staff(know: Knowledge, title: str, metric: str) -> bool:
    """Whether a title tells of people of the staff: of those helped, or of what a metric of them measures."""
    if len(title) > _TITLE:
        return False
    roles, entries = know.lexicon.roles, know.lexicon.entries
    meant = {metric, *roles.relief_of_staff.values()} if metric in roles.outside_staff else {metric}
    found = know.lexicon.find(printed_form(title))
    return any(entries[hit.entry].metric in meant and hit.entry not in found.never for hit in found.hits)
