"""Rates of a list that have one value: 劳动合同签订率、社会保险覆盖率|100%, 环评和三同时执行率|达到100%.

Amounts of a list each need a figure of their own; rates don't, since 100% can be said of several at once.
"""

from collections.abc import Iterator

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex

_RATE = "率"
_SEAM = regex(r"、|以?及|和|与")
_TO_VALUE = regex(  # from the end of the last rate to its value
    r"(?:分别)?(?:[均都皆各]|全部|继续|始终|已经?|保持在?|实现了?|达到?了?|为|是|约|近|超过|不低于|高于|[:：])*\s?"
)
_LIST = regex(r"[^,，;；。:：()（）\d]*$")
_OF_THEM = regex(r"[,，](?:(?:各项|各|上述|以上|两项|相关|有关)?制度)?(?P<rate>执行率|落实率|履行率)$")
_SHORTEST, _LONGEST = 2, 22  # characters of an item


def rates_sharing(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> Iterator[Choice]:
    """The other rates of the list whose last one a per cent stands behind.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording that was chosen for it.
    """
    text = sentence.text
    if number.unit != "%" or choice.role != "clause" or choice.hit.end > number.start:
        return
    last = text.rfind(_RATE, choice.hit.start, number.start) + 1
    if not last or not _TO_VALUE.fullmatch(text, last, number.start):
        return
    listed = _LIST.search(text, sentence.start, last)
    told, named = {choice.fit.metric}, set[int]()
    for start, item in _of_those_before(text, sentence.start, last) or _spelled_out(
        text, listed.start() if listed else last, last
    ):
        found = None if start in named else _rate_named(know, sentence, number, start, item)
        if found is not None and found.fit.metric not in told:
            named.add(start)
            told.add(found.fit.metric)
            yield found


def _of_those_before(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The items of the clause before a rate that is of each: 履行环评制度、“三同时”制度,|各项制度执行率|100%."""
    label = _OF_THEM.search(text, start, end)
    listed = _LIST.search(text, start, label.start()) if label else None
    if label is None or listed is None:
        return []
    items, at = [], listed.start()
    for seam in [*_SEAM.finditer(text, at, label.start()), None]:
        stop = label.start() if seam is None else seam.start()
        items.append((at, (text[at:stop].strip() + label["rate"])[-_LONGEST:]))
        at = stop if seam is None else seam.end()
    return items if len(items) > 1 else []


def _spelled_out(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where each item of a list stands and what it is in full: 安全培训、演练覆盖率 has 安全培训覆盖率."""
    items, at = [], start
    for seam in [*_SEAM.finditer(text, start, end), None]:
        stop = end if seam is None else seam.start()
        items.append((at, text[at:stop].strip()))
        at = end if seam is None else seam.end()
    if len(items) == 1:
        return []
    found, noun = [], ""
    for place, item in reversed(items):
        if item.endswith(_RATE):
            noun = item[-3:]
        found += [(place, item if item.endswith(_RATE) else item + noun)]
        found += [] if item.endswith(_RATE) else [(place, item + _RATE)]  # 劳动合同签订和社会保险参保率
    return found


def _rate_named(know: Knowledge, sentence: Sentence, number: Number, start: int, item: str) -> Choice | None:
    """The rate that an item of the list names, if its words end it and what else it asks for is said."""
    if not _SHORTEST < len(item) <= _LONGEST:
        return None
    form = matching_form(item)
    found = know.lexicon.find(form)
    hits = [h for h in found.hits if h.end == len(form) and not h.label_only and h.entry not in found.never]
    for hit in sorted(hits, key=lambda h: (-h.weight, h.entry)):
        entry = know.lexicon.entries[hit.entry]
        if entry.near.all() and hit.entry not in sentence.found.near:
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and not how.weak and how.unit == "%":
            placed = type(hit)(hit.entry, start, start + len(item), hit.label_only, hit.weight)
            return Choice(1.0, placed, how, "clause")
    return None
