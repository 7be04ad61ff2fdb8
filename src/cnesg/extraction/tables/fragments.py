"""Fragments of a page's lines: words that stand close together, told apart into numbers, years, blanks and text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from cnesg.extraction.figures.cell_marks import BELONGING, CELL_HEAD, CELL_TAIL, FIRST_GROUP, GROUPED, LAKHS, LAST_GROUP
from cnesg.extraction.figures.cell_units import unit_said_twice, without_one
from cnesg.extraction.figures.formulas import closed
from cnesg.extraction.figures.hour_rates import rate_behind
from cnesg.extraction.figures.side_by_side import several_figures
from cnesg.extraction.figures.year_names import SHORT_YEAR
from cnesg.extraction.tables.age_heads import with_ages_as_text, with_wrapped_ends, within_range
from cnesg.extraction.tables.glued_shares import with_shares_cut
from cnesg.extraction.tables.last_page import kept_for_last_page, kept_for_lines
from cnesg.extraction.tables.model import Fragment, around
from cnesg.extraction.tables.page_paragraphs import with_prose_whole
from cnesg.extraction.tables.powers_of_ten import goes_on_from_power, is_power
from cnesg.framework.regexes import regex
from cnesg.framework.units import load_units
from cnesg.text import Line, Page, Word, fold
from cnesg.text.pdf_words import LEADERS, may_have_leaders

_CELL_GAP = 0.75  # of the character height; a blank is about 0.2, justified text reaches 0.6
_NEXT_TO_NUMBER = 0.45
_LEAST_GAP = 0.1
_BLANK_GAP = 0.35  # no wider than a blank
_FEWEST_WORDS = 5  # of a line of prose
_MOSTLY_WORDS = 0.6  # of what stands in it are no figures
_WIDEST_BLANK = 1.6  # of the character height, in a narrow column set to both edges
_WIDEST_IN_HAN = 1.0  # of it, around figures in a line of a Chinese sentence set to both edges
_SHORTEST_SENTENCE = 15  # characters
_HAN_SENTENCE = regex(r"[\u4e00-\u9fff\d%％)）][，。；、]\s?[\u4e00-\u9fff\d“（]")
_EVEN = 0.15  # by which blanks of such a line may differ, as letters have room around them
_DIGITS = rf"{GROUPED}|{LAKHS}|(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|\.\d+"
_MARK = rf"{CELL_TAIL}{{0,3}}"
_HAN_UNIT = (
    r"(?:人民币)?(?:[万亿千百十]{0,2}(?:公?吨|千?克|公斤)二氧化碳(?:当量)?|[万千]?(?:公顷|[份条篇期分批艘架])|"
    r"[万亿千百十元吨人次小时天件项个家户场起例宗套台辆座株棵瓦米立方公斤克升标准煤度名倍年美港欧学课兆吉焦日平亩/每]{1,8})"
)
_LATIN_UNIT = (
    r"(?:[kKMG]?t(?:\s?CO2(?:-?e)?|ce)?|[kmM]?g|[kMGT]?Wh?|[kMGTP]J|m[23³²]?|k?m2|ha|[mM]?L|x|k|mn?|bn|tn|pp|bps|pts|"
    r"(?:ten )?thousands?|(?:hundred )?millions?|billions?|trillions?|tonnes?|tons?|"
    r"hours?|hrs?|days?|years?|months?|times|cases?|persons?|"
    r"people|employees|hectares|acres|lit(?:re|er)s?|percent|per cent|incidents?|items?|person[- ]times|participants|"
    r"sessions|meetings|yuan|RMB|"
    r"(?:metric |kilo|mega)?(?:tonnes?|tons?|t)(?: of)? CO2(?:[- ]?e(?:q(?:uivalents?)?)?| equivalent)?|"
    r"metric (?:tonnes|tons)|(?:kilo|mega)tonnes?|cubic met(?:re|er)s|"
    r"(?:kilo|mega|giga)watt[- ]hours|(?:giga|tera)joules|"
    r"mega?lit(?:re|er)s|(?:US|HK) dollars)"
)
_LATIN_SCALE = r"(?:(?:'?000|thousand|ten thousand|million|mn|hundred million|billion|bn|trillion|[mk])\s)?"
_UNIT = rf"(?:\s?(?:[%‰]|{_LATIN_SCALE}{_LATIN_UNIT}(?:/[A-Za-z]{{1,12}})?|{_HAN_UNIT}))?"
_UNIT_CELL = regex(
    rf"(?:[A-Z]{{0,3}}[$¥€£]|RMB|CNY|USD|HKD|人民币)?\s?(?:[%‰]|#|no\.|number|percentage|{_LATIN_SCALE}{_LATIN_UNIT}|{_HAN_UNIT}|[A-Za-z]{{0,2}}CO2e?|'000)"
    rf"(?:\s?(?:of\s)?CO2(?:-?e(?:q(?:uivalent)?)?)?)?(?:\s?(?:/|per)\s?\S.{{0,24}})?",
    re.IGNORECASE,
)
_PLURAL = regex(r"(?<=[a-z])\(e?s\)$", re.IGNORECASE)  # case(s)
_MEASURES = frozenset({"co2", "mass", "energy", "volume", "intensity", "money", "power", "area"})
_MEASURED = _MEASURES | {"rate"}
_SEVERAL = regex(r"[,;]\s")  # Gigajoules (GJ), Percentage (%)
_ABBREVIATION = regex(r"\s?\((?:%|[kMGTP]?[tglLJm][23³]?|[kMGT]Wh?|[GTPM]J)\)")
_PERCENTAGE = regex(r"(?i)percentages?|per ?cent|%")
_LONGEST_UNIT = 60
_NO_FORMULA = r"(?!\(?(?:SO|T?CO|PM|NO|CH|NH|SF|NF|CF|ISO|GRI|SDG)\s?\d)"  # letters before a number are a currency else
_NUMBER = regex(
    rf"^{_NO_FORMULA}[(]?(?i:{CELL_HEAD}\s?){{0,2}}(?:[-–−+]\s?)?(?:[A-Z]{{2,3}}|[A-Z]{{0,3}}[$¥€£]|人民币|港币)?\s?[(-]?(?:{_DIGITS})\s?[%‰]?\)?[余多]?{_UNIT}\)?{_MARK}$"
    rf"|^[~<>–−-]?(?:(?:US|HK)?[$€£](?:{_DIGITS})|\d[\d,]*\.\d+)\s?[BMK]\+?{_MARK}$"  # $46B, in large type; 5.30M
)
_ROUND = r"(?:1,?000|10,?000|100,?000|1,?000,?000|100 millions?|(?:10|ten) thousand|'?0,000|0'000|'?0?000'?)"
_CURRENCIES = "RMB|CNY|HKD|USD|KRW|JPY|TWD|NTD|INR|THB|PHP|MYR|SGD|IDR|EUR|GBP"
_MONEY_SCALE = regex(
    rf"^\(?(?:(?:{_CURRENCIES}|(?:HK|US|NT)?\$|¥|₩|人民币)\s?{_ROUND}(?:\s?yuan)?"
    rf"|{_ROUND}\s?(?:yuan|won|yen|baht|{_CURRENCIES}))\)?$",
    re.IGNORECASE,
)
_ROUND_UNIT = regex(  # 10,000 tonnes, 100 million kWh: in a column of units, where tables in English scale by 万
    r"^\(?(?:10,?000|100,?000|1,?000,?000|100 million|10 thousand|ten thousand|1,?000)\s?"
    r"(?:[kMGT]?Wh|[kMG]W|[GMT]J|tce|t|tonnes?|tons?|metric tons?|m[3³]|cu\. ?m\.?|cubic met(?:re|er)s?|lit(?:re|er)s?|"
    r"persons?|people|person[- ]?times?|cases?|times|items?|pieces|hours?|households|copies|visits?|calls|"
    r"kilowatt[- ]hours?|t-?CO2(?:-?e)?|(?:metric )?t(?:ons?|onnes?)?(?: of)? (?:CO2.{0,12}|standard coal))\)?$",
    re.IGNORECASE,
)
_THOUSANDS = regex(  # (000 tonnes CO2e), '000s, 0000' t, .000 t: a scale, never a figure
    r"\(?(?:(?:['’]?0?|0['’])000|\.000\s?[A-Za-z])"
)
_BARE_YEAR = regex(r"20[0-3]\d")
_BLANK = regex(r"^(?:[-–—−/\\]{1,3}|n\.?/?[adr]\.?|nil|none|zero|无|不适用|未统计|未披露|/)$", re.IGNORECASE)
_YEAR = regex(
    r"^(?:fye?|cy|ye|yr?|ytd)?\s?'?(?:(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?\s?(?:年?年度?|财年|财政年度)?|(?<=fy)\d\d|(?<=fy\s)\d\d)"
    rf"(?:\s?\([^()]{{1,16}}\)|(?<=[年度末])\s?(?:人民币|港币)?(?:百|千|百?万|[十百]?亿)?(?:港元|美元|元|吨))?{_MARK}$"
    rf"|^(?:{SHORT_YEAR})(?:\s?\([^()]{{1,16}}\))?{_MARK}$"
    r"|^\((?:19|20)\d\d年?度?\)$"  # (2017), below "Baseline"
    r"|^(?:民国)?1[0-2]\d年(?:度|底)?$",  # 112年, as in Taiwan
    re.IGNORECASE,
)
_INDICATOR = regex(  # of GRI G4, of Ipieca: no sum of any money
    r"(?:(?:G4-)?(?:EC|EN|LA|HR|SO|PR|FS|EU|OG|MM|CRE)\d{1,2}|(?:CCE|ENV|SHS|SOC|GOV)-\d{1,2})$"
)
_OWN_YEAR = regex(r"\s?\((?:in |by |fy ?)?((?:19|20)\d\d)\)$|\s(?:in|by) ((?:19|20)\d\d)$", re.IGNORECASE)
_DIGIT = regex(r"\d")
_ANY_DIGIT = regex(r"[\d\u2080-\u2089]")  # one of a formula becomes a plain one where it is folded
_LONGEST_BLANK = 5
_DIGIT_START = regex(r"^[(~<>≤≥+-]*[$¥€£]?\.?\d")
_SIGN_AFTER = regex(r"[)）]?[%％‰][)）]?$")
_PURE_NUMBER = regex(rf"^[(<>~+–−-]*[$¥€£]?(?:{_DIGITS})[%‰]?\)?{_MARK}$")

_OF_ONE_UNIT = regex(rf"(?:{_DIGITS})(?P<unit>[^\d\s]{{1,12}})(?:(?:{_DIGITS})(?P=unit))+")
_IN_BRACKETS = regex(r"[(（][^()（）]*[)）]")
_LEADING_NUMBER = regex(rf"(?:{_DIGITS})\s?(?=[^\W\d_]|\()")

_DIVISOR = regex(  # what figures are given for: per | 200,000 hours worked
    r"(?:1,?000|10,?000|100,?000|200,?000|1,?000,?000|(?:1|one|10|100) million|million)(?:\s[A-Za-z -]{1,24})?$"
)
_PER = regex(r"(?:^|\s)per$|/$")
_OUT_OF_A_HUNDRED = regex(r"\(0\s?[-–]\s?100\s?%?\)")  # a head of forms: Percentage (0 - 100 %)
_END_OF_SPAN = regex(r"(?:[-–]\s?)?(?:100|\d\d)\s?%?\)")  # of two lines: Percentage (0 - |100 %), Grades 14–|17)
_LEADERS = regex(LEADERS)
_PAGE = regex(r"\d{1,3}")
_ONE_EDGE = 3.0  # points that lines of one cell may begin apart

_CODE = regex(  # of an item in a disclosure standard: A1.2, KPI B3.1, GRI 305-1, 2-7, TC-SI-130a.1, G4-EN15
    r"(?:(?:HKEX|SEHK|GRI|SASB|KPI|ESRS|关键绩效指标|指标)\s?)*"
    r"(?:[A-G]\d{1,2}(?:\.\d{1,2}){1,2}|\d{3}-\d{1,2}|[A-Z]{2}-?[A-Z]{2}-\d{3}[a-z](?:\.\d{1,2})?|[EGS]\d-\d{1,2}"
    r"|2-(?:[1-9]|[12]\d|30)|3-[1-3]|(?:CCE|ENV|SHS|SOC|GOV)-\d{1,2}|G4-SO\d{1,2}|(?:G4-)?(?:EC|EN|LA|HR|PR|FS|EU|OG|MM|CRE)\d{1,2})"
    r"\s?(?:\(?[a-z]\)?)?(?:\s?\(?(?:19|20)\d\d\)?)?(?:[,;/、]\s?.{1,18})?"  # 303-3 (2018)
)


def is_code(text: str) -> bool:
    """Whether a cell holds nothing but the code of an item in a disclosure standard."""
    return not text[:1].islower() and _holds_code(text)


@lru_cache(maxsize=8192)
def _holds_code(text: str) -> bool:
    return _DIGIT.search(text) is not None and _CODE.fullmatch(fold(text).strip()) is not None


@lru_cache(maxsize=8192)  # half of a report's cells are printed more than once
def kind_of(folded: str) -> str:
    """`year`, `number`, `blank` or `text`; round sums such as `RMB 10,000` are units."""
    if not _DIGIT.search(folded):
        return "blank" if len(folded) <= _LONGEST_BLANK and _BLANK.match(folded) else "text"
    if ("00" in folded or "thousand" in folded.lower()) and is_round_unit(folded):
        return "text"
    if _YEAR.match(folded):
        return "year"
    if _INDICATOR.match(folded) or _END_OF_SPAN.fullmatch(folded):
        return "text"
    if _NUMBER.match(with_own_year(folded)[0]) or several_figures(folded) or _is_measured(folded):
        return "number"
    return "text"


def _is_measured(folded: str) -> bool:
    """Whether a text is a number with any unit that the table of units knows: 44.2吨二氧化碳当量/雇员, 34 (persons)."""
    found = _LEADING_NUMBER.match(folded) if len(folded) <= _LONGEST_UNIT else None
    if found is None or "mg/" in folded:  # a concentration, no figure of the vocabulary
        return False
    unit = folded[found.end() :]
    if unit[0] == "(":
        inside = unit[1:-1]
        return unit[-1] == ")" and not (len(inside) == 1 and inside.isalpha() and inside.isascii()) and is_unit(inside)
    if unit[0].isupper() and unit[1:].islower():
        return _NUMBER.match(folded.lower()) is not None  # 1,825 Hours
    reading = load_units().whole(unit) or rate_behind(folded, found.end())
    return reading is not None and bool(reading.unit) and not reading.kinds.isdisjoint(_MEASURED)


def years_among(notes: Sequence[str]) -> list[str]:
    """The notes that are years and nothing else."""
    return [note for note in notes if kind_of(fold(note).strip()) == "year"]


def is_round_unit(folded: str) -> bool:
    """Whether a text with a round number is a unit: 10,000 tonnes, `RMB'000`, 万千瓦时 10,000 kWh."""
    round_sum = _MONEY_SCALE.match(folded) or _ROUND_UNIT.match(folded) or _THOUSANDS.match(folded)
    return bool(round_sum) or ("0,000" in folded and unit_said_twice(folded) is not None)


def with_own_year(folded: str) -> tuple[str, int | None]:
    """A cell's text without the year that it gives its value: `42.6 in 2019`, `24% (2019)`, `40% by 2030`."""
    found = _OWN_YEAR.search(folded) if "20" in folded[-6:] and not folded.startswith("(") else None
    return (folded[: found.start()], int(found[1] or found[2])) if found else (folded, None)


def unbroken(parts: Sequence[Fragment]) -> Fragment | None:
    """The lines of a narrow cell as one number, whose unit or last digits stand on the next: 31.25|吨/|年, 1,582,|512.

    None where they are no number, or several one below the other.
    """
    first, *rest = parts
    text = first.text.strip()
    if first.kind == "year" or (first.kind != "number" and not text[:1].isdigit()):
        return None  # 2022年|千港元 is the head of a column
    for part in rest:
        if part.folded.strip()[:1].isdigit() and text[-1] not in ",.，．/:":
            return None  # two numbers one below the other
        text += part.text.strip()
    folded = fold(text)
    if len(folded) != len(text) or kind_of(folded) != "number":
        return None
    return replace(first, text=text, folded=folded, bbox=around([part.bbox for part in parts]), kind="number")


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a cell holds a unit and nothing else: `tCO2e`, 万元, `kWh/employee`, 小时 Hours, `Gigajoules (GJ), %`."""
    text = without_one(closed(text))
    folded = _PLURAL.sub("", fold(text).strip()).strip("() ")
    return (
        _UNIT_CELL.fullmatch(folded) is not None
        or unit_said_twice(folded) is not None
        or (len(folded) <= _LONGEST_UNIT and all(map(_measures, _SEVERAL.split(fold(text)))))
    )


def _measures(text: str) -> bool:
    """Whether a text is the name of a unit of measure or of money, maybe with its abbreviation: `Metric tons (t)`."""
    text = _ABBREVIATION.sub("", text).strip("() ")
    if _PERCENTAGE.fullmatch(text):
        return True
    reading = load_units().whole(text) if text else None
    return reading is not None and bool(reading.unit) and not reading.kinds.isdisjoint(_MEASURES)


@kept_for_last_page
def page_fragments(page: Page) -> Sequence[Sequence[Fragment]]:
    """The fragments of each line of a page, from left to right.

    Tables, tiles and lists all ask for those of the same page: they are kept until the next page comes.
    """
    cut = [_cut(one) for one in page.lines if one.words]  # parts of a page have its lines
    lines = with_wrapped_ends(with_prose_whole(cut, page.lines))
    return [_without_divisors(line, above) for above, line in zip([[], *lines], lines, strict=False)]


@kept_for_lines
def _cut(line: Line) -> list[Fragment]:
    return with_ages_as_text(with_shares_cut(line_fragments(line)))


def _without_divisors(line: list[Fragment], above: Sequence[Fragment]) -> list[Fragment]:
    """A line whose numbers end a unit that the line above begins, as text: `Cases per | 200,000 hours`."""
    if not any(f.kind == "number" and _DIVISOR.match(f.folded) for f in line):
        return line
    begun = [f for f in above if f.kind == "text" and _PER.search(f.folded)]
    return [
        replace(f, kind="text")
        if _DIVISOR.match(f.folded) and any(abs(f.x0 - b.x0) < _ONE_EDGE and f.middle > b.middle for b in begun)
        else f
        for f in line
    ]


def line_fragments(line: Line) -> list[Fragment]:
    """The fragments of a line."""
    if not (words := line.words):
        return []
    # Only values are cells of their own at less than a wide gap, and only shares where there is none.
    least = _LEAST_GAP if _ANY_DIGIT.search(line.text) is not None else _NEXT_TO_NUMBER
    shares = "%" in line.text
    edges = [
        at
        for at, gap in enumerate(line.gaps, start=1)
        if (gap > least and _is_apart(words[at - 1].text, words[at].text, gap)) or (shares and _begins_share(words, at))
    ]
    edges = [at for at in edges if not (_closes_bracket(words, at) or within_range(words, at))]
    if edges and "10" in line.text:
        edges = [at for at in edges if not goes_on_from_power(line, at, _CELL_GAP)]
    if edges and (brackets := list(_IN_BRACKETS.finditer(line.text))):
        edges = [at for at in edges if not _is_held(line, at, brackets)]
    if "(0" in line.text and (asked := _OUT_OF_A_HUNDRED.search(line.text)):
        edges = [at for at in edges if not asked.start() <= words[at].start < asked.end()]
    led = _leaders(words) if may_have_leaders(line.text) else []
    if not led and (not edges or is_justified(line)):
        return _by_unit(line, words)
    spans = pairwise(sorted({0, *edges, *led, *(at + 1 for at in led), len(words)}))
    return [part for first, end in spans if first not in led for part in _by_unit(line, words[first:end])]


def _is_held(line: Line, at: int, brackets: Sequence[re.Match[str]]) -> bool:
    """Whether brackets go on with what stands before a word: (2023: 54,489|10,000 yuan), 2023|(10,000 yuan)."""
    start, gap = line.words[at].start, line.gaps[at - 1]
    for found in brackets:
        if found.start() < start < found.end():
            return gap <= _CELL_GAP
        if found.start() == start and is_unit(found[0][1:-1]):
            return gap <= _NEXT_TO_NUMBER and _YEAR.match(fold(line.words[at - 1].text)) is not None
    return False


def _by_unit(line: Line, words: Sequence[Word]) -> list[Fragment]:
    """What some words are: one fragment, or one for each number, where all fill their cells with one unit.

    83,736百万元|74,942百万元|90,000百万元
    """
    whole = fragment_of(line, words)
    if whole.kind != "text" or not whole.folded[:1].isdigit() or _OF_ONE_UNIT.fullmatch(whole.folded) is None:
        return [whole]
    firsts = [at for at, word in enumerate(words) if fold(word.text[:1]).isdigit()]
    return [fragment_of(line, words[first:end]) for first, end in pairwise([*firsts, len(words)])]


def _closes_bracket(words: Sequence[Word], at: int) -> bool:
    """Whether a word closes a bracket that stands open before it: Employees (at 31 December | 2023)."""
    before = " ".join([word.text for word in words[:at]]) if words[at].text.endswith(")") else ""
    return "(" not in words[at].text and before.count("(") > before.count(")")


def is_justified(line: Line) -> bool:
    """Whether a line is prose set to both edges of a narrow column: its blanks are wide, and all the same."""
    least, most = min(line.gaps, default=0.0), max(line.gaps, default=0.0)
    if most <= _WIDEST_IN_HAN and len(line.text) >= _SHORTEST_SENTENCE and _HAN_SENTENCE.search(line.text) is not None:
        return True
    if len(line.words) < _FEWEST_WORDS or most > _WIDEST_BLANK or most - least > _EVEN:
        return False
    named = sum(word.text[0].isalpha() and word.text.isascii() for word in line.words)
    return named >= _MOSTLY_WORDS * len(line.words)


def _leaders(words: Sequence[Word]) -> list[int]:
    """Which words are leaders between a label and its figure."""
    return [at for at in range(1, len(words) - 1) if _LEADERS.fullmatch(words[at].text) and _leads(words[at + 1 :])]


def _leads(behind: Sequence[Word]) -> bool:
    """Whether words behind leaders begin with a figure that is no page's number: Employees ....... 4,317."""
    return _is_value(behind[0].text) and not (len(behind) == 1 and _PAGE.fullmatch(behind[0].text))


def _is_apart(before: str, word: str, gap: float) -> bool:
    """Whether a word starts a new cell."""
    if gap <= _NEXT_TO_NUMBER:  # most words: two numbers side by side are two cells, however narrow the gap
        return _is_value(word) and _is_value(before) and not _goes_on(before, word, gap)
    if _SIGN_AFTER.match(word):
        return gap > 2 * _CELL_GAP or (word == "%" and _BARE_YEAR.fullmatch(before) is not None)  # 2024 | % | 2023
    if gap > _CELL_GAP:
        return True
    return _is_value(word) or _is_value(before) or _YEAR.match(fold(before)) is not None


def _begins_share(words: Sequence[Word], at: int) -> bool:
    """Whether a word opens the bracket with a count's share, close behind the count: 4,713|（55.3%）.

    A share right behind another one is one of its own, as of small slices of a pie: 7.1%|2.3%.
    """
    if words[at].text[-1:] == "%" == words[at - 1].text[-1:]:
        return _is_value(words[at].text) and _is_value(words[at - 1].text)
    if words[at].text not in {"(", "（"} or at + 1 >= len(words) or not words[at + 1].text.endswith("%"):
        return False
    count = words[at - 1].text
    return _is_value(count) and _is_value(words[at + 1].text) and "%" not in count


def _goes_on(before: str, word: str, gap: float) -> bool:
    """Whether a number at a blank's distance is part of the one before: 1|234, 1,234|(+5%)."""
    if gap <= _BLANK_GAP and LAST_GROUP.fullmatch(word) and FIRST_GROUP.fullmatch(before):
        return True
    return BELONGING.fullmatch(word) is not None


def _is_value(text: str) -> bool:
    return not text.isalpha() and _PURE_NUMBER.match(fold(text)) is not None


def fragment_of(line: Line, words: Sequence[Word]) -> Fragment:
    """The fragment that some words of a line are, the first to the last of them."""
    first, last = words[0], words[-1]
    start = first.start
    text = line.text[start : last.start + len(last.text)]
    folded = fold(text)
    if first is last:
        box, height = first.bbox, first.height
    else:
        box, height = line.bbox, max([w.height for w in words])
        if len(words) < len(line.words):
            x0, y0, x1, y1 = zip(*[word.bbox for word in words if word.bbox], strict=True)
            box = min(x0), min(y0), max(x1), max(y1)
    assert box is not None, "words of a PDF page have boxes"
    kind = "text" if text.startswith("10") and is_power(words) else kind_of(folded.strip())
    return Fragment(text, folded, box, height, line.number, start, kind)
