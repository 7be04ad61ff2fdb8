"""Wordings that share what only one of them is given: one number (A、B均为100%), or one noun (范围一、范围二排放量)."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.clauses import JOINED
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import AS_CO2, Fit, fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.shared_rates import rates_sharing
from cnesg.extraction.prose.sentences.sentence import LIST_LINK, Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_Span = tuple[int, int]

EACH = regex(r"均|皆|都(?=[是为达])|各(?=\d|$)|(?i:\b(?:both|each)\b)")
_ONLY_NAME = regex(r"(?P<name>[\u4e00-\u9fff()、]{2,12}?)(?:约为?|为|近|达到?|有)?\s?")  # of a part
_BEGINS = regex(r"[,，;；。:：()（）]")
_NEXT_NAME = regex(  # of the next item of a list
    r"\s?(?:、|和|及|以及)\s?[^\d、,，;；。:：()（）和及的]{2,12}|,?\s(?:and|while)\s(?:for\s)?[A-Za-z][a-z -]{2,30}?\s"
)
_NEXT_LABEL = regex(rf"{JOINED.pattern}|[,，]")
_SHARED = 2.0  # the cost of a noun that only the last of a list prints
_FEWEST = 2  # kinds of unit in a list that is read by nouns in turn
_NUMERALS = frozenset("一二三")
_SCOPE = regex(r"(?i)\b(scope)s? 1$|(范围|范畴|类别)[一1]$")  # the Group's |Scope 1; |范围一、二及三排放
_LONGEST = 60  # characters of a list
_TO_NUMBERS = regex(r"[^,，;；。:：()（）、]{0,8}")  # 年排放量降到, " came to "
_OF = " of "
_OTHER_GENDER = regex(  # women completed 19.6| and men 17.9 hours
    r"(?i),? (?:and|while|against|compared with) (?:for )?(?:(?:fe)?males?|(?:wo)?men)"
    r"(?: (?:employees|staff|colleagues))?(?: (?:completed|received|averaged|had))? "
)
_NAMED_SO = regex(
    r"(?i)\b(?:scopes?|tiers?|categor(?:y|ies)|class(?:es)?|phases?|levels?|types?|grades?|pages?|nos?\.|[a-z]-)\s?$"
)
_TO_NUMBERS_EN = regex(
    r"(?i)(?:\s(?:emissions|consumption|use|usage|discharges?|withdrawals?))?\s(?:came to|amounted to|were|was"
    r"|totalled|reached|stood at|of|at)\s(?:about |around |approximately |some )?"
)
_SEVERAL = regex(r"\s(?!overseas\b)[a-z-]+(?<![us])s,?\s")  # a noun in plural, no hazardous, no business
_ADJECTIVE_AND = regex(r"\s[a-z][a-z-]{2,20},?\sand\s")
_ADJECTIVE = regex(r"\s[a-z][a-z-]{2,20}\s")
_OPENS, _CLOSES = regex(r"\s?[(（]\s?[\"“”'‘]?"), regex(r"[\"“”'’]?\s?[)）]")
_BRACKET = regex(r"\s?[(（][^()（）]{2,60}[)）]")
_NEXT_ITEM = regex(r"\s*(?:再|又|还|并|另)?(?:向|给|为|对|通过|赴|在|资助|捐赠|捐助|投入|出资)")


def with_last_unit(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence that says "respectively", those of a list with the unit that only its last one prints.

    "1,200, 3,400 and 56,000 tonnes respectively" are tonnes all three, 12.6万吨和38.9万吨二氧化碳当量 both of CO2.
    """
    numbers = list(sentence.numbers)
    told = any(sentence.start <= a < sentence.end for a, _ in sentence.found.marks.get("respectively", ()))
    if not told and " and " not in sentence.text[sentence.start : sentence.end]:
        return numbers
    for at in range(len(numbers) - 2, -1, -1):
        one, last = numbers[at], numbers[at + 1]
        halves = one.unit_end == one.end and _OTHER_GENDER.fullmatch(sentence.text, one.end, last.start) is not None
        if "bare" in last.kinds or not (halves or LIST_LINK.match(sentence.text[one.unit_end : last.start])):
            continue
        if not halves and not told and not _in_one_unit(sentence, one, last):
            continue
        if "bare" in one.kinds and not one.spelled and last.printed:
            scale = last.value / last.printed
            numbers[at] = replace(one, value=one.printed * scale, unit=last.unit, kinds=last.kinds, family=last.family)
        elif "mass" in one.kinds and "co2" in last.kinds and (unit := AS_CO2.get(one.unit)):
            numbers[at] = replace(one, unit=unit, kinds=last.kinds)
    return numbers


def _in_one_unit(sentence: Sentence, one: Number, last: Number) -> bool:
    """Whether English prints the unit of several figures behind the last alone: came to 412 and |536 tonnes."""
    if one.unit_end != one.end or _NAMED_SO.search(sentence.text, max(sentence.start, one.start - 12), one.start):
        return False
    between = sentence.text[one.end : last.start].strip()
    return between in {"and", ", and"} or (between == "," and last.unit_end == last.end)  # 9, |4 and 2 tonnes


def listed_before(sentence: Sentence, spans: list[tuple[int, int]], chain: list[Number]) -> list[tuple[int, int]]:
    """The names of a list right before a list of as many numbers, which go in turn without 分别; none otherwise.

    In 二氧化硫、氮氧化物和烟尘排放量为412吨、768吨和56吨 nothing else can be meant.

    Args:
        sentence: the sentence of both lists.
        spans: where wordings stand before the first number, in order.
        chain: the numbers.
    """
    names, text = spans[-len(chain) :], sentence.text
    if len(names) != len(chain) or not (
        _TO_NUMBERS.fullmatch(text, names[-1][1], chain[0].start)
        or _TO_NUMBERS_EN.fullmatch(text, names[-1][1], chain[0].start)
    ):
        return []
    if any(not JOINED.fullmatch(text, one[1], other[0]) for one, other in itertools.pairwise(names)):
        return []
    return [] if JOINED.fullmatch(text, max(sentence.start, names[0][0] - 1), names[0][0]) else names


def said_once(
    sentence: Sentence, spans: list[_Span], named: dict[_Span, tuple[Hit, Fit]], chain: list[Number]
) -> tuple[list[_Span], dict[_Span, tuple[Hit, Fit]]]:
    """The names of a list right before as many numbers, each of which says its metric twice.

    Scope 1| direct emissions; nitrogen oxides (NOx).

    Args:
        sentence: the sentence of both lists.
        spans: where wordings stand before the first number, in order.
        named: the wording and the metric at each place.
        chain: the numbers.

    Returns:
        Where the names stand and what they name; both as they were where there is no such list.
    """
    found: dict[_Span, tuple[Hit, Fit]] = {}
    for span in spans:
        before = next(reversed(found), None)
        aside = before is not None and _OPENS.fullmatch(sentence.text, before[1], span[0]) is not None
        alike = before is not None and named[span][1].metric == found[before][1].metric
        if before is not None and not alike and before[0] < span[0] < before[1]:
            continue  # non-|hazardous waste amounted to: it begins inside another name
        if before is not None and alike and (aside or span[0] <= before[1] + 1):
            closed = _CLOSES.match(sentence.text, span[1]) if aside else None
            found[before[0], max(before[1], closed.end() if closed else span[1])] = found.pop(before)
        else:
            found[span] = named[span]
    run = listed_before(sentence, list(found), chain)
    return (run, found) if run else (spans, named)


def with_unit_of_whole(sentence: Sentence, numbers: list[Number]) -> list[Number]:
    """Numbers, those in brackets that add up to the one before with its unit: 员工26,109人(境内22,543,境外3,566)."""
    found = list(numbers)
    for whole in numbers:
        aside = _BRACKET.match(sentence.text, whole.unit_end) if whole.unit and not whole.spelled else None
        inside = [at for at, n in enumerate(found) if aside and aside.start() <= n.start and n.end <= aside.end()]
        bare = len(inside) > 1 and all("bare" in found[at].kinds and not found[at].spelled for at in inside)
        if bare and abs(sum(found[at].printed for at in inside) - whole.printed) <= 1e-6 * whole.printed:
            scale = whole.value / whole.printed if whole.printed else 1.0
            for at in inside:
                found[at] = replace(
                    found[at], value=found[at].printed * scale, unit=whole.unit, kinds=whole.kinds, family=whole.family
                )
    return found


def sharing(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> Iterator[Choice]:
    """The other wordings that a number is said to be of, each: "A and B were both 100 %", A、B均达100%.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording that was chosen for it.
    """
    if choice.role != "clause" or choice.hit.end > number.start:
        return
    each = EACH.search(sentence.text, choice.hit.end, number.start)
    if each is None:
        yield from rates_sharing(know, sentence, number, choice)
        return
    low = max(sentence.start, number.start - _LONGEST)
    begins = [m.end() for m in _BEGINS.finditer(sentence.text, low, each.start())]
    low = begins[-1] if begins else low
    low = _bare_label(know, sentence, low)
    told = {choice.fit.metric}
    for hit in sorted(sentence.hits, key=lambda h: (-h.weight, h.start)):
        if not low <= hit.start or hit.end > choice.hit.start or not _NEXT_LABEL.match(sentence.text, hit.end):
            continue
        if know.lexicon.entries[hit.entry].near.all() and hit.entry not in sentence.found.near:
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and not how.weak and how.metric not in told:
            told.add(how.metric)
            yield Choice(choice.cost, hit, how, "clause")
    yield from (one for one in rates_sharing(know, sentence, number, choice) if one.fit.metric not in told)


def _bare_label(know: Knowledge, sentence: Sentence, start: int) -> int:
    """Where what shares a number begins, with a clause before that is but a label: 合同签订率,社保覆盖率均为100%."""
    if start - 1 <= sentence.start or sentence.text[start - 1] not in ",，":
        return start
    before, end = sentence.clauses.span(start - 2)
    label = residual(know, sentence.text[max(before, sentence.start) : end])
    named = any(h.end == end and h.end - h.start == len(label) for h in sentence.hits)
    return max(before, sentence.start) if named else start


def spelled_out(know: Knowledge, sentence: Sentence, hit: Hit, number: Number, count: int) -> list[Choice]:
    """The wordings of a list whose last item alone spells out the noun, in order; none where it is no such list.

    In "Scope 1, Scope 2 and Scope 3 emissions" the first two are of emissions, too.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the list.
        hit: the wording of its last item.
        number: a number of the kind that all items have.
        count: how many items there should be.
    """
    low = max(sentence.start, hit.end - _LONGEST)
    begins = [m.end() for m in _BEGINS.finditer(sentence.text, low, hit.start) if m.group() not in ",，"]
    text = sentence.text[begins[-1] if begins else low : hit.end]
    items = JOINED.split(text)
    if len(items) < count:
        return []
    items = [item.strip() for item in items[-count:]]
    if named := _SCOPE.search(items[0]):  # Scope 1, 2 and 3 emissions
        lead = f"{named[1]} " if named[1] else named[2]
        items = [f"{lead}{item}" if item[:1].isdigit() or item[:1] in _NUMERALS else item for item in items]
    found: list[Choice] = []
    for item in items:
        entry = _of_item(know, item, items[-1], number)
        how = fit(know, entry, number.kinds, number.unit, number.family) if entry is not None else None
        if entry is None or how is None or how.metric in {one.fit.metric for one in found}:
            return []
        found.append(Choice(1.0, Hit(entry, hit.start, hit.end, hit.label_only, hit.weight), how, "clause"))
    return found


def _of_item(know: Knowledge, item: str, last: str, number: Number) -> int | None:
    """The entry of an item's wording, with the end of the last item that makes it one."""
    whole = _names(know, item, number, len(item) / 2)
    if item is last or whole is not None:
        return whole
    latin = is_latin(last)
    ends = [m.end() for m in re.finditer(r"\s", last)] if latin else range(1, len(last))
    for at in ends:
        text = f"{item} {last[at:]}" if latin else item + last[at:]
        if (entry := _names(know, text, number, len(item))) is not None:
            return entry
    return None


def _names(know: Knowledge, text: str, number: Number, latest: float) -> int | None:
    """The entry of the wording that a text ends in, which begins before the character `latest`."""
    form = matching_form(text)
    hits = [h for h in know.lexicon.find(form).hits if h.end == len(form) and h.start < latest]
    hits = [h for h in hits if fit(know, h.entry, number.kinds, number.unit, number.family)]
    return max(hits, key=lambda h: (h.weight, -h.entry)).entry if hits else None


def in_turn(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The noun of a number in "电力和天然气的消耗量分别为1.2亿千瓦时和560万立方米": as many nouns as numbers.

    The numbers may be in different units, so that each tells its noun once more.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
    """
    told = [b for a, b in sentence.found.marks.get("respectively", ()) if sentence.start <= a and b <= number.start]
    if not told:
        return None
    chain = [n for n in sentence.numbers if n.start >= told[-1]]
    ends = [at for at, pair in enumerate(itertools.pairwise(chain), start=1) if not _linked(sentence, *pair)]
    chain = chain[: ends[0]] if ends else chain
    if number not in chain or len({n.kinds for n in chain}) < _FEWEST:
        return None
    hits = [h for h in sentence.hits if h.end <= told[-1]]
    spans = sorted({(h.start, h.end) for h in hits})
    spans = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        joined = runs and JOINED.fullmatch(sentence.text, runs[-1][-1][1], span[0])
        runs[-1].append(span) if joined else runs.append([span])
    named = next((run for run in reversed(runs) if len(run) == len(chain)), None)
    if named is None:
        return None
    start, end = named[chain.index(number)]
    for hit in (h for h in hits if (h.start, h.end) == (start, end)):
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and not how.weak:
            return Choice(1.0, hit, how, "clause")
    return None


def with_next_noun(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The noun behind the second of two bare numbers with an adjective each: 14 national and 9 industry| standards.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of both.
        number: the first of them.
    """
    link = _ADJECTIVE_AND.match(sentence.text, number.unit_end) if "bare" in number.kinds else None
    if link is not None and _SEVERAL.match(sentence.text, number.unit_end):
        return None  # 14 |factories and 212 suppliers: each number has a noun
    last = next((n for n in sentence.numbers if link and n.start == link.end() and "bare" in n.kinds), None)
    noun = _ADJECTIVE.match(sentence.text, last.unit_end) if last is not None else None
    if last is None or noun is None:
        return None
    for hit in sorted([*sentence.hits, *sentence.things], key=lambda h: (h.start, -h.weight)):
        if hit.start in {last.unit_end + 1, noun.end()} and hit.end > noun.end():
            how = fit(know, hit.entry, number.kinds, number.unit, number.family, whole=number.is_whole)
            if how is not None and not know.lexicon.entries[hit.entry].near.all():
                return Choice(_SHARED, hit, how, "beside")
    return None


def with_last_noun(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The noun that a list of names and numbers prints once, behind its last: 北岭1万千瓦、南岭2万千瓦光伏电站.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the list.
        number: a number of the list, not its last.
    """
    one, text = number, sentence.text
    chain = sentence.chain(number)
    if len(chain) > 1 and sentence.found.marks.get("respectively"):
        one = _before_its_noun(sentence, chain) or number  # 310 GWh and 275 GWh| of natural gas respectively
    alike = (n for n in sentence.numbers if n.start > number.start and n.raw_unit == number.raw_unit != "")
    for last in alike:
        if not _NEXT_NAME.fullmatch(text, one.unit_end, last.start):
            break
        one = last
    if one is number:
        return None
    begins = (
        {one.end + 1, one.unit_end, one.unit_end + len(_OF)} if text.startswith(_OF, one.unit_end) else {one.unit_end}
    )
    for hit in sorted(sentence.hits, key=lambda h: (h.start, -h.weight)):
        if hit.start in begins:
            how = fit(know, hit.entry, number.kinds, number.unit, number.family)
            if how is not None and not how.weak and not know.lexicon.entries[hit.entry].near.all():
                return Choice(_SHARED, hit, how, "beside")
    return None


def _before_its_noun(sentence: Sentence, chain: list[Number]) -> Number | None:
    """The last of a list of numbers in one unit, where what all are of stands right behind it."""
    last = chain[-1]
    alike = all(one.raw_unit == last.raw_unit != "" for one in chain)
    return last if alike and sentence.text.startswith(_OF, last.unit_end) else None


def _linked(sentence: Sentence, one: Number, other: Number) -> bool:
    return LIST_LINK.match(sentence.text[one.unit_end : other.start]) is not None


def names_next_part(know: Knowledge, sentence: Sentence, begin: int, number: Number) -> bool:
    """Whether but a name stands before a number after a semicolon, in a list that 其中 began: 其中A5亿元;B约|2亿元.

    Args:
        know: wording, which tells what verbs begin a clause of its own.
        sentence: the sentence of the number.
        begin: where the number's label begins.
        number: the number.
    """
    name = _ONLY_NAME.fullmatch(sentence.text, begin, number.start)
    if name is None or not sentence.marked("of_which", sentence.stops[0], sentence.start):
        return False
    return not any(verb in name["name"] for verb in know.lexicon.grammar.narrowing.breaks)


def metric_of_last_item(sentence: Sentence, number: Number) -> str | None:
    """The metric of the item before, where a list goes on behind a semicolon: 助力扶贫,捐资甲县15万元;|乙县5万元.

    Args:
        sentence: the sentence of the number, with what was read of the one before.
        number: the number.
    """
    before = sentence.previous
    if before is None or before.start < sentence.stops[0] or not before.read:
        return None
    if not _NEXT_ITEM.match(sentence.text, sentence.start, number.start):
        return None
    return before.read[max(before.read)][0].fit.metric
