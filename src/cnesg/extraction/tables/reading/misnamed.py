"""Cells of a table that a wording beside them does not name: holdings in others, figures of subsidiaries, balances."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from cnesg.extraction.candidates import Role
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.contexts import Context, Setting
from cnesg.extraction.tables.geometry.labels import is_no_label
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex

# The head of a Chinese name stands last: 光伏发电项目 is no share of solar power, whatever per cent stands beside it
_THING = regex(r"(?:公司|集团|项目|工程|电站|电厂|发电厂|电场|风场|基地|企业)(?:[(（][^()（）]*[)）])*$")
_LAST_BRACKETS = regex(r"(?:[(（][^()（）]*[)）])+$")
_REGISTERED = regex(r"注册地|注册资本|业务性质|经营范围|主要经营地|运营模式|收益状况")
# What a note to the accounts says of a liability: 应付职工薪酬 | 期初余额 | 本期增加 | 本期减少 | 期末余额
_BALANCE = regex(r"[期年][初末](?:余额|数|账面)|本[期年](?:增加|减少|计提|转[出入])(?:额|数|金额)?(?:\(.{1,6}\))?$")
# Accounts of the parent alone stand beside those of the group: 母公司利润表
_PARENT_ALONE = regex(
    r"(?i)^[\d一二三四五六七八九十()、.\s]*(?:母公司(?:资产负债|利润|损益|现金流量|财务报)|公司(?:资产负债|利润|损益|现金流量)表)"
    r"|^parent company "
)
_MEMBERS = regex(r"(?i)^(?:(?:number|no\.) of )?members$|成员|人数|委员数?$")  # no meetings of a committee
_PEERS = regex(r"(?i)可比(?:上市)?公司|同行业(?:上市)?公司|对标(?:企业|公司)|^peer compan(?:y|ies)$|^peers$")
_RETURN = regex(r"(?i)每股|收益率|per share|return on")

_MOVES = regex(r"本[期年](?:新增|增加|减少|变动)(?:人数|数)?(?:\([人名]\))?")
_NOBODY = regex(r"(?:[-－–—/／\s]|[合总]\s?计)+")
_BOARDS = regex(r"(?:董事会|监事会|董事会?[、和及与]监事会?)(?:成员|人员)?(?:结构|构成|组成|比例|情况)*$")


def misnamed(know: Knowledge, setting: Setting, at: int, hit: Hit, how: Fit, find: Callable[[str], Found]) -> bool:
    """Whether a wording around a cell names something else than what the cell holds.

    Args:
        know: vocabulary and wording.
        setting: the cell's surroundings.
        at: which of its contexts names the metric.
        hit: the wording in it.
        how: the metric and its unit.
        find: looks a text up in the lexicon.
    """
    context = setting.contexts[at]
    around = _around(setting)
    if (
        (context.role == "row" and is_no_label(context.text))
        or is_balance(know, how.metric, setting.headers)
        or lists_firms(know, how.metric, around)
        or compares_firms(around)
        or any(moves_staff(know, how.metric, compact(text)[0]) for text in setting.headers[-1:])
        or is_no_holder(know, how.metric, setting.row.label)
        or (how.metric in know.lexicon.roles.meetings and _names_members((*setting.headers, setting.row.label)))
    ):
        return True
    innermost = compact(setting.headers[-1])[0] if setting.headers else ""
    kept_out = innermost != "" and know.exclusions.keeps_out_header(innermost, how.metric)
    if kept_out or is_of_parent(know, how.metric, around) or _is_kept_out(know, setting, how.metric, context):
        return True
    if how.metric in know.lexicon.grammar.narrowing.holders:
        return lists_holdings(find, around)
    if how.unit == "%":
        return names_a_thing(context.role, context.text, hit)
    if context.role == "row" and "/" not in how.unit and know.unit_of(how.metric) == "CNY":
        return any(_RETURN.search(text) for text in setting.headers)  # 归属于股东的净利润 | 每股收益
    return False


def _names_members(texts: Iterable[str]) -> bool:
    """Whether the head of a column or the row's label counts people, below `审计委员会召开5次会议` for instance."""
    return any(_MEMBERS.search(text) for text in texts)


def _is_kept_out(know: Knowledge, setting: Setting, metric: str, context: Context) -> bool:
    """Whether the row's label, the group that names it or a title over it is of something else than the metric.

    All values of a row ask, so it is told once.
    """
    asked = "kept out", metric, context.role == "parent"
    if asked not in setting.known:
        labels = (setting.row.label, context.text) if context.role == "parent" else (setting.row.label,)
        over = (*setting.row.parents[-1:], *setting.table.captions, " ".join(setting.table.corner))
        setting.known[asked] = any(know.exclusions.keeps_out_label(compact(one)[0], metric) for one in labels) or any(
            know.exclusions.keeps_out_below(compact(one)[0], metric) for one in over
        )
    return bool(setting.known[asked])


def names_a_thing(role: Role, label: str, hit: Hit) -> bool:
    """Whether a row's label is the name of a firm, plant or project in which the wording only occurs."""
    if role != "row" or _THING.search(label) is None:
        return False
    return hit.end < len(_LAST_BRACKETS.sub("", label))


def lists_holdings(find: Callable[[str], Found], texts: Iterable[str]) -> bool:
    """Whether a table with such headers lists what the company holds in others, and not who holds its shares."""
    return any(find(text).marks.get("holdings") for text in texts)


def lists_firms(know: Knowledge, metric: str, headers: Iterable[str]) -> bool:
    """Whether a table gives the figures of firms one by one, with where they stand and what they do: subsidiaries."""
    return metric in know.lexicon.roles.accounts and any(_REGISTERED.search(text) for text in headers)


def compares_firms(headers: Iterable[str]) -> bool:
    """Whether a table compares the company with others of its industry, each in a row: 同行业可比公司."""
    return any(map(_names_peers, headers))


@lru_cache(maxsize=1024)  # each value of a column asks
def _names_peers(header: str) -> bool:
    return _PEERS.search(header) is not None


def is_balance(know: Knowledge, metric: str, headers: Iterable[str]) -> bool:
    """Whether a column gives what is owed or held at a date, or how that moved, and the metric is a sum of a year."""
    if know.unit_of(metric) != "CNY" or know.metrics[metric].period == "stock":
        return False
    return any(_BALANCE.search(compact(text)[0]) for text in headers)


def _around(setting: Setting) -> list[str]:
    """Corner, headers and captions of the table."""
    table = setting.table
    headers = (text for column in table.columns for text in column.headers)
    return [compact(text)[0] for text in (*table.corner, *headers, *table.captions)]


def is_of_parent(know: Knowledge, metric: str, texts: Iterable[str]) -> bool:
    """Whether texts around a sum of money say that it is of the parent's own accounts: 母公司利润表."""
    return know.unit_of(metric) == "CNY" and any(_PARENT_ALONE.search(text) for text in texts)


def moves_staff(know: Knowledge, metric: str, header: str) -> bool:
    """Whether a column tells how many came or went, between those at the beginning and the end of the year."""
    roles = know.lexicon.roles
    staff = metric in roles.staff or metric in roles.staff_of_function
    return staff and _MOVES.fullmatch(header.strip()) is not None


def is_no_holder(know: Knowledge, metric: str, label: str) -> bool:
    """Whether a row that gives a share of the capital names nobody who holds it: the sum of all."""
    return metric in know.lexicon.grammar.narrowing.holders and _NOBODY.fullmatch(label.strip()) is not None


def is_of_boards(heads: Iterable[str]) -> bool:
    """Whether headers or captions say that a table tells of the boards, not of the staff: 董事会、监事会人员结构."""
    return any(_BOARDS.match(text) for text in heads)
