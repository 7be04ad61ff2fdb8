"""What stands as a comparison with another period: "9.3%, compared with 14.1% in 2020", 由上年的93.1%提高到94.6%.

Words are the grammar's (`comparison`); the patterns here say how they stand. Figures in brackets: `asides`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from cnesg.extraction.figures.numbers import ABOUT, BARE, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.years import years_in_turn_behind
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.regexes import regex

_A_YEAR = r"(?:19|20)\d\d"
_FISCAL = r"(?:FY\s?|(?:the )?(?:fiscal|financial|calendar) (?:year )?|the year )"
A_DAY = r"(?:12|3|6|9)月(?:3[01]日|底|末)"  # on which a year may end
_IN_YEAR_ZH = rf"(?:{_A_YEAR}\s?年?(?:度|底|末)?的?|今年的?|本年度?的?|(?:本?年|期)[末底]的?)?\s?"
_SAID_OF_IT = regex(r"(?:(?!中|的|受益|获)[^\d,，;；。:：()、]{0,12})?")  # 8,360人次|接受培训|,比上年的7,870人次
_BY_SO_MUCH = r"(?:约|近)?\d[\d.,]*(?:%|个?百分点|[^\d,，。;；]{1,6})"
_SO_MUCH = rf"{ABOUT}(?:[a-z]{{0,3}}[$€£¥]?\s?)?\d[\d.,]*(?:\s?%|(?: [a-z]+){{0,2}})"
_BY_PER_CENT = rf"(?: by {ABOUT}[\d.,]+\s?%)?"
_AND_THEN = regex(
    rf"(?i)(?:[^,;.\d]{{0,60}} (?:in|(?:at|by) (?:the )?(?:end|close) of) {_A_YEAR}| this year)?,? (?:and|while)"
    rf"(?: (?:it was|they were|it had been|to))? {ABOUT}"
)
_FROM = regex(rf"(?i),?\s(?:(?:in {_A_YEAR}|this year|in the year),? )?from {ABOUT}")
_FROM_EN = regex(rf"(?i)\bfrom\s{ABOUT}$")
BARE_FROM = regex(rf"[由从](?:最初的?|当初的?|人民币)?{ABOUT}$")
_OF_WHERE = regex(  # 8,230 employees from| 31 countries: where they come from, no figure of the year before
    r"(?i)\s?(?:different |other |overseas )?(?:countries|nations|nationalit|regions|provinces|cities|territories"
    r"|jurisdictions|markets|locations|places|sites|offices|departments|branches|subsidiaries|entities|units|divisions"
    r"|business|companies|universities|colleges|schools|communities|ethnic|districts|states|continents|cultures)"
)
_PER_HOURS = regex(
    r"(?i)\s?per (?:one |a )?(?:[\d,.]+ ?)?(?:million |hundred thousand |thousand )?(?:man-?|working |work )?hours"
    r"(?: worked)?"
)
_PER_ONE = regex(  # 12.4 tCO2e per RMB million of revenue| in 2022
    r"(?i)\s?per (?:(?:[a-z]{2,3}\$?|[$€£¥])\s?)?(?:[\d,.]+\s?)?(?:(?:million|billion|thousand|hundred|square)\s?)?"
    r"(?:[a-z]{2,12}\d?)?"
    r"(?: of (?!which\b)[a-z]{4,12}(?: (?:area|value|revenue))?)?(?=\s(?:in|for|to|this|last|a year)\b|[,.;)]|$)"
)
_OF_MONEY = regex(r"(?i)\s?of (?:revenue|turnover|sales|output|output value)(?=\s|[,.;)]|$)")
_COUNTED_NEXT = regex(r"\s(?!(?:in|for|to|this|last)\b)[a-z]{3,}(?=\s(?:in|for|to|this|last)\b|[,.;)]|$)")
_ENDS = regex(r"\s?(?:[.;,)]|$)")  # "164 injuries, against 181."
_NAMED_YEAR = regex(rf"\b{_A_YEAR}\b")
_LATIN = regex(r"[A-Za-z][.:]? ?$")  # "vs. 14", "(prior year: 14)"
_SO_MANY_YEARS = r"(?<!(?:19|20)\d)[三四五六七八九十\d]年[内间来,，]"  # not 2024年,
_MOST_MOVED = 2.5  # times that a figure grows or shrinks within a year
_LONGEST_CHANGE = 80  # characters: ", representing an increase of approximately 4.6% from "
_WHICH = ", which "
_LAST_YEAR = 9999  # any named year lies before it
_WITHIN = regex(r"(?i)over the year|during the year|this year|year[ -](?:on|over)[ -]year")


class Comparing:
    """The grammar's words of comparison in the patterns in which they stand.

    Attributes:
        moved_to: 下降至, 提高到: says which way, not what.
        reached: what ends right before a number that something came to.
        comes_to: what may stand between a word of change and the number that something came to (下降|4.6%至).
        changed_to: what may stand between a noun and such a number: 较上年下降4.6%至, "grew by 4 % to".
        down_to: what comes before or behind a number that something came down to.
        difference: what stands behind a number that says how much more or less there was.
        former: what stands before a figure of a time before something was done, which names no year.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.grammar.comparison
        last, last_en = either(words.last_year.zh), either(words.last_year.en)
        bare_last = either(word.removeprefix("the ") for word in words.last_year.en)
        rose, fell, moved = either(words.rose.zh), either(words.fell.zh), (*words.rose.zh, *words.fell.zh)
        moved_zh = either(moved)
        became_zh = either((*moved, *words.became.zh))
        moved_en = either((*words.rose.en, *words.fell.en, *words.became.en))
        fell_en, moving, move = either(words.fell.en), either(words.moving.en), either(words.move.en)
        then = (
            r"(?:(?:in|for|of|at (?:the )?(?:end|close) of|(?:as )?(?:at|of) (?:year[- ]end|31 December|December 31,)"
            rf"|at year[- ]end) (?:{_FISCAL})?(?P<year>{_A_YEAR})"
            r"|(?:in|for) FY\s?'?\d\d"
            rf"|(?:(?:in|for) )?(?:{last_en}))\b"
        )
        period = rf"(?:(?P<last>{last})|(?P<year>{_A_YEAR})\s?年?)(?:度|底|末|{A_DAY})?"
        period += r"(?:同期|同口径)?(?P<of>的|\()?\s?"
        # behind the later figure
        self.against = re.compile(
            rf"(?P<comma>[,，])?\s?(?:(?P<than>{either(words.than.zh)})|而)?{period}(?P<was>为|是)?{ABOUT}(?:人民币)?$"
        )
        self.goes = re.compile(rf"\)?\s?(?:相比)?(?:(?:有所|[,，]?同比|大幅)?(?:{moved_zh})|有所[\u4e00-\u9fff]{{2}})")
        self.than = re.compile(rf"(?i)(?:{either(words.than.en)}|(?:from|than) the)\s(?:(?:a total of|the) )?{ABOUT}$")
        self.better_than = re.compile(  # 0.42, better than| 0.57 in 2022: only where a year is named
            rf"(?i)\s(?:{either(words.than_then.en)})\s(?:the )?{ABOUT}$"
        )
        self.of_last = re.compile(  # than the previous year's withdrawal of| 13,100 m3, the FY22 result of| 2.1
            rf"(?i)\b(?:(?:{last_en})['’]s (?:[a-z]+ ){{0,4}}|(?:FY ?|20)(?P<year>\d\d) (?:[a-z]+ )?of ){ABOUT}$"
        )
        # (prior year:| 14)
        self.in_bracket = re.compile(rf"(?i)\((?:in )?(?:the )?(?:{bare_last})(?:['’]s figure)?\s?:?\s?{ABOUT}$")
        self.which_was = re.compile(  # emissions, which were 14.8 Mt in 2022, fell to| 13.9 Mt
            rf"(?i)(?:\s{then})?,\s(?:{moved_en})(?: (?:by [^,.;]{{2,16}}|slightly|sharply|further|again"
            rf"|back))? to {ABOUT}"
        )
        self.down_from = re.compile(
            rf"(?i)[,(]?\s?(?:which is|(?:representing )?an? (?:{move})|\b(?:{moving}))(?: (?:of |by )?{_SO_MUCH})?"
            rf" (?:in {_A_YEAR} )?from (?:the )?{ABOUT}$"
        )
        self.then_was = re.compile(  # 5,200 in 2023, while in 2022 it was| 5,400
            rf"(?i),? (?:and|while|whereas) {then} (?:it was|they were|it stood at|the figure was|there were) {ABOUT}$"
        )
        self.by_so_much = re.compile(
            rf"(?i)(?<!made )(?<!make )(?<!makes )\b(?:{moving}|{move}|{moved_en})(?: of| by)? {ABOUT}$"
        )
        self.from_after = re.compile(
            rf"(?i)\b(?:{moved_en}|{moving})(?: (?:up|down|back))?"
            r"(?: by [^,.;]{2,16}| slightly| sharply| further| again)? to (?:\w+ ){0,2}$"
        )
        self.and_then = re.compile(rf"(?i)\s{then}")
        self.when = re.compile(rf"(?i)\s?(?:[a-z]{{2,12}}\s){{0,2}}{then}")
        # before the later figure
        self.begun = re.compile(rf"[由从]{period}{ABOUT}$")
        self.to = re.compile(rf"\s?[余多]?[^\d,，。;；]{{0,4}}?(?:{became_zh})(?:到|至|为)?\s?{_IN_YEAR_ZH}{ABOUT}$")
        self.to_en = re.compile(
            rf"(?i)\s?(?:(?:(?:in (?:{_FISCAL})?|for (?:{_FISCAL})?|\((?:FY\s?)?)(?P<year>{_A_YEAR})\)?"
            rf"|(?:in )?(?P<last>{last_en})),?\s)?to\s{ABOUT}$"
        )
        self.changed = re.compile(
            rf"(?i)\b(?:{moved_en})\b(?: (?:by )?{_SO_MUCH},?)?"
            rf"(?:[a-z&() -]|(?<=scope )[123]|(?<=and )[123]){{0,60}},?\sfrom\s{ABOUT}$"
        )
        self.long = re.compile(rf"{either(words.long.zh)}|{_SO_MANY_YEARS}")
        self.former = re.compile(
            rf"[由从比较](?:[\u4e00-\u9fff]{{0,12}}(?:{either(words.before.zh)})|{either(words.formerly.zh)})的?{ABOUT}$"
        )
        self.outgrown = re.compile(
            rf"\s?[余多]?的?(?:左右)?(?:逐[年步]|迅速|快速|大幅)?(?:{became_zh}|{either(words.outgrew.zh)})"
        )
        # on the way to a figure, and behind a difference
        came_zh = rf"了?(?:{_BY_SO_MUCH})?[,，]?(?:下?降|上?升|增|减)?[至到为](?:{_A_YEAR}年的?)?{ABOUT}"
        self.comes_to = re.compile(rf"{came_zh}|(?i:{_BY_PER_CENT},? to {ABOUT})")
        since_zh = rf"(?:(?:同比|环比|(?:{either(words.than.zh)}){period}(?:相比)?)[,，]?)?"
        self.changed_to = re.compile(
            rf"(?i:\s(?:{moved_en}){_BY_PER_CENT} to {ABOUT})|{since_zh}(?:{rose}|{fell}){came_zh}"
        )
        self.moved_to = re.compile(rf"(?:{moved_zh})[到至为]")
        self.reached = re.compile(
            rf"(?:(?i:\b(?:to|at))|(?:{moved_zh})[至到]|[%点]\s?[至到]|为)\s?(?:{_A_YEAR}\s?年(?:度|底|末)?的?)?"
            rf"(?:an? (?:total|average|record|level) of )?{ABOUT}\s?$"
        )
        self.down_to = re.compile(rf"(?:{fell})[至到]|(?i:\b(?:{fell_en})\b(?: by [^,.;]{{1,16}})?,? to\s)")
        self.difference = re.compile(
            # 2.9 Mt, or 38%, less than; 58% more power than
            rf"(?i)(?:(?:,? or|,? that is,?| \()\s?{ABOUT}\d[\d.,]*\s?(?:%|per ?cent)\)?,?)?"
            rf"\s(?:of \w+ )?(?:{either(words.more.en)}) (?:(?:[a-z-]+ ){{0,3}}than|on|compared|from|versus"
            rf"|year|last year|{_A_YEAR}|the (?:previous|prior))\b"
        )


@lru_cache(maxsize=8)
def comparing(lexicon: Lexicon) -> Comparing:
    """The patterns of a lexicon, compiled once."""
    return Comparing(lexicon)


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) or "(?!)"


def compared(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure before that a figure is compared with, and the year of the second.

    It is what the first is, of another year: 93%,比2015年的91%提高2%; "9.3%, compared with 14.1% in 2020".

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: the number that may be of an earlier year.
        this_year: the fiscal year.
    """
    if "bare" in number.kinds and _OF_WHERE.match(sentence.text, number.unit_end):
        return None
    of = comparing(know.lexicon)
    return (
        _against(of, sentence, number, this_year)
        or _than(of, sentence, number, this_year)
        or _moved_since(of, sentence, number, this_year)
    )


def _against(of: Comparing, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    found = of.against.search(sentence.text, max(sentence.start, number.start - 20), number.start)
    if found is None:
        return None
    goes = of.goes.match(sentence.text, number.unit_end) is not None
    if found["year"]:
        of_it = found["of"] or sentence.text.startswith("相比", number.unit_end)  # 与2022年12月31日|3,916人相比
        told, year = bool(found["than"] and of_it), int(found["year"])
    else:  # -2.3亿元,上年同期为1.1亿元
        above = bool(found["of"] and len(found["than"] or "") > 1)  # 低于上年的|21%
        told, year = goes or above or bool(found["comma"] and found["was"]), this_year - 1
    bare = goes and found["than"] and number.kinds == BARE  # 2.86吨/万吨,较2022年的|2.93下降2.4%
    before = [n for n in sentence.numbers if n.start < found.start()]
    alike = [n for n in before if _measures_alike(n, number) or (bare and n.start in sentence.read)]
    told = told and bool(alike) and _SAID_OF_IT.fullmatch(sentence.text, alike[-1].unit_end, found.start()) is not None
    return (alike[-1], year) if told and (found["comma"] or alike[-1].unit_end == found.start()) else None


def _moved_since(of: Comparing, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure before that an aside tells: emissions, which were 14.8 Mt in 2022, fell to| 13.9 Mt."""
    before = sentence.before(number) if _WHICH in sentence.text else None
    if before is None or before.start not in sentence.read or not _measures_alike(before, number):
        return None
    said = sentence.text.find(_WHICH, sentence.read[before.start][0].hit.end, before.start)
    moved = said >= 0 and of.which_was.fullmatch(sentence.text, _unit_end(sentence.text, before), number.start)
    if not moved or (moved["year"] and int(moved["year"]) >= this_year):
        return None
    when = of.when.match(sentence.text, _unit_end(sentence.text, number))
    return before, int(when["year"]) if when is not None and when["year"] else this_year


def with_unit_come_to(know: Knowledge, sentence: Sentence, numbers: list[Number]) -> list[Number]:
    """Numbers, a bare one that another came from with the unit of that one: rose from| 3.1 to 3.3 million tonnes.

    Args:
        know: the words of comparison.
        sentence: the sentence.
        numbers: its numbers.
    """
    if not sentence.says_from:
        return numbers
    of, text, found = comparing(know.lexicon), sentence.text, list(numbers)
    for at, (one, other) in enumerate(pairwise(numbers)):
        if one.spelled or "bare" not in one.kinds or "bare" in other.kinds or not other.printed or not one.printed:
            continue
        if of.to_en.match(text, one.unit_end, other.start) is None:
            continue
        if of.changed.search(text, max(sentence.start, one.start - 90), one.start) is None:
            continue
        scale = other.value / other.printed
        scale = scale if _MOST_MOVED > one.printed / other.printed > 1 / _MOST_MOVED else 1.0
        found[at] = replace(one, value=one.printed * scale, unit=other.unit, kinds=other.kinds, family=other.family)
    return found


def _measures_alike(one: Number, other: Number) -> bool:
    """Whether two figures may be of one thing: of one kind, or the second in tonnes of what the first is in tonnes."""
    return bool(one.kinds & other.kinds) or bool(other.raw_unit and one.raw_unit.startswith(other.raw_unit))


def _than(of: Comparing, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    text, low = sentence.text, max(sentence.start, number.start - 40)
    if not _LATIN.search(text, max(low, number.start - 3), number.start):
        return None
    behind = _unit_end(text, number)
    when = of.when.match(text, behind)
    year = int(when["year"]) if when is not None and when["year"] else this_year - 1
    earlier = [n for n in sentence.numbers if n.unit_end < number.start and _alike(n, number)]
    earlier = [n for n in earlier if not of.by_so_much.search(text, max(sentence.start, n.start - 40), n.start)]
    earlier = [n for n in earlier if n.start in sentence.read] or earlier  # 8.4 out of 10, after 8.2 a year earlier
    last = earlier[-1] if earlier else None
    in_year = of.and_then.match(text, behind)
    if last is not None and in_year is not None and _AND_THEN.fullmatch(text, last.unit_end, number.start):
        before = _year_before(text, last.unit_end, number.start, this_year - 1)
        then = int(in_year["year"]) if in_year["year"] else before
        ends_chain = then == this_year and _ends_chain(sentence, last, number)
        in_turn = (then >= this_year and not ends_chain) or years_in_turn_behind(text, number.unit_end)
        return None if in_turn else (last, then)
    told = _told_of(of, sentence, last, number, year, dated=when is not None) if last is not None else None
    if last is not None and told is not None:
        return last, told
    said = text[low : number.start]
    if last is not None and ("s " in said or "of " in said) and (found := of.of_last.search(said)):
        then = 2000 + int(found["year"] or 0)
        return (last, then if found["year"] else this_year - 1) if then < this_year else None
    against = of.than.search(text, low, number.start) and (when is not None or _ENDS.match(text, behind))
    if not against and not (when is not None and of.better_than.search(text, low, number.start)):
        return None
    return (earlier[-1], year) if earlier else None


def _year_before(text: str, start: int, end: int, otherwise: int) -> int:
    """The year before the last that is named up to a place, at the latest the other one."""
    named = [int(one) - 1 for one in _NAMED_YEAR.findall(text, start, end)]
    return min([*named[-1:], otherwise])


def _ends_chain(sentence: Sentence, last: Number, number: Number) -> bool:
    """Whether it is the last of a row of years: from 96 in 2021 to 131 in 2022 and| 158 in 2023."""
    first = sentence.before(last)
    if first is None or last.start not in sentence.read or not (number.kinds & last.kinds or number.kinds == BARE):
        return False
    return _FROM_EN.search(sentence.text, max(sentence.start, first.start - 24), first.start) is not None


def _told_of(of: Comparing, sentence: Sentence, last: Number, number: Number, year: int, *, dated: bool) -> int | None:
    """The year of a figure behind the later one: "5,210, up 4.6% from 4,980", "while in 2020 it was 4,980"."""
    text, low = sentence.text, max(sentence.start, number.start - _LONGEST_CHANGE)
    if "(" in text[low : number.start] and of.in_bracket.search(text, low, number.start):
        return _year_before(text, sentence.start, number.start, year)
    then_was = of.then_was.search(text, low, number.start)
    if then_was is not None:
        return int(then_was["year"]) if then_was["year"] else year
    if of.down_from.search(text, low, number.start):
        return year
    comes_from = _FROM.fullmatch(text, _unit_end(text, last), number.start)
    return year if comes_from and (dated or of.from_after.search(text, last.start - 24, last.start)) else None


def _unit_end(text: str, number: Number) -> int:
    """Where a number ends with its unit, what it is for one of, or its noun: 0.42 per million hours|, 12 employees|."""
    found = _PER_HOURS.match(text, number.unit_end) or _PER_ONE.match(text, number.unit_end)
    if found is None and "intensity" in number.kinds:
        found = _OF_MONEY.match(text, number.unit_end)
    if found is None and "bare" in number.kinds:
        found = _COUNTED_NEXT.match(text, number.unit_end)
    return found.end() if found else number.unit_end


def _alike(shown: Number, number: Number) -> bool:
    """Whether a number may be of another year what an earlier one is: of its kind, or with its unit above the line."""
    if number.kinds == shown.kinds or (number.kinds == BARE and not (number.spelled and "percent" in shown.kinds)):
        return True
    if "co2" in shown.kinds and "mass" in number.kinds:  # 21,480 tCO2e, down from 26,915 tonnes|
        return True
    above = number.raw_unit.lower().rstrip("s")
    return "intensity" in shown.kinds and len(above) > 0 and shown.raw_unit.lower().startswith(above)


def moved_from(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a figure that the sentence says another came from; None where it is none such.

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: the number that may be the earlier of two.
        this_year: the fiscal year, before which an unnamed one lies.
    """
    if not sentence.says_from:
        return None
    after = [n for n in sentence.numbers if n.start >= _unit_end(sentence.text, number)][:1]
    if not after or not (after[0].kinds & number.kinds or (number.raw_unit and same_unit(number, after[0]))):
        return None
    of = comparing(know.lexicon)
    begun = of.begun.search(sentence.text, max(sentence.start, number.start - 16), number.start)
    if begun is None:
        within = _moved_within_year(of, sentence, number, after[0])
        return this_year - 1 if within else _moved_from_en(of, sentence, number, after[0], this_year)
    if not of.to.match(sentence.text, number.unit_end, after[0].start):
        return None
    return this_year - 1 if begun["last"] else _earlier(int(begun["year"]), this_year)


def same_unit(number: Number, after: Number) -> bool:
    """Whether two figures are in one unit, which the first may leave out, or its end: 3.2吨降至2.9吨二氧化碳当量."""
    left_out = not number.raw_unit  # from 14 to 9; from 714 to 680 tCO2e, whose unit the first has all the same
    return number.unit == after.unit or not after.raw_unit if left_out else after.raw_unit.startswith(number.raw_unit)


def _moved_within_year(of: Comparing, sentence: Sentence, number: Number, after: Number) -> bool:
    """Whether a figure moved by as much as a year allows, and nothing says over how long: 满意度由82%提升至85%."""
    text = sentence.text
    if not BARE_FROM.search(text, max(sentence.start, number.start - 4), number.start):
        return False
    if not of.to.match(text, number.unit_end, after.start) or of.long.search(text, sentence.start, number.start):
        return False
    return 0 < number.value < _MOST_MOVED * after.value and after.value < _MOST_MOVED * number.value


def _moved_from_en(of: Comparing, sentence: Sentence, number: Number, after: Number, this_year: int) -> int | None:
    text = sentence.text
    if not _FROM_EN.search(text, max(sentence.start, number.start - 24), number.start):
        return None
    reached = of.to_en.match(text, _unit_end(text, number), after.start)
    if reached is None:
        return None
    if reached["year"]:
        return _earlier(int(reached["year"]), this_year)
    within = _WITHIN.search(text, sentence.start, sentence.end)
    changed = of.changed.search(text, max(sentence.start, number.start - 90), number.start)
    return this_year - 1 if reached["last"] or within or changed else None


def came_before(know: Knowledge, sentence: Sentence, number: Number) -> bool:
    """Whether a figure is one that another came from."""
    return moved_from(know, sentence, number, _LAST_YEAR) is not None


def _earlier(year: int, this_year: int) -> int | None:
    return year if year < this_year else None
