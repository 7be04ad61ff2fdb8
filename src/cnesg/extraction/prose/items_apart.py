"""Lists whose items share a noun, read as one statement for each item.

本科、硕士、博士员工分别为120人、34人和5人 says 本科员工为120人, 硕士员工为34人 and 博士员工为5人: all but the last item
are only the beginning of a name; the noun, the verb, maybe also the unit, are said once for all. Such a passage is put
together anew from its own characters, each of which still leads to its place on the page. Lists of whole names
(生产人员、销售人员分别为…) need nothing: `turns` and `lists` count them off.
"""

import re
from dataclasses import dataclass, replace

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_UNIT = r"[^\d、,，。;；:：()和与及/]{0,9}"
_FIGURE = rf"(?:约|近|超过?|达到?|逾)?(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNIT})"
_ONE = regex(_FIGURE)
_FIGURES = re.sub(r"\?P<\w+>", "?:", _FIGURE)
_BETWEEN = r"\s?(?:、|以及|和|与|及|(?<=\D),)\s?"
_TOLD = regex(
    rf"(?P<said>分别|各自|依次|:(?=\s?\d))(?P<verb>[^\d、,，。;；:：()\"“”]{{0,10}}?)"
    rf"(?P<figures>{_FIGURES}(?:{_BETWEEN}{_FIGURES})+)(?=[,，。;；)]|$)"
)
_NEXT = regex(_BETWEEN)
_MORE_LISTS = regex(r"[,，][^。;；]{0,40}(?:分别|各自|依次)")  # they go on from this one: `turns` knows how
_BEGINS = regex(r"[,，。;；:：(（)）!?\"“”\n]")
_ITEM = regex(r"、|以及|和|与|及(?!以[上下]|其)")
_NO_ITEM = regex(r"(?:19|20)\d\d|^[一二三四五六\d①②③ⅠⅡⅢ]+$|^$")  # years; 范围一、二: what is counted off elsewhere
_TO_WHOM = regex(r"[向给把将被]|^[为对]")  # 向甲县、乙县分别捐款: no beginnings of names
_SHARED = regex(
    r"(?P<own>.+?)(?P<tie>的?(?:学历|学位|职称|地区|区域|年龄段|类)?的?)"
    r"(?P<noun>(?:女性|男性)?(?:管理人员|专业技术人员|员工|职工|雇员|人员|人才|干部|专利|培训|课程|隐患|供应商|事故|投诉|奖|委员会)?)"
    r"(?P<measure>的?(?:总?人[数次]|总数|数量?|(?:人均|平均|年均)?(?:受训|培训|学习)?(?:时长|时数|学时|课时|小时数)"
    r"|(?:受训|培训|参训|持股)?(?:占比|比例|比重)|[\u4e00-\u9fff]{1,4}率"
    r"|(?:总?排放|总?产生|总?处置|总?消[耗费]|总?使用|总?耗用|总?减排|总?节约|总?回收)?(?:总?量|强度)|使?用量|消耗)?)"
)
_WHOLE = regex(r"(?:率|比例|占比|比重|量|强度|时长|人[数次]|数量)$")  # names that lack nothing: 体检率、参保率分别为
_PART = regex(r"[^\d]{1,14}?(?:厂|公司|煤矿|基地|园区|[厂矿港]区|分行|支行|板块|事业部|车间|电站|项目部|油田)(?!房)")
_LONGEST, _LONGEST_FIRST = 14, 40  # characters of an item; the first has the sentence's beginning before it


@dataclass(frozen=True)
class _Piece:
    """Characters of a passage, by where they stand; `said` is what is read instead of them, as many characters."""

    start: int
    end: int
    said: str = ""


def with_items_apart(passage: Passage) -> Passage:
    """A passage in which each item of a list that shares a noun is told by itself.

    Args:
        passage: the passage; offsets into the one returned lead to the same places of the page.
    """
    text = passage.text
    if "、" not in text or not ("分别" in text or "各自" in text or "依次" in text or ":" in text):
        return passage
    pieces: list[_Piece] = []
    done = 0
    for told in _TOLD.finditer(text):
        begin = max((m.end() for m in _BEGINS.finditer(text, done, told.start())), default=done)
        statements = [] if _MORE_LISTS.match(text, told.end()) else _statements(text, begin, told)
        if statements:
            pieces += [_Piece(done, begin), *statements]
            done = told.end()
    if not pieces:
        return passage
    pieces.append(_Piece(done, len(text)))
    order = [at for piece in pieces for at in range(piece.start, piece.end)]
    return replace(
        passage,
        text="".join(piece.said or text[piece.start : piece.end] for piece in pieces),
        origin=(*(passage.origin[at] for at in order), passage.origin[len(text)]),
    )


def _statements(text: str, begin: int, told: re.Match[str]) -> list[_Piece]:
    """The pieces of a statement for each item of the list between two offsets; none where it is no such list."""
    items, figures = _items(text, begin, told.start()), _figures(text, *told.span("figures"))
    if len(items) != len(figures) or not all(_may_begin(text, one, items[0]) for one in items):
        return []
    parts = _of_parts(text, items) or _shared(text, items)
    if not parts or _TO_WHOM.search(text, begin, items[0].end):
        return []
    if any(_WHOLE.search(text, one.start, one.end) for one in items[:-1]):
        return []
    wanted = [_lacking(text, one, parts) for one in items[:-1]]
    if not any(wanted):
        return []
    last = next(((a, b) for _, a, b in reversed(figures) if b > a), (0, 0))
    mark = _Piece(told.start("said"), told.end("said")) if told["said"] == ":" else _Piece(0, 0)
    found: list[_Piece] = []
    for number, (item, (whole, _, unit_end)) in enumerate(zip(items, figures, strict=True)):
        lacks = wanted[number] if number < len(wanted) else []
        bare = text[unit_end - 1].isdigit()
        comma = [_Piece(unit_end, unit_end + 1, ",")] if number + 1 < len(items) else []
        unit = [_Piece(*last)] if bare else []
        found += [item, *lacks, mark, _Piece(*told.span("verb")), whole, *unit, *comma]
    return found


def _of_parts(text: str, items: list[_Piece]) -> list[_Piece]:
    """What stands behind the last of several parts of the company: 东江电厂、西江电厂|颗粒物排放量."""
    named = all(_PART.fullmatch(text, one.start, one.end) for one in items[:-1])
    last = _PART.match(text, items[-1].start, items[-1].end) if named else None
    return [_Piece(last.end(), items[-1].end)] if last is not None and last.end() < items[-1].end else []


def _shared(text: str, items: list[_Piece]) -> list[_Piece]:
    """The noun and the measure that the last item has and the others may lack."""
    shared = _SHARED.fullmatch(text, items[-1].start, items[-1].end)
    if shared is None or shared.end("own") == items[-1].end:
        return []
    return [_Piece(*shared.span(name)) for name in ("tie", "noun", "measure") if shared[name]]


def _items(text: str, begin: int, end: int) -> list[_Piece]:
    """The items of the list between two offsets."""
    starts, ends = [begin], []
    for mark in _ITEM.finditer(text, begin, end):
        ends.append(mark.start())
        starts.append(mark.end())
    return [_Piece(*span) for span in zip(starts, [*ends, end], strict=True)]


def _figures(text: str, begin: int, end: int) -> list[tuple[_Piece, int, int]]:
    """The figures between two offsets, with where their units begin and end."""
    found, at = [], begin
    while at < end and (one := _ONE.match(text, at, end)):
        stop = one.end()
        if (mark := _NEXT.search(text, one.start("unit"), end)) and mark.start() < stop:
            stop = mark.start()
        found.append((_Piece(at, stop), one.start("unit"), stop))
        mark = _NEXT.match(text, stop, end)
        at = mark.end() if mark else end
    return found


def _may_begin(text: str, item: _Piece, first: _Piece) -> bool:
    """Whether an item can be the beginning of a name."""
    longest = _LONGEST_FIRST if item == first else _LONGEST
    return item.end - item.start <= longest and not _NO_ITEM.search(text[item.start : item.end].strip())


def _lacking(text: str, item: _Piece, parts: list[_Piece]) -> list[_Piece]:
    """What an item lacks of the parts of the noun that the last item has: all behind the part it ends with."""
    said = text[item.start : item.end]
    for number in range(len(parts) - 1, -1, -1):
        if said.endswith(text[parts[number].start : parts[number].end]):
            return parts[number + 1 :]
    return parts
