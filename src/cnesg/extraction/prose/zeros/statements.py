"""Zero in words: "no fatalities", 未发生安全事故, 零投诉."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from cnesg.extraction.clauses import Clauses
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.spans import between_marks
from cnesg.extraction.prose.zeros.kinds import Zero, of_its_own, parted
from cnesg.extraction.prose.zeros.listed import severe_listed, with_kind
from cnesg.extraction.prose.zeros.names import is_name
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_REACH_ZH, _REACH_EN = 18, 60
_MODIFIER = regex(r"[\u4e00-\u9fff](?![^、,，。;；]{0,12}等违[法规纪])")  # 不正当竞争等|违规事件 is none
_APART = regex(r"[、,，和或与;；。]|及(?!以上)")
# what follows calls it an aim: 树立“零伤害”的理念; not where the aim was reached
_AIM = regex(
    r"[^,，。;；]{0,14}(?:理念|(?<![或并])要求(?!的?(?:事项|事件|情[况形]|行为))|方针|愿景|原则|目标|承诺|重要指标|考核指标)"
)
# what follows makes them say which of several are meant: 对未发生安全事故|的直属厂进行奖励
_WHICH = regex(
    r"的[^,，。;；]{0,6}(?:厂|单位|班组|部门|个人|车间|车队|驾驶员|司机|员工|职工|项目部?)(?:进行|给予|予以|实行|颁发|奖励)"
)
_REACHED = regex(r"(?<![为以要将保争求力])(?:实现|完成|达成|达到|兑现)")
# what goes before makes them an aim, though "achieve" follows: 致力于环保管理|实现零事故
_STRIVES = regex(
    r"致力于?|努力(?=实现|做到|达到|达成|创造|打造)|旨在|以期|力求|追求|为了实现|按照(?=无)|朝着|以实现|目标[是为]"
)
_WILL = regex(
    r"将(?:会|从|能|可|使|彻底|逐步|有效|大幅|大大|进一步)[^。;；]*$"
)  # 投运后将从根本上解决污染,实现|废水零排放
_LIST_OF_AIMS = regex(  # 确保责任“零缺位”,过失“零容忍”,安全生产“|零事故”
    r"(?:确保|力保|力争|追求|致力于)[^。;；,，\"“]{0,12}(?:[\"“]零[^\"”]{1,4}[\"”][,，、和][^,，。;；\"“]{0,10}){1,4}[\"“]?$"
)
_BROKEN = regex(r"违[背反]")  # 没有违反信息披露的规定和要求: what is asked for was not broken, it is no aim
_LAWS = regex(r"[^,，。;；、]{0,12}(?:法律|法规|规定|条例)")  # 违反与雇佣童工|相关的法律
_HIDDEN = regex(r"隐瞒|瞒报|谎报|漏报|迟报")  # 没有发生隐瞒|安全事故: of what was hidden, not of what happened
_ZERO_AFTER = regex(
    r"^[^,，。;]{0,6}(?:为|是|was|were|is|are|:)\s?(?:零|zero|nil|none)(?![\u4e00-\u9fff]{0,1}点)"
    r"|^(?:数|件数|起数|人数)?(?:连续)?(?:实现|保持)?[\"“]?零(?:发生|出现|报告|新增|记录|指标)"  # 环境污染事故零发生
    r"|^[等的情况件]{0,4}(?:均|都|皆)?(?:未|没有)(?:有)?(?:发生|出现)(?=$|[,，。;])"  # 安全事件、质量事件均未发生
    r"|^[\"“]?[两二三四五六七八九十\d]个[\"“]?零"  # 工亡、重伤、环境污染事故“四个零”
    r"|^\s(?:was|were) not (?:found|identified|recorded|detected|reported|established)\b"
)
_NOUGHT_AFTER = regex(r"^[^,，。;\d]{0,6}[为是]\s?0(?![\d.万%])")
_JOINT = regex(r"以及|[、,，和与或]|及(?!以上)")  # between two things that both did not happen
_MISHAP = regex(r"事故$|事件$")  # a noun that a list may say once for all of it: 重大火灾、爆炸、交通事故
_COMBINED = regex(r"(?:环保|环境)[和与、]?安全|安全[和与、]?(?:环保|环境)")  # one accident of either kind
_ENDS_LIST = ",，。;；"
_LISTS = "、和及与或,，"
_NEXT_MISHAP = regex(  # 职业病|危害事故、重大|交通事故
    r"(?:危害|责任)?(?:事故|事件)?[、和及与,，](?:特别重大|重大|较大)?"
)
# of each in a list: 重大安全事故、|环保事故和质量事故均为零
_ALL_ZERO_AFTER = regex(
    r"[^,，。;；:：、\d]{0,4}(?:[、和及与][^,，。;；:：、\d]{1,14}){1,4}?(?:均|都|皆|全部|全)(?:为|是)\s?(?:零|0(?![.\d]))"
)
_SOME = regex(  # no spills |and two minor breaches: what has a count of its own is not none
    r"(?i)\s(?:and|but|while) (?:(?:we|they|it|the (?:group|company|bank)) (?:[a-z]+ ){1,2})?(?:only |just )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[1-9]\d{0,2})\s"
)
_COUNTED = regex(  # 未发生重伤事故,轻伤|3人次; 未发生较大事故,轻伤事故|同比下降12%: there were some
    r"(?:事故|事件)?\s?(?:(?:共|约|为)?\s?\d"
    r"|(?:总?起?数|率)?(?:与|较|比|同比|环比|去年|上年|同期|相比|大幅|明显|显著|持续|有所|逐年)*(?:下降|上升|减少|降低|增加|增长))"
)
# of each in a list of what did not happen: |火灾事故,失窃案件,劫车案件均未发生
_NONE_HAPPENED = regex(
    r"(?:[、,，和及与][^,，。;；:：、\d]{2,12}){1,5}(?:均|都|皆)(?:未|没有)(?:有)?(?:发生|出现)(?=$|[,，。;])"
)
_SAYS_OF_IT = ("为", "是")
_NONE_OF = regex(
    r"(?i)none of (?:(?P<them>them|these|those|which|whom)\b|(?:the|our|its|their|these|those) )"
)  # recalls
_LIST_ENDS = ",，。;；:："
# of which size, in figures: 未发生直接经济损失|10万元以上的|安全事故
_OF_SIZE = regex(r"\d[\d.,]*\s?[百千万亿]*(?:[元人名起吨天]|小时|平方米)(?:\([^()]{1,4}\))?(?:及|或)?以上的?")
_MORE_DIGITS = regex(r"(?<=0)[.\d]")  # 死亡率为0|.015
_DRIVE = regex(r"(?:百日|百天|创建|争创|争做)[^,，。;；、]{0,4}$")  # 百日|安全无事故: what a drive is called
_AND_SO_ON = regex(r"[\"'”’』]?[、和及与][^,，。;；、\d]{0,6}")  # 实现了安全生产“零死亡”|、环境保护“|零污染”的目标
_GOAL = regex(r"[\"”』]?的?(?:年度|工作|总体)?目标")  # 确保全年“零事故”|目标的实现
_NO_NEGATION = regex(  # heads No. | Business | Fatalities; 无法满足客户诉求; 零售板块的客户投诉
    r"(?i)no\.(?!\s*$)|无[法需须论偿线]|无人机|零[售件散星食配]|零部件|零距离"
)
_ENDED = "杜绝"
# of a time, and not by what: 全年|杜绝了一般及以上环境事故, but 从源头上|杜绝了事故
_IN_TIME = regex(
    r"(?:(?:全年|年度|报告期内?|本年|年内|20\d\d年)[^。;；]{0,20}|(?:未|没有)(?:发生|出现)[^。;；,，]{2,24}[,，])"
    r"(?<!有效)(?<!切实)(?<!根本上)(?<!源头上)(?<!从源头)(?<!从根本)(?<!坚决)$"
)
_ZERO_WORDS = ("零", "为0", "是0", "zero", "nil", "none")


def may_be_none(know: Knowledge, passage: Passage) -> bool:
    """Whether a passage has any word that a statement of zero needs: one look, before the lexicon is asked."""
    return know.lexicon.none_words.search(passage.form) is not None or _has_zero_word(passage.text)


def may_state_zero(found: Found, text: str) -> bool:
    """Whether any word of a folded text can make a statement of zero; most texts have none."""
    return bool(found.zeros) or "none" in found.marks or _has_zero_word(text)


def _has_zero_word(text: str) -> bool:
    return any(word in text for word in _ZERO_WORDS)


def zero_statements(
    know: Knowledge, found: Found, marks: Marks, text: str, clauses: Clauses, *, aimed: bool = False
) -> Iterator[Zero]:
    """All statements of zero in a sentence.

    Args:
        know: vocabulary and wording.
        found: what the lexicon found in the text.
        marks: the text's marked words.
        text: folded text of the passage.
        clauses: the clauses of the sentence.
        aimed: the passage says that what it lists are aims.
    """
    seen: set[str] = set()
    said: list[Zero] = []
    ends = {hit.end for hit in (*found.hits, *found.zeros) if _can_be_zero(know, hit)}
    listed = severe_listed(know, text, clauses)
    negated = [
        (hit, span)
        for hit, span in _negated(know, found, marks, text, clauses)
        if not any(
            item_start(text, hit, span, ends) <= a and b <= _reach(know, hit, _own(text, hit, span), clauses)
            for a, b in found.never.get(hit.entry, ())
        )
    ]
    negated = sorted([*(one for one in negated if not listed.hold(know, *one)), *listed.each], key=lambda n: n[1][0])
    for hit, span in negated:
        metric = know.lexicon.entries[hit.entry].metric
        item = f"{metric} {text[hit.start : hit.end]}"
        heads = [(h, s) for h, s in negated if _other_thing(know, metric, know.lexicon.entries[h.entry].metric)]
        if item in seen or any(_is_head(text, hit, other, s) for other, s in heads):
            continue
        zero = _stated(know, marks, text, hit, span, clauses)
        if zero is not None:
            zero = replace(zero, item=item_start(text, hit, span, ends))
            zero = with_kind(of_its_own(know.lexicon.roles, zero, marks, text, clauses), hit, text, listed)
        if zero is not None:
            if said and _AND_SO_ON.fullmatch(text, said[-1].end, zero.start):
                zero = replace(zero, target=said[-1].target)  # 追求零伤害、零事故; 实现零伤害、零事故的目标
            if aimed:
                zero = replace(zero, target=True)
            seen.add(item)
            _join(said, zero, hit, text)
    said = [zero for zero in said if not _is_named_besides(know, text, zero, said)]
    n = Counter(key for z in said for key in ((z.metric, z.start, "all"), (z.metric, z.item, "item")))
    yield from (replace(z, alone=n[z.metric, z.start, "all"] < 2, apart=n[z.metric, z.item, "item"] < 2) for z in said)


def _is_named_besides(know: Knowledge, text: str, zero: Zero, said: list[Zero]) -> bool:
    """Whether what its own words name is all that is none: 未违反|与雇佣童工相关的法律 is of child labour alone."""
    broken = zero.metric == know.lexicon.roles.breaches and _BROKEN.search(text, zero.start, zero.end)
    return bool(broken) and any(
        one.metric != zero.metric
        and one.start == zero.start
        and not set(text[zero.end : one.item]) & set(_ENDS_LIST)
        and _LAWS.match(text, one.end)
        for one in said
    )


def item_start(text: str, hit: Hit, span: tuple[int, int], ends: Collection[int]) -> int:
    """Where the words of an item of a list begin: 未发生火灾事故和|交通事故; where it is in none, where the span does.

    Args:
        text: folded text.
        hit: the wording; one without a gap is an item whole, whatever it joins.
        span: the words that say that it is none.
        ends: where things end that may be none, the list's earlier items among them.
    """
    until = hit.end if hit.end - hit.start > hit.weight else hit.start
    joints = [one for one in _JOINT.finditer(text, span[0], until) if one.start() in ends]
    if not joints:
        return span[0]
    said = _MISHAP.search(text, span[0], joints[-1].start()) or not _MISHAP.search(text, span[0], hit.end)
    return joints[-1].end() if said else span[0]


def _own(text: str, hit: Hit, span: tuple[int, int]) -> tuple[int, int]:
    """The words of a statement that are of one thing, without the rest of a list: 重伤事故|、重大火灾事故均为零."""
    comma = text.find("、", hit.end, span[1]) if hit.start == span[0] else -1
    return (span[0], comma) if comma > 0 else span


def _reach(know: Knowledge, hit: Hit, span: tuple[int, int], clauses: Clauses) -> int:
    """Where words end that may say what is none: in sentences what follows, too ("no fines for pollution")."""
    if not know.lexicon.entries[hit.entry].told:
        return span[1]
    return max(span[1], min(clauses.span(span[1] - 1)[1], span[1] + _REACH_EN))


def _join(said: list[Zero], zero: Zero, hit: Hit, text: str) -> None:
    """Add a statement; one whose wording overlaps another is the same: 不存在损害, and 不存在 with 损害债权人利益."""
    for at, other in enumerate(said):
        if other.metric == zero.metric and max(hit.start, zero.item) < other.end and other.item < hit.end:
            start, end = min(other.start, zero.start), max(other.end, zero.end)
            item = min(other.item, zero.item)
            said[at] = replace(other, start=start, end=end, words=text[start:end], item=item)
            return
    said.append(zero)


def _negated(
    know: Knowledge, found: Found, marks: Marks, text: str, clauses: Clauses
) -> Iterator[tuple[Hit, tuple[int, int]]]:
    """Wordings that are said to be none, with the span of words that says so."""
    nones = sorted(s for s in marks.spans("none", clauses.start, clauses.end) if not _NO_NEGATION.match(text, s[0]))
    zeros = [
        h
        for h in found.zeros
        if clauses.start <= h.start < clauses.end
        and not _is_broken(found, text, h, nones)
        and _is_in_place(know, found, h, clauses)
    ]
    zeros = [h for h in zeros if not _is_better_named(know, found, text, h, zeros)]
    hits = [h for h in found.hits if clauses.start <= h.start < clauses.end and _can_be_zero(know, h)]
    hits += [  # zero reportable spills
        h
        for h in found.things
        if clauses.start <= h.start < clauses.end and _can_be_zero(know, h) and _is_in_place(know, found, h, clauses)
    ]
    hits = [h for h in hits if not _reaches_into_next(know, text, h, hits)]
    ends = {h.end for h in (*hits, *zeros)}
    whole = [(h.start, replace(h, start=item_start(text, h, (h.start, h.end), ends))) for h in zeros]
    zeros = [h for _, h in whole]
    yield from (
        (h, (start, h.end))
        for start, h in whole
        if not any(o.start <= h.start and h.end <= o.end and o.weight > h.weight for o in zeros)
    )
    longer = [*hits, *zeros]
    hits = [h for h in hits if not any(o.start <= h.start and h.end <= o.end and o.weight > h.weight for o in longer)]
    hits.sort(key=lambda h: h.start)
    for start, end in nones:
        if text[start:end] == "零" and text[start - 1 : start] in _SAYS_OF_IT:
            continue  # 重伤事故为零、轻伤事故率<2%: what is none stands before
        if (some := _NONE_OF.match(text, start)) and (some["them"] or any(h.start == some.end() for h in hits)):
            continue
        for hit in _governed(text, start, end, sorted([*hits, *zeros], key=lambda h: h.start), nones):
            if hit not in zeros and not _SOME.search(text, end, hit.end):
                yield hit, (start, hit.end)
    for at, hit in enumerate(hits):
        rest = text[hit.end : clauses.end]
        after = _ZERO_AFTER.match(rest) or _ALL_ZERO_AFTER.match(rest)
        if after:
            yield hit, (hit.start, hit.end + after.end())
        elif _NONE_HAPPENED.match(rest):
            yield hit, (hit.start, hit.end)
        nought = None if after else _NOUGHT_AFTER.match(rest)
        listed = list(_listed_before(text, hit, hits[:at])) if after or nought else []
        if nought and listed:
            yield hit, (hit.start, hit.end + nought.end())
        yield from ((one, (one.start, one.end)) for one in listed)


def _reaches_into_next(know: Knowledge, text: str, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a wording goes on into the next item of a list, though the first is whole: 环境污染事故、违法|事件."""
    entries = know.lexicon.entries
    return hit.end - hit.start > hit.weight and any(
        entries[one.entry].metric == entries[hit.entry].metric
        or (one.start == hit.start and one.end - one.start == one.weight)
        for one in hits
        if hit.start <= one.start and one.end < hit.end and _JOINT.match(text, one.end)
    )


def _is_broken(found: Found, text: str, hit: Hit, nones: list[tuple[int, int]]) -> bool:
    """Whether a wording's gap reaches over the next negation of a list, a comma before what has a number, or another's.

    无工亡、无新增职业病 holds 无..职业病 from the first 无 on, too, and 未发生重伤事故,轻伤2起 holds 未发生..轻伤.
    """
    if "," in text[hit.start : hit.end] and _COUNTED.match(text, hit.end):
        return True
    if any(hit.start < a < hit.end and text[a - 1] in _LISTS for a, _ in nones) or _MORE_DIGITS.match(text, hit.end):
        return True
    return any(hit.start <= a and b <= hit.end for a, b in found.never.get(hit.entry, ()))


def _listed_before(text: str, hit: Hit, before: list[Hit]) -> Iterator[Hit]:
    """The wordings that a list joins to one that is none: 重大安全事故和|火灾事故为零."""
    start = hit.start
    for one in reversed(before):
        if one.end < start and (text[one.end : start] in _LISTS or _NEXT_MISHAP.fullmatch(text, one.end, start)):
            yield one
            start = one.start


def _is_in_place(know: Knowledge, found: Found, hit: Hit, clauses: Clauses) -> bool:
    """Whether the sentence has a word that the wording needs near it: 未受到处罚 says nothing of the environment."""
    needed = know.lexicon.entries[hit.entry].near.all()
    return not needed or any(clauses.start <= a < clauses.end for a, _ in found.near.get(hit.entry, ()))


def _is_better_named(know: Knowledge, found: Found, text: str, hit: Hit, zeros: list[Hit]) -> bool:
    """Whether the same words are another metric's by the list that they stand in: 无超标排污、无行政处罚."""
    alike = [one for one in zeros if (one.start, one.end) == (hit.start, hit.end)]
    if len(alike) < 2:
        return False
    low, high = between_marks(text, hit.start, hit.end, _LIST_ENDS)
    near = {
        one.entry
        for one in alike
        if know.lexicon.entries[one.entry].near.all()
        and any(low <= a and b <= high for a, b in found.near.get(one.entry, ()))
    }
    needs = bool(know.lexicon.entries[hit.entry].near.all())
    return hit.entry not in near and (needs or bool(near))


def _other_thing(know: Knowledge, metric: str, other: str) -> bool:
    """Whether another metric is of another thing: an accident may be a serious one, and one with injuries."""
    relatives = know.lexicon.families.get(other)
    kinds_of = relatives.by_class.values() if relatives else ()
    return other != metric and metric not in kinds_of and other not in know.lexicon.grammar.zero_metrics


def _is_head(text: str, hit: Hit, other: Hit, span: tuple[int, int]) -> bool:
    """Whether `other` is the noun that a phrase ends in, and `hit` a word before it: 未发生较大|环境事件 is of both.

    In Chinese the last noun of a phrase says what it is; across a list's comma each is a thing of its own.
    """
    if other.end <= hit.end or span[0] > hit.end or not _MODIFIER.match(text, hit.start):
        return False
    return _APART.search(text, min(hit.end, other.end), other.end) is None


def _governed(text: str, start: int, end: int, hits: list[Hit], nones: list[tuple[int, int]]) -> Iterator[Hit]:
    """The wordings behind a negation: the first close by, the others in a list after it up to the next negation."""
    reached, last = end, (end, end)
    stop = next((a for a, _ in nones if a >= end and text[a - 1] in _LISTS), len(text))
    others = {a for a, _ in nones if a > start}
    for hit in hits:
        if hit.start >= stop or hit.start in others:  # another negation's own: 零死亡、|零污染
            return
        if (hit.start, hit.end) == last and _COMBINED.search(text, hit.start, hit.end):
            yield hit  # 重大环保和安全事故
            continue
        if hit.start < reached:
            continue
        between = _OF_SIZE.sub("", text[reached : hit.start])
        reach = _REACH_EN if is_latin(between) and text[start:end].isascii() else _REACH_ZH
        if parted(text[start:end], between) or len(between) > reach or re.search(r"\d", between):
            return
        if reached == end and re.search(r"[,，]", between):
            return
        if _COUNTED.match(text, hit.end) and re.search(r"[,，]", between):
            return  # 未发生重伤事故,轻伤3人次
        yield hit
        reached, last = hit.end, (hit.start, hit.end)


def _can_be_zero(know: Knowledge, hit: Hit) -> bool:
    metric = know.lexicon.entries[hit.entry].metric
    if hit.label_only:
        return False
    return metric in know.lexicon.grammar.zero_metrics or know.unit_of(metric) == "cases"


def _stated(know: Knowledge, marks: Marks, text: str, hit: Hit, span: tuple[int, int], clauses: Clauses) -> Zero | None:
    """The statement, None where the clause speaks of a duty or hedges."""
    metric = know.lexicon.entries[hit.entry].metric
    start, end = span
    low, _ = clauses.span(start)
    # "material" hedges, but not in "no material weaknesses"
    hedged = any(not (hit.start <= a and b <= hit.end) for a, b in marks.spans("hedge", low, end))
    ended = text.startswith(f"{_ENDED}了", start) and _IN_TIME.search(text, clauses.start, start) is not None
    duty = any(not (ended and start <= a < start + len(_ENDED)) for a, _ in marks.spans("duty", low, end))
    if (hedged or duty) and not _GOAL.match(text, end):
        return None
    if is_name(text, start, end) or _WHICH.match(text, end):
        return None
    if metric != know.lexicon.roles.breaches and _HIDDEN.search(text, start, end):
        return None
    if _DRIVE.search(text, low, start):
        return None
    strives = bool(_STRIVES.search(text, low, start) or _WILL.search(text, clauses.start, start))
    strives = strives or _LIST_OF_AIMS.search(text, clauses.start, start) is not None
    begun = max(clauses.start, *(text.rfind(mark, 0, start) + 1 for mark in _ENDS_LIST))
    reached = not duty and not strives and _REACHED.search(text, min(low, begun), end)
    target = not reached and (
        strives
        or marks.any("target", low, min(clauses.end, end + 8))
        or (_AIM.match(text, end) is not None and _BROKEN.search(text, start, end) is None)
    )
    return Zero(hit.entry, metric, *_own(text, hit, span), text[start:end], target, start)
