"""Lists whose items one verb governs, which Chinese prints once: 招聘本科生120人,硕士生30人; 节约用电、用水.

An item with nothing but a noun of its own is read as if the verb stood before it; by itself 用水3.5万吨 would be water
that was used, and 硕士生30人 a part of all employees.
"""

import re
from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit, Lexicon
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.framework.wording import UNITS_OF_PEOPLE

_ITEM = regex(
    r"[余多]?\s?(?P<link>[、,，]|和|及|与|以及)\s?(?P<noun>[水电]|[\u4e00-\u9fffA-Za-z]{2,12}?)(?:共|约|近|超过)?"
)
_SAYS_MORE = regex(r"[量额率比占为达共总均各其中较]|增长|下降|以上|以下")
_USED = regex(r"[用耗排节]")  # 用水 behind a comma may be what was used; in a list of 节约用电、用水 it can't be
_LISTED = ("、", "和", "及", "与", "以及")
_LIST_ON = regex(r"(?:、|和|及|与|以及)[\u4e00-\u9fff、]{2,40}\s?")  # 废乳化液|、废活性炭等危险废物
_FATE = "fate="  # a class that says what became of a thing
_MOST_ITEMS = 8
_ENDINGS = 2  # characters of a noun that its wording may lack: 招聘硕士|生
_COST, _CARRIED = 4.0, 20.0
_AMOUNTS_USED = frozenset({"mass", "volume", "energy", "co2"})


def governed(know: Knowledge, sentence: Sentence, number: Number, best: Choice | None) -> Choice | None:
    """The wording that a list's verb makes with an item's noun; what was best without it where it makes none.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        best: the wording that its own words give.
    """
    at = sentence.numbers.index(number)
    item, verb = _item_of(know, sentence, at)
    if item is None or verb is None or (best is not None and best.fit.metric == _before(sentence, at).fit.metric):
        return best
    if best is not None and (last := _before(sentence, at).fit.metric) in _fates(know, best.fit.metric):
        return replace(best, fit=replace(best.fit, metric=last))  # 综合利用粉煤灰62万吨、炉渣|18万吨
    noun = item["noun"]
    if _USED.match(noun) and item["link"] not in _LISTED:
        return best
    form = matching_form(verb + noun)
    for hit in sorted(know.lexicon.find(form, told=True).hits, key=lambda h: (-h.weight, h.entry)):
        if hit.start or hit.end <= len(verb) or len(form) - hit.end > _ENDINGS:
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is None or how.weak or know.lexicon.entries[hit.entry].near.all():
            continue
        if best is None or best.fit.metric in sentence.roles.staff or how.metric in sentence.roles.avoided:
            begin = item.start("noun")
            return Choice(_COST, Hit(hit.entry, begin, begin + len(noun), False, hit.weight), how, "clause")
    return _like_the_item_before(know, sentence, at, best, item)


def acted_in_list(know: Knowledge, sentence: Sentence, number: Number, best: Choice | None) -> Choice | None:
    """The metric of what was done with all items of a list, where the last one by itself names what there was.

    处置废乳化液、废活性炭等|1.2吨 were disposed of, as 处置废乳化液 says.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
        best: the wording that its own words give.
    """
    if best is None or best.hit.end > number.start:
        return best
    done = _fates(know, best.fit.metric)
    for hit in sentence.hits if done else ():
        if know.lexicon.entries[hit.entry].metric not in done or hit.end > best.hit.start:
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and _LIST_ON.fullmatch(sentence.text, hit.end, number.start):
            return replace(best, fit=how)
    return best


def _fates(know: Knowledge, metric: str) -> set[str]:
    """The metrics of what became of a thing that a metric counts; none for most."""
    family = know.lexicon.families.get(metric)
    return {name for of, name in family.by_class.items() if of.startswith(_FATE)} if family is not None else set()


def is_governed(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a number goes on a list of one verb in the unit of the item before, which was read of the same metric.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording that it was read as, of an earlier clause.
    """
    at = sentence.numbers.index(number)
    item, verb = _item_of(know, sentence, at)
    if item is None or verb is None or _before(sentence, at).fit.metric != choice.fit.metric:
        return False
    return _is_counted_alike(know, sentence, at, choice)


def _item_of(know: Knowledge, sentence: Sentence, at: int) -> tuple[re.Match[str] | None, str | None]:
    """A list's item and the verb that governs it; None where the number of this place is in no such list."""
    item = _item(know, sentence, at) if at else None
    return item, _verb(know, sentence, at) if item is not None else None


def _is_counted_alike(know: Knowledge, sentence: Sentence, at: int, last: Choice) -> bool:
    """Whether an item counts people in the unit of the one before, or money in its currency: 1.2亿元、5,200万元."""
    number, before = sentence.numbers[at], sentence.numbers[at - 1]
    if "money" in number.kinds:
        return "money" in before.kinds and before.unit == number.unit
    people = know.unit_of(last.fit.metric) in UNITS_OF_PEOPLE and last.fit.metric not in sentence.roles.staff
    return before.raw_unit == number.raw_unit and people


def _item(know: Knowledge, sentence: Sentence, at: int) -> re.Match[str] | None:
    """The words between a number and the one before, where they are a mark of a list and a noun, and that was read."""
    last, number = sentence.numbers[at - 1], sentence.numbers[at]
    if last.start not in sentence.read or last.raw_unit == "" or not last.unit_end < number.start:
        return None
    item = _ITEM.fullmatch(sentence.text, last.unit_end, number.start)
    return item if item is not None and _is_noun(know, item["noun"]) else None


def _is_noun(know: Knowledge, text: str) -> bool:
    """Whether a text is a noun and no clause of its own; one may end in a verb: 大病救助."""
    if _SAYS_MORE.search(text) or _verbs(know.lexicon).match(text):
        return False
    verbs = know.lexicon.grammar.narrowing.breaks
    return not any(verb in text and (text == verb or not text.endswith(verb)) for verb in verbs)


def _verb(know: Knowledge, sentence: Sentence, at: int) -> str | None:
    """The verb before the noun of a list's first item; None where the items between or the item itself have a verb."""
    verbs = _verbs(know.lexicon)
    for first in range(at - 1, max(-1, at - _MOST_ITEMS), -1):
        label = sentence.own_label(sentence.numbers[first])
        found = list(verbs.finditer(label))
        if found:
            noun = label[found[-1].end() :].strip()
            return found[-1][0] if noun and not _SAYS_MORE.search(noun) else None
        if not first or _item(know, sentence, first) is None:
            return None
    return None


def _before(sentence: Sentence, at: int) -> Choice:
    return sentence.read[sentence.numbers[at - 1].start][0]


def _like_the_item_before(
    know: Knowledge, sentence: Sentence, at: int, best: Choice | None, item: re.Match[str]
) -> Choice | None:
    """The metric of the item before for one that counts people or money in the same unit and names nothing else.

    A part of the staff is what it would be alone; what would be used alone is not saved: 节约用电、天然气8万立方米.
    """
    last = _before(sentence, at)
    avoided = sentence.roles.avoided
    used = bool(sentence.numbers[at].kinds & _AMOUNTS_USED)  # 节约标煤318吨,安全培训500人次: people are not saved
    if used and last.fit.metric in avoided and best is not None and best.fit.metric not in avoided:
        return None
    alone = best is None or (best.fit.metric in sentence.roles.staff and "persons" in sentence.numbers[at].kinds)
    if not alone or not _is_counted_alike(know, sentence, at, last) or not residual(know, item["noun"]):
        return best
    return replace(last, cost=_CARRIED, role="sentence", carried=True)


@lru_cache(maxsize=8)
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """A pattern for any verb that governs lists."""
    words = sorted(lexicon.grammar.governing_lists, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)) or "(?!)")
