"""Numbers in running text: value, scale, unit, qualifier, and the span they stand at.

What only looks like a quantity is left out here: years, dates, ordinals, section numbers, codes such as ISO14001.
"""

import re
from dataclasses import dataclass, replace

from cnesg.extraction.figures.cell_marks import CELL_HEAD, CELL_TAIL, GROUPED, LAKHS
from cnesg.extraction.figures.fractions import find_fractions, han_number
from cnesg.extraction.figures.lookalikes import is_code, lookalikes
from cnesg.extraction.figures.qualifiers import qualifier_of
from cnesg.extraction.figures.spelled import WORDS, counts_things
from cnesg.extraction.figures.sums_without_unit import as_money
from cnesg.extraction.figures.unit_forms import by_letter, in_cents, in_so_many_lots, read_unit, unit_in_cell
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable
from cnesg.framework.word_patterns import any_of

BARE = frozenset({"bare"})
_UNIT_OF_LABEL = regex(
    r"[\u4e00-\u9fffA-Za-z\d)]\s?\((?:单位[::]\s?)?([^()\d][^()]{0,39})\)\s?[::]?\s?$"
)  # 员工总数(人) 12,345, Total GHG emissions (tonnes CO2e): 33,100
# Cells of a row that run on: 用水量 万吨 20.
_UNIT_BEHIND_LABEL = regex(r"量\s?(万?(?:吨|度|千瓦时|立方米))\s?[::]?\s?$")
_OF_NUMBER = regex(r"(?:\d|[一二三四五六七八九十百千两几数多余])\s?$")
_END_OF_LABEL = frozenset("): 吨度时米")
_LONGEST_UNIT = 48  # characters, with its brackets
_NOTHING = 1e-6


@dataclass(slots=True, eq=False)
class Number:
    """A number with its unit. Not frozen for speed alone, a report has many thousands; nothing changes one.

    Two are equal only if they are one: where it stands is part of what it is.

    Attributes:
        value: the number after scale words, in `unit`.
        unit: plain unit, empty when none is printed.
        kinds: the kinds of quantity it may measure; `{"bare"}` without a unit.
        family: what the denominator counts (employee, money, production, ...), None without a denominator.
        start: offset of the first character of the digits (or of the currency sign before them).
        end: offset after the digits.
        unit_end: offset after the unit.
        raw_value: the digits as printed.
        raw_unit: the unit as printed, with its scale word.
        qualifier: about, over, under or None.
        printed: the printed number before scale words.
        spelled: written in words (七, three).
    """

    value: float
    unit: str
    kinds: frozenset[str]
    family: str | None
    start: int
    end: int
    unit_end: int
    raw_value: str
    raw_unit: str
    qualifier: str | None
    printed: float
    spelled: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number after scale words: 2.3万 are 23,000."""
        return abs(self.value - round(self.value)) < _NOTHING


# "312, 718 and 238" are three numbers, 1, 234 with a stray blank is one
_TORN = r"(?<=[工人数为共有达计])\d\s\d,\d{3}(?=\s?[人名户吨元])"  # 正式员工1 1,365人
_SWISS = r"(?<![\d.,'’])[1-9]\d{0,2}(?:['’]\d{3})+(?!\d)(?:\.\d+)?"  # 4'870 suppliers
_DIGITS = (
    rf"{_TORN}|{LAKHS}|{_SWISS}|"
    # SO2, 980 tonnes of NOx: no number goes on behind a formula's index
    r"(?!0,)(?:(?<![A-Za-z])\d{1,3}(?:,(?:\s(?!\d{3},?\s(?:and|&)\s\d))?\d{3})+|\d{1,3}(?:,\d{3})+)(?!\d)(?:\.\s?\d+)?"
    r"|\d+(?:\.\s?\d+)?"
)
_LOWER = r"零?(?:\d,\d{3}|\d{1,4})(?!\d)"
_JOINT = (  # 3亿2,600|万元, 1兆856|亿元: two parts with a scale word each
    rf"(?P<upper>\d{{1,4}}(?:,\d{{3}})*)(?P<scale>(?:万亿|兆)(?=\s?{_LOWER}\s?(?:亿|千万|百万|万))"
    rf"|亿(?=\s?{_LOWER}\s?(?:千万|百万|万))|万(?=\s?{_LOWER}\s?(?:千|百|亿)))\s?(?P<lower>{_LOWER})"
)
_SCALES = {"万亿": 1e12, "兆": 1e12, "亿": 1e8, "万": 1e4}
_TEN_THOUSAND = (  # 近|万人, 上|万元, 培训|万余人次
    r"(?<=[过超逾近上])万(?=[余多]?(?:名|人(?!计划|工程)|位|户|元|件|册|[棵株]|[家场]次|小时|学时|课时|吨(?!级|位)))"
    r"|(?<![\d\s.,一二三四五六七八九十百千两几数亿])万(?=[余多](?:名|人(?!计划|工程)|位|户|元|件|册|[棵株]|[家场]次|小时|学时|课时|吨(?!级|位)))"
)
# Told apart by the first character: at most places no number begins.
_NUMBER = regex(
    rf"(?=[\d一二三四五六七八九十两百千零亿万])(?:(?P<digits>{_JOINT}|{_DIGITS})"
    r"|(?P<han>(?<![第前全])[一二三四五六七八九十两百千零]+(?:万零?[一二三四五六七八九两][一二三四五六七八九十两百千零]*+)?|(?<=[过超逾近上])亿(?=[元港美])"
    rf"|{_TEN_THOUSAND})(?=\s?[\u4e00-\u9fff]))"
    rf"|(?=[EFNOSTZefnostz])\b(?P<word>(?<![Nn]et[ -])(?i:{any_of(WORDS)}\b)"
    r"(?=\s+[A-Za-z]|(?<![Oo]ne)(?<![Zz]ero)[.,;)]))"
)
# What any number has, or any share in words.
_FIGURE = regex(r"[\d一二三四五六七八九十两百千]|[过超逾近上][亿万]|万[余多]")
_IN_WORDS = regex(
    r"\b(?=[EFHNOQSTefhnoqst])(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|half|third"
    r"|quarter|fifth|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|twice)\b"
)
_TWICE = regex(r"\btwice\b(?=\s?(?:[.,;)]|(?:in|during|and|over|last|this)\b))")
_YEAR_LIKE = regex(r"(?:19|20)\d\d")
# what may stand between other words and a number, in patterns that end at it
ABOUT = (
    r"(?:(?:(?i:about|around|approximately|nearly|almost|some|roughly|just|only|over|more than)\s)"
    r"|(?:约|近|大约|约为|超过|逾)\s?)?"
)


def may_count(text: str) -> bool:
    """Whether a folded text has a digit or a word that can be of a number; without one it states none."""
    return _FIGURE.search(text) is not None or _IN_WORDS.search(text) is not None


def find_numbers(text: str, units: UnitTable) -> list[Number]:
    """All quantities of a folded text, in order.

    Args:
        text: folded text (`cnesg.text.normalise.fold`).
        units: the unit table.
    """
    if not may_count(text):
        return []
    mask = lookalikes(text)
    shares = list(find_fractions(text))
    numbers = [_share(text, start, end, share) for start, end, share in shares if share is not None]
    numbers += _twice(text, units)
    taken = [(start, end) for start, end, _ in shares]
    position = 0
    while (found := _NUMBER.search(text, position)) is not None:
        position = found.end()
        start, end = found.span()
        if mask[start] or any(a <= start < b for a, b in taken):
            if mask[start] and not mask[end - 1]:  # "aged below 30, 718 were": the mask ends within
                position = mask.index(0, start)
            continue
        number = _read(text, found, start, end, units)
        if number is not None:
            number = _signed(text, number)
            numbers.append(number)
            position = max(position, number.unit_end if number.unit_end <= len(text) else position)
    return sorted(numbers, key=lambda n: n.start)


def _share(text: str, start: int, end: int, share: float) -> Number:
    return Number(
        share, "%", frozenset({"percent"}), None, start, end, end,
        text[start:end], "", qualifier_of(text, start, end, end), share,
    )  # fmt: skip


def _twice(text: str, units: UnitTable) -> list[Number]:
    """Occasions in a word: "the committee met twice", not "twice as many"."""
    times = units.whole("times") if "twice" in text else None
    if times is None:
        return []
    return [
        Number(
            2.0, times.unit, times.kinds, None, *found.span(), found.end(), found.group(), "", None, 2.0, spelled=True
        )
        for found in _TWICE.finditer(text)
    ]


def _read(text: str, found: re.Match[str], start: int, end: int, units: UnitTable) -> Number | None:
    raw = found.group()
    spelled = found["digits"] is None
    if found["digits"]:
        if (
            is_code(text, start, end)
            and not in_cents(text, start, end, units)
            and not _follows_letter_of_money(text, start, units)
        ):
            return None
        printed: float | None = float(_NO_DIGIT.sub("", found["upper"] or raw))
    else:
        printed = han_number(raw) if found["han"] else WORDS[raw.lower()]
    if printed is None:
        return None
    money = None if spelled else units.money_before(text, start)
    if money is not None and _OF_NUMBER.search(text, max(0, money[2] - 2), money[2]):
        money = None  # the unit of the number before it
    reading = (
        in_cents(text, start, end, units)
        or in_so_many_lots(text, end, units)
        or read_unit(text, end, units)
        or (None if spelled else by_letter(text, end, units))
    )
    if found["upper"]:
        printed = _joint(printed, found, reading.scale if reading else 1.0)
    if reading is None and text[end : end + 1] in {"多", "余", "几", "+"}:  # 1.36+ million people
        reading = units.read(text, end + (2 if text.startswith("多余", end) else 1))
    if money is not None and (reading is None or not reading.unit or "money" in reading.kinds):
        return _with_currency(text, raw, printed, (start, end), money, reading, units)
    if spelled and not counts_things(text, found, reading, printed):
        return None
    if reading is not None and not reading.unit:
        reading = as_money(text, start, reading)
    if reading is None:
        if _YEAR_LIKE.fullmatch(raw) and not re.match(r"\s[A-Za-z]", text[end : end + 2]):
            return None
        reading = (None if spelled else _of_label(text, start, end, units)) or UnitReading(
            1.0, "", BARE, None, end, end
        )
    return Number(
        printed * reading.scale, reading.unit, reading.kinds, reading.family, start, end, reading.end,
        raw, text[reading.start : reading.end].strip(" ("), qualifier_of(text, start, end, reading.end), printed,
        spelled,
    )  # fmt: skip


def _of_label(text: str, start: int, end: int, units: UnitTable) -> UnitReading | None:
    """The unit that a label right before a number ends with: 用水量(万吨):86.4, 员工总数(人) 12,345, 用水量万吨35."""
    if text[start - 1 : start] not in _END_OF_LABEL:
        return None
    label = None
    if text.find(")", max(0, start - 3), start) != -1:
        label = _UNIT_OF_LABEL.search(text, max(0, start - _LONGEST_UNIT), start)
    else:
        label = _UNIT_BEHIND_LABEL.search(text, max(0, start - 12), start)
    reading = units.whole(label[1]) if label else None
    return replace(reading, start=end, end=end) if reading is not None and reading.unit else None


def _joint(upper: float, found: re.Match[str], scale: float) -> float:
    """Both parts of a number in the scale of the second: 3亿2,600万 is 32,600万, 1万3,500亿 is 13,500亿."""
    above = _SCALES[found["scale"]]
    return upper * (above / scale if above > scale else above) + float(found["lower"].strip("零").replace(",", ""))


def _signed(text: str, number: Number) -> Number:
    """A loss is printed with a minus right behind its label: 净利润-6.6亿元."""
    before = text[max(0, number.start - 2) : number.start].strip()
    if "money" in number.kinds and before.endswith("-") and not before[:-1].isdigit():
        return replace(number, value=-number.value, printed=-number.printed)
    return number


def _with_currency(
    text: str,
    raw: str,
    printed: float,
    span: tuple[int, int],
    money: tuple[object, float, int],
    reading: UnitReading | None,
    units: UnitTable,
) -> Number:
    start, end = span
    unit, before_scale, begin = money
    scale, unit_end = before_scale, end
    if reading is not None:
        scale, unit_end = scale * reading.scale, reading.end
    elif letter := re.match(r"\s?(mm|[kmb]|cr)(?![a-z\d²³])", text[end : end + 4].lower()):
        scale *= units.data.after_currency[letter[1]]
        unit_end = end + letter.end()
    name = getattr(unit, "unit", "")
    family, kinds = None, frozenset({"money"})
    if reading is not None and reading.family == "share":
        name, family, kinds = f"{name}/share", "share", frozenset({"per_share"})
    raw_unit = (text[begin:start] + " " + text[end:unit_end]).strip()
    return Number(
        printed * scale, name, kinds, family, begin, end, unit_end,
        raw, raw_unit, qualifier_of(text, begin, end, unit_end), printed,
    )  # fmt: skip


_CELL_HEAD = rf"(?:\s|{CELL_HEAD}|over|more than|nearly|almost|up to|at least|人民币|rmb|us\$|hk\$|\$|£|€)*"
_CELL_TAIL = regex(rf"^(?:{CELL_TAIL}|\s|会议|\([\d*a-zA-Z注]{{1,2}}\)|\([\u4e00-\u9fff、,]{{2,30}}\))*$")
_CELL = regex(rf"(?i)(?P<head>{_CELL_HEAD})(?P<sign>[-–+]?)(?P<digits>{GROUPED}|{_DIGITS})")
_BRACKETED = regex(r"\((\d[\d,.\s]*)\)\s?(%?)$")  # below nought
_NO_AMOUNT = regex(r"0\d+|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # or a day: 20160310
_SCALE = regex(r"0['’]000")
_MORE_DIGITS = regex(r"[.,]?\d")


def _follows_letter_of_money(text: str, start: int, units: UnitTable) -> bool:
    """Whether digits that a letter is glued to are money in the currency that it stands for: R|13.2 million."""
    letter = text[start - 1 : start]
    return letter.isascii() and letter.isalpha() and units.money_before(text, start) is not None


_STRAY_STOP = regex(r"(?<=\d)(\.\d+)[.。]$")  # 18,966.04.
_NO_DIGIT = regex(r"[,\s'’]")
_LETTER_SCALE = regex(r"(?i)\s?[kmb](?![a-z\d²³])")
_SCALE_LETTER = regex(rf"\s?([KMB])(?=(?:{CELL_TAIL}|\+|\([\d*]{{1,2}}\))*$)")  # 5.30M* of what a label counts
_ZERO_CELL = {"零", "无", "nil", "none", "zero", "没有", "未发生"}
_NONE_HAPPENED = regex(  # in the last column of an index: 报告期内未发生, 无此类事件
    r"(?:本?报告期内?|本年度?|年内|全年|20\d\d年度?内?)?(?:本?公司|集团|本行)?(?:(?:未|没有|未曾|从未|未有|无)(?:发生|出现)(?:任何|过)?|无(?=.))"
    r"(?:(?:此|相关|该|这|上述|类似)类?(?:事件|情况|案件|事故|违规|行为))?[。.]?"
)


def read_cell(text: str, units: UnitTable) -> Number | None:
    """The number that a table cell consists of, None where the cell is anything else.

    Args:
        text: the cell's text, folded and without blanks inside Chinese.
        units: the unit table.
    """
    body = _STRAY_STOP.sub(r"\1", text.strip())
    none = body.lower() in _ZERO_CELL or (("未" in body or "无" in body) and _NONE_HAPPENED.fullmatch(body))
    if none or body == "00":  # forms ask for two digits
        return Number(0.0, "", BARE, None, 0, len(text), len(text), body, "", None, 0.0, spelled=True)
    negative = _BRACKETED.match(body)
    if negative:
        body = f"-{negative[1]}{negative[2]}"
    found = _CELL.match(body)
    if found is None:
        return None
    start, end = found.span("digits")
    if _MORE_DIGITS.match(body, end) or _NO_AMOUNT.fullmatch(found["digits"]) or _SCALE.match(body, start):
        return None  # 05 is a page or a chapter, 0'000 kWh a unit
    printed = float(_NO_DIGIT.sub("", found["digits"]))
    printed = -printed if found["sign"] in {"-", "–"} else printed
    money = units.money_before(body, found.start("sign"))
    reading = unit_in_cell(body, end, units)
    if reading is None and body[end : end + 1] in {"多", "余"}:
        reading = units.read(body, end + 1)
    unit_end = reading.end if reading else end
    if money is not None and reading is None and (letter := _LETTER_SCALE.match(body, end)):
        unit_end = letter.end()  # $3.2m
    lettered = _SCALE_LETTER.match(body, end) if reading is None and money is None else None
    unit_end = lettered.end() if lettered else unit_end
    if not _CELL_TAIL.match(_closed(body, unit_end)):
        return None
    qualifier = qualifier_of(body, start, end, unit_end)
    if money is not None and (reading is None or not reading.unit or "money" in reading.kinds):
        return _with_currency(body, found["digits"], printed, (start, end), money, reading, units)
    if reading is None:
        scale = units.data.after_currency[lettered[1].lower()] if lettered else 1.0
        reading = UnitReading(scale, "", BARE, None, end, unit_end)
    return Number(
        printed * reading.scale, reading.unit, reading.kinds, reading.family, start, end, reading.end,
        found["digits"], body[reading.start : reading.end].strip(" ("), qualifier, printed,
    )  # fmt: skip


def _closed(body: str, unit_end: int) -> str:
    """What follows the unit, without the bracket that closes around it: 5 (吨)."""
    rest = body[unit_end:].strip()
    return rest[1:] if rest.startswith(")") and body[:unit_end].count("(") > body[:unit_end].count(")") else rest
